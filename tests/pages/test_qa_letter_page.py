"""A letter is pasted or uploaded, its points are looked over, changed and recorded; the letter itself is kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.assessment import criteria_of
from dhr_cases.models import Case, PaperVersion, QALetter, QAPoint
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.files import upload
from tests.rules.test_letter_points import ASKED, STYLES, letter
from tests.stages import case_at
from tests.standing import stand_at

FACTS = json.loads((Path(__file__).parents[1] / "facts" / "devon_case17_louise.json").read_text())
TEXT = letter("\n".join(STYLES["bullets"]))


@pytest.fixture
def waiting(case: Case, cast: Cast, client: Client) -> Case:
    """A report before the board; its coordinator is signed in."""
    case_at(cast, case, Stage.AT_QA)
    client.force_login(cast.coordinator)
    return case


def address(case: Case) -> str:
    return reverse("case_qa_letter", args=(case.reference,))


def paste(client: Client, case: Case, text: str = TEXT) -> HttpResponse:
    """The page of points after the text was pasted."""
    answer: Any = client.post(address(case), {"text": text}, follow=True)
    return answer  # type: ignore[no-any-return]  # the test client's answer has no type of its own


def sheet_of(answer: Any) -> dict[str, str]:
    """What the page of points would send if nothing in it were changed."""
    forms = [answer.context["form"], answer.context["rows"].management_form, *answer.context["rows"]]
    sent: dict[str, str] = {}
    for form in forms:
        for bound in form:
            _put(sent, bound)
    return sent


def _put(sent: dict[str, str], bound: Any) -> None:
    value = bound.value()
    if hasattr(value, "precision"):
        boxes = bound.field.widget.decompress(value)
        sent.update(zip((f"{bound.html_name}_{part}" for part in bound.field.widget.parts), boxes, strict=True))
    elif value is not None and value is not False:
        sent[bound.html_name] = str(value)


def test_reads_seven_points_from_what_is_pasted(waiting: Case, client: Client) -> None:
    answer: Any = paste(client, waiting)
    rows = [row.initial for row in answer.context["rows"]]
    assert [row["text"] for row in rows if row] == list(ASKED)
    sent = sheet_of(answer)
    assert sent["outcome"] == "publishable_with_changes"
    assert (
        f"{sent['letter_on_year']}-{sent['letter_on_month']:0>2}-{sent['letter_on_day']:0>2}" == FACTS["qa_letter_date"]
    )


def test_keeps_the_letter_among_the_papers(waiting: Case, client: Client) -> None:
    """Pasted or uploaded; the pasted words become a plain file."""
    paste(client, waiting)
    client.post(address(waiting), {"upload": upload("HO letter.txt", TEXT.encode())})
    kept = PaperVersion.objects.filter(paper__case=waiting, paper__kind=PaperKind.QA_LETTER).order_by("pk")
    assert [version.file_name for version in kept][-2:] == ["quality assurance letter.txt", "HO letter.txt"]
    assert list(kept)[-1].file.read() == TEXT.encode()


def test_records_what_was_looked_over(waiting: Case, cast: Cast, client: Client) -> None:
    """One point is worded anew, one left out, one added, one put under a section and a criterion."""
    answer: Any = paste(client, waiting)
    criterion = criteria_of(cast.partnership)[3]
    sent = sheet_of(answer) | {
        "points-0-text": "The report needs a sense of who she was.",
        "points-0-section": "Conclusions",
        "points-0-criterion": str(criterion.pk),
        "points-1-is_removed": "on",
        "points-7-number": "8",
        "points-7-text": "Add a tribute.",
    }
    done = client.post(answer.request["PATH_INFO"], sent)
    assert done.status_code == 302
    points = list(QAPoint.objects.filter(letter__submission__case=waiting))
    assert [point.number for point in points] == ["1", "3", "4", "5", "6", "7", "8"]
    assert (points[0].text, points[0].section, points[0].criterion) == (
        "The report needs a sense of who she was.", "Conclusions", criterion,
    )  # fmt: skip  # three facts on one line
    assert points[-1].text == "Add a tribute."
    waiting.refresh_from_db()
    assert waiting.at is Stage.AMENDING
    assert str(QALetter.objects.get().board_on) == "28 September 2022"


def test_adds_an_empty_row_and_loses_nothing(waiting: Case, client: Client) -> None:
    """Nothing is recorded and nothing is called wrong yet."""
    answer: Any = paste(client, waiting)
    sent = sheet_of(answer) | {"points-0-text": "Worded anew.", "outcome": "", "more": "1"}
    again: Any = client.post(answer.request["PATH_INFO"], sent)
    assert again.status_code == 200
    rows = list(again.context["rows"])
    assert len(rows) > len(list(answer.context["rows"]))
    assert rows[0].initial["text"] == "Worded anew."
    assert b"There is a problem" not in again.content
    assert not QALetter.objects.exists()


def test_says_what_is_wrong_beside_the_point(waiting: Case, client: Client) -> None:
    """A point without a number, and an outcome that does not fit the points; the words stay."""
    answer: Any = paste(client, waiting)
    wrong: Any = client.post(answer.request["PATH_INFO"], sheet_of(answer) | {"points-2-number": ""})
    assert wrong.status_code == 422
    assert b"Enter the number of the point" in wrong.content
    clears: Any = client.post(answer.request["PATH_INFO"], sheet_of(answer) | {"outcome": "cleared_no_change"})
    assert clears.status_code == 422
    assert b"has no points to answer" in clears.content
    assert not QALetter.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, b"one of the two"),
        ({"text": "  "}, b"one of the two"),
        ({"text": "1. Say why.", "upload": True}, b"one of the two"),
        ({"upload": True}, b"Paste the letter"),
    ],
)
def test_refuses_what_is_no_letter(waiting: Case, client: Client, sent: dict[str, Any], words: bytes) -> None:
    """Nothing, both at once, or a file without text; nothing is kept."""
    before = PaperVersion.objects.count()
    answer = client.post(address(waiting), sent | ({"upload": upload("letter.pdf")} if "upload" in sent else {}))
    assert answer.status_code == 422
    assert words in answer.content
    assert PaperVersion.objects.count() == before


def test_offers_rows_for_a_letter_that_clears(waiting: Case, client: Client) -> None:
    """No point is recognised; the page says so and records the clearance."""
    answer: Any = paste(client, waiting, "31 October 2022\n\nThe Board commends the report. It may now be published.")
    assert b"No point was recognised" in answer.content
    client.post(answer.request["PATH_INFO"], sheet_of(answer))
    waiting.refresh_from_db()
    assert waiting.at is Stage.QA_CLEARED


@pytest.mark.parametrize(
    ("part", "status"), [("independent_chair", 403), ("home_office_reader", 200), ("outsider", 404)]
)
def test_is_for_those_who_record_assurance(waiting: Case, cast: Cast, client: Client, part: str, status: int) -> None:
    client.force_login(getattr(cast, part))
    assert client.get(address(waiting)).status_code == status


def test_waits_for_the_board(case: Case, cast: Cast, client: Client) -> None:
    """Before the report is with the board there is no letter to read."""
    client.force_login(cast.coordinator)
    answer = client.get(address(case))
    assert answer.status_code == 409
    assert "not in this stage" in answer.content.decode()


def test_takes_no_letter_of_another_case(waiting: Case, other_case: Case, cast: Cast, client: Client) -> None:
    answer: Any = paste(client, waiting)
    key = answer.request["PATH_INFO"].rstrip("/").rpartition("/")[2]
    stand_at(other_case, Stage.AT_QA)
    assert client.get(reverse("case_qa_letter_points", args=(other_case.reference, key))).status_code == 404


def test_is_linked_from_the_page_of_the_home_office(waiting: Case, client: Client) -> None:
    page = client.get(reverse("case_assurance", args=(waiting.reference,))).content.decode()
    assert address(waiting) in page
    assert Verb.RECORD_QA_LETTER.value in page

"""What an owner reads of its actions, row by row; where the lane begins; what a sheet shows before it is taken in."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from dhr_cases.action_rag import Rag, Rating
from dhr_cases.deadlines import long_date
from dhr_cases.models import (
    Action,
    ActionEvidence,
    ActionStatus,
    ActionUpdate,
    Case,
    Organisation,
    PartialDate,
    Recommendation,
    UpdateSource,
)
from dhr_cases.papers.action_sheet.columns import SHEET, Column
from dhr_cases.views.action_rows import evidence_rows, lane_rows
from tests.conftest import Cast
from tests.followed import followed, year_ago
from tests.following import changed
from tests.seen import Seen, browser, seen

pytestmark = pytest.mark.first_database

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
HEADS = ["Action", "Organisation", "Review", "Target date", "Last heard of", "How it stands"]


def action_of(text: str, **facts: Any) -> Action:
    """An action that was never saved."""
    row = Recommendation(ref=facts.pop("ref", ""), case=Case(reference="KENT-1"))
    body = Organisation(name="Vale Fire", short_name="")
    return Action(text=text, owner=body, recommendation=row, **facts)


def texts(rows: list[dict[str, Any]]) -> list[list[str]]:
    """The cells of rows as texts."""
    return [[cell["text"] for cell in row["cells"]] for row in rows]


def rated(*pairs: tuple[str, Rag, str]) -> list[list[str]]:
    """What the lane lists of actions with these ratings and target dates."""
    found = [
        (action_of(text, pk=number, target_date=PartialDate.parse(due)), Rating(rag, ()))
        for number, (text, rag, due) in enumerate(pairs)
    ]
    for action, _ in found:
        action.due_on = action.target_date.value
    return texts(lane_rows(found, lambda action: f"/of/{action.pk}"))


def test_lists_the_worst_first_then_by_target_date_and_undated_ones_last() -> None:
    """Of two that are alike the older one stands first."""
    rows = rated(
        ("Ended", Rag.ENDED, ""), ("Verified", Rag.COMPLETE, ""), ("Green", Rag.GREEN, "2027-01-01"),
        ("Amber undated", Rag.AMBER, ""), ("Amber later", Rag.AMBER, "2027-02-02"),
        ("Amber sooner", Rag.AMBER, "2027-02-01"), ("Amber as soon", Rag.AMBER, "2027-02-01"), ("Red", Rag.RED, ""),
    )  # fmt: skip
    assert [row[0] for row in rows] == [
        "Red", "Amber sooner", "Amber as soon", "Amber later", "Amber undated", "Green", "Verified", "Ended",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "cells"),
    [
        ({}, ["Vale Fire", "KENT-1", "", ""]),
        ({"ref": "R 3"}, ["Vale Fire", "KENT-1, no. R 3", "", ""]),
        (
            {"target_date": PartialDate.parse("2027-03"), "heard_on": datetime.date(2026, 5, 4)},
            ["Vale Fire", "KENT-1", "March 2027", "4 May 2026"],
        ),
    ],
)
def test_tells_an_action_in_one_row(facts: dict[str, Any], cells: list[str]) -> None:
    """What nobody stated stays empty, which the table calls not stated."""
    action = action_of("Train staff", **{"target_date": PartialDate.unknown(), **facts})
    (row,) = lane_rows([(action, Rating(Rag.AMBER, ()))], lambda _: "/here")
    assert row["url"] == "/here"
    assert texts([row]) == [["Train staff", *cells, "Amber: needs attention"]]
    assert row["cells"][-1]["state"] == "due_soon"


def test_tells_a_proof_with_its_file_or_without() -> None:
    body = Organisation(name="Vale Fire")
    day = datetime.date(2026, 5, 4)
    rows = evidence_rows(
        [
            ActionEvidence(text="An audit", organisation=body, on=day, file="a.pdf", file_name="audit.pdf", size=2048),
            ActionEvidence(text="A statement", on=day),
        ],
        lambda each: f"/file/{each.file_name}",
    )
    assert rows == [
        {"text": "An audit", "from": "Vale Fire, 4 May 2026", "file": "audit.pdf (2.0\xa0KB)",
         "url": "/file/audit.pdf"},
        {"text": "A statement", "from": "The partnership, 4 May 2026", "file": "", "url": ""},
    ]  # fmt: skip


def lane(cast: Cast) -> Seen:
    """The list of the person who answers for the police."""
    return seen(cast.action_owner, "my_actions")


def test_lists_open_actions_apart_from_ended_ones(cast: Cast, case: Case) -> None:
    open_one = followed(case, cast.police)
    followed(case, cast.police, text="Buy a system", status=ActionStatus.SUPERSEDED)
    page = lane(cast)
    assert page.heads == {"Open": HEADS, "Ended": HEADS}
    assert [row[0] for row in page.tables["Open"]] == ["Change the script"]
    assert page.tables["Ended"] == [
        ["Buy a system", "Testshire Police", f"{case.reference}, no. R2", "not stated", long_date(year_ago()),
         "Ended without being carried out"]
    ]  # fmt: skip
    assert page.links["Change the script"] == reverse("my_action", args=(open_one.pk,))
    assert page.links["Answer for all of them in one Excel sheet"] == reverse("my_actions_sheet")
    changed(open_one, status=ActionStatus.REJECTED)
    page = lane(cast)
    assert list(page.tables) == ["Ended"]
    assert "No action waits for your organisation." in page


def start(cast: Cast) -> str:
    """Where somebody who only answers for actions begins."""
    return str(browser(cast.action_owner).get("/")["Location"])


def test_begins_at_the_only_open_action_however_many_have_ended(cast: Cast, case: Case) -> None:
    for _ in range(3):
        followed(case, cast.police, status=ActionStatus.REJECTED)
    assert start(cast) == reverse("my_actions")
    only = followed(case, cast.police)
    assert start(cast) == reverse("my_action", args=(only.pk,))
    followed(case, cast.police)
    assert start(cast) == reverse("my_actions")


def test_refuses_an_answer_to_what_has_ended_meanwhile_and_keeps_the_words(cast: Cast, case: Case) -> None:
    """The office closed it while its owner was writing: nothing is recorded, and nothing typed is lost."""
    action = followed(case, cast.police)
    changed(action, status=ActionStatus.SUPERSEDED)
    client, path = browser(cast.action_owner), reverse("my_action", args=(action.pk,))
    answer = client.post(path, {"status": "in_progress", "progress": "Three teams are trained"})
    page = Seen(answer)
    assert answer.status_code == 422
    assert page.faults == ["This action has ended. The coordinator can open it again by an update."]
    assert page.values["progress"] == "Three teams are trained"
    assert not ActionUpdate.objects.exists()
    assert Action.objects.get().status == ActionStatus.SUPERSEDED
    assert "Record your answer" not in Seen(client.get(path)).buttons


def test_offers_an_answer_and_evidence_while_an_action_goes_on(cast: Cast, case: Case) -> None:
    action = followed(case, cast.police)
    page = seen(cast.action_owner, "my_action", action.pk)
    assert page.buttons == ["Record your answer"]
    assert page.links["Add a file or a statement"] == reverse("my_action_evidence", args=(action.pk,))
    assert f"Review {case.reference}, recommendation R1" in page
    assert "Nothing has been said of it yet." in page
    assert "Nothing that shows a change has been added yet." in page
    changed(action, status=ActionStatus.REJECTED, status_reason="Too dear")
    page = seen(cast.action_owner, "my_action", action.pk)
    assert page.buttons == []
    assert "Add a file or a statement" not in page.links
    assert (page.facts["Where it stands"], page.facts["Reason"]) == ("Rejected with a reason", "Too dear")


def test_refuses_evidence_for_what_has_ended_and_keeps_the_words(cast: Cast, case: Case) -> None:
    action = followed(case, cast.police, status=ActionStatus.REJECTED)
    answer = browser(cast.action_owner).post(
        reverse("my_action_evidence", args=(action.pk,)), {"text": "An audit of 40 calls"}
    )
    page = Seen(answer)
    assert answer.status_code == 422
    assert page.faults == ["This action has ended. The coordinator can open it again by an update."]
    assert page.values["text"] == "An audit of 40 calls"
    assert not ActionEvidence.objects.exists()


def filled(content: bytes, *lines: dict[Column, str]) -> SimpleUploadedFile:
    """The sheet with these answers in its lines, in their order."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for number, line in enumerate(lines, start=2):
        for column, words in line.items():
            book[SHEET].cell(number, list(Column).index(column) + 1).value = words
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("returned.xlsx", target.getvalue())


RUNNING = {Column.STATUS: "In progress", Column.PROGRESS: "Two teams", Column.EXPECTED: "2027-03"}
DONE = {Column.STATUS: "Done", Column.OUTCOME: "Every call taker asks", Column.COMPLETED: "4 May 2026"}
WRONG = {Column.STATUS: "Finished", Column.PROGRESS: "Two teams"}


def preview(cast: Cast, *lines: dict[Column, str]) -> Seen:
    """What is shown of a returned sheet before anything is recorded."""
    client = browser(cast.action_owner)
    sheet = client.get(reverse("my_actions_sheet_file")).content
    return Seen(client.post(reverse("my_actions_sheet"), {"file": filled(sheet, *lines)}))


@pytest.fixture
def three(cast: Cast, case: Case) -> None:
    """Three open actions of the police."""
    for number in (1, 2, 3):
        followed(case, cast.police, text=f"Run course {number}")


def test_shows_all_that_a_sheet_would_record(cast: Cast, case: Case, three: None) -> None:
    """Days as they were understood: a wrong one is noticed before it is on record."""
    page = preview(cast, RUNNING, DONE)
    assert page.heads == {"Answers to be recorded": ["Row", "Review", "Action", "Answer"]}
    assert page.tables["Answers to be recorded"] == [
        ["2", case.reference, "Run course 1", "In progress. Two teams. Expected to be done: March 2027"],
        ["3", case.reference, "Run course 2", "Done. Every call taker asks. Done: 4 May 2026"],
    ]
    assert page.buttons == ["Record 2 answers"]
    assert page.links["Choose another file"] == reverse("my_actions_sheet")
    assert not ActionUpdate.objects.exists()


@pytest.mark.parametrize(
    ("lines", "button", "told"),
    [
        ((RUNNING, WRONG), ["Record 1 answer"], "1 line of the sheet cannot be taken in"),
        ((RUNNING, WRONG, WRONG), ["Record 1 answer"], "2 lines of the sheet cannot be taken in"),
        ((WRONG,), [], "No line of the sheet can be taken in"),
    ],
)
def test_counts_what_can_and_what_cannot_be_taken_in(
    cast: Cast, three: None, lines: tuple[dict[Column, str], ...], button: list[str], told: str
) -> None:
    page = preview(cast, *lines)
    assert page.buttons == button
    assert told in page
    assert ("take in the others now and these later" in page) is bool(button)
    assert len(page.tables["Lines that change nothing"]) == lines.count(WRONG)
    assert page.status == (200 if button else 422)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((RUNNING, DONE), "Done: 2 answers are recorded."),
        ((RUNNING,), "Done: One answer is recorded."),
        (
            (RUNNING, DONE, WRONG),
            "Done: 2 answers are recorded. One of the sheet's lines was refused and changed nothing.",
        ),
        ((WRONG, RUNNING, WRONG), "Done: One answer is recorded. 2 of the lines were refused and changed nothing."),
    ],
)
def test_records_the_lines_that_can_be_and_says_how_many_could_not(
    cast: Cast, three: None, lines: tuple[dict[Column, str], ...], told: str
) -> None:
    page = preview(cast, *lines)
    sent = {name: page.root.xpath(f"//input[@name='{name}']/@value")[0] for name in ("content", "count")}
    answer = browser(cast.action_owner).post(reverse("my_actions_sheet"), {"confirmed": "yes", **sent}, follow=True)
    assert Seen(answer).messages == [told]
    taken = [ActionStatus.DONE if line is DONE else ActionStatus.IN_PROGRESS for line in lines if line is not WRONG]
    rows = ActionUpdate.objects.order_by("pk").values_list("source", "organisation__code", "status")
    assert list(rows) == [(UpdateSource.SHEET, "test-police", status) for status in taken]

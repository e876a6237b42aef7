"""How much of a text stands on a page: of a difference, of a Word draft, of a plan, of what was found in it?"""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx.document import Document as WordDocument

from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.models import Case, PaperVersion, Part, QAOutcome, QAPoint, SectionVersion
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from dhr_cases.text_differences import difference
from dhr_cases.views.drafting_versions import folded
from tests.conftest import Cast
from tests.papers.plans import workbook
from tests.rules.test_letter_points import STYLES, letter
from tests.seen import Seen, browser, seen
from tests.stages import case_at
from tests.standing import stand_at
from tests.word_drafts import saved
from tests.writing import CODE, REPORT, second_writer, text_of, write

LINES = [f"Line {number} of the text." for number in range(1, 10)]


def runs_of(before: list[str], after: list[str]) -> list[tuple[bool, int]]:
    """Each run of lines: whether it is folded away, and how many lines it has."""
    found = folded(difference("\n\n".join(before), "\n\n".join(after)))
    return [(run.is_folded, len(run.lines)) for run in found]


@pytest.mark.parametrize(
    ("place", "runs"),
    [
        (0, [(False, 2), (True, 7)]),
        (1, [(False, 3), (True, 6)]),
        (4, [(True, 3), (False, 3), (True, 3)]),
        (8, [(True, 7), (False, 2)]),
    ],
)
def test_shows_a_changed_line_with_one_line_on_either_side(place: int, runs: list[tuple[bool, int]]) -> None:
    """What lies further away is folded."""
    after = [*LINES[:place], f"{LINES[place]} Changed.", *LINES[place + 1 :]]
    assert runs_of(LINES, after) == runs


def test_folds_nothing_between_changes_that_are_near() -> None:
    after = [line if number not in (2, 5) else f"{line} Changed." for number, line in enumerate(LINES)]
    assert runs_of(LINES, after) == [(True, 1), (False, 6), (True, 2)]


def test_folds_a_text_away_in_which_nothing_changed() -> None:
    assert runs_of(LINES, LINES) == [(True, 9)]


@pytest.fixture
def drafted(case: Case, cast: Cast) -> Case:
    """A case whose draft is being written."""
    return stand_at(case, Stage.DRAFTING)


def here(case: Case, name: str) -> tuple[str, str, str, str]:
    """A page of a section as the reader's helper takes it."""
    return name, case.reference, REPORT.value, CODE


def test_compares_the_newest_version_with_the_one_before(drafted: Case, cast: Cast) -> None:
    """Of one version with no words; another pair can be asked for."""
    chair = cast.independent_chair
    write(drafted, chair, "One two.")
    assert "2 words added, 0 taken out." in seen(chair, *here(drafted, "drafting_versions"))
    write(drafted, chair, "One two three.", 1)
    write(drafted, chair, "One.", 2)
    page = seen(chair, *here(drafted, "drafting_versions"))
    assert (page.values["later"], page.values["earlier"]) == ("3", "2")
    (rows,) = page.tables.values()
    assert [(row[0], row[2], row[4], row[5]) for row in rows] == [
        ("Version 3", "Independent Chair", "1", "Now"),
        ("Version 2", "Independent Chair", "3", "Earlier"),
        ("Version 1", "Independent Chair", "2", "Earlier"),
    ]
    other = seen(chair, *here(drafted, "drafting_versions"), asked="later=2&earlier=1")
    assert "1 word added, 0 taken out." in other
    section = reverse("drafting_section", args=here(drafted, "")[1:])
    assert f"{section}?from=2" in other.links.values()
    assert f"{section}?from=3" not in page.links.values()


def test_refuses_a_version_that_is_not_there(drafted: Case, cast: Cast) -> None:
    write(drafted, cast.independent_chair, "One two.")
    assert seen(cast.independent_chair, *here(drafted, "drafting_versions"), asked="later=9&earlier=1").status == 422


def test_says_which_text_is_kept_beside(drafted: Case, cast: Cast) -> None:
    """And that it was brought together once it was."""
    write(drafted, cast.independent_chair, "Mine.")
    write(drafted, second_writer(cast, drafted), "Theirs.")
    page = seen(cast.independent_chair, *here(drafted, "drafting_versions"))
    assert page.states["Kept beside"] == "overdue"
    both = seen(cast.independent_chair, *here(drafted, "drafting_both"))
    assert both.values["text"].splitlines()[1::2] == ["Mine.", "Theirs."]
    sent = {"seen": both.values["seen"], "text": "Mine and theirs."}
    browser(cast.independent_chair).post(reverse("drafting_both", args=here(drafted, "")[1:]), sent)
    (rows,) = seen(cast.independent_chair, *here(drafted, "drafting_versions")).tables.values()
    assert "Brought together" in {row[5] for row in rows}
    assert "Kept beside" not in {row[5] for row in rows}


@pytest.mark.parametrize("act", ["save", "mark"])
def test_refuses_a_section_sent_without_what_it_needs(drafted: Case, cast: Cast, act: str) -> None:
    """As a page that lost its hidden fields would; nothing is written."""
    page = Seen(
        browser(cast.independent_chair).post(
            reverse("drafting_section", args=here(drafted, "")[1:]), {"act": act, "text": "Words"}
        )
    )
    assert page.status == 422
    assert not SectionVersion.objects.exists()


LONG = " ".join(f"word{number}" for number in range(1_200))


def word_file() -> bytes:
    """Words before any heading, a part without words, one of 1,200 words, one of exactly 40, and one with one."""

    def write_in(document: WordDocument) -> None:
        document.add_paragraph("Before all else.")
        for heading, words in (
            ("Timescales", LONG), ("A poem", " ".join(LONG.split()[:40])), ("Another poem", "One"),
            ("A last poem", "Two more words here"),
        ):  # fmt: skip
            document.add_heading(heading, 1)
            document.add_paragraph(words)

    return saved(write_in)


@pytest.fixture
def split(drafted: Case, cast: Cast) -> Any:
    """The page that asks what of a Word draft goes where, in the chair's browser."""
    client = browser(cast.independent_chair)
    file = SimpleUploadedFile("draft.docx", word_file())
    address = reverse("drafting_word", args=(drafted.reference, REPORT.value))
    return client, client.post(address, {"upload": file}, follow=True)


def test_counts_parts_and_words_of_a_word_draft(split: Any) -> None:
    page = Seen(split[1])
    assert page.status == 200
    assert "5 parts found, 3 without a section of its own." in page
    assert page.headings[1:] == ["Before the first heading", "Timescales", "A poem", "Another poem", "A last poem"]
    for words in ("1,200 words", "40 words", "1 word", "3 words"):
        assert re.search(rf"\b{words}\b", page.words)
    assert "word38 word39 …" in page
    assert page.words.count("…") == 1
    assert "Where does this part go? Before the first heading" in page.labels


@pytest.mark.parametrize("seen_number", ["", "x", "12345678"])
def test_takes_a_page_that_does_not_say_what_it_saw_as_one_of_nothing(
    drafted: Case, cast: Cast, split: Any, seen_number: str
) -> None:
    """A text saved meanwhile is then kept beside, never written over."""
    write(drafted, cast.independent_chair, "Saved meanwhile.")
    client, page = split
    values = Seen(page).values
    sent = {name: value for name, value in values.items() if name.startswith("piece_")}
    version = PaperVersion.objects.get()
    address = reverse("drafting_word_split", args=(drafted.reference, REPORT.value, version.pk))
    done = Seen(client.post(address, {**sent, f"seen_{CODE}": seen_number}, follow=True))
    assert done.messages[1] == "Somebody saved 1 of them meanwhile. Both texts of each are kept."
    assert text_of(drafted) == "Saved meanwhile."


PLAN = [
    ("No.", "Recommendation", "Action to take", "Lead", "Milestones", "Target date", "Status", "Outcome"),
    ("1", "Train staff", "Write a course", "test-nhs", "", "March 2027", "", ""),
    ("", "Ask about control", "", "", "", "", "", ""),
]


def test_says_of_a_plan_which_number_and_action_there_is_none_of(cast: Cast, case: Case) -> None:
    drafting = case_at(cast, case, Stage.DRAFTING)
    file = {"file": SimpleUploadedFile("plan.xlsx", workbook(PLAN))}
    page = Seen(browser(cast.coordinator).post(reverse("plan_import", args=(drafting.reference,)), file))
    (rows,) = [rows for rows in page.tables.values() if len(rows[0]) == 4]
    assert [row[1:] for row in rows] == [
        ["1", "Train staff", "Write a course"], ["none", "Ask about control", "none yet"],
    ]  # fmt: skip
    assert page.buttons[0] == "Take in 2 recommendations"


def test_shows_the_points_of_a_letter_before_anything_is_judged(cast: Cast, case: Case) -> None:
    waiting = case_at(cast, case, Stage.AT_QA)
    address = reverse("case_qa_letter", args=(waiting.reference,))
    client = browser(cast.coordinator)
    answer = client.post(address, {"text": letter("\n".join(STYLES["bullets"]))}, follow=True)
    page = Seen(answer)
    assert (page.status, page.faults) == (200, [])
    sent = {name: value for name, value in page.values.items() if value} | {"outcome": QAOutcome.RESUBMIT}
    done = Seen(client.post(answer.redirect_chain[-1][0], sent, follow=True))
    assert done.messages == ["The letter is recorded. Its points wait for answers."], done.faults
    assert QAPoint.objects.filter(letter__submission__case=waiting).count() > 1


NAME = "Zebedee Quillfeather"


def test_numbers_what_was_found_as_the_questions_are_numbered(client: Client, cast: Cast, case: Case) -> None:
    """Each number in the text leads to its own question."""
    record_person(
        case=case, by=cast.coordinator, facts=PersonFacts(part=Part.ALLEGED_PERPETRATOR, name=NAME, pseudonym="Mark")
    )
    client.force_login(cast.coordinator)
    client.post(reverse("case_anonymity_names", args=(case.reference,)), {"reason": "Checking"})
    text = f"On 3 May 2018 {NAME} left. {NAME} rang on 4 May 2018."
    answer = client.post(reverse("anonymity_pasted", args=(case.reference,)), {"text": text})
    told = html.unescape(answer.content.decode())
    marks = re.findall(r"<mark[^>]*>([^<]+)</mark><a[^>]*#finding-(\d+)\">(\d+)", told)
    heads = dict(re.findall(r'id="finding-(\d+)-heading">\d+\. [^:]+: “([^”]+)”', told))
    assert [words for words, _, _ in marks] == ["3 May 2018", NAME, NAME, "4 May 2018"]
    assert [int(number) for _, _, number in marks] == [1, 2, 3, 4]
    assert all(heads[target] == words and target == number for words, target, number in marks)
    assert PaperKind.OVERVIEW_REPORT.value not in told

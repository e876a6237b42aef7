"""What the page of quality assurance says of each round, of its letter, and of the time with the Home Office."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.completeness import CONFIRMATIONS
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, CopySent, PartialDate, QALetter, QAOutcome, QAPoint, Submission
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.seen import Seen, seen
from tests.standing import stand_at

pytestmark = pytest.mark.first_database

TODAY = timezone.localdate()
APART = " It is the Home Office's time and is measured apart."
POINTS = "Points of round 1"


def days_ago(days: int) -> PartialDate:
    """A day in the past."""
    return PartialDate.on(TODAY - datetime.timedelta(days=days))


def sent(case: Case, number: int, on: PartialDate, letter_on: PartialDate | None = None, **letter: Any) -> Submission:
    """A round that was sent, with its letter where there is one."""
    with change("Test round", None):
        row: Submission = Submission.objects.create(
            case=case, round=number, on=on, sent_to="Home Office", board_on=PartialDate.unknown()
        )
        if letter_on is not None:
            facts = {"board_on": PartialDate.unknown(), "outcome": QAOutcome.RESUBMIT, **letter}
            QALetter.objects.create(submission=row, letter_on=letter_on, **facts)
    return row


def page(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The page of the case."""
    return seen(cast.people()[part], "case_assurance", case.reference)


def whole(seen_page: Seen) -> str:
    """The sentence on all the time with the Home Office."""
    found = [
        each.text_content() for each in seen_page.root.xpath("//main//p") if "measured apart" in each.text_content()
    ]
    return str(found[0]) if found else ""


MONTH = PartialDate.parse("2026-03")


@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        ([], ""),
        ([(30, 10)], "20 days with the Home Office in all."),
        ([(11, 10)], "1 day with the Home Office in all."),
        ([(0, None)], "0 days with the Home Office in all."),
        ([(1, None)], "1 day with the Home Office in all."),
        ([(90, 60), (50, 45)], "35 days with the Home Office in all."),
        ([(90, 60), (8, None)], "38 days with the Home Office in all."),
        ([("month", 60)], "How long in all is not known. 1 of 1 rounds left out: not known to the day."),
        ([(90, "month")], "How long in all is not known. 1 of 1 rounds left out: not known to the day."),
        (
            [("month", "month"), (90, 60), ("month", None)],
            "30 days with the Home Office in all. 2 of 3 rounds left out: not known to the day.",
        ),
    ],
)
def test_adds_up_the_days_it_knows_and_says_what_it_leaves_out(
    cast: Cast, case: Case, rounds: list[tuple[int | str, int | str | None]], told: str
) -> None:
    """A round without a letter counts until today; where no round is known to the day there is no sum of none."""
    stand_at(case, Stage.AMENDING)
    for number, (on, letter_on) in enumerate(rounds, start=1):
        day, answered = (days_ago(each) if isinstance(each, int) else MONTH for each in (on, letter_on))
        sent(case, number, day, answered if letter_on is not None else None)
    assert whole(page(cast, case)) == (f"{told}{APART}" if told else "")


def test_tells_a_round_that_waits_for_its_letter(cast: Cast, case: Case) -> None:
    stand_at(case, Stage.SUBMITTED)
    sent(case, 1, days_ago(1))
    seen_page = page(cast, case)
    assert seen_page.facts == {
        "Sent on": long_date(TODAY - datetime.timedelta(days=1)), "Sent to": "Home Office",
        "Papers sent": "not stated", "Board": str(PartialDate.unknown()), "Time with the Home Office": "1 day",
    }  # fmt: skip
    assert "Round 1" in seen_page.headings
    assert POINTS not in seen_page.tables


def test_says_that_nothing_was_sent_and_who_is_owed_a_copy(cast: Cast, case: Case) -> None:
    stand_at(case, Stage.CSP_SIGNED_OFF)
    seen_page = page(cast, case)
    assert "Nothing has been sent to the Home Office yet." in seen_page
    assert "No copy of the report has been sent yet." in seen_page
    assert whole(seen_page) == ""
    assert "Owed by statute once the report is complete: " in seen_page
    assert [each for each in CONFIRMATIONS if each in seen_page.words] == list(CONFIRMATIONS)


@pytest.fixture
def answered(cast: Cast, case: Case) -> list[QAPoint]:
    """A letter with three points: open, done, and not accepted."""
    row = sent(case, 1, days_ago(40), days_ago(10), praise="", outcome=QAOutcome.PUBLISHABLE_WITH_CHANGES)
    stand_at(case, Stage.AMENDING)
    letter = QALetter.objects.get(submission=row)
    facts: tuple[dict[str, Any], ...] = (
        {"section": ""},
        {
            "is_accepted": True, "response": "Put right", "done_on": TODAY, "section": "Scope",
            "before_text": "Two agencies", "after_text": "Three agencies",
        },
        {"is_accepted": False, "response": "The family asked for it", "section": "", "after_text": "As before"},
    )  # fmt: skip
    with change("Test points", None):
        return [
            QAPoint.objects.create(letter=letter, number=str(number), text=f"Ask {number}", **more)
            for number, more in enumerate(facts, start=1)
        ]


def test_tells_each_point_with_its_answer(cast: Cast, case: Case, answered: list[QAPoint]) -> None:
    seen_page = page(cast, case, "independent_chair")
    assert seen_page.heads[POINTS] == ["Point", "What it asks", "Section", "Answer", "What was done"]
    assert seen_page.tables[POINTS] == [
        ["Answer point 1", "Ask 1", "not stated", "Not answered yet", "nothing yet"],
        ["Answer point 2", "Ask 2", "Scope", "Accepted", f"Put right ({long_date(TODAY)})"],
        ["Answer point 3", "Ask 3", "not stated", "Not accepted", "The family asked for it"],
    ]
    assert seen_page.states["Not accepted"] == "held"
    address = reverse("act", args=(case.reference, Verb.ANSWER_QA_POINT.value, answered[0].pk))
    assert seen_page.links["Answer point 1"] == address
    assert seen_page.facts["What it praises"] == "not stated"
    assert seen_page.facts["What it says"] == QAOutcome.PUBLISHABLE_WITH_CHANGES.label
    assert seen_page.facts["Time with the Home Office"] == "30 days"


def test_shows_what_the_report_said_and_says(cast: Cast, case: Case, answered: list[QAPoint]) -> None:
    """Of points answered with either; a side that nobody wrote is not stated."""
    folded = page(cast, case).root.xpath("//main//details[.//h4]")
    assert [" ".join(each.text_content().split()) for each in folded] == [
        "Point 2: Scope: what the report said and says It saidTwo agencies It now saysThree agencies",
        "Point 3: the report: what the report said and says It saidnot stated It now saysAs before",
    ]


def test_offers_answers_for_the_last_round_alone(cast: Cast, case: Case, answered: list[QAPoint]) -> None:
    """What an earlier round asked stays to be read."""
    sent(case, 2, days_ago(5), days_ago(1))
    seen_page = page(cast, case, "independent_chair")
    assert [row[0] for row in seen_page.tables[POINTS]] == ["Point 1", "Point 2", "Point 3"]
    assert "Points of round 2" not in seen_page.tables
    assert seen_page.headings.count("Round 2") == 1


def test_lists_copies_with_their_basis(cast: Cast, case: Case) -> None:
    stand_at(case, Stage.QA_CLEARED)
    with change("Test copy", None):
        for label, basis in (("A judge", "a court's order"), ("Home Office", "statute")):
            CopySent.objects.create(case=case, recipient="other", recipient_label=label, basis=basis, on=days_ago(1))
    seen_page = page(cast, case)
    assert seen_page.heads["Copies of the report"] == ["Sent to", "Basis", "On"]
    day = long_date(TODAY - datetime.timedelta(days=1))
    assert sorted(seen_page.tables["Copies of the report"]) == [
        ["A judge", "a court's order", day], ["Home Office", "statute", day],
    ]  # fmt: skip

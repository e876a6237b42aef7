"""How a list of actions reads line by line, in a file as on the page, and whose actions have lost their owner."""

import csv
import datetime
import io
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from dhr_cases.action_lines import (
    HEADS,
    LONGEST_CELL,
    ActionLine,
    as_csv,
    as_workbook,
    cells_of,
    ended_owners,
    in_order,
    lines_of,
)
from dhr_cases.action_rag import Rag, Rating, days_of
from dhr_cases.models import (
    Action,
    ActionStatus,
    Assessment,
    Case,
    Criterion,
    Finding,
    Organisation,
    OrganisationKind,
    PartialDate,
    Recommendation,
    RecommendationKind,
    Scope,
    Succession,
    SuccessionShape,
)
from dhr_cases.models.history import change
from dhr_cases.self_assessment import Asked, Looked
from tests.conftest import Cast
from tests.following import changed, followed, planned

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
WHY = Rating(Rag.AMBER, ("It has no target date.", "Nothing was ever heard of it."))


def line(rating: Rating = WHY, **facts: Any) -> ActionLine:
    """A line of an action that says nothing but its words, unless told otherwise."""
    printed = {"text": "Train staff", "case": Case(reference="KENT-1"), **facts.pop("printed", {})}
    values = {"text": "Run a course", "target_date": PartialDate.unknown(), **facts}
    return ActionLine(Action(recommendation=Recommendation(**printed), **values), rating)


def cells(of: ActionLine) -> dict[str, str]:
    """The cells of a line by their heads."""
    return dict(zip(HEADS, cells_of(of), strict=True))


def test_says_of_a_bare_action_what_is_not_known() -> None:
    assert cells(line()) == {
        "Review": "KENT-1", "Number": "", "Recommendation": "Train staff",
        "What is asked for": RecommendationKind("").label, "Reach": Scope("").label, "Action": "Run a course",
        "Body": "nobody", "Target date": "not stated", "Status": ActionStatus.NOT_STARTED.label,
        "How it stands": "Amber: needs attention", "Why": "It has no target date. Nothing was ever heard of it.",
        "Last heard of": "never", "What changed": "",
    }  # fmt: skip  # a head and its cell


def test_says_all_that_is_known_of_an_action() -> None:
    found = cells(
        line(
            printed={"ref": "R7", "kind": "training", "scope": "local"}, owner=Organisation(name="Testshire Police"),
            target_date=PartialDate.parse("2027-05"), status=ActionStatus.IN_PROGRESS, outcome="Staff ask.",
            heard_on=datetime.date(2026, 5, 4),
        )
    )  # fmt: skip  # one call, read as one
    assert (found["Number"], found["Body"], found["Target date"]) == ("R7", "Testshire Police", "May 2027")
    assert (found["What is asked for"], found["Reach"]) == (RecommendationKind("training").label, Scope("local").label)
    assert (found["Status"], found["Last heard of"]) == ("In progress", "4 May 2026")
    assert found["What changed"] == "Staff ask."


def test_writes_the_same_lines_as_values_and_as_a_workbook() -> None:
    lines = [line(), line(text="Zweite Zeile: José’s")]
    table = [list(HEADS), *(list(cells_of(each)) for each in lines)]
    assert list(csv.reader(io.StringIO(as_csv(lines).decode("utf-8-sig")))) == table
    page = load_workbook(io.BytesIO(as_workbook(lines)))["Actions"]
    assert [[cell.value or "" for cell in row] for row in page.iter_rows()] == table
    assert page.freeze_panes == "A2"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_writes_no_formula_into_either_file(start: str) -> None:
    harm = line(text=f"{start}1+1")
    column = HEADS.index("Action")
    row = list(csv.reader(io.StringIO(as_csv([harm]).decode("utf-8-sig"))))[1]
    page = load_workbook(io.BytesIO(as_workbook([harm])))["Actions"]
    for text in (row[column], str(page.cell(2, column + 1).value)):
        assert not text.startswith(start)
        assert text.endswith(f"{start}1+1")


@pytest.mark.parametrize(("length", "kept"), [(LONGEST_CELL, LONGEST_CELL), (LONGEST_CELL + 1, LONGEST_CELL)])
def test_cuts_a_cell_that_a_workbook_cannot_keep(length: int, kept: int) -> None:
    page = load_workbook(io.BytesIO(as_workbook([line(text="x" * length)])))["Actions"]
    assert len(str(page.cell(2, HEADS.index("Action") + 1).value)) == kept


def test_lists_the_longest_due_first_and_what_has_no_date_last(case: Case, cast: Cast) -> None:
    """Of two due on one day, the one recorded first."""
    made = planned(cast, followed(cast, case), [cast.police] * 5)
    dates = ("2027-05-04", "", "2026-01", "2027-05-04", "2025")
    for action, text in zip(made, dates, strict=True):
        changed(action, target_date=PartialDate.parse(text))
    found = list(in_order(Action.objects.all()))
    assert [each.pk for each in found] == [made[place].pk for place in (4, 2, 0, 3, 1)]
    assert [each.rating.rag for each in lines_of(found, days_of(datetime.date(2026, 6, 1), 4))][:2] == [Rag.RED] * 2


@pytest.fixture
def gone(case: Case, cast: Cast) -> dict[str, Organisation]:
    """Two bodies that ended and one of which nobody says when, each with an action; and one action of nobody."""
    bodies = {}
    with change("Test", None):
        for name, ends in (("Zeta", TODAY - DAY), ("Alpha", TODAY - 9 * DAY), ("Mid", None)):
            bodies[name] = Organisation.objects.create(
                code=name.lower(), name=name, kind=OrganisationKind.OTHER, ends_on=ends
            )
        for predecessor, successor in (("Zeta", cast.police), ("Zeta", None), ("Alpha", cast.health)):
            Succession.objects.create(
                predecessor=bodies[predecessor], successor=successor, effective_on=TODAY, shape=SuccessionShape.SPLIT
            )
    planned(cast, followed(cast, case), [bodies["Zeta"], bodies["Alpha"], bodies["Mid"], None, bodies["Zeta"]])
    return bodies


def test_gathers_the_actions_of_bodies_that_no_longer_exist(gone: dict[str, Organisation]) -> None:
    """By their names, with who follows each; an action of nobody has lost no owner."""
    found = ended_owners(lines_of(Action.objects.order_by("pk").select_related("owner"), days_of(TODAY, 4)))
    assert [(row.body.name, len(row.lines), bool(row.ended)) for row in found] == [
        ("Alpha", 1, True), ("Mid", 1, False), ("Zeta", 2, True),
    ]  # fmt: skip
    assert [row.successors for row in found] == [
        ("Testshire NHS Trust",), (), ("Testshire Police", "a body that has no name yet"),
    ]  # fmt: skip


@pytest.mark.parametrize("finding", Finding)
def test_calls_a_criterion_good_enough_when_it_is_met_or_does_not_apply(finding: Finding) -> None:
    found = Looked(Criterion(), Assessment(finding=finding), Asked())
    assert found.is_good_enough is (finding in {Finding.MET, Finding.NOT_RELEVANT})


def test_calls_nothing_good_enough_while_nobody_looked() -> None:
    assert Looked(Criterion(), None, Asked()).is_good_enough is False


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(), ""),
        (Asked(letters=1, of=0), ""),
        (Asked(of=1), "asked in 0 of 1 letter of this partnership"),
        (Asked(letters=2, of=2), "asked in 2 of 2 letters of this partnership"),
    ],
)
def test_says_in_how_many_letters_something_was_asked(asked: Asked, words: str) -> None:
    assert asked.in_words == words

"""The board counts in the database by the same rule that rates one action, and only what the person may read."""

import datetime
import itertools

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.action_board import (
    BY_AGE,
    BY_BODY,
    BY_HEADING,
    BY_KIND,
    NOBODY,
    Band,
    BoardRow,
    Grouping,
    Wanted,
    board,
    board_days,
    named,
    narrowed,
    rated,
    seen_actions,
    sums,
)
from dhr_cases.action_rag import Rag
from dhr_cases.action_ratings import rating_of
from dhr_cases.models import Action, ActionStatus, Case, Organisation, OrganisationKind, PartialDate
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.working_days import add_months
from tests.conftest import Cast
from tests.following import changed, followed, planned
from tests.stages import case_at

TODAY = timezone.localdate()


@pytest.fixture
def actions(cast: Cast, case: Case) -> list[Action]:
    """Three actions: of the police, of the NHS, of nobody."""
    return planned(cast, followed(cast, case), (cast.police, cast.health, None))


def rows_of_every_sort(cast: Cast, case: Case) -> list[Action]:
    """Every status with dates around the borders, verified or not, with an owner, one that ended, and none."""
    (model,) = planned(cast, case, (cast.police,))
    with change("Test", None):
        gone = Organisation.objects.create(
            code="gone", name="Gone", kind=OrganisationKind.OTHER, ends_on=TODAY - datetime.timedelta(days=1)
        )
    near = [None, *(TODAY + datetime.timedelta(days=days) for days in (-1, 0, 28, 29))]
    heard = [None, add_months(TODAY, -4), add_months(TODAY, -4) - datetime.timedelta(days=1), TODAY]
    sorts = itertools.product(ActionStatus, near, heard, (cast.police, gone, None), (None, TODAY), (False, True))
    return QuerySet[Action, Action](Action).bulk_create(
        Action(
            recommendation=model.recommendation,
            text="Sort",
            status=status,
            due_on=due,
            heard_on=news,
            owner=owner,
            verified_on=verified,
            is_end_accepted=accepted,
        )
        for status, due, news, owner, verified, accepted in sorts
    )


def test_rates_every_sort_of_action_as_the_rule_does(cast: Cast, case: Case) -> None:
    """1,920 rows, each rated by the database and by the rule."""
    rows_of_every_sort(cast, followed(cast, case))
    days = board_days(cast.partnership, TODAY)
    counted = {row.pk: vars(row)["rag"] for row in rated(Action.objects.all(), days)}
    assert set(counted.values()) == set(Rag)
    rows = Action.objects.select_related("owner")
    assert [row.pk for row in rows if counted[row.pk] != rating_of(row, days).rag] == []


@pytest.mark.parametrize(
    ("months", "days", "band"),
    [
        (0, 0, Band.TO_COME), (0, -1, Band.QUARTER), (-3, 0, Band.QUARTER), (-3, -1, Band.HALF_YEAR),
        (-6, 0, Band.HALF_YEAR), (-6, -1, Band.YEAR), (-12, 0, Band.YEAR), (-12, -1, Band.LONGER),
    ],
)  # fmt: skip  # borders side by side
def test_puts_an_action_into_the_band_of_its_age(
    cast: Cast, actions: list[Action], months: int, days: int, band: Band
) -> None:
    due = add_months(TODAY, months) + datetime.timedelta(days=days)
    changed(actions[0], target_date=PartialDate.on(due))
    found = rated(Action.objects.filter(pk=actions[0].pk), board_days(cast.partnership, TODAY))
    assert [vars(row)["band"] for row in found] == [band]


def test_counts_by_body_with_those_that_nobody_owns(cast: Cast, actions: list[Action]) -> None:
    days = board_days(cast.partnership, TODAY)
    found = board(rated(seen_actions(cast.coordinator, cast.partnership), days), BY_BODY)
    assert {row.value: row.counts for row in found} == {
        "": {Rag.RED: 1}, "test-police": {Rag.GREEN: 1}, "test-nhs": {Rag.GREEN: 1},
    }  # fmt: skip  # one line reads as one list
    assert (found[0].label, found[0].total, found[0].is_running) == ("Nobody owns it", 1, 1)
    assert named(found[1:], {"test-police": "Testshire Police"})[1].label == "Testshire Police"


def test_counts_by_theme_and_by_age(cast: Cast, actions: list[Action]) -> None:
    rows = rated(seen_actions(cast.coordinator, cast.partnership), board_days(cast.partnership, TODAY))
    assert [(row.label, row.total) for row in board(rows, BY_KIND)] == [("Training", 3)]
    assert [(row.label, row.total) for row in board(rows, BY_HEADING)] == [("No theme printed", 3)]
    assert [(row.label, row.total) for row in board(rows, BY_AGE)] == [("Target date to come", 3)]


def test_groups_by_codes_that_an_app_above_offers(cast: Cast, actions: list[Action]) -> None:
    """A look-up from the action is all that the board needs to know of them."""
    by_number = Grouping("number", "By number", "recommendation__ref", labels={"R1": "First"})
    rows = rated(seen_actions(cast.coordinator, cast.partnership), board_days(cast.partnership, TODAY))
    assert [(row.value, row.label) for row in board(rows, by_number)] == [("R1", "First")]


def test_adds_groups_up() -> None:
    rows = [BoardRow("a", "A", {Rag.RED: 2, Rag.ENDED: 1}), BoardRow("b", "B", {Rag.RED: 1})]
    assert sums(rows) == {Rag.COMPLETE: 0, Rag.ENDED: 1, Rag.RED: 3, Rag.AMBER: 0, Rag.GREEN: 0}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [1, 2, 3]),
        (Wanted(body="test-police"), [1]),
        (Wanted(body=NOBODY), [3]),
        (Wanted(rag=Rag.GREEN), [1, 2]),
        (Wanted(kind="training", scope="local", age=Band.TO_COME, is_open=True), [1, 2, 3]),
        (Wanted(kind="policy"), []),
        (Wanted(heading="Training"), []),
        (Wanted(gone=True), []),
    ],
)
def test_narrows_the_board(cast: Cast, actions: list[Action], wanted: Wanted, found: list[int]) -> None:
    rows = narrowed(Action.objects.order_by("pk"), wanted, board_days(cast.partnership, TODAY))
    assert [row.text for row in rows] == [f"Run course {number}" for number in found]


def test_knows_owners_that_no_longer_exist(cast: Cast, actions: list[Action]) -> None:
    """The last day of a body is still its own."""
    days = board_days(cast.partnership, TODAY)
    for ends_on, count in ((TODAY, 0), (TODAY - datetime.timedelta(days=1), 1)):
        changed(cast.police, ends_on=ends_on)
        assert narrowed(Action.objects.all(), Wanted(gone=True), days).count() == count


def test_counts_only_what_the_person_may_read(cast: Cast, case: Case, other_case: Case) -> None:
    """The chair of the partnership reads recommendations from the panel's approval on; the auditor never."""
    planned(cast, case_at(cast, case, Stage.DRAFTING), (cast.police,))
    people = (cast.coordinator, cast.csp_chair, cast.auditor, cast.outsider)
    assert [seen_actions(person, cast.partnership).count() for person in people] == [1, 0, 0, 0]

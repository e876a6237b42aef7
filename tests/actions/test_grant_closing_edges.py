"""How much of what is left of a grant may go back, be carried or be explained, on both sides of each edge?"""

import datetime
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotNow
from funding.actions.grant_years import Ending, close_grant_year
from funding.grant_terms import Disposition
from funding.models import FundingEvent, Journal, JournalLine
from funding.models.grants import GrantYear
from tests.conftest import Cast
from tests.steps_grant import a_grant, a_project, paid, settled

pytestmark = pytest.mark.django_db

AGREED = 1_000_000
CLOSED_ON = datetime.date(2019, 5, 1)
D = Disposition


def over(cast: Cast, spent: int, allocation: int = AGREED, **rules: Any) -> GrantYear:
    """A year that is past: £10,000 agreed to one project, paid, and spent so far."""
    grant = a_grant(cast, allocation_pence=allocation, pot_numerator=None, pot_denominator=None, **rules)
    a_project(cast, "Play", AGREED)
    paid(cast, grant)
    settled(cast, grant.projects.get(), spent)
    return grant


def close(cast: Cast, grant: GrantYear, **amounts: int) -> None:
    said = {Disposition(name): pence for name, pence in amounts.items()}
    ending = Ending(amounts=said, decided_by="The Chair", reason="Said in May")
    close_grant_year(grant=grant, by=cast.coordinator, on=CLOSED_ON, ending=ending)


def stands_open(grant: GrantYear) -> bool:
    grant.refresh_from_db()
    return grant.closed_on is None and not grant.endings.exists()


@pytest.mark.parametrize(
    ("spent", "allocation", "returned", "explained", "most"),
    [
        (AGREED - 156, AGREED, 156, 0, None),
        (AGREED - 156, AGREED + 1, 156, 1, None),
        (AGREED - 156, AGREED + 1, 157, 0, "£1.56"),
        (AGREED, AGREED + 1, 0, 1, None),
        (AGREED, AGREED + 1, 1, 0, "£0"),
        (AGREED - 1, AGREED, 1, 0, None),
        (0, AGREED, AGREED, 0, None),
        (AGREED + 5, AGREED + 6, 1, 0, "£0"),
        (AGREED + 5, AGREED + 6, 0, 1, None),
    ],
)
def test_gives_back_to_the_penny_no_more_than_is_at_hand(
    cast: Cast, spent: int, allocation: int, returned: int, explained: int, most: str | None
) -> None:
    grant = over(cast, spent, allocation)
    if most is not None:
        with pytest.raises(Incomplete, match=f"Only {most} of what the funder paid is left, so no more can go back"):
            close(cast, grant, returned=returned, explained=explained)
        assert stands_open(grant)
        return
    close(cast, grant, returned=returned, explained=explained)
    grant.refresh_from_db()
    assert grant.closed_on == CLOSED_ON
    stated = {ending.disposition: ending.amount_pence for ending in grant.endings.all()}
    assert stated == {D(name): pence for name, pence in (("returned", returned), ("explained", explained)) if pence}


@pytest.mark.parametrize(
    "amounts", [{}, {"returned": 155}, {"returned": 157}, {"returned": 100, "explained": 55}, {"explained": 157}]
)
def test_leaves_no_penny_unsaid_and_says_of_none_twice(cast: Cast, amounts: dict[str, int]) -> None:
    grant = over(cast, AGREED - 156)
    before = FundingEvent.objects.count()
    with pytest.raises(Incomplete):
        close(cast, grant, **amounts)
    assert stands_open(grant)
    assert FundingEvent.objects.count() == before


def test_closes_an_overspent_year_with_nothing_said(cast: Cast) -> None:
    grant = over(cast, AGREED + 1)
    with pytest.raises(Incomplete):
        close(cast, grant, explained=1)
    close(cast, grant)
    grant.refresh_from_db()
    assert (grant.closed_on, grant.endings.count()) == (CLOSED_ON, 0)


@pytest.mark.parametrize(("rule", "is_taken"), [(True, True), (False, False), (None, False)])
def test_carries_only_where_the_rules_say_so(cast: Cast, rule: bool | None, is_taken: bool) -> None:
    grant = over(cast, AGREED - 156, is_carry_allowed=rule)
    if not is_taken:
        with pytest.raises(NotNow, match="do not say that money may be carried"):
            close(cast, grant, carried=156)
        assert stands_open(grant)
        return
    close(cast, grant, carried=156)
    assert grant.endings.get().amount_pence == 156


@pytest.mark.parametrize(("returned", "explained"), [(156, 0), (100, 56), (0, 156)])
def test_puts_forward_what_goes_back_and_nothing_else(cast: Cast, returned: int, explained: int) -> None:
    grant = over(cast, AGREED - 156)
    before = Journal.objects.count()
    close(cast, grant, returned=returned, explained=explained)
    lines = JournalLine.objects.filter(kind="grant_return")
    assert sum(line.amount_pence for line in lines) == -returned
    assert Journal.objects.count() - before == bool(returned)
    assert {line.on for line in lines} <= {CLOSED_ON}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({"decided_by": " ", "reason": "Said"}, "Enter who decided"), ({"decided_by": "Chair", "reason": " "}, "reason")],
)
def test_needs_who_decided_and_why(cast: Cast, told: dict[str, str], sentence: str) -> None:
    grant = over(cast, AGREED)
    with pytest.raises(Incomplete, match=sentence):
        close_grant_year(grant=grant, by=cast.coordinator, on=CLOSED_ON, ending=Ending(amounts={}, **told))
    assert stands_open(grant)

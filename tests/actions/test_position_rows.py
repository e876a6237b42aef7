"""Rows of the ledger become the position of a year: what counts, what is orphaned, what is not stated."""

import datetime

import pytest

from dhr_cases.models import Succession, SuccessionShape
from dhr_cases.models.history import change
from funding.models import CostLine
from funding.money import Qualifier
from funding.position import position
from funding.position_rows import facts_of
from funding.posting_lines import Line
from funding.terms import AgreementState, Cause, CostClass, EntryKind, Measure
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, body, cost_line, line, posted

pytestmark = pytest.mark.django_db
LATER = datetime.date(2026, 9, 1)


def test_adds_entries_up_by_what_they_are_tied_to(cast: Cast) -> None:
    """A cost of £10,000, a share of £6,000 confirmed, £2,500 of it received."""
    owed = agreement(cast.partnership, body("Fire"), 600000, state=AgreementState.CONFIRMED)
    chair = cost_line(cast.partnership)
    posted(
        cast.partnership,
        cast.finance_officer,
        cast.csp_chair,
        [
            line(EntryKind.COMMITMENT, 1000000, about=chair),
            line(EntryKind.PLEDGE, 600000, about=owed),
            line(EntryKind.CONFIRMATION, 600000, about=owed),
            line(EntryKind.RECEIPT, 250000, about=owed, on=LATER),
        ],
    )
    found = position(facts_of(cast.partnership, YEAR))
    assert (found.required, dict(found.measures)) == (
        1000000,
        {Measure.AGREED: 600000, Measure.CONFIRMED: 600000, Measure.INVOICED: 0, Measure.RECEIVED: 250000},
    )
    assert found.causes[Measure.RECEIVED] == {
        Cause.MODEL_GAP: 400000,
        Cause.ORPHANED: 0,
        Cause.DECLINED: 0,
        Cause.UNPAID: 350000,
        Cause.OVERSPEND: 0,
    }


def test_leaves_out_what_happened_after_the_day(cast: Cast) -> None:
    """The year as it stood in July knows nothing of money that came in September."""
    owed = agreement(cast.partnership, body("Fire"), 600000)
    lines = [line(EntryKind.RECEIPT, 100, about=owed), line(EntryKind.RECEIPT, 200, about=owed, on=LATER)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    in_july = position(facts_of(cast.partnership, YEAR, on=datetime.date(2026, 7, 1)))
    assert in_july.measures[Measure.RECEIVED] == 100


def test_counts_nothing_that_waits_for_approval(cast: Cast) -> None:
    """What one person has put forward is not in the ledger yet."""
    agreement(cast.partnership, body("Fire"), 600000)
    found = position(facts_of(cast.partnership, YEAR))
    assert found.measures[Measure.AGREED] == 0


def test_orphans_what_a_body_leaves_when_it_ends(cast: Cast) -> None:
    """Its pledge no longer counts from the day after its last."""
    owed = agreement(
        cast.partnership, body("Old body", ends_on=datetime.date(2026, 6, 25)), 365000, state=AgreementState.CONFIRMED
    )
    both = [line(kind, 365000, about=owed) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [*both, line(EntryKind.RECEIPT, 86000, about=owed)])
    before = position(facts_of(cast.partnership, YEAR, on=datetime.date(2026, 6, 25)))
    after = position(facts_of(cast.partnership, YEAR, on=datetime.date(2026, 6, 26)))
    assert (before.measures[Measure.CONFIRMED], before.causes[Measure.CONFIRMED][Cause.ORPHANED]) == (365000, 0)
    assert (after.measures[Measure.CONFIRMED], after.causes[Measure.CONFIRMED][Cause.ORPHANED]) == (86000, 279000)


def test_orphans_on_the_day_of_a_planned_succession_though_nobody_entered_the_end(cast: Cast) -> None:
    """The duty is not lost because a date passed in silence."""
    old = body("Planned to end")
    agreement(cast.partnership, old, 100000, state=AgreementState.CONFIRMED)
    with change("Test", None):
        Succession.objects.create(
            predecessor=old,
            effective_on=datetime.date(2026, 10, 1),
            shape=SuccessionShape.ONE_TO_ONE,
            is_planned=True,
            source="Invented",
        )
    before = position(facts_of(cast.partnership, YEAR, on=datetime.date(2026, 9, 30)))
    after = position(facts_of(cast.partnership, YEAR, on=datetime.date(2026, 10, 1)))
    assert [partner.is_orphaned for partner in (*before.partners, *after.partners)] == [False, True]


def test_shows_a_body_under_its_name_at_the_time(cast: Cast) -> None:
    """A past year keeps the name the body bore at its end."""
    renamed = body("New name")
    with change("Test", None):
        renamed.names.create(name="Old name", until=datetime.date(2026, 1, 31))
    agreement(cast.partnership, renamed, 1, year=YEAR.previous.previous)
    agreement(cast.partnership, renamed, 1)
    past = position(facts_of(cast.partnership, YEAR.previous.previous))
    now = position(facts_of(cast.partnership, YEAR))
    assert (past.partners[0].name_at_time, past.partners[0].name) == ("Old name", "New name")
    assert now.partners[0].name_at_time == "New name"


def test_names_an_expected_cost_that_nobody_has_put_a_figure_on(cast: Cast) -> None:
    """Not stated is not nil: the line is named, the total leaves it out."""
    with change("Test", None):
        CostLine.objects.create(
            partnership=cast.partnership,
            cost_class=CostClass.LEGAL,
            description="Counsel",
            expected_year=YEAR.start,
        )
    found = position(facts_of(cast.partnership, YEAR))
    assert (found.required, len(found.not_stated)) == (0, 1)
    assert not position(facts_of(cast.partnership, YEAR.next)).not_stated


def test_keeps_about_with_a_forecast(cast: Cast) -> None:
    """An approximate plan makes an approximate total."""
    chair = cost_line(cast.partnership)
    about = Line(
        kind=EntryKind.FORECAST,
        year=YEAR.start,
        on=DAY,
        pence=2000000,
        cost_line=chair,
        qualifier=Qualifier.ABOUT,
    )
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [about])
    assert position(facts_of(cast.partnership, YEAR)).required_qualifier is Qualifier.ABOUT


def test_brings_forward_what_was_carried(cast: Cast) -> None:
    """An opening balance is income of no partner."""
    opening = Line(kind=EntryKind.BROUGHT_FORWARD, year=YEAR.start, on=YEAR.first, pence=5000)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [opening])
    found = position(facts_of(cast.partnership, YEAR))
    assert (found.brought_forward, found.shortfall[Measure.CONFIRMED]) == (5000, -5000)


@pytest.mark.parametrize("year", [FinancialYear(2025), FinancialYear(2027)])
def test_keeps_years_apart(cast: Cast, year: FinancialYear) -> None:
    """Entries of one year say nothing of another."""
    owed = agreement(cast.partnership, body("Fire"), 600000)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.RECEIPT, 100, about=owed)])
    assert position(facts_of(cast.partnership, year)).measures[Measure.RECEIVED] == 0

"""What would taking on a portfolio refuse, row by row, and is nothing left of having tried?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.actions.running_case import RunningCase
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseEvent, CaseMembership, Hold, Notice, PartialDate, Partnership, Publication
from dhr_cases.models.history import change
from dhr_cases.portfolio_file import Fault, check_portfolio, read_portfolio, rehearse
from dhr_cases.stages import Stage
from tests.conftest import Cast

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)
TABLES = (Case, CaseEvent, CaseMembership, Hold, Notice, Publication)
LINE = {"reference": "A-1", "stage": "DRAFTING"}


def counts() -> dict[str, int]:
    """How many rows each table has."""
    return {table.__name__: table.objects.count() for table in TABLES}


def running(cast: Cast, reference: str, **more: object) -> RunningCase:
    """A review that is being drafted."""
    facts: dict[str, object] = {"partnership": cast.partnership, "stage": Stage.DRAFTING, **more}
    return RunningCase(reference=reference, **facts)  # type: ignore[arg-type]  # facts by their names


def test_tries_every_case_and_leaves_nothing(cast: Cast) -> None:
    """Neither case, event, membership, hold, message nor plan of publication."""
    hold = HoldTerms(HoldReason.INQUEST, frozenset({HoldScope.INTERVIEWS}), datetime.date(2021, 9, 1))
    before = counts()
    faults = rehearse(
        cast.coordinator,
        {
            2: running(cast, "A-1", hold=hold, chair=cast.independent_chair),
            3: running(cast, "A-2", stage=Stage.PUBLISHED),
        },
    )
    assert faults == ()
    assert counts() == before


def test_tells_what_the_real_act_would_refuse_by_row(cast: Cast, case: Case) -> None:
    """Those after it are tried all the same."""
    cases = {
        2: running(cast, case.reference),
        4: running(cast, "A-1"),
        7: running(cast, "A-2", stage=Stage.END_PROPOSED),
        9: running(cast, "A-3", death_date=PartialDate.on(TOMORROW)),
    }
    assert rehearse(cast.coordinator, cases) == (
        Fault(2, f"The reference {case.reference} is already in use."),
        Fault(7, "Say where the review stood before its ending was proposed, and only then."),
        Fault(9, "The date of death is in the future. Enter the day on which it happened."),
    )


def test_tries_each_case_beside_those_above_it(cast: Cast) -> None:
    """Two reviews of one area cannot have one pseudonym, and which came first keeps it."""
    faults = rehearse(
        cast.coordinator,
        {2: running(cast, "A-1", pseudonym="Wren"), 3: running(cast, "A-2", pseudonym="wren"), 4: running(cast, "A-3")},
    )
    assert faults == (Fault(3, "Another review of this partnership has that pseudonym. Choose another."),)


@pytest.mark.parametrize("part", ["csp_chair", "auditor", "outsider"])
def test_refuses_every_row_of_a_person_who_opens_no_cases(cast: Cast, part: str) -> None:
    faults = rehearse(getattr(cast, part), {2: running(cast, "A-1"), 3: running(cast, "A-2")})
    assert [fault.row for fault in faults] == [2, 3]
    assert len({fault.sentence for fault in faults}) == 1


def test_puts_faults_of_reading_and_of_trying_in_the_order_of_the_rows(cast: Cast, case: Case) -> None:
    rows = [{**LINE, "reference": case.reference}, {**LINE, "stage": "Nowhere"}, {}]
    rows += [{**LINE, "stage": "END_PROPOSED"}, LINE]
    found = check_portfolio(cast.coordinator, rows, [cast.partnership])
    assert [fault.row for fault in found.faults] == [2, 3, 5, 6]
    assert str(found.faults[-1]) == "Row 6: The reference A-1 stands in row 5 already."
    assert list(found.cases) == [2, 5, 6]
    assert not found.is_sound


def test_tries_no_row_that_is_refused_already(cast: Cast) -> None:
    """One fault a row where one says enough: a repeated reference would be in use as well."""
    found = check_portfolio(cast.coordinator, [LINE, LINE], [cast.partnership])
    assert [str(fault) for fault in found.faults] == ["Row 3: The reference A-1 stands in row 2 already."]


def test_finds_nothing_wrong_with_a_sound_portfolio_however_often_it_is_looked_at(cast: Cast) -> None:
    rows = [LINE, {}, {**LINE, "reference": "A-2", "pseudonym": "Wren", "outcome": "review", "decision": "2021-03"}]
    for _ in range(2):
        found = check_portfolio(cast.coordinator, rows, [cast.partnership])
        assert found.is_sound
        assert found == read_portfolio(rows, [cast.partnership])


def test_offers_no_partnership_but_those_it_is_given(cast: Cast) -> None:
    """A row may name another only where the person may open cases for it."""
    with change("Test", None):
        there = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    row = {**LINE, "partnership": "elsewhere"}
    assert [str(fault) for fault in check_portfolio(cast.coordinator, [row], [cast.partnership]).faults] == [
        "Row 2: partnership: write one of testshire."
    ]
    refused = check_portfolio(cast.coordinator, [row], [cast.partnership, there])
    assert [fault.row for fault in refused.faults] == [2]
    assert list(refused.cases) == [2]

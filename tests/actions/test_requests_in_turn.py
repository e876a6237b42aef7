"""In which turn do requests for money stand? The soonest due first, those without a day last, on every database."""

import datetime

import pytest

from funding.models import FundingRequest
from funding.queries import open_requests, requests_in
from funding.years import FinancialYear
from tests.actions.entered_rows import entered
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

YEAR = FinancialYear(2026)
EARLY, LATE = datetime.date(2026, 5, 1), datetime.date(2026, 9, 1)


def asked(cast: Cast, due_on: datetime.date | None) -> FundingRequest:
    """A request as a file may have brought it in: its day may be unknown."""
    row = FundingRequest(
        partnership=cast.partnership, organisation=cast.police, year=YEAR.start, asked_on=YEAR.first, due_on=due_on
    )
    return entered(row)


def test_lists_requests_without_a_day_behind_all_that_have_one(cast: Cast) -> None:
    """Of one day, and of none, the earlier made come first."""
    undated, late, early, same, unknown = (asked(cast, due_on) for due_on in (None, LATE, EARLY, LATE, None))
    in_turn = [early, late, same, undated, unknown]
    assert list(requests_in(cast.partnership, YEAR)) == in_turn
    assert list(open_requests(cast.partnership)) == in_turn

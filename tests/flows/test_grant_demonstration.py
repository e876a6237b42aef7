"""What a visitor of the demonstration meets of the grant: two invented years, made through the acts."""

from typing import Any

import pytest

from funding.grant_rows import duplicates_of, facts_of, ledger_sums
from funding.grant_sums import divide, undrawn_pot, why_no_release
from funding.grant_terms import CaseState, Rest
from funding.management.grant_json import as_json
from funding.models.grants import GrantProject, GrantYear
from funding.terms import EntryKind
from workflows.demonstration.grants import POT, put_on_grants
from workflows.demonstration.people import settle


@pytest.fixture
def years(db: None) -> dict[int, GrantYear]:
    """Both years of the demonstration by their start."""
    put_on_grants(settle())
    return {grant.year: grant for grant in GrantYear.objects.all()}


def test_marks_both_years_as_invented(years: dict[int, GrantYear]) -> None:
    assert [grant.is_invented for grant in years.values()] == [True, True]


def test_shows_a_year_with_one_amount_that_is_not_stated(years: dict[int, GrantYear]) -> None:
    parts = divide(facts_of(years[2017]))
    assert parts.rest_is is Rest.NOT_ACCOUNTED_FOR
    assert parts.without_amount == ("Training on gangs",)


def test_shows_a_year_that_was_agreed_in_part_and_paid(years: dict[int, GrantYear]) -> None:
    case = years[2018].business_cases.get(number=1)
    assert case.at is CaseState.PAID
    assert ledger_sums(years[2018])[EntryKind.GRANT_PAYMENT] == 2_000_000


def test_shows_a_pot_that_waits_for_an_unfinished_project(years: dict[int, GrantYear]) -> None:
    facts = facts_of(years[2018])
    assert why_no_release(facts).startswith("Not finished: A better website")
    assert undrawn_pot(facts) == POT
    assert years[2018].business_cases.get(number=2).at is CaseState.SENT


def test_shows_a_likely_duplicate(years: dict[int, GrantYear]) -> None:
    project = GrantProject.objects.get(title="Street lights on request")
    assert duplicates_of([project])[project.pk]


def test_prints_both_years_for_machines(years: dict[int, GrantYear]) -> None:
    told: list[dict[str, Any]] = [as_json(grant) for grant in years.values()]
    assert [grant["year"] for grant in told] == ["2017/18", "2018/19"]
    assert told[0]["label"] == "includes 1 project with no stated amount"

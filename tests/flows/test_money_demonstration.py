"""The demonstration shows every kind of money there is to show, made through the acts and marked as invented."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.notices import held_back
from funding.ledger_proof import prove_all
from funding.models import Agreement, CostLine, FundingModel, FundingRequest, ModelVersion, RecordedGap
from funding.permissions import bodies_of
from funding.position import Position, position
from funding.position_rows import facts_of
from funding.queries import journals_waiting, open_requests
from funding.terms import AgreementState, Cause, Measure, RequestState, VersionState
from funding.years import FinancialYear, year_of
from workflows.demonstration.directing import put_on
from workflows.demonstration.money import CASE_COSTS, CONTACTS, INVENTED, PAYERS, fund
from workflows.demonstration.people import PARTS, Town, settle
from workflows.demonstration.scripts import SCRIPTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    """The town with the cases whose costs are shown, and its money."""
    with held_back():
        made = settle()
        shown = {pseudonym for pseudonym, _, _ in CASE_COSTS}
        for script in SCRIPTS:
            if script.pseudonym in shown:
                put_on(made, script)
        fund(made)
    return made


def whole(town: Town, year: FinancialYear) -> Position:
    """The position of a year."""
    return position(facts_of(town.partnership, year))


def test_shows_every_kind_of_money(town: Town) -> None:
    """One long look, since making the town takes its time."""
    present = year_of(timezone.localdate())
    shows_a_model_with_a_cap_and_an_underwriter(present)
    shows_two_years_gone_by(town, present)
    shows_every_answer(town, present)
    shows_costs_by_reference(present)
    shows_the_worked_example(town)
    shows_a_gap_and_what_waits(town)
    marks_its_amounts_as_invented()
    gives_every_payer_an_account(town)
    assert all(proof.holds for proof in prove_all())


def shows_a_model_with_a_cap_and_an_underwriter(present: FinancialYear) -> None:
    """Two versions: the cap was raised this year."""
    first, second = ModelVersion.objects.order_by("number")
    assert [rule["type"] for rule in second.rules] == ["percent", "equal", "in_kind"]
    assert first.rules[0]["cap_pence"] < second.rules[0]["cap_pence"]
    assert (second.state, second.first_year) == (VersionState.IN_FORCE, present.start)
    assert second.underwriter is not None


def shows_two_years_gone_by(town: Town, present: FinancialYear) -> None:
    """All confirmed; last year's debt is not paid in full and long due."""
    last = whole(town, present.previous)
    assert last.shortfall[Measure.CONFIRMED] == 0
    assert last.shortfall[Measure.RECEIVED] > 0
    assert whole(town, present.previous.previous).shortfall[Measure.RECEIVED] == 0


def shows_every_answer(town: Town, present: FinancialYear) -> None:
    """Confirmed, pledged, declined, asked; a part payment; one in kind and one not stated."""
    found = whole(town, present)
    assert {partner.state for partner in found.partners} == {
        AgreementState.CONFIRMED,
        AgreementState.PLEDGED,
        AgreementState.DECLINED,
        AgreementState.ASKED,
        AgreementState.PROPOSED,
    }
    council = next(partner for partner in found.partners if partner.name == "Kent County Council")
    assert 0 < council.counted[Measure.RECEIVED] < council.counted[Measure.INVOICED]
    assert "Kent Community Health NHS Foundation Trust" in [row.name for row in found.not_stated]
    assert found.in_kind
    assert found.causes[Measure.CONFIRMED][Cause.OVERSPEND] > 0
    states = set(FundingRequest.objects.filter(year=present.start).values_list("state", flat=True))
    assert {RequestState.ASKED, RequestState.QUESTIONED, RequestState.PLEDGED, RequestState.CLOSED} == states


def shows_costs_by_reference(present: FinancialYear) -> None:
    """Of cases of the demonstration, never by name."""
    lines = CostLine.objects.filter(expected_year=present.start).exclude(case=None)
    assert {line.case.pseudonym for line in lines} == {pseudonym for pseudonym, _, _ in CASE_COSTS}
    assert all(line.reference.startswith("DEMO-") for line in lines)


def shows_the_worked_example(town: Town) -> None:
    """£764.38 of 2021/22 is orphaned and asked of the successor."""
    assert whole(town, FinancialYear(2021)).causes[Measure.CONFIRMED][Cause.ORPHANED] == 76_438
    request = FundingRequest.objects.get(year=2021)
    assert (request.organisation.code, request.state) == ("probation-service", RequestState.ASKED)
    assert whole(town, FinancialYear(2022)).causes[Measure.CONFIRMED][Cause.ORPHANED] == 274_000
    assert open_requests(town.partnership).count() == 5


def shows_a_gap_and_what_waits(town: Town) -> None:
    """The £20,000 of a minute, and two journals for another person."""
    gap = RecordedGap.objects.get()
    assert (gap.amount_pence, gap.qualifier, gap.closed_on) == (2_000_000, "about", None)
    assert journals_waiting(town.partnership).count() == 2


def marks_its_amounts_as_invented() -> None:
    """Where a figure comes from is said with it."""
    assert "invented" in FundingModel.objects.get().name
    assert set(CostLine.objects.values_list("source", flat=True)) == {INVENTED}
    written = Agreement.objects.filter(version=None, takes_over=None)
    assert set(written.values_list("source", flat=True)) == {INVENTED}


def gives_every_payer_an_account(town: Town) -> None:
    """Each answers for one body, and is printed with the other accounts."""
    assert set(CONTACTS) == set(PAYERS)
    for code, part in CONTACTS.items():
        assert part in PARTS
        assert [body.code for body in bodies_of(town.accounts[part], town.partnership)] == [code]


def test_dates_nothing_after_today(town: Town) -> None:
    """A year in hand is told up to today."""
    today: datetime.date = timezone.localdate()
    assert not town.partnership.journals.filter(lines__on__gt=today).exists()
    assert not FundingRequest.objects.filter(asked_on__gt=today).exists()

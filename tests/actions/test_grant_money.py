"""Grant money comes into the ledger project by project, and every split adds back to the penny."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dhr_cases.errors import NotNow
from funding.actions.core import FundingAct, acting
from funding.actions.grant_money import put_payment_forward, put_return_forward, put_spending_forward
from funding.actions.ledger import approve_journal
from funding.grant_rows import facts_of, ledger_sums, left_of_payments, waiting_sums
from funding.models import Entry, Journal
from funding.models.grants import GrantProject, GrantYear
from funding.terms import EntryKind, JournalOrigin
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.steps_grant import PAID_ON, a_grant, a_project, agreed, paid, settled

AMOUNTS = (1_000_000, 73_800, 300_000)


@pytest.fixture
def grant(cast: Cast) -> GrantYear:
    """A year of three agreed projects of which nothing is paid."""
    made = a_grant(cast)
    for number, amount in enumerate(AMOUNTS):
        a_project(cast, f"Project {number}", amount)
    agreed(cast, made)
    return made


def _acting(cast: Cast) -> FundingAct:
    """An act in progress, as the acts on the grant run one."""
    with acting(FundingVerb.PUT_FORWARD, cast.partnership, cast.coordinator) as act:
        act.record()
        return act


def _projects(grant: GrantYear) -> list[GrantProject]:
    return list(grant.projects.select_related("grant__funder").order_by("pk"))


def _amounts(journal: Journal) -> list[int]:
    return list(journal.lines.order_by("pk").values_list("amount_pence", flat=True))


def _approve(cast: Cast) -> None:
    for journal in Journal.objects.filter(decision=None):
        approve_journal(journal=journal, by=cast.finance_officer)


class TestPayment:
    def test_is_split_by_what_was_agreed(self, cast: Cast, grant: GrantYear) -> None:
        journal = put_payment_forward(_acting(cast), _projects(grant), sum(AMOUNTS), PAID_ON)
        assert _amounts(journal) == list(AMOUNTS)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(pence=st.integers(3, 10**8))
    def test_adds_back_whatever_was_paid(self, cast: Cast, grant: GrantYear, pence: int) -> None:
        journal = put_payment_forward(_acting(cast), _projects(grant), pence, PAID_ON)
        assert sum(_amounts(journal)) == pence

    def test_says_what_it_is_and_from_whom(self, cast: Cast, grant: GrantYear) -> None:
        journal = put_payment_forward(_acting(cast), _projects(grant), 100, PAID_ON, "REM-7")
        line = journal.lines.first()
        assert line is not None
        assert (journal.origin, journal.text) == (JournalOrigin.GRANT, "Grant payment: Crime Reduction Grant 2018/19")
        assert (line.organisation, line.document, line.year) == (grant.funder, "REM-7", 2018)

    def test_is_shared_evenly_where_no_amount_is_stated(self, cast: Cast) -> None:
        made = a_grant(cast)
        for title in ("Play", "Film"):
            a_project(cast, title, None)
        agreed(cast, made)
        journal = put_payment_forward(_acting(cast), _projects(made), 101, PAID_ON)
        assert _amounts(journal) == [51, 50]

    def test_needs_a_project(self, cast: Cast) -> None:
        with pytest.raises(NotNow, match="no money can be tied to one"):
            put_payment_forward(_acting(cast), [], 100, PAID_ON)

    def test_waits_until_it_is_approved(self, cast: Cast, grant: GrantYear) -> None:
        put_payment_forward(_acting(cast), _projects(grant), 100, PAID_ON)
        assert (ledger_sums(grant), waiting_sums(grant)) == ({}, {EntryKind.GRANT_PAYMENT: 100})
        _approve(cast)
        assert (ledger_sums(grant), waiting_sums(grant)) == ({EntryKind.GRANT_PAYMENT: 100}, {})


class TestSpendingAndReturn:
    def test_takes_from_the_balance_of_the_project(self, cast: Cast, grant: GrantYear) -> None:
        project = _projects(grant)[0]
        put_payment_forward(_acting(cast), [project], 1_000, PAID_ON)
        put_spending_forward(_acting(cast), project, 900, PAID_ON)
        _approve(cast)
        assert sum(Entry.objects.filter(project=project).values_list("amount_pence", flat=True)) == 100

    def test_gives_back_a_correction(self, cast: Cast, grant: GrantYear) -> None:
        journal = put_spending_forward(_acting(cast), _projects(grant)[0], -50, PAID_ON)
        assert _amounts(journal) == [50]

    def test_returns_from_the_projects_that_have_something_left(self, cast: Cast, grant: GrantYear) -> None:
        first, second, third = _projects(grant)
        put_payment_forward(_acting(cast), [first, second, third], sum(AMOUNTS), PAID_ON)
        for project, spent in ((first, 1_000_000), (second, 63_800), (third, 295_000)):
            put_spending_forward(_acting(cast), project, spent, PAID_ON)
        _approve(cast)
        journal = put_return_forward(_acting(cast), grant, 15_000, PAID_ON)
        assert list(journal.lines.order_by("pk").values_list("project", "amount_pence")) == [
            (second.pk, -10_000),
            (third.pk, -5_000),
        ]

    def test_knows_what_is_left_of_what_came(self, cast: Cast) -> None:
        made = a_grant(cast)
        a_project(cast, "Play", 1_000)
        assert left_of_payments(made, facts_of(made)) is None
        paid(cast, made)
        assert left_of_payments(made, facts_of(made)) == 0
        settled(cast, made.projects.get(), 900)
        assert left_of_payments(made, facts_of(made)) == 100

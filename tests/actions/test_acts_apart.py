"""Does an act on money leave alone what belongs to another body, year, partnership or project?

Rows of those others stand beside the one the act is about.
"""

import datetime
from collections.abc import Callable

import pytest

from dhr_cases.models import Case, Partnership
from dhr_cases.models.history import change
from funding.actions import agreements, requests
from funding.actions.agreements import Terms, cases_committed_after
from funding.actions.asking import Asking
from funding.actions.costs import Payment, record_actual, settle_cost
from funding.actions.funding_settings import add_band
from funding.actions.grant_delivery import Achieved, Delivery, Turnout, record_delivery
from funding.actions.grant_projects import Outline, Planned, propose_project
from funding.actions.ledger import approve_journal, put_forward, reverse_journal
from funding.actions.quotes import add_quote, choose_quote
from funding.grant_rows import facts_of as grant_facts_of
from funding.grant_rows import ledger_sums, left_of_payments, spent_in_ledger, waiting_sums
from funding.grant_terms import ProjectState
from funding.models import Agreement, CostLine, Entry, FundingModel, ModelVersion
from funding.models.grants import GrantProject, GrantYear
from funding.posting_lines import Line
from funding.terms import AgreementState, CostClass, EntryKind
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, body, cost_line, line, posted
from tests.steps_grant import ENDED_ON, PAID_ON, a_grant, a_project, paid, settled
from tests.steps_grant import YEAR as GRANTED

pytestmark = pytest.mark.django_db

A, E = AgreementState, EntryKind
SHARE, SOME = 900_000, 40_000
EFFECTIVE = datetime.date(2026, 7, 1)

Elsewhere = Callable[[Cast, Partnership], Agreement]


@pytest.fixture
def far(cast: Cast) -> Partnership:
    """Another partnership that asks the same bodies."""
    with change("Test", None):
        made: Partnership = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    return made


def of_another_partnership(cast: Cast, far: Partnership) -> Agreement:
    return agreement(far, cast.police, SHARE)


def of_the_year_before(cast: Cast, far: Partnership) -> Agreement:
    return agreement(cast.partnership, cast.police, SHARE, year=YEAR.previous)


def of_another_body(cast: Cast, far: Partnership) -> Agreement:
    return agreement(cast.partnership, cast.health, SHARE)


def taken_over(cast: Cast, far: Partnership) -> Agreement:
    """The body has taken over what another left; that is not its own share."""
    orphan = agreement(cast.partnership, body("Old Force"), SHARE, state=A.ENDED)
    with change("Test", None):
        made: Agreement = Agreement.objects.create(
            partnership=cast.partnership, organisation=cast.police, year=YEAR.start, takes_over=orphan
        )
    return made


def under_a_model(cast: Cast, far: Partnership) -> Agreement:
    """What the body gives under a model is not what it gives besides."""
    there = agreement(cast.partnership, cast.police, SHARE)
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
        there.version = ModelVersion.objects.create(model=model, number=1, first_year=YEAR.start)
        there.save()
    return there


def ended(cast: Cast, far: Partnership) -> Agreement:
    return agreement(cast.partnership, cast.police, SHARE, state=A.ENDED)


# contributions


@pytest.mark.parametrize("elsewhere", [of_another_partnership, of_the_year_before, of_another_body, ended])
def test_asks_about_a_contribution_of_its_own(cast: Cast, far: Partnership, elsewhere: Elsewhere) -> None:
    there = elsewhere(cast, far)
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SOME)
    asked = requests.ask(partnership=cast.partnership, by=cast.finance_officer, asking=asking)
    found = asked.agreement
    assert found is not None
    assert found != there
    assert (found.partnership, found.organisation, found.year) == (cast.partnership, cast.police, YEAR.start)


def test_asks_about_the_contribution_there_is(cast: Cast) -> None:
    own = agreement(cast.partnership, cast.police, SHARE)
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SOME)
    assert requests.ask(partnership=cast.partnership, by=cast.finance_officer, asking=asking).agreement == own


@pytest.mark.parametrize(
    "elsewhere", [of_another_partnership, of_the_year_before, of_another_body, taken_over, under_a_model]
)
def test_writes_a_contribution_down_beside_others(cast: Cast, far: Partnership, elsewhere: Elsewhere) -> None:
    there = elsewhere(cast, far)
    own = agreements.propose_agreement(
        partnership=cast.partnership, by=cast.finance_officer, organisation=cast.police, year=YEAR,
        terms=Terms(amount_pence=SOME),
    )  # fmt: skip
    before = there.amount_pence
    there.refresh_from_db()
    assert (there.amount_pence, own.amount_pence) == (before, SOME)


@pytest.mark.parametrize("elsewhere", [of_another_partnership, of_the_year_before, of_another_body])
def test_withdraws_what_the_body_gives_here_from_that_year_on(
    cast: Cast, far: Partnership, elsewhere: Elsewhere
) -> None:
    there = elsewhere(cast, far)
    own = [agreement(cast.partnership, cast.police, SHARE, year=year) for year in (YEAR, YEAR.next)]
    gone = agreements.record_withdrawal(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, decided_on=DAY,
        effective_on=EFFECTIVE, reason="Savings",
    )  # fmt: skip
    there.refresh_from_db()
    assert (list(gone.agreements), there.state) == (own, A.PROPOSED)


# reviews that a withdrawal leaves to others


def cost_of(partnership: Partnership, case: Case) -> CostLine:
    with change("Test", None):
        made: CostLine = CostLine.objects.create(
            partnership=partnership, case=case, cost_class=CostClass.CHAIR, description="Chairing"
        )
    return made


def entered(cast: Cast, cost: CostLine, kind: EntryKind, year: FinancialYear = YEAR) -> list[Entry]:
    entry = Line(kind=kind, year=year.start, on=DAY, pence=SOME, cost_line=cost)
    return posted(cast.partnership, cast.finance_officer, cast.csp_chair, [entry])


@pytest.mark.parametrize(
    ("kind", "year", "is_left"),
    [
        (E.COMMITMENT, YEAR.previous, False), (E.COMMITMENT, YEAR, True), (E.COMMITMENT, YEAR.next, True),
        (E.FORECAST, YEAR, False), (E.ACTUAL, YEAR, False),
    ],
)  # fmt: skip
def test_counts_commitments_from_the_year_of_the_day_on(
    cast: Cast, case: Case, far: Partnership, kind: EntryKind, year: FinancialYear, is_left: bool
) -> None:
    entered(cast, cost_of(cast.partnership, case), kind, year)
    assert list(cases_committed_after(cast.partnership, EFFECTIVE)) == [case] * is_left
    assert list(cases_committed_after(far, EFFECTIVE)) == []


def test_counts_no_commitment_that_was_taken_back(cast: Cast, case: Case) -> None:
    (entry,) = entered(cast, cost_of(cast.partnership, case), E.COMMITMENT)
    back = reverse_journal(journal=entry.journal, by=cast.finance_officer, reason="Never engaged")
    approve_journal(journal=back, by=cast.csp_chair)
    assert list(cases_committed_after(cast.partnership, EFFECTIVE)) == []


# costs, quotes and bands


def test_closes_a_cost_while_entries_of_another_wait(cast: Cast) -> None:
    cost, other = cost_line(cast.partnership), cost_line(cast.partnership)
    payment = Payment(pence=SOME, on=DAY, year=YEAR.start)
    paid_for = record_actual(cost=cost, by=cast.coordinator, payment=payment)
    approve_journal(journal=paid_for, by=cast.csp_chair)
    record_actual(cost=other, by=cast.coordinator, payment=payment)
    assert settle_cost(cost=cost, by=cast.coordinator, on=DAY).is_settled


def test_leaves_the_quote_chosen_for_another_cost(cast: Cast) -> None:
    theirs, ours = (
        add_quote(cost=cost_line(cast.partnership), by=cast.coordinator, supplier="Fair Ltd", received_on=DAY)
        for _ in range(2)
    )
    for quote in (theirs, ours):
        choose_quote(quote=quote, by=cast.coordinator, reason="Best")
    theirs.refresh_from_db()
    assert theirs.is_chosen


def test_names_a_band_as_another_partnership_has_named_one(cast: Cast, far: Partnership) -> None:
    with change("Test", None):
        far.complexity_bands.create(name="Complex", cost_pence=SOME)
    band = add_band(
        partnership=cast.partnership, by=cast.finance_officer, name="Complex", cost_pence=SHARE, source="Minute 4"
    )
    assert (band.partnership, band.cost_pence) == (cast.partnership, SHARE)


# the grant


def granted(cast: Cast, year: FinancialYear, *titles: str) -> GrantYear:
    """A year whose projects were paid; the payment waits for its approval."""
    grant = a_grant(cast, year)
    for title in titles:
        a_project(cast, title, SOME, year=year)
    paid(cast, grant)
    return grant


@pytest.fixture
def grant(cast: Cast) -> GrantYear:
    return granted(cast, GRANTED, "Play", "Film")


def test_keeps_results_and_turnouts_of_projects_apart(cast: Cast, grant: GrantYear) -> None:
    """Two projects count the same things; a second report corrects the first of its own project only."""
    play, film = grant.projects.order_by("-title")
    for project, count in ((play, 3), (film, 5), (film, 6)):
        delivery = Delivery(
            state=ProjectState.APPROVED, on=ENDED_ON, achieved=(Achieved(label="sessions", count=count),),
            turnouts=(Turnout(label="Opening", attended=count), Turnout(label="Closing", attended=count + 1)),
        )  # fmt: skip
        record_delivery(project=project, by=cast.coordinator, delivery=delivery)
    assert {(row.project, row.label): row.actual for project in (play, film) for row in project.outputs.all()} == {
        (play, "sessions"): 3,
        (film, "sessions"): 6,
    }
    turnouts = {(row.project, row.label): row.attended for each in (play, film) for row in each.attendances.all()}
    assert turnouts == {(play, "Opening"): 3, (play, "Closing"): 4, (film, "Opening"): 6, (film, "Closing"): 7}


def test_keeps_what_is_planned_of_projects_apart(cast: Cast) -> None:
    a_grant(cast)
    play, film = (
        propose_project(
            partnership=cast.partnership, year=GRANTED, by=cast.coordinator,
            outline=Outline(title=title, outputs=(Planned(label="sessions", count=count),)),
        )
        for title, count in (("Play", 3), ("Film", 5))
    )  # fmt: skip
    assert (play.outputs.get().planned, film.outputs.get().planned) == (3, 5)


def test_counts_the_grant_money_of_its_own_year_and_project(cast: Cast, grant: GrantYear) -> None:
    play = grant.projects.get(title="Play")
    settled(cast, play, SOME)
    film = GrantProject.objects.get(title="Film")
    before = waiting_sums(grant), ledger_sums(grant), left_of_payments(grant, grant_facts_of(grant))
    later = granted(cast, GRANTED.next, "Dance")
    lines = [Line(kind=E.GRANT_SPEND, year=GRANTED.next.start, on=PAID_ON, pence=7, project=later.projects.get())]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=lines, text="More")
    assert before[0] == {E.GRANT_PAYMENT: 2 * SOME, E.GRANT_SPEND: SOME}
    assert (waiting_sums(grant), ledger_sums(grant), left_of_payments(grant, grant_facts_of(grant))) == before
    assert (spent_in_ledger(play), spent_in_ledger(film)) == (SOME, 0)


def test_posts_each_entry_to_its_own_account(cast: Cast) -> None:
    """The balance after an entry is that of one contribution, one measure and one year."""
    first, second = (agreement(cast.partnership, who, SHARE) for who in (cast.police, cast.health))
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(E.PLEDGE, SHARE, about=first)])
    lines = [
        line(E.PLEDGE, SOME, about=second),
        line(E.CONFIRMATION, SOME, about=first),
        line(E.PLEDGE, 1, about=first),
    ]
    entries = posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    assert [entry.balance_pence for entry in entries] == [SOME, SOME, SHARE + 1]

"""Does what is read of one partnership's money in one year stay as it is when money comes in elsewhere?

Elsewhere is another partnership that asks the same bodies, or another year of the same partnership.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping

import pytest
from django.utils import timezone

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Organisation, Partnership
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from funding.actions.asking import Asking
from funding.actions.funding_settings import may_be_named
from funding.actions.ledger import put_forward
from funding.actions.requests import ask
from funding.cost_rows import year_of_costs
from funding.forms.funding_settings import ChangeSettingsForm
from funding.history_rows import events_of
from funding.imports.checking.known import known_in
from funding.ledger_proof import prove
from funding.ledger_rows import Asked, bodies_in, cash_of_year, debts_on, entries_asked, references_of, waiting_in
from funding.models import Agreement, CostLine, FundingModel, FundingSettings, ModelParty, ModelVersion, RecordedGap
from funding.papers.figures import UNSTATED
from funding.papers.reading import entries, statement
from funding.papers.reading.year import position_facts, year_file
from funding.partner_rows import partner_lines
from funding.partner_statement import bodies_known, contributions_of, debt_of, entries_of_body, requests_of_body
from funding.passing_on import left_behind
from funding.position_rows import facts_of
from funding.posting_lines import Line
from funding.queries import (
    agreements_of,
    cost_lines_of,
    journals_waiting,
    open_requests,
    own_requests,
    requests_in,
    versions_in_force,
)
from funding.queries import bodies_in as bodies_paying_in
from funding.terms import AgreementState, CostClass, EntryKind, Sight, VersionState
from funding.views.lane_rows import entry_rows, own_agreements, whole_of
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import YEAR, agreement, body, line, posted

pytestmark = pytest.mark.django_db

E = EntryKind
POUND = 100
LEARNING_REVIEW = "LR-1"
TODAY = timezone.localdate()

Reader = Callable[[Cast], object]

OF_THE_YEAR: Mapping[str, Reader] = {
    "facts of the position": lambda cast: facts_of(cast.partnership, YEAR),
    "costs": lambda cast: year_of_costs(cast.partnership, YEAR),
    "costs of one review": lambda cast: year_of_costs(cast.partnership, YEAR, LEARNING_REVIEW),
    "cash": lambda cast: cash_of_year(cast.partnership, YEAR),
    "journals that would move the cash": lambda cast: list(waiting_in(cast.partnership, YEAR)),
    "ledger": lambda cast: list(entries_asked(cast.partnership, YEAR, Asked())),
    "contributions": lambda cast: list(agreements_of(cast.partnership, YEAR)),
    "requests": lambda cast: list(requests_in(cast.partnership, YEAR)),
    "bodies that pay": lambda cast: list(bodies_paying_in(cast.partnership, YEAR)),
    "versions in force": lambda cast: list(versions_in_force(cast.partnership, YEAR)),
    "journal file": lambda cast: entries.journal_file(cast.partnership, YEAR, TODAY),
    "invoice file": lambda cast: entries.invoice_file(cast.partnership, YEAR, TODAY),
    "year file": lambda cast: year_file(cast.partnership, YEAR),
    "position paper": lambda cast: position_facts(cast.partnership, YEAR, by="Coordinator"),
    "entries of a body": lambda cast: list(entries_of_body(cast.police, cast.partnership, YEAR)),
    "entries on its statement": lambda cast: list(entries.entries_of_body(cast.partnership, cast.police, YEAR)),
    "entries it sees": lambda cast: entry_rows(cast.partnership, cast.police, YEAR),
    "what it sees of the whole": lambda cast: whole_of(cast.partnership, YEAR),
    "debt of a body": lambda cast: debt_of(cast.police, cast.partnership, YEAR, TODAY),
}
OF_THE_PARTNERSHIP: Mapping[str, Reader] = {
    "debts": lambda cast: debts_on(cast.partnership, TODAY),
    "references": lambda cast: references_of(cast.partnership),
    "bodies in the ledger": lambda cast: list(bodies_in(cast.partnership)),
    "cost lines": lambda cast: list(cost_lines_of(cast.partnership)),
    "open requests": lambda cast: list(open_requests(cast.partnership)),
    "journals waiting": lambda cast: list(journals_waiting(cast.partnership)),
    "history": lambda cast: list(events_of(cast.partnership)),
    "proof": lambda cast: prove(cast.partnership),
    "what a file meets": lambda cast: known_in(cast.partnership, TODAY),
    "partners": lambda cast: partner_lines(cast.partnership, YEAR),
    "bodies known": lambda cast: set(bodies_known(cast.partnership)),
    "contributions of a body": lambda cast: contributions_of(cast.police, cast.partnership),
    "contributions it sees": lambda cast: list(own_agreements(cast.partnership, cast.police)),
    "what it leaves": lambda cast: left_behind(cast.partnership, cast.police, datetime.date(2000, 1, 1)),
    "requests to a body": lambda cast: requests_of_body(cast.refuge, cast.partnership),
    "who may be named nominee": lambda cast: list(may_be_named(cast.partnership)),
    "requests its contact sees": lambda cast: list(own_requests(cast.funding_contact)),
    "statement": lambda cast: statement.statement_facts(cast.partnership, cast.police, YEAR, TODAY),
}


@pytest.fixture
def elsewhere(cast: Cast) -> Partnership:
    """Another partnership in which the same people keep and approve the money."""
    with change("Test", None):
        far = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    for who, role in ((cast.finance_officer, Role.FINANCE_OFFICER), (cast.csp_chair, Role.CSP_CHAIR)):
        join_team(by=None, to=who, partnership=far, role=role)
    return far


@pytest.fixture
def stranger(cast: Cast) -> Organisation:
    """A body with which only the others have to do."""
    return body("Stranger")


def money_in(cast: Cast, partnership: Partnership, year: FinancialYear) -> None:
    """Contributions of two bodies, both asked, a cost, entries posted and waiting, a model and a gap."""
    model_in(cast, partnership, year)
    shares = [agreement(partnership, who, 900 * POUND, year=year) for who in (cast.police, cast.refuge)]
    with change("Test", None):
        cost = CostLine.objects.create(
            partnership=partnership, cost_class=CostClass.CHAIR, description="Chairing",
            learning_review=LEARNING_REVIEW, expected_year=year.start,
        )  # fmt: skip
        RecordedGap.objects.create(partnership=partnership, year=year.start, text="A gap", stated_on=year.first)
    posted(partnership, cast.finance_officer, cast.csp_chair, list(entries_about(shares, cost, year)))
    waits = Line(kind=E.BROUGHT_FORWARD, year=year.start, on=year.first, pence=POUND)
    put_forward(partnership=partnership, by=cast.finance_officer, lines=[waits], text="Found later")
    for share in shares:
        asking = Asking(organisation=share.organisation, year=year, amount_pence=share.amount_pence, agreement=share)
        ask(partnership=partnership, by=cast.finance_officer, asking=asking)


def model_in(cast: Cast, partnership: Partnership, year: FinancialYear) -> None:
    """A model of one year's version, underwritten by the police, who are its party."""
    with change("Test", None):
        model = FundingModel.objects.create(partnership=partnership, name=f"Model {partnership.code} {year.label}")
        version = ModelVersion.objects.create(
            model=model, number=1, first_year=year.start, last_year=year.start, state=VersionState.IN_FORCE,
            underwriter=cast.police,
        )  # fmt: skip
        ModelParty.objects.create(version=version, organisation=cast.police, order=1)


def entries_about(shares: Iterable[Agreement], cost: CostLine, year: FinancialYear) -> Iterable[Line]:
    """Every kind a year of two payers has; the days are those of the year."""
    on = year.first
    yield Line(kind=E.BROUGHT_FORWARD, year=year.start, on=on, pence=70 * POUND)
    for share in shares:
        for kind, pounds in ((E.PLEDGE, 900), (E.CONFIRMATION, 800), (E.INVOICE, 700), (E.RECEIPT, 600)):
            yield line(kind, pounds * POUND, about=share, on=on)
    for kind, pounds in ((E.FORECAST, 500), (E.COMMITMENT, 400), (E.ACTUAL, 300)):
        yield line(kind, pounds * POUND, about=cost, on=on)


def read(cast: Cast, readers: Mapping[str, Reader]) -> dict[str, object]:
    """What each reader finds."""
    return {word: reader(cast) for word, reader in readers.items()}


def test_is_not_moved_by_the_money_of_another_partnership(
    cast: Cast, elsewhere: Partnership, stranger: Organisation
) -> None:
    money_in(cast, cast.partnership, YEAR)
    before = read(cast, {**OF_THE_YEAR, **OF_THE_PARTNERSHIP})
    money_in(cast, elsewhere, YEAR)
    for role, stands_for in ((Role.AUDITOR, None), (Role.FUNDING_CONTACT, cast.health)):
        join_team(by=None, to=cast.outsider, partnership=elsewhere, role=role, organisation=stands_for)
    for who in (cast.health, stranger):
        agreement(elsewhere, who, POUND)
    assert read(cast, {**OF_THE_YEAR, **OF_THE_PARTNERSHIP}) == before
    assert prove(elsewhere).holds


@pytest.mark.parametrize("other", [YEAR.previous, YEAR.next], ids=str)
def test_is_not_moved_by_the_money_of_another_year(cast: Cast, other: FinancialYear) -> None:
    money_in(cast, cast.partnership, YEAR)
    before = read(cast, OF_THE_YEAR)
    money_in(cast, cast.partnership, other)
    assert read(cast, OF_THE_YEAR) == before


def test_finds_its_own(cast: Cast) -> None:
    """Without which nothing would be proved by its staying as it is."""
    money_in(cast, cast.partnership, YEAR)
    found = read(cast, {**OF_THE_YEAR, **OF_THE_PARTNERSHIP})
    assert [word for word, rows in found.items() if not rows] == []


@pytest.mark.parametrize("sight", Sight)
def test_follows_no_settings_of_another_partnership(cast: Cast, elsewhere: Partnership, sight: Sight) -> None:
    """A partnership that has set nothing shows its partners what settings begin with, and names no average."""
    with change("Test", None):
        FundingSettings.objects.create(
            partnership=elsewhere, sight=sight, average_cost_pence=POUND,
            invoice_columns=[{"heading": "Sum", "field": "amount"}],
        )  # fmt: skip
    agreement(cast.partnership, cast.police, POUND, state=AgreementState.ASKED)
    said = position_facts(cast.partnership, YEAR, by="Coordinator")
    assert list(whole_of(cast.partnership, YEAR)) == ["figures"], "totals, and nobody's share"
    assert "Required" in dict(statement.statement_facts(cast.partnership, cast.police, YEAR, TODAY).whole)
    assert (said.average_cost, said.average_cost_source) == (UNSTATED, "")
    form = ChangeSettingsForm(by=cast.finance_officer, partnership=cast.partnership, year=YEAR)
    assert form.fields["average_cost_pence"].initial is None
    usual, theirs = (entries.invoice_file(place, YEAR, TODAY).columns for place in (cast.partnership, elsewhere))
    assert len(usual) > len(theirs)

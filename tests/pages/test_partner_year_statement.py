"""Does the page of a body's year say what the statement of the same year says, entry by entry and sum by sum?"""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Organisation, OrganisationName, Partnership
from dhr_cases.models.history import change
from dhr_cases.papers.writing.blocks import Grid
from dhr_cases.roles import Role
from dhr_cases.views.tables import Row
from funding.actions.ledger import approve_journal, reverse_journal
from funding.actions.year_end import Resolved, decide_year_end
from funding.models import Entry, Journal
from funding.money import pounds
from funding.papers.reading.statement import statement_facts
from funding.papers.rows import AgreementRow, EntryRow
from funding.papers.statement.facts import StatementFacts
from funding.papers.statement.wording import compose
from funding.posting_lines import Line
from funding.terms import AGREEMENT_STATES, AgreementState, EntryKind, Measure
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, cost_line, line, posted

pytestmark = pytest.mark.django_db

YEAR = FinancialYear(2021)
DAY = datetime.date(2021, 5, 3)
DECIDED_ON = datetime.date(2022, 5, 6)
SHARE = 500_000
PAID = 200_000
E = EntryKind


@pytest.fixture
def contact(client: Client, cast: Cast) -> Client:
    client.force_login(cast.funding_contact)
    return client


def statement(cast: Cast, body: Organisation | None = None) -> StatementFacts:
    return statement_facts(cast.partnership, body or cast.police, YEAR, timezone.localdate())


def shown(contact: Client, cast: Cast, name: str) -> list[Any]:
    place = (cast.partnership.code, cast.police.code, "2021-22")
    return list(contact.get(reverse("my_funding_year", args=place)).context[name])


def on_the_page(contact: Client, cast: Cast) -> list[list[str]]:
    rows: list[Row] = shown(contact, cast, "entries")
    return [[cell["text"] for cell in row["cells"]] for row in rows]


def in_words(entry: EntryRow) -> list[str]:
    """An entry of the statement as the page writes it, but for the sum so far, which the statement does not tell."""
    day = f"{entry.on:%-d %B %Y}"
    return [f"{entry.number}: {entry.label}", day, entry.document or entry.text or "none", str(entry.amount)]


def enter(cast: Cast, lines: Sequence[Line], partnership: Partnership | None = None) -> Journal:
    where = partnership or cast.partnership
    return posted(where, cast.finance_officer, cast.csp_chair, lines)[0].journal


def pay(cast: Cast) -> Journal:
    """The police owe £5,000 and have paid £2,000, the trust £9,000 and as much; a cost is forecast."""
    own = agreement(cast.partnership, cast.police, SHARE, year=YEAR, state=AgreementState.CONFIRMED)
    other = agreement(cast.partnership, cast.health, 900_000, year=YEAR, state=AgreementState.CONFIRMED)
    kinds = (E.PLEDGE, E.CONFIRMATION, E.INVOICE)
    lines = [line(kind, about.amount_pence or 0, about=about, on=DAY) for about in (own, other) for kind in kinds]
    lines += [line(E.RECEIPT, 900_000, about=other, on=DAY)]
    lines += [line(E.FORECAST, 3_000_000, about=cost_line(cast.partnership), on=DAY)]
    enter(cast, lines)
    return enter(cast, [line(E.RECEIPT, PAID, about=own, on=DAY)])


def give_back(cast: Cast, who: Organisation, pence: int, partnership: Partnership | None = None) -> Journal:
    """Money returned to a body by hand, with the cheque that carried it."""
    returned = Line(
        kind=E.RETURNED, year=YEAR.start, on=YEAR.last, pence=pence, organisation=who, document=f"Cheque {pence}"
    )
    return enter(cast, [returned], partnership)


def test_lists_each_entry_of_the_statement_and_no_other(contact: Client, cast: Cast) -> None:
    pay(cast)
    give_back(cast, cast.police, 12_345)
    give_back(cast, cast.health, 70_000)
    page = on_the_page(contact, cast)
    assert [cells[:4] for cells in page] == [in_words(entry) for entry in statement(cast).entries]
    assert page[-1][0].endswith(": Returned to a payer")
    assert page[-1][2:4] == ["Cheque 12345", pounds(-12_345)]


def test_tells_of_money_returned_by_the_decision_on_the_years_end(contact: Client, cast: Cast) -> None:
    pay(cast)
    resolved = Resolved(
        carried_pence=900_000, returned_pence=PAID, returned_to=cast.police, decided_by="The board",
        decided_on=DECIDED_ON, meeting="Board",
    )  # fmt: skip
    made = decide_year_end(partnership=cast.partnership, year=YEAR, by=cast.finance_officer, resolved=resolved)
    assert len(on_the_page(contact, cast)) == 4, "it waits for another person's approval"
    approve_journal(journal=made.journal, by=cast.csp_chair)
    page = on_the_page(contact, cast)
    assert [cells[:4] for cells in page] == [in_words(entry) for entry in statement(cast).entries]
    assert page[-1][3:] == [pounds(-PAID), pounds(-PAID)]


def test_adds_up_what_came_back_to_this_body_alone(contact: Client, cast: Cast) -> None:
    """The ledger keeps one account of what a year returned to all; a body reads its own part, in pence."""
    pay(cast)
    for who, pence in ((cast.health, 70_000), (cast.police, 1_001), (cast.health, 5), (cast.police, 2_002)):
        give_back(cast, who, pence)
    returned = [cells[3:] for cells in on_the_page(contact, cast) if "Returned" in cells[0]]
    assert returned == [[pounds(-1_001), pounds(-1_001)], [pounds(-2_002), pounds(-3_003)]]


def test_says_of_an_entry_that_it_was_taken_back(contact: Client, cast: Cast) -> None:
    receipt = pay(cast)
    back = reverse_journal(journal=receipt, by=cast.finance_officer, reason="The bank sent it twice")
    approve_journal(journal=back, by=cast.csp_chair)
    last = on_the_page(contact, cast)[-1]
    assert last[:4] == in_words(statement(cast).entries[-1])
    assert last[0].endswith(": Receipt, taken back")
    assert last[4] == pounds(0)


def test_leaves_out_what_another_partnership_returned(contact: Client, cast: Cast) -> None:
    with change("Test", None):
        next_door = Partnership.objects.create(code="next-door", name="Next Door CSP")
    for person, role in ((cast.finance_officer, Role.FINANCE_OFFICER), (cast.csp_chair, Role.CSP_CHAIR)):
        join_team(by=None, to=person, partnership=next_door, role=role)
    give_back(cast, cast.police, 12_345, next_door)
    assert Entry.objects.get().organisation == cast.police
    assert (on_the_page(contact, cast), statement(cast).entries) == ([], ())


@pytest.mark.parametrize(
    ("pence", "is_in_kind", "given", "share", "left"),
    [
        (SHARE, False, "", "£5,000", "£3,000"),
        (SHARE, True, "A room", "£5,000", "£3,000"),
        (0, False, "", "£0", "−£2,000"),
        (None, True, "A room", "in kind", "in kind"),
        (None, True, "", "not stated", "not stated"),
        (None, False, "", "not stated", "not stated"),
    ],
)
def test_names_the_same_sums_as_the_statement(
    contact: Client, cast: Cast, pence: int | None, is_in_kind: bool, given: str, share: str, left: str
) -> None:
    owed = agreement(cast.partnership, cast.police, pence, year=YEAR, state=AgreementState.CONFIRMED)
    with change("Test", None):
        owed.is_in_kind, owed.in_kind_description = is_in_kind, given
        owed.save()
    enter(cast, [line(E.RECEIPT, PAID, about=owed, on=DAY)])
    (told,) = shown(contact, cast, "agreements")
    figures = {figure["label"]: figure["value"] for figure in told["figures"]}
    (row,) = statement(cast).agreements
    assert told["state"] == AGREEMENT_STATES[row.state].label
    assert list(figures.values()) == [share_of(row), *(row.in_measure(measure) for measure in Measure), row.to_pay]
    assert (figures["Share"], figures["Received"], figures["Still to pay"]) == (share, "£2,000", left)


AWAITED = set(AgreementState) - {AgreementState.DECLINED, AgreementState.WITHDRAWN, AgreementState.ENDED}


def stand(cast: Cast, state: AgreementState, effective_on: datetime.date | None = None) -> None:
    """The police owe £5,000, have paid £2,000, and then came to a state."""
    owed = agreement(cast.partnership, cast.police, SHARE, year=YEAR, state=AgreementState.CONFIRMED)
    enter(cast, [line(E.RECEIPT, PAID, about=owed, on=DAY)])
    with change("Test", None):
        owed.state, owed.effective_on = state, effective_on
        owed.save()


def to_pay_on_the_page(contact: Client, cast: Cast) -> list[str]:
    """What the page says of each contribution of the year."""
    told = shown(contact, cast, "agreements")
    return [figure["value"] for each in told for figure in each["figures"] if figure["label"] == "Still to pay"]


@pytest.mark.parametrize("state", AgreementState)
def test_says_what_is_to_pay_only_where_somebody_waits_for_it(
    contact: Client, cast: Cast, state: AgreementState
) -> None:
    stand(cast, state)
    left = pounds(SHARE - PAID) if state in AWAITED else "none"
    assert to_pay_on_the_page(contact, cast) == [row.to_pay for row in statement(cast).agreements] == [left]
    (body,) = contact.get(reverse("my_funding")).context["bodies"]
    assert body["rows"][0]["cells"][-1]["text"] == left


@pytest.mark.parametrize(("days", "left"), [(-1, "none"), (0, "none"), (1, "£3,000")])
def test_waits_for_a_year_that_a_withdrawal_does_not_touch(contact: Client, cast: Cast, days: int, left: str) -> None:
    stand(cast, AgreementState.WITHDRAWN, YEAR.last + datetime.timedelta(days=days))
    assert to_pay_on_the_page(contact, cast) == [row.to_pay for row in statement(cast).agreements] == [left]


@pytest.mark.parametrize("state", AgreementState)
def test_adds_up_in_the_statement_what_is_awaited(cast: Cast, state: AgreementState) -> None:
    """A second contribution, taken over within the year, of which £1,000 waits to be paid."""
    stand(cast, state)
    left = pounds(SHARE - PAID + 100_000) if state in AWAITED else "£1,000"
    before = agreement(cast.partnership, cast.health, 100_000, year=YEAR)
    taken = agreement(cast.partnership, cast.police, 100_000, year=YEAR.next)
    with change("Test", None):
        taken.takes_over, taken.year = before, YEAR.start
        taken.save()
    (together,) = [
        block.last_row for block in compose(statement(cast)).blocks if isinstance(block, Grid) and block.last_row
    ]
    assert together[-1] == left


def share_of(row: AgreementRow) -> str:
    """The share as the statement writes it."""
    return str(row.share) if row.is_money else "in kind"


@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("year", [YEAR, FinancialYear(2099)])
def test_names_the_body_as_the_statement_does(cast: Cast, year: FinancialYear, days: int, contact: Client) -> None:
    today = timezone.localdate()
    until = min(today, year.last) + datetime.timedelta(days=days)
    with change("Test", None):
        OrganisationName.objects.create(organisation=cast.police, name="Old Force", until=until)
    address = reverse("my_funding_year", args=(cast.partnership.code, cast.police.code, year.label.replace("/", "-")))
    name = contact.get(address).context["name_at_time"]
    assert name == statement_facts(cast.partnership, cast.police, year, today).name_at_time
    assert name == ("Testshire Police" if days < 0 else "Old Force")

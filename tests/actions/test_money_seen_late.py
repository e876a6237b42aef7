"""What becomes of an act on a row of money that somebody else has moved on since it was read?

Two people have the same page open. The first does something; the second, whose page still shows the row as it was,
is refused, and nothing of the first's work is lost.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from dhr_cases.errors import NotNow
from dhr_cases.models.history import change
from funding.actions import agreements, costs, funding_models, funding_settings, gaps, grant_years, quotes, requests
from funding.actions.agreements import Terms
from funding.actions.asking import Asking
from funding.actions.costs import CostChange, Payment
from funding.actions.funding_models import ModelDraft
from funding.actions.gaps import GapFacts
from funding.actions.ledger import approve_journal, put_forward, refuse_journal, reverse_journal
from funding.actions.rounds import close_round
from funding.grant_terms import ExtensionAnswer
from funding.models import CostLine, FundingEvent, FundingRequest, FundingRound, ModelVersion
from funding.models.grants import GrantExtension
from funding.posting_lines import Line
from funding.terms import Answer, EntryKind
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, cost_line, posted
from tests.steps_grant import a_grant

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SHARE = 500_000

Do = Callable[[Cast, Any], object]


def read_again(row: Model) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


# rows as they stand when both pages are opened


def asked(cast: Cast) -> FundingRequest:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SHARE)
    return requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


def questioned(cast: Cast) -> FundingRequest:
    row = asked(cast)
    requests.question(request=row, by=cast.funding_contact, text="Which reviews?")
    return row


def answered(cast: Cast) -> FundingRequest:
    return requests.answer(request=asked(cast), by=cast.funding_contact, answer=Answer.CONFIRM)


def withdrawn(cast: Cast) -> FundingRequest:
    return requests.withdraw_request(request=asked(cast), by=cast.coordinator, reason="Too early")


def a_cost(cast: Cast) -> CostLine:
    cost = cost_line(cast.partnership)
    paid = Line(kind=EntryKind.ACTUAL, year=YEAR.start, on=DAY, pence=100, cost_line=cost)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [paid])
    return cost


def settled(cast: Cast) -> CostLine:
    return costs.settle_cost(cost=a_cost(cast), by=cast.coordinator, on=DAY)


def a_quote(cast: Cast) -> Model:
    return quotes.add_quote(cost=a_cost(cast), by=cast.coordinator, supplier="Invented", received_on=DAY)


def a_journal(cast: Cast) -> Model:
    owed = agreement(cast.partnership, cast.police, SHARE)
    pledge = Line(kind=EntryKind.PLEDGE, year=YEAR.start, on=DAY, pence=SHARE, agreement=owed)
    return put_forward(partnership=cast.partnership, by=cast.coordinator, lines=[pledge], text="Pledge")


def a_posted_journal(cast: Cast) -> Model:
    journal: Any = a_journal(cast)
    approve_journal(journal=journal, by=cast.csp_chair)
    return read_again(journal)  # type: ignore[no-any-return]  # whatever kind of row it was


def a_draft(cast: Cast) -> ModelVersion:
    return funding_models.draft_model(
        partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=_draft(cast)
    )


def _draft(cast: Cast) -> ModelDraft:
    rules: list[dict[str, object]] = [{"type": "remainder", "party": cast.police.code}]
    return ModelDraft(first_year=YEAR.next.start, parties=[cast.police], rules=rules, why="Agreed")


def a_round(cast: Cast) -> FundingRound:
    version = a_draft(cast)
    with change("Test", None):
        made: FundingRound = FundingRound.objects.create(
            partnership=cast.partnership, year=YEAR.start, version=version, started_on=TODAY, due_on=TODAY
        )
    return made


def a_gap(cast: Cast) -> Model:
    return gaps.record_gap(partnership=cast.partnership, by=cast.coordinator, facts=GapFacts(text="A gap is present"))


def an_extension(cast: Cast) -> GrantExtension:
    grant = a_grant(cast)
    return grant_years.ask_extension(
        partnership=cast.partnership, year=grant.financial_year, by=cast.coordinator, asked_on=DAY,
        asked_by="The chair", reason="Due diligence",
    )  # fmt: skip


# acts


def withdraw(cast: Cast, row: Any) -> object:
    return requests.withdraw_request(request=row, by=cast.coordinator, reason="Asked in error")


def settle(cast: Cast, row: Any) -> object:
    return costs.settle_cost(cost=row, by=cast.coordinator, on=DAY)


def settle_its_cost(cast: Cast, row: Any) -> object:
    return settle(cast, row.cost_line)


def answer_extension(cast: Cast, row: Any) -> object:
    grant_years.answer_extension(extension=row, by=cast.coordinator, answer=ExtensionAnswer.REFUSED, answered_on=TODAY)
    return None


def record_answer(cast: Cast, row: Any) -> object:
    return requests.record_answer(
        request=row, by=cast.finance_officer, answer=Answer.CONFIRM, given_on=TODAY, source="Letter"
    )


def reply(cast: Cast, row: Any) -> object:
    return requests.reply(request=row, by=cast.coordinator, text="Of spring")


def ask_again(cast: Cast, row: Any) -> object:
    return requests.ask_again(request=row, by=cast.coordinator, why="Once more")


def approve_answer(cast: Cast, row: Any) -> object:
    return requests.approve_answer(request=row, by=cast.csp_chair)


def send_back(cast: Cast, row: Any) -> object:
    return requests.send_back_answer(request=row, by=cast.csp_chair, reason="Unclear")


def reopen(cast: Cast, row: Any) -> object:
    return costs.reopen_cost(cost=row, by=cast.coordinator, reason="Late invoice")


def choose(cast: Cast, row: Any) -> object:
    return quotes.choose_quote(quote=row, by=cast.coordinator, reason="Known")


def approve(cast: Cast, row: Any) -> object:
    return approve_journal(journal=row, by=cast.csp_chair)


def refuse(cast: Cast, row: Any) -> object:
    return refuse_journal(journal=row, by=cast.finance_officer, reason="Wrong sum")


def reverse(cast: Cast, row: Any) -> object:
    return reverse_journal(journal=row, by=cast.coordinator, reason="Entered twice")


def adopt(cast: Cast, row: Any) -> object:
    return funding_models.adopt_model(version=row, by=cast.csp_chair)


def close(cast: Cast, row: Any) -> object:
    return close_round(funding_round=row, by=cast.coordinator)


def close_gap(cast: Cast, row: Any) -> object:
    return gaps.close_gap(gap=row, by=cast.coordinator, on=TODAY, reason="Paid")


CASES: tuple[tuple[Callable[[Cast], Model], Do, Do], ...] = (
    (asked, withdraw, withdraw),
    (asked, withdraw, lambda cast, row: requests.chase(request=row, by=cast.coordinator)),
    (asked, withdraw, lambda cast, row: requests.question(request=row, by=cast.funding_contact, text="Why?")),
    (asked, withdraw, lambda cast, row: requests.answer(request=row, by=cast.funding_contact, answer=Answer.CONFIRM)),
    (asked, withdraw, record_answer),
    (asked, record_answer, record_answer),
    (questioned, reply, reply),
    (questioned, withdraw, reply),
    (withdrawn, ask_again, ask_again),
    (answered, send_back, approve_answer),
    (answered, approve_answer, send_back),
    (answered, approve_answer, approve_answer),
    (answered, withdraw, approve_answer),
    (a_cost, settle, settle),
    (a_cost, settle, lambda cast, row: costs.change_cost(
        cost=row, by=cast.coordinator, change=CostChange(description="Other"), reason="Wrong")),
    (a_cost, settle, lambda cast, row: costs.state_cost(
        cost=row, by=cast.coordinator, kind=EntryKind.FORECAST, amounts={YEAR.start: 5}, on=DAY)),
    (a_cost, settle, lambda cast, row: costs.record_actual(
        cost=row, by=cast.coordinator, payment=Payment(pence=5, on=DAY, year=YEAR.start))),
    (a_cost, settle, lambda cast, row: quotes.add_quote(
        cost=row, by=cast.coordinator, supplier="Late", received_on=DAY)),
    (settled, reopen, reopen),
    (a_quote, settle_its_cost, choose),
    (a_quote, choose, choose),
    (a_journal, approve, refuse),
    (a_journal, refuse, approve),
    (a_journal, approve, approve),
    (a_posted_journal, reverse, reverse),
    (a_draft, adopt, adopt),
    (a_draft, adopt, lambda cast, row: funding_models.change_model(
        version=row, by=cast.coordinator, draft=_draft(cast))),
    (a_round, close, close),
    (a_gap, close_gap, close_gap),
    (an_extension, answer_extension, answer_extension),
)  # fmt: skip


@pytest.mark.parametrize(("row_of", "first", "second"), CASES)
def test_refuses_an_act_on_a_row_that_has_moved_on(
    cast: Cast, row_of: Callable[[Cast], Model], first: Do, second: Do
) -> None:
    row = row_of(cast)
    one, other = read_again(row), read_again(row)
    first(cast, one)
    told = FundingEvent.objects.count()
    with pytest.raises(NotNow):
        second(cast, other)
    assert FundingEvent.objects.count() == told


# what another has written is kept


def test_keeps_what_another_wrote_about_a_cost(cast: Cast) -> None:
    cost = a_cost(cast)
    one, other = read_again(cost), read_again(cost)
    quote = quotes.add_quote(cost=one, by=cast.coordinator, supplier="Invented Chairs", received_on=DAY)
    quotes.choose_quote(quote=quote, by=cast.coordinator, reason="Known")
    payment = Payment(pence=5, on=DAY, year=YEAR.start, days_used=Decimal(1))
    costs.record_actual(cost=other, by=cast.coordinator, payment=payment)
    cost.refresh_from_db()
    assert (cost.supplier, cost.days_used) == ("Invented Chairs", Decimal(1))


def test_keeps_the_state_that_another_brought_a_contribution_to(cast: Cast) -> None:
    row = asked(cast)
    owed = row.agreement
    assert owed is not None
    seen = read_again(owed)
    requests.answer(request=row, by=cast.funding_contact, answer=Answer.CONFIRM)
    requests.approve_answer(request=read_again(row), by=cast.csp_chair)
    terms = Terms(amount_pence=SHARE + 1, source="Minute 4")
    agreements.change_agreement(agreement=seen, by=cast.finance_officer, terms=terms, reason="A penny more")
    now = read_again(owed)
    assert (now.state, now.amount_pence) == ("confirmed", SHARE + 1)


def test_ends_a_nomination_that_another_has_ended_no_second_time(cast: Cast) -> None:
    days = datetime.timedelta(days=9)
    named = funding_settings.name_nominee(
        partnership=cast.partnership, by=cast.csp_chair, user=cast.auditor, starts_on=TODAY - days, ends_on=None,
        reason="Leave",
    )  # fmt: skip
    one, other = read_again(named), read_again(named)
    yesterday = TODAY - datetime.timedelta(days=1)
    funding_settings.end_nominee(nominee=one, by=cast.csp_chair, ends_on=yesterday, reason="Back")
    with pytest.raises(NotNow, match="has ended already"):
        funding_settings.end_nominee(nominee=other, by=cast.csp_chair, ends_on=TODAY, reason="Back")
    assert read_again(named).ends_on == yesterday

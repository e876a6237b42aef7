"""Every act on costs, entries, gaps, year ends and settings: who may, what is recorded, what stays when that fails."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.utils import timezone

from dhr_cases.errors import NotPermitted
from dhr_cases.models import User
from funding.actions.costs import (
    CostChange,
    CostFacts,
    Payment,
    add_cost,
    change_cost,
    record_actual,
    reopen_cost,
    settle_cost,
    state_cost,
)
from funding.actions.funding_settings import (
    Terms,
    add_band,
    change_band,
    change_columns,
    change_settings,
    end_nominee,
    name_nominee,
)
from funding.actions.gaps import GapFacts, close_gap, record_gap
from funding.actions.income import Step, approve_entries, put_income_forward
from funding.actions.ledger import refuse_journal, reverse_journal
from funding.actions.quotes import add_quote, choose_quote
from funding.actions.year_end import Resolved, decide_year_end
from funding.models import (
    Agreement,
    ComplexityBand,
    CostLine,
    CostQuote,
    FundingEvent,
    Journal,
    Nominee,
    RecordedGap,
)
from funding.terms import CostClass, EntryKind, Sight
from funding.verbs import VERBS, FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, body, cost_line, line, posted

pytestmark = pytest.mark.django_db

PAST = FinancialYear(2025)
IN_PAST = datetime.date(2025, 9, 1)
V = FundingVerb


@dataclass(frozen=True)
class Books:
    """One row of each kind that an act can be about."""

    cast: Cast
    owed: Agreement
    cost: CostLine
    closed: CostLine
    quote: CostQuote
    gap: RecordedGap
    band: ComplexityBand
    nominee: Nominee
    waiting: Journal
    posted: Journal


@pytest.fixture
def books(cast: Cast) -> Books:
    """Books in which every act is possible."""
    keeper = cast.coordinator
    owed = agreement(cast.partnership, body("Fire"), 500000, year=PAST)
    cost, closed = cost_line(cast.partnership), cost_line(cast.partnership)
    lines = [
        line(EntryKind.RECEIPT, 500000, about=owed, on=IN_PAST),
        line(EntryKind.ACTUAL, 1000, about=cost, on=DAY),
        line(EntryKind.ACTUAL, 1000, about=closed, on=DAY),
    ]
    entries = posted(cast.partnership, keeper, cast.csp_chair, lines)
    settle_cost(cost=closed, by=keeper, on=DAY)
    other = cost_line(cast.partnership)
    payment = Payment(pence=700, on=DAY, year=YEAR.start)
    return Books(
        cast=cast,
        owed=owed,
        cost=cost,
        closed=closed,
        quote=add_quote(cost=cost, by=keeper, supplier="Fair Ltd", received_on=DAY),
        gap=record_gap(partnership=cast.partnership, by=keeper, facts=GapFacts(text="A gap")),
        band=add_band(partnership=cast.partnership, by=keeper, name="Plain", cost_pence=1, source="x"),
        nominee=name_nominee(
            partnership=cast.partnership,
            by=cast.csp_chair,
            user=cast.auditor,
            starts_on=timezone.localdate() + datetime.timedelta(days=9),
            ends_on=None,
            reason="Leave",
        ),
        waiting=record_actual(cost=other, by=keeper, payment=payment),
        posted=entries[0].journal,
    )


def _add(books: Books, by: User) -> None:
    facts = CostFacts(cost_class=CostClass.LEGAL, description="Advice")
    add_cost(partnership=books.cast.partnership, by=by, facts=facts, year=YEAR, forecast={YEAR.start: 5})


def _state(books: Books, by: User) -> None:
    state_cost(cost=books.cost, by=by, kind=EntryKind.COMMITMENT, amounts={YEAR.start: 5})


def _change(books: Books, by: User) -> None:
    change_cost(cost=books.cost, by=by, change=CostChange(description="Chair"), reason="Shorter")


def _pay(books: Books, by: User) -> None:
    record_actual(cost=books.cost, by=by, payment=Payment(pence=5, on=DAY, year=YEAR.start))


def _settle(books: Books, by: User) -> None:
    settle_cost(cost=books.cost, by=by, on=DAY)


def _reopen(books: Books, by: User) -> None:
    reopen_cost(cost=books.closed, by=by, reason="Late invoice")


def _quote(books: Books, by: User) -> None:
    add_quote(cost=books.cost, by=by, supplier="Dear Ltd", received_on=DAY)


def _choose(books: Books, by: User) -> None:
    choose_quote(quote=books.quote, by=by, reason="Best")


def _put(books: Books, by: User) -> None:
    put_income_forward(agreement=books.owed, by=by, step=Step(kind=EntryKind.INVOICE, pence=5, on=IN_PAST))


def _approve(books: Books, by: User) -> None:
    approve_entries(journal=books.waiting, by=by)


def _refuse(books: Books, by: User) -> None:
    refuse_journal(journal=books.waiting, by=by, reason="Not ours")


def _reverse(books: Books, by: User) -> None:
    reverse_journal(journal=books.posted, by=by, reason="Twice")


def _record_gap(books: Books, by: User) -> None:
    record_gap(partnership=books.cast.partnership, by=by, facts=GapFacts(text="Another"))


def _close_gap(books: Books, by: User) -> None:
    close_gap(gap=books.gap, by=by, on=DAY, reason="Closed")


def _year_end(books: Books, by: User) -> None:
    resolved = Resolved(released_pence=500000, decided_by="Chair", decided_on=DAY, meeting="Executive")
    decide_year_end(partnership=books.cast.partnership, year=PAST, by=by, resolved=resolved)


def _settings(books: Books, by: User) -> None:
    terms = Terms(sight=Sight.OWN, average_cost_pence=None, average_cost_source="", answer_days=1, payment_days=1)
    change_settings(partnership=books.cast.partnership, by=by, terms=terms, reason="Agreed")


def _columns(books: Books, by: User) -> None:
    columns = [{"heading": "Sum", "field": "amount"}]
    change_columns(partnership=books.cast.partnership, by=by, columns=columns, reason="New system")


def _band(books: Books, by: User) -> None:
    add_band(partnership=books.cast.partnership, by=by, name="Complex", cost_pence=2, source="x")


def _change_band(books: Books, by: User) -> None:
    change_band(band=books.band, by=by, cost_pence=3, source="x", reason="Dearer")


def _nominate(books: Books, by: User) -> None:
    name_nominee(
        partnership=books.cast.partnership,
        by=by,
        user=books.cast.finance_officer,
        starts_on=timezone.localdate(),
        ends_on=None,
        reason="Leave",
    )


def _end_nominee(books: Books, by: User) -> None:
    later = timezone.localdate() + datetime.timedelta(days=20)
    end_nominee(nominee=books.nominee, by=by, ends_on=later, reason="Back")


ACTS: Mapping[FundingVerb, Callable[[Books, User], None]] = {
    V.ADD_COST: _add,
    V.STATE_COST: _state,
    V.CHANGE_COST: _change,
    V.RECORD_ACTUAL: _pay,
    V.SETTLE_COST: _settle,
    V.REOPEN_COST: _reopen,
    V.ADD_QUOTE: _quote,
    V.CHOOSE_QUOTE: _choose,
    V.PUT_FORWARD: _put,
    V.APPROVE_JOURNAL: _approve,
    V.REFUSE_JOURNAL: _refuse,
    V.REVERSE_JOURNAL: _reverse,
    V.RECORD_GAP: _record_gap,
    V.CLOSE_GAP: _close_gap,
    V.DECIDE_YEAR_END: _year_end,
    V.CHANGE_SETTINGS: _settings,
    V.CHANGE_COLUMNS: _columns,
    V.ADD_BAND: _band,
    V.CHANGE_BAND: _change_band,
    V.NAME_NOMINEE: _nominate,
    V.END_NOMINEE: _end_nominee,
}
MANAGERS = {"coordinator", "finance_officer"}
APPROVERS = {"csp_chair", "finance_officer"}
WHO: Mapping[FundingVerb, set[str]] = {
    **dict.fromkeys(ACTS, MANAGERS),
    V.APPROVE_JOURNAL: APPROVERS,
    V.REFUSE_JOURNAL: APPROVERS,
    V.NAME_NOMINEE: {"csp_chair"},
    V.END_NOMINEE: {"csp_chair"},
}
"""Who may do each act. The waiting entries were put forward by the coordinator."""


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of money there is, versions included."""
    models = apps.get_app_config("funding").get_models()
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in models}


@pytest.mark.parametrize("verb", ACTS)
def test_records_one_event_with_who_and_as_what(books: Books, verb: FundingVerb) -> None:
    part = sorted(WHO[verb])[-1]
    person = books.cast.people()[part]
    before = FundingEvent.objects.latest("pk").pk
    ACTS[verb](books, person)
    event = FundingEvent.objects.filter(pk__gt=before).get()
    assert (event.kind, event.by, bool(event.by_role)) == (verb, person, True)
    assert (event.partnership, bool(event.subject), event.subject_id is None) == (books.cast.partnership, True, False)


@pytest.mark.parametrize("verb", ACTS)
def test_refuses_everybody_else_and_changes_nothing(books: Books, verb: FundingVerb) -> None:
    before = everything()
    for part, person in books.cast.people().items():
        if part not in WHO[verb]:
            with pytest.raises(NotPermitted):
                ACTS[verb](books, person)
    assert everything() == before


@pytest.mark.parametrize("verb", ACTS)
def test_leaves_nothing_when_its_event_cannot_be_written(
    books: Books, verb: FundingVerb, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(RuntimeError):
        ACTS[verb](books, books.cast.people()[sorted(WHO[verb])[-1]])
    assert everything() == before


@pytest.mark.parametrize("verb", ACTS)
def test_keeps_a_locked_out_account_from_every_act(books: Books, verb: FundingVerb) -> None:
    person = books.cast.people()[sorted(WHO[verb])[-1]]
    person.is_active = False
    person.save()
    with pytest.raises(NotPermitted):
        ACTS[verb](books, person)


def test_has_words_for_every_act() -> None:
    assert all(VERBS[verb].label and VERBS[verb].done for verb in ACTS)

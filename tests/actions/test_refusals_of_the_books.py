"""In which whole sentence is each act on costs, entries, gaps and settings refused, and is nothing written by it?"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
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
from funding.actions.funding_settings import Terms, add_band, change_band, change_settings, end_nominee, name_nominee
from funding.actions.gaps import GapFacts, close_gap, record_gap
from funding.actions.income import Step, put_income_forward
from funding.actions.ledger import approve_journal, put_forward, refuse_journal, reverse_journal
from funding.actions.quotes import add_quote, choose_quote
from funding.actions.year_end import Resolved, decide_year_end
from funding.models import (
    Agreement,
    ComplexityBand,
    CostLine,
    CostQuote,
    FundingEvent,
    Journal,
    JournalDecision,
    JournalLine,
    Nominee,
    RecordedGap,
)
from funding.posting_lines import Line
from funding.terms import CostBasis, CostClass, EntryKind, Sight
from funding.years import FinancialYear, year_of
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, cost_line, line, posted

pytestmark = pytest.mark.django_db

E = EntryKind
TODAY = timezone.localdate()
TOMORROW = TODAY + datetime.timedelta(days=1)
YESTERDAY = TODAY - datetime.timedelta(days=1)
PAST, THIS = FinancialYear(2025), year_of(TODAY)
SHARE = 500_000
LATER = "is in the future. Enter the day on which it happened."


@dataclass(frozen=True)
class Books:
    """Rows as the refusals need them: open and closed, waiting, posted and reversed."""

    cast: Cast
    owed: Agreement
    in_kind: Agreement
    cost: CostLine
    closed: CostLine
    unpaid: CostLine
    chosen: CostQuote
    gap: RecordedGap
    closed_gap: RecordedGap
    band: ComplexityBand
    nominee: Nominee
    ended: Nominee
    waiting: Journal
    refused: Journal
    reversed: Journal
    reversal: Journal


@pytest.fixture
def books(cast: Cast) -> Books:
    """£5,000 pledged, confirmed, invoiced and £2,000 received; a past year with £1,000 left; a cost paid and closed."""
    own, keeper, finance, chair = cast.partnership, cast.coordinator, cast.finance_officer, cast.csp_chair
    owed = agreement(own, cast.police, SHARE)
    before = agreement(own, cast.police, SHARE, year=PAST)
    chain = [line(kind, SHARE, about=owed) for kind in (E.PLEDGE, E.CONFIRMATION, E.INVOICE)]
    posted(own, finance, chair, [*chain, line(E.RECEIPT, 200_000, about=owed)])
    posted(own, finance, chair, [line(E.RECEIPT, 100_000, about=before, on=PAST.last)])
    cost, closed, unpaid = (cost_line(own, each) for each in (CostClass.CHAIR, CostClass.LEGAL, CostClass.OTHER))
    posted(own, finance, chair, [line(E.FORECAST, SHARE, about=cost), line(E.ACTUAL, 1_000, about=closed)])
    settle_cost(cost=closed, by=keeper, on=DAY)
    chosen = add_quote(cost=cost, by=keeper, supplier="Invented Chairs", received_on=DAY)
    choose_quote(quote=chosen, by=keeper, reason="The only one")
    gap, closed_gap = (record_gap(partnership=own, by=keeper, facts=GapFacts(text="A gap")) for _ in range(2))
    close_gap(gap=closed_gap, by=keeper, on=TODAY, reason="Paid")
    named: dict[str, Any] = {"partnership": own, "by": chair, "reason": "Leave"}
    nominee = name_nominee(user=finance, starts_on=YESTERDAY, ends_on=None, **named)
    ended = name_nominee(user=cast.auditor, starts_on=DAY, ends_on=DAY, **named)
    first = posted(own, finance, chair, [line(E.FORECAST, 1, about=unpaid)])[0].journal
    reversal = reverse_journal(journal=first, by=finance, reason="A slip")
    approve_journal(journal=reversal, by=chair)
    refused, waiting = (put_forward(partnership=own, by=finance, lines=[line(E.FORECAST, 7, about=cost)], text=each)
                        for each in ("Refused", "Waiting"))  # fmt: skip
    refuse_journal(journal=refused, by=chair, reason="Twice")
    posted(own, finance, chair, [line(E.FORECAST, 9, about=unpaid)])
    band = add_band(partnership=own, by=keeper, name="High", cost_pence=1, source="Minute 3")
    from_room = agreement(own, cast.health, None)
    return Books(cast, owed, _in_kind(from_room), cost, closed, unpaid, chosen, gap, closed_gap, band, nominee, ended,
                 waiting, refused, first, reversal)  # fmt: skip


def _in_kind(row: Agreement) -> Agreement:
    row.is_in_kind, row.in_kind_description = True, "A room"
    return row


Refused = tuple[Callable[[Books], object], type[ReviewError], str]


def added(books: Books, **facts: Any) -> object:
    """A cost of the coordinator with these facts."""
    told = CostFacts(**{"cost_class": CostClass.CHAIR, "description": "Chairing", **facts})
    return add_cost(partnership=books.cast.partnership, by=books.cast.coordinator, facts=told, year=YEAR)


def stepped(books: Books, kind: EntryKind, pence: int, on: datetime.date = DAY, reason: str = "") -> object:
    """A step of the police's contribution."""
    return put_income_forward(
        agreement=books.owed, by=books.cast.coordinator, step=Step(kind=kind, pence=pence, on=on), reason=reason
    )


def stated(books: Books, cost: CostLine, kind: EntryKind, pence: int, on: datetime.date = DAY) -> object:
    """A figure of a cost for the year, without a reason."""
    return state_cost(cost=cost, by=books.cast.coordinator, kind=kind, amounts={YEAR.start: pence}, on=on)


CLOSED = "This cost is closed as fully paid. Reopen it first."
COSTS: list[Refused] = [
    (lambda b: added(b, description=" "), Incomplete, "Enter what it is for."),
    (lambda b: added(b, basis=CostBasis.DAY_RATE), Incomplete, "Enter the day rate."),
    (lambda b: added(b, basis=CostBasis.BAND), Incomplete, "Choose the complexity band."),
    (lambda b: added(b, description="", basis=CostBasis.BAND), Incomplete,
     "Enter what it is for. Choose the complexity band."),
    (lambda b: change_cost(cost=b.cost, by=b.cast.coordinator, change=CostChange(description=" "), reason=" "),
     Incomplete, "Enter the reason. Enter what it is for."),
    (lambda b: change_cost(cost=b.closed, by=b.cast.coordinator, change=CostChange(description="More"), reason="Why"),
     NotNow, CLOSED),
    (lambda b: stated(b, b.closed, E.FORECAST, 5), NotNow, CLOSED),
    (lambda b: stated(b, b.cost, E.ACTUAL, 5), Incomplete,
     "Only a forecast or a commitment can be set. Record what was paid as it is paid."),
    (lambda b: stated(b, b.cost, E.FORECAST, SHARE + 7), NotNow,
     "These figures stand already, posted or waiting for approval."),
    (lambda b: stated(b, b.cost, E.FORECAST, 5), Incomplete, "A figure that stands is changed: enter the reason."),
    (lambda b: stated(b, b.cost, E.COMMITMENT, 5, TOMORROW), Incomplete, f"The day of the decision {LATER}"),
    (lambda b: record_actual(cost=b.closed, by=b.cast.coordinator, payment=Payment(pence=1, on=DAY, year=2026)),
     NotNow, CLOSED),
    (lambda b: record_actual(cost=b.cost, by=b.cast.coordinator, payment=Payment(pence=0, on=DAY, year=2026)),
     Incomplete, "Actual cost: enter an amount other than nil."),
    (lambda b: record_actual(cost=b.cost, by=b.cast.coordinator,
                             payment=Payment(pence=1, on=TOMORROW, year=2026, days_used=Decimal(3))),
     Incomplete, f"The day of the payment {LATER}"),
    (lambda b: settle_cost(cost=b.closed, by=b.cast.coordinator, on=DAY), NotNow, CLOSED),
    (lambda b: settle_cost(cost=b.cost, by=b.cast.coordinator, on=TOMORROW), Incomplete,
     f"The day it was fully paid {LATER}"),
    (lambda b: settle_cost(cost=b.cost, by=b.cast.coordinator, on=DAY), NotNow,
     "Entries of this cost wait for approval. Decide on them first."),
    (lambda b: settle_cost(cost=b.unpaid, by=b.cast.coordinator, on=DAY), NotNow,
     "Nothing has been paid for this cost yet."),
    (lambda b: reopen_cost(cost=b.cost, by=b.cast.coordinator, reason="Why"), NotNow, "This cost is open."),
    (lambda b: reopen_cost(cost=b.closed, by=b.cast.coordinator, reason="\n"), Incomplete, "Enter the reason."),
    (lambda b: add_quote(cost=b.closed, by=b.cast.coordinator, supplier="A", received_on=DAY), NotNow, CLOSED),
    (lambda b: add_quote(cost=b.cost, by=b.cast.coordinator, supplier=" ", received_on=DAY), Incomplete,
     "Enter who made the offer."),
    (lambda b: add_quote(cost=b.cost, by=b.cast.coordinator, supplier="A", received_on=TOMORROW), Incomplete,
     f"The day the quote came in {LATER}"),
    (lambda b: choose_quote(quote=b.chosen, by=b.cast.coordinator, reason=""), Incomplete,
     "Say why this quote was chosen."),
    (lambda b: choose_quote(quote=b.chosen, by=b.cast.coordinator, reason="Again"), NotNow,
     "This quote is chosen already."),
]  # fmt: skip  # one refusal after another: the act, the kind of refusal, its sentence

ENTRIES: list[Refused] = [
    (lambda b: put_forward(partnership=b.cast.partnership, by=b.cast.coordinator, lines=[], text="None"), Incomplete,
     "There is nothing to put forward."),
    (lambda b: put_forward(partnership=b.cast.partnership, by=b.cast.coordinator, text="None",
                           lines=[Line(kind=E.INVOICE, year=2026, on=DAY, pence=5)]),
     Incomplete, "Invoice: say which agreement of the year it is for."),
    (lambda b: put_forward(partnership=b.cast.partnership, by=b.cast.coordinator, text="None",
                           lines=[Line(kind=E.RECEIPT, year=2025, on=DAY, pence=5, agreement=b.owed)]),
     Incomplete, "Receipt: say which agreement of the year it is for."),
    (lambda b: put_forward(partnership=b.cast.partnership, by=b.cast.coordinator, text="None",
                           lines=[Line(kind=E.FORECAST, year=2026, on=DAY, pence=5)]),
     Incomplete, "Forecast: say which cost line of the year it is for."),
    (lambda b: put_forward(partnership=b.cast.partnership, by=b.cast.coordinator, text="None",
                           lines=[Line(kind=E.GRANT_SPEND, year=2026, on=DAY, pence=5)]),
     Incomplete, "Grant spent: say which project of the year it is for."),
    (lambda b: stepped(b, E.ACTUAL, 5), Incomplete, "Choose what is put forward for this contribution."),
    (lambda b: stepped(b, E.PLEDGE, 0), Incomplete,
     "Enter an amount above nil. A mistake is reversed, not entered below nil."),
    (lambda b: stepped(b, E.RECEIPT, 1, TOMORROW), Incomplete, f"The day of the entry {LATER}"),
    (lambda b: stepped(b, E.CONFIRMATION, 1), Incomplete,
     "The contribution is £5,000. With what stands and what waits for approval that makes £5,000.01 confirmed. "
     "Say why it is more."),
    (lambda b: stepped(b, E.RECEIPT, 300_001), Incomplete,
     "£3,000 is outstanding. Say why more than that has come in."),
    (lambda b: stepped(b, E.CREDIT_NOTE, SHARE + 1), NotNow,
     "No more can be credited than £5,000, which is what was invoiced."),
    (lambda b: stepped(b, E.REFUND, 200_001), NotNow,
     "No more can be refunded than £2,000, which is what was received."),
    (lambda b: put_income_forward(agreement=b.in_kind, by=b.cast.coordinator,
                                  step=Step(kind=E.RECEIPT, pence=1, on=DAY)),
     NotNow, "This contribution is given in kind. It is never mixed with money."),
    (lambda b: approve_journal(journal=b.waiting, by=b.cast.coordinator), NotPermitted, ""),
    (lambda b: approve_journal(journal=b.waiting, by=b.cast.finance_officer), NotPermitted,
     "You put these entries forward yourself. Somebody else has to decide on them."),
    (lambda b: approve_journal(journal=b.refused, by=b.cast.csp_chair), NotNow,
     "These entries have already been decided on."),
    (lambda b: refuse_journal(journal=b.waiting, by=b.cast.csp_chair, reason=" "), Incomplete,
     "Say why the entries are refused."),
    (lambda b: refuse_journal(journal=b.waiting, by=b.cast.finance_officer, reason="No"), NotPermitted,
     "You put these entries forward yourself. Somebody else has to decide on them."),
    (lambda b: refuse_journal(journal=b.reversed, by=b.cast.csp_chair, reason="No"), NotNow,
     "These entries have already been decided on."),
    (lambda b: reverse_journal(journal=b.reversed, by=b.cast.coordinator, reason=""), Incomplete,
     "Say why the entries are reversed."),
    (lambda b: reverse_journal(journal=b.waiting, by=b.cast.coordinator, reason="No"), NotNow,
     "Only entries that were posted can be reversed."),
    (lambda b: reverse_journal(journal=b.refused, by=b.cast.coordinator, reason="No"), NotNow,
     "Only entries that were posted can be reversed."),
    (lambda b: reverse_journal(journal=b.reversed, by=b.cast.coordinator, reason="No"), NotNow,
     "A reversal of these entries has already been put forward."),
    (lambda b: reverse_journal(journal=b.reversal, by=b.cast.coordinator, reason="No"), NotNow,
     "These entries are a reversal themselves. Put forward anew what is to stand again."),
]  # fmt: skip
"""An empty sentence stands for one of the table of roles, which is held elsewhere."""


def decided(books: Books, year: FinancialYear = PAST, **facts: Any) -> object:
    """A decision on what is left of a year, all of it carried unless more is said."""
    told: dict[str, Any] = {
        "carried_pence": 100_000, "decided_by": "A treasurer", "decided_on": DAY, "meeting": "Board", **facts,
    }  # fmt: skip
    resolved = Resolved(**told)
    return decide_year_end(partnership=books.cast.partnership, year=year, by=books.cast.coordinator, resolved=resolved)


def said(books: Books, reason: str = "Why", **facts: Any) -> object:
    """The settings of the partnership with these facts."""
    told: dict[str, Any] = {"sight": Sight.OWN, "average_cost_pence": 1, "average_cost_source": "Closed reviews",
                               "answer_days": 1, "payment_days": 1, **facts}  # fmt: skip
    terms = Terms(**told)
    return change_settings(partnership=books.cast.partnership, by=books.cast.coordinator, terms=terms, reason=reason)


ADDS_UP = "£1,000 is left of 2025/26. What is carried, returned and released adds up to"
OTHERS: list[Refused] = [
    (lambda b: record_gap(partnership=b.cast.partnership, by=b.cast.coordinator, facts=GapFacts(text=" ")), Incomplete,
     "Enter what was said."),
    (lambda b: record_gap(partnership=b.cast.partnership, by=b.cast.coordinator,
                          facts=GapFacts(text="A gap", stated_on=TOMORROW)),
     Incomplete, f"The day it was said {LATER}"),
    (lambda b: close_gap(gap=b.closed_gap, by=b.cast.coordinator, on=DAY, reason="Paid"), NotNow,
     "This gap is closed already."),
    (lambda b: close_gap(gap=b.gap, by=b.cast.coordinator, on=DAY, reason=" "), Incomplete,
     "Say why the gap is closed."),
    (lambda b: close_gap(gap=b.gap, by=b.cast.coordinator, on=TOMORROW, reason="Paid"), Incomplete,
     f"The day it was closed {LATER}"),
    (lambda b: decided(b, THIS), NotNow,
     f"The year {THIS} is not over. It can be decided on from 1 April {THIS.start + 1}."),
    (lambda b: decided(b, PAST.previous), NotNow, "Nothing is left of 2024/25 to decide on."),
    (lambda b: decided(b, decided_on=TOMORROW), Incomplete, f"The day of the decision {LATER}"),
    (lambda b: decided(b, decided_by=" ", meeting=""), Incomplete,
     "Enter who decided. Enter the meeting that decided."),
    (lambda b: decided(b, carried_pence=100_001, released_pence=-1), Incomplete, "An amount is not below nought."),
    (lambda b: decided(b, carried_pence=0, returned_pence=100_000), Incomplete, "Choose to whom money is returned."),
    (lambda b: decided(b, carried_pence=99_999), Incomplete, f"{ADDS_UP} £999.99."),
    (lambda b: decided(b, released_pence=1), Incomplete, f"{ADDS_UP} £1,000.01."),
    (lambda b: said(b, reason=" "), Incomplete, "Enter the reason."),
    (lambda b: said(b, average_cost_pence=0), Incomplete,
     "The average cost is more than nought; leave it empty if not known."),
    (lambda b: said(b, average_cost_source=" "), Incomplete, "Enter where the average cost comes from."),
    (lambda b: said(b, answer_days=0), Incomplete, "Enter at least one day to answer and to pay."),
    (lambda b: said(b, payment_days=0), Incomplete, "Enter at least one day to answer and to pay."),
    (lambda b: add_band(partnership=b.cast.partnership, by=b.cast.coordinator, name=" ", cost_pence=0, source=""),
     Incomplete,
     "Enter the name of the band. Enter a cost of more than nought. Enter where the figure comes from."),
    (lambda b: add_band(partnership=b.cast.partnership, by=b.cast.coordinator, name="High", cost_pence=1, source="x"),
     Incomplete, "There is a band called “High” already."),
    (lambda b: change_band(band=b.band, by=b.cast.coordinator, cost_pence=1, source="x", reason=""), Incomplete,
     "Enter the reason."),
    (lambda b: change_band(band=b.band, by=b.cast.coordinator, cost_pence=0, source="x", reason="Why"), Incomplete,
     "Enter a cost of more than nought."),
    (lambda b: named(b, b.cast.finance_officer), NotNow, "This person is a nominee on that day already."),
    (lambda b: named(b, b.cast.csp_chair), Incomplete, "Name somebody other than yourself."),
    (lambda b: named(b, b.cast.outsider), Incomplete, "This person may not see the money here."),
    (lambda b: named(b, b.cast.coordinator, ends_on=DAY), Incomplete, "The last day is before the first."),
    (lambda b: named(b, b.cast.auditor, by="finance_officer"), NotPermitted,
     "Only the chair of the partnership names who approves in the chair's place."),
    (lambda b: end_nominee(nominee=b.ended, by=b.cast.csp_chair, ends_on=TODAY, reason="Back"), NotNow,
     "This nomination has ended already."),
    (lambda b: end_nominee(nominee=b.nominee, by=b.cast.csp_chair, ends_on=DAY, reason="Back"), Incomplete,
     "The last day is before the first."),
]  # fmt: skip


def named(books: Books, user: User, *, by: str = "csp_chair", ends_on: datetime.date | None = None) -> object:
    """Somebody named in the chair's place from today."""
    return name_nominee(
        partnership=books.cast.partnership, by=getattr(books.cast, by), user=user, starts_on=TODAY, ends_on=ends_on,
        reason="Leave",
    )  # fmt: skip


def written() -> tuple[int, ...]:
    """How many acts, journals, lines and decisions there are."""
    return tuple(model.objects.count() for model in (FundingEvent, Journal, JournalLine, JournalDecision))


@pytest.mark.parametrize("refusals", [COSTS, ENTRIES, OTHERS], ids=["costs", "entries", "others"])
def test_refuses_in_whole_sentences_and_writes_nothing(books: Books, refusals: list[Refused]) -> None:
    before = written()
    for act, kind, sentence in refusals:
        with pytest.raises(ReviewError) as refused:
            act(books)
        assert (type(refused.value), str(refused.value)) == (kind, sentence or str(refused.value))
        assert written() == before, sentence


def test_decides_on_no_year_of_which_entries_wait(books: Books) -> None:
    late = line(E.ACTUAL, 5, about=books.cost, on=PAST.last)
    put_forward(partnership=books.cast.partnership, by=books.cast.coordinator, lines=[late], text="Late bill")
    before = written()
    with pytest.raises(NotNow) as refused:
        decided(books)
    told = "Entries of 2025/26 wait for approval. Decide on them first, they change what is left."
    assert (str(refused.value), written()) == (told, before)

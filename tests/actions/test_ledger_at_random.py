"""Does the ledger stay whole whatever is put forward, approved, refused, reversed and carried over?"""

import datetime
import random

import pytest
from django.db.models import Sum

from dhr_cases.errors import ReviewError
from funding.actions.costs import Payment, record_actual, state_cost
from funding.actions.income import Step, approve_entries, put_income_forward
from funding.actions.ledger import refuse_journal, reverse_journal
from funding.actions.year_end import Resolved, decide_year_end
from funding.ledger_proof import prove
from funding.ledger_rows import cash_of_year
from funding.models import Entry, Journal
from funding.policies.income import INCOME_KINDS
from funding.position import position
from funding.position_rows import facts_of
from funding.terms import EntryKind, Measure
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, cost_line

pytestmark = pytest.mark.django_db

PAST = FinancialYear(2025)
STEPS = 40


class Books:
    """A year kept at random: two contributions, two costs, whoever may approve."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.dice = cast, random.Random(seed)  # noqa: S311  # dice for a test, no secret
        self.owed = [agreement(cast.partnership, body(f"Body {number}"), 500000, year=PAST) for number in range(2)]
        self.costs = [cost_line(cast.partnership) for _ in range(2)]
        self.refusals = 0

    def go_on(self) -> None:
        """One act, whichever; an act that is refused changes nothing."""
        before = Entry.objects.count(), Journal.objects.count()
        act = self.dice.choice((self.income, self.income, self.plan, self.pay, self.decide, self.decide, self.reverse))
        try:
            act()
        except ReviewError:
            self.refusals += 1
            assert (Entry.objects.count(), Journal.objects.count()) == before

    def day(self) -> datetime.date:
        """A day of the year."""
        return PAST.first + datetime.timedelta(days=self.dice.randrange(PAST.days))

    def pence(self) -> int:
        """An amount, nil among them."""
        return self.dice.choice((0, 1, 333, 99999, 500000))

    def income(self) -> None:
        """A step of the chain."""
        step = Step(kind=self.dice.choice(INCOME_KINDS), pence=self.pence(), on=self.day())
        reason = self.dice.choice(("", "Paid in advance"))
        owed = self.dice.choice(self.owed)
        put_income_forward(agreement=owed, by=self.cast.finance_officer, step=step, reason=reason)

    def plan(self) -> None:
        """A forecast or commitment over two years."""
        amounts = {PAST.start: self.pence(), PAST.next.start: self.pence()}
        kind = self.dice.choice((EntryKind.FORECAST, EntryKind.COMMITMENT))
        cost = self.dice.choice(self.costs)
        state_cost(cost=cost, by=self.cast.coordinator, kind=kind, amounts=amounts, reason="Changed")

    def pay(self) -> None:
        """A payment."""
        payment = Payment(pence=self.pence(), on=self.day(), year=PAST.start)
        record_actual(cost=self.dice.choice(self.costs), by=self.cast.finance_officer, payment=payment)

    def decide(self) -> None:
        """Approve or refuse what waits longest."""
        waiting = Journal.objects.filter(decision=None).first()
        if waiting is None:
            return
        if self.dice.random() < 0.8:
            approve_entries(journal=waiting, by=self.cast.csp_chair)
        else:
            refuse_journal(journal=waiting, by=self.cast.csp_chair, reason="Not so")

    def reverse(self) -> None:
        """Reverse anything, posted or not."""
        journals = list(Journal.objects.all())
        if journals:
            reverse_journal(journal=self.dice.choice(journals), by=self.cast.finance_officer, reason="Mistake")

    def close(self) -> None:
        """Decide on all that waits, then carry what is left."""
        for journal in Journal.objects.filter(decision=None):
            approve_entries(journal=journal, by=self.cast.csp_chair)
        left = cash_of_year(self.cast.partnership, PAST).may_be_carried
        if left:
            resolved = Resolved(
                carried_pence=left, decided_by="Chair", decided_on=datetime.date(2026, 5, 1), meeting="Executive"
            )
            decision = decide_year_end(
                partnership=self.cast.partnership, year=PAST, by=self.cast.finance_officer, resolved=resolved
            )
            approve_entries(journal=decision.journal, by=self.cast.csp_chair)


@pytest.mark.parametrize("seed", range(8))
def test_stays_whole(cast: Cast, seed: int) -> None:
    books = Books(cast, seed)
    for _ in range(STEPS):
        books.go_on()
    books.close()
    proof = prove(cast.partnership)
    assert proof.faults == ()
    assert proof.entries == Entry.objects.count() > 0
    assert_adds_up(cast)


def assert_adds_up(cast: Cast) -> None:
    """Balances, cash and the causes of the shortfall all say what the entries say."""
    last = {entry.account: entry.balance_pence for entry in Entry.objects.order_by("number")}
    sums = dict(Entry.objects.order_by().values_list("account").annotate(Sum("amount_pence")))
    assert last == sums
    cash = cash_of_year(cast.partnership, PAST)
    assert cash.is_settled
    assert cash_of_year(cast.partnership, PAST.next).brought_forward == cash.carried
    whole = position(facts_of(cast.partnership, PAST))
    for measure in Measure:
        assert whole.shortfall[measure] == sum(whole.causes[measure].values())

"""The end of a year: what is left is carried, returned or released by a recorded person and meeting."""

import datetime

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation
from funding.actions.ledger import approve_journal, put_forward, refuse_journal, reverse_journal
from funding.actions.year_end import Resolved, decide_year_end
from funding.ledger_rows import cash_of_year
from funding.models import Entry, FundingEvent, Journal, YearEndDecision
from funding.terms import EntryKind, JournalOrigin
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, cost_line, line, posted

pytestmark = pytest.mark.django_db

PAST = FinancialYear(2025)
IN_PAST = datetime.date(2025, 9, 1)
LEFT = 300000


@pytest.fixture
def payer(cast: Cast) -> Organisation:
    """Who paid £5,000 into a year that is over, in which £2,000 was spent."""
    fire = body("Fire")
    owed = agreement(cast.partnership, fire, 500000, year=PAST)
    lines = [
        line(EntryKind.RECEIPT, 500000, about=owed, on=IN_PAST),
        line(EntryKind.ACTUAL, 200000, about=cost_line(cast.partnership), on=IN_PAST),
    ]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    return fire


def resolved(**other: object) -> Resolved:
    """A decision that carries all that is left, but for what is said otherwise."""
    facts: dict[str, object] = {
        "carried_pence": LEFT,
        "decided_by": "Dana Okafor, chair",
        "decided_on": datetime.date(2026, 5, 4),
        "meeting": "Executive of 4 May 2026",
        "minute": "12",
    }
    return Resolved(**{**facts, **other})  # type: ignore[arg-type]  # facts of mixed types by name


def decide(cast: Cast, facts: Resolved, year: FinancialYear = PAST) -> YearEndDecision:
    """The decision as the finance officer records it."""
    return decide_year_end(partnership=cast.partnership, year=year, by=cast.finance_officer, resolved=facts)


def test_carries_what_is_left_into_the_next_year(cast: Cast, payer: Organisation) -> None:
    decision = decide(cast, resolved())
    assert (decision.closing_pence, decision.journal.origin) == (LEFT, JournalOrigin.YEAR_END)
    assert cash_of_year(cast.partnership, PAST.next).brought_forward == 0
    approve_journal(journal=decision.journal, by=cast.csp_chair)
    before, after = cash_of_year(cast.partnership, PAST), cash_of_year(cast.partnership, PAST.next)
    assert (before.carried, before.may_be_carried, after.brought_forward) == (LEFT, 0, LEFT)
    assert before.closing == after.brought_forward
    event = FundingEvent.objects.filter(kind=FundingVerb.DECIDE_YEAR_END).get()
    assert (event.year, event.on, event.detail) == (PAST.start, decision.decided_on, {"closing": LEFT})


def test_divides_what_is_left_three_ways(cast: Cast, payer: Organisation) -> None:
    parts = resolved(carried_pence=100000, returned_pence=150000, returned_to=payer, released_pence=50000)
    decision = decide(cast, parts)
    approve_journal(journal=decision.journal, by=cast.csp_chair)
    cash = cash_of_year(cast.partnership, PAST)
    assert (cash.carried, cash.returned, cash.released, cash.closing) == (100000, 150000, 50000, 100000)
    assert Entry.objects.get(kind=EntryKind.RETURNED).organisation == payer
    assert decision.journal.source == "Executive of 4 May 2026, minute 12, Dana Okafor, chair"


@pytest.mark.parametrize("carried", [LEFT - 1, LEFT + 1])
def test_refuses_amounts_that_do_not_add_up_to_what_is_left(cast: Cast, payer: Organisation, carried: int) -> None:
    with pytest.raises(Incomplete, match="£3,000 is left of 2025/26"):
        decide(cast, resolved(carried_pence=carried))
    assert not YearEndDecision.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"decided_by": " "}, "Enter who decided"),
        ({"meeting": ""}, "Enter the meeting"),
        ({"decided_on": datetime.date(2999, 1, 1)}, "in the future"),
        ({"carried_pence": 0, "returned_pence": LEFT}, "to whom money is returned"),
        ({"carried_pence": LEFT + 5, "released_pence": -5}, "not below nought"),
    ],
)
def test_refuses_a_decision_that_says_too_little(
    cast: Cast, payer: Organisation, facts: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Incomplete, match=sentence):
        decide(cast, resolved(**facts))
    assert not YearEndDecision.objects.exists()


def test_decides_on_no_year_that_is_not_over(cast: Cast) -> None:
    with pytest.raises(NotNow, match="is not over. It can be decided on from 1 April 2100"):
        decide(cast, resolved(), FinancialYear(2099))


def test_decides_on_nothing_where_nothing_is_left(cast: Cast, payer: Organisation) -> None:
    approve_journal(journal=decide(cast, resolved()).journal, by=cast.csp_chair)
    with pytest.raises(NotNow, match="Nothing is left"):
        decide(cast, resolved())
    with pytest.raises(NotNow, match="Nothing is left"):
        decide(cast, resolved(), FinancialYear(2020))


def test_waits_for_entries_that_would_change_what_is_left(cast: Cast, payer: Organisation) -> None:
    lines = [line(EntryKind.ACTUAL, 100, about=cost_line(cast.partnership), on=IN_PAST)]
    waiting = put_forward(partnership=cast.partnership, by=cast.coordinator, lines=lines, text="Late invoice")
    with pytest.raises(NotNow, match="wait for approval"):
        decide(cast, resolved())
    refuse_journal(journal=waiting, by=cast.csp_chair, reason="Another year")
    assert decide(cast, resolved()).carried_pence == LEFT


def test_is_not_decided_twice_while_the_first_waits(cast: Cast, payer: Organisation) -> None:
    first = decide(cast, resolved())
    with pytest.raises(NotNow, match="wait for approval"):
        decide(cast, resolved())
    refuse_journal(journal=first.journal, by=cast.csp_chair, reason="Return it")
    assert decide(cast, resolved(carried_pence=0, returned_pence=LEFT, returned_to=payer)).returned_pence == LEFT


def test_can_be_decided_again_after_a_reversal(cast: Cast, payer: Organisation) -> None:
    journal = decide(cast, resolved()).journal
    approve_journal(journal=journal, by=cast.csp_chair)
    undone = reverse_journal(journal=journal, by=cast.finance_officer, reason="Minute was corrected")
    approve_journal(journal=undone, by=cast.csp_chair)
    assert cash_of_year(cast.partnership, PAST.next).brought_forward == 0
    assert decide(cast, resolved()).closing_pence == LEFT


def test_refuses_people_who_do_not_keep_the_money(cast: Cast, payer: Organisation) -> None:
    for person in (cast.csp_chair, cast.auditor, cast.funding_contact, cast.outsider):
        with pytest.raises(NotPermitted):
            decide_year_end(partnership=cast.partnership, year=PAST, by=person, resolved=resolved())
    assert not YearEndDecision.objects.exists()


def test_leaves_nothing_when_the_event_cannot_be_written(
    cast: Cast, payer: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Journal.objects.count()

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(RuntimeError):
        decide(cast, resolved())
    assert (YearEndDecision.objects.count(), Journal.objects.count()) == (0, before)

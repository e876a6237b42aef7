"""What does a review or the partnership have to pay for? Lines are added, priced, changed, paid and settled.

A figure is never overwritten: a change puts the difference forward, so that the old figure stays in the ledger.
Amounts are pence. Source: L16 to L20 [D]; quotes as in Warrington [V].
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Appointment, Case, Partnership, User
from dhr_cases.queries import money_visible_to
from funding.actions.core import FundingAct, acting, check_not_future, require, today
from funding.actions.ledger import write_journal
from funding.ledger_rows import standing
from funding.models import ComplexityBand, CostLine, Journal, JournalLine
from funding.money import percent_of, pounds
from funding.posting_lines import Line
from funding.terms import ENTRY_KINDS, CostBasis, CostClass, EntryKind
from funding.verbs import FundingVerb
from funding.years import FinancialYear, year_of

PLANNING = (EntryKind.FORECAST, EntryKind.COMMITMENT)
"""Kinds of which a figure is set; of an actual cost each payment is an entry of its own."""


@dataclass(frozen=True, kw_only=True)
class CostFacts:
    """What is known of a line when it is added. Without case and learning review it is the partnership's own cost.

    ``day_rate_pence`` times ``days_estimated``, or the band's default cost, is the forecast unless one is given.
    """

    cost_class: CostClass
    description: str
    case: Case | None = None
    learning_review: str = ""
    supplier: str = ""
    basis: CostBasis = CostBasis.FIXED
    band: ComplexityBand | None = None
    appointment: Appointment | None = None
    day_rate_pence: int | None = None
    days_estimated: Decimal | None = None
    source: str = ""

    @property
    def estimate(self) -> int | None:
        """Pence by day rate and days, else by the band; None where neither is stated."""
        by_days = by_day_rate(self.day_rate_pence, self.days_estimated)
        return by_days if by_days is not None or self.band is None else self.band.cost_pence


@dataclass(frozen=True, kw_only=True)
class CostChange:
    """What a line says from now on."""

    description: str
    supplier: str = ""
    day_rate_pence: int | None = None
    days_estimated: Decimal | None = None
    days_used: Decimal | None = None
    source: str = ""


def by_day_rate(rate_pence: int | None, days: Decimal | None) -> int | None:
    """Rate times days, half up to the penny; None where either is not stated."""
    return None if rate_pence is None or days is None else percent_of(rate_pence, days * 100)


def add_cost(
    *,
    partnership: Partnership,
    by: User,
    facts: CostFacts,
    year: FinancialYear,
    forecast: Mapping[int, int] | None = None,
) -> CostLine:
    """Add a line and put its first forecast forward: pence by start of the year, or the estimate in ``year``.

    A line without any figure is not stated in that year. Raises NotPermitted, or Incomplete for what is missing.
    """
    verb = FundingVerb.ADD_COST if facts.appointment is None else FundingVerb.ADD_FEE
    with acting(verb, partnership, by) as act:
        _check_facts(facts, by)
        values = {field.name: getattr(facts, field.name) for field in fields(facts)}
        line: CostLine = CostLine.objects.create(partnership=partnership, expected_year=year.start, **values)
        amounts = dict(forecast or _estimate_in(year, facts))
        if amounts:
            _put_first(act, line, amounts, facts.source)
        act.record(about=line, year=year.start, detail=_by_year(amounts))
        return line


def _estimate_in(year: FinancialYear, facts: CostFacts) -> dict[int, int]:
    """The estimate as a forecast of one year; nothing where there is none."""
    return {year.start: facts.estimate} if facts.estimate else {}


def change_cost(*, cost: CostLine, by: User, change: CostChange, reason: str) -> CostLine:
    """Change what a line says; another estimate by rate and days puts its difference to the forecast forward.

    Raises NotNow for a line closed as fully paid, Incomplete without a reason.
    """
    with acting(FundingVerb.CHANGE_COST, cost.partnership, by, reason=reason) as act:
        cost.refresh_from_db()
        _check_open(cost)
        require(
            (bool(reason.strip()), "Enter the reason."), (bool(change.description.strip()), "Enter what it is for.")
        )
        before = by_day_rate(cost.day_rate_pence, cost.days_estimated)
        for name, value in asdict(change).items():
            setattr(cost, name, value)
        cost.save()
        after = by_day_rate(change.day_rate_pence, change.days_estimated)
        if after is not None and after != before:
            _follow_estimate(act, cost, after)
        act.record(about=cost, year=cost.expected_year)
        return cost


def state_cost(
    *,
    cost: CostLine,
    by: User,
    kind: EntryKind,
    amounts: Mapping[int, int],
    on: datetime.date | None = None,
    source: str = "",
    reason: str = "",
) -> Journal:
    """Set the forecast or commitment of a line, pence by start of the year; each difference is put forward.

    A year that is not named stays as it is. Raises NotNow for a settled line or when nothing would change,
    Incomplete when a figure that stands is changed without a reason.
    """
    with acting(FundingVerb.STATE_COST, cost.partnership, by, reason=reason) as act:
        cost.refresh_from_db()
        _check_open(cost)
        if kind not in PLANNING:
            raise Incomplete("Only a forecast or a commitment can be set. Record what was paid as it is paid.")
        day = on or today()
        check_not_future(day, "The day of the decision")
        changes = _changes(standing(cost, kind), amounts, reason)
        journal = _put(act, cost, kind, changes, day, source)
        act.record(about=cost, year=min(changes), on=day, detail={"entry": kind.value, **_by_year(amounts)})
        return journal


def _changes(before: Mapping[int, int], wanted: Mapping[int, int], reason: str) -> dict[int, tuple[int, int]]:
    """For each year that changes the figure that stands and the one that is to stand, in pence."""
    pairs = {year: (before.get(year, 0), pence) for year, pence in wanted.items()}
    changes = {year: pair for year, pair in pairs.items() if pair[0] != pair[1]}
    if not changes:
        raise NotNow("These figures stand already, posted or waiting for approval.")
    if not before.keys().isdisjoint(changes):
        require((bool(reason.strip()), "A figure that stands is changed: enter the reason."))
    return changes


@dataclass(frozen=True, kw_only=True)
class Payment:
    """One payment for a line: pence, its day, the year it belongs to, its invoice or order."""

    pence: int
    on: datetime.date
    year: int
    document: str = ""
    text: str = ""
    days_used: Decimal | None = None


def record_actual(*, cost: CostLine, by: User, payment: Payment, reason: str = "") -> Journal:
    """Put forward what was paid. ``days_used``, all days so far, is kept with the line when it is given.

    Raises NotNow for a settled line, Incomplete for a payment to come or one without an amount.
    """
    with acting(FundingVerb.RECORD_ACTUAL, cost.partnership, by, reason=reason) as act:
        cost.refresh_from_db()
        _check_open(cost)
        check_not_future(payment.on, "The day of the payment")
        line = Line(
            kind=EntryKind.ACTUAL,
            year=payment.year,
            on=payment.on,
            pence=payment.pence,
            cost_line=cost,
            document=payment.document,
            text=payment.text,
        )
        journal = write_journal(act, [line], text=_title(EntryKind.ACTUAL, cost))
        if payment.days_used is not None:
            cost.days_used = payment.days_used
            cost.save()
        act.record(about=cost, year=payment.year, on=payment.on, detail={"pence": payment.pence})
        return journal


def settle_cost(*, cost: CostLine, by: User, on: datetime.date) -> CostLine:
    """Close a line as fully paid: from now on what was paid is what it cost.

    Raises NotNow while entries of it wait for approval, when nothing was paid, or when it is settled already.
    """
    with acting(FundingVerb.SETTLE_COST, cost.partnership, by) as act:
        cost.refresh_from_db()
        _check_open(cost)
        check_not_future(on, "The day it was fully paid")
        if JournalLine.objects.filter(cost_line=cost, journal__decision=None).exists():
            raise NotNow("Entries of this cost wait for approval. Decide on them first.")
        if not any(standing(cost, EntryKind.ACTUAL).values()):
            raise NotNow("Nothing has been paid for this cost yet.")  # a payment that was reversed is none
        cost.is_settled, cost.settled_on = True, on
        cost.save()
        act.record(about=cost, year=cost.expected_year, on=on)
        return cost


def reopen_cost(*, cost: CostLine, by: User, reason: str) -> CostLine:
    """Open a line again that was closed. Raises NotNow for one that is open, Incomplete without a reason."""
    with acting(FundingVerb.REOPEN_COST, cost.partnership, by, reason=reason) as act:
        cost.refresh_from_db()
        require((bool(reason.strip()), "Enter the reason."))
        if not cost.is_settled:
            raise NotNow("This cost is open.")
        cost.is_settled, cost.settled_on = False, None
        cost.save()
        act.record(about=cost, year=cost.expected_year)
        return cost


def _check_facts(facts: CostFacts, by: User) -> None:
    review = facts.learning_review.strip()
    needs_rate = facts.basis is CostBasis.DAY_RATE
    require(
        (bool(facts.description.strip()), "Enter what it is for."),
        (facts.case is None or not review, "A cost is of a review or of a learning review, not of both."),
        (not needs_rate or facts.day_rate_pence is not None, "Enter the day rate."),
        (facts.basis is not CostBasis.BAND or facts.band is not None, "Choose the complexity band."),
    )
    _check_sees_money(by, facts.case)


def _check_sees_money(by: User, case: Case | None) -> None:
    if case is not None and not money_visible_to(by).filter(pk=case.pk).exists():
        raise NotPermitted("You do not see the money of this review. Ask its coordinator.")


def _put_first(act: FundingAct, cost: CostLine, amounts: Mapping[int, int], source: str) -> None:
    """The first forecast of a line, pence by start of the year."""
    _put(act, cost, EntryKind.FORECAST, {year: (0, pence) for year, pence in amounts.items()}, today(), source)


def _check_open(cost: CostLine) -> None:
    if cost.is_settled:
        raise NotNow("This cost is closed as fully paid. Reopen it first.")


def _follow_estimate(act: FundingAct, cost: CostLine, estimate: int) -> None:
    """Put forward what the estimate by days differs from all that is forecast, in the year the cost is expected in.

    Where no year is recorded it is the last one with a forecast, else the year of today.
    """
    before = standing(cost, EntryKind.FORECAST)
    year = cost.expected_year or max(before, default=year_of(today()).start)
    there = before.get(year, 0)
    wanted = there + estimate - sum(before.values())
    if wanted != there:
        _put(act, cost, EntryKind.FORECAST, {year: (there, wanted)}, today(), cost.source)


def _put(
    act: FundingAct,
    cost: CostLine,
    kind: EntryKind,
    changes: Mapping[int, tuple[int, int]],
    on: datetime.date,
    source: str,
) -> Journal:
    """Put forward, for each year, the difference between the figure that stands and the one that is to stand."""
    lines = [
        Line(
            kind=kind,
            year=year,
            on=on,
            pence=after - before,
            cost_line=cost,
            text=f"Was {pounds(before)}, now {pounds(after)}" if before else "",
        )
        for year, (before, after) in sorted(changes.items())
    ]
    return write_journal(act, lines, text=_title(kind, cost), source=source)


def _title(kind: EntryKind, cost: CostLine) -> str:
    """What a journal says it is; the reference of the review and what is paid for, no name of a case."""
    about = f"{cost.reference}, " if cost.reference else ""
    return f"{ENTRY_KINDS[kind].label}: {about}{cost.description}"[:300]


def _by_year(amounts: Mapping[int, int | None]) -> dict[str, int | None]:
    return {FinancialYear(year).label: pence for year, pence in amounts.items()}

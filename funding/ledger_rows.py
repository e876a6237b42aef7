"""Which entries does a person ask for, what do they add up to, and what stands for one contribution or cost?

Amounts are pence, signed as in the ledger. Source: L21, L30 [D].
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from dhr_cases.models import Organisation, Partnership
from funding.aged_debt import DEBT_KINDS, AgedDebt, DebtFact, aged_debts
from funding.cash import Cash, cash_of
from funding.models import Agreement, CostLine, Entry, Journal, JournalLine
from funding.queries import entries_of
from funding.terms import ENTRY_KINDS, EntryKind
from funding.years import FinancialYear

CASH_KINDS = (
    EntryKind.RECEIPT,
    EntryKind.REFUND,
    EntryKind.ACTUAL,
    EntryKind.BROUGHT_FORWARD,
    EntryKind.CARRIED_FORWARD,
    EntryKind.RETURNED,
    EntryKind.RELEASED,
)
"""Kinds that move the money left at the end of a year."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person asks the ledger for; empty answers narrow nothing."""

    kind: str = ""
    body: int | None = None
    reference: str = ""
    cost_class: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    is_every_year: bool = False


@dataclass(frozen=True)
class KindTotal:
    """How many entries of one kind are shown and what they add up to."""

    kind: EntryKind
    count: int
    pence: int


def entries_asked(partnership: Partnership, year: FinancialYear, asked: Asked) -> QuerySet[Entry]:
    """The entries asked for by number, with what each is tied to and the reversal of its journal."""
    rows: QuerySet[Entry] = Entry.objects.filter(partnership=partnership)
    if not asked.is_every_year:
        rows = rows.filter(year=year.start)
    found = rows.filter(_narrowed(asked)).select_related("organisation", "cost_line__case", "project", "journal")
    return found.prefetch_related("journal__reversals__decision").order_by("number")


def _narrowed(asked: Asked) -> Q:
    reference = Q(cost_line__case__reference=asked.reference) | Q(cost_line__learning_review=asked.reference)
    wanted = (
        (asked.kind, Q(kind=asked.kind)),
        (asked.body, Q(organisation=asked.body)),
        (asked.reference, reference),
        (asked.cost_class, Q(cost_class=asked.cost_class)),
        (asked.since, Q(on__gte=asked.since)),
        (asked.until, Q(on__lte=asked.until)),
    )
    narrowed = Q()
    for answer, condition in wanted:
        if answer:
            narrowed &= condition
    return narrowed


def totals_of(entries: QuerySet[Entry]) -> list[KindTotal]:
    """The entries by kind in the order of the table of kinds; one query. Kinds are never added together."""
    counted = entries.order_by().values_list("kind").annotate(Count("pk"), Sum("amount_pence"))
    found = {EntryKind(kind): (count, pence) for kind, count, pence in counted}
    return [KindTotal(kind, *found[kind]) for kind in ENTRY_KINDS if kind in found]


def references_of(partnership: Partnership) -> list[str]:
    """References of reviews and learning reviews that have a cost, in order."""
    rows = CostLine.objects.filter(partnership=partnership).values_list("case__reference", "learning_review")
    return sorted({case or learning for case, learning in rows if case or learning})


def bodies_in(partnership: Partnership) -> QuerySet[Organisation]:
    """Bodies that any entry of the partnership concerns, by name."""
    concerned = Entry.objects.filter(partnership=partnership).order_by().values("organisation")
    found: QuerySet[Organisation] = Organisation.objects.filter(pk__in=concerned).order_by("name")
    return found


def standing(line: CostLine, kind: EntryKind) -> dict[int, int]:
    """What stands for a cost in each year: posted and waiting for approval, what was refused left out."""
    rows = _not_refused().filter(cost_line=line, kind=kind)
    return dict(rows.order_by().values_list("year").annotate(Sum("amount_pence")))


def contribution_sums(agreement: Agreement, *, with_waiting: bool) -> dict[EntryKind, int]:
    """The signed sums of a contribution by kind: posted alone, or with what waits for approval."""
    rows = _not_refused().filter(agreement=agreement)
    counted = rows if with_waiting else rows.filter(journal__decision__is_approved=True)
    found = counted.order_by().values_list("kind").annotate(Sum("amount_pence"))
    return {EntryKind(kind): pence for kind, pence in found}


def waiting_for(agreements: Iterable[int]) -> QuerySet[JournalLine]:
    """Lines about contributions, by key, that nobody has decided on."""
    found: QuerySet[JournalLine] = JournalLine.objects.filter(agreement__in=list(agreements), journal__decision=None)
    return found


def _not_refused() -> QuerySet[JournalLine]:
    rows: QuerySet[JournalLine] = JournalLine.objects.exclude(journal__decision__is_approved=False)
    return rows


def cash_of_year(partnership: Partnership, year: FinancialYear) -> Cash:
    """The money of a year as posted; one query."""
    found = entries_of(partnership, year).order_by().values_list("kind").annotate(Sum("amount_pence"))
    return cash_of({EntryKind(kind): pence for kind, pence in found})


def waiting_in(partnership: Partnership, year: FinancialYear) -> QuerySet[Journal]:
    """Journals not yet decided on that would move the money left at the end of the year."""
    lines = JournalLine.objects.filter(
        partnership=partnership, year=year.start, kind__in=CASH_KINDS, journal__decision=None
    )
    found: QuerySet[Journal] = Journal.objects.filter(pk__in=lines.values("journal"))
    return found


def debts_on(partnership: Partnership, day: datetime.date) -> Mapping[int, AgedDebt]:
    """What each contribution of any year owes on a day, by its key; settled ones are left out. One query."""
    rows = Entry.objects.filter(partnership=partnership, kind__in=DEBT_KINDS).order_by("number")
    facts = [
        DebtFact(str(key), EntryKind(kind), on, pence)
        for key, kind, on, pence in rows.values_list("agreement", "kind", "on", "amount_pence")
    ]
    return {int(debt.agreement): debt for debt in aged_debts(facts, day) if debt.outstanding or debt.in_advance}

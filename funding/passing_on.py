"""What of an ended body's contribution passes on, to whom, and has nobody been asked for it yet?

Duty passes on the day, money does not. Nothing is written here. Source: L12 to L14 [D].
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, Partnership, Succession
from funding.models import Agreement, Entry
from funding.money import Qualifier, in_words, pounds
from funding.part_years import days_before_and_after, split_among, split_by_days
from funding.terms import EntryKind, PartYear
from funding.years import FinancialYear, year_of

ONE_DAY = datetime.timedelta(days=1)
CASH = (EntryKind.RECEIPT, EntryKind.REFUND)


@dataclass(frozen=True)
class Heir:
    """One successor's part of what passes on; pence None where the amount was never stated."""

    succession: Succession
    body: Organisation
    pence: int | None
    working: tuple[str, ...]


def due_successions(partnership: Partnership, on: datetime.date) -> Iterator[tuple[Organisation, list[Succession]]]:
    """Each body that has ended by the day, owed money here and has named successors; the earliest end first.

    A body that ends later may have taken over from one before it, so the order matters to whoever writes.
    """
    rows = Succession.objects.filter(
        Q(predecessor__agreements__partnership=partnership) | Q(predecessor__successions_to__isnull=False),
        effective_on__lte=on,
    )
    named = rows.exclude(successor=None).select_related("predecessor", "successor").distinct()
    by_body: dict[Organisation, list[Succession]] = {}
    for row in named.order_by("effective_on", "pk"):
        by_body.setdefault(row.predecessor, []).append(row)
    yield from by_body.items()


def last_day_of(body: Organisation, rows: list[Succession]) -> datetime.date | None:
    """The last day of the body: its own, or the day before a planned succession takes effect; None while it goes on."""
    if body.ends_on is not None or not any(row.is_planned for row in rows):
        return body.ends_on
    first: datetime.date = rows[0].effective_on
    return first - ONE_DAY


def left_behind(partnership: Partnership, body: Organisation, ended_on: datetime.date) -> list[Agreement]:
    """The body's contributions for the year in which others follow it and for later years."""
    year = year_of(ended_on + ONE_DAY).start
    rows = Agreement.objects.filter(partnership=partnership, organisation=body, year__gte=year)
    return list(rows.select_related("organisation", "version", "takes_over__organisation").order_by("year", "pk"))


def heirs_of(agreement: Agreement, ended_on: datetime.date, rows: list[Succession]) -> list[Heir]:
    """Who takes over how much of a contribution; nobody where nothing of it is left to pass on."""
    pence, working = _passes_on(agreement, ended_on)
    if pence == 0:
        return []
    return [
        Heir(row, row.successor, part, (*working, *_part_in_words(row, rows, part)))
        for row, part in zip(rows, _parts(pence, rows), strict=True)
        if part != 0 and row.successor is not None
    ]


def _parts(pence: int | None, rows: Sequence[Succession]) -> Sequence[int | None]:
    """What each successor takes of a sum; of one that is not stated nobody's part can be named."""
    return [None] * len(rows) if pence is None else split_among(pence, [row.share for row in rows])


def _passes_on(agreement: Agreement, ended_on: datetime.date) -> tuple[int | None, tuple[str, ...]]:
    """Pence that pass on, at most what has not come in, and how that was worked out."""
    year, share, body = FinancialYear(agreement.year), agreement.amount_pence, agreement.organisation
    end = f"{body} ended on {long_date(ended_on)}."
    if share is None:
        return None, (end, _without_sum(agreement, year))
    held_from = _held_from(agreement)
    part_year = PartYear(agreement.version.part_year) if agreement.version else PartYear.BY_DAYS
    _, passed_on = split_by_days(share, year, ended_on, part_year, held_from)
    owed = f"It was to pay {in_words(share, Qualifier(agreement.qualifier))} for {year.label}."
    working = [end, owed, _split_in_words(year, ended_on, part_year, held_from, passed_on)]
    missing = max(0, share - _received(agreement))
    if missing < passed_on:
        working.append(f"All but {pounds(missing)} of its contribution has come in, so only that passes on.")
    return min(passed_on, missing), tuple(working)


def _without_sum(agreement: Agreement, year: FinancialYear) -> str:
    """Why no sum can be named: support in kind is no sum that nobody stated."""
    if agreement.is_in_kind:
        return f"For {year.label} it gave support in kind and no money: {agreement.in_kind_description.rstrip('.')}."
    return f"Its contribution for {year.label} was not stated, so no sum can be named."


def _held_from(agreement: Agreement) -> datetime.date | None:
    """The day from which the body owes it, where it took it over within the year."""
    before = agreement.takes_over.organisation if agreement.takes_over else None
    return before.ends_on + ONE_DAY if before is not None and before.ends_on is not None else None


def _split_in_words(
    year: FinancialYear,
    ended_on: datetime.date,
    part_year: PartYear,
    held_from: datetime.date | None,
    passed_on: int,
) -> str:
    if part_year is PartYear.WHOLE_YEAR:
        return f"By the model a year is owed whole by who exists on 1 April: {pounds(passed_on)} passes on."
    before, after = days_before_and_after(year, ended_on + ONE_DAY)
    not_yet = days_before_and_after(year, held_from)[0] if held_from else 0
    days = before - not_yet + after
    since = f"Since {long_date(held_from)} the" if held_from and not_yet else "The"
    return f"{since} year has {days} days, {after} of them after the end: {pounds(passed_on)} passes on by days."


def _part_in_words(row: Succession, rows: list[Succession], part: int | None) -> tuple[str, ...]:
    if len(rows) == 1:
        return ()
    total = sum(each.share for each in rows)
    amount = "a part of it" if part is None else pounds(part)
    return (f"{len(rows)} bodies follow; {row.successor} takes {row.share} of {total} parts: {amount}.",)


def _received(agreement: Agreement) -> int:
    found = Entry.objects.filter(agreement=agreement, kind__in=CASH).order_by().aggregate(total=Sum("amount_pence"))
    return found["total"] or 0


@dataclass(frozen=True)
class Change:
    """One body that ended or is to end, and the rows that say who follows."""

    body: Organisation
    effective_on: datetime.date
    rows: tuple[Succession, ...]

    @property
    def followers(self) -> str:
        """Who follows, in words; "" where nobody is named."""
        return ", ".join(self._named)

    @property
    def _named(self) -> list[str]:
        return [str(row.successor) for row in self.rows if row.successor is not None]

    @property
    def shape(self) -> str:
        """One to one, split or merge, in words."""
        return str(self.rows[0].get_shape_display())

    def is_to_come(self, on: datetime.date) -> bool:
        """True for a plan whose day is not yet there."""
        return self.effective_on > on

    def risk(self, on: datetime.date) -> str:
        """What the partnership has to fear for the body's contribution; "" where a successor follows already."""
        day = long_date(self.effective_on)
        if self.followers:
            verb = "follows" if len(self._named) == 1 else "follow"
            return f"{self.body} is to end; {self.followers} {verb} on {day}." if self.is_to_come(on) else ""
        if self.is_to_come(on):
            return f"{self.body} is to end on {day} and nobody is named who takes over its contribution."
        return f"{self.body} was to end on {day} and no successor is named: nobody can be asked."


def changes_of(partnership: Partnership) -> list[Change]:
    """Every change of a body that pays here, is party to a model here or belongs to the partnership; earliest first."""
    ours = Q(predecessor__agreements__partnership=partnership)
    ours |= Q(predecessor__model_parties__version__model__partnership=partnership)
    ours |= Q(predecessor__partnerships=partnership)
    rows = Succession.objects.filter(ours).select_related("predecessor", "successor").distinct()
    by_body: dict[Organisation, list[Succession]] = {}
    for row in rows.order_by("effective_on", "pk"):
        by_body.setdefault(row.predecessor, []).append(row)
    return [Change(body, found[0].effective_on, tuple(found)) for body, found in by_body.items()]

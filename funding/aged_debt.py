"""What has been invoiced and not paid, and for how long?

First in, first out: whatever comes in settles the oldest invoice first. Source: L21 [D]; the bands are the usual
ones of a council's debtors' list [K].
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from funding.terms import EntryKind


class AgeBand(StrEnum):
    """How long an invoice has been waiting."""

    TO_30 = "to_30"
    TO_60 = "to_60"
    TO_90 = "to_90"
    OVER_90 = "over_90"


@dataclass(frozen=True, slots=True)
class AgeBandRow:
    """One band: its words, and its last day of age; None where it has none."""

    label: str
    last_day: int | None


AGE_BANDS: Mapping[AgeBand, AgeBandRow] = {
    AgeBand.TO_30: AgeBandRow("0 to 30 days", 30),
    AgeBand.TO_60: AgeBandRow("31 to 60 days", 60),
    AgeBand.TO_90: AgeBandRow("61 to 90 days", 90),
    AgeBand.OVER_90: AgeBandRow("Over 90 days", None),
}

DEBT_KINDS = (EntryKind.INVOICE, EntryKind.CREDIT_NOTE, EntryKind.RECEIPT, EntryKind.REFUND)


@dataclass(frozen=True, slots=True)
class DebtFact:
    """One dated entry of an agreement, pence, signed as in the ledger: credit notes and refunds below nought.

    A reversal is an entry of the same kind with the opposite sign.
    """

    agreement: str
    kind: EntryKind
    on: date
    pence: int


@dataclass(frozen=True, slots=True)
class AgedDebt:
    """What one agreement owes on a day, pence, by age band; every band is present.

    `outstanding` is the sum of the bands; `in_advance` what was paid beyond all invoices: at most one of the two is
    above nought. `oldest_on` is the day of the oldest invoice not yet paid in full, None where none is.
    """

    agreement: str
    bands: Mapping[AgeBand, int]
    in_advance: int
    oldest_on: date | None

    @property
    def outstanding(self) -> int:
        """All bands together, pence."""
        return sum(self.bands.values())


def band_of(days: int) -> AgeBand:
    """The band of an age in days; the day of the invoice is day nought."""
    return next(band for band, row in AGE_BANDS.items() if row.last_day is None or days <= row.last_day)


def aged_debts(facts: Iterable[DebtFact], on: date) -> tuple[AgedDebt, ...]:
    """Debts of every agreement on a day, in the order first met, settled ones included; later entries are left out."""
    by_agreement: dict[str, list[DebtFact]] = {}
    for fact in facts:
        if fact.on <= on and fact.kind in DEBT_KINDS:
            by_agreement.setdefault(fact.agreement, []).append(fact)
    return tuple(_aged(agreement, entries, on) for agreement, entries in by_agreement.items())


def totals_of(debts: Iterable[AgedDebt]) -> Mapping[AgeBand, int]:
    """The bands of many debts added up, pence; what others paid in advance lessens nobody's debt."""
    listed = tuple(debts)
    return {band: sum(debt.bands[band] for debt in listed) for band in AgeBand}


def _aged(agreement: str, entries: Collection[DebtFact], on: date) -> AgedDebt:
    """Set all settlement against charges from the oldest; what is over was paid in advance."""
    bands = dict.fromkeys(AgeBand, 0)
    left = _settlement(entries)
    oldest_on: date | None = None
    for charged_on, pence in _charges(entries, on):
        unpaid = pence - min(left, pence)
        left -= pence - unpaid
        bands[band_of((on - charged_on).days)] += unpaid
        oldest_on = oldest_on or (charged_on if unpaid else None)
    return AgedDebt(agreement, bands, left, oldest_on)


def _charges(entries: Iterable[DebtFact], on: date) -> list[tuple[date, int]]:
    """What is owed, oldest first: invoices, and refunds, because money given back is owed again from that day.

    Receipts reversed beyond all that came in are owed from the day asked about.
    """
    charges = [(entry.on, abs(entry.pence)) for entry in entries if _is_charge(entry)]
    below = min(0, _signed_settlement(entries))
    return sorted(charges) + ([(on, -below)] if below else [])


def _settlement(entries: Iterable[DebtFact]) -> int:
    return max(0, _signed_settlement(entries))


def _signed_settlement(entries: Iterable[DebtFact]) -> int:
    """What settles: receipts and credit notes with their reversals, and invoices and refunds that were reversed.

    A receipt that was reversed never came in, so the invoice is as old as it was.
    """
    return sum(
        -entry.pence if entry.kind in (EntryKind.CREDIT_NOTE, EntryKind.INVOICE) else entry.pence
        for entry in entries
        if not _is_charge(entry)
    )


def _is_charge(entry: DebtFact) -> bool:
    is_invoice = entry.kind is EntryKind.INVOICE and entry.pence > 0
    return is_invoice or (entry.kind is EntryKind.REFUND and entry.pence < 0)

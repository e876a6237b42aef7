"""Is the ledger whole? Everything that can be worked out again is worked out again and compared. Changes nothing.

Source: L2, L23, L30 [D]. Every proof is one function from the entries of a partnership to sentences about faults.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dhr_cases.models import Partnership
from funding.digests import digest_of
from funding.models import Entry, Journal, JournalLine
from funding.money import pounds
from funding.terms import EntryKind
from funding.years import FinancialYear

COPIED = (
    "partnership_id", "kind", "year", "on", "due_on", "amount_pence", "qualifier", "organisation_id", "agreement_id",
    "cost_line_id", "project_id", "cost_class", "document", "text", "journal_id",
)  # fmt: skip  # what an entry takes over from the line that was put forward


@dataclass(frozen=True)
class Ledger:
    """All entries of one partnership by number, and the journals of which they are."""

    entries: Sequence[Entry]
    journals: Mapping[int, Journal]


@dataclass(frozen=True)
class Proof:
    """What was proved of one partnership's ledger, or why it could not be."""

    partnership: Partnership
    entries: int
    balances: int
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True where no fault was found."""
        return not self.faults


def prove_all() -> list[Proof]:
    """Prove the ledger of every partnership that has one, by name."""
    own = Partnership.objects.filter(pk__in=Journal.objects.values("partnership")).order_by("name")
    return [prove(partnership) for partnership in own]


def prove(partnership: Partnership) -> Proof:
    """Prove one partnership's ledger; three queries however many entries."""
    ledger = _read(partnership)
    faults = [fault for proof in PROOFS for fault in proof(ledger)]
    accounts = {entry.account for entry in ledger.entries}
    return Proof(partnership, len(ledger.entries), len(accounts), tuple(faults))


def _read(partnership: Partnership) -> Ledger:
    entries = Entry.objects.filter(partnership=partnership).select_related("line").order_by("number")
    journals = Journal.objects.filter(partnership=partnership).select_related("decision", "prepared_by")
    return Ledger(list(entries), {journal.pk: journal for journal in journals.prefetch_related("lines")})


def numbers_run_on(ledger: Ledger) -> Iterator[str]:
    """Numbers start at 1 and have no gap."""
    for wanted, entry in enumerate(ledger.entries, start=1):
        if entry.number != wanted:
            yield f"Entry {entry.number} stands where entry {wanted} belongs: the numbering has a gap."
            return


def balances_add_up(ledger: Ledger) -> Iterator[str]:
    """The balance kept with each entry is the sum of its account up to it, and it is in the account it moves."""
    sums: dict[str, int] = defaultdict(int)
    for entry in ledger.entries:
        if entry.account != entry.account_moved:
            yield f"Entry {entry.number} is kept in the account {entry.account}; it moves {entry.account_moved}."
        sums[entry.account] += entry.amount_pence
        if entry.balance_pence != sums[entry.account]:
            kept, right = pounds(entry.balance_pence), pounds(sums[entry.account])
            yield f"Entry {entry.number} says that its account stands at {kept}; its entries add up to {right}."


def digests_chain(ledger: Ledger) -> Iterator[str]:
    """Each digest is that of the entry's facts and of the entry before it."""
    before = ""
    for entry in ledger.entries:
        if entry.digest != digest_of(entry, before):
            yield f"Entry {entry.number} is not as it was posted, or an entry before it was changed or taken out."
            return
        before = entry.digest


def lines_are_followed(ledger: Ledger) -> Iterator[str]:
    """Every entry says what the line put forward says."""
    for entry in ledger.entries:
        other = [name for name in COPIED if getattr(entry, name) != getattr(entry.line, name)]
        if other:
            yield f"Entry {entry.number} differs from what was put forward: {', '.join(other)}."


def two_people_posted(ledger: Ledger) -> Iterator[str]:
    """Who approved an entry is not who put it forward, and both are those of its journal and decision."""
    for entry in ledger.entries:
        journal = ledger.journals.get(entry.journal_id)
        if _is_of_one_person(entry):
            yield f"Entry {entry.number} was put forward and approved by the same person."
        if journal is not None and (entry.posted_by_id, entry.approved_by_id) != _people(journal):
            yield f"Entry {entry.number} names other people than its journal and the decision on it."


def _is_of_one_person(entry: Entry) -> bool:
    return entry.posted_by_id is not None and entry.posted_by_id == entry.approved_by_id


def only_approved_are_posted(ledger: Ledger) -> Iterator[str]:
    """An approved journal has one entry for each of its lines; any other journal has none."""
    posted: dict[int, int] = defaultdict(int)
    for entry in ledger.entries:
        posted[entry.journal_id] += 1
    for journal in ledger.journals.values():
        lines = len(journal.lines.all())
        wanted = lines if _is_approved(journal) else 0
        if posted[journal.pk] != wanted:
            yield f"Journal {journal.pk} has {lines} lines and {posted[journal.pk]} entries; {wanted} belong to it."


def reversals_mirror(ledger: Ledger) -> Iterator[str]:
    """A reversal has the opposite amount for every entry it takes back, of the same kind and about the same thing."""
    for journal in ledger.journals.values():
        if journal.reverses_id is None:
            continue
        first = ledger.journals[journal.reverses_id]
        if _lines_about(journal, 1) != _lines_about(first, -1):
            yield f"Journal {journal.pk} does not take back exactly what journal {first.pk} entered."


def _sums_by_year(ledger: Ledger) -> Mapping[tuple[str, int], int]:
    """The amounts of each kind in each year added up."""
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for entry in ledger.entries:
        sums[entry.kind, entry.year] += entry.amount_pence
    return sums


def years_open_as_they_closed(ledger: Ledger) -> Iterator[str]:
    """What was carried out of a year is what was brought into the next one."""
    sums = _sums_by_year(ledger)
    for (kind, start), amount in sorted(sums.items()):
        year = FinancialYear(start)
        brought = sums.get((EntryKind.BROUGHT_FORWARD, year.next.start), 0)
        if kind == EntryKind.CARRIED_FORWARD and amount and brought != -amount:
            yield f"{pounds(-amount)} was carried out of {year}, {pounds(brought)} was brought into {year.next}."


PROOFS: Mapping[Callable[[Ledger], Iterator[str]], str] = {
    numbers_run_on: "entries are numbered without a gap",
    balances_add_up: "every balance is the sum of its entries",
    digests_chain: "every digest follows from the entry and the one before it",
    lines_are_followed: "every entry is as it was put forward",
    two_people_posted: "nobody approved what they put forward",
    only_approved_are_posted: "only what was approved is posted, and all of it",
    reversals_mirror: "every reversal takes back what it reverses",
    years_open_as_they_closed: "every year opens with what was carried into it",
}
"""Each proof with what it proves, in words for the report."""


def _people(journal: Journal) -> tuple[int | None, int | None]:
    decision = getattr(journal, "decision", None)
    return journal.prepared_by_id, decision.by_id if decision is not None else None


def _is_approved(journal: Journal) -> bool:
    decision = getattr(journal, "decision", None)
    return decision is not None and decision.is_approved


def _lines_about(journal: Journal, sign: int) -> list[tuple[str, int, int, int, int, int]]:
    """What the lines of a journal enter, or with the sign -1 what would take it back, in order."""
    return sorted(_about(line, sign) for line in journal.lines.all())


def _about(line: JournalLine, sign: int) -> tuple[str, int, int, int, int, int]:
    tied = (line.agreement_id or 0, line.cost_line_id or 0, line.project_id or 0)
    return line.kind, line.year, sign * line.amount_pence, *tied

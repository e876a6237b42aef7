"""Which columns describe an entry of the ledger? Nobody is named: accounts and cases stand as number and reference."""

from collections.abc import Callable, Mapping

from funding.papers.rows import EntryRow
from funding.papers.tables import Cell, Pounds, money_cells, money_heads

BEFORE_MONEY: Mapping[str, Callable[[EntryRow], Cell]] = {
    "Number": lambda row: row.number,
    "Journal": lambda row: row.journal,
    "Day": lambda row: row.on,
    "Financial year": lambda row: row.year.label,
    "Kind": lambda row: row.label,
    "Body": lambda row: row.organisation,
    "Body code": lambda row: row.organisation_code,
    "Case or review": lambda row: row.reference,
    "Class": lambda row: row.cost_class,
    "Document": lambda row: row.document,
    "Text": lambda row: row.text,
    "Due on": lambda row: row.due_on or "",
}
AFTER_MONEY: Mapping[str, Callable[[EntryRow], Cell]] = {
    "Reverses journal": lambda row: row.reverses or "",
    "Posted on": lambda row: row.posted_on,
    "Put forward by account": lambda row: row.posted_by or "",
    "Approved by account": lambda row: row.approved_by or "",
    "Digest": lambda row: row.digest,
}
BALANCE = "Balance of its account (£)"
HEADS = (*BEFORE_MONEY, *money_heads("Amount"), BALANCE, *AFTER_MONEY)


def cells_of(row: EntryRow) -> tuple[Cell, ...]:
    """One entry in the order of the heads."""
    return (
        *(read(row) for read in BEFORE_MONEY.values()),
        *money_cells(row.amount),
        Pounds(row.balance_pence),
        *(read(row) for read in AFTER_MONEY.values()),
    )

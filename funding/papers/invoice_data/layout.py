"""In which columns does the finance system want invoices, and is a layout one we can write?

A layout is a list of columns, each with a heading, a field of ``FIELDS`` or "fixed:" and a text, and for a day the
form it is written in. Source: "CSV layout by setting" is a requirement; fields and forms are ours [D].
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dhr_cases.errors import Incomplete
from funding.papers.rows import EntryRow
from funding.papers.tables import Cell, Pounds
from funding.terms import ENTRY_KINDS

FIXED = "fixed:"
DATE_FORMS: Mapping[str, str] = {
    "DD/MM/YYYY": "%d/%m/%Y",
    "DD.MM.YYYY": "%d.%m.%Y",
    "YYYY-MM-DD": "%Y-%m-%d",
    "YYYYMMDD": "%Y%m%d",
}
"""How a day may be written, and the same for the machine."""

USUAL_DATES = "DD/MM/YYYY"
NEEDED = frozenset({"heading", "field"})
KNOWN = NEEDED | {"dates"}
"""The keys a stored column must have, and those it may have."""


@dataclass(frozen=True)
class Field:
    """One thing known of an invoice: its words for the settings page, and how it is read."""

    label: str
    value: Callable[[EntryRow], Cell]


FIELDS: Mapping[str, Field] = {
    "number": Field("Number of the entry, which no other has", lambda row: row.number),
    "kind": Field("Invoice or credit note", lambda row: ENTRY_KINDS[row.kind].label),
    "organisation": Field("Body, under its name at the time", lambda row: row.organisation),
    "organisation_code": Field("Code of the body", lambda row: row.organisation_code),
    "year": Field("Financial year", lambda row: row.year.label),
    "invoiced_on": Field("Day of the invoice", lambda row: row.on),
    "due_on": Field("Day on which payment is due", lambda row: row.due_on or ""),
    "amount": Field("Amount in pounds, a credit note below nought", lambda row: Pounds(row.pence)),
    "amount_without_sign": Field("Amount in pounds without sign", lambda row: Pounds(abs(row.pence))),
    "amount_pence": Field("Amount in pence", lambda row: row.pence),
    "document": Field("Number of the invoice", lambda row: row.document),
    "order_number": Field("Order number the partner gave", lambda row: row.order_number),
    "request": Field("Number of the request", lambda row: row.request or ""),
    "text": Field("Text of the entry", lambda row: row.text),
}


@dataclass(frozen=True)
class Column:
    """One column of the file."""

    heading: str
    field: str
    dates: str = USUAL_DATES


SHIPPED = (
    Column("Reference", "number"),
    Column("Type", "kind"),
    Column("Customer", "organisation"),
    Column("Customer code", "organisation_code"),
    Column("Invoice date", "invoiced_on"),
    Column("Due date", "due_on"),
    Column("Net amount", "amount"),
    Column("Purchase order", "order_number"),
    Column("Description", "text"),
)
"""The layout until a partnership sets its own. [D]"""


def read_layout(stored: Sequence[object]) -> tuple[Column, ...]:
    """The columns as stored in the settings; the shipped ones where none are.

    Raises Incomplete with one sentence a fault, each with its place.
    """
    faults = faults_of(stored)
    if faults:
        raise Incomplete("The columns of the finance system's file cannot be used.", faults)
    return tuple(_column(row) for row in stored if isinstance(row, Mapping)) or SHIPPED


def _column(row: Mapping[object, object]) -> Column:
    return Column(**{str(key): str(value) for key, value in row.items()})


def faults_of(stored: Sequence[object]) -> tuple[str, ...]:
    """What is wrong with a stored layout, a sentence each; none when it can be used."""
    return tuple(f"Column {place}: {fault}" for place, row in enumerate(stored, 1) for fault in _faults(row))


def _faults(row: object) -> Iterator[str]:
    if isinstance(row, Mapping) and NEEDED <= set(row) <= KNOWN:
        yield from _faults_of_values(row)
    else:
        yield "give a heading, a field and, for a day, the form of dates; nothing else."


def _faults_of_values(row: Mapping[str, object]) -> Iterator[str]:
    if not str(row["heading"]).strip():
        yield "the heading is empty."
    field, dates = str(row["field"]), str(row.get("dates", USUAL_DATES))
    if field not in FIELDS and not field.startswith(FIXED):
        yield f"“{field}” is no field. Use one of {', '.join(FIELDS)}, or {FIXED} and a text."
    if dates not in DATE_FORMS:
        yield f"“{dates}” is no form of dates. Use one of {', '.join(DATE_FORMS)}."


def cell_of(column: Column, row: EntryRow) -> Cell:
    """What stands in a column for one invoice; a day is already a text in its form."""
    if column.field.startswith(FIXED):
        return column.field.removeprefix(FIXED)
    value = FIELDS[column.field].value(row)
    return value.strftime(DATE_FORMS[column.dates]) if isinstance(value, date) else value

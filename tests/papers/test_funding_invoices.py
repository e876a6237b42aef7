"""The finance system gets invoices in its own columns, and a layout that cannot be written is refused in words."""

from dataclasses import replace
from datetime import date

import pytest

from dhr_cases.errors import Incomplete
from funding.papers.figures import Figure
from funding.papers.invented import ENTRIES
from funding.papers.invoice_data.example import EXAMPLE
from funding.papers.invoice_data.layout import DATE_FORMS, FIELDS, SHIPPED, Column, cell_of, faults_of, read_layout
from funding.papers.invoice_data.writing import write
from funding.papers.rows import EntryRow
from funding.papers.tables import cell_text
from funding.terms import EntryKind
from tests.papers.read_back import csv_rows

INVOICE = ENTRIES[1]
CREDIT = replace(INVOICE, number=15, kind=EntryKind.CREDIT_NOTE, amount=Figure(-120_050), due_on=None)


def rows_of(*entries: EntryRow, columns: tuple[Column, ...] = SHIPPED) -> list[list[str]]:
    """The file of these entries, read back."""
    return csv_rows(write(replace(EXAMPLE, entries=entries, columns=columns)))


def one_cell(field: str, dates: str = "DD/MM/YYYY", row: EntryRow = INVOICE) -> str:
    """What stands in one column for one invoice."""
    return cell_text(cell_of(Column("Head", field, dates), row))


def test_writes_invoices_and_credit_notes_and_nothing_else() -> None:
    rows = rows_of(*ENTRIES, CREDIT)
    assert [row[1] for row in rows] == ["Type", "Invoice", "Credit note"]


def test_writes_heads_even_where_there_is_no_invoice() -> None:
    assert rows_of() == [[column.heading for column in SHIPPED]]


def test_bears_no_mark_that_a_finance_system_would_read_as_text() -> None:
    assert write(EXAMPLE).startswith(b"Reference,")


def test_gives_each_invoice_a_number_no_other_has() -> None:
    numbers = [row[0] for row in rows_of(INVOICE, CREDIT)[1:]]
    assert numbers == ["12", "15"]


def test_writes_a_credit_note_below_nought() -> None:
    assert rows_of(CREDIT)[1][SHIPPED.index(Column("Net amount", "amount"))] == "-1200.50"
    assert one_cell("amount_without_sign", row=CREDIT) == "1200.50"
    assert one_cell("amount_pence", row=CREDIT) == "-120050"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("DD/MM/YYYY", "01/06/2021"),
        ("DD.MM.YYYY", "01.06.2021"),
        ("YYYY-MM-DD", "2021-06-01"),
        ("YYYYMMDD", "20210601"),
    ],
)
def test_writes_a_day_in_the_form_that_was_set(form: str, written: str) -> None:
    assert one_cell("invoiced_on", form) == written
    assert form in DATE_FORMS


def test_leaves_a_day_empty_that_nobody_set() -> None:
    assert one_cell("due_on", row=CREDIT) == ""


def test_writes_a_fixed_text_such_as_a_cost_centre() -> None:
    assert one_cell("fixed:CC-4711") == "CC-4711"
    assert one_cell("fixed:=1+1") == "'=1+1"


@pytest.mark.parametrize("field", FIELDS)
def test_knows_every_field_of_an_invoice(field: str) -> None:
    assert one_cell(field) != "" or field == "request"
    assert FIELDS[field].label


def test_names_the_partners_order_and_the_request() -> None:
    assert one_cell("order_number") == "PO-77"
    assert one_cell("request", row=replace(INVOICE, request=7)) == "7"


def test_takes_the_shipped_columns_until_others_are_set() -> None:
    assert read_layout([]) == SHIPPED
    assert faults_of([{"heading": column.heading, "field": column.field} for column in SHIPPED]) == ()


def test_writes_the_columns_that_were_set_in_their_order() -> None:
    columns = read_layout(
        [
            {"heading": "Due", "field": "due_on", "dates": "YYYYMMDD"},
            {"heading": "Cost centre", "field": "fixed:4711"},
            {"heading": "Pence", "field": "amount_pence"},
        ]
    )
    assert rows_of(INVOICE, columns=columns) == [["Due", "Cost centre", "Pence"], ["20210701", "4711", "1000000"]]


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ({"heading": "X", "field": "name_of_victim"}, "Column 1: “name_of_victim” is no field."),
        ({"heading": " ", "field": "amount"}, "Column 1: the heading is empty."),
        ({"heading": "X", "field": "due_on", "dates": "MM/DD/YYYY"}, "Column 1: “MM/DD/YYYY” is no form of dates."),
        ({"heading": "X"}, "Column 1: give a heading, a field"),
        ({"heading": "X", "field": "amount", "colour": "red"}, "nothing else."),
        ("amount", "Column 1: give a heading"),
    ],
)
def test_refuses_a_layout_it_cannot_write(stored: object, words: str) -> None:
    assert words in faults_of([stored])[0]
    with pytest.raises(Incomplete, match="cannot be used") as refused:
        read_layout([stored])
    assert refused.value.missing == faults_of([stored])


def test_names_every_fault_with_its_place() -> None:
    faults = faults_of([{"heading": "A", "field": "amount"}, {"heading": "", "field": "nothing"}])
    assert [fault.split(":")[0] for fault in faults] == ["Column 2", "Column 2"]


def test_is_as_the_example_says() -> None:
    assert EXAMPLE.as_at == date(2022, 1, 31)
    assert [row.number for row in EXAMPLE.invoices] == [12]

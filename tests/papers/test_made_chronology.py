"""Agencies' tables become one chronology: nothing is lost, nothing is guessed, order follows what is known."""

import datetime
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.chronology.dates import coarser, read_date
from dhr_cases.chronology.entries import Entry, in_order
from dhr_cases.chronology.table_files import DAMAGED, WHAT_WE_READ, read_table
from dhr_cases.models import PartialDate
from dhr_cases.papers.combined_chronology.example import EXAMPLE
from dhr_cases.papers.combined_chronology.wording import compose
from dhr_cases.papers.writing.blocks import Grid

HEADS = "Agency,Date,Time,Person(s) concerned,Contact type,Source record,Event (facts),Response / action,Author comment"


def workbook(*sheets: Sequence[tuple[object, ...]]) -> bytes:
    """An Excel workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        page = book.create_sheet(f"Sheet {number}")
        for row in rows:
            page.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("4 September 2018", "2018-09-04"),
        ("Tuesday, 4th Sept 2018", "2018-09-04"),
        ("04/09/2018", "2018-09-04"),
        ("4.9.2018", "2018-09-04"),
        ("2018-09-04", "2018-09-04"),
        ("2018-09-04T10:30:00", "2018-09-04"),
        ("September 2018", "2018-09"),
        ("09/2018", "2018-09"),
        ("2018", "2018"),
        (2018, "2018"),
        (datetime.date(2018, 9, 4), "2018-09-04"),
        (datetime.datetime(2018, 9, 4, 10, 30, tzinfo=datetime.UTC), "2018-09-04"),
    ],
)
def test_reads_a_date_as_exactly_as_it_is_given(cell: object, iso: str) -> None:
    assert read_date(cell).iso == iso


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "no date"),
        (None, "no date"),
        ("04/09/18", "two figures"),
        ("early spring", "is not a date"),
        ("31/02/2018", "not a real date"),
        ("4 Foo 2018", "is not a date"),
    ],
)
def test_says_why_it_cannot_read_a_date(cell: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_date(cell)


def test_takes_a_column_of_precision_at_its_word() -> None:
    day = PartialDate.parse("2018-09-04")
    assert [coarser(day, word).iso for word in ("Month", "year", "", "day")] == [
        "2018-09", "2018", "2018-09-04", "2018-09-04",
    ]  # fmt: skip  # one line reads as one list


def test_reads_a_csv_table_by_its_heads() -> None:
    text = f"{HEADS}\nNHS,04/03/2026,22:10,Wren,Call,Log,Wren was seen.,Referred,Good practice\n"
    (entry,) = read_table(text.encode("utf-8-sig"), "health.csv", "").entries
    assert (entry.on.iso, entry.time, entry.agency, entry.text) == ("2026-03-04", "22:10", "NHS", "Wren was seen.")
    assert (entry.persons, entry.contact, entry.source) == ("Wren", "Call", "Log")
    assert (entry.response, entry.comment) == ("Referred", "Good practice")


def test_believes_the_paper_before_the_column_about_whose_table_it_is() -> None:
    table = read_table(b"agency,date,event\nSomebody,2026,Call\n", "police.csv", "Northshire Police")
    assert table.entries[0].agency == "Northshire Police"


def test_reads_a_table_with_semicolons_and_a_title_above_its_heads() -> None:
    rows = read_table(b"Chronology of the police;;\n\nDate;Event;\n2026-03;Call, at night;\n", "a.csv", "P")
    assert rows.entries[0].text == "Call, at night"
    assert rows.unread == ()


def test_reads_every_sheet_of_a_workbook_with_its_dates_and_times() -> None:
    first = [("Date", "Time", "Event"), (datetime.datetime(2026, 3, 4), datetime.time(22, 10), "Call")]  # noqa: DTZ001  # a spreadsheet knows no zone
    second = [("Date", "Details", "Time"), (2025, "Visit", 7.0), (None, None, None)]
    table = read_table(workbook(first, second), "police.xlsx", "P")
    assert [(row.on.iso, row.time, row.text) for row in table.entries] == [
        ("2026-03-04", "22:10", "Call"),
        ("2025", "7", "Visit"),
    ]


def test_sets_a_line_aside_with_its_row_and_the_reason() -> None:
    text = "date,event\n2026-03-04,Call\nsoon,Visit\n2026-03-05,\n\n2026-03-06,Letter\n"
    table = read_table(text.encode(), "police.csv", "P")
    assert [(row.row, row.why) for row in table.set_aside] == [
        (3, "“soon” is not a date"),
        (4, "nothing says what happened"),
    ]
    assert (table.rows_in, len(table.entries)) == (4, 2)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"%PDF-1.7", "police.pdf", WHAT_WE_READ),
        (b"\xff\xfe\x00", "police.csv", DAMAGED),
        (b"no workbook", "police.xlsx", DAMAGED),
        (b"who,what\nA,B\n", "police.csv", "no line names the columns “date” and “event”"),
    ],
)
def test_says_of_a_whole_file_why_it_was_not_read(content: bytes, name: str, why: str) -> None:
    table = read_table(content, name, "P")
    assert table.entries == ()
    assert [(row.file, row.why) for row in table.unread] == [(name, why)]


def test_puts_what_is_known_less_exactly_first_in_its_month_and_year() -> None:
    days = ("2023-02-04", "2023-02", "2023", "2022-12-31")
    entries = [Entry(PartialDate.parse(day), "A", "x") for day in days]
    assert [row.on.iso for row in in_order(entries)] == [
        "2022-12-31", "2023", "2023-02", "2023-02-04",
    ]  # fmt: skip  # one line reads as one list


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)
def test_says_of_a_workbook_cut_short_inside_that_it_is_damaged(part: str) -> None:
    table = read_table(cut_short(workbook([("Date", "Event"), (2026, "Call")]), part), "police.xlsx", "P")
    assert [(row.file, row.why) for row in table.unread] == [("police.xlsx", DAMAGED)]


def cut_short(content: bytes, part: str) -> bytes:
    """The workbook with one part of it cut in half."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(target, "w") as written:
        for name in package.namelist():
            whole = package.read(name)
            written.writestr(name, whole[: len(whole) // 2] if name == part else whole)
    return target.getvalue()


@pytest.mark.parametrize(
    ("said", "is_withheld"),
    [
        ("", False),
        ("yes", False),
        (" Yes. ", False),
        ("TRUE", False),
        ("no", True),
        ("No", True),
        ("False", True),
        ("ask the coroner", True),
        ("yes, but not the day", True),
    ],
)
def test_keeps_a_line_back_unless_publishing_is_left_open_or_clearly_allowed(said: str, is_withheld: bool) -> None:
    assert Entry(PartialDate.parse("2023"), "A", "x", may_be_published=said).is_withheld is is_withheld


def test_puts_the_calls_of_one_day_in_the_order_of_the_clock() -> None:
    day = PartialDate.parse("2023-02-04")
    entries = [Entry(day, "A", "x", time) for time in ("2:00 pm", "10.15", "9:30", "12:05 am", "", "23:59")]
    assert [row.time for row in in_order(entries)] == ["", "12:05 am", "9:30", "10.15", "2:00 pm", "23:59"]


def test_prints_every_entry_and_says_what_was_not_read() -> None:
    grids = {block.caption: block for block in compose(EXAMPLE).blocks if isinstance(block, Grid)}
    assert [row[0] for row in grids["Combined chronology"].rows] == ["2019", "February 2023", "4 February 2023"]
    assert grids["Lines set aside"].rows == (("health.csv", "7", "no date"),)
    assert grids["Files and tables set aside"].rows[0][0] == "probation.pdf"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2026-03-04", "04/09/2018", "May 2020", "", "unknown", "99/99/9999"]),
            st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
        ),
        max_size=15,
    )
)
def test_loses_no_line_whatever_an_agency_writes(lines: list[tuple[str, str]]) -> None:
    """Lines in are lines taken over and lines set aside; a line with nothing in it is none."""
    filled = [line for line in lines if "".join(line).strip()]
    table = read_table(workbook([("Date", "Event"), *lines]), "a.xlsx", "P")
    assert table.rows_in == len(filled)
    assert len(table.entries) + len(table.set_aside) == table.rows_in

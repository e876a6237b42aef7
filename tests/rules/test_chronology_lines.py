"""Which line of an agency's table is taken over, with which day, in which order, and why is one set aside?"""

import datetime
import io

import pytest
from openpyxl import Workbook

from dhr_cases.chronology.dates import MONTHS, coarser, read_date
from dhr_cases.chronology.entries import A_CLEAR_YES, Entry, in_order
from dhr_cases.chronology.table_files import DAMAGED, HEADS, SEARCHED, WHAT_WE_READ, read_table
from dhr_cases.models import PartialDate

DAY = PartialDate.on(datetime.date(2018, 9, 4))


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("4 September 2018", "2018-09-04"), ("4th September 2018", "2018-09-04"), ("4 Sept. 2018", "2018-09-04"),
        ("Tuesday, 4 Sep 2018", "2018-09-04"), ("04/09/2018", "2018-09-04"), ("4.9.2018", "2018-09-04"),
        ("4-9-2018", "2018-09-04"), ("2018-09-04", "2018-09-04"), ("2018-09-04T10:15", "2018-09-04"),
        ("  4   September\\n2018 ", "2018-09-04"), ("September 2018", "2018-09"), ("09/2018", "2018-09"),
        ("9.2018", "2018-09"), ("2018-09", "2018-09"), ("2018", "2018"), (2018, "2018"),
        (datetime.date(2018, 9, 4), "2018-09-04"), (datetime.datetime(2018, 9, 4, 10, 15), "2018-09-04"),  # noqa: DTZ001
    ],
)  # fmt: skip  # ways of one day  # a cell has no zone
def test_reads_a_day_a_month_and_a_year(cell: object, iso: str) -> None:
    assert read_date(cell.replace("\\n", "\n") if isinstance(cell, str) else cell).iso == iso


@pytest.mark.parametrize("number", range(1, 13))
def test_reads_every_month_by_its_name_and_by_three_letters(number: int) -> None:
    name = MONTHS[number - 1]
    assert {read_date(f"{word} 2018").iso for word in (name, name[:3], name.upper())} == {f"2018-{number:02d}"}


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (None, "no date"), ("", "no date"), (" \n", "no date"),
        ("4/9/18", "“4/9/18” has a year of two figures; write four"),
        ("4.9.18", "“4.9.18” has a year of two figures; write four"), ("Smarch 2018", "“Smarch 2018” is not a date"),
        ("soon", "“soon” is not a date"), ("x" * 50, f"“{'x' * 40}” is not a date"),
    ],
)  # fmt: skip  # a cell and what is said of it
def test_says_why_a_cell_is_no_date(cell: object, why: str) -> None:
    with pytest.raises(ValueError, match=".") as refusal:
        read_date(cell)
    assert str(refusal.value) == why


@pytest.mark.parametrize("cell", ["31/02/2018", "31 February 2018", "13/2018", "2018-02-31"])
def test_takes_no_day_that_the_calendar_has_not(cell: str) -> None:
    with pytest.raises(ValueError, match="."):
        read_date(cell)


@pytest.mark.parametrize(
    ("word", "iso"),
    [("year", "2018"), (" Year ", "2018"), ("month", "2018-09"), ("day", "2018-09-04"), ("", "2018-09-04")],
)
def test_is_as_exact_as_a_column_of_its_own_says(word: str, iso: str) -> None:
    assert coarser(DAY, word).iso == iso


def line(time: str = "", agency: str = "A", on: str = "2018-09-04", text: str = "x") -> Entry:
    """A line."""
    return Entry(PartialDate.parse(on), agency, text, time=time)


@pytest.mark.parametrize(
    "times",
    [
        ["", "00:10", "9:30", "10.15", "2:00 pm", "11:59 p.m."],
        ["12:05 am", "1:00am", "11:00", "12:00 PM", "1:00 pm", "13:30"],
        ["12.30 a.m.", "09:00", "12.30 p.m.", "23:59", "in the evening"],
    ],
)
def test_sets_lines_of_a_day_in_the_order_of_the_clock(times: list[str]) -> None:
    lines = [line(time) for time in times]
    assert [row.time for row in in_order(reversed(lines))] == times


def test_sets_lines_in_the_order_of_days_then_times_then_agencies() -> None:
    ordered = (
        line(on="2018"), line(on="2018-09"), line("", "A"), line("", "B"), line("9:00", "A"), line(on="2018-09-05"),
    )  # fmt: skip  # in their order
    assert in_order(reversed(ordered)) == ordered


@pytest.mark.parametrize(
    ("said", "is_withheld"),
    [
        *((word, False) for word in sorted(A_CLEAR_YES)), ("YES.", False), (" Yes ", False), ("", False), (" ", False),
        ("no", True), ("No.", True), ("perhaps", True), ("yes, but not the name", True), ("0", True), ("n/a", True),
    ],
)  # fmt: skip  # a word and what it means
def test_keeps_back_whatever_is_no_clear_yes(said: str, is_withheld: bool) -> None:
    assert Entry(DAY, "A", "x", may_be_published=said).is_withheld == is_withheld


def table(*rows: str) -> bytes:
    """A table of these lines."""
    return "\n".join(rows).encode()


KEPT = [name for name in HEADS if name not in {"date", "text", "precision"}]


@pytest.mark.parametrize(("name", "head"), [(name, head) for name in KEPT for head in HEADS[name]])
def test_knows_a_column_by_each_of_its_names(name: str, head: str) -> None:
    (row,) = read_table(table(f"Date,Event,{head.upper()} ", "4/9/2018,rang,kept"), "a.csv", "").entries
    assert (getattr(row, name), row.text, row.on) == ("kept", "rang", DAY)


@pytest.mark.parametrize("date", HEADS["date"])
@pytest.mark.parametrize("text", HEADS["text"])
def test_finds_the_heads_that_are_needed(date: str, text: str) -> None:
    (row,) = read_table(table(f"{text},{date}", "rang,4/9/2018"), "a.csv", "Police").entries
    assert (row.on, row.text, row.agency) == (DAY, "rang", "Police")


@pytest.mark.parametrize(("above", "is_read"), [(0, True), (SEARCHED - 1, True), (SEARCHED, False)])
def test_looks_for_the_heads_in_the_first_lines(above: int, is_read: bool) -> None:
    rows = ["title,"] * above + ["Date,Event", "4/9/2018,rang"]
    found = read_table(table(*rows), "a.csv", "")
    assert len(found.entries) == is_read
    assert [row.why for row in found.unread] == ([] if is_read else ["no line names the columns “date” and “event”"])


@pytest.mark.parametrize("heads", ["Date,Agency", "Event,Agency", "Agency,Time"])
def test_reads_no_table_without_both_heads(heads: str) -> None:
    found = read_table(table(heads, "4/9/2018,rang"), "a.csv", "")
    assert (found.rows_in, [row.file for row in found.unread]) == (0, ["a.csv"])


def test_counts_every_line_and_sets_aside_those_without_a_day_or_an_event() -> None:
    first = ("Title,", "Date,Event,Time", "4/9/2018,rang,9:00", ",,")
    rows = (*first, "soon,rang", "5/9/2018", "5/9/2018, ,10:00", "6/9/2018,left")
    found = read_table(table(*rows), "a.csv", "")
    assert [row.text for row in found.entries] == ["rang", "left"]
    assert [(row.file, row.row, row.why) for row in found.set_aside] == [
        ("a.csv", 5, "“soon” is not a date"),
        ("a.csv", 6, "nothing says what happened"),
        ("a.csv", 7, "nothing says what happened"),
    ]
    assert found.rows_in == 5


@pytest.mark.parametrize(
    ("given", "of_row", "told"), [("Police", "Health", "Police"), ("", "Health", "Health"), ("", "", "not stated")]
)
def test_tells_whose_line_it_is(given: str, of_row: str, told: str) -> None:
    (row,) = read_table(table("Date,Event,Agency", f"4/9/2018,rang,{of_row}"), "a.csv", given).entries
    assert row.agency == told


def test_makes_a_day_as_exact_as_its_column_says() -> None:
    (row,) = read_table(table("Date,Event,How exact", "4/9/2018,rang,Month"), "a.csv", "").entries
    assert row.on.iso == "2018-09"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("a.pdf", b"x", WHAT_WE_READ), ("a", b"x", WHAT_WE_READ), ("a.xlsx", b"no workbook", DAMAGED)],
)
def test_says_why_a_file_holds_no_table(name: str, content: bytes, why: str) -> None:
    assert [(row.file, row.why) for row in read_table(content, name, "").unread] == [(name, why)]


def workbook(*sheets: list[list[object]]) -> bytes:
    """A workbook of these sheets."""
    book = Workbook(write_only=True)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Part {number}")
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (datetime.time(9, 30, 59), "09:30"),
        (datetime.datetime(1899, 12, 31, 9, 30), "09:30"),  # noqa: DTZ001
        (datetime.datetime(2018, 9, 4, 9, 30), "4 September 2018"),  # noqa: DTZ001
        (datetime.date(2018, 9, 4), "4 September 2018"),
        (3.0, "3"),
        (2.5, "2.5"),
        (7, "7"),
        (" a  b\nc ", "a b c"),
        (None, ""),
    ],
)  # a cell of a workbook has no zone
def test_says_each_cell_of_a_workbook_in_words(cell: object, words: str) -> None:
    rows: list[list[object]] = [["Date", "Event", "Time"], [datetime.date(2018, 9, 4), "rang", cell]]
    (row,) = read_table(workbook(rows), "a.xlsx", "").entries
    assert (row.on, row.time) == (DAY, words)


def test_reads_every_sheet_that_holds_anything_and_names_the_one_it_cannot_read() -> None:
    good: list[list[object]] = [["Date", "Event"], ["4/9/2018", "rang"]]
    found = read_table(
        workbook(good, [], [["Notes"], ["none"]], [["Date", "Event"], ["5/9/2018", "left"]]), "a.xlsx", ""
    )
    assert [row.text for row in found.entries] == ["rang", "left"]
    assert [row.file for row in found.unread] == ["a.xlsx, sheet Part 3"]

"""Which ways of writing a time or a day does a chronology understand, and what becomes of those it does not?"""

import datetime
import io
import itertools

import openpyxl
import pytest

from dhr_cases.chronology.dates import coarser, read_date
from dhr_cases.chronology.entries import Entry, Merged, ReadTable, SetAside, UnreadFile, in_order
from dhr_cases.chronology.table_files import DAMAGED, SEARCHED, WHAT_WE_READ, read_table
from dhr_cases.models import PartialDate

DAY = PartialDate.parse("2018-09-04")


def at(time: str, on: PartialDate = DAY, agency: str = "A") -> Entry:
    """A line of that time."""
    return Entry(on, agency, "x", time=time)


def times(*written: str) -> list[str]:
    """These times as the lines of one day come out."""
    return [line.time for line in in_order(map(at, written))]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("9am", "09:00"), ("9 am", "09:00"), ("9 A.M.", "09:00"), ("12am", "00:00"), ("12 pm", "12:00"),
        ("2pm", "14:00"), ("11 p.m. or so", "23:00"), ("0930", "09:30"), ("930", "09:30"), ("930pm", "21:30"),
        ("1400hrs", "14:00"), ("1400 hours", "14:00"), ("0000", "00:00"), ("14:00 hrs", "14:00"),
        ("09:30:15", "09:30"), ("09:30-10:00", "09:30"), ("9.05 pm", "21:05"), ("12.00 am", "00:00"),
    ],
)  # fmt: skip  # a time and the same by the clock
def test_knows_a_time_however_it_is_written(written: str, same: str) -> None:
    """It sorts neither before nor after the same time: the agency decides."""
    mine, theirs = at(written, agency="B"), at(same, agency="A")
    assert in_order((mine, theirs)) == (theirs, mine)
    before, after = at(written, agency="A"), at(same, agency="B")
    assert in_order((after, before)) == (before, after)


@pytest.mark.parametrize(
    "ordered",
    [
        ["", "8 a.m.", "9am", "0930", "10:15", "1400hrs", "3pm"],
        ["12am", "1am", "11am", "12pm", "1pm", "11pm"],
        ["0005", "0059", "0100", "0959", "1000", "2359"],
    ],
)
def test_sets_a_day_in_the_order_of_the_clock_however_each_agency_writes(ordered: list[str]) -> None:
    assert times(*reversed(ordered)) == ordered


@pytest.mark.parametrize("words", ["2", "14", "10 minutes later", "120000", "evening", "1 of 2", "9 amber alerts"])
def test_takes_a_bare_number_for_no_time(words: str) -> None:
    """It stands where its letters put it."""
    assert at(words).order == (DAY.iso, words, "A")


def test_sets_lines_of_one_time_in_the_order_of_agencies() -> None:
    lines = [at("9am", agency=name) for name in ("Refuge", "Health", "Police")]
    assert [line.agency for line in in_order(lines)] == ["Health", "Police", "Refuge"]


def test_keeps_the_order_of_the_file_for_lines_that_nothing_tells_apart() -> None:
    lines = [Entry(DAY, "A", text, time=time) for text, time in (("b", "9am"), ("a", "09:00"), ("c", "0900"))]
    assert [line.text for line in in_order(lines)] == ["b", "a", "c"]


def test_puts_a_year_before_its_months_and_a_month_before_its_days() -> None:
    days = [PartialDate.parse(text) for text in ("2018", "2018-01", "2018-01-01", "2018-12", "2018-12-31", "2019")]
    for shuffled in itertools.islice(itertools.permutations(days), 0, 720, 97):
        assert [line.on for line in in_order(at("", on) for on in shuffled)] == days


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("4-Sep-2018", "2018-09-04"), ("04-SEP-2018", "2018-09-04"), ("Sep-2018", "2018-09"),
        ("Sat 4 Sept 2018", "2018-09-04"), ("tues 4 Sep 2018", "2018-09-04"), ("Wed. 5 Sep 2018", "2018-09-05"),
        ("Thu, 6 Sep 2018", "2018-09-06"), ("Saturday 4 September, 2018", "2018-09-04"),
        ("4th of September 2018", "2018-09-04"), ("22nd May 2018", "2018-05-22"), ("1st Jan 2018", "2018-01-01"),
        ("3rd Mar 2018", "2018-03-03"), ("04/09/2018 14:30", "2018-09-04"), ("4.9.2018 09:05:00", "2018-09-04"),
        ("2018-09-04 00:00:00", "2018-09-04"), ("2018-09-04T10:15:00", "2018-09-04"), ("May 2018", "2018-05"),
        ("2018-09-04T10:15:00Z", "2018-09-04"), ("29 February 2016", "2016-02-29"), ("09-2018", "2018-09"),
    ],
)  # fmt: skip  # a cell and its day
def test_reads_a_day_as_programs_and_people_write_it(cell: str, iso: str) -> None:
    assert read_date(cell).iso == iso


@pytest.mark.parametrize(
    "cell",
    [
        "04-Sep-18", "Sept 4, 2018", "Sat 2018", "4 of September 2018 or so", "c. 2018", "14:30", "autumn 2018",
        "September 4th 2018", "2018/09/04", "4 Septembre 2018", "between 2016 and 2018",
    ],
)  # fmt: skip  # none is a day
def test_sets_a_cell_aside_rather_than_guess(cell: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as refusal:
        read_date(cell)
    assert str(refusal.value) == f"“{cell}” is not a date"


@pytest.mark.parametrize("cell", ["29 February 2018", "30/02/2018", "31-Apr-2018", "00/09/2018", "13/2018"])
def test_takes_no_day_for_the_next_one_that_the_calendar_has(cell: str) -> None:
    with pytest.raises(ValueError, match="is not a real date"):
        read_date(cell)


@pytest.mark.parametrize("word", ["about", "quarter", "exact", "week"])
def test_leaves_a_day_as_exact_as_it_is_where_the_column_says_nothing_we_know(word: str) -> None:
    assert coarser(DAY, word) == DAY


@pytest.mark.parametrize(("iso", "word"), [("2018", "month"), ("2018", "day"), ("2018", "year"), ("2018-09", "day")])
def test_makes_no_day_more_exact_than_its_cell(iso: str, word: str) -> None:
    """A year that is called known to the month stays a year."""
    assert coarser(PartialDate.parse(iso), word).iso == iso


def csv_of(*lines: str) -> bytes:
    """A file of these lines."""
    return "\r\n".join(lines).encode()


def test_counts_the_rows_as_the_file_has_them_below_a_title_and_past_empty_ones() -> None:
    found = read_table(
        csv_of("Chronology of Testshire Police", "", "Date,Event", "", "2018,Moved", ",Nothing", "soon,Call", "2019,"),
        "police.csv", "Police",
    )  # fmt: skip  # a file as it looks
    assert [(row.on.iso, row.text) for row in found.entries] == [("2018", "Moved")]
    assert [(row.row, row.why) for row in found.set_aside] == [
        (6, "no date"), (7, "“soon” is not a date"), (8, "nothing says what happened"),
    ]  # fmt: skip  # a row and its reason
    assert {row.file for row in found.set_aside} == {"police.csv"}
    assert (found.rows_in, found.unread) == (4, ())


def test_takes_the_first_of_two_columns_with_one_meaning() -> None:
    """The names have an order of their own: “event” goes before “details” wherever it stands."""
    found = read_table(csv_of("Details,Date,Event", "more,2018,Moved"), "a.csv", "A")
    assert [row.text for row in found.entries] == ["Moved"]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Person(s) concerned", "persons"), ("SOURCE OF INFORMATION:", "source"), ("Good practice/concern", "practice"),
        ("Contact type*", "contact"), ("Published?", "may_be_published"), ("Response/Action", "response"),
        ("DA indicator", "indicator"), ("Author's comment", ""),
    ],
)  # fmt: skip  # a head and the column it is
def test_reads_a_head_without_its_signs(head: str, field: str) -> None:
    entry = read_table(csv_of(f"Date,Event,{head}", "2018,Moved,word"), "a.csv", "A").entries[0]
    said = {name for name in vars(entry) if getattr(entry, name) == "word"}
    assert said == ({field} if field else set())


def test_reads_no_word_into_a_column_that_a_short_line_lacks() -> None:
    entry = read_table(csv_of("Date,Event,Time,Comment", "2018,Moved,9am"), "a.csv", "A").entries[0]
    assert (entry.time, entry.comment) == ("9am", "")


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a", "a.csv.zip", "a.xls", ".csv"])
def test_reads_only_the_kinds_of_file_it_says(name: str) -> None:
    assert read_table(b"Date,Event\n2018,x", name, "A").unread == (UnreadFile(name, WHAT_WE_READ),)


def test_goes_by_the_ending_in_whatever_letters() -> None:
    assert len(read_table(b"Date,Event\n2018,x", "A.CSV", "A").entries) == 1


def test_tells_a_damaged_workbook_from_one_without_heads() -> None:
    assert read_table(b"PK\x03\x04", "a.xlsx", "A").unread == (UnreadFile("a.xlsx", DAMAGED),)
    assert read_table(csv_of("When,What", "2018,x"), "a.csv", "A").unread == (
        UnreadFile("a.csv", "no line names the columns “date” and “event”"),
    )


@pytest.mark.parametrize(("lines_above", "is_found"), [(SEARCHED - 1, True), (SEARCHED, False)])
def test_finds_heads_no_further_down_than_it_looks_in_a_workbook(lines_above: int, is_found: bool) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for _ in range(lines_above):
        page.append(["Title"])
    page.append(["Date", "Event"])
    page.append([datetime.date(2018, 9, 4), "Moved"])
    target = io.BytesIO()
    book.save(target)
    assert bool(read_table(target.getvalue(), "a.xlsx", "A").entries) is is_found


def test_counts_the_rows_of_a_file_as_those_taken_and_those_set_aside() -> None:
    aside = SetAside("a.csv", 3, "no date")
    assert ReadTable((at(""), at("")), (aside,)).rows_in == 3
    assert ReadTable(unread=(UnreadFile("a.csv", DAMAGED),)).rows_in == 0
    assert Merged().files == 0

"""Where do the rows of a portfolio's file begin and end, and which of its lines are cases?"""

import datetime
import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from dhr_cases.actions.running_case import KNOWN_EVENTS
from dhr_cases.errors import Incomplete
from dhr_cases.models import Partnership
from dhr_cases.portfolio_file import (
    COLUMNS,
    DAYS,
    FACTS,
    MOST_LINES,
    MOST_ROWS,
    NEEDED,
    Fault,
    Portfolio,
    RowReading,
    as_csv,
    read_portfolio,
    rows_of,
    template_text,
)

HERE = Partnership(code="here", name="Here CSP")
HEADS = ("reference", "stage")
CASE = ("A-1", "DRAFTING")
READ = dict(zip(HEADS, CASE, strict=True))
TOO_MANY = f"The file holds more than {MOST_ROWS} rows. Take on the cases in several files."


def csv_of(*rows: Sequence[str]) -> bytes:
    """Rows as a spreadsheet saves them, an empty one as a line without a word."""
    return "".join(f"{','.join(row)}\r\n" for row in (HEADS, *rows)).encode()


def workbook_of(*rows: Sequence[object], last: int = 0) -> bytes:
    """A workbook of these rows; ``last`` is a row far below in which something was once typed and taken away."""
    book, target = Workbook(), io.BytesIO()
    page = book.worksheets[0]
    for row in (HEADS, *rows):
        page.append(list(row))
    if last:
        page.cell(last, 1).value = " "
    book.save(target)
    return target.getvalue()


def refusal_of(name: str, content: bytes) -> str:
    """The sentence that refuses a whole file."""
    with pytest.raises(Incomplete) as refusal:
        rows_of(name, content)
    return refusal.value.sentence


def test_counts_no_empty_line_of_a_csv_file_as_a_case() -> None:
    """As many cases as it takes, with lines between and behind them."""
    rows = [*[CASE] * (MOST_ROWS - 1), (), ("", ""), CASE, (), ()]
    assert sum(map(bool, rows_of("a.csv", csv_of(*rows)))) == MOST_ROWS
    assert refusal_of("a.csv", csv_of(*rows, CASE)) == TOO_MANY


def test_counts_no_empty_row_of_a_workbook_and_loses_none_behind_it() -> None:
    rows: list[Sequence[object]] = [*[CASE] * (MOST_ROWS - 1), (None, None), ("", None), CASE]
    found = rows_of("a.xlsx", workbook_of(*rows))
    assert len(found) == MOST_ROWS + 2
    assert found[-1] == READ
    assert refusal_of("a.xlsx", workbook_of(*rows, CASE)) == TOO_MANY


def test_reads_a_workbook_whose_sheet_once_held_more() -> None:
    assert rows_of("a.xlsx", workbook_of(CASE, last=MOST_LINES))[0] == READ


def test_refuses_a_workbook_that_goes_down_too_far_to_be_read_whole() -> None:
    assert refusal_of("a.xlsx", workbook_of(CASE, last=MOST_LINES + 1)) == (
        "The sheet goes down more than 10,000 rows. Delete the empty rows below the last case."
    )


def test_reads_the_first_sheet_alone() -> None:
    book, target = Workbook(), io.BytesIO()
    for page, reference in ((book.worksheets[0], "A-1"), (book.create_sheet("Notes"), "A-2")):
        page.append(list(HEADS))
        page.append([reference, "DRAFTING"])
    book.save(target)
    assert rows_of("a.xlsx", target.getvalue()) == [READ]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a", "xlsx", "a.xls"])
def test_takes_whatever_is_not_called_a_workbook_for_separated_values(name: str) -> None:
    assert rows_of(name, csv_of(CASE)) == [READ]
    assert refusal_of(name, workbook_of(CASE)).startswith("The file cannot be read as a table.")


def test_says_what_is_wrong_with_the_heads_one_thing_at_a_time() -> None:
    """What lacks goes before what is not known, and that before what stands there twice."""
    assert refusal_of("a.csv", b"town,town\n") == "Row 1 lacks the column heads: reference, stage."
    assert refusal_of("a.csv", b"reference,stage,town,town\n") == ("Row 1 has column heads that are not known: town.")
    assert refusal_of("a.csv", b"stage,reference,pseudonym,stage,Reference,stage\n") == (
        "Row 1 has column heads twice: reference, stage."
    )


def test_has_a_column_for_each_fact_and_each_known_event_once() -> None:
    assert (*FACTS, *DAYS) == COLUMNS
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert tuple(row.column for row in KNOWN_EVENTS.values()) == DAYS
    assert set(NEEDED) < set(FACTS)
    assert template_text() == f"{','.join(COLUMNS)}\r\n"


def test_writes_only_the_heads_when_it_has_no_rows_to_write() -> None:
    assert as_csv([]) == as_csv([READ], with_rows=False) == template_text()


def test_leaves_a_column_empty_of_which_a_row_says_nothing() -> None:
    line = as_csv([READ]).splitlines()[1]
    assert line.split(",") == [READ.get(column, "") for column in COLUMNS]


def test_sorts_no_faults_and_numbers_every_row_from_the_heads_on() -> None:
    found = read_portfolio([{}, {**READ, "stage": ""}, {}, {**READ, "reference": ""}], [HERE])
    assert [fault.row for fault in found.faults] == [3, 5]
    assert found.cases == {}


@pytest.mark.parametrize("again", ["A-1", "a-1"])
def test_names_the_first_row_of_a_reference_however_often_it_comes_again(again: str) -> None:
    found = read_portfolio([READ, {**READ, "reference": again}, {**READ, "reference": again}], [HERE])
    assert [str(fault) for fault in found.faults] == [
        f"Row {row}: The reference {again} stands in row 2 already." for row in (3, 4)
    ]


def test_remembers_no_reference_of_a_row_that_cannot_be_read() -> None:
    """The row below it is told of its own faults only."""
    found = read_portfolio([{**READ, "stage": "Nowhere"}, READ], [HERE])
    assert [fault.row for fault in found.faults] == [2]
    assert list(found.cases) == [3]


def test_tells_every_fault_of_a_row_by_its_column() -> None:
    cells = {
        "reference": "?", "stage": "x", "partnership": "there", "pseudonym": "p" * 61, "date_of_death": "soon",
        "type_of_death": "x", "partnership_before": "b" * 201, "referral": "then", "outcome": "x", "stood_at": "x",
        "letter_outcome": "x", "hold_reason": "x", "hold_since": "2018", "hold_stops": "x",
    }  # fmt: skip  # a column and what is wrong in it
    reading = RowReading(cells, {"here": HERE})
    assert reading.case() is None
    assert {fault.partition(":")[0] for fault in reading.faults} == set(cells)
    assert len(reading.faults) == len(cells)


def test_gives_a_hold_only_where_nothing_of_the_row_is_wrong() -> None:
    """Its terms may rest on a cell that could not be read."""
    hold = {"hold_reason": "inquest", "hold_since": "2021-09-01", "hold_stops": "interviews"}
    assert RowReading({**READ, **hold}, {}).hold() is not None
    broken = RowReading({**READ, **hold, "pseudonym": "p" * 61}, {"here": HERE})
    assert broken.case() is None
    assert broken.hold() is None


@pytest.mark.parametrize("since", ["2021", "2021-09", ""])
def test_begins_no_hold_on_a_day_that_is_not_known_to_the_day(since: str) -> None:
    reading = RowReading({**READ, "hold_reason": "inquest", "hold_since": since, "hold_stops": "interviews"}, {})
    assert reading.hold() is None
    wanted = "write the full date." if since else "a hold needs its reason, its first day and what it stops."
    assert reading.faults == [f"hold_since: {wanted}"]


def test_stops_one_thing_once_however_often_it_is_named() -> None:
    reading = RowReading({"hold_stops": " interviews ;; Interviews, INTERVIEWS "}, {})
    assert len(reading.scope()) == 1
    assert reading.faults == []


def test_reads_a_real_date_of_a_workbook_without_its_time() -> None:
    moment = datetime.datetime(2021, 3, 4, 17, 30)  # noqa: DTZ001  # cells hold no zone
    book, target = Workbook(), io.BytesIO()
    book.worksheets[0].append([*HEADS, "decision"])
    book.worksheets[0].append([*CASE, moment])
    book.save(target)
    assert rows_of("a.xlsx", target.getvalue()) == [{**READ, "decision": "2021-03-04"}]


def test_is_told_as_a_person_reads_it() -> None:
    assert str(Fault(7, "No.")) == "Row 7: No."
    assert Portfolio({}, ()) == read_portfolio([], [HERE])

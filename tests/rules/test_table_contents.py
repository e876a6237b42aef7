"""Which lines are read of a table, whichever program saved it, and is every damaged one refused?"""

import io
import random

import pytest
from openpyxl import Workbook

from dhr_cases.table_contents import NoTableError, separated_lines, sheets_of

HEADS, LINE = ["Action", "Owner"], ["Tell José’s school; soon", "Kent, Police"]


def saved(separator: str, letters: str, *, mark: bytes = b"") -> bytes:
    """The two lines as a program saves them, each cell in quotation marks."""
    rows = (separator.join(f'"{cell}"' for cell in row) for row in (HEADS, LINE))
    return mark + "\r\n".join(rows).encode(letters)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("letters", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("cp1252", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
def test_reads_values_whatever_parts_and_encodes_them(separator: str, letters: str, mark: bytes) -> None:
    content = saved(separator, letters, mark=mark)
    assert separated_lines(content) == [HEADS, LINE]
    assert separated_lines(content, strict=True) == [HEADS, LINE]


def test_takes_the_separator_from_the_first_line_that_has_one() -> None:
    assert separated_lines(b"The plan of Testshire\nAction;Owner, body;By\n")[1][1] == "Owner, body"


def test_keeps_a_line_break_within_a_cell() -> None:
    assert separated_lines(b'Action,Owner\r\n"First\r\nthen",Police\r\n')[1] == ["First\r\nthen", "Police"]


@pytest.mark.parametrize("content", [b"a,b\x00c", b"\xff\xfeabc", b"Action,\x81"])
def test_refuses_what_is_no_text(content: bytes) -> None:
    with pytest.raises(NoTableError):
        separated_lines(content)


@pytest.mark.parametrize("content", [b'"open,b\n', b'"a"b,c\n'])
def test_refuses_loose_quotation_marks_only_when_strict(content: bytes) -> None:
    assert separated_lines(content)
    with pytest.raises(NoTableError):
        separated_lines(content, strict=True)


def workbook() -> bytes:
    """Two sheets, the second empty."""
    book = Workbook()
    plan = book.worksheets[0]
    plan.title = "Plan"
    for row in (HEADS, LINE, [1, None]):
        plan.append(row)
    book.create_sheet("Notes")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_reads_every_sheet_with_its_name() -> None:
    plan, notes = sheets_of(workbook())
    assert plan == ("Plan", [tuple(HEADS), tuple(LINE), (1, None)])
    assert notes == ("Notes", [])


def test_reads_what_a_cell_shows_and_no_formula() -> None:
    """A program that never worked it out has kept nothing to show."""
    book, written = Workbook(), io.BytesIO()
    book.worksheets[0].append(["=1+1", "kept"])
    book.save(written)
    ((_name, rows),) = sheets_of(written.getvalue())
    assert rows == [(None, "kept")]


def test_looks_for_a_separator_in_the_first_twenty_lines() -> None:
    assert separated_lines(b"Plan\n" * 19 + b"Action;Owner\n")[-1] == ["Action", "Owner"]
    assert separated_lines(b"Plan\n" * 20 + b"Action;Owner\n")[-1] == ["Action;Owner"]


def test_takes_the_sign_that_stands_most_often_and_a_comma_where_none_does() -> None:
    assert separated_lines(b"a;b;c,d\n") == [["a", "b", "c,d"]]
    assert separated_lines(b"a,b;c\n") == [["a", "b;c"]]
    assert separated_lines(b"a\tb\tc\n1,2\t3\t4\n")[1] == ["1,2", "3", "4"]
    assert separated_lines(b"alone\nb,c\n") == [["alone"], ["b", "c"]]
    assert separated_lines(b"") == []


def test_reads_no_more_rows_and_cells_than_asked_for() -> None:
    assert sheets_of(workbook(), most_rows=1, most_cells=1)[0] == ("Plan", [(HEADS[0],)])


@pytest.mark.parametrize("content", [b"", b"PK", b"no workbook", workbook()[:400]])
def test_refuses_what_is_no_workbook(content: bytes) -> None:
    with pytest.raises(NoTableError):
        sheets_of(content)


def test_reads_or_refuses_every_damaged_workbook() -> None:
    whole = workbook()
    chance = random.Random(19)  # noqa: S311  # damage drawn by lot, no secret
    refused = 0
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            sheets_of(bytes(content))
        except NoTableError:
            refused += 1
    assert refused > 100

"""What is taken for a value of each kind in a file of years or a cell of a workbook, and what is said of any other?"""

import datetime
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

from dhr_cases.errors import Incomplete
from funding.file_values import FileFault, Gathered, cut, hint, pence_from_nought, per_cent, read_json
from funding.imports import keys, workbook
from funding.imports.grant_layout import Prose, Share
from funding.imports.keys import Kind
from funding.imports.sheets import SHEETS, STEPS, body_cell, day_cell, flag_cell, pounds_cell, words_cell
from funding.money import Qualifier
from funding.years import FinancialYear

MOST = 10**14


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


TAKEN: list[tuple[Kind, object, Any]] = [
    (keys.Text(), "  Letter  ", "Letter"),
    (keys.Text(3), " abc ", "abc"),
    (keys.Slug(), "kent-fire-2", "kent-fire-2"),
    (keys.Slug(3), "abc", "abc"),
    (keys.Day(), "2024-02-29", datetime.date(2024, 2, 29)),
    (keys.Year(), "1999/00", FinancialYear(1999)),
    (keys.Year(), "2021-2022", FinancialYear(2021)),
    (keys.Year(), "2021", FinancialYear(2021)),
    (keys.Whole(), 0, 0),
    (keys.Whole(), MOST, MOST),
    (keys.Whole(1, 12), 12, 12),
    (keys.Stated(), None, None),
    (keys.Stated(), 0, 0),
    (keys.Stated(1), 1, 1),
    (keys.Flag(), True, True),
    (keys.Flag(), False, False),
    (keys.OneOf(Colour), "red", Colour.RED),
    (Share(), "1/3", Fraction(1, 3)),
    (Share(), "1/1", Fraction(1)),
    (Share(), "100/100", Fraction(1)),
    (Prose(), " two\nlines ", "two\nlines"),
    (Prose(), "", ""),
    (keys.ListOf("", each=keys.Slug()), ["a", "b"], ("a", "b")),
    (keys.ListOf("", each=keys.Slug()), [], ()),
]  # fmt: skip  # one line a value: its kind, what is written, what is read


@pytest.mark.parametrize(("kind", "written", "read"), TAKEN)
def test_reads_a_value_of_its_kind(kind: Kind, written: object, read: Any) -> None:
    gathered = Gathered()
    found = kind.read(gathered, "here", written)
    assert (found, type(found), gathered.faults) == (read, type(read), [])


LETTERS = "a text in quotation marks is needed here, not"
PLAIN = "a name in plain letters on one line is needed here."
NUMBER = "a whole number is needed here, not"
FRACTION = "a share of the whole is needed here, for example 1/3."
CODE = "Use small letters, figures and hyphens: kent-fire."
REFUSED: list[tuple[Kind, object, str]] = [
    (keys.Text(), 3, f"{LETTERS} a number."),
    (keys.Text(), 3.5, f"{LETTERS} a number with a point or an exponent."),
    (keys.Text(), None, f"{LETTERS} null."),
    (keys.Text(), [], f"{LETTERS} a list."),
    (keys.Text(), {}, f"{LETTERS} an object."),
    (keys.Text(), True, f"{LETTERS} true or false."),
    (keys.Text(), "", PLAIN),
    (keys.Text(), "two\nlines", PLAIN),
    (keys.Text(), "half \ud800 a letter", PLAIN),
    (keys.Text(3), "abcd", "a text of at most 3 letters is needed here, not 4."),
    (keys.Slug(), "Kent Fire", f"“Kent Fire” is no code. {CODE}"),
    (keys.Slug(), "-kent", f"“-kent” is no code. {CODE}"),
    (keys.Slug(), "kent--fire", f"“kent--fire” is no code. {CODE}"),
    (keys.Slug(), "", f"“” is no code. {CODE}"),
    (keys.Slug(3), "abcd", f"“abcd” is no code. {CODE}"),
    (keys.Slug(), "x" * 81, f"“{'x' * 60}…” is no code. {CODE}"),
    (keys.Day(), "2023-02-29", "“2023-02-29” is not a date. Use year-month-day, for example 2026-03-04."),
    (keys.Day(), "20230228", "“20230228” is not a date. Use year-month-day, for example 2026-03-04."),
    (keys.Day(), 20230228, f"{LETTERS} a number."),
    (keys.Year(), "21/22", "“21/22” is not a financial year. Write it like 2021/22."),
    (keys.Year(), "2021/2023", "“2021/2023” is not a financial year: 2021 is followed by 2022."),
    (keys.Year(), "1899/00", "“1899/00” is not a financial year. Write it like 2021/22."),
    (keys.Year(), 2021, f"{LETTERS} a number."),
    (keys.Whole(), -1, f"a whole number from 0 to {MOST} is needed here."),
    (keys.Whole(), MOST + 1, f"a whole number from 0 to {MOST} is needed here."),
    (keys.Whole(1, 12), 0, "a whole number from 1 to 12 is needed here."),
    (keys.Whole(1, 12), 13, "a whole number from 1 to 12 is needed here."),
    (keys.Whole(), 1.0, f"{NUMBER} a number with a point or an exponent."),
    (keys.Whole(), True, f"{NUMBER} true or false."),
    (keys.Whole(), None, f"{NUMBER} null."),
    (keys.Whole(), float("nan"), f"{NUMBER} NaN."),
    (keys.Stated(1), 0, f"a whole number from 1 to {MOST} is needed here."),
    (keys.Stated(), "5", f"{NUMBER} a text."),
    (keys.Flag(), "true", "true or false is needed here."),
    (keys.Flag(), 1, "true or false is needed here."),
    (keys.OneOf(Colour), "gren", "“gren” is not known. Did you mean green?"),
    (keys.OneOf(Colour), "blue", "“blue” is not known. Known here: red, green."),
    (keys.OneOf(Colour), 1, f"{LETTERS} a number."),
    (Share(), "0/3", FRACTION),
    (Share(), "4/3", FRACTION),
    (Share(), "1/101", FRACTION),
    (Share(), "1", FRACTION),
    (Share(), "1/3/4", FRACTION),
    (Share(), "⅓", FRACTION),
    (Share(), f"1/{'9' * 5000}", FRACTION),
    (Share(), 0.33, f"{LETTERS} a number with a point or an exponent."),
    (Prose(), "x" * 4001, "a text of at most 4000 letters is needed here, not 4001."),
    (keys.ListOf(""), {}, "a list is needed here, not an object."),
]  # fmt: skip  # one line a fault: the kind, what is written, what is said


@pytest.mark.parametrize(("kind", "written", "sentence"), REFUSED)
def test_says_what_is_needed_instead(kind: Kind, written: object, sentence: str) -> None:
    gathered = Gathered()
    assert not kind.read(gathered, "here", written)
    assert [str(fault) for fault in gathered.faults] == [f"here: {sentence}"]
    assert (gathered.faults[0].place, gathered.faults[0].sentence) == ("here", sentence)


def test_loses_only_the_values_of_a_list_that_cannot_be_read() -> None:
    gathered = Gathered()
    assert keys.ListOf("", each=keys.Slug()).read(gathered, "names", ["a", "B", "c", 4]) == ("a", "c")
    assert [fault.place for fault in gathered.faults] == ["names[1]", "names[3]"]


@pytest.mark.parametrize(
    ("key", "written", "value", "told"),
    [
        (keys.Key("a", keys.Whole(), "", is_needed=True), {}, None, ["row.a: missing."]),
        (keys.Key("a", keys.Whole(), "", default=7), {}, 7, []),
        (keys.Key("a", keys.Whole(), "", default=7), {"a": None}, 7, []),
        (keys.Key("a", keys.Stated(), "", is_needed=True), {"a": None}, None, []),
        (keys.Key("a", keys.Whole(), "", is_needed=True), {"a": None}, None, [f"row.a: {NUMBER} null."]),
        (keys.Key("a", keys.Whole(), ""), {"a": 1, "b": 2}, None, ["row.b: unknown key. Known here: a."]),
    ],
)
def test_takes_null_for_a_key_left_out_where_it_need_not_be_there(
    key: keys.Key, written: dict[str, object], value: object, told: list[str]
) -> None:
    gathered = Gathered()
    row = keys.read_row(gathered, "row", written, [key])
    assert list(map(str, gathered.faults)) == told
    assert (row is None) is bool(told)
    assert row is None or row["a"] == value


def test_names_a_column_by_its_head_and_a_key_by_its_path() -> None:
    plain = keys.Row("years[0]", {"year": 1})
    of_a_sheet = keys.Row("Income, row 5", {}, {"amount_pence": "Amount (£)"})
    assert str(plain.fault("year", "wrong.")) == "years[0].year: wrong."
    assert str(of_a_sheet.fault("amount_pence", "wrong.")) == "Income, row 5, Amount (£): wrong."
    assert of_a_sheet.at("source") == "Income, row 5"


POUNDS: list[tuple[str, int | None]] = [
    ("", None), ("not stated", None), ("Not Stated", None), ("unknown", None), ("?", None),
    ("0", 0), ("0.01", 1), ("3000", 300_000), ("3,000.50", 300_050), ("£ 1,234,567", 123_456_700), ("12.3", 1_230),
    ("12.340000", 1_234), ("-5", -500), ("1000000000", 10**11),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "pence"), POUNDS)
def test_reads_pounds_as_whole_pence(cell: str, pence: int | None) -> None:
    assert pounds_cell("here", cell, {}) == pence


NO_AMOUNT = "is no amount. Write pounds, such as 3000 or 3,000.50."


@pytest.mark.parametrize(
    "cell",
    ["3,50", "1,2,3", ",5", "1,0000", "12.", ".5", "1e3", "1e999999999", "1_000", "٣", "nan", "Infinity", "five"],
)
def test_takes_nothing_for_pounds_that_may_mean_another_sum(cell: str) -> None:
    """A comma before pence would make a hundred times as much of it."""
    with pytest.raises(FileFault) as refused:
        pounds_cell("here", cell, {})
    assert str(refused.value) == f"here: “{cell}” {NO_AMOUNT}"


@pytest.mark.parametrize("cell", ["0.001", "1.005", "0.0000000000000000001"])
def test_takes_no_part_of_a_penny(cell: str) -> None:
    with pytest.raises(FileFault) as refused:
        pounds_cell("here", cell, {})
    assert str(refused.value) == f"here: “{cell}” is no amount in whole pence."


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("26/06/2021", "2021-06-26"),
        ("1/2/2021", "2021-02-01"),
        ("2021-06-26", "2021-06-26"),
        ("31/02/2021", "2021-02-31"),
        ("26.06.2021", "26.06.2021"),
        ("1/2/21", "1/2/21"),
        ("٢٦/٠٦/٢٠٢١", "٢٦/٠٦/٢٠٢١"),
    ],
)
def test_reads_a_day_as_the_british_write_it(cell: str, day: str) -> None:
    assert day_cell("here", cell, {}) == day


@pytest.mark.parametrize(
    ("cell", "flag"), [("yes", True), ("Y", True), ("TRUE", True), ("No", False), ("n", False), ("False", False)]
)
def test_reads_yes_and_no(cell: str, flag: bool) -> None:
    assert flag_cell("here", cell, {}) is flag


def test_says_of_a_cell_what_it_is_not() -> None:
    told: list[tuple[Callable[[], object], str]] = [
        (lambda: flag_cell("here", "perhaps", {}), "here: “perhaps” is neither yes nor no."),
        (
            lambda: body_cell("here", "Nobody Trust", {"fire": "kent-fire"}),
            "here: no organisation is called “Nobody Trust”. Add it on the page of organisations first.",
        ),
    ]
    for read, sentence in told:
        with pytest.raises(FileFault) as refused:
            read()
        assert str(refused.value) == sentence
    assert body_cell("here", "FIRE", {"fire": "kent-fire"}) == "kent-fire"


def test_reads_a_code_by_its_words_or_by_itself() -> None:
    step = words_cell(STEPS)
    assert [step("", cell, {}) for cell in ("Credit note", "credit_note", "CREDIT NOTE", "paid twice")] == [
        "credit_note", "credit_note", "credit_note", "paid_twice",
    ]  # fmt: skip
    exact = words_cell({each.value: each.value.replace("_", " ") for each in Qualifier})
    assert exact("", "Up to", {}) == "up_to"


WHOLE_FILES: list[tuple[str, str]] = [
    ("", "The file is empty."),
    ("  \n", "The file is empty."),
    ("{", "Line 1, column 2: this is not JSON: Expecting property name enclosed in double quotes."),
    ("{}\n x", "Line 2, column 2: this is not JSON: Extra data."),
    ("9" * 5000, "The file holds a number too long to be read."),
    ("[" * 100_000, "The file nests too deeply to be read."),
]


@pytest.mark.parametrize(("text", "sentence"), WHOLE_FILES, ids=[sentence for _, sentence in WHOLE_FILES])
def test_says_of_a_text_why_it_is_no_file(text: str, sentence: str) -> None:
    with pytest.raises(FileFault) as refused:
        read_json(text)
    assert str(refused.value) == sentence


def test_reads_a_file_with_a_mark_before_it() -> None:
    assert read_json('\ufeff{"a": [1, null]}') == {"a": [1, None]}


@pytest.mark.parametrize(
    ("read", "written", "sentence"),
    [
        (pence_from_nought, -1, "-1 is below nought."),
        (per_cent, 12, 'a text in quotation marks is needed here, for example "12.5", not a number.'),
        (per_cent, "12,5", "“12,5” is not a per cent. Write figures and a point, for example 12.5."),
        (per_cent, "1" * 1001, "a per cent has at most 1000 figures."),
    ],
)  # fmt: skip
def test_says_what_is_no_pence_and_no_per_cent(
    read: Callable[[str, object], object], written: object, sentence: str
) -> None:
    with pytest.raises(FileFault) as refused:
        read("here", written)
    assert refused.value.sentence == sentence


def test_helps_after_a_slip_of_the_pen() -> None:
    many = [f"name{number:02d}" for number in range(14)]
    assert hint("nmae03", many) == "Did you mean name03?"
    assert hint("zzz", many) == f"Known here: {', '.join(many[:12])} and 2 more."
    assert hint("zzz", many[:12]) == f"Known here: {', '.join(many[:12])}."
    assert (cut("x" * 60), cut("x" * 61)) == ("x" * 60, f"{'x' * 60}…")


HEADS = [column.head for column in SHEETS["Partners"].columns]
SHAPES: list[tuple[workbook.Tables, str]] = [
    ({}, "The workbook has none of the sheets Partners, Costs, Income."),
    ({"A": [], "B": []}, "The workbook has sheets of other names: A, B. Use Partners, Costs, Income."),
    ({"Partners": []}, "Partners, row 1 lacks the heads: Year, Organisation, Amount (£)."),
    ({"Costs": []}, "Costs, row 1 lacks the heads: Year, Class, What for."),
    ({"Income": []}, "Income, row 1 lacks the heads: Year, Organisation, Step, Amount (£), Day."),
    ({"Partners": [HEADS]}, "The workbook holds no row below the heads."),
    ({"Partners": [HEADS, ["", ""]]}, "The workbook holds no row below the heads."),
    ({"Partners": [[*HEADS, "Note", "Colour"]]}, "Partners, row 1 has heads not known: Note, Colour."),
    ({"Partners": [[*HEADS, "Year", "Source"]]}, "Partners, row 1 has heads twice: Source, Year."),
    (
        {"Partners": [HEADS, *[["x"]] * (workbook.MOST_ROWS + 1)]},
        "Partners has more than 2000 rows. Take it in by years.",
    ),
]


@pytest.mark.parametrize(("tables", "sentence"), SHAPES, ids=[sentence for _, sentence in SHAPES])
def test_refuses_a_workbook_that_is_no_book_of_years(tables: workbook.Tables, sentence: str) -> None:
    with pytest.raises(Incomplete) as refused:
        workbook.check_tables(tables)
    assert str(refused.value) == sentence


def test_takes_a_workbook_of_as_many_rows_as_it_may_have() -> None:
    full: workbook.Tables = {"Partners": [HEADS, *[["x"]] * workbook.MOST_ROWS]}
    workbook.check_tables(full)
    assert workbook.from_text(workbook.as_text(full)) == full

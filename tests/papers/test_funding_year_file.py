"""The file of a year holds every row, adds up, and runs nothing as a formula."""

import io
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from funding.money import Qualifier
from funding.papers.figures import NOT_STATED, UNSTATED, Figure
from funding.papers.frame import INVENTED, Sender
from funding.papers.invented import AGREEMENTS, AS_AT, COST_ROWS, ENTRIES, YEAR
from funding.papers.journal_export.columns import HEADS
from funding.papers.journal_export.example import EXAMPLE as JOURNAL
from funding.papers.kinds import Format, PaperKind, build
from funding.papers.tables import Pounds, Sheet, cell_text, money_cells, money_heads, sheet_csv
from funding.papers.year_export.example import EXAMPLE
from funding.papers.year_export.facts import YearFile
from funding.papers.year_export.sheets import sheets
from funding.position import YearFacts, position
from funding.terms import Cause, Measure
from tests.papers.read_back import csv_rows, excel, zip_files

SHEETS = ["About", "Position", "Costs", "Contributions", "Entries", "Requests", "Not stated"]
EMPTY = YearFile(Sender("Southshire Partnership"), position(YearFacts(YEAR, AS_AT)))


def workbook(facts: YearFile = EXAMPLE) -> dict[str, list[tuple[object, ...]]]:
    """The workbook of a year, read back."""
    return excel(build(PaperKind.YEAR, Format.EXCEL, facts))


def figure(rows: list[tuple[object, ...]], name: str) -> tuple[object, ...]:
    """The cells after the one that names a row."""
    return next(row[1:] for row in rows if row[0] == name)


def test_has_a_sheet_for_everything_of_the_year() -> None:
    assert list(workbook()) == SHEETS


def test_says_what_it_is_as_at_when_and_that_it_is_invented() -> None:
    about = {row[0]: row[1] for row in workbook()["About"]}
    assert about["As at"] == "31 January 2022"
    assert about["Financial year"] == "2021/22, 1 April 2021 to 31 March 2022"
    assert about["Note"] == INVENTED


@pytest.mark.parametrize(
    ("model", "told"), [("Shared cost, version 2", "Shared cost, version 2"), ("", "not recorded")]
)
def test_names_the_rules_of_the_year_or_says_that_none_are_recorded(model: str, told: str) -> None:
    about = {row[0]: row[1] for row in workbook(replace(EXAMPLE, model=model))["About"]}
    assert about["Funding model"] == told
    assert about["Partnership"] == EXAMPLE.sender.partnership


def test_calls_real_figures_by_no_other_name() -> None:
    real = replace(EXAMPLE, sender=replace(EXAMPLE.sender, is_demonstration=False))
    assert "Note" not in {row[0] for row in workbook(real)["About"]}


def test_holds_the_position_to_the_penny_with_every_cause() -> None:
    rows = workbook()["Position"]
    assert figure(rows, "Required") == (43000, "exactly")
    assert figure(rows, "Brought forward") == (1000, "exactly")
    assert figure(rows, "Received") == (23360.5, "exactly")
    assert figure(rows, "Shortfall against what is received") == (18639.5, "exactly")
    for measure in Measure:
        causes = [Pounds(EXAMPLE.position.causes[measure][cause]).pence for cause in Cause]
        assert sum(causes) == EXAMPLE.position.shortfall[measure]
    assert any(str(row[0]).startswith("Left out of these totals") for row in rows)


def test_keeps_about_beside_the_number() -> None:
    shares = {row[0]: row[6:8] for row in workbook()["Contributions"][1:]}
    assert shares["Mereside District Council"] == (5000, "about")
    assert shares["Northshire Health Board"] == (NOT_STATED, NOT_STATED)
    assert shares["Northshire Police"] == (10000, "exactly")


def test_never_writes_nought_for_what_is_not_stated() -> None:
    costs = {row[2]: row for row in workbook()["Costs"]}
    assert costs["Advocate"][5:13] == (NOT_STATED,) * 8
    assert costs["Coordination"][5:9] == (25000, "exactly", NOT_STATED, NOT_STATED)


def test_says_in_each_total_how_many_rows_it_leaves_out() -> None:
    costs = figure(workbook()["Costs"], "Total")
    assert costs[4:6] == (40000, "exactly, 1 not stated left out")
    assert costs[6:8] == (18000, "exactly, 2 not stated left out")
    shares = figure(workbook()["Contributions"], "Total, what is taken over counted once")
    assert shares[5:7] == (38650, "about, 1 not stated left out")


def test_counts_a_contribution_that_was_taken_over_once() -> None:
    successor = replace(
        AGREEMENTS[2], organisation="Probation", takes_over_from="Northshire Rehabilitation Company", counted={}
    )
    facts = replace(EXAMPLE, agreements=(AGREEMENTS[2], successor))
    assert figure(workbook(facts)["Contributions"], "Total, what is taken over counted once")[5] == 3650


def test_says_that_a_sum_of_nothing_stated_is_not_stated() -> None:
    facts = replace(EXAMPLE, costs=(replace(COST_ROWS[2]),))
    assert figure(workbook(facts)["Costs"], "Total")[4:6] == (NOT_STATED, NOT_STATED)


def test_names_each_row_without_an_amount() -> None:
    assert ("Contribution", "Northshire Health Board") in workbook()["Not stated"]
    assert len(workbook()["Not stated"]) == 3


def test_runs_nothing_as_a_formula() -> None:
    content = build(PaperKind.YEAR, Format.EXCEL, EXAMPLE)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert "'=paid twice" in [cell.value for cell in cells]


def test_writes_money_as_numbers_and_days_as_days() -> None:
    refund = next(row for row in workbook()["Entries"] if row[0] == 14)
    assert refund[HEADS.index("Amount (£)")] == -500
    assert refund[HEADS.index("Day")] == datetime(2021, 8, 9)  # noqa: DTZ001  # Excel keeps no time zone
    assert refund[HEADS.index("Case or review")] in (None, "")


def test_keeps_no_name_in_the_properties_of_the_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build(PaperKind.YEAR, Format.EXCEL, EXAMPLE)))
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert book.properties.language == "en-GB"
    assert book.properties.title == "Funding of reviews 2021/22"


def test_keeps_heads_in_sight_and_lets_them_filter() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build(PaperKind.YEAR, Format.EXCEL, EXAMPLE)))
    assert all(page.freeze_panes == "A2" for page in book.worksheets)
    assert book["Entries"].auto_filter.ref == f"A1:{book['Entries'].dimensions.split(':')[1]}"


def test_writes_the_same_rows_as_csv_files() -> None:
    files = zip_files(build(PaperKind.YEAR, Format.CSV_FILES, EXAMPLE))
    assert list(files) == [f"{name.lower().replace(' ', '-')}.csv" for name in SHEETS]
    for sheet in sheets(EXAMPLE):
        rows = csv_rows(files[sheet.file_name])
        assert len(rows) == 1 + len(sheet.rows)
        assert {len(row) for row in rows} == {len(sheet.heads)}
    refund = csv_rows(files["entries.csv"])[4]
    assert refund[HEADS.index("Amount (£)")] == "-500.00"
    assert refund[HEADS.index("Text")] == "'=paid twice"


def test_writes_the_same_bytes_from_the_same_rows() -> None:
    first, second = (build(PaperKind.YEAR, Format.CSV_FILES, EXAMPLE) for _ in range(2))
    assert first == second


def test_writes_an_empty_year_without_inventing_a_row() -> None:
    book = workbook(EMPTY)
    assert [len(book[name]) for name in SHEETS[2:]] == [1, 1, 1, 1, 1]
    assert figure(book["Position"], "Required") == (NOT_STATED, NOT_STATED)
    assert "Note" not in [row[0] for row in book["About"]]


def test_says_that_an_opening_balance_is_not_stated() -> None:
    facts = replace(EMPTY, position=position(YearFacts(YEAR, AS_AT, None)))
    assert figure(workbook(facts)["Position"], "Brought forward") == (NOT_STATED, NOT_STATED)


def test_gives_support_in_kind_columns_of_its_own() -> None:
    kind = replace(AGREEMENTS[3], in_kind="A room", in_kind_value=Figure(5000, Qualifier.ABOUT))
    row = workbook(replace(EXAMPLE, agreements=(kind,)))["Contributions"][1]
    assert row[6] == NOT_STATED
    assert row[16:19] == ("A room", 50, "about")


def test_says_of_each_request_what_was_answered() -> None:
    rows = {row[1]: row for row in workbook()["Requests"]}
    assert rows["Mereside District Council"][9] == "We will not pay"
    assert rows["Northshire Probation Service"][9] == "none yet"
    assert rows["Northshire Probation Service"][4] == "Partnership meeting, 1 July 2021, minute 58"


# The file of entries


def test_lists_every_entry_without_naming_anybody() -> None:
    rows = csv_rows(build(PaperKind.JOURNAL, Format.CSV, JOURNAL))
    assert rows[0] == list(HEADS)
    assert [row[0] for row in rows[1:]] == ["11", "12", "13", "14"]
    approved = {row[HEADS.index("Approved by account")] for row in rows[1:]}
    assert approved == {"32"}


def test_says_which_journal_an_entry_reverses() -> None:
    entries = (replace(ENTRIES[0], reverses=3, posted_by=None),)
    row = csv_rows(build(PaperKind.JOURNAL, Format.CSV, replace(JOURNAL, entries=entries)))[1]
    assert row[HEADS.index("Reverses journal")] == "3"
    assert row[HEADS.index("Kind")] == "Confirmation, taken back"
    assert row[HEADS.index("Put forward by account")] == ""


# Cells


@pytest.mark.parametrize(
    ("pence", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_456, "1234.56"), (-10_000, "-100.00")]
)
def test_writes_pence_as_pounds_without_rounding(pence: int, text: str) -> None:
    assert cell_text(Pounds(pence)) == text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_guards_a_text_that_begins_like_a_formula(sign: str) -> None:
    sheet = Sheet("A sheet", (f"{sign}head",), ((f"{sign}cell",),))
    rows = csv_rows(sheet_csv(sheet))
    assert [row[0][0] for row in rows] == ["'", "'"]


def test_names_both_columns_of_an_amount() -> None:
    assert money_heads("Share") == ("Share (£)", "Share: how stated")
    assert money_cells(UNSTATED) == (NOT_STATED, NOT_STATED)
    assert money_cells(Figure(100, Qualifier.UP_TO)) == (Pounds(100), "up to")

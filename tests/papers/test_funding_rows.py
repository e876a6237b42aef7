"""Rows of papers say of an entry, a request and a contribution what a reader needs, in the same words everywhere."""

from dataclasses import replace
from datetime import date

import pytest

from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure
from funding.papers.invented import (
    AGREEMENTS,
    COST_ROWS,
    COSTS,
    DECLINED,
    ENTRIES,
    POSITION,
    REQUEST,
    SHARES,
    YEAR,
    counted,
)
from funding.papers.journal_export.columns import AFTER_MONEY, BALANCE, BEFORE_MONEY, HEADS, cells_of
from funding.papers.tables import Pounds
from funding.papers.year_export.example import EXAMPLE
from funding.papers.year_export.sheets import sheets
from funding.papers.year_figures import brought_forward, left_out
from funding.position import YearFacts, position
from funding.terms import ENTRY_KINDS, Cause, EntryKind, Measure

POLICE, HEALTH = AGREEMENTS[1], AGREEMENTS[3]


# Entries


@pytest.mark.parametrize("kind", EntryKind)
def test_calls_an_entry_what_the_table_of_kinds_calls_it(kind: EntryKind) -> None:
    assert replace(ENTRIES[0], kind=kind).label == ENTRY_KINDS[kind].label


def test_describes_an_entry_in_as_many_cells_as_heads() -> None:
    cells = cells_of(ENTRIES[2])
    assert len(cells) == len(HEADS) == len(set(HEADS))
    assert cells[len(BEFORE_MONEY)] == Pounds(300_050)
    assert cells[HEADS.index(BALANCE)] == Pounds(300_050)
    assert list(HEADS[-len(AFTER_MONEY) :]) == list(AFTER_MONEY)


def test_leaves_a_cell_empty_where_an_entry_has_no_such_thing() -> None:
    cells = dict(zip(HEADS, cells_of(ENTRIES[0]), strict=True))
    assert [cells[head] for head in ("Due on", "Reverses journal", "Class", "Case or review")] == ["", "", "", ""]


def test_keeps_the_qualifier_of_an_entry_beside_its_amount() -> None:
    about = replace(ENTRIES[0], amount=Figure(500, Qualifier.ABOUT))
    cells = dict(zip(HEADS, cells_of(about), strict=True))
    assert (cells["Amount (£)"], cells["Amount: how stated"]) == (Pounds(500), "about")


# Requests


@pytest.mark.parametrize(
    ("met_on", "minute", "meeting", "origin"),
    [
        (date(2022, 3, 24), "58", "Partnership", "Partnership, 24 March 2022, minute 58"),
        (None, "58", "Partnership", "Partnership, minute 58"),
        (date(2022, 3, 24), "", "", "24 March 2022"),
        (None, "", "", ""),
    ],
)
def test_says_where_it_was_decided_to_ask(met_on: date | None, minute: str, meeting: str, origin: str) -> None:
    assert replace(REQUEST, met_on=met_on, minute=minute, meeting=meeting).origin == origin


def test_keeps_an_answer_apart_from_the_state() -> None:
    assert REQUEST.answer is None
    assert DECLINED.answer is not None
    assert DECLINED.answered == UNSTATED


# Contributions


@pytest.mark.parametrize(
    ("share", "received", "words"),
    [
        (Figure(1000), 0, "£10"),
        (Figure(1000), 250, "£7.50"),
        (Figure(1000), 1000, "£0"),
        (Figure(1000), 1250, "−£2.50"),
        (Figure(1000, Qualifier.OVER), 250, "over £7.50"),
        (UNSTATED, 250, "not stated"),
    ],
)
def test_says_what_is_still_to_pay(share: Figure, received: int, words: str) -> None:
    assert replace(POLICE, share=share, counted=counted(received=received)).to_pay == words


def test_owes_no_money_where_support_is_in_kind() -> None:
    kind = replace(HEALTH, in_kind="A room")
    assert not kind.is_money
    assert kind.to_pay == "in kind"
    assert replace(kind, share=Figure(500)).is_money


def test_writes_each_measure_as_money() -> None:
    assert [POLICE.in_measure(measure) for measure in Measure] == ["£10,000", "£10,000", "£10,000", "£2,500.50"]


# The year


def test_shows_an_opening_balance_that_is_nil_as_nil() -> None:
    nil = position(YearFacts(YEAR, POSITION.on, 0))
    unknown = position(YearFacts(YEAR, POSITION.on, None))
    assert (brought_forward(nil), brought_forward(unknown)) == (Figure(0), UNSTATED)


def test_says_nothing_is_left_out_where_all_is_stated() -> None:
    assert left_out(position(YearFacts(YEAR, POSITION.on, 0, COSTS[:2], SHARES[:2]))) == ""
    assert left_out(POSITION).startswith("Left out of these totals")


def test_gives_every_sheet_a_row_as_wide_as_its_heads() -> None:
    for sheet in sheets(EXAMPLE):
        assert {len(row) for row in sheet.rows} == {len(sheet.heads)}


def test_names_every_sheet_so_that_excel_takes_it() -> None:
    names = [sheet.name for sheet in sheets(EXAMPLE)]
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert len(names) == len(set(names))


def test_puts_every_cause_under_every_measure() -> None:
    rows = sheets(EXAMPLE)[1].rows
    assert sum(str(row[0]).startswith("of it, against") for row in rows) == len(Measure) * len(Cause)


def test_puts_every_cost_of_the_year_into_its_sheet() -> None:
    rows = sheets(EXAMPLE)[2].rows
    assert [row[2] for row in rows[:-1]] == [row.description for row in COST_ROWS]
    assert rows[1][0] == "Partnership"
    assert rows[-1][0] == "Total"


def test_says_whether_a_cost_is_fully_paid() -> None:
    paid = replace(EXAMPLE, costs=(replace(COST_ROWS[0], is_settled=True), COST_ROWS[1]))
    assert [row[-1] for row in sheets(paid)[2].rows] == ["yes", "no", ""]

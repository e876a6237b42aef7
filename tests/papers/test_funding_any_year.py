"""Papers of three hundred random years never contradict the position they are made from."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from dhr_cases.papers.writing.blocks import Grid, Paragraph, texts_of
from funding.money import in_words, pounds
from funding.papers.figures import NOT_STATED, Figure
from funding.papers.position_paper.asks import decisions
from funding.papers.position_paper.example import EXAMPLE as PAGE
from funding.papers.position_paper.facts import PositionFacts
from funding.papers.position_paper.one_page import LISTED
from funding.papers.position_paper.wording import compose, is_waiting, summary
from funding.papers.rows import AgreementRow
from funding.papers.statement.example import EXAMPLE as STATEMENT
from funding.papers.statement.wording import compose as compose_statement
from funding.papers.tables import Cell, Pounds, cell_text
from funding.papers.year_export.example import EXAMPLE as FILE
from funding.papers.year_export.sheets import sheets
from funding.position import Missing, Position, ShareFact, position
from funding.terms import MEASURES, Cause, Measure
from tests.rules.made_up_years import make_up
from tests.rules.test_ten_thousand_years import _facts

SEEDS = range(300)


@pytest.fixture(scope="module")
def years() -> list[Position]:
    """Positions of random years: successions, reversals, surpluses, amounts not stated."""
    return [position(_facts(make_up(seed))) for seed in SEEDS]


@pytest.fixture(scope="module")
def known(years: list[Position]) -> list[Position]:
    """Those of which a cost has an amount, so that it is known what they need."""
    found = [whole for whole in years if whole.is_required_known]
    assert 0 < len(found) < len(years)
    return found


def page_on(whole: Position) -> PositionFacts:
    """The committee's page on a year, with nothing else open."""
    return replace(PAGE, position=whole, gaps=(), requests=())


def sheet_of(whole: Position) -> dict[str, tuple[Cell, ...]]:
    """The sheet of the position, by the name of each row."""
    facts = replace(FILE, position=whole, agreements=(), costs=(), entries=(), requests=())
    return {str(row[0]): row[1:] for row in sheets(facts)[1].rows}


def pence_in(cell: Cell) -> int:
    """What a cell of money holds."""
    return int(Decimal(cell_text(cell)) * 100)


def grids_on(whole: Position) -> Iterator[Grid]:
    """The tables of the committee's page."""
    return (block for block in compose(page_on(whole)).blocks if isinstance(block, Grid))


# The committee's page


def test_says_in_its_summary_what_the_position_says(known: list[Position]) -> None:
    for whole in known:
        gap = whole.gap(Measure.CONFIRMED)
        assert summary(page_on(whole)).endswith(f"a {gap.label} of {gap.shown}.")
        assert in_words(whole.required, whole.required_qualifier) in summary(page_on(whole))


def test_calls_a_surplus_and_a_shortfall_by_their_names_in_every_measure(known: list[Position]) -> None:
    for whole in known:
        measures = next(grids_on(whole)).rows
        expected = [f"{whole.gap(measure).label} {whole.gap(measure).shown}" for measure in Measure]
        assert [row[2] for row in measures] == expected


def test_lists_causes_that_add_up_to_what_is_missing(known: list[Position]) -> None:
    """Those that come to nothing and hide nothing are left out; the others are all there."""
    for whole in known:
        tables = [grid for grid in grids_on(whole) if grid.heads == ("Cause", "Amount")]
        lines = [line for line in whole.cause_lines[Measure.CONFIRMED] if line.pence or line.not_stated]
        assert sum(line.pence for line in lines) == whole.shortfall[Measure.CONFIRMED]
        assert [len(table.rows) for table in tables] == ([len(lines)] if lines else [])


def test_counts_every_partner_once(years: list[Position]) -> None:
    for whole in years:
        waiting = sum(is_waiting(row) for row in whole.partners)
        text = "\n".join(texts_of(compose(page_on(whole))))
        if whole.partners:
            assert f"{len(whole.partners) - waiting} of {len(whole.partners)} contribution" in text
        listed = [grid for grid in grids_on(whole) if grid.heads[0] == "Partner"]
        assert sum(len(grid.rows) for grid in listed) == min(waiting, LISTED)


def test_asks_the_meeting_only_for_what_the_year_needs(years: list[Position]) -> None:
    for whole in years:
        asked = " ".join(decisions(page_on(whole)))
        causes = whole.causes[Measure.CONFIRMED]
        assert ("not confirmed to do so" in asked) is (causes[Cause.UNPAID] > 0)
        assert ("ask again those who declined" in asked) is (causes[Cause.DECLINED] > 0)
        assert ("no rule covers" in asked) is (causes[Cause.MODEL_GAP] > 0)


def test_says_when_a_total_leaves_something_out(years: list[Position]) -> None:
    for whole in years:
        paragraphs = [block.text for block in compose(page_on(whole)).blocks if isinstance(block, Paragraph)]
        assert any(text.startswith("Left out of these totals") for text in paragraphs) is bool(whole.not_stated)


def test_numbers_the_paragraphs_of_each_section_from_one_without_a_gap(years: list[Position]) -> None:
    for whole in years:
        numbers = [block.number for block in compose(page_on(whole)).blocks if isinstance(block, Paragraph)]
        for section in "123456":
            own = [number for number in numbers if number.startswith(f"{section}.")]
            assert own == [f"{section}.{place}" for place in range(1, len(own) + 1)]


# The file of the year


def test_writes_every_figure_of_the_position_to_the_penny(known: list[Position]) -> None:
    for whole in known:
        rows = sheet_of(whole)
        assert pence_in(rows["Required"][0]) == whole.required
        for measure in Measure:
            label = MEASURES[measure].label
            assert pence_in(rows[label][0]) == whole.measures[measure]
            assert pence_in(rows[f"Shortfall against what is {label.lower()}"][0]) == whole.shortfall[measure]


def test_writes_causes_that_add_up_in_every_measure(known: list[Position]) -> None:
    for whole in known:
        for measure in Measure:
            begins = f"of it, against {MEASURES[measure].label.lower()}: "
            causes = [pence_in(cells[0]) for name, cells in sheet_of(whole).items() if name.startswith(begins)]
            assert sum(causes) == whole.shortfall[measure]
            assert len(causes) == len(Cause)


def test_writes_an_opening_balance_that_is_not_stated_in_words(years: list[Position]) -> None:
    for whole in years:
        is_missing = any(row.kind is Missing.BALANCE for row in whole.not_stated)
        assert (sheet_of(whole)["Brought forward"][0] == NOT_STATED) is is_missing


def test_names_whatever_is_not_stated(years: list[Position]) -> None:
    for whole in years:
        facts = replace(FILE, position=whole)
        assert [row[1] for row in sheets(facts)[-1].rows] == [row.name for row in whole.not_stated]


def test_says_of_a_year_without_a_cost_that_nobody_knows_what_is_missing(years: list[Position]) -> None:
    """What came in, what was refused and what nobody has paid is told all the same."""
    for whole in (each for each in years if not each.is_required_known):
        text, rows = "\n".join(texts_of(compose(page_on(whole)))), sheet_of(whole)
        assert "What is required is not stated, so what is missing is not known." in text
        assert "What is missing is not known: no amount of any cost is recorded." in text
        assert {row[2] for row in next(grids_on(whole)).rows} == {"not known"}
        assert {rows[name][0] for name in rows if name.startswith(("Required", "Shortfall"))} == {NOT_STATED}
        for measure in Measure:
            assert pence_in(rows[MEASURES[measure].label][0]) == whole.measures[measure]
            of_it = f"of it, against {MEASURES[measure].label.lower()}: "
            assert rows[f"{of_it}The model asks for less than the cost"][0] == NOT_STATED
            assert pence_in(rows[f"{of_it}Declined or withdrawn"][0]) == whole.causes[measure][Cause.DECLINED]


# Statements


def rows_of(seed: int) -> tuple[AgreementRow, ...]:
    """The contributions of a random year as if they were one body's."""
    return tuple(_row(share) for share in _facts(make_up(seed)).shares)


def _row(share: ShareFact) -> AgreementRow:
    figure = Figure(share.share, share.qualifier)
    counted = {measure: share.posted(measure) for measure in Measure}
    return AgreementRow(share.organisation, share.name_at_time, share.state, figure, counted, ended_on=share.ended_on)


@pytest.mark.parametrize("first", range(0, 300, 60))
def test_states_each_contribution_and_adds_what_is_stated(first: int) -> None:
    for seed in range(first, first + 60):
        rows = rows_of(seed)
        paper = compose_statement(replace(STATEMENT, agreements=rows, entries=(), years=(), whole=()))
        tables = [block for block in paper.blocks if isinstance(block, Grid) and block.heads[0] == "Contribution"]
        assert [len(table.rows) for table in tables] == ([len(rows)] if rows else [])
        if len(rows) > 1:
            received = sum(row.counted[Measure.RECEIVED] for row in rows)
            assert tables[0].last_row[6] == pounds(received)


def test_never_says_nil_for_a_share_that_is_not_stated() -> None:
    unstated = [row for seed in SEEDS for row in rows_of(seed) if row.share.pence is None]
    assert unstated
    assert {row.to_pay for row in unstated} == {NOT_STATED}


def test_writes_money_of_any_size_without_a_float() -> None:
    assert str(Pounds(10**15 + 1)) == "10000000000000.01"

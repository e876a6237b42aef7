"""The scrutiny report's section on performance: Kent's checks, small counts, the day, and when it is left out."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing.blocks import Grid, texts_of
from governance.measure_figures import Compared, Told
from governance.papers.invented_report import example
from governance.papers.reading.measures import measures_of
from governance.papers.report_kinds import KINDS, ReportKind, build
from governance.papers.report_rows import MeasureRow, ReportFacts
from governance.papers.sections.measures import performance
from governance.papers.small_counts import FEWEST, NO_TOTAL, WITHHELD
from tests.access.world import cast_elsewhere
from tests.conftest import Cast
from tests.measures import ASB, FIRST, KILLED, SECOND, TRIGGER, a_measure, a_value, measured
from tests.papers.read_back import squeezed, word_texts


def figure(label: str, value: int | None, **facts: str) -> Told:
    """What is told for one time."""
    return Told(label, None if value is None else Decimal(value), source="Minutes", **facts)  # type: ignore[arg-type]  # words only


def row_of(*told: Told, shows_small: bool = False) -> MeasureRow:
    """A measure of one or two times."""
    step = Compared(told[0], told[1]) if len(told) > 1 else Compared(None, told[0])
    return MeasureRow(name="Casualties", told=step, rise_means="A rise is bad", shows_small=shows_small)


def facts_with(*rows: MeasureRow) -> ReportFacts:
    """The invented partnership with these measures."""
    return replace(example(is_restricted=False), measures=rows)


def cells(row: MeasureRow) -> tuple[str, ...]:
    """The measure's line in a paper for everybody."""
    grid = next(block for block in performance(facts_with(row)) if isinstance(block, Grid))
    return grid.rows[0]


def scrutiny(facts: ReportFacts) -> str:
    """The scrutiny report, a line a text."""
    return "\n".join(texts_of(KINDS[ReportKind.SCRUTINY].compose(facts)))


def test_leaves_the_section_out_where_nothing_was_recorded() -> None:
    assert "Performance" not in scrutiny(facts_with())
    assert "6.0 Performance" in scrutiny(facts_with(row_of(figure("2013", 601))))


def test_prints_kents_rise_of_killed_or_seriously_injured() -> None:
    line = cells(row_of(figure("Before", KILLED["before"]), figure("After", KILLED["after"])))
    assert line == ("Casualties", "Before: 601", "After: 619", "+18", f"{KILLED['percent']}%", "none")


def test_prints_kents_quoted_change_with_its_caveat() -> None:
    row = row_of(figure("2022/23", None, printed_change="-18%", commentary=ASB["caveat"]))
    assert cells(row)[2:5] == ("2022/23: not stated", "-18% as printed, without its figures", "not known")
    assert f"Casualties: A rise is bad. {ASB['caveat']}. Source: Minutes." in scrutiny(facts_with(row))


def test_prints_a_small_count_only_where_it_is_public_already() -> None:
    told = figure("2014", TRIGGER["count"])
    assert cells(row_of(told, shows_small=True))[2] == "2014: 2"
    assert cells(row_of(told))[2:] == (f"2014: {WITHHELD}", NO_TOTAL, NO_TOTAL, NO_TOTAL)


def test_prints_nothing_from_which_a_small_adjustment_could_be_worked_out() -> None:
    adjusted = Told("2014", Decimal(100), adjusted=Decimal(98), adjusted_why="without two cases")
    line = cells(row_of(figure("2013", 90), adjusted))
    assert line[3:] == (NO_TOTAL, NO_TOTAL, NO_TOTAL)
    assert "98" not in "".join(line)


@given(before=st.integers(0, 12), after=st.integers(0, 12))
def test_gives_no_small_count_away(before: int, after: int) -> None:
    """Neither the figure nor its change, whichever side is small."""
    line = cells(row_of(figure("B", before), figure("A", after)))
    is_small = any(0 < count < FEWEST for count in (before, after))
    assert (line[3] == line[4] == NO_TOTAL) is is_small
    assert (f"B: {before}" == line[1]) is (before == 0 or before >= FEWEST)


@pytest.mark.parametrize("form", [Format.WORD, Format.HTML, Format.PDF])
def test_stands_in_every_format(form: Format) -> None:
    made = build(ReportKind.SCRUTINY, form, facts_with(row_of(figure("2013", 601), figure("2014", 619))))
    if form is Format.WORD:
        assert squeezed("+18") in squeezed("".join(word_texts(made)))
    elif form is Format.HTML:
        assert "<td>+18</td>" in made.decode().replace(' class="figure"', "")
    else:
        assert made.startswith(b"%PDF")


@pytest.mark.django_db
def test_tells_the_last_two_times_that_had_ended_by_the_day(cast: Cast) -> None:
    measured(cast)
    a_measure(cast, "Not yet told")
    (late,) = measures_of(cast.partnership, SECOND)
    assert (late.told.change.by, late.told.percent_words) == (Decimal(150), "12.5%")
    (early,) = measures_of(cast.partnership, FIRST)
    assert (early.told.before, early.told.after.value) == (None, Decimal(1200))
    assert measures_of(cast.partnership, FIRST - datetime.timedelta(days=1)) == ()


@pytest.mark.django_db
def test_tells_of_one_partnership_only(cast: Cast) -> None:
    a_value(cast, a_measure(cast), 7)
    assert measures_of(cast_elsewhere(cast).partnership, SECOND) == ()

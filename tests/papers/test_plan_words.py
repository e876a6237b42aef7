"""Cells, heads and the preview of an action plan, one row of each table after the other."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dhr_cases.errors import Incomplete
from dhr_cases.models import ActionStatus, PartialDate, Scope
from dhr_cases.papers.action_plan.columns import HEADS, MISSING, SEARCHED, Column, heads_of, words_of_line
from dhr_cases.papers.action_plan.plan_cells import (
    STATUS_WORDS,
    Ended,
    day_in,
    ended_by,
    number_and_text,
    scope_in,
    status_in,
    steps_in,
    text_of,
)
from dhr_cases.papers.action_plan.plan_file import PlanFile, PlannedAction, PlannedRecommendation, Remark
from dhr_cases.papers.action_plan.plan_text import UNREADABLE, as_text, from_text
from dhr_cases.papers.action_plan.table_lines import Line
from dhr_cases.papers.action_plan.wording import compose
from dhr_cases.papers.frame import Frame, restricted
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.plan_rows import NO_ACTION, PlanLine, plan_grid
from dhr_cases.papers.sections import SectionText
from dhr_cases.papers.writing.blocks import Facts, Grid, Heading, Paragraph
from dhr_cases.report_sections import PLAN_HEADS

UNKNOWN = PartialDate.unknown()
NAMES = [(column, name) for column, names in HEADS.items() for name in names]


def on(text: str) -> PartialDate:
    """A date as exact as it is written."""
    return PartialDate.parse(text)


def line(*cells: object) -> Line:
    """A line of a table."""
    return Line("row 1", cells)


# Heads


@pytest.mark.parametrize(("column", "name"), NAMES, ids=str)
def test_knows_each_name_of_each_column(column: Column, name: str) -> None:
    """However it is written, and beside a column that makes the table a plan."""
    beside = "What is recommended" if column is Column.ACTION else "Action to take"
    for written in (name, name.upper(), f" {name.capitalize()}: ", f"{name} (2)"):
        heads = heads_of([line("", written, beside)])
        assert heads is not None
        assert heads.places[column] == 1
        assert heads.unknown == ()


def test_gives_no_name_to_two_columns() -> None:
    names = [name for _, name in NAMES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("cells", "is_plan"),
    [
        (("Recommendation", "Lead"), True),
        (("Action", "Lead"), True),
        (("Recommendation",), False),
        (("Action",), False),
        (("Lead", "Scope", "Theme"), False),
        (("Recommendation", "Anything"), False),
        ((), False),
    ],
)
def test_takes_a_table_for_a_plan_by_two_columns_of_which_one_leads(cells: Sequence[str], is_plan: bool) -> None:
    assert (heads_of([line(*cells)]) is not None) is is_plan


@pytest.mark.parametrize("before", [0, 1, SEARCHED - 1, SEARCHED])
def test_looks_for_the_heads_in_the_first_lines_only(before: int) -> None:
    found = heads_of([line("Title")] * before + [line("Action", "Lead")])
    assert (found.at if found else None) == (before if before < SEARCHED else None)


def test_names_heads_that_are_none_of_ours_as_they_are_printed() -> None:
    heads = heads_of([line("Action", "Budget  code", None, "Lead", "Cost (£)")])
    assert heads is not None
    assert heads.unknown == ("Budget code", "Cost (£)")


@pytest.mark.parametrize(
    ("cells", "column", "place"),
    [
        (("Action", "Scope of recommendation i.e. local"), Column.SCOPE, 1),
        (("Action", "Target date for the whole"), Column.TARGET, 1),
        (("Action", "Lead agency and officer"), Column.LEAD, 1),
        (("Action", "Leading"), Column.LEAD, None),
        (("Action", "Scope", "Scope of it"), Column.SCOPE, 1),
        (("Action", "Date of completion and outcome of it"), Column.COMPLETED, 1),
    ],
)
def test_knows_a_head_that_goes_on_where_none_is_exact(cells: Sequence[str], column: Column, place: int | None) -> None:
    heads = heads_of([line(*cells, "Theme")])
    assert heads is not None
    assert heads.places.get(column) == place


def test_reads_a_cell_by_its_column_and_nothing_beyond_the_line() -> None:
    heads = heads_of([line("Action", "Lead", "Theme")])
    assert heads is not None
    assert heads.cell(line("Train", "Police"), Column.LEAD) == "Police"
    assert heads.cell(line("Train", "Police"), Column.THEME) is None
    assert heads.cell(line("Train", "Police"), Column.SCOPE) is None
    assert MISSING > 1000


def test_knows_the_heads_printed_once_more() -> None:
    heads = heads_of([line("Action", "Lead agency")])
    assert heads is not None
    assert heads.is_repeated(line("ACTION", "Lead  Agency:"))
    assert not heads.is_repeated(line("Action", "Police"))
    assert not heads.is_repeated(line("Action"))


def test_compares_words_without_brackets_figures_and_signs() -> None:
    assert words_of_line(line("Lead Agency(s)", None, "1. Target-date", 7)) == ("lead agencys", "", "target date", "")


# Cells


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), ("", ""), (3, "3"), (3.0, "3"), (3.5, "3.5"), (True, "True"),
        (datetime.date(2021, 3, 31), "31 March 2021"),
        (datetime.datetime(2021, 3, 31, 12, tzinfo=datetime.UTC), "31 March 2021"),
        ("  two   words ", "two words"), ("one\n\n two ", "one\ntwo"), ("a\r\nb", "a\nb"),
    ],
)  # fmt: skip  # a cell and its words
def test_reads_a_cell_as_words(cell: object, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("printed", "ref", "text"),
    [
        ("Rec. 4 – Train", "4", "Train"),
        ("Recommendation no. 4: Train", "4", "Train"),
        ("Action 4.1 Train", "4.1", "Train"),
        ("recommendation 12 Train", "12", "Train"),
        ("10.1.1.1 Train", "10.1.1.1", "Train"),
        ("ABC 12) Train", "ABC 12", "Train"),
        ("R-3: Train", "R-3", "Train"),
        ("3a Train", "3a", "Train"),
        ("3 train", "", "3 train"),
        ("1234. Train", "", "1234. Train"),
        ("3.", "", "3."),
        ("", "", ""),
        ("Recommendation: Train", "", "Recommendation: Train"),
    ],
)
def test_parts_a_printed_number_from_the_words(printed: str, ref: str, text: str) -> None:
    assert number_and_text(printed) == (ref, text)


@pytest.mark.parametrize(("words", "status"), STATUS_WORDS.items())
def test_knows_each_status_by_its_words(words: str, status: ActionStatus) -> None:
    for written in (words, words.upper(), f" {words}. "):
        assert status_in(written) is status
    assert status_in(f"{words} soon") is None


@pytest.mark.parametrize("colour", ["green", "amber", "red", "blue", "", "yes"])
def test_reads_no_status_from_a_colour(colour: str) -> None:
    assert status_in(colour) is None


@pytest.mark.parametrize(
    ("words", "scope"),
    [("Locally", Scope.LOCAL), ("REGIONAL", Scope.REGIONAL), ("nationally led", Scope.NATIONAL),
     ("Local, locally", Scope.LOCAL), ("Local/Regional", Scope.NOT_STATED), ("localised", Scope.NOT_STATED)],
)  # fmt: skip  # words and their reach
def test_reads_a_reach_by_whole_words(words: str, scope: Scope) -> None:
    assert scope_in(words) is scope


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        (None, ""), ("  ", ""), (datetime.date(2021, 3, 31), "2021-03-31"), ("2021-03-31", "2021-03-31"),
        ("March\n2021", "2021-03"), ("Completed in March 2021.", "2021-03"), ("completed on 31/03/2021", "2021-03-31"),
        ("by the end of 2021", "2021"), ("from: 2021", "2021"), ("before 2021", "2021"), ("done 2021", "2021"),
        (2021, "2021"),
    ],
)  # fmt: skip  # a cell and its day
def test_reads_the_day_of_a_cell_as_exactly_as_it_is_given(cell: object, iso: str) -> None:
    found = day_in(cell)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("cell", ["soon", "by soon", "March", "31/03/21", "2021 and 2022", "bylaw 2021"])
def test_reads_no_day_from_other_words(cell: str) -> None:
    assert day_in(cell) is None


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("", ()),
        ("Draft", ("Draft",)),
        ("- Draft\n\n– Agree", ("Draft", "Agree")),
        ("a) Draft\n(b) Agree", ("Draft", "Agree")),
        ("* Draft\n· Agree\n12. Print", ("Draft", "Agree", "Print")),
        ("-Draft", ("-Draft",)),
        ("2021 plan", ("2021 plan",)),
    ],
)
def test_takes_each_line_for_a_step(text: str, steps: tuple[str, ...]) -> None:
    assert steps_in(text) == steps


@pytest.mark.parametrize(
    ("status", "completed", "outcome", "told"),
    [
        ("", "", "", Ended(None, UNKNOWN, "")),
        ("Done", "", "", Ended(ActionStatus.DONE, UNKNOWN, "")),
        ("", "Completed March 2021", "", Ended(ActionStatus.DONE, on("2021-03"), "")),
        ("", "Completed. March 2021. Staff ask now.", "", Ended(ActionStatus.DONE, on("2021-03"), "Staff ask now")),
        ("", "March 2021; Staff ask now", "More of it", Ended(None, on("2021-03"), "Staff ask now. More of it")),
        ("Ongoing", "Completed", "", Ended(ActionStatus.IN_PROGRESS, UNKNOWN, "")),
        ("", "n/a", "", Ended(None, UNKNOWN, "")),
        ("", "TBC.", "All know", Ended(None, UNKNOWN, "All know")),
        ("Amber", "31/03/2021", "", Ended(None, on("2021-03-31"), "")),
        ("", "Completed by nobody", "", Ended(None, UNKNOWN, "Completed by nobody")),
        ("", datetime.date(2021, 3, 31), "", Ended(None, on("2021-03-31"), "")),
    ],
)
def test_puts_together_what_three_columns_say(status: str, completed: object, outcome: str, told: Ended) -> None:
    assert ended_by(status, completed, outcome) == told


# The preview carried as text

SO = Ended(ActionStatus.DONE, on("2021"), "So")
ACTION = PlannedAction("row 3", "Train", "Police", on("2021-03"), ("Half", "All"), SO)
TWO = [ACTION, PlannedAction("row 4", "Ask")]
ROW = PlannedRecommendation(
    "row 2", "1.1", "Train “staff”", Scope.LOCAL, "Theme", "Audit", "Health", on("2021-03-31"), TWO
)
PLAN = PlanFile([ROW], [Remark("row 5", "Nothing.")], [Remark("row 6", "Something.")])


def test_brings_a_plan_back_as_it_was() -> None:
    assert from_text(as_text(PLAN)) == PLAN
    assert from_text(as_text(PlanFile())) == PlanFile()
    assert (PLAN.actions, PlanFile().actions) == (2, 0)
    assert "2021-03-31" in as_text(PLAN)


@pytest.mark.parametrize("key", ["recommendations", "set_aside", "notes"])
def test_refuses_a_preview_that_lacks_a_part(key: str) -> None:
    told = json.loads(as_text(PLAN))
    del told[key]
    with pytest.raises(Incomplete) as refused:
        from_text(json.dumps(told))
    assert refused.value.sentence == UNREADABLE


@pytest.mark.parametrize(
    ("key", "value"),
    [("scope", "everywhere"), ("target", "soon"), ("actions", [1]), ("actions", None), ("ref", ...), ("target", 3)],
)
def test_refuses_a_preview_with_a_value_nobody_wrote(key: str, value: object) -> None:
    told = json.loads(as_text(PLAN))
    if value is ...:
        del told["recommendations"][0][key]
    else:
        told["recommendations"][0][key] = value
    with pytest.raises(Incomplete, match="Choose the file again"):
        from_text(json.dumps(told))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "3", "[" * 100_000, '{"recommendations": 1}'])
def test_refuses_a_preview_that_is_no_plan(text: str) -> None:
    with pytest.raises(Incomplete, match="What the preview carried cannot be read"):
        from_text(text)


# The plan as a paper

LINE = PlanLine("1", "Train staff.", "Local", "Hold courses", "Police", ("Half", "All"), on("2026-05-04"))
DONE = replace(LINE, status="Done", completed=on("2026-06-07"), outcome="All know.")


@pytest.mark.parametrize(
    ("row", "for_public", "cells"),
    [
        (LINE, False, ("1 Train staff.", "Local", "Hold courses", "Police", "Half; All", "4 May 2026", "not stated")),
        (LINE, True, ("1 Train staff.", "Local", "Hold courses", "Police", "Half; All", "May 2026", "not stated")),
        (
            PlanLine("", "Think."),
            False,
            ("Think.", "not stated", NO_ACTION, "not stated", "none", "not stated", "not stated"),
        ),
        (PlanLine("2", ""), True, ("2", "not stated", NO_ACTION, "not stated", "none", "not stated", "not stated")),
        (
            DONE,
            False,
            (
                "1 Train staff.",
                "Local",
                "Hold courses",
                "Police",
                "Half; All",
                "4 May 2026",
                "Done. 7 June 2026. All know",
            ),
        ),
        (
            DONE,
            True,
            ("1 Train staff.", "Local", "Hold courses", "Police", "Half; All", "May 2026", "Done. June 2026. All know"),
        ),
    ],
)
def test_prints_a_line_in_the_columns_of_the_template(row: PlanLine, for_public: bool, cells: tuple[str, ...]) -> None:
    grid = plan_grid([row], for_public=for_public)
    assert grid == Grid("Recommendations and actions", PLAN_HEADS, (cells,))


FRAME = Frame("Testshire CSP", "Domestic Homicide Review", "Robin", datetime.date(2026, 5, 4), reference="T/1")
ABOUT = SectionText("about", "About this plan", "We follow it.")
TABLE = SectionText("plan", "Recommendations and actions", "Typed by hand.")


@pytest.mark.parametrize(
    ("section", "plan", "blocks"),
    [
        (TABLE, (LINE,), (Heading(TABLE.heading), plan_grid([LINE], for_public=True))),
        (TABLE, (), (Heading(TABLE.heading), Paragraph("Typed by hand."))),
        (replace(TABLE, text=" "), (), ()),
        (ABOUT, (LINE,), (Heading("About this plan"), Paragraph("We follow it."))),
        (replace(ABOUT, text=""), (LINE,), ()),
    ],
)
def test_puts_the_record_where_it_has_a_plan_and_the_typed_words_elsewhere(
    section: SectionText, plan: tuple[PlanLine, ...], blocks: tuple[object, ...]
) -> None:
    paper = compose(ReportFacts(FRAME, (section,), plan))
    assert isinstance(paper.blocks[0], Facts)
    assert paper.blocks[1:] == blocks
    assert (paper.title, paper.subject, paper.is_wide) == (
        "Action plan: Robin", "Domestic Homicide Review, Testshire CSP", True,
    )  # fmt: skip  # one row as one row


def test_names_days_and_its_reference_only_in_a_restricted_plan() -> None:
    inside = compose(ReportFacts(replace(FRAME, handling=restricted("Alva", "3")), (TABLE,), (DONE,)))
    outside = compose(ReportFacts(FRAME, (TABLE,), (DONE,)))
    assert ("7 June 2026" in repr(inside.blocks), "7 June 2026" in repr(outside.blocks)) == (True, False)
    assert ("T/1" in inside.foot, "T/1" in outside.foot) == (True, False)
    assert inside.handling.line == "OFFICIAL-SENSITIVE. For Alva. Copy 3"
    assert outside.handling.line == ""

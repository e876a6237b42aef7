"""An author's action plan is read as it was printed: nothing is lost, nothing is guessed."""

import datetime
import json
from pathlib import Path

import pytest

from dhr_cases.errors import Incomplete
from dhr_cases.models import ActionStatus, PartialDate, Scope
from dhr_cases.papers.action_plan.columns import Column, heads_of
from dhr_cases.papers.action_plan.plan_cells import day_in, ended_by, number_and_text, scope_in, status_in, steps_in
from dhr_cases.papers.action_plan.table_lines import MOST_LINES, Line
from tests.papers.plans import of_document, of_workbook, read, workbook

CUMBRIA = json.loads(Path("tests/facts/cumbria_south_lakeland.json").read_text())
HEADS = ("No.", "Recommendation", "Scope", "Action to take", "Lead agency", "Key milestones", "Target date",
         "Date of completion and outcome")  # fmt: skip  # the template's columns in one glance


def test_reads_the_columns_that_south_lakeland_prints() -> None:
    """Four columns, grouped by theme, the reach in the heading above the table."""
    heads = CUMBRIA["action_plan_columns"]
    first, second = "Theme 2 - Processes - Cumbria wide", "Theme 4 - Training - Cumbria wide"
    found = of_document(
        first, [heads, ("Ask about drink", "Write a pathway", "CADAS", "Drafted\nAgreed")],
        second, [heads, ("Train all staff", "Run six courses", "Cumbria Police", "")],
    )  # fmt: skip  # a heading and its table on one line
    assert [(row.heading, row.text) for row in found.recommendations] == [
        (first, "Ask about drink"), (second, "Train all staff"),
    ]  # fmt: skip  # one line reads as one list
    assert found.recommendations[0].actions[0].milestones == ("Drafted", "Agreed")
    assert {row.scope for row in found.recommendations} == {Scope.NOT_STATED}
    assert (found.set_aside, found.notes) == ([], [])


def test_reads_the_columns_of_the_template_from_a_workbook() -> None:
    found = of_workbook([
        ("Action plan of the review",),
        HEADS,
        (1, "Train staff", "Local", "Run courses", "Police", "Booked; Held", datetime.date(2021, 3, 31), ""),
    ])  # fmt: skip  # one row a line
    (row,) = found.recommendations
    (action,) = row.actions
    assert (row.ref, row.text, row.scope, row.heading) == (
        "1", "Train staff", Scope.LOCAL, "Action plan of the review",
    )  # fmt: skip  # one line reads as one list
    assert (action.lead, action.target) == ("Police", PartialDate.parse("2021-03-31"))
    assert action.place == "Plan 1, row 3"


def test_keeps_numbers_that_repeat_apart_by_their_words() -> None:
    """One review prints "1" for each agency."""
    found = of_workbook([HEADS[:4], ("1", "Police: record it", "", "A"), ("1", "Health: ask about it", "", "B")])
    assert [(row.ref, row.text) for row in found.recommendations] == [
        ("1", "Police: record it"), ("1", "Health: ask about it"),
    ]  # fmt: skip  # one line reads as one list


def test_reads_numbers_four_levels_deep_in_front_of_the_words() -> None:
    found = of_workbook([HEADS[1:4], ("10.1.1.1 Share the risk assessment", "", "Agree a form")])
    assert (found.recommendations[0].ref, found.recommendations[0].text) == ("10.1.1.1", "Share the risk assessment")


def test_gives_a_merged_recommendation_all_its_actions() -> None:
    found = of_document([
        ("Recommendation", "Action", "Lead"),
        ("R1 Train staff", "Write a course", "Police"),
        ("^", "Run the course", "Health"),
        ("R2 Share records", "Agree a form", "Health"),
    ])  # fmt: skip  # one row a line
    assert [(row.ref, [action.text for action in row.actions]) for row in found.recommendations] == [
        ("R1", ["Write a course", "Run the course"]), ("R2", ["Agree a form"]),
    ]  # fmt: skip  # one line reads as one list


def test_takes_a_recommendation_printed_on_every_line_once() -> None:
    found = of_workbook([HEADS[:4], ("1", "Train staff", "", "Write"), ("1", "Train staff", "", "Run")])
    assert [len(row.actions) for row in found.recommendations] == [2]


def test_takes_a_line_across_the_whole_table_as_a_heading() -> None:
    found = of_document([
        ("Recommendation", "Action", "Lead"),
        ("Training, national", "<", "<"),
        ("Train staff", "Write a course", "College"),
    ])  # fmt: skip  # one row a line
    (row,) = found.recommendations
    assert (row.heading, row.scope) == ("Training, national", Scope.NATIONAL)


def test_passes_over_heads_printed_again() -> None:
    found = of_workbook([HEADS[:4], ("1", "A", "", "Do a"), HEADS[:4], ("2", "B", "", "Do b")])
    assert [row.text for row in found.recommendations] == ["A", "B"]
    assert found.set_aside == []


def test_sets_a_line_aside_that_belongs_to_no_recommendation() -> None:
    found = of_workbook([HEADS[:5], ("", "", "", "Do something", "Police"), ("1", "A", "", "Do a", "Health")])
    (aside,) = found.set_aside
    assert aside.place == "Plan 1, row 2"
    assert aside.sentence == ("No recommendation stands in this line or above it. It reads: Do something · Police")
    assert found.actions == 1


def test_sets_a_table_aside_that_is_no_plan() -> None:
    found = of_document([("Name", "Role"), ("A. N. Other", "Chair")], [HEADS[1:4], ("A", "", "Do a")])
    assert [(row.place, row.sentence[:25]) for row in found.set_aside] == [("Table 1", "No line names a column “r")]
    assert [row.text for row in found.recommendations] == ["A"]


def test_sets_a_line_aside_with_a_number_alone() -> None:
    found = of_workbook([HEADS[:4], ("1", "A", "", "Do a"), ("2", "", "local", "")])
    assert [row.sentence for row in found.set_aside] == [
        "The line has neither a recommendation nor an action. It reads: 2 · local"
    ]


def test_takes_a_lone_word_for_a_heading_only_in_the_first_column() -> None:
    """A body alone is no heading: the line is set aside, and the next one still belongs to the recommendation."""
    rows = [HEADS[:5], ("1", "A", "", "Do a", ""), ("", "", "", "", "Police"), ("", "", "", "Do more", "Police")]
    found = of_workbook([*rows, ("Training", "", "", "", ""), ("2", "B", "", "Do b", "")])
    assert [row.place for row in found.set_aside] == ["Plan 1, row 3"]
    assert [(row.heading, len(row.actions)) for row in found.recommendations] == [("", 2), ("Training", 1)]


def test_sets_a_line_aside_whose_number_has_no_room() -> None:
    found = of_workbook([HEADS[:4], ("9" * 41, "A", "", "Do a")])
    assert (found.recommendations, [row.place for row in found.set_aside]) == ([], ["Plan 1, row 2"])


def test_keeps_a_target_that_is_no_day_as_words() -> None:
    found = of_workbook([HEADS, ("1", "A", "", "Do a", "", "Booked", "Ongoing", "")])
    (action,) = found.recommendations[0].actions
    assert (action.target.is_known, action.milestones) == (False, ("Booked", "Target date as printed: Ongoing"))
    assert found.notes[0].sentence == (
        "The target date “Ongoing” is not a day, month or year. It is kept as a milestone."
    )


def test_believes_that_an_action_is_done_only_with_what_changed() -> None:
    found = of_workbook([
        HEADS,
        ("1", "A", "", "Do a", "", "", "", "Completed March 2021. All staff are trained"),
        ("2", "B", "", "Do b", "", "", "", "Completed March 2021"),
    ])  # fmt: skip  # one row a line
    with_outcome, without = (row.actions[0].ended for row in found.recommendations)
    assert with_outcome.status is ActionStatus.DONE
    assert (with_outcome.completed.iso, with_outcome.outcome) == ("2021-03", "All staff are trained")
    assert (without.status, without.outcome) == (ActionStatus.IN_PROGRESS, "")
    assert "says that it is done and not what changed" in found.notes[0].sentence


def test_keeps_a_colour_as_words() -> None:
    """Green says "done" in one place and "on its way" in another."""
    found = of_workbook([("Recommendation", "Action", "RAG"), ("A", "Do a", "Green")])
    (action,) = found.recommendations[0].actions
    assert (action.ended.status, action.milestones) == (None, ("Status as printed: Green",))


def test_names_columns_that_it_does_not_take_over() -> None:
    found = of_workbook([("Recommendation", "Action", "Budget code"), ("A", "Do a", "123")])
    assert [row.sentence for row in found.notes] == ["Columns not taken over: “Budget code”."]


def test_takes_a_recommendation_that_has_no_action_yet() -> None:
    found = of_workbook([HEADS[:5], ("1", "Change the law", "National", "", "Home Office")])
    (row,) = found.recommendations
    assert (row.scope, row.lead, row.actions) == (Scope.NATIONAL, "Home Office", [])


def test_takes_each_action_as_a_recommendation_where_the_plan_has_no_other_column() -> None:
    found = of_workbook([("Action", "Lead"), ("1. Train staff", "Police")])
    (row,) = found.recommendations
    assert (row.ref, row.text, len(row.actions)) == ("1", "Train staff", 1)


SECTIONS = [
    ("Recommendation 1: Train staff", "", ""),
    ("Action", "Lead", "Timescale"),
    ("Run courses", "Police", "May 2025"),
    ("Audit cases", "Police", "June 2025"),
    ("Recommendation 2.1 – Review the policy", "", ""),
    ("Action", "Lead", "Timescale"),
    ("Rewrite it", "Health", ""),
]


@pytest.mark.parametrize("lines", [SECTIONS, SECTIONS[1:2] + SECTIONS[:1] + SECTIONS[2:]], ids=["above", "below"])
def test_takes_a_recommendation_printed_above_its_actions(lines: list[tuple[str, str, str]]) -> None:
    """A plan without a column of recommendations prints each across the table, whether or not the heads come first."""
    found = of_workbook(lines)
    assert [(row.ref, row.text, [action.text for action in row.actions]) for row in found.recommendations] == [
        ("1", "Train staff", ["Run courses", "Audit cases"]),
        ("2.1", "Review the policy", ["Rewrite it"]),
    ]
    assert found.set_aside == []


def test_takes_a_recommendation_printed_above_the_table_of_its_actions() -> None:
    found = of_document(
        "Recommendation 1: Train staff", SECTIONS[1:4],
        "Recommendation 2: Review", [SECTIONS[1], SECTIONS[6]],
    )  # fmt: skip  # a heading and its table on one line
    assert [(row.ref, row.text, len(row.actions)) for row in found.recommendations] == [
        ("1", "Train staff", 2), ("2", "Review", 1),
    ]  # fmt: skip  # one line reads as one list


def test_reads_a_table_of_separated_values() -> None:
    found = read(b"Recommendation;Action required;By when\nTrain staff;Write it;by end of June 2024\n", "plan.csv")
    assert found.recommendations[0].actions[0].target.iso == "2024-06"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [(b"Dear all", "plan.txt", "Word document"), (workbook([(None,)]), "plan.xlsx", "holds no table")],
)
def test_refuses_a_file_without_a_plan(content: bytes, name: str, why: str) -> None:
    with pytest.raises(Incomplete, match=why):
        read(content, name)


def test_refuses_a_file_that_is_longer_than_any_plan() -> None:
    with pytest.raises(Incomplete, match=f"more than {MOST_LINES} lines"):
        read(b"Recommendation,Action\n" + b"A,B\n" * MOST_LINES, "plan.csv")


@pytest.mark.parametrize(
    ("printed", "ref", "text"),
    [
        ("Recommendation 3: Train staff", "3", "Train staff"),
        ("3. Train staff", "3", "Train staff"),
        ("(3) Train staff", "3", "Train staff"),
        ("9.1 Train staff", "9.1", "Train staff"),
        ("1a) Train staff", "1a", "Train staff"),
        ("R10 Train staff", "R10", "Train staff"),
        ("3 Train staff", "3", "Train staff"),
        ("24 hour cover is needed", "", "24 hour cover is needed"),
        ("2021 figures are wanted", "", "2021 figures are wanted"),
        ("Train 3 staff", "", "Train 3 staff"),
    ],
)
def test_knows_a_printed_number_from_words(printed: str, ref: str, text: str) -> None:
    assert number_and_text(printed) == (ref, text)


@pytest.mark.parametrize(
    ("words", "iso"),
    [("", ""), ("31/03/2021", "2021-03-31"), ("by end of March 2021", "2021-03"), ("Due: 2021", "2021")],
)
def test_reads_a_day_behind_the_words_in_front_of_it(words: str, iso: str) -> None:
    found = day_in(words)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("words", ["ongoing", "31/03/21", "Q2 2021", "31 February 2021"])
def test_knows_words_that_are_no_day(words: str) -> None:
    assert day_in(words) is None


@pytest.mark.parametrize(
    ("words", "scope"),
    [("Local", "local"), ("National level", "national"), ("local and national", ""), ("Cumbria wide", ""), ("", "")],
)
def test_reads_a_reach_only_where_one_is_named(words: str, scope: str) -> None:
    assert scope_in(words) == scope


def test_reads_what_ended_from_three_columns() -> None:
    found = ended_by("Complete", datetime.date(2021, 3, 31), "Staff ask")
    assert (found.status, found.completed.iso, found.outcome) == (ActionStatus.DONE, "2021-03-31", "Staff ask")


def test_knows_no_status_by_a_word_within_a_sentence() -> None:
    assert status_in("not completed by anyone") is None


def test_takes_bullets_off_steps() -> None:
    assert steps_in("• Drafted\n- Agreed\n1. Printed") == ("Drafted", "Agreed", "Printed")


def test_finds_a_column_whose_head_goes_on() -> None:
    lines = (Line("row 1", ("Recommendation", "Scope of recommendation i.e. local or regional")),)
    heads = heads_of(lines)
    assert heads is not None
    assert set(heads.places) == {Column.RECOMMENDATION, Column.SCOPE}

"""Line by line: what becomes of each cell of an author's plan, what is noted, and what is set aside with its words."""

import pytest

from dhr_cases.errors import Incomplete
from dhr_cases.models import ActionStatus, PartialDate, Scope
from dhr_cases.papers.action_plan.plan_cells import LONGEST_NUMBER, Ended
from dhr_cases.papers.action_plan.plan_file import LONGEST_LEAD, PlanFile, PlannedAction
from dhr_cases.papers.action_plan.table_lines import LONGEST_HEADING, MOST_LINES, tables_of
from dhr_cases.papers.uploads import CSV, PDF, TXT, CheckedUpload, FileKind
from tests.papers.plans import of_document, of_workbook, read

HEADS = ("No", "Recommendation", "Scope", "Action", "Lead", "Milestones", "Target", "Status", "Completed", "Outcome",
         "Measure", "Theme")  # fmt: skip  # one row of heads
PLACES = dict.fromkeys(HEADS, "")


def of(*rows: dict[str, object]) -> PlanFile:
    """What is read of a workbook with these lines; a cell not named is empty."""
    return of_workbook([HEADS, *([(PLACES | row)[head] for head in HEADS] for row in rows)])


def action(**cells: object) -> tuple[PlannedAction, list[str]]:
    """The action of one whole line, and what was noted of it."""
    found = of({"No": "1", "Recommendation": "A", "Action": "Do a"} | cells)
    assert found.set_aside == []
    return found.recommendations[0].actions[0], [note.sentence for note in found.notes]


# What a line says of its action


@pytest.mark.parametrize(
    ("cells", "ended", "steps", "notes"),
    [
        ({}, Ended(None, PartialDate.unknown(), ""), (), []),
        ({"Status": "Ongoing"}, Ended(ActionStatus.IN_PROGRESS, PartialDate.unknown(), ""), (), []),
        (
            {"Status": "Done", "Outcome": "All know"},
            Ended(ActionStatus.DONE, PartialDate.unknown(), "All know"),
            (),
            [],
        ),
        (
            {"Status": "Done", "Completed": "May 2021", "Outcome": "All know"},
            Ended(ActionStatus.DONE, PartialDate.parse("2021-05"), "All know"),
            (),
            [],
        ),
        (
            {"Status": "Done"},
            Ended(ActionStatus.IN_PROGRESS, PartialDate.unknown(), ""),
            (),
            ["The plan says that it is done and not what changed. It is recorded as in progress."],
        ),
        (
            {"Completed": "Completed May 2021"},
            Ended(ActionStatus.IN_PROGRESS, PartialDate.unknown(), ""),
            ("Date of completion as printed: May 2021",),
            ["The plan says that it is done and not what changed. It is recorded as in progress."],
        ),
        (
            {"Completed": "31/05/2021"},
            Ended(None, PartialDate.unknown(), ""),
            ("Date of completion as printed: 31 May 2021",),
            ["A date of completion stands there and nothing says that it is done. It is a milestone."],
        ),
        (
            {"Completed": "2021. All know", "Status": "Ongoing"},
            Ended(ActionStatus.IN_PROGRESS, PartialDate.unknown(), "All know"),
            ("Date of completion as printed: 2021",),
            ["A date of completion stands there and nothing says that it is done. It is a milestone."],
        ),
        (
            {"Status": "Amber", "Milestones": "- Drafted\n- Agreed", "Target": "soon"},
            Ended(None, PartialDate.unknown(), ""),
            ("Drafted", "Agreed", "Target date as printed: soon", "Status as printed: Amber"),
            [
                "The target date “soon” is not a day, month or year. It is kept as a milestone.",
                "The status “Amber” is not one of ours. It is kept as a milestone.",
            ],
        ),
        ({"Status": "n/a", "Milestones": "None", "Outcome": "-"}, Ended(None, PartialDate.unknown(), ""), (), []),
    ],
)
def test_keeps_what_the_plan_says_of_an_action(
    cells: dict[str, object], ended: Ended, steps: tuple[str, ...], notes: list[str]
) -> None:
    found, noted = action(**cells)
    assert (found.ended, found.milestones, noted) == (ended, steps, notes)


@pytest.mark.parametrize(
    ("target", "iso"),
    [("", ""), ("n/a", ""), ("Not stated.", ""), ("-", ""), ("31/05/2021", "2021-05-31"), ("by end of 2021", "2021")],
)
def test_reads_a_target_or_that_there_is_none(target: str, iso: str) -> None:
    found, noted = action(Target=target)
    assert (found.target.iso, found.milestones, noted) == (iso, (), [])


@pytest.mark.parametrize(
    ("letters", "kept", "is_noted"), [(LONGEST_LEAD, LONGEST_LEAD, False), (LONGEST_LEAD + 1, LONGEST_LEAD, True)]
)
def test_cuts_the_words_that_say_who_leads(letters: int, kept: int, is_noted: bool) -> None:
    found, noted = action(Lead="x" * letters)
    assert len(found.lead) == kept
    assert noted == (["The words that say who leads were cut after 300 characters."] if is_noted else [])


def test_puts_the_lines_of_a_cell_of_leads_beside_each_other() -> None:
    assert action(Lead="Police\nHealth")[0].lead == "Police, Health"


# What a line says of its recommendation


@pytest.mark.parametrize(
    ("cells", "scope", "heading", "noted"),
    [
        ({"Scope": "Local"}, Scope.LOCAL, "", []),
        ({"Theme": "National themes"}, Scope.NATIONAL, "National themes", []),
        ({"Scope": "Regional", "Theme": "National themes"}, Scope.REGIONAL, "National themes", []),
        ({}, Scope.NOT_STATED, "", []),
        (
            {"Scope": "Kent wide"},
            Scope.NOT_STATED,
            "",
            ["The scope “Kent wide” is not one of local, regional and national alone."],
        ),
        ({"Scope": "n/a"}, Scope.NOT_STATED, "", []),
    ],
)
def test_takes_the_reach_from_its_cell_before_the_heading(
    cells: dict[str, object], scope: Scope, heading: str, noted: list[str]
) -> None:
    found = of({"No": "1", "Recommendation": "A", "Action": "Do a", "Measure": "Audit"} | cells)
    (row,) = found.recommendations
    assert (row.scope, row.heading, row.measure) == (scope, heading, "Audit")
    assert [note.sentence for note in found.notes] == noted


@pytest.mark.parametrize(
    ("number", "printed", "ref", "text"),
    [
        ("1", "Train", "1", "Train"),
        ("", "1. Train", "1", "Train"),
        ("1", "1. Train", "1", "Train"),
        ("7", "1. Train", "7", "1. Train"),
        ("", "Train", "", "Train"),
        (3, "Train", "3", "Train"),
        (3.0, "Train\nstaff", "3", "Train staff"),
    ],
)
def test_keeps_the_printed_number_once(number: object, printed: str, ref: str, text: str) -> None:
    (row,) = of({"No": number, "Recommendation": printed, "Action": "Do a"}).recommendations
    assert (row.ref, row.text) == (ref, text)


@pytest.mark.parametrize(("figures", "is_taken"), [(LONGEST_NUMBER, True), (LONGEST_NUMBER + 1, False)])
def test_takes_a_number_as_long_as_the_record_has_room_for(figures: int, is_taken: bool) -> None:
    found = of({"No": "9" * figures, "Recommendation": "A", "Action": "Do a"})
    assert (len(found.recommendations), len(found.set_aside)) == ((1, 0) if is_taken else (0, 1))


def test_gives_an_action_below_another_to_the_recommendation_above() -> None:
    found = of(
        {"No": "1", "Recommendation": "A", "Action": "Do a"},
        {"Action": "Do more"},
        {"No": "1", "Recommendation": "A", "Action": "Do the last"},
        {"No": "2", "Recommendation": "A", "Action": "Do another"},
    )
    assert [(row.ref, [each.text for each in row.actions]) for row in found.recommendations] == [
        ("1", ["Do a", "Do more", "Do the last"]), ("2", ["Do another"]),
    ]  # fmt: skip  # one row as one row
    assert (found.actions, found.set_aside, found.notes) == (4, [], [])


@pytest.mark.parametrize(
    ("cells", "reads"),
    [
        ({"Milestones": "Half"}, "A · Half"),
        ({"Outcome": "So"}, "A · So"),
        ({"Target": "soon"}, "A · soon"),
        ({"Target": "2021", "Lead": "Police"}, ""),
        ({}, ""),
    ],
)
def test_sets_aside_what_says_something_of_no_action(cells: dict[str, object], reads: str) -> None:
    sentence = f"The recommendation was taken. Its other cells say something of no action. It reads: {reads}"
    found = of({"Recommendation": "A", "Scope": "", "Measure": ""} | cells)
    (row,) = found.recommendations
    assert [remark.sentence for remark in found.set_aside] == ([sentence] if reads else [])
    assert (row.lead, row.target.iso) == (cells.get("Lead", ""), "2021" if cells.get("Target") == "2021" else "")


def test_shows_no_more_than_two_hundred_letters_of_a_line_set_aside() -> None:
    (remark,) = of({"Action": "x" * 300, "Lead": "Police"}).set_aside
    before = "No recommendation stands in this line or above it. It reads: "
    assert remark.sentence == before + "x" * 200
    assert remark.place == "Plan 1, row 2"


# Headings within a plan


@pytest.mark.parametrize("lone", ["Training", "Theme 4", "Agency: Police", "Section 2"])
def test_begins_a_group_at_a_lone_heading(lone: str) -> None:
    found = of({"No": lone}, {"Recommendation": "A", "Action": "Do a"})
    assert [(row.heading, row.text) for row in found.recommendations] == [(lone, "A")]


@pytest.mark.parametrize("lone", ["Theme 4: training", "Priority two", "Objective 1", "Aim: safety", "Part B"])
def test_begins_a_group_in_the_column_of_recommendations_by_its_first_word(lone: str) -> None:
    found = of({"Recommendation": lone}, {"Recommendation": "A", "Action": "Do a"})
    assert [(row.heading, row.text) for row in found.recommendations] == [(lone, "A")]


@pytest.mark.parametrize("lone", ["12", "B", "1a"])
def test_takes_a_figure_or_a_letter_alone_for_no_heading(lone: str) -> None:
    found = of({"No": lone}, {"Recommendation": "A", "Action": "Do a"})
    assert [row.heading for row in found.recommendations] == [""]
    assert [remark.sentence for remark in found.set_aside] == [
        f"No recommendation stands in this line or above it. It reads: {lone}"
    ]


def test_ends_the_recommendation_above_at_a_heading() -> None:
    found = of({"Recommendation": "A", "Action": "Do a"}, {"No": "Training"}, {"Action": "Do b", "Lead": "Police"})
    assert found.actions == 1
    assert [remark.place for remark in found.set_aside] == ["Plan 1, row 4"]


@pytest.mark.parametrize(("words", "is_heading"), [(LONGEST_HEADING, True), (LONGEST_HEADING + 1, False)])
def test_takes_a_short_paragraph_right_above_a_table_for_its_heading(words: int, is_heading: bool) -> None:
    above = " ".join(["word"] * words)
    (row,) = of_document(above, [("Recommendation", "Action"), ("A", "Do a")]).recommendations
    assert row.heading == (above if is_heading else "")


def test_takes_no_heading_from_above_another_table() -> None:
    table = [("Recommendation", "Action"), ("A", "Do a")]
    found = of_document("Theme one", table, [("Recommendation", "Action"), ("B", "Do b")])
    assert [row.heading for row in found.recommendations] == ["Theme one", ""]


# Files


def test_says_of_every_table_without_heads_that_it_was_left_out() -> None:
    found = of_workbook([("Name", "Role"), ("A", "B")], [("Recommendation", "Action"), ("A", "Do a")], [("x",)])
    assert [(remark.place, remark.sentence) for remark in found.set_aside] == [
        ("Sheet “Plan 1”", "No line names a column “recommendation” or “action”. The table was left out."),
        ("Sheet “Plan 3”", "No line names a column “recommendation” or “action”. The table was left out."),
    ]


@pytest.mark.parametrize("kind", [PDF, TXT])
def test_refuses_a_kind_of_file_that_holds_no_tables(kind: FileKind) -> None:
    with pytest.raises(Incomplete) as refused:
        tables_of(CheckedUpload(b"x", kind, f"plan.{kind.ending}", 1, ""))
    assert refused.value.sentence == (
        "A plan is read from a Word document (.docx), an Excel workbook (.xlsx) or a .csv table."
    )


@pytest.mark.parametrize(("more", "is_taken"), [(0, True), (1, False)])
def test_reads_as_many_lines_as_any_plan_has(more: int, is_taken: bool) -> None:
    content = b"Recommendation,Action\n" + b"A,B\n" * (MOST_LINES - 1 + more)
    if is_taken:
        assert read(content, "plan.csv").actions == MOST_LINES - 1
        return
    with pytest.raises(Incomplete) as refused:
        read(content, "plan.csv")
    assert refused.value.sentence == "The file holds more than 2000 lines. Take it in by parts."


def test_refuses_a_file_of_empty_lines() -> None:
    with pytest.raises(Incomplete) as refused:
        tables_of(CheckedUpload(b",,\n , \n", CSV, "plan.csv", 6, ""))
    assert refused.value.sentence == "The file holds no table. Choose the file with the action plan."

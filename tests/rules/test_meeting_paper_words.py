"""What do agendas, minutes and action logs print for each state of what they tell?"""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Lines, Paragraph
from governance.meeting_terms import AttendanceClass
from governance.papers.action_log import wording as action_log
from governance.papers.agenda import wording as agenda
from governance.papers.meeting_invented import HEAD, MET_ON
from governance.papers.meeting_rows import (
    ActionLogFacts,
    AgendaFacts,
    AskRow,
    ItemRow,
    LimbRow,
    MinutesFacts,
    NoteRow,
    PlanRow,
    QuestionRow,
    ResolutionRow,
)
from governance.papers.minutes import wording as minutes
from tests.report_blocks import grid, headings

OPEN, RESTRICTED = (
    ItemRow("D1", "D", "Reviews"),
    ItemRow("E1", "E", "Private", is_restricted=True, restricted_why="A name"),
)
PRIVATE_HEAD = replace(HEAD, is_public=False)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """The paragraphs, with their numbers."""
    return [f"{block.number} {block.text}".strip() for block in blocks if isinstance(block, Paragraph)]


def minuted(*items: ItemRow, is_public: bool = True) -> tuple[Block, ...]:
    """The blocks of minutes of these items."""
    return minutes.compose(MinutesFacts(HEAD if is_public else PRIVATE_HEAD, items)).blocks


# The head


def test_leaves_out_of_the_head_what_nobody_filled_in() -> None:
    bare = replace(HEAD, sits_as="", starts_at="", place="", contact="")
    rows = dict(agenda.head_block(bare, ("Minutes", "Draft")).rows)
    assert list(rows) == ["Partnership", "Body", "Day", "Meets", "Minutes"]
    assert rows["Day"] == "20 March 2031"
    full = dict(agenda.head_block(replace(HEAD, place="Room 1"), ("Minutes", "")).rows)
    assert list(full) == ["Partnership", "Body", "Sits as", "Day", "Meets", "Place", "Contact"]
    assert full["Day"] == "20 March 2031 at 14:00"


@pytest.mark.parametrize(
    ("is_public", "kind", "marking"), [(True, "Public", ""), (False, "Restricted", "OFFICIAL-SENSITIVE")]
)
def test_says_at_the_foot_and_in_its_marking_who_may_read(*, is_public: bool, kind: str, marking: str) -> None:
    paper = agenda.compose(AgendaFacts(replace(HEAD, is_public=is_public), ()))
    assert paper.foot == f"Northshire Safety Board, 20 March 2031. {kind} version."
    assert paper.handling.marking == marking


# The agenda


@pytest.mark.parametrize(
    ("items", "is_public", "told"),
    [
        ((), True, ["No item is on the agenda yet."]),
        ((), False, ["No item is on the agenda yet."]),
        ((OPEN,), True, []),
        ((OPEN, RESTRICTED), True, [agenda.IN_PRIVATE]),
        ((OPEN, RESTRICTED), False, []),
    ],
)
def test_says_what_is_taken_in_private_to_those_who_do_not_see_it(
    items: tuple[ItemRow, ...], told: list[str], *, is_public: bool
) -> None:
    head = replace(HEAD, is_public=is_public)
    assert texts(agenda.compose(AgendaFacts(head, items)).blocks) == told


def test_lists_items_part_by_part() -> None:
    second = replace(OPEN, code="D2", title="Money", presenters="Officer", purpose="to note", papers=("One", "Two"))
    blocks = agenda.compose(AgendaFacts(HEAD, (OPEN, second, RESTRICTED))).blocks
    assert [text[:2] for text in headings(blocks)] == ["D.", "E."]
    assert grid(blocks).rows == (
        ("D1", "Reviews", "not stated", "not stated", "none"), ("D2", "Money", "Officer", "to note", "One; Two"),
    )  # fmt: skip
    assert grid(blocks, 1).rows[0][1] == "Private. Restricted: A name"


# The minutes


def test_says_that_nobody_is_recorded_and_leaves_out_empty_lists() -> None:
    blocks = minuted(OPEN)
    (empty,) = [block for block in blocks if isinstance(block, Facts) and block.caption == "Who was there"]
    assert empty.rows == (("Present", "Nobody is recorded."),)
    people = {
        AttendanceClass.APOLOGIES: ("Ms Away",),
        AttendanceClass.PRESENT: ("Ms A", "Mr B"),
        AttendanceClass.IN_ATTENDANCE: (),
    }
    blocks = minutes.compose(MinutesFacts(HEAD, (OPEN,), people)).blocks
    (told,) = [block for block in blocks if isinstance(block, Facts) and block.caption == "Who was there"]
    assert [value for _label, value in told.rows] == ["Ms A, Mr B", "Ms Away"]


def test_parts_open_items_from_restricted_ones() -> None:
    first = [block.text for block in minuted(OPEN, RESTRICTED) if isinstance(block, Heading) and block.level == 1]
    assert first == ["Unrestricted items", "Restricted items"]
    assert headings(minuted(OPEN)) == ["Unrestricted items", "Reviews (Item D1)"]
    assert headings(minuted(replace(RESTRICTED, minute=54))) == ["Restricted items", "54. Private (Item E1)"]


@pytest.mark.parametrize("is_public", [True, False])
def test_prints_of_a_restricted_item_to_everybody_only_why(*, is_public: bool) -> None:
    item = replace(RESTRICTED, paragraphs=("A name was said.",), resolutions=(ResolutionRow("it be noted."),))
    told = texts(minuted(item, is_public=is_public))
    left_out = "This item was taken in private. Its minute is not part of this version. Reason: A name."
    assert told == ([left_out] if is_public else ["1. A name was said.", "RESOLVED that it be noted."])


def test_numbers_paragraphs_through_and_heads_the_restricted_part_of_an_open_item() -> None:
    item = replace(OPEN, paragraphs=("One.", "Two."), restricted_paragraphs=("Three.",))
    blocks = minuted(item, is_public=False)
    assert texts(blocks) == ["1. One.", "2. Two.", "3. Three."]
    assert headings(blocks)[-1] == "Restricted part of this minute"
    private = minuted(replace(item, is_restricted=True), is_public=False)
    assert "Restricted part of this minute" not in headings(private)
    assert texts(private) == ["1. One.", "2. Two.", "3. Three."]


def test_prints_asks_resolutions_questions_and_notes_in_their_order() -> None:
    item = replace(
        OPEN,
        paragraphs=("An update.",),
        asks=(AskRow("Police", "to report.", due_on=MET_ON), AskRow("Fire", "to come")),
        resolutions=(ResolutionRow("it be noted.", ("a) one", "b) two")), ResolutionRow("it end.")),
        questions=(QuestionRow("a", "How many?", "A Member", "Four."), QuestionRow("b", "When?")),
        notes=(NoteRow(datetime.date(2031, 4, 2), "Sent."),),
    )
    blocks = minuted(item)
    assert texts(blocks) == [
        "1. An update.",
        "Asked of Police: to report. An answer is due by 20 March 2031.",
        "Asked of Fire: to come.",
        "RESOLVED that it be noted.",
        "RESOLVED that it end.",
        "Post-meeting note, 2 April 2031: Sent.",
    ]
    assert [block.texts for block in blocks if isinstance(block, Lines)] == [("a) one", "b) two")]
    assert grid(blocks).rows == (
        ("(a)", "A Member", "How many?", "Four."),
        ("(b)", "not stated", "When?", "still to come"),
    )
    assert [block for block in minuted(OPEN) if isinstance(block, Grid)] == []


# The action log


def test_says_under_each_heading_that_nothing_is_open() -> None:
    log = action_log.compose(ActionLogFacts(PRIVATE_HEAD, MET_ON))
    assert texts(log.blocks) == [
        "Everything resolved is done.",
        "No request is open.",
        "Every question has its answer.",
        "Nothing stands on the forward plan.",
    ]
    assert log.foot == "Northshire Safety Board. As at 20 March 2031. Restricted version."
    assert log.is_wide


@pytest.mark.parametrize("is_public", [True, False])
def test_says_in_the_public_log_that_restricted_items_are_left_out(*, is_public: bool) -> None:
    log = action_log.compose(ActionLogFacts(replace(HEAD, is_public=is_public), MET_ON))
    assert (action_log.LEFT_OUT in texts(log.blocks)) is is_public


def test_prints_a_row_for_everything_open() -> None:
    facts = ActionLogFacts(
        PRIVATE_HEAD,
        MET_ON,
        limbs=(LimbRow("52", MET_ON, "agree", "Agree", "Open"),),
        asks=(AskRow("Police", "to report", "53", MET_ON, "Waits", "Half"), AskRow("Fire", "to come", standing="Late")),
        questions=(QuestionRow("b", "When?", minute="53"), QuestionRow("c", "Who?", "A Member", minute="54")),
        plan=(PlanRow("Update", "March", "Once", "Minute 5", MET_ON), PlanRow("Report", "April", "Each year")),
    )
    blocks = action_log.compose(facts).blocks
    assert [grid(blocks, place).rows for place in range(4)] == [
        (("52", "20 March 2031", "agree", "Agree", "no day set", "Open"),),
        (("53", "Police", "to report", "20 March 2031", "Waits", "Half"),
         ("", "Fire", "to come", "no day set", "Late", "none yet")),
        (("53 (b)", "not stated", "When?"), ("54 (c)", "A Member", "Who?")),
        (("Update", "March", "Once", "20 March 2031", "Minute 5"),
         ("Report", "April", "Each year", "none fixed yet", "not stated")),
    ]  # fmt: skip
    assert texts(blocks) == []

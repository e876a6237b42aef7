"""What do the form for an agency, the combined chronology and a letter print, by how much is known?"""

from dataclasses import replace

import pytest

from dhr_cases.chronology.entries import Entry, SetAside, UnreadFile
from dhr_cases.models import PartialDate
from dhr_cases.papers.combined_chronology import wording as chronology
from dhr_cases.papers.combined_chronology.facts import ChronologyFacts
from dhr_cases.papers.frame import NOT_STATED
from dhr_cases.papers.imr import wording as imr
from dhr_cases.papers.imr.facts import ImrFacts
from dhr_cases.papers.invented import FRAME, PUBLIC
from dhr_cases.papers.letter import wording as letter
from dhr_cases.papers.letter.facts import LetterFacts
from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Lines, Paragraph
from tests.report_blocks import grid, headings, said

FORM = ImrFacts(FRAME, "Police")
SEEN = Entry(PartialDate.parse("2024-02-03"), "Police", "A call came.")
ASIDE = SetAside("police.csv", 7, "no day")
UNREAD = UnreadFile("council.pdf", "no table")


def facts_of(blocks: tuple[Block, ...]) -> dict[str, str]:
    """The first table of names and facts."""
    return dict(next(block for block in blocks if isinstance(block, Facts)).rows)


def chronicled(*entries: Entry, **more: object) -> tuple[Block, ...]:
    """The blocks of a chronology that holds these lines."""
    return chronology.compose(replace(ChronologyFacts(FRAME, entries), **more)).blocks  # type: ignore[arg-type]  # the fields by name


def test_heads_the_form_with_whose_it_is_and_of_which_review() -> None:
    paper = imr.compose(FORM)
    assert paper.title == "Individual Management Review: Police"
    assert paper.subject == "Domestic Homicide Review, Northshire Community Safety Partnership"
    assert (paper.foot, paper.handling) == (FRAME.foot, FRAME.handling)


@pytest.mark.parametrize(
    ("facts", "name", "value"),
    [
        (FORM, "Agency", "Police"),
        (FORM, "Review", "Domestic Homicide Review, Northshire Community Safety Partnership"),
        (FORM, "The person who died is known here as", "Wren"),
        (replace(FORM, frame=replace(FRAME, pseudonym="")), "The person who died is known here as", NOT_STATED),
        (FORM, "Period looked at", NOT_STATED),
        (replace(FORM, scope="2020 to 2024"), "Period looked at", "2020 to 2024"),
        (FORM, "What we ask for", NOT_STATED),
        (replace(FORM, asks_for="A summary"), "What we ask for", "A summary"),
        (FORM, "Due on", NOT_STATED),
        (replace(FORM, due_on="4 May 2026"), "Due on", "4 May 2026"),
        (FORM, "Marking", "OFFICIAL-SENSITIVE"),
        (FORM, "This copy is for", "Northshire Police"),
        (FORM, "Copy number", "3"),
    ],
)
def test_says_on_the_form_what_is_known_and_what_is_not(facts: ImrFacts, name: str, value: str) -> None:
    assert facts_of(imr.compose(facts).blocks)[name] == value


def test_gives_the_form_its_headings_in_order_with_a_hint_below_each_that_is_to_be_filled() -> None:
    blocks = imr.compose(FORM).blocks
    before, after = ([heading for heading, _hint in rows] for rows in (imr.BEFORE, imr.AFTER))
    assert headings(blocks) == [
        *before,
        "Chronology of contact",
        "Analysis",
        *after,
        "Recommendations of the agency to itself",
        "Staff spoken to (stays inside the review)",
    ]
    for heading, hint in (*imr.BEFORE, *imr.AFTER):
        assert blocks[blocks.index(Heading(heading)) + 1] == Paragraph(hint)


def test_asks_for_pseudonyms_and_roles_and_for_an_answer_of_none() -> None:
    assert said(imr.compose(FORM).blocks)[0] == (
        "Where contact was slight a summary is enough; where there was none, answer that there was none. "
        "Name nobody: use the pseudonym, and the role of each member of staff."
    )


@pytest.mark.parametrize(
    ("place", "caption", "heads"),
    [
        (0, "Contact in order of time", imr.CHRONOLOGY),
        (1, "Recommendations, each specific, measurable, achievable, relevant and dated", imr.PLAN),
        (2, "Interviews", imr.INTERVIEWS),
    ],
)
def test_leaves_three_empty_rows_to_write_in(place: int, caption: str, heads: tuple[str, ...]) -> None:
    table = grid(imr.compose(FORM).blocks, place)
    assert (table.caption, table.heads, len(table.rows)) == (caption, heads, 3)
    assert set(table.rows) == {("",) * len(heads)}


@pytest.mark.parametrize("lines", [(), ("Was risk seen?",), ("Was risk seen?", "Was it shared?")])
def test_asks_every_key_line_of_enquiry_with_room_for_its_answer(lines: tuple[str, ...]) -> None:
    blocks = imr.compose(replace(FORM, lines_of_enquiry=lines)).blocks
    texts = said(blocks)
    asked = [(f"Key line of enquiry {number}", line) for number, line in enumerate(lines, 1)]
    assert [row.text for row in blocks if isinstance(row, Heading) and row.level > 1] == [name for name, _ in asked]
    for name, line in asked:
        begin = blocks.index(Heading(name, level=2))
        assert blocks[begin + 1 : begin + 3] == (Paragraph(line), Paragraph("Answer:"))
    assert texts.count("Answer:") == len(lines)
    assert ("The key lines of enquiry are not agreed yet." in texts) is (lines == ())
    assert set(imr.POINTS) <= set(texts)


def test_says_that_no_line_of_a_chronology_can_be_read() -> None:
    blocks = chronicled()
    assert said(blocks) == ["No agency's chronology holds a line that can be read."]
    assert headings(blocks) == ["What happened, in order of time"]
    rows = facts_of(blocks)
    assert list(rows.items())[:5] == [
        ("Files read", "0"),
        ("Agencies", "none"),
        ("Lines in the files", "0"),
        ("Lines in this chronology", "0"),
        ("Lines set aside", "0"),
    ]


def test_adds_up_the_lines_of_every_agency_once_in_the_order_of_the_alphabet() -> None:
    entries = (SEEN, replace(SEEN, agency="Council"), SEEN)
    rows = facts_of(chronicled(*entries, set_aside=(ASIDE, ASIDE), files=3))
    assert [rows[name] for name in ("Files read", "Agencies", "Lines in the files")] == ["3", "Council, Police", "5"]
    assert [rows[name] for name in ("Lines in this chronology", "Lines set aside")] == ["3", "2"]


@pytest.mark.parametrize(
    ("known", "place", "cell"),
    [
        ({}, 0, "3 February 2024"),
        ({"on": PartialDate.parse("2024-02")}, 0, "February 2024"),
        ({"on": PartialDate.parse("2024")}, 0, "2024"),
        ({}, 1, ""),
        ({"time": "10:15"}, 1, "10:15"),
        ({"time": "10:15", "until": "11:00"}, 1, "10:15 to 11:00"),
        ({"until": "11:00"}, 1, "11:00"),
        ({"persons": "Wren"}, 3, "Wren"),
        ({"contact": "Call"}, 4, "Call"),
        ({"contact": "Call", "source": "Log 4"}, 4, "Call. Log 4"),
        ({"source": "Log 4"}, 4, "Log 4"),
        ({"response": "A visit."}, 6, "A visit."),
        ({}, 7, ""),
        ({"practice": "Good."}, 7, "Good"),
        ({"practice": "Good.", "comment": "Kind"}, 7, "Good. Kind"),
        ({"indicator": "Yes"}, 7, "Domestic abuse: Yes"),
        ({"may_be_published": "no."}, 7, "Publish: no"),
        (
            {"practice": "A.", "comment": "B.", "indicator": "C.", "may_be_published": "D"},
            7,
            "A. B. Domestic abuse: C. Publish: D",
        ),
    ],
)
def test_prints_of_a_line_what_is_known(known: dict[str, object], place: int, cell: str) -> None:
    entry = replace(SEEN, **known)  # type: ignore[arg-type]  # the fields by name
    row = grid(chronicled(entry)).rows[0]
    assert row[place] == cell
    assert (row[2], row[5], len(row)) == ("Police", "A call came.", len(chronology.HEADS))


def test_puts_lines_in_order_of_time_whatever_order_they_came_in() -> None:
    early, late = replace(SEEN, text="early", time="9:30"), replace(SEEN, text="late", time="2:00 pm")
    before = replace(SEEN, on=PartialDate.parse("2023"), text="before")
    assert [row[5] for row in grid(chronicled(late, early, before)).rows] == ["before", "early", "late"]


@pytest.mark.parametrize(
    ("set_aside", "unread", "tables"),
    [
        ((ASIDE,), (), [("Lines set aside", ("File", "Row", "Why"), (("police.csv", "7", "no day"),))]),
        ((), (UNREAD,), [("Files and tables set aside", ("File", "Why"), (("council.pdf", "no table"),))]),
        (
            (ASIDE,),
            (UNREAD,),
            [
                ("Lines set aside", ("File", "Row", "Why"), (("police.csv", "7", "no day"),)),
                ("Files and tables set aside", ("File", "Why"), (("council.pdf", "no table"),)),
            ],
        ),
    ],
)
def test_says_what_was_set_aside_and_that_it_is_not_above(
    set_aside: tuple[SetAside, ...], unread: tuple[UnreadFile, ...], tables: list[tuple[object, ...]]
) -> None:
    blocks = chronicled(SEEN, set_aside=set_aside, unread=unread)
    below = blocks[blocks.index(Heading("What could not be read")) + 1 :]
    warning = (
        "Nothing below is in the chronology above. Where something should be, mend the file and make this paper again."
    )
    assert below[0] == Paragraph(warning)
    assert [(row.caption, row.heads, row.rows) for row in below[1:] if isinstance(row, Grid)] == tables


def test_warns_of_nothing_where_every_line_was_read() -> None:
    blocks = chronicled(SEEN, files=1)
    assert headings(blocks) == ["What happened, in order of time"]
    assert len([block for block in blocks if isinstance(block, Grid)]) == 1


def test_lays_the_chronology_on_its_side_and_marks_it() -> None:
    paper = chronology.compose(ChronologyFacts(FRAME, ()))
    assert (paper.title, paper.is_wide) == ("Combined chronology: Wren/2024", True)
    assert paper.handling == FRAME.handling
    assert "Handling" in facts_of(paper.blocks)
    assert "Handling" not in facts_of(chronology.compose(ChronologyFacts(PUBLIC, ())).blocks)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("\n\n\n", ()),
        ("One line.", (Paragraph("One line."),)),
        ("One.\n\nTwo.", (Paragraph("One."), Paragraph("Two."))),
        ("To: A\nOn: B", (Lines(("To: A", "On: B")),)),
        ("  To: A  \n\n\n  \n", (Paragraph("To: A"),)),
        ("Our reference: 1\n4 May 2026\nOFFICIAL-SENSITIVE", (Lines(("Our reference: 1", "4 May 2026")),)),
        ("Our reference: 1\n OFFICIAL-SENSITIVE ", (Paragraph("Our reference: 1"),)),
        ("OFFICIAL-SENSITIVE", ()),
        ("It is OFFICIAL-SENSITIVE.", (Paragraph("It is OFFICIAL-SENSITIVE."),)),
    ],
)
def test_keeps_together_the_lines_of_a_letter_without_the_marking(text: str, blocks: tuple[Block, ...]) -> None:
    paper = letter.compose(LetterFacts(FRAME, "Scoping letter", text))
    assert paper.blocks == blocks
    assert (paper.title, paper.subject, paper.foot) == ("Scoping letter", FRAME.partnership, FRAME.foot)
    assert paper.handling == FRAME.handling

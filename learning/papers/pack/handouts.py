"""What do those who come get on paper: before the day, in the room, and to take back to their team?"""

from collections.abc import Callable, Mapping

from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Lines, Paper, Paragraph
from learning.pack_terms import (
    ACCESS,
    ACTION_HEADS,
    CARE,
    CONFIDENTIAL,
    HELPLINES,
    PARTS,
    ROWS_TO_FILL,
    PackPart,
)
from learning.papers.pack.facts import CaseFacts, PackFacts, Quoted, ThemeFacts

SOURCES = (
    "In square brackets: the published review and the paragraph of its executive summary. The reviews can be read at "
    "the addresses below."
)
ROOM = (("",), ("",))
"""Empty rows to write in."""
NOTHING_YET = "The programme is not settled yet."


def _paper(part: PackPart, facts: PackFacts, *blocks: Block) -> Paper:
    row = PARTS[part]
    about = ", ".join(filter(None, (facts.when, facts.where)))
    head = (Paragraph(about),) if about else ()
    return Paper(f"{row.label}: {facts.title}", row.purpose, facts.foot, (*head, *blocks))


def theme_sheet(facts: PackFacts) -> Paper:
    """Every theme with what the reviews say of it, and room for what it means for the reader's work."""
    blocks = [block for theme in facts.themes for block in _theme(theme)]
    return _paper(PackPart.THEME_SHEET, facts, *blocks, *_sources(facts))


def _theme(theme: ThemeFacts) -> tuple[Block, ...]:
    return (
        Heading(theme.name),
        Bullets(tuple(map(_line, theme.said))),
        Grid("For my work", ("What will I do?",), ROOM),
    )


def _sources(facts: PackFacts) -> tuple[Block, ...]:
    lines = tuple(f"{case.title}: {case.address}" for case in facts.cases)
    return (Heading("Sources"), Paragraph(SOURCES), Lines(lines))


def routes(facts: PackFacts) -> Paper:
    """National lines of help, then the routes that the partnership names."""
    national = Grid("National lines of help", ("Who", "How to reach them"), HELPLINES)
    local = tuple((route.name, route.contact) for route in facts.routes)
    here = (Grid(f"Routes of {facts.partnership}", ("Where", "How to reach them"), local),) if local else ()
    return _paper(PackPart.ROUTES, facts, national, *here)


def exercise(facts: PackFacts) -> Paper:
    """The reviews in outline and the questions, with room to write."""
    outlines = [block for case in facts.cases for block in _outline(case)]
    questions = (Grid(question, ("Our answer",), ROOM) for question in facts.questions)
    return _paper(PackPart.EXERCISE, facts, *outlines, Heading("Talk about it"), *questions, *_sources(facts))


def _outline(case: CaseFacts) -> tuple[Block, ...]:
    quoted = case.outline or case.happened
    return (Heading(case.title), Bullets(tuple(map(_line, quoted)))) if quoted else ()


def action_record(facts: PackFacts) -> Paper:
    """An empty record that a team fills in."""
    empty = ("",) * len(ACTION_HEADS)
    reach = f"Send a copy to {facts.mailbox}." if facts.mailbox else "Send a copy to the partnership."
    record = Grid("What our team will do", ACTION_HEADS, (empty,) * ROWS_TO_FILL)
    return _paper(PackPart.ACTION_RECORD, facts, record, Paragraph(reach))


def programme(facts: PackFacts) -> Paper:
    """What happens when. A speaker is named where they agreed to be."""
    rows = tuple((line.at, line.title, line.speaker) for line in facts.programme)
    aims = (Heading("What we are here for"), Bullets(facts.aims)) if facts.aims else ()
    table: Block = Grid("Programme", ("Time", "What", "Who"), rows) if rows else Paragraph(NOTHING_YET)
    return _paper(PackPart.PROGRAMME, facts, *aims, Heading("Programme"), table)


def care_notice(facts: PackFacts) -> Paper:
    """What those who come are sent before: care, access, confidentiality, lines of help."""
    access = (*ACCESS, facts.access) if facts.access else ACCESS
    reach = (Paragraph(f"Write to {facts.mailbox}."),) if facts.mailbox else ()
    return _paper(
        PackPart.CARE_NOTICE,
        facts,
        Heading("Take care of yourself"),
        Bullets(CARE),
        Heading("What we ask of you"),
        Bullets(CONFIDENTIAL),
        Heading("Access"),
        Bullets(access),
        *reach,
        Heading("Lines of help"),
        Facts("National lines", HELPLINES),
    )


HANDOUTS: Mapping[PackPart, Callable[[PackFacts], Paper]] = {
    PackPart.THEME_SHEET: theme_sheet,
    PackPart.ROUTES: routes,
    PackPart.EXERCISE: exercise,
    PackPart.ACTION_RECORD: action_record,
    PackPart.PROGRAMME: programme,
    PackPart.CARE_NOTICE: care_notice,
}
"""How each handout that is not about one review is written."""


def _line(quoted: Quoted) -> str:
    return f"{quoted.text} [{quoted.source}]" if quoted.source else quoted.text

"""How does a briefing read on paper? Boxes in order, each statement with its paragraph, and where all of it stands."""

from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Lines, PageBreak, Paper, Paragraph
from learning.briefing_boxes import ACTION_RECORD, BRIEFINGS, BriefingKind
from learning.papers.briefing.facts import BoxFacts, BriefingFacts

CARE = "This briefing tells of domestic abuse and of a death. Take the time you need; help is named at the end."
SOURCES = "Figures in square brackets are paragraphs, bullets and rows of the published executive summary, in order."
ROWS_TO_FILL = 4


def compose(facts: BriefingFacts) -> Paper:
    """The briefing as a paper for everybody."""
    row = BRIEFINGS[facts.kind]
    boxes = [block for number, box in enumerate(facts.boxes, start=1) for block in _box(facts.kind, number, box)]
    return Paper(
        title=f"{facts.title}: {row.label.lower()}",
        subject=row.purpose,
        foot=f"{facts.partnership}. Made from the published review.",
        blocks=(Lines(_head(facts)), Paragraph(CARE), *boxes, Paragraph(SOURCES), *_record_of_actions(facts.kind)),
        is_one_page=facts.kind is BriefingKind.ONE_PAGE,
    )


def _head(facts: BriefingFacts) -> tuple[str, ...]:
    published = f"Published {facts.published_on:%B %Y}" if facts.published_on else "Published"
    return (f"{published} by {facts.partnership}", f"The published review: {facts.address}")


def _box(kind: BriefingKind, number: int, box: BoxFacts) -> tuple[Block, ...]:
    heading = f"{number} {box.heading}" if kind is BriefingKind.SEVEN_MINUTE else box.heading
    texts = tuple(statement.line for statement in box.statements)
    body: Block = Paragraph(texts[0]) if len(texts) == 1 else Bullets(texts)
    return (Heading(heading), body)


def _record_of_actions(kind: BriefingKind) -> tuple[Block, ...]:
    """The record a team fills in after it has talked; only behind a seven-minute briefing."""
    if kind is not BriefingKind.SEVEN_MINUTE:
        return ()
    empty = ("",) * len(ACTION_RECORD)
    return (
        PageBreak(),
        Heading("What our team will do"),
        Grid("Action record", ACTION_RECORD, (empty,) * ROWS_TO_FILL),
    )

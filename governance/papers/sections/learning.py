"""How do reports tell of seminars and other events, of who came, and of what was said?"""

from collections.abc import Iterator

from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph
from governance.papers.report_rows import EventRow, ReportFacts
from governance.papers.sections.actions import by_partner


def learning(facts: ReportFacts, heading: str = "Learning") -> Iterator[Block]:
    """Events held, who came, feedback with its base, what they recommended, the next ones; nothing without events."""
    if facts.events is None:
        return
    yield Heading(heading)
    if facts.events:
        yield _table("Events held", facts.events)
        yield from _feedback(facts.events)
    else:
        yield Paragraph("No event was held in this time.")
    if facts.event_actions:
        yield from by_partner(facts, "Actions that events recommended, by partner", facts.event_actions)
    if facts.coming:
        yield Bullets(tuple(f"Next: {row.kind}, {row.title}, {row.when}." for row in facts.coming))


def _table(caption: str, rows: tuple[EventRow, ...]) -> Grid:
    cells = tuple((row.title, row.kind, row.when, row.people or "not stated") for row in rows)
    return Grid(caption, ("Event", "Kind", "When", "People"), cells)


def _feedback(rows: tuple[EventRow, ...]) -> Iterator[Block]:
    said = tuple(f"{row.title}: {sentence}" for row in rows for sentence in row.feedback)
    if said:
        yield Paragraph("What those who came said:")
        yield Bullets(said)

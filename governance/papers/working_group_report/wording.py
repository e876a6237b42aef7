"""How does the working group's report read? What was held, the grant of two years, what comes next.

Source: order of sections of a Kent working group report of 2018 [V].
"""

from collections.abc import Iterator
from dataclasses import replace

from dhr_cases.papers.writing.blocks import Block, Bullets, Heading, Paper, Paragraph
from governance.papers.report_rows import EventRow, ReportFacts
from governance.papers.sections.frame import paper
from governance.papers.sections.learning import learning
from governance.papers.sections.money import grants, requests

CONFERENCE = "Conference"


def compose(facts: ReportFacts) -> Paper:
    """The report as a paper."""
    return paper(
        facts,
        title="Working group update",
        subject="Work of the partnership’s working group",
        summary="What was held, how the grant stands, and what is planned.",
        sections=(
            _background(facts),
            learning(_only(facts, is_conference=True), "Conferences"),
            grants(facts, 0, "Grant this year"),
            grants(facts, 1, "Grant next year"),
            learning(_only(facts, is_conference=False), "Sessions and seminars"),
            _requests(facts),
            _recommendations(),
        ),
        asks="For information",
    )


def _background(facts: ReportFacts) -> Iterator[Block]:
    yield Heading("Background")
    yield Paragraph(
        f"The working group prepares and follows the work that {facts.sender.partnership} has agreed, and reports to "
        "each of its meetings."
    )


def _only(facts: ReportFacts, *, is_conference: bool) -> ReportFacts:
    """The facts with the conferences alone, or without them; nothing where none of the kind is recorded."""
    held, coming = (_of(rows or (), is_conference) for rows in (facts.events, facts.coming))
    return replace(facts, events=held if held or coming else None, coming=coming)


def _of(rows: tuple[EventRow, ...], is_conference: bool) -> tuple[EventRow, ...]:
    return tuple(row for row in rows if (row.kind == CONFERENCE) is is_conference)


def _requests(facts: ReportFacts) -> Iterator[Block]:
    found = tuple(requests(facts))
    if found:
        yield Heading("Requests to partners")
        yield from found


def _recommendations() -> Iterator[Block]:
    yield Heading("Recommendations")
    yield Paragraph("The meeting is asked to:")
    yield Bullets(("Note the progress made.",))

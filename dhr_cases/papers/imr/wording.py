"""How does the form for an agency's report read? Every heading it needs, with what belongs below each.

Source: headings of the report, 2016 guidance [K]; hints ours [D].
"""

from collections.abc import Iterator

from dhr_cases.papers.frame import NOT_STATED
from dhr_cases.papers.imr.facts import ImrFacts
from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Paper, Paragraph

BEFORE: tuple[tuple[str, str], ...] = (
    ("Author and independence", "Role of the author, and how they had no part in the case and manage nobody who had."),
    ("Sign-off", "Role of the senior manager who signs the report off, and the day."),
    ("Scope and method", "Which records were read, who was spoken to, and what could not be found."),
    ("Background of the agency", "What the agency does here, and in which service the contact was."),
)
POINTS = (
    "Was domestic abuse recognised?", "Was risk assessed, and was the assessment used?", "Was information shared?",
    "Was a referral made?", "How were decisions made?", "Was policy followed?", "Was there supervision?",
    "Was there enough time and staff?", "Were age, disability, race, sex and the other characteristics considered?",
    "Was anybody curious about what lay behind?",
)  # fmt: skip  # what every line of enquiry is looked at for
AFTER: tuple[tuple[str, str], ...] = (
    ("Good practice", "What was done well, and by which service."),
    ("Lessons", "What the agency has learnt."),
    ("What has changed already", "What was done since, and how it is known that it works."),
)
CHRONOLOGY = ("Date", "Time", "Person concerned", "Contact", "Source", "What happened", "What was done", "Comment")
PLAN = ("Recommendation", "Action", "Owner", "Target date", "How we will know")
INTERVIEWS = ("Role of the person spoken to", "Date")


def compose(facts: ImrFacts) -> Paper:
    """The form as a paper."""
    frame = facts.frame
    return Paper(
        title=f"Individual Management Review: {facts.agency}",
        subject=f"{frame.review_name}, {frame.partnership}",
        foot=frame.foot,
        handling=frame.handling,
        blocks=tuple(_blocks(facts)),
    )


def _blocks(facts: ImrFacts) -> Iterator[Block]:
    yield Facts("About this report", _head(facts))
    yield Paragraph(
        "Where contact was slight a summary is enough; where there was none, answer that there was none. Name nobody: "
        "use the pseudonym, and the role of each member of staff."
    )
    yield from _to_be_filled(BEFORE)
    yield Heading("Chronology of contact")
    yield _empty_grid("Contact in order of time", CHRONOLOGY)
    yield Heading("Analysis")
    yield from _analysis(facts)
    yield from _to_be_filled(AFTER)
    yield Heading("Recommendations of the agency to itself")
    yield _empty_grid("Recommendations, each specific, measurable, achievable, relevant and dated", PLAN)
    yield Heading("Staff spoken to (stays inside the review)")
    yield _empty_grid("Interviews", INTERVIEWS)


def _head(facts: ImrFacts) -> tuple[tuple[str, str], ...]:
    frame = facts.frame
    return (
        ("Agency", facts.agency),
        ("Review", f"{frame.review_name}, {frame.partnership}"),
        ("The person who died is known here as", frame.pseudonym or NOT_STATED),
        ("Period looked at", facts.scope or NOT_STATED),
        ("What we ask for", facts.asks_for or NOT_STATED),
        ("Due on", facts.due_on or NOT_STATED),
        *frame.handling_rows,
    )


def _analysis(facts: ImrFacts) -> Iterator[Block]:
    yield Paragraph("For every question say what happened, why, and what could have been done otherwise:")
    yield Bullets(POINTS)
    if not facts.lines_of_enquiry:
        yield Paragraph("The key lines of enquiry are not agreed yet.")
    for number, line in enumerate(facts.lines_of_enquiry, 1):
        yield Heading(f"Key line of enquiry {number}", level=2)
        yield Paragraph(line)
        yield Paragraph("Answer:")


def _to_be_filled(headings: tuple[tuple[str, str], ...]) -> Iterator[Block]:
    for heading, hint in headings:
        yield Heading(heading)
        yield Paragraph(hint)


def _empty_grid(caption: str, heads: tuple[str, ...]) -> Grid:
    """A table to write in."""
    return Grid(caption, heads, (("",) * len(heads),) * 3)

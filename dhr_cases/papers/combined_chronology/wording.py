"""How does the combined chronology read? One wide table in order of time, then what could not be read, and the sums."""

from collections.abc import Iterator

from dhr_cases.chronology.entries import Entry, in_order
from dhr_cases.papers.combined_chronology.facts import ChronologyFacts
from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Paper, Paragraph

HEADS = ("Date", "Time", "Agency", "Person", "Contact and source", "What happened", "What was done", "Comment")


def compose(facts: ChronologyFacts) -> Paper:
    """The chronology as a paper."""
    frame = facts.frame
    return Paper(
        title=f"Combined chronology: {frame.title}",
        subject=f"{frame.review_name}, {frame.partnership}",
        foot=frame.foot,
        handling=frame.handling,
        is_wide=True,
        blocks=tuple(_blocks(facts)),
    )


def _blocks(facts: ChronologyFacts) -> Iterator[Block]:
    yield Facts("About this paper", (*_sums(facts), *facts.frame.handling_rows))
    yield Heading("What happened, in order of time")
    if facts.entries:
        rows = tuple(_cells(entry) for entry in in_order(facts.entries))
        yield Grid("Combined chronology", HEADS, rows)
    else:
        yield Paragraph("No agency's chronology holds a line that can be read.")
    if facts.set_aside or facts.unread:
        yield from _not_read(facts)


def _sums(facts: ChronologyFacts) -> tuple[tuple[str, str], ...]:
    """How many lines came in, and where each went: the two add up."""
    kept, aside = len(facts.entries), len(facts.set_aside)
    agencies = sorted({entry.agency for entry in facts.entries})
    return (
        ("Files read", str(facts.files)),
        ("Agencies", ", ".join(agencies) or "none"),
        ("Lines in the files", str(kept + aside)),
        ("Lines in this chronology", str(kept)),
        ("Lines set aside", str(aside)),
    )


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        str(entry.on),
        " to ".join(filter(None, (entry.time, entry.until))),
        entry.agency,
        entry.persons,
        ". ".join(filter(None, (entry.contact, entry.source))),
        entry.text,
        entry.response,
        _comment(entry),
    )


def _comment(entry: Entry) -> str:
    parts = (
        entry.practice,
        entry.comment,
        f"Domestic abuse: {entry.indicator}" if entry.indicator else "",
        f"Publish: {entry.may_be_published}" if entry.may_be_published else "",
    )
    return ". ".join(part.rstrip(".") for part in parts if part)


def _not_read(facts: ChronologyFacts) -> Iterator[Block]:
    yield Heading("What could not be read")
    yield Paragraph(
        "Nothing below is in the chronology above. Where something should be, mend the file and make this paper again."
    )
    if facts.set_aside:
        rows = tuple((row.file, str(row.row), row.why) for row in facts.set_aside)
        yield Grid("Lines set aside", ("File", "Row", "Why"), rows, frozenset({1}))
    if facts.unread:
        yield Grid("Files and tables set aside", ("File", "Why"), tuple((row.file, row.why) for row in facts.unread))

"""Which numbered paragraphs does the published summary of a review have? Only what two people approved is a source."""

from collections.abc import Iterator

from dhr_cases.models import Case, PublicRecord, PublicState
from dhr_cases.plain_text import Bullets, Paragraph, Part, Subheading, Table
from dhr_cases.release_gate import record_parts
from learning.first_words import SourceParagraph


def record_of(case: Case) -> PublicRecord | None:
    """The review's place on the public register while it is published there, None otherwise."""
    found: PublicRecord | None = PublicRecord.objects.filter(case=case, state=PublicState.PUBLISHED).first()
    return found


def paragraphs_of(record: PublicRecord | None) -> tuple[SourceParagraph, ...]:
    """Every paragraph, bullet and row of the approved summary, numbered from 1; () where there is none to read."""
    if record is None:
        return ()
    rows = _under_headings(record_parts(record))
    return tuple(SourceParagraph(number, heading, text) for number, (heading, text) in enumerate(rows, start=1))


def _under_headings(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    heading = ""
    for part in parts:
        if isinstance(part, Subheading):
            heading = part.text
        else:
            yield from ((heading, text) for text in _texts(part))


def _texts(part: Part) -> tuple[str, ...]:
    match part:
        case Paragraph(text=text):
            return (text,)
        case Bullets(items=items):
            return items
        case Table(rows=rows):
            return tuple("; ".join(filter(None, row)) for row in rows)
    return ()

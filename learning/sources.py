"""Which numbered paragraphs does the published summary of a review have? Only what two people approved is a source.

The numbers are those that the public page of the review shows.
"""

from collections.abc import Iterator

from dhr_cases.models import Case, PublicRecord, PublicState
from dhr_cases.plain_text import Part, Subheading
from dhr_cases.public_pages import numbered
from dhr_cases.release_gate import record_parts
from learning.first_words import SourceParagraph


def record_of(case: Case) -> PublicRecord | None:
    """The review's place on the public register while it is published there, None otherwise."""
    found: PublicRecord | None = PublicRecord.objects.filter(case=case, state=PublicState.PUBLISHED).first()
    return found


def paragraphs_of(record: PublicRecord | None) -> tuple[SourceParagraph, ...]:
    """Every paragraph, bullet and row of the approved summary, numbered from 1; () where there is none to read."""
    return () if record is None else tuple(_paragraphs(record_parts(record)))


def _paragraphs(parts: tuple[Part, ...]) -> Iterator[SourceParagraph]:
    heading = ""
    for block in numbered(parts):
        heading = block.text if block.kind == Subheading.kind else heading
        for line in block.lines:
            yield SourceParagraph(line.number, heading, line.text or "; ".join(filter(None, line.cells)))

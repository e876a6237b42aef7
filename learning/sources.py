"""Which numbered paragraphs does the published summary of a review have? Only what two people approved is a source.

The numbers are those that the public page of the review shows.
"""

from collections.abc import Iterator, Sequence

from dhr_cases.models import Case, PublicRecord, PublicState
from dhr_cases.papers.overview_report.wording import ABOUT
from dhr_cases.plain_text import Part, Subheading
from dhr_cases.public_pages import Block, numbered
from dhr_cases.release_gate import record_parts
from learning.first_words import SourceParagraph

OF_WHAT = "Review"
"""How the table begins in which a paper made here says of itself what it is; it says nothing of the review."""


def record_of(case: Case) -> PublicRecord | None:
    """The review's place on the public register while it is published there, None otherwise."""
    found: PublicRecord | None = PublicRecord.objects.filter(case=case, state=PublicState.PUBLISHED).first()
    return found


def paragraphs_of(record: PublicRecord | None) -> tuple[SourceParagraph, ...]:
    """Every paragraph, bullet and row of the approved summary, numbered from 1; () where there is none to read.

    What a paper made here says at its head of itself is left out; the numbers of what follows stay those of the page.
    """
    return () if record is None else tuple(_paragraphs(record_parts(record)))


def _paragraphs(parts: tuple[Part, ...]) -> Iterator[SourceParagraph]:
    heading = ""
    for block in _of_the_review(numbered(parts)):
        heading = block.text if _is_heading(block) else heading
        for line in block.lines:
            yield SourceParagraph(line.number, heading, line.text or "; ".join(filter(None, line.cells)))


def _of_the_review(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the table that a paper made here begins with, and without the words above that table."""
    about = _about_itself(blocks)
    if about is None:
        yield from blocks
    else:
        yield from (block for block in blocks if block is not about and not _is_caption(block))


def _about_itself(blocks: Sequence[Block]) -> Block | None:
    """The first block below the headings, where it is the table in which a paper made here says what it is."""
    first = next((block for block in blocks if not _is_heading(block) and not _is_caption(block)), None)
    return first if first is not None and first.heads[:1] == (OF_WHAT,) else None


def _is_heading(block: Block) -> bool:
    return block.kind == Subheading.kind


def _is_caption(block: Block) -> bool:
    return [line.text for line in block.lines] == [ABOUT]

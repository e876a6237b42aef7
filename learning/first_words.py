"""Which sentences of the published summary could a box begin with? A suggestion with its sources; a person writes on.

Imports no Django. Sentences are taken as they stand, so that nothing is said that the review does not say.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from learning.briefing_boxes import BoxRow
from learning.statements import Statement

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


@dataclass(frozen=True)
class SourceParagraph:
    """One numbered paragraph, bullet or row of the published summary, and the heading it stands under."""

    number: int
    heading: str
    text: str


def first_statements(box: BoxRow, paragraphs: Sequence[SourceParagraph]) -> tuple[Statement, ...]:
    """Whole sentences under fitting headings, in their order, as many as the box holds; () where none fits."""
    taken: list[Statement] = []
    left = box.limit
    for statement in _sentences(_fitting(box, paragraphs)):
        words = len(statement.text.split())
        if words > left:
            break
        taken.append(statement)
        left -= words
    return tuple(taken)


def _fitting(box: BoxRow, paragraphs: Iterable[SourceParagraph]) -> list[SourceParagraph]:
    """The paragraphs under the first heading word that any heading has."""
    rows = list(paragraphs)
    for words in box.found_under:
        found = [row for row in rows if words in row.heading.lower()]
        if found:
            return found
    return []


def _sentences(paragraphs: Iterable[SourceParagraph]) -> Iterator[Statement]:
    for paragraph in paragraphs:
        for sentence in _SENTENCE.split(paragraph.text):
            yield Statement(sentence.strip(), (paragraph.number,))

"""Which statements stand in a box, and from which paragraphs of the published record does each come? Imports no Django.

One statement a line; the numbers of its paragraphs stand at its end in square brackets: "Agencies did not share what
they knew. [12, 14]". The source of every statement is shown beside it and printed in the briefing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from learning.briefing_boxes import THEMES, BoxRow

_SOURCES = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]\s*$")
_MOST_SHOWN = 60


@dataclass(frozen=True)
class Statement:
    """One statement and the numbers of the paragraphs it rests on."""

    text: str
    sources: tuple[int, ...] = ()

    @property
    def line(self) -> str:
        """The statement as it is typed."""
        return f"{self.text} [{', '.join(map(str, self.sources))}]" if self.sources else self.text


def statements_of(text: str) -> tuple[Statement, ...]:
    """The statements of a box, in order; empty lines and the dash of a list are no part of them."""
    lines = (line.strip().removeprefix("- ").strip() for line in text.splitlines())
    return tuple(_statement(line) for line in lines if line)


def _statement(line: str) -> Statement:
    found = _SOURCES.search(line)
    if found is None:
        return Statement(line)
    numbers = tuple(int(number) for number in found[1].split(","))
    return Statement(line[: found.start()].rstrip(), numbers)


def words_in(text: str) -> int:
    """How many words a reader meets in a box; numbers of sources are not among them."""
    return sum(len(statement.text.split()) for statement in statements_of(text))


def faults_of(box: BoxRow, text: str, paragraphs: Iterable[int]) -> tuple[str, ...]:
    """What keeps a box from being ready, each as a sentence; () for a box in order.

    ``paragraphs`` are the numbers there are in the published record.
    """
    statements, known = statements_of(text), frozenset(paragraphs)
    if not statements:
        return (f"“{box.heading}” is empty.",)
    faults = [fault for statement in statements for fault in _faults_of(box, statement, known)]
    return (*_length_faults(box, text, len(statements)), *faults)


def _length_faults(box: BoxRow, text: str, count: int) -> tuple[str, ...]:
    words, (themes, fewest, most) = words_in(text), THEMES
    long = f"“{box.heading}” has {words} words; at most {box.limit} fit. Take out {words - box.limit}."
    number = f"“{box.heading}” has {count} {'theme' if count == 1 else 'themes'}; write {fewest} to {most}, one a line."
    is_miscounted = box.code == themes and not fewest <= count <= most
    return tuple(sentence for sentence, holds in ((long, words > box.limit), (number, is_miscounted)) if holds)


def _faults_of(box: BoxRow, statement: Statement, known: frozenset[int]) -> list[str]:
    shown = _shortened(statement.text)
    if box.needs_source and not statement.sources:
        return [f"“{shown}” has no source. Write the number of its paragraph at its end, for example [3]."]
    return [
        f"“{shown}” names paragraph {number}, which the published summary does not have."
        for number in statement.sources
        if number not in known
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN].rstrip()} …"

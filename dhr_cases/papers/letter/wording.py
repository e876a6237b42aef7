"""How does a letter become a paper? Its paragraphs as they stand; lines that belong together stay together."""

from collections.abc import Iterator

from dhr_cases.paper_kinds import Marking
from dhr_cases.papers.letter.facts import LetterFacts
from dhr_cases.papers.writing.blocks import Block, Lines, Paper, Paragraph


def compose(facts: LetterFacts) -> Paper:
    """The letter as a paper."""
    frame = facts.frame
    return Paper(
        title=facts.label, subject=frame.partnership, foot=frame.foot, handling=frame.handling,
        blocks=tuple(_blocks(facts.text)),
    )  # fmt: skip  # on two lines it reads as one sentence


def _blocks(text: str) -> Iterator[Block]:
    for part in text.split("\n\n"):
        lines = _lines(part)
        if len(lines) > 1:
            yield Lines(lines)
        elif lines:
            yield Paragraph(lines[0])


def _lines(part: str) -> tuple[str, ...]:
    """The lines that say anything, without the marking."""
    return tuple(line.strip() for line in part.splitlines() if line.strip() and not _is_marking(line))


def _is_marking(line: str) -> bool:
    """The marking stands at the head of every page already."""
    return line.strip() == Marking.OFFICIAL_SENSITIVE.label

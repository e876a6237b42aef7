"""What must be known for a letter? Its words, filled in with open facts, and how it is marked."""

from dataclasses import dataclass

from dhr_cases.papers.frame import Frame


@dataclass(frozen=True)
class LetterFacts:
    """A letter of one case. Nothing in ``text`` names a person: names are written in by hand."""

    frame: Frame
    label: str
    text: str

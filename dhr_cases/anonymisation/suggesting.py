"""What could be printed instead of each thing found, and how is a change taken back? Imports no Django."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind


@dataclass(frozen=True, slots=True, order=True)
class Suggestion:
    """From ``start`` up to ``end`` the text reads ``words``; ``replacement`` could be printed instead.

    ``replacement`` is empty where a person must think of one. Suggestions never overlap.
    """

    start: int
    end: int
    words: str
    kind: FindingKind
    replacement: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement made: at ``start`` of the new text stands ``after`` where ``before`` stood."""

    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Applied:
    """The new text and the record that takes it back."""

    text: str
    record: tuple[Change, ...]


def suggest(text: str, tokens: Sequence[Token], *, allowed: Collection[str] = ()) -> tuple[Suggestion, ...]:
    """What was found in the text and what could stand instead, in order of place, without overlaps."""
    return ()


def apply(text: str, chosen: Sequence[Suggestion]) -> Applied:
    """The text with each chosen suggestion in place, and the record that ``take_back`` needs.

    Raises ValueError with a sentence when a suggestion does not fit the text or two overlap.
    """
    return Applied(text, ())


def take_back(text: str, record: Sequence[Change]) -> str:
    """The text as it was before ``apply``. Raises ValueError when it was changed since."""
    return text

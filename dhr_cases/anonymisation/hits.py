"""What is one place in a text where something was found? Imports no Django."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """From ``start`` up to ``end`` the text reads ``words``; ``why`` is a sentence for the person who decides."""

    start: int
    end: int
    words: str
    kind: FindingKind
    token: Token | None
    why: str


def hits_of(kind: FindingKind, matches: Iterable[re.Match[str]], why: str) -> Iterator[Hit]:
    """A hit for each match of an expression, without spaces at either end."""
    for match in matches:
        words = match[0].strip()
        start = match.start() + match[0].index(words)
        yield Hit(start, start + len(words), words, kind, None, why)

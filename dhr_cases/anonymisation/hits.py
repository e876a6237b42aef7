"""What is one place in a text where something was found? Imports no Django."""

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

"""Which protected words and pointers to a person does a file hold, in any of its corners? Imports no Django."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where in the file, in which words, with the words around it.

    ``token`` is the value of the protected word, empty for a suggestion. ``fingerprint`` is a keyed digest of kind,
    words and surroundings, equal for equal findings; empty when the check had no key.
    """

    kind: FindingKind
    words: str
    where: str
    context: str
    token: str
    fingerprint: str
    why: str


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A part of the file that could not be read, and why, in words for the screen."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What one look at one file showed. ``is_readable`` is false when any part could not be read."""

    name: str
    sha256: str
    is_readable: bool
    unreadable: tuple[UnreadPart, ...]
    findings: tuple[Finding, ...]
    pages: int

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings no decision can wave through."""
        return tuple(finding for finding in self.findings if finding.kind.blocks_release)

    @property
    def suggestions(self) -> tuple[Finding, ...]:
        """The findings a person decides about."""
        return tuple(finding for finding in self.findings if not finding.kind.blocks_release)


def check_file(
    content: bytes,
    name: str,
    tokens: Sequence[Token],
    *,
    key: bytes = b"",
    allowed: Collection[str] = (),
) -> FileCheck:
    """Reads every corner of the file and looks for protected words and pointers to a person."""
    raise NotImplementedError

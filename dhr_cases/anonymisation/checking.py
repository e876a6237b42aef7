"""Which protected words and pointers to a person does a file hold, in any of its corners? Imports no Django."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dhr_cases.anonymisation.corners import Passage, read_file
from dhr_cases.anonymisation.folding import fold
from dhr_cases.anonymisation.matching import Hit, Search
from dhr_cases.anonymisation.recognisers import recognise
from dhr_cases.anonymisation.second_opinion import SecondOpinion, second_hits
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind

CERTAIN = frozenset({
    FindingKind.PROTECTED, FindingKind.MISSPELT, FindingKind.POSTCODE, FindingKind.TELEPHONE, FindingKind.NHS_NUMBER,
    FindingKind.NI_NUMBER, FindingKind.PLATE, FindingKind.EMAIL, FindingKind.MARKING,
})  # fmt: skip  # one set, read at a glance
"""What never belongs in a published paper; the other kinds may, once a person has judged them [D]."""

_SHOWN_AROUND = 60
_LOOKED_AROUND = 300
_WORDS_AROUND = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where in the file, in which words, with the words around it.

    ``token`` is the value of the protected word, empty for a suggestion. ``fingerprint`` is a keyed digest of kind,
    words and the three words on either side, equal for equal findings; empty when the check had no key.
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

    @property
    def certain(self) -> tuple[Finding, ...]:
        """The findings that never belong in a published paper."""
        return tuple(finding for finding in self.findings if finding.kind in CERTAIN)


def check_file(
    content: bytes,
    name: str,
    tokens: Sequence[Token],
    *,
    key: bytes = b"",
    allowed: Collection[str] = (),
    opinion: SecondOpinion | None = None,
) -> FileCheck:
    """Reads every corner of the file and looks for protected words and pointers to a person.

    ``key`` makes the fingerprints. ``allowed`` are words that are no misspelling of a protected one. A word that may
    be a name is told once a file. A second ``opinion`` adds what a language model takes for names. Source: domain
    4.3 [D].
    """
    reading = read_file(content, name)
    search = Search(tokens, allowed=allowed)
    known = [*allowed, *(token.replacement for token in tokens)]
    found = (
        _finding(hit, passage, key) for passage in reading.passages for hit in _hits(passage, search, known, opinion)
    )
    return FileCheck(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        is_readable=reading.is_whole,
        unreadable=tuple(UnreadPart(part.where, part.why) for part in reading.unreadable),
        findings=tuple(_names_once(found)),
        pages=reading.pages,
    )


def _hits(passage: Passage, search: Search, known: Collection[str], opinion: SecondOpinion | None) -> list[Hit]:
    """Protected words, and suggestions outside them."""
    protected = search.find(passage.text, is_prose=passage.is_prose)
    if not passage.is_prose:
        return list(protected)
    return sorted([*protected, *_outside(protected, _others(passage.text, known, opinion))], key=_place_of)


def _others(text: str, known: Collection[str], opinion: SecondOpinion | None) -> Iterator[Hit]:
    yield from recognise(text, known_words=known)
    if opinion is not None:
        yield from second_hits(opinion, text, known_words=known)


def _outside(protected: Sequence[Hit], others: Iterable[Hit]) -> Iterator[Hit]:
    taken = {place for hit in protected for place in range(hit.start, hit.end)}
    return (hit for hit in others if taken.isdisjoint(range(hit.start, hit.end)))


def _place_of(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _finding(hit: Hit, passage: Passage, key: bytes) -> Finding:
    before = passage.text[max(0, hit.start - _LOOKED_AROUND) : hit.start]
    after = passage.text[hit.end : hit.end + _LOOKED_AROUND]
    return Finding(
        kind=hit.kind,
        words=hit.words,
        where=passage.where,
        context=" ".join(f"{_end_of(before)}{hit.words}{_start_of(after)}".split()),
        token=hit.token.value if hit.token else "",
        fingerprint=fingerprint(hit.kind, hit.words, before, after, key) if key else "",
        why=hit.why,
    )


def _end_of(before: str) -> str:
    """The last words before a finding; what is cut off is cut between two words."""
    cut = before[-_SHOWN_AROUND:]
    return cut if cut == before else f"… {cut.partition(' ')[2]}"


def _start_of(after: str) -> str:
    cut = after[:_SHOWN_AROUND]
    return cut if cut == after else f"{cut.rpartition(' ')[0]} …"


def fingerprint(kind: FindingKind, words: str, before: str, after: str, key: bytes) -> str:
    """A keyed digest of what was found and the words around it in its paragraph; equal findings have equal ones.

    A paragraph ends with its line. Signs, capitals and accents make no difference, nor does the mark of a table.
    """
    near = [*_words(before.rpartition("\n")[2])[-_WORDS_AROUND:], *_words(after.partition("\n")[0])[:_WORDS_AROUND]]
    parts = [kind.value, fold(words), *near]
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()


def _words(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := fold(word))]


def _names_once(findings: Iterator[Finding]) -> Iterator[Finding]:
    seen: set[str] = set()
    for finding in findings:
        if finding.kind not in {FindingKind.UNKNOWN_NAME, FindingKind.MODEL}:
            yield finding
        elif fold(finding.words) not in seen:
            seen.add(fold(finding.words))
            yield finding

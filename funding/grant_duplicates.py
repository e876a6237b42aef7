"""Does another partnership ask for the same project? Title, supplier and area are compared, not only for equality.

Capitals, accents, punctuation and the order of words do not matter. Likeness is an exact fraction between nought and
one. Imports no Django. Source: G4 [D]; the funder's check across partnerships, section 4.2 of the 2018 report [V].
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

SAME_TITLE = Fraction(4, 5)
"""Titles at least this alike are the same project, whoever supplies it."""
LIKE_TITLE = Fraction(1, 2)
"""Titles at least this alike are worth a look where supplier or area is the same too."""
SAME_SUPPLIER = Fraction(4, 5)
"""Suppliers at least this alike are the same."""

_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A project as it is compared; no areas means the whole county."""

    key: str
    title: str
    supplier: str = ""
    areas: frozenset[str] = frozenset()
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A project that may be the same: how alike the titles are in whole per cent, and why it is shown."""

    other: Proposal
    percent: int
    because: tuple[str, ...]


def plain(text: str) -> str:
    """Small letters without accents or punctuation, single spaces: "Théâtre: LICENCE" is "theatre licence"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def likeness(one: str, other: str) -> Fraction:
    """How alike two texts are, by the pairs of letters they share within words; 1 for the same words in any order."""
    left, right = _pairs(one), _pairs(other)
    total = left.total() + right.total()
    return Fraction(2 * (left & right).total(), total) if total else Fraction(0)


def likely_duplicates(project: Proposal, others: Iterable[Proposal]) -> tuple[Match, ...]:
    """Projects that may be the same, the most alike first."""
    found = [match for other in others if (match := compare(project, other)) is not None]
    return tuple(sorted(found, key=lambda match: (-match.percent, match.other.whose, match.other.title)))


def compare(project: Proposal, other: Proposal) -> Match | None:
    """A match where the titles are the same, or alike with the same supplier or a shared area; else None."""
    alike = likeness(project.title, other.title)
    same_supplier = likeness(project.supplier, other.supplier) >= SAME_SUPPLIER
    shares_area = areas_meet(project.areas, other.areas)
    if alike < LIKE_TITLE or (alike < SAME_TITLE and not (same_supplier or shares_area)):
        return None
    is_same_title = plain(project.title) == plain(other.title)
    because = _because(is_same_title=is_same_title, same_supplier=same_supplier, shares_area=shares_area)
    return Match(other, (alike * 100).__floor__(), tuple(because))


def _because(*, is_same_title: bool, same_supplier: bool, shares_area: bool) -> Iterator[str]:
    yield "the titles are the same" if is_same_title else "the titles are alike"
    if same_supplier:
        yield "the supplier is the same"
    if shares_area:
        yield "the areas overlap"


def areas_meet(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """True when two projects work in the same place; one for the whole county meets every other."""
    left, right = {plain(area) for area in ours}, {plain(area) for area in theirs}
    return not left or not right or bool(left & right)


def _pairs(text: str) -> Counter[str]:
    words = [word for word in plain(text).split() if word not in _SMALL_WORDS]
    return Counter(f" {word} "[place : place + 2] for word in words for place in range(len(word) + 1))

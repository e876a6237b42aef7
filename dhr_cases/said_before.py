"""Which earlier texts say nearly the same as this one? Imports no Django.

Texts are compared by the words they share; a word that many of them hold weighs little. Source: thing 5 of our
aims [D]; weighting by inverse document frequency, Sparck Jones 1972 [K].
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_LIKENESS = 0.18
"""Likeness below which two texts are not called similar; 1 is the same words [D]."""

_WORD = re.compile(r"[a-z][a-z'’-]+")
_ENDING_LETTERS = "isations isation ations ation ments ment ings ing ies ers ed es er s e y"
_ENDINGS = tuple(_ENDING_LETTERS.split())
_PLAIN = (
    "a about across action all also an and any are as at be been being by can could do does each ensure ensures "
    "for from further given had has have how if in into is it its learn learning lesson lessons made make may "
    "must need of on or other our out panel partnership recommend recommendation recommendations recommends "
    "report review reviews should so such that the their them then there these they this those through to under "
    "was were when where which who will with within would"
)
_PLAIN_WORDS = frozenset(_PLAIN.split())


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text and the key by which the caller knows it."""

    key: int
    text: str


@dataclass(frozen=True, slots=True)
class SimilarText:
    """An earlier text, how like it is (0 to 1), and the words that make it so, weightiest first."""

    key: int
    text: str
    likeness: float
    shared: tuple[str, ...]


def similar_to(text: str, earlier: Sequence[EarlierText], *, at_most: int = 5) -> tuple[SimilarText, ...]:
    """The earlier texts most like this one, best first; () when none is like enough or the text has no telling word."""
    counts = {row.key: _stems(row.text) for row in earlier}
    weights = _weights([*counts.values(), _stems(text)])
    asked = _vector(_stems(text), weights)
    spelt = _spellings(text)
    rows = (_compared(row, asked, _vector(counts[row.key], weights), spelt) for row in earlier)
    found = sorted((row for row in rows if row.likeness >= LEAST_LIKENESS), key=lambda row: (-row.likeness, row.key))
    return tuple(found[:at_most])


def _compared(
    row: EarlierText, asked: Mapping[str, float], held: Mapping[str, float], spelt: Mapping[str, str]
) -> SimilarText:
    shared = {stem: weight * held[stem] for stem, weight in asked.items() if stem in held}
    ordered = sorted(shared, key=lambda stem: (-shared[stem], stem))
    return SimilarText(row.key, row.text, round(sum(shared.values()), 3), tuple(spelt[stem] for stem in ordered[:6]))


def _weights(texts: Sequence[Counter[str]]) -> dict[str, float]:
    held_by = Counter(stem for stems in texts for stem in stems)
    return {stem: math.log(1 + len(texts) / number) for stem, number in held_by.items()}


def _vector(stems: Counter[str], weights: Mapping[str, float]) -> dict[str, float]:
    """The weights of a text's words, brought to length one."""
    raw = {stem: (1 + math.log(number)) * weights[stem] for stem, number in stems.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {stem: weight / length for stem, weight in raw.items()}


def _stems(text: str) -> Counter[str]:
    return Counter(stem(word) for word in _WORD.findall(text.lower()) if word not in _PLAIN_WORDS)


def _spellings(text: str) -> dict[str, str]:
    """Each stem of a text in the spelling of its first word."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _PLAIN_WORDS]
    return {stem(word): word for word in reversed(words)}


def stem(word: str) -> str:
    """The word without its ending, so that "training" and "trained" meet."""
    bare = re.sub(r"['’].*$", "", word)
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 4:
            return bare.removesuffix(ending)
    return bare

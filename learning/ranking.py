"""Which paragraphs answer a question best? Imports no Django.

A paragraph counts for the words it shares with the question: a rare word more than a common one, a word said twice a
little more than once, in a short paragraph more than in a long one.
Source: Robertson and Zaragoza 2009, BM25 with its usual settings [K]; the weight of a heading, ours [D].
"""

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SATURATION = 1.2
"""How soon saying a word again stops to count."""
LENGTH = 0.6
"""How much a long paragraph is held back; 0 not at all, 1 fully."""
EVERY_WORD = 0.35
"""How much more a paragraph counts that holds all of the question's words, by their weight [D]."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that shares words with the question: its key and its words, separated by blanks."""

    key: int
    words: str


@dataclass(frozen=True, slots=True)
class Stock:
    """What is searched: how many paragraphs, how many words each has on average, how many hold each asked word."""

    paragraphs: int
    mean_length: float
    held_by: Mapping[str, int]

    def weight(self, word: str) -> float:
        """How telling a word is: the fewer paragraphs hold it the more."""
        held = self.held_by.get(word, 0)
        return math.log(1 + (self.paragraphs - held + 0.5) / (held + 0.5))


def best(asked: Mapping[str, float], candidates: Iterable[Candidate], stock: Stock, *, at_most: int = 10) -> list[int]:
    """Keys of the paragraphs that answer best, the best first; of two alike the one that was taken in first.

    ``asked`` holds the words of the question and the share each has in it, from 0 to 1.
    """
    weights = {word: share * stock.weight(word) for word, share in asked.items()}
    scored = ((_score(each.words.split(), weights, stock.mean_length), -each.key) for each in candidates)
    return [-key for score, key in heapq.nlargest(at_most, scored) if score > 0]


def _score(words: list[str], weights: Mapping[str, float], mean_length: float) -> float:
    counts: dict[str, int] = {}
    for word in words:
        if word in weights:
            counts[word] = counts.get(word, 0) + 1
    slowed = SATURATION * (1 - LENGTH + LENGTH * len(words) / (mean_length or 1))
    score = sum(weights[word] * number * (SATURATION + 1) / (number + slowed) for word, number in counts.items())
    return score * (1 + EVERY_WORD * sum(map(weights.__getitem__, counts)) / sum(weights.values())) if counts else 0.0

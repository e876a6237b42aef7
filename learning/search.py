"""Which published paragraphs answer a question? Each with the address at which everybody can read it.

The database finds the paragraphs that hold the telling words, ``ranking`` puts the best first. How many there are is
never told: it would be a number of reviews. Source: thing 9 of our aims [D].
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Sum

from dhr_cases.models import PublicFile, PublicRecord, PublicState
from dhr_cases.paper_kinds import PaperKind
from learning.models import IndexedSummary, PublishedPassage, SearchWord
from learning.ranking import Candidate, Stock, best
from learning.search_words import asked_words

AT_MOST = 10
"""Answers to a question."""
SPARE = 20
"""Further paragraphs that are ranked, in place of those that were taken down a moment ago."""
CANDIDATES = 3_000
"""Paragraphs that are weighed for one question; of those that hold a word nearly all hold, no more than these."""

_FOUND = {
    "postgresql": "SELECT id, words FROM learning_publishedpassage WHERE found_by @@ %s::tsquery LIMIT %s",
    "sqlite": "SELECT rowid, words FROM learning_passage_words WHERE learning_passage_words MATCH %s LIMIT %s",
}


@dataclass(frozen=True)
class Answer:
    """One paragraph that answers: the review it stands in, its number there, its heading and its words."""

    record: PublicRecord
    number: int
    heading: str
    text: str


def find(question: str, *, at_most: int = AT_MOST) -> list[Answer]:
    """The paragraphs that answer best, the best first; [] for a question without a telling word, or without answer.

    Five statements, whatever the question. A paragraph is found only while its review is published and the file it
    was read from stands on the register.
    """
    asked = asked_words(question)
    stock = _stock(asked)
    asked = {word: asked[word] for word in sorted(stock.held_by, key=lambda word: (stock.held_by[word], word))}
    keys = best(asked, _candidates(tuple(asked), stock), stock, at_most=at_most + SPARE) if asked else []
    standing = _standing(keys)
    return [_answer(standing[key]) for key in keys if key in standing][:at_most]


def _stock(asked: Iterable[str]) -> Stock:
    """What is searched, and how many paragraphs hold each asked word; words that none holds are left out."""
    held = dict(SearchWord.objects.filter(word__in=asked, passages__gt=0).values_list("word", "passages"))
    sums = IndexedSummary.objects.aggregate(paragraphs=Sum("paragraphs"), words=Sum("words"))
    paragraphs = sums["paragraphs"] or 0
    return Stock(paragraphs, (sums["words"] or 0) / paragraphs if paragraphs else 0.0, held)


def _candidates(asked: Sequence[str], stock: Stock) -> Iterator[Candidate]:
    """Paragraphs with the rarest words, as many words as fit; and those that hold the rarest words together."""
    rare = _rarest(asked, stock)
    seen = dict(_rows(_any_of(rare)) if rare else ())
    if len(rare) < len(asked):
        seen |= dict(_rows(_both_of(asked)))
    return (Candidate(key, words) for key, words in seen.items())


def _rarest(asked: Sequence[str], stock: Stock) -> list[str]:
    """The rarest words that together stand in no more paragraphs than can be weighed."""
    taken, room = [], CANDIDATES
    for word in asked:
        room -= stock.held_by[word]
        if room < 0:
            break
        taken.append(word)
    return taken


def _any_of(words: Iterable[str]) -> str:
    return _or().join(_quoted(word) for word in words)


def _both_of(asked: Sequence[str]) -> str:
    """Two rarest words together, or the only one."""
    return _and().join(_quoted(word) for word in asked[:2])


def _or() -> str:
    return " | " if connection.vendor == "postgresql" else " OR "


def _and() -> str:
    return " & " if connection.vendor == "postgresql" else " AND "


def _quoted(word: str) -> str:
    """A word as the database reads it; words hold letters and digits only."""
    return f"'{word}'" if connection.vendor == "postgresql" else f'"{word}"'


def _rows(query: str) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_FOUND[connection.vendor], [query, CANDIDATES])
        rows: list[tuple[int, str]] = cursor.fetchall()
    return rows


def _standing(keys: Iterable[int]) -> dict[int, PublishedPassage]:
    """The passages, by key, whose review is published and whose file stands."""
    stands = PublicFile.objects.filter(
        record=OuterRef("summary__record"),
        sha256=OuterRef("summary__sha256"),
        kind=PaperKind.PUBLISHED_SUMMARY,
        taken_down_on=None,
    )
    found = PublishedPassage.objects.filter(Exists(stands), summary__record__state=PublicState.PUBLISHED)
    rows: dict[int, PublishedPassage] = found.select_related("summary__record__partnership").in_bulk(list(keys))
    return rows


def _answer(passage: PublishedPassage) -> Answer:
    return Answer(passage.summary.record, passage.number, passage.heading, passage.text)

"""Is a second opinion told beside the first, and is it missed in words when no language model is here?"""

import re
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from dhr_cases.anonymisation.checking import CERTAIN, check_file
from dhr_cases.anonymisation.second_opinion import NoSecondOpinionError, load, second_hits
from dhr_cases.anonymisation.suggesting import suggest
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind

HAS_MODEL = find_spec("spacy") is not None
TEXT = "then daz met robin and sarah at the weir on a monday"


class Opinionated:
    """Takes some words for names, as a model would."""

    def names_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Persons, a place and a day of the week."""
        for words, label in (("daz", "PERSON"), ("robin", "PERSON"), ("sarah", "PERSON"), ("weir", "FAC")):
            yield from ((found.start(), found.end(), label) for found in re.finditer(words, text))
        yield from ((found.start(), found.end(), "DATE") for found in re.finditer("monday", text))


def test_tells_what_the_model_takes_for_names_but_no_known_words_and_no_days() -> None:
    hits = list(second_hits(Opinionated(), TEXT, known_words=["Robin"]))
    assert [(hit.words, hit.kind) for hit in hits] == [
        ("daz", FindingKind.MODEL),
        ("sarah", FindingKind.MODEL),
        ("weir", FindingKind.MODEL),
    ]
    assert hits[0].why == "A language model takes this for a person."
    assert all(TEXT[hit.start : hit.end] == hit.words for hit in hits)


def test_stands_beside_the_protected_words_of_a_file_and_never_blocks() -> None:
    tokens = [Token("Sarah", replacement="Robin")]
    check = check_file(TEXT.encode(), "a.txt", tokens, opinion=Opinionated())
    assert [row.words for row in check.blocking] == ["sarah"]
    assert [row.words for row in check.suggestions] == ["daz", "weir"]
    assert FindingKind.MODEL not in CERTAIN


def test_is_not_asked_unless_given() -> None:
    assert check_file(TEXT.encode(), "a.txt", []).findings == ()


def test_gives_a_suggestion_without_a_replacement() -> None:
    rows = suggest(TEXT, [Token("Sarah", replacement="Robin")], opinion=Opinionated())
    assert [(row.words, row.replacement) for row in rows] == [("daz", ""), ("sarah", "Robin"), ("weir", "")]


@pytest.mark.skipif(HAS_MODEL, reason="a language model is installed")
def test_says_in_words_that_no_model_is_installed() -> None:
    with pytest.raises(NoSecondOpinionError, match="There is no language model here for a second opinion."):
        load()

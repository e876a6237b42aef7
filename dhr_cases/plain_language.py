"""Can a reader outside the trade follow a report, and does it say what it must? Hints with a place, never a gate.

Imports no Django. The figures and lists are aids to the author; nothing is refused because of them.
Source: thing 5 of our aims [D]; Equality Act 2010 s.4 [K]; Kincaid and others, Research Branch Report 8-75, 1975 [K].
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dhr_cases.blame_words import BLAME_WORDS

READING_AGE_AIM = 14
"""Years of age above which a section is called hard to read [D]; public pages aim lower."""

FEWEST_WORDS = 60
"""Words below which a reading age means nothing [D]."""

LONGEST_SENTENCE = 40
"""Words above which a sentence is called long [D]."""


class HintKind(StrEnum):
    """What a hint is about."""

    READING_AGE = "reading_age"
    LONG_SENTENCE = "long_sentence"
    BLAME = "blame"
    ABBREVIATION = "abbreviation"
    EQUALITY = "equality"
    TERMS = "terms"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _LABELS[self]


_LABELS = {
    HintKind.READING_AGE: "Reading age",
    HintKind.LONG_SENTENCE: "Long sentence",
    HintKind.BLAME: "Word that may blame",
    HintKind.ABBREVIATION: "Abbreviation not explained",
    HintKind.EQUALITY: "Protected characteristic not spoken of",
    HintKind.TERMS: "Term of reference without an answer",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """Something an author may want to look at: in which section, in which paragraph (from 1; 0 is the whole)."""

    kind: HintKind
    section: str
    paragraph: int
    words: str
    sentence: str


class WrittenSection(Protocol):
    """A section of a paper: its code, its heading, its text."""

    @property
    def code(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


CHARACTERISTICS: dict[str, re.Pattern[str]] = {
    "age": re.compile(r"\b(?:age|aged|ages|older|younger|elderly)\b", re.IGNORECASE),
    "disability": re.compile(r"\bdisab|\bimpairment|\blearning difficult|\bmental health\b", re.IGNORECASE),
    "gender reassignment": re.compile(r"\bgender (?:reassignment|identity)|\btrans(?:gender|sexual)?\b", re.IGNORECASE),
    "marriage and civil partnership": re.compile(r"\bmarri(?:age|ed)\b|\bcivil partner", re.IGNORECASE),
    "pregnancy and maternity": re.compile(r"\bpregnan|\bmaternity\b", re.IGNORECASE),
    "race": re.compile(r"\brac(?:e|ial)\b|\bethnic|\bnationality\b|\bcolour\b", re.IGNORECASE),
    "religion or belief": re.compile(r"\breligio|\bfaith\b|\bbelief", re.IGNORECASE),
    "sex": re.compile(r"\bsex\b(?! ?ual)|\bgendered\b|\bas a (?:woman|man)\b", re.IGNORECASE),
    "sexual orientation": re.compile(
        r"\bsexual(?:ity| orientation)|\bheterosexual|\bgay\b|\blesbian|\bbisexual", re.IGNORECASE
    ),
}
"""The nine protected characteristics and words that speak of them. Source: Equality Act 2010 s.4 [K]."""

_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=(?:## |- |\| |\d+(?:\.\d+)*[.)]?\s))")
_SENTENCES = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_WORDS = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$")
_ABBREVIATION = re.compile(r"(?<![\w/&-])(?:[A-Z]{2,}[a-z]?[A-Z]*|[A-Z]&[A-Z])(?:s|[’']s)?(?![\w/-])")
_FAMILIAR = "UK GP NHS OK TV ID PDF BBC MP AM PM USA EU CCTV DNA IT II III IV VI VII VIII IX XI XII"
_KNOWN_TO_ALL = frozenset(_FAMILIAR.split())
_PLAIN_WORDS = (
    "about after also and any are been before being between could did does for from had has have how into its may "
    "might more not other our review should such than that the their them then there these they this those "
    "through was were what when where whether which while who whom why will with within would your"
)
_STOPWORDS = frozenset(_PLAIN_WORDS.split())
_QUESTION = re.compile(
    r"^(?:- |\(?(?P<number>\d+(?:\.\d+)*|[a-z])[.)]?\s+)?(?P<words>.{15,})$", re.MULTILINE | re.IGNORECASE
)
_AND_BEFORE = r"(?:(?:\d+(?:\.\d+)*|[a-z])(?:,?\s+and\s+|,\s*|\s*&\s*))*"
"""Other numbers before the one looked for, as in "questions 1, 2 and 4"."""
_ENOUGH_SHARED = 0.6
_ANSWERING = frozenset({"analysis", "conclusions", "overview", "lessons"})


def hints_of_paper(sections: Sequence[WrittenSection]) -> tuple[Hint, ...]:
    """Every hint about a paper, section by section, then what only the whole shows."""
    each = [hint for section in sections for hint in hints_of_section(section.code, section.text)]
    return (*each, *undefined_abbreviations(sections), *unanswered_terms(sections))


def hints_of_section(code: str, text: str) -> tuple[Hint, ...]:
    """Reading age, long sentences, words that may blame; in the section "equality" also what it leaves out."""
    found = [*_hard_to_read(code, text), *_long_sentences(code, text), *_blaming(code, text)]
    if code == "equality" and text.strip():
        found += _characteristics_left_out(text)
    return tuple(found)


def reading_age(text: str) -> int | None:
    """The age in whole years at which a pupil reads the text with ease; None for too few words. Tables do not count.

    Flesch-Kincaid grade plus five: 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are estimated,
    so the age is a year or so either way. Source: Kincaid and others 1975 [K].
    """
    prose = _prose(text)
    words = [word for paragraph in prose for word in _WORDS.findall(paragraph)]
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(len(_sentences(paragraph)) for paragraph in prose)
    syllables = sum(map(_syllables, words))
    grade = 0.39 * len(words) / max(1, sentences) + 11.8 * syllables / len(words) - 15.59
    return max(5, round(grade + 5))


def missing_characteristics(text: str) -> tuple[str, ...]:
    """The protected characteristics of which a text does not speak. Source: Equality Act 2010 s.4 [K]."""
    return tuple(name for name, speaks_of in CHARACTERISTICS.items() if not speaks_of.search(text))


def undefined_abbreviations(sections: Sequence[WrittenSection], known: Collection[str] = ()) -> tuple[Hint, ...]:
    """Abbreviations that the paper neither spells out anywhere nor has in its glossary, at their first place."""
    whole = "\n\n".join(section.text for section in sections)
    glossary = " ".join(_texts(sections, {"glossary"}))
    places = _first_places(sections, {*_KNOWN_TO_ALL, *known})
    return tuple(_not_spelt_out(*place) for place in places if not _is_explained(place[2], whole, glossary))


def _first_places(sections: Sequence[WrittenSection], told: Collection[str]) -> Iterator[tuple[str, int, str]]:
    """Each abbreviation that is not told already, with the section and the paragraph it first stands in."""
    seen = set(told)
    for code, number, short in _abbreviations(sections):
        if short not in seen:
            seen.add(short)
            yield code, number, short


def _abbreviations(sections: Sequence[WrittenSection]) -> Iterator[tuple[str, int, str]]:
    for section in sections:
        for number, paragraph in enumerate(_paragraphs(section.text), start=1):
            if not paragraph.isupper():
                yield from ((section.code, number, _bare(short)) for short in _ABBREVIATION.findall(paragraph))


def _not_spelt_out(code: str, number: int, short: str) -> Hint:
    sentence = f"“{short}” is not spelt out anywhere. Write it in full once, or add it to the glossary."
    return Hint(HintKind.ABBREVIATION, code, number, short, sentence)


def unanswered_terms(sections: Sequence[WrittenSection]) -> tuple[Hint, ...]:
    """Terms of reference to which no later paragraph speaks: by their number, or by most of their telling words.

    Looks for the answers in the sections analysis, conclusions, overview and lessons.
    """
    terms = "\n".join(_texts(sections, {"terms_of_reference"}))
    answers = [paragraph for text in _texts(sections, _ANSWERING) for paragraph in _paragraphs(text)]
    return tuple(
        Hint(HintKind.TERMS, "terms_of_reference", place, words, "No paragraph of the analysis seems to answer this.")
        for place, number, words in _terms(terms)
        if not _is_answered(number, words, answers)
    )


def _texts(sections: Sequence[WrittenSection], codes: Collection[str]) -> list[str]:
    return [section.text for section in sections if section.code in codes]


def _hard_to_read(code: str, text: str) -> Iterator[Hint]:
    age = reading_age(text)
    if age is not None and age > READING_AGE_AIM:
        sentence = (
            f"A reader needs the schooling of a {age}-year-old. Shorter sentences and plainer words bring it down."
        )
        yield Hint(HintKind.READING_AGE, code, 0, str(age), sentence)


def _long_sentences(code: str, text: str) -> Iterator[Hint]:
    for number, paragraph in enumerate(_paragraphs(text), start=1):
        for sentence in () if paragraph.startswith("|") else _sentences(paragraph):
            length = len(_WORDS.findall(sentence))
            if length > LONGEST_SENTENCE:
                begins = " ".join(sentence.split()[:8])
                told = f"This sentence has {length} words. Two sentences may be easier to follow."
                yield Hint(HintKind.LONG_SENTENCE, code, number, f"{begins} …", told)


def _blaming(code: str, text: str) -> Iterator[Hint]:
    for number, paragraph in enumerate(_paragraphs(text), start=1):
        for row in BLAME_WORDS:
            for found in row.pattern.finditer(paragraph):
                yield Hint(HintKind.BLAME, code, number, found[0], row.instead)


def _characteristics_left_out(text: str) -> Iterator[Hint]:
    for name in missing_characteristics(text):
        sentence = f"Nothing is said about {name}. Say whether it mattered, or that it did not."
        yield Hint(HintKind.EQUALITY, "equality", 0, name, sentence)


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in _PARAGRAPHS.split(text) if paragraph.strip()]


def _prose(text: str) -> list[str]:
    return [paragraph for paragraph in _paragraphs(text) if not paragraph.startswith(("|", "## "))]


def _sentences(paragraph: str) -> list[str]:
    return [sentence for sentence in _SENTENCES.split(paragraph) if _WORDS.search(sentence)]


def _syllables(word: str) -> int:
    small = word.lower()
    groups = len(_VOWELS.findall(small))
    return max(1, groups - 1 if len(small) > 3 and _SILENT_END.search(small) else groups)


def _bare(short: str) -> str:
    return re.sub(r"[’']?s$", "", short)


def _is_explained(short: str, whole: str, glossary: str) -> bool:
    """Written once in brackets after its words, or before words in brackets, or in the glossary."""
    name = re.escape(short)
    in_brackets = re.search(rf"[a-z][’']?\s*\([\"“‘']?{name}s?[\"”’']?\)|\b{name}\s*\([A-Z]?[a-z]", whole)
    return bool(in_brackets or re.search(rf"\b{name}\b", glossary))


def _terms(text: str) -> Iterator[tuple[int, str, str]]:
    """Each term with its place from 1, its number as printed or counted, and its words."""
    counted = 0
    for place, paragraph in enumerate(_paragraphs(text), start=1):
        found = _QUESTION.match(paragraph)
        if found is None or not _is_term(paragraph):
            continue
        counted += 1
        yield place, found["number"] or str(counted), " ".join(found["words"].split())


def _is_term(paragraph: str) -> bool:
    return paragraph.endswith("?") or bool(re.match(r"- |\(?(?:\d|[a-z][.)])", paragraph))


def _is_answered(number: str, words: str, answers: Sequence[str]) -> bool:
    named = re.compile(
        rf"\b(?:terms? of reference|ToR|question|issue|KLOE)s?\s+(?:no\.? )?{_AND_BEFORE}{re.escape(number)}\b(?!\.\d)",
        re.IGNORECASE,
    )
    telling = _telling(words)
    return any(
        named.search(answer) or (telling and len(telling & _telling(answer)) / len(telling) >= _ENOUGH_SHARED)
        for answer in answers
    )


def _telling(words: str) -> set[str]:
    return {word[:6] for word in map(str.lower, _WORDS.findall(words)) if len(word) > 3 and word not in _STOPWORDS}

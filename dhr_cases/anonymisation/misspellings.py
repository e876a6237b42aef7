"""Where does a text hold a protected name with one letter wrong? Imports no Django.

One letter added, left out, changed, or two neighbours swapped, in a name of five letters or more. "Martina" is found
for the name "Martin": nobody can tell from the word alone that another person is meant, and a person who knows says
so once (``allowed``). An everyday word ("crown" for the name "Brown") counts only beside a title or a protected name
or where only a person can stand, a rarer one also when written large inside a sentence; what is printed instead of a
name is never a misspelling.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dhr_cases.anonymisation.folding import FoldedText, Gap, fold, folded
from dhr_cases.anonymisation.name_like import stands_as_person
from dhr_cases.anonymisation.ordinary_words import is_acronym, is_always_large, is_ordinary, is_rarer
from dhr_cases.anonymisation.patterns import Pattern, Rule
from dhr_cases.anonymisation.tokens import Token

SHORTEST_NAME = 5
"""Letters a name must have before one wrong letter is looked for. Source: the acceptance rule [D]."""

_SHORTEST_PART = 4
_MOST_PIECES = 6
_TITLE_WORDS = "mr mrs ms miss mx dr prof professor sir dame rev revd cllr pc dc ds di dci sgt"
_TITLES = frozenset(_TITLE_WORDS.split())
_CELL_EDGES = frozenset("\t\n\r")
_SENTENCE_ENDS = frozenset('.!?:;\n\t\r•|>"“”([*')


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A part of a folded text that is one letter away from a protected word."""

    start: int
    end: int
    token: Token


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a protected phrase, by its place in the phrase."""

    words: tuple[str, ...]
    place: int
    token: Token


class Misspellings:
    """Protected names made ready once, to look for their misspellings in many texts."""

    def __init__(self, patterns: Sequence[Pattern], known_words: Collection[str]) -> None:
        """``known_words`` are never taken for a misspelling, nor is any word of them."""
        self._known = {word.folded for known in known_words for word in folded(known).words()}
        self._known |= {fold(known) for known in known_words} | {pattern.key for pattern in patterns}
        self._near: dict[str, list[str]] = {}
        self._tokens: dict[str, Token] = {}
        self._parts: dict[str, list[_Part]] = {}
        for pattern in patterns:
            if pattern.rule in {Rule.WORDS, Rule.ORDINARY}:
                self._learn(pattern)

    def find(self, read: FoldedText, taken: Sequence[tuple[int, int]]) -> list[Misspelling]:
        """The misspelt names outside the stretches already taken; of those inside one another the longest."""
        passage = _Passage(read, taken)
        found = [*self._phrases(passage), *self._names(passage)]
        kept: list[Misspelling] = []
        for place in sorted(found, key=lambda place: (place.start, -place.end)):
            if not kept or place.start >= kept[-1].end:
                kept.append(place)
        return kept

    def _learn(self, pattern: Pattern) -> None:
        if len(pattern.key) >= SHORTEST_NAME and pattern.key.isalpha() and pattern.key not in self._tokens:
            self._tokens[pattern.key] = pattern.token
            for shorter in _without_one(pattern.key):
                self._near.setdefault(shorter, []).append(pattern.key)
        words = pattern.words
        for place, word in enumerate(words if len(words) > 1 else ()):
            if len(word) > 1:
                self._parts.setdefault(word, []).append(_Part(words, place, pattern.token))

    def _names(self, passage: "_Passage") -> Iterator[Misspelling]:
        answers: dict[str, str] = {}
        for start, end in passage.units():
            word = passage.read.key[start:end]
            if word not in answers:
                answers[word] = self._closest(word)
            name = answers[word]
            if name and passage.is_free(start, end) and passage.is_suspicious(start, end):
                yield Misspelling(start, end, self._tokens[name])

    def _closest(self, word: str) -> str:
        """The protected name one letter away from the word, empty when there is none."""
        if len(word) < SHORTEST_NAME - 1 or word in self._known:
            return ""
        names = (name for shorter in _without_one(word) for name in self._near.get(shorter, ()))
        return next((name for name in names if OSA.distance(word, name, score_cutoff=1) == 1), "")

    def _phrases(self, passage: "_Passage") -> Iterator[Misspelling]:
        for index, (_start, _end, word) in enumerate(passage.words):
            for part in self._parts.get(word, ()):
                found = self._wrong_in_phrase(passage, index - part.place, part.words)
                if found is not None:
                    yield passage.place_of(found, index - part.place, len(part.words), part.token)

    def _wrong_in_phrase(self, passage: "_Passage", first: int, words: tuple[str, ...]) -> int | None:
        """Which word of the text is the only one that differs from the phrase, by one letter; None otherwise."""
        written = passage.words[max(0, first) : first + len(words)]
        if first < 0 or len(written) != len(words):
            return None
        wrong = [place for place, (row, word) in enumerate(zip(written, words, strict=True)) if row[2] != word]
        if len(wrong) != 1 or not _may_differ(written[wrong[0]][2], words[wrong[0]]):
            return None
        start, end, word = written[wrong[0]]
        is_plain = word in self._known or (is_ordinary(word) and passage.read.written(start, end).islower())
        return None if is_plain or not passage.is_free(start, end) else first + wrong[0]


class _Passage:
    """One text while it is looked through: its words, what is taken already, and what stands around a word."""

    def __init__(self, read: FoldedText, taken: Sequence[tuple[int, int]]) -> None:
        self.read = read
        self.words = [self._without_possessive(word.start, word.end) for word in read.words()]
        self._taken = {place for start, end in taken for place in range(start, end)}
        self._starts = {start: place for place, (start, _end, _word) in enumerate(self.words)}

    def units(self) -> Iterator[tuple[int, int]]:
        """Every word, and every run of the pieces of a joined word such as "SarahSmith"."""
        gaps = self.read.gaps
        for word in self.read.words():
            edges = [place for place in range(word.start, word.end) if gaps[place] is not Gap.NONE] + [word.end]
            if len(edges) > _MOST_PIECES:
                edges = [word.start, word.end]
            for number, start in enumerate(edges):
                for end in edges[number + 1 :]:
                    yield start, end

    def is_free(self, start: int, end: int) -> bool:
        """Whether no protected word was found here already."""
        return self._taken.isdisjoint(range(start, end))

    def is_suspicious(self, start: int, end: int) -> bool:
        """Whether a word that looks like a name is likely to be one, by what it is and how it is written."""
        word, written = self.read.key[start:end], self.read.shape(start, end)
        if is_acronym(written):
            return False
        if not is_ordinary(word):
            return True
        first, last = self.read.span(start, end)
        if self._follows_title(start) or (written[0].isupper() and self._touches_name(start, end)):
            return True
        if is_always_large(word):
            return False
        if is_rarer(word) and written[0].isupper() and (not self._begins_sentence(start) or self._is_alone(start, end)):
            return True
        return stands_as_person(self.read.text, first, last)

    def place_of(self, wrong: int, first: int, length: int, token: Token) -> Misspelling:
        """The whole phrase with the wrong word, or the wrong word alone when part of the phrase is taken."""
        start, end = self.words[first][0], self.words[first + length - 1][1]
        if not self.is_free(start, end):
            start, end = self.words[wrong][:2]
        return Misspelling(start, end, token)

    def _without_possessive(self, start: int, end: int) -> tuple[int, int, str]:
        if end - start > 1 and self.read.key[end - 1] == "s" and self.read.gaps[end - 1] is Gap.APOSTROPHE:
            end -= 1
        return start, end, self.read.key[start:end]

    def _touches_name(self, start: int, end: int) -> bool:
        """Whether a protected word stands directly before or after, in the same sentence and cell."""
        before = start - 1 in self._taken and _SENTENCE_ENDS.isdisjoint(self.read.between(start))
        return before or (end in self._taken and _SENTENCE_ENDS.isdisjoint(self.read.between(end)))

    def _follows_title(self, start: int) -> bool:
        place = self._starts.get(start, 0)
        if place == 0 or self.words[place - 1][2] not in _TITLES:
            return False
        return self.read.written(*self.words[place - 1][:2]) != "ms"  # milliseconds

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether the word fills its cell or line."""
        before = self.read.between(start)
        after = self.read.between(end) if end < len(self.read.key) else "\n"
        return (start == 0 or not _CELL_EDGES.isdisjoint(before)) and not _CELL_EDGES.isdisjoint(after)

    def _begins_sentence(self, start: int) -> bool:
        before = self.read.between(start)
        return start == 0 or not _SENTENCE_ENDS.isdisjoint(before)


def _without_one(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words a letter apart share one of these."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _may_differ(word: str, name: str) -> bool:
    return len(name) >= _SHORTEST_PART and name.isalpha() and OSA.distance(word, name, score_cutoff=1) == 1

"""Where does a text hold a protected name with one letter wrong? Imports no Django.

One letter added, left out, changed, or two neighbours swapped, in a name of five letters or more. "Martina" is found
for the name "Martin": nobody can tell from the word alone that another person is meant, and a person who knows says
so once (``allowed``). An everyday word ("crown" for the name "Brown") counts only beside a title or a protected name
or where only a person can stand, a rarer one also when written large inside a sentence; what is printed instead of a
name is never a misspelling.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations

from rapidfuzz.distance import OSA

from dhr_cases.anonymisation.folding import FoldedText, Gap, Word, fold, folded
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
        self._known = _words_known(known_words) | {pattern.key for pattern in patterns}
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
        key, words = pattern.key, pattern.words
        if _is_long_name(key) and key not in self._tokens:
            self._learn_whole(key, pattern.token)
        if len(words) > 1:
            self._learn_parts(words, pattern.token)

    def _learn_whole(self, key: str, token: Token) -> None:
        self._tokens[key] = token
        for shorter in _without_one(key):
            self._near.setdefault(shorter, []).append(key)

    def _learn_parts(self, words: tuple[str, ...], token: Token) -> None:
        for place, word in enumerate(words):
            if len(word) > 1:
                self._parts.setdefault(word, []).append(_Part(words, place, token))

    def _names(self, passage: "_Passage") -> Iterator[Misspelling]:
        closest = cache(self._closest)  # most words come again and again
        for start, end in passage.units():
            name = closest(passage.read.key[start:end])
            if name and passage.is_free(start, end) and passage.is_suspicious(start, end):
                yield Misspelling(start, end, self._tokens[name])

    def _closest(self, word: str) -> str:
        """The protected name one letter away from the word, empty when there is none."""
        if len(word) < SHORTEST_NAME - 1 or word in self._known:
            return ""
        near = self._sharing_letters(word)
        return next((name for name in near if OSA.distance(word, name, score_cutoff=1) == 1), "")

    def _sharing_letters(self, word: str) -> Iterator[str]:
        return chain.from_iterable(self._near.get(shorter, ()) for shorter in _without_one(word))

    def _phrases(self, passage: "_Passage") -> Iterator[Misspelling]:
        for index, (_start, _end, word) in enumerate(passage.words):
            for part in self._parts.get(word, ()):
                found = self._wrong_in_phrase(passage, index - part.place, part.words)
                if found is not None:
                    yield passage.place_of(found, index - part.place, len(part.words), part.token)

    def _wrong_in_phrase(self, passage: "_Passage", first: int, words: tuple[str, ...]) -> int | None:
        """Which word of the text is the only one that differs from the phrase, by one letter; None otherwise."""
        written = passage.words_from(first, len(words))
        wrong = _only_wrong(written, words)
        if wrong is None or self._is_plain(passage, written[wrong]) or not passage.is_free(*written[wrong][:2]):
            return None
        return first + wrong

    def _is_plain(self, passage: "_Passage", row: tuple[int, int, str]) -> bool:
        start, end, word = row
        return word in self._known or (is_ordinary(word) and passage.read.written(start, end).islower())


class _Passage:
    """One text while it is looked through: its words, what is taken already, and what stands around a word."""

    def __init__(self, read: FoldedText, taken: Sequence[tuple[int, int]]) -> None:
        self.read = read
        self.words = [self._without_possessive(word.start, word.end) for word in read.words()]
        self._taken = {place for start, end in taken for place in range(start, end)}
        self._starts = {start: place for place, (start, _end, _word) in enumerate(self.words)}

    def units(self) -> Iterator[tuple[int, int]]:
        """Every word, and every run of the pieces of a joined word such as "SarahSmith"."""
        for word in self.read.words():
            yield from combinations(self._edges(word), 2)

    def _edges(self, word: Word) -> list[int]:
        """Where the pieces of a joined word begin, and its end; a word of too many pieces stays whole."""
        gaps = self.read.gaps
        edges = [place for place in range(word.start, word.end) if gaps[place] is not Gap.NONE]
        return [*edges, word.end] if len(edges) < _MOST_PIECES else [word.start, word.end]

    def words_from(self, first: int, length: int) -> list[tuple[int, int, str]]:
        """So many words from the first on; none or fewer where the text does not reach so far."""
        return self.words[first : first + length] if first >= 0 else []

    def is_free(self, start: int, end: int) -> bool:
        """Whether no protected word was found here already."""
        return self._taken.isdisjoint(range(start, end))

    def is_suspicious(self, start: int, end: int) -> bool:
        """Whether a word that looks like a name is likely to be one, by what it is and how it is written."""
        word, written = self.read.key[start:end], self.read.shape(start, end)
        if is_acronym(written):
            return False
        if not is_ordinary(word) or self._is_beside_name(start, end):
            return True
        return not is_always_large(word) and self._stands_as_name(start, end)

    def _is_beside_name(self, start: int, end: int) -> bool:
        return self._follows_title(start) or (self._is_large(start, end) and self._touches_name(start, end))

    def _stands_as_name(self, start: int, end: int) -> bool:
        is_rare_and_large = is_rarer(self.read.key[start:end]) and self._is_large(start, end)
        if is_rare_and_large and (not self._begins_sentence(start) or self._is_alone(start, end)):
            return True
        return stands_as_person(self.read.text, *self.read.span(start, end))

    def _is_large(self, start: int, end: int) -> bool:
        return self.read.shape(start, end)[0].isupper()

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


def _words_known(phrases: Collection[str]) -> set[str]:
    """The phrases and each word of them, folded."""
    return {fold(phrase) for phrase in phrases} | {word.folded for phrase in phrases for word in folded(phrase).words()}


def _is_long_name(key: str) -> bool:
    return len(key) >= SHORTEST_NAME and key.isalpha()


def _only_wrong(written: Sequence[tuple[int, int, str]], words: Sequence[str]) -> int | None:
    """The place of the only word that differs from the phrase, by one letter; None otherwise."""
    wrong = _differing(written, words) if len(written) == len(words) else []
    if len(wrong) != 1 or not _may_differ(written[wrong[0]][2], words[wrong[0]]):
        return None
    return wrong[0]


def _differing(written: Sequence[tuple[int, int, str]], words: Sequence[str]) -> list[int]:
    return [place for place, (row, word) in enumerate(zip(written, words, strict=True)) if row[2] != word]


def _without_one(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words a letter apart share one of these."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _may_differ(word: str, name: str) -> bool:
    return len(name) >= _SHORTEST_PART and name.isalpha() and OSA.distance(word, name, score_cutoff=1) == 1

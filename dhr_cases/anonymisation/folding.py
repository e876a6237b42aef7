"""How is a text read so that accents, small letters, look-alike letters and line ends make no difference? No Django.

A folded text is one run of small letters and digits. For each it knows where it stood in the text and what stood
before it, so that a word is found whole and its place is known exactly.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise


class Gap(IntEnum):
    """What stands before a letter: nothing, a change of letter shape, an apostrophe, a broken line, or a space."""

    NONE = 0
    CHANGE = 1  # sarahSmith, smith84: where one word joins another without a space
    APOSTROPHE = 2
    BROKEN_LINE = 3  # a hyphen at the end of a line
    WIDE = 4


class _Sort(IntEnum):
    UNSEEN = 0
    SMALL = 1
    LARGE = 2
    DIGIT = 3
    APOSTROPHE = 4
    HYPHEN = 5
    LINE_END = 6
    OTHER = 7


_LOOK_ALIKE = dict(
    zip(
        "аеорсухікѕјһԁԛԝьгпАВЕКМНОРСТУХІЅЈαβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxiksjhdqwbrnabekmhopctyxisjabeiknoptuxabezhikmnoptyx",
        strict=True,
    )
)
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_WHITE_ON_BLACK = {chr(first + at): chr(ord("a") + at) for first in (0x1F150, 0x1F170, 0x1F1E6) for at in range(26)}
_OF_SIGN_FONTS = {chr(0xF000 + code): chr(code) for code in range(0x21, 0x7F)}  # where symbol fonts keep their letters
_LOOK_ALIKE |= _SMALL_CAPITALS | _WHITE_ON_BLACK | _OF_SIGN_FONTS
_LIGATURES = {"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"}
_APOSTROPHES = frozenset("'’‘‛ʼʹ`´＇′")
_HYPHENS = frozenset("-‐‑‒–—﹣－−")
_SIGNS = (
    (frozenset("\n\r\v\f\x85\u2028\u2029"), _Sort.LINE_END),
    (_APOSTROPHES, _Sort.APOSTROPHE),
    (_HYPHENS, _Sort.HYPHEN),
)
_SORT_OF_SIGN = {sign: sort for signs, sort in _SIGNS for sign in signs}
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cc"})
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc")  # shown as nothing, or as the place of a picture
_SEEN_CONTROLS = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85")
_CHANGES = frozenset({
    (_Sort.SMALL, _Sort.LARGE), (_Sort.SMALL, _Sort.DIGIT), (_Sort.LARGE, _Sort.DIGIT),
    (_Sort.DIGIT, _Sort.SMALL), (_Sort.DIGIT, _Sort.LARGE),
})  # fmt: skip  # pairs read side by side
"""The sorts of two letters side by side between which one word may join another."""


class _Characters(dict[str, tuple[_Sort, str]]):
    """What a character is and what it folds to; worked out once for each."""

    def __missing__(self, character: str) -> tuple[_Sort, str]:
        found = self[character] = (_sort(character), _folded(character))
        return found


def _sort(character: str) -> _Sort:
    if character in _SORT_OF_SIGN:
        return _SORT_OF_SIGN[character]
    if _is_unseen(character) and character not in _SEEN_CONTROLS:
        return _Sort.UNSEEN
    return _sort_of_letter(character) if _folded(character) else _Sort.OTHER


def _sort_of_letter(character: str) -> _Sort:
    if character.isdigit():
        return _Sort.DIGIT
    return _Sort.LARGE if character.isupper() else _Sort.SMALL


def _is_unseen(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in _UNSEEN


def _folded(character: str) -> str:
    if _is_unseen(character):
        return ""
    parts = (_bare(part) for part in unicodedata.normalize("NFKD", character))
    return "".join(part for part in "".join(parts) if part.isalnum())


def _bare(character: str) -> str:
    alike = _LOOK_ALIKE.get(character, character)
    small = _LIGATURES.get(alike.casefold(), alike.casefold())
    digit = unicodedata.digit(small, None) if len(small) == 1 else None
    return small if digit is None else str(digit)


_CHARACTERS = _Characters()
_PIECES = re.compile(r"[a-z]{2,60}|.", re.DOTALL)
"""Plain small letters are most of a text and are taken several at a time."""
_NO_GAPS = [Gap.NONE] * 60


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits of a folded text, from ``start`` up to ``end`` of its key."""

    start: int
    end: int
    folded: str


@dataclass(slots=True)
class FoldedText:
    """A text as small letters and digits, with the place of each and what stood before it."""

    text: str
    key: str = ""
    places: list[int] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    wide: list[int] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From where to where in the text a part of the key stands."""
        return self.places[start], self.places[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """The words of the text that a part of the key stands for."""
        first, last = self.span(start, end)
        return self.text[first:last]

    def wide_inside(self, start: int, end: int) -> list[int]:
        """The offsets inside a part of the key before which a space or the like stands."""
        return [place - start for place in self.wide[bisect_right(self.wide, start) : bisect_left(self.wide, end)]]

    def between(self, place: int) -> str:
        """What stands in the text before a place of the key, since the place before it."""
        return self.text[self.places[place - 1] + 1 : self.places[place]] if place else self.text[: self.places[0]]

    def starts_word(self, place: int) -> bool:
        """Whether a word may begin here."""
        return self.gaps[place] not in {Gap.NONE, Gap.APOSTROPHE}

    def ends_word(self, place: int) -> bool:
        """Whether a word may end before this place."""
        return place == len(self.key) or self.gaps[place] is not Gap.NONE

    def shape(self, start: int, end: int) -> str:
        """A part of the key as it is written, without what stands between its letters."""
        return "".join(filter(str.isalnum, self.written(start, end)))

    def words(self) -> list[Word]:
        """The runs between spaces, hyphens, dots and the like."""
        edges = [*self.wide, len(self.key)]
        return [Word(start, end, self.key[start:end]) for start, end in pairwise(edges)]


def folded(text: str) -> FoldedText:
    """The text folded."""
    reader = _Reader(FoldedText(text))
    for piece in _PIECES.finditer(text):
        sort, letters = _CHARACTERS[piece[0][0]]
        if piece.end() - piece.start() > 1:
            reader.take_run(piece.start(), piece[0])
        elif sort is _Sort.UNSEEN:
            continue
        elif sort <= _Sort.DIGIT:
            reader.take(piece.start(), sort, letters)
        else:
            reader.pass_over(sort)
    return reader.result()


def fold(words: str) -> str:
    """A word or phrase as small letters and digits only."""
    return "".join(_CHARACTERS[character][1] for character in words)


def words_folded(phrases: Iterable[str]) -> frozenset[str]:
    """Every word of the phrases, folded."""
    return frozenset(fold(word) for phrase in phrases for word in phrase.split())


@dataclass(slots=True)
class _Reader:
    """Reads a text letter by letter and notes what lies between letters."""

    into: FoldedText
    letters: list[str] = field(default_factory=list)
    passed: list[_Sort] = field(default_factory=lambda: [_Sort.OTHER])  # before the first letter lies an edge
    sorts: tuple[_Sort, _Sort] = (_Sort.OTHER, _Sort.OTHER)

    def take(self, place: int, sort: _Sort, letters: str) -> None:
        """One letter or digit; a ligature gives several at one place."""
        gap = self._gap(sort)
        if gap is Gap.WIDE:
            self.into.wide.append(len(self.into.gaps))
        self.into.gaps.append(gap)
        self.into.places.append(place)
        self.letters.append(letters[0])
        if len(letters) > 1:
            self._take_rest(place, letters[1:])
        self.sorts = (self.sorts[1] if not self.passed else _Sort.OTHER, sort)
        if self.passed:
            self.passed = []

    def take_run(self, place: int, letters: str) -> None:
        """Plain small letters in one piece."""
        self.take(place, _Sort.SMALL, letters[0])
        self.into.gaps += _NO_GAPS[: len(letters) - 1]
        self.into.places += range(place + 1, place + len(letters))
        self.letters.append(letters[1:])
        self.sorts = (_Sort.SMALL, _Sort.SMALL)

    def _take_rest(self, place: int, letters: str) -> None:
        """What else a ligature stands for, at the same place."""
        self.into.gaps += [Gap.NONE] * len(letters)
        self.into.places += [place] * len(letters)
        self.letters.append(letters)

    def pass_over(self, sort: _Sort) -> None:
        """One sign that is no letter; only the first three matter."""
        if len(self.passed) < 3 or sort is _Sort.LINE_END:
            self.passed.append(sort)

    def result(self) -> FoldedText:
        """The folded text, once every character was read."""
        self.into.key = "".join(self.letters)
        return self.into

    def _gap(self, sort: _Sort) -> Gap:
        if not self.passed:
            return self._change(sort)
        if self.passed == [_Sort.APOSTROPHE]:
            return Gap.APOSTROPHE
        if self.passed[0] is _Sort.HYPHEN and _Sort.LINE_END in self.passed:
            return Gap.BROKEN_LINE
        return Gap.WIDE

    def _change(self, sort: _Sort) -> Gap:
        before, last = self.sorts
        if sort is _Sort.SMALL and before is last is _Sort.LARGE:
            self.into.gaps[-1] = max(self.into.gaps[-1], Gap.CHANGE)  # JSmith: the name begins at the last large letter
        return Gap.CHANGE if (last, sort) in _CHANGES else Gap.NONE

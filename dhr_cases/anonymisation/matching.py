"""Where does a text hold a protected word, however it is written? Imports no Django."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dhr_cases.anonymisation.folding import FoldedText, Gap, folded
from dhr_cases.anonymisation.hits import Hit
from dhr_cases.anonymisation.misspellings import Misspelling, Misspellings
from dhr_cases.anonymisation.name_like import in_identifier, is_written_as_name
from dhr_cases.anonymisation.patterns import Pattern, Rule, patterns_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind

__all__ = ["Hit", "Search", "find_tokens"]

_SPELT_OUT = 4
_WIDEST_IN_CODE = 3
_WIDEST_IN_INITIALS = 2

EXACT = "This word is protected."
WRITTEN_OTHERWISE = "This is another way of writing a protected word."
MISSPELT = "One letter differs from a protected word."


def find_tokens(text: str, tokens: Sequence[Token], *, allowed: Collection[str] = ()) -> tuple[Hit, ...]:
    """Every protected word in the text, in order of place: exact ones (PROTECTED) and misspelt ones (MISSPELT).

    ``allowed`` are words a person judged to be no misspelling of a protected one, such as another person's name.
    """
    return Search(tokens, allowed=allowed).find(text)


class Search:
    """Protected words made ready once, to look through many texts.

    Capitals, accents, look-alike letters, apostrophes, line ends, signs between words, joined words ("SarahSmith")
    and letters set apart ("S a r a h") make no difference; "Ann" is not found in "planned". Numbers are found
    with spaces anywhere, a day in every usual way of writing. An ordinary word that is also a name ("May", "Rose")
    counts only where it is written as a name. Initials count only in capitals.
    """

    def __init__(self, tokens: Sequence[Token], *, allowed: Collection[str] = ()) -> None:
        """Works out once what to look for."""
        self._by_start: dict[str, list[Pattern]] = {}
        patterns = list(dict.fromkeys(pattern for token in tokens for pattern in patterns_of(token)))
        for pattern in patterns:
            self._by_start.setdefault(pattern.key[:3], []).append(pattern)
        self._misspellings = Misspellings(patterns, [*allowed, *(token.replacement for token in tokens)])

    def find(self, text: str, *, is_prose: bool = True) -> tuple[Hit, ...]:
        """Every protected word in the text, in order of place. Of hits inside one another the longest is kept.

        What a program wrote for itself (``is_prose`` false) holds invented words enough: no misspelling is sought.
        """
        read = folded(text)
        if not read.key:
            return ()
        exact = _longest(self._exact(read))
        hits = [_hit(read, place) for place in exact]
        if is_prose:
            hits += self._misspelt(read, exact)
        return tuple(sorted(hits))

    def _misspelt(self, read: FoldedText, exact: Sequence["_Place"]) -> Iterator[Hit]:
        taken = [(place.start, place.end) for place in exact]
        return (_misspelt(read, place) for place in self._misspellings.find(read, taken))

    def _exact(self, read: FoldedText) -> Iterator["_Place"]:
        for start in filter(read.starts_word, range(len(read.key))):
            for pattern in self._starting(read.key, start):
                if read.key.startswith(pattern.key, start) and _is_whole(read, start, pattern):
                    yield _Place(start, start + len(pattern.key), pattern)

    def _starting(self, key: str, start: int) -> Iterator[Pattern]:
        for length in (3, 2, 1):
            yield from self._by_start.get(key[start : start + length], ())


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    pattern: Pattern


def _is_whole(read: FoldedText, start: int, pattern: Pattern) -> bool:
    """Whether a word may end where the pattern ends, and the pattern's rule agrees."""
    return read.ends_word(start + len(pattern.key)) and _fits(read, start, pattern)


def _fits(read: FoldedText, start: int, pattern: Pattern) -> bool:
    """Whether what stands between the letters, and their size, agree with the pattern's rule."""
    end = start + len(pattern.key)
    if pattern.rule is Rule.DAY:
        return _is_apart(read, start, pattern)
    inside = read.wide_inside(start, end)
    if pattern.rule is Rule.CODE:
        return all(len(read.between(start + offset)) <= _WIDEST_IN_CODE for offset in inside)
    if pattern.rule is Rule.INITIALS:
        return _are_initials(read, start, end)
    return _are_words(read, start, inside, pattern)


def _are_words(read: FoldedText, start: int, inside: Sequence[int], pattern: Pattern) -> bool:
    if not pattern.breaks.issuperset(inside) and not _is_spelt_out(inside, pattern):
        return False
    first, last = read.span(start, start + len(pattern.key))
    if pattern.rule is Rule.ORDINARY:
        return is_written_as_name(read.text, first, last)
    return not _has_small_initial(read, first, pattern) or in_identifier(read.text, first, last)


def _has_small_initial(read: FoldedText, first: int, pattern: Pattern) -> bool:
    """Whether an initial is written small: "S Smith" is not found in "a smith"."""
    return 1 in pattern.breaks and read.text[first].islower()


def _is_spelt_out(inside: Sequence[int], pattern: Pattern) -> bool:
    return len(inside) == len(pattern.key) - 1 >= _SPELT_OUT - 1


def _is_apart(read: FoldedText, start: int, pattern: Pattern) -> bool:
    end = start + len(pattern.key)
    if not pattern.breaks.issuperset(read.wide_inside(start, end)):
        return False
    return all(read.gaps[start + offset] is not Gap.NONE for offset in pattern.breaks) and _stands_alone(read, end)


def _stands_alone(read: FoldedText, end: int) -> bool:
    """Whether no digit follows at once, so that 12/3/198 is no part of 12/3/1984."""
    return end == len(read.key) or read.gaps[end] is not Gap.NONE


def _are_initials(read: FoldedText, start: int, end: int) -> bool:
    if not read.shape(start, end).isupper():
        return False
    if end - start == 1:
        return read.gaps[start] is Gap.WIDE and _stands_alone(read, end)
    return all(_may_part_initials(read.between(place)) for place in range(start + 1, end))


def _may_part_initials(sign: str) -> bool:
    return len(sign) <= _WIDEST_IN_INITIALS and not sign.strip(". \xa0")


def _longest(places: Iterable[_Place]) -> list[_Place]:
    """The places that lie in no longer one, each stretch once."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.end > kept[-1].end:
            kept.append(place)
    return kept


def _hit(read: FoldedText, place: _Place) -> Hit:
    first, last = read.span(place.start, place.end)
    words = read.text[first:last]
    why = EXACT if words.casefold() == place.pattern.token.value.casefold() else WRITTEN_OTHERWISE
    return Hit(first, last, words, FindingKind.PROTECTED, place.pattern.token, why)


def _misspelt(read: FoldedText, place: Misspelling) -> Hit:
    first, last = read.span(place.start, place.end)
    return Hit(first, last, read.text[first:last], FindingKind.MISSPELT, place.token, MISSPELT)

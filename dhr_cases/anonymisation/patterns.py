"""Which runs of letters and digits show that a protected word stands in a text? Imports no Django."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, chain, pairwise

from dhr_cases.anonymisation.day_forms import day_forms, day_named
from dhr_cases.anonymisation.folding import FoldedText, Gap, folded
from dhr_cases.anonymisation.ordinary_words import is_ordinary
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import TokenKind


class Rule(StrEnum):
    """How strictly the places between the letters are read."""

    WORDS = "words"  # spaces only where the protected words have them
    ORDINARY = "ordinary"  # one ordinary word: only when written large
    CODE = "code"  # a number: spaces, dashes and dots anywhere
    INITIALS = "initials"  # capitals, with or without full stops
    DAY = "day"  # the parts apart from one another, as a day is written


@dataclass(frozen=True, slots=True)
class Pattern:
    """A key to look for. ``breaks`` are the offsets in the key where a space or the like may stand."""

    key: str
    breaks: frozenset[int]
    rule: Rule
    token: Token

    @property
    def words(self) -> tuple[str, ...]:
        """The key cut at its breaks."""
        edges = [0, *sorted(self.breaks), len(self.key)]
        return tuple(self.key[start:end] for start, end in pairwise(edges))


_STREETS = {
    "road": "rd", "street": "st", "avenue": "ave", "close": "cl", "lane": "ln", "drive": "dr", "court": "ct",
    "crescent": "cres", "gardens": "gdns", "terrace": "terr", "place": "pl", "square": "sq", "grove": "gr",
}  # fmt: skip  # pairs read side by side
_SHORT_OR_LONG = _STREETS | {short: long for long, short in _STREETS.items()}
_INITIALS = re.compile(r"(?:[A-Z](?:\.\s?|\s)?){1,3}|(?:[A-Z]\.\s?){4}")
_TELEPHONE = re.compile(r"(?:00440|0044|440|44|0)?([1-9]\d{8,9})", re.ASCII)
_LONGEST_LETTERS = re.compile(r"[^\W\d_]+")
_PERSONAL = frozenset({TokenKind.NAME, TokenKind.NICKNAME, TokenKind.OTHER})


def patterns_of(token: Token) -> tuple[Pattern, ...]:
    """Everything to look for on behalf of one protected word, each key and rule once."""
    written = chain.from_iterable(map(_in_each_case, token.spellings))
    spellings = chain.from_iterable(map(_with_and, written))
    found = (pattern for spelling in spellings for pattern in _of_spelling(spelling, token))
    return tuple(dict.fromkeys(pattern for pattern in found if pattern.key))


def _in_each_case(spelling: str) -> Iterator[str]:
    """The spelling, and large and small where they fold apart: a large letter may look like one of another script."""
    yield spelling
    if not spelling.isascii():
        key = folded(spelling).key
        yield from (way for way in (spelling.upper(), spelling.lower()) if folded(way).key != key)


def _with_and(spelling: str) -> Iterator[str]:
    """The spelling, and the same with "and" for "&" or the other way round."""
    yield spelling
    if "&" in spelling:
        yield spelling.replace("&", " and ")
    elif " and " in spelling:
        yield spelling.replace(" and ", " & ")


def _of_spelling(spelling: str, token: Token) -> Iterator[Pattern]:
    day, read = day_named(spelling), folded(spelling)
    if day:
        yield from (_from_parts(parts, Rule.DAY, token) for parts in day_forms(day))
    elif _is_of_initials(spelling, read, token):
        yield Pattern(read.key, frozenset(range(1, len(read.key))), Rule.INITIALS, token)
    else:
        yield from _of_words(spelling, read, token)


def _is_of_initials(spelling: str, read: FoldedText, token: Token) -> bool:
    is_short = token.kind is not TokenKind.NAME or len(read.key) < 3
    return is_short and _INITIALS.fullmatch(spelling) is not None


def _of_words(spelling: str, read: FoldedText, token: Token) -> Iterator[Pattern]:
    parts, rule = _parts(read), _rule(spelling, read)
    yield _from_parts(parts, rule, token)
    if len(parts) == len(read.wide) == 2:
        yield from _surname_first(parts, rule, token)
    yield from _other_forms(parts, rule, token)


def _parts(read: FoldedText) -> tuple[str, ...]:
    edges = [place for place, gap in enumerate(read.gaps) if gap is not Gap.NONE] + [len(read.key)]
    return tuple(read.key[start:end] for start, end in pairwise(edges))


def _rule(spelling: str, read: FoldedText) -> Rule:
    if _is_code(spelling, read.key):
        return Rule.CODE
    return Rule.ORDINARY if _is_ordinary_alone(read) else Rule.WORDS


def _is_code(spelling: str, key: str) -> bool:
    longest = max(map(len, _LONGEST_LETTERS.findall(spelling)), default=0)
    return len(key) >= 5 and longest <= 3 and any(map(str.isdigit, key))


def _is_ordinary_alone(read: FoldedText) -> bool:
    is_one_word = read.key.isalpha() and len(read.wide) == 1
    is_short = len(read.key) <= 2 and read.key.upper() != read.key  # a script without capitals writes nothing large
    return is_one_word and (is_short or is_ordinary(read.key))


def _from_parts(parts: Sequence[str], rule: Rule, token: Token) -> Pattern:
    return Pattern("".join(parts), frozenset(accumulate(map(len, parts[:-1]))), rule, token)


def _surname_first(parts: tuple[str, ...], rule: Rule, token: Token) -> Iterator[Pattern]:
    if token.kind in _PERSONAL and all(part.isalpha() and len(part) > 1 for part in parts):
        yield _from_parts(parts[::-1], rule, token)


def _other_forms(parts: tuple[str, ...], rule: Rule, token: Token) -> Iterator[Pattern]:
    """A street's kind written short or whole; a telephone number from abroad or without its nought."""
    if rule is Rule.CODE:
        for number in _telephone_forms("".join(parts)):
            yield Pattern(number, frozenset(), rule, token)
    elif len(parts) > 1 and parts[-1] in _SHORT_OR_LONG:
        yield _from_parts((*parts[:-1], _SHORT_OR_LONG[parts[-1]]), rule, token)


def _telephone_forms(number: str) -> Iterator[str]:
    """Ways to write a number of ten figures and more; ten without a nought may have lost it in a spreadsheet."""
    told = _TELEPHONE.fullmatch(number) if len(number) >= 10 else None
    if told:
        home = told[1]
        yield from (home, f"0{home}", f"44{home}", f"440{home}", f"0044{home}", f"00440{home}")

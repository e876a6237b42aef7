"""What could be printed instead of each thing found, and how is a change taken back? Imports no Django."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from dhr_cases.anonymisation.day_forms import day_named
from dhr_cases.anonymisation.folding import fold
from dhr_cases.anonymisation.hits import Hit
from dhr_cases.anonymisation.matching import find_tokens
from dhr_cases.anonymisation.recognisers import recognise
from dhr_cases.anonymisation.second_opinion import SecondOpinion, second_hits
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind


@dataclass(frozen=True, slots=True, order=True)
class Suggestion:
    """From ``start`` up to ``end`` the text reads ``words``; ``replacement`` could be printed instead.

    ``replacement`` is empty where a person must think of one. Suggestions never overlap.
    """

    start: int
    end: int
    words: str
    kind: FindingKind
    replacement: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement made: at ``start`` of the new text stands ``after`` where ``before`` stood."""

    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Applied:
    """The new text and the record that takes it back."""

    text: str
    record: tuple[Change, ...]


_REMOVED: dict[FindingKind, str] = {
    FindingKind.POSTCODE: "[postcode removed]",
    FindingKind.TELEPHONE: "[telephone number removed]",
    FindingKind.NHS_NUMBER: "[NHS number removed]",
    FindingKind.NI_NUMBER: "[National Insurance number removed]",
    FindingKind.PLATE: "[number plate removed]",
    FindingKind.EMAIL: "[e-mail address removed]",
    FindingKind.WEB_ADDRESS: "[web address removed]",
}
"""What stands for an identifier nobody needs to read [D]."""

_WORTH = [FindingKind.PROTECTED, FindingKind.MISSPELT, *_REMOVED, FindingKind.DAY, FindingKind.EXACT_AGE]
"""Of several things found at one place the first of these gives the replacement."""

_SENTENCE_START = re.compile(r"(?:^|[.!?]\s|\n)[\s\"“‘'(]*$")
_AGE = re.compile(r"\d{1,3}")


def suggest(
    text: str, tokens: Sequence[Token], *, allowed: Collection[str] = (), opinion: SecondOpinion | None = None
) -> tuple[Suggestion, ...]:
    """What was found in the text and what could stand instead, in order of place, without overlaps.

    Things found at one place become one suggestion over all of it. Rare facts are a whole sentence, told only where
    nothing inside them was found. Source: domain 4.2 and 4.3 [K]/[D].
    """
    known = [*allowed, *(token.replacement for token in tokens)]
    others = [*recognise(text, known_words=known), *_second(opinion, text, known)]
    exact = [hit for hit in others if hit.kind is not FindingKind.RARE_FACTS]
    groups = _together([*find_tokens(text, tokens, allowed=allowed), *exact])
    groups += _rare_outside(groups, others)
    return tuple(sorted(_suggestion(text, group) for group in groups))


def _second(opinion: SecondOpinion | None, text: str, known: Collection[str]) -> Iterator[Hit]:
    if opinion is not None:
        yield from second_hits(opinion, text, known_words=known)


def _together(hits: Sequence[Hit]) -> list[list[Hit]]:
    groups: list[list[Hit]] = []
    reach = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start < reach:
            groups[-1].append(hit)
        else:
            groups.append([hit])
        reach = max(reach, hit.end)
    return groups


def _rare_outside(groups: Sequence[Sequence[Hit]], hits: Sequence[Hit]) -> list[list[Hit]]:
    """The rare facts inside which nothing else was found, each a group of its own."""
    taken = [_stretch(group) for group in groups]
    return [[hit] for hit in hits if hit.kind is FindingKind.RARE_FACTS and not _meets(hit, taken)]


def _stretch(group: Sequence[Hit]) -> tuple[int, int]:
    """From where to where a group reaches; the first hit of a group begins first."""
    return group[0].start, max(hit.end for hit in group)


def _meets(hit: Hit, taken: Sequence[tuple[int, int]]) -> bool:
    return any(hit.start < end and start < hit.end for start, end in taken)


def _suggestion(text: str, group: Sequence[Hit]) -> Suggestion:
    start, end = _stretch(group)
    best = min(
        group, key=lambda hit: (_WORTH.index(hit.kind) if hit.kind in _WORTH else len(_WORTH), hit.start - hit.end)
    )
    covering = next((hit for hit in group if hit.kind in _REMOVED and (hit.start, hit.end) == (start, end)), best)
    replacement = _replacement(text, covering)
    return Suggestion(start, end, text[start:end], best.kind, replacement, best.why)


def _replacement(text: str, hit: Hit) -> str:
    """What to print for one hit, in its own capitals; empty where only a person can tell."""
    if hit.token is not None:
        return _as_written(text, hit, _part_of(hit.words, hit.token))
    if hit.kind is FindingKind.DAY:
        return _month_of(hit.words)
    if hit.kind is FindingKind.EXACT_AGE:
        return _range_of(hit.words)
    return _REMOVED.get(hit.kind, "")


def _part_of(words: str, token: Token) -> str:
    """The whole replacement, or its matching word where one word of a name is found and both have as many words.

    A misspelt word matches the word it is one letter away from. A phrase such as “the perpetrator” is no name and
    stands as a whole.
    """
    values, replacements = [fold(word) for word in token.value.split()], token.replacement.split()
    if not _are_names_word_by_word(values, replacements):
        return token.replacement
    place = _nearest(fold(words), values)
    return token.replacement if place is None else replacements[place]


def _are_names_word_by_word(values: Sequence[str], replacements: Sequence[str]) -> bool:
    is_name = all(word[:1].isupper() for word in replacements)
    return is_name and len(values) == len(replacements) > 1


def _nearest(found: str, values: Sequence[str]) -> int | None:
    """The place of the word found, or of one a letter away from it."""
    near = [place for place, value in enumerate(values) if OSA.distance(found, value, score_cutoff=1) <= 1]
    return min(near, key=lambda place: values[place] != found, default=None)


def _as_written(text: str, hit: Hit, replacement: str) -> str:
    """SARAH becomes ROBIN; a replacement that begins small is written large where a sentence begins."""
    if _is_in_capitals(hit.words) and hit.token and not hit.token.value.isupper():
        return replacement.upper()
    if _SENTENCE_START.search(text[max(0, hit.start - 8) : hit.start]):
        return replacement[:1].upper() + replacement[1:]
    return replacement


def _is_in_capitals(words: str) -> bool:
    letters = list(filter(str.isalpha, words))
    return len(letters) > 1 and all(map(str.isupper, letters))


def _month_of(words: str) -> str:
    day: date | None = day_named(words)
    return f"{day:%B %Y}" if day else ""


def _range_of(words: str) -> str:
    """The ten years around an age: 34 becomes 30 to 39, 19 becomes 18 to 25.

    Children and birthdays are left to a person.
    """
    found = _AGE.search(words)
    if found is None or _is_of_child(int(found[0]), words) or words.endswith("birthday"):
        return ""
    tens = int(found[0]) // 10 * 10
    low, high = (18, 25) if tens < 20 else (tens, tens + 9)
    if words.endswith("-old"):
        return f"{low}-to-{high}-year-old"
    return _AGE.sub(f"between {low} and {high}", words, count=1)


def _is_of_child(age: int, words: str) -> bool:
    return age < 18 or "month" in words or "week" in words


def apply(text: str, chosen: Sequence[Suggestion]) -> Applied:
    """The text with each chosen suggestion in place, and the record that ``take_back`` needs.

    Raises ValueError with a sentence when a suggestion does not fit the text or two overlap.
    """
    pieces: list[str] = []
    record: list[Change] = []
    read = written = 0
    for suggestion in sorted(chosen):
        if suggestion.start < read:
            raise ValueError("Two replacements overlap. Choose one of them.")
        if text[suggestion.start : suggestion.end] != suggestion.words:
            raise ValueError("The text was changed since these replacements were suggested. Look for them again.")
        kept = text[read : suggestion.start]
        pieces += [kept, suggestion.replacement]
        record.append(Change(written + len(kept), suggestion.words, suggestion.replacement))
        read, written = suggestion.end, written + len(kept) + len(suggestion.replacement)
    return Applied("".join([*pieces, text[read:]]), tuple(record))


def take_back(text: str, record: Sequence[Change]) -> str:
    """The text as it was before ``apply``. Raises ValueError with a sentence when it was changed since."""
    pieces: list[str] = []
    read = 0
    for change in sorted(record, key=lambda change: change.start):
        end = change.start + len(change.after)
        if change.start < read or text[change.start : end] != change.after:
            raise ValueError("The text was changed after these replacements were made. They cannot be taken back.")
        pieces += [text[read : change.start], change.before]
        read = end
    return "".join([*pieces, text[read:]])

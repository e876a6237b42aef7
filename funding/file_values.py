"""Is each value of a file of the kind that is needed, and where is it not?

Every fault is a FileFault that begins with its place, for example "rules[2].percent". Nothing is guessed: a
number where a text belongs, a number with a point where a whole one belongs, or a key written twice is refused.
"""

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

LONGEST_PERCENT = 1_000
LONGEST_SHOWN = 60
MOST_SHOWN = 12

_PERCENT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = "a number"
_TYPE_WORDS = {
    list: "a list",
    str: "a text",
    bool: "true or false",
    type(None): "null",
    int: _NUMBER,
    float: "a number with a point or an exponent",
}

Code = TypeVar("Code", bound=StrEnum)
Found = TypeVar("Found")


class FileFault(Exception):
    """One thing wrong with a file: where it stands, and what to write there."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(f"{place}: {sentence}" if place else sentence)
        self.place = place
        self.sentence = sentence


class Braces(dict[str, object]):
    """An object of a file that remembers the first key written twice in it until its place is known."""

    twin: str | None = None


def read_json(text: str) -> object:
    """The value of a JSON text, objects as Braces. Raises FileFault with line and column where it is none."""
    if not text.strip():
        raise FileFault("", "The file is empty.")
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_braces)
    except json.JSONDecodeError as fault:
        raise FileFault(f"Line {fault.lineno}, column {fault.colno}", f"this is not JSON: {fault.msg}.") from fault
    except ValueError as fault:
        raise FileFault("", "The file holds a number too long to be read.") from fault
    except RecursionError as fault:
        raise FileFault("", "The file nests too deeply to be read.") from fault


def _braces(pairs: list[tuple[str, object]]) -> Braces:
    found = Braces()
    for key, value in pairs:
        if key in found and found.twin is None:
            found.twin = key
        found[key] = value
    return found


class Gathered:
    """The faults met so far, so that one reading names them all."""

    def __init__(self) -> None:
        self.faults: list[FileFault] = []

    def one(self, read: Callable[[], Found]) -> Found | None:
        """What was read, or nothing and one fault more."""
        try:
            return read()
        except FileFault as fault:
            self.faults.append(fault)
            return None

    def each(self, faults: Iterable[FileFault]) -> None:
        """Some faults more."""
        self.faults.extend(faults)


def name_in(place: str, value: object) -> str:
    """A name that can be printed in a table: not blank, no control letters, no halves of letters."""
    name = text_in(place, value)
    if not name.strip() or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise FileFault(place, "a name in plain letters on one line is needed here.")
    return name


def pence_from_nought(place: str, value: object) -> int:
    """A whole number of pence, none below nought."""
    pence = integer(place, value)
    if pence < 0:
        raise FileFault(place, f"{pence} is below nought.")
    return pence


def integer(place: str, value: object) -> int:
    """A whole number of any length; true and false are none, nor is 1.0."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise FileFault(place, f"a whole number is needed here, not {_type_words(value)}.")
    return value


def per_cent(place: str, value: object) -> Decimal:
    """A per cent written as a text, so that every figure of it counts. Its range is for the rule to judge."""
    if not isinstance(value, str):
        told = f'a text in quotation marks is needed here, for example "12.5", not {_type_words(value)}.'
        raise FileFault(place, told)
    if len(value) > LONGEST_PERCENT:
        raise FileFault(place, f"a per cent has at most {LONGEST_PERCENT} figures.")
    if not _PERCENT.fullmatch(value):
        raise FileFault(place, f"“{cut(value)}” is not a per cent. Write figures and a point, for example 12.5.")
    return Decimal(value)


def day(place: str, value: object) -> date:
    """A day written year-month-day."""
    text = text_in(place, value)
    try:
        return date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError as fault:
        told = f"“{cut(text)}” is not a date. Use year-month-day, for example 2026-03-04."
        raise FileFault(place, told) from fault


def code(place: str, value: object, codes: type[Code]) -> Code:
    """One of the codes of a table."""
    name = text_in(place, value)
    if name not in list(codes):
        raise FileFault(place, f"“{cut(name)}” is not known. {hint(name, list(codes))}")
    return codes(name)


def text_in(place: str, value: object) -> str:
    """A text; it may be empty."""
    if not isinstance(value, str):
        raise FileFault(place, f"a text in quotation marks is needed here, not {_type_words(value)}.")
    return value


def listed(place: str, value: object) -> list[object]:
    """A list; it may be empty."""
    if not isinstance(value, list):
        raise FileFault(place, f"a list is needed here, not {_type_words(value)}.")
    return value


def braces_in(place: str, value: object) -> dict[str, object]:
    """An object in braces whose keys are each written once."""
    if not isinstance(value, dict):
        raise FileFault(place or "The file", f"an object in braces is needed, not {_type_words(value)}.")
    if isinstance(value, Braces) and value.twin is not None:
        raise FileFault(joined(place, value.twin), "written twice. Keep one.")
    return value


def required(place: str, row: Mapping[str, object], key: str) -> object:
    """What stands under a key that must be there."""
    if key not in row:
        raise FileFault(joined(place, key), "missing.")
    return row[key]


def unknown_keys(place: str, row: Mapping[str, object], known: Sequence[str]) -> list[FileFault]:
    """One fault for each key that has no meaning here."""
    unknown = [key for key in row if key not in known]
    return [FileFault(joined(place, key), f"unknown key. {hint(key, known)}") for key in unknown]


def joined(place: str, key: str) -> str:
    """The place of a key within a place."""
    return f"{place}.{cut(key)}" if place else cut(key)


def _type_words(value: object) -> str:
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    return _TYPE_WORDS.get(type(value), "an object")


def cut(text: str) -> str:
    """A text short enough to be repeated in a sentence."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def hint(name: str, known: Iterable[str]) -> str:
    """The sentence that helps after a slip of the pen: the nearest known name, or all that are known."""
    names = list(known)
    near = get_close_matches(name[:LONGEST_SHOWN], names, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known here: {_cut_list(names)}."


def _cut_list(names: Sequence[str]) -> str:
    shown = ", ".join(map(cut, names[:MOST_SHOWN]))
    return f"{shown} and {len(names) - MOST_SHOWN} more" if len(names) > MOST_SHOWN else shown

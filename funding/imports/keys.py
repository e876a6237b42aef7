"""Which keys may an object of the file have, of which kind is each, and how is that said in a JSON Schema?

One table of keys serves the reader and the published schema, so the two cannot differ. Imports no Django.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import filterfalse
from typing import Any, Protocol

from funding.file_values import (
    FileFault,
    Gathered,
    braces_in,
    code,
    cut,
    day,
    integer,
    joined,
    listed,
    name_in,
    text_in,
    unknown_keys,
)
from funding.years import parse_year

MOST_PENCE = 10**14
"""A billion pounds: beyond it a figure is a slip of the pen."""

DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
YEAR_PATTERN = "^[0-9]{4}([/-]([0-9]{2}|[0-9]{4}))?$"
SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"

Schema = dict[str, Any]


class Kind(Protocol):
    """One kind of value: how it is read and what its schema is."""

    def read(self, gathered: Gathered, place: str, value: object) -> Any:
        """The value; a fault is gathered, and None given."""

    def schema(self) -> Schema:
        """The JSON Schema of the value."""


@dataclass(frozen=True)
class Key:
    """One key: its kind, whether it must be there, and what holds where it is left out.

    A key that need not be there may hold null, which is the same as leaving it out.
    """

    name: str
    kind: Kind
    about: str
    is_needed: bool = False
    default: Any = None


@dataclass(frozen=True)
class Row:
    """One object of the file, read: where it stands, and its values by key.

    ``heads`` holds the column heads where the row comes from a spreadsheet.
    """

    place: str
    values: Mapping[str, Any]
    heads: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        """The value under a key."""
        return self.values[key]

    def at(self, key: str) -> str:
        """The place of a key: "years[0].income[3].amount_pence", or "Income, row 5, Amount (£)".

        Of a key that has no column in the spreadsheet it is that of the row.
        """
        if not self.heads:
            return joined(self.place, key)
        return f"{self.place}, {self.heads[key]}" if key in self.heads else self.place

    def fault(self, key: str, sentence: str) -> FileFault:
        """A fault in the value under a key."""
        return FileFault(self.at(key), sentence)


def read_row(gathered: Gathered, place: str, value: object, keys: Sequence[Key]) -> Row | None:
    """The object with a value for each key; None, and every fault gathered, where something is wrong with it.

    What is wrong within a list of it costs only that object of the list, so that the rest can be looked at too.
    """
    written = gathered.one(lambda: braces_in(place, value))
    if written is None:
        return None
    before = len(gathered.faults)
    gathered.each(unknown_keys(place, written, [key.name for key in keys]))
    values = _values(gathered, place, written, filterfalse(_is_nested, keys))
    is_sound = len(gathered.faults) == before
    nested = _values(gathered, place, written, filter(_is_nested, keys))
    return Row(place, {**values, **nested}) if is_sound else None


def _values(gathered: Gathered, place: str, written: Mapping[str, object], keys: Iterable[Key]) -> dict[str, Any]:
    return {key.name: _value(gathered, place, written, key) for key in keys}


def _is_nested(key: Key) -> bool:
    return isinstance(key.kind, (ListOf, ObjectOf))


def _value(gathered: Gathered, place: str, written: Mapping[str, object], key: Key) -> Any:
    at = joined(place, key.name)
    if key.name not in written:
        if key.is_needed:
            gathered.each([FileFault(at, "missing.")])
        return key.default
    value = written[key.name]
    return key.default if value is None and not key.is_needed else key.kind.read(gathered, at, value)


def schema_of(keys: Sequence[Key], about: str) -> Schema:
    """The JSON Schema of an object with these keys and no others."""
    found: Schema = {
        "type": "object",
        "description": about,
        "properties": {key.name: _schema_of(key) for key in keys},
        "additionalProperties": False,
    }
    needed = [key.name for key in keys if key.is_needed]
    return found | ({"required": needed} if needed else {})


def _schema_of(key: Key) -> Schema:
    said = {"description": key.about, **({"default": key.default} if isinstance(key.default, (str, int)) else {})}
    plain = key.kind.schema()
    return said | (plain if key.is_needed else _or_null(plain))


def _or_null(plain: Schema) -> Schema:
    if "enum" in plain:
        return plain | {"enum": [*plain["enum"], None]}
    types = plain["type"] if isinstance(plain["type"], list) else [plain["type"]]
    return plain if "null" in types else plain | {"type": [*types, "null"]}


@dataclass(frozen=True)
class Text:
    """A text on one line, not blank."""

    longest: int = 300

    def read(self, gathered: Gathered, place: str, value: object) -> str | None:
        """The text without blanks around it."""
        return gathered.one(lambda: self._checked(place, name_in(place, value).strip()))

    def _checked(self, place: str, text: str) -> str:
        if len(text) > self.longest:
            raise FileFault(place, f"a text of at most {self.longest} letters is needed here, not {len(text)}.")
        return text

    def schema(self) -> Schema:
        """A text with its length."""
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True)
class Slug:
    """A code of small letters, figures and hyphens."""

    longest: int = 80

    def read(self, gathered: Gathered, place: str, value: object) -> str | None:
        """The code."""
        return gathered.one(lambda: self._checked(place, text_in(place, value)))

    def _checked(self, place: str, text: str) -> str:
        if not re.fullmatch(SLUG_PATTERN, text) or len(text) > self.longest:
            raise FileFault(place, f"“{cut(text)}” is no code. Use small letters, figures and hyphens: kent-fire.")
        return text

    def schema(self) -> Schema:
        """A text with its pattern."""
        return {"type": "string", "pattern": SLUG_PATTERN, "maxLength": self.longest}


@dataclass(frozen=True)
class Day:
    """A day written year-month-day."""

    def read(self, gathered: Gathered, place: str, value: object) -> Any:
        """The date."""
        return gathered.one(lambda: day(place, value))

    def schema(self) -> Schema:
        """A text with its pattern."""
        return {"type": "string", "format": "date", "pattern": DAY_PATTERN}


@dataclass(frozen=True)
class Year:
    """A financial year: "2021/22"."""

    def read(self, gathered: Gathered, place: str, value: object) -> Any:
        """The FinancialYear."""
        return gathered.one(lambda: self._parsed(place, text_in(place, value)))

    def _parsed(self, place: str, text: str) -> Any:
        try:
            return parse_year(text)
        except ValueError as fault:
            raise FileFault(place, str(fault)) from fault

    def schema(self) -> Schema:
        """A text with its pattern."""
        return {"type": "string", "pattern": YEAR_PATTERN}


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds."""

    least: int = 0
    most: int = MOST_PENCE

    def read(self, gathered: Gathered, place: str, value: object) -> int | None:
        """The number."""
        return gathered.one(lambda: self._checked(place, integer(place, value)))

    def _checked(self, place: str, number: int) -> int:
        if not self.least <= number <= self.most:
            raise FileFault(place, f"a whole number from {self.least} to {self.most} is needed here.")
        return number

    def schema(self) -> Schema:
        """A whole number with its bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Stated:
    """Whole pence, or null for an amount that is not stated."""

    least: int = 0

    def read(self, gathered: Gathered, place: str, value: object) -> int | None:
        """The pence; None for null."""
        return None if value is None else Whole(self.least).read(gathered, place, value)

    def schema(self) -> Schema:
        """A whole number or null."""
        return _or_null(Whole(self.least).schema())


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def read(self, gathered: Gathered, place: str, value: object) -> bool | None:
        """The flag."""
        if isinstance(value, bool):
            return value
        gathered.each([FileFault(place, "true or false is needed here.")])
        return None

    def schema(self) -> Schema:
        """A flag."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class OneOf:
    """One code of a table."""

    codes: type[StrEnum]

    def read(self, gathered: Gathered, place: str, value: object) -> Any:
        """The code."""
        return gathered.one(lambda: code(place, value, self.codes))

    def schema(self) -> Schema:
        """The codes."""
        return {"enum": [each.value for each in self.codes]}


@dataclass(frozen=True)
class ListOf:
    """A list of values of one kind, or of objects with these keys."""

    about: str
    keys: Sequence[Key] = ()
    each: Kind | None = None

    def read(self, gathered: Gathered, place: str, value: object) -> tuple[Any, ...]:
        """The values that could be read."""
        written = gathered.one(lambda: listed(place, value)) or []
        return tuple(found for n, one in enumerate(written) if (found := self._one(gathered, f"{place}[{n}]", one)))

    def _one(self, gathered: Gathered, place: str, value: object) -> Any:
        if self.each is not None:
            return self.each.read(gathered, place, value)
        return read_row(gathered, place, value, self.keys)

    def schema(self) -> Schema:
        """A list."""
        items = self.each.schema() if self.each is not None else schema_of(self.keys, self.about)
        return {"type": "array", "items": items}


@dataclass(frozen=True)
class ObjectOf:
    """An object with these keys."""

    about: str
    keys: Sequence[Key]

    def read(self, gathered: Gathered, place: str, value: object) -> Row | None:
        """The object, read."""
        return read_row(gathered, place, value, self.keys)

    def schema(self) -> Schema:
        """An object."""
        return schema_of(self.keys, self.about)

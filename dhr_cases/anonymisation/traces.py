"""Where does a word still stand? Every table of the database is read, sealed columns opened, and files beside it.

Tables are asked of the database, not of the models, so that sessions, the cache and what a package keeps are read
too. Source: ambition: after destruction the old name is nowhere [D].
"""

import base64
import binascii
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.models.encrypted import cipher

ROWS_AT_ONCE = 500
SEALED = "gAAAA"
"""How whatever was sealed with a key of ours begins."""

SESSIONS = "django_session.session_data"

SEARCHED_FILES = ("*.sqlite3", "*.sqlite3-*", "*.log", "mail/**/*")
"""Files beside the database that are read as they are: the database itself, logs and mail put into a folder."""


@dataclass(frozen=True)
class Trace:
    """One row in which a protected word stands: table, key of the row, column, number of the word in the list."""

    table: str
    key: str
    column: str
    word: int
    is_telling: bool


@dataclass(frozen=True)
class Row:
    """One row of the database, by table and key."""

    table: str
    key: str


@dataclass(frozen=True)
class Words:
    """The words looked for. ``telling`` ones name by themselves; a single forename may be another person's."""

    telling: tuple[tuple[str, ...], ...]
    common: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.telling)


def words_of(tokens: Iterable[Token]) -> Words:
    """The spellings of each token, apart by whether they tell somebody by themselves.

    A value does, and whatever has several words or a figure in it; a single word of a name does not.
    """
    rows = tuple(tokens)
    return Words(
        tuple(_spellings(token, telling=True) for token in rows),
        tuple(_spellings(token, telling=False) for token in rows),
    )


def _spellings(token: Token, *, telling: bool) -> tuple[str, ...]:
    """The spellings that tell somebody by themselves, or those that do not; a single letter is neither."""
    return tuple(way for way in token.spellings if len(way) > 1 and _tells(token, way) == telling)


def _tells(token: Token, way: str) -> bool:
    return way == token.value or len(way.split()) > 1 or any(letter.isdigit() for letter in way)


class Search:
    """Looks for every word at once, whatever the case of its letters and the spaces between."""

    def __init__(self, words: Words) -> None:
        self._telling = _by_way(words.telling)
        self._common = _by_way(words.common)
        self._patterns = [(found, _pattern(found), tells) for found, tells in self._kinds() if found]

    def _kinds(self) -> tuple[tuple[Mapping[str, int], bool], ...]:
        return (self._telling, True), (self._common, False)

    def numbers_in(self, text: str) -> Iterator[tuple[int, bool]]:
        """The number of each word that stands in the text, and whether the way it is written tells by itself."""
        plain = _plain(text)
        for found, pattern, tells in self._patterns:
            for match in pattern.finditer(plain):
                yield found[match.group()], tells


def _by_way(words: Sequence[Sequence[str]]) -> dict[str, int]:
    return {_plain(way): number for number, ways in enumerate(words) for way in ways if _plain(way)}


def _pattern(ways: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(ways, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def traces_in_database(words: Words) -> tuple[Trace, ...]:
    """Every row of every table in which one of the words stands."""
    search = Search(words)
    tables = sorted(connection.introspection.table_names())
    return tuple(trace for table in tables for trace in _traces_in_table(table, search))


def _traces_in_table(table: str, search: Search) -> Iterator[Trace]:
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table)
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a table of our own database
        columns = [column[0] for column in cursor.description]
        place = columns.index(key) if key else 0
        for batch in iter(lambda: cursor.fetchmany(ROWS_AT_ONCE), []):
            for row in batch:
                yield from _traces_in_row(Row(table, str(row[place])), zip(columns, row, strict=True), search)


def _traces_in_row(row: Row, values: Iterable[tuple[str, Any]], search: Search) -> Iterator[Trace]:
    for column, value in values:
        for word, is_telling in set(search.numbers_in(readable(value, f"{row.table}.{column}"))):
            yield Trace(row.table, row.key, column, word, is_telling)


def readable(value: Any, column: str = "") -> str:
    """What a person could read out of a stored value: sealed text opened, JSON and sessions laid flat.

    ``column`` is written as table.column; sessions and the cache pack their values in ways of their own.
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    if not isinstance(value, str):
        return " ".join(_laid_flat(value)) if isinstance(value, (dict, list)) else ""
    if column == SESSIONS:
        return " ".join(_laid_flat(SessionStore().decode(value)))
    return _opened(value, column)


def _opened(text: str, column: str) -> str:
    if text.startswith(SEALED):
        return _unsealed(text)
    if text[:1] in ("{", "[", '"'):
        try:
            return " ".join(_laid_flat(json.loads(text)))
        except ValueError:
            return text
    return f"{text} {_unpacked(text)}" if column == _packed_cache() else text


def _unsealed(text: str) -> str:
    try:
        return readable(cipher().decrypt(text.encode()).decode())
    except InvalidToken:
        return text


def _unpacked(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _packed_cache() -> str:
    return f"{settings.CACHES['default'].get('LOCATION', '')}.value"


def _laid_flat(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _pairs_laid_flat(value)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _laid_flat(inner)
    elif isinstance(value, str):
        yield _opened(value, "")
    else:
        yield str(value)


def _pairs_laid_flat(pairs: Mapping[object, object]) -> Iterator[str]:
    for key, inner in pairs.items():
        yield str(key)
        yield from _laid_flat(inner)


def traces_in_files(words: Words, folder: Path) -> Mapping[str, int]:
    """How many of the words stand in each file of the folder that is read as it is; files without any are left out."""
    search, found = Search(words), defaultdict(int)
    for path in _searched_files(folder):
        text = path.read_bytes().decode("utf-8", "replace")
        numbers = {number for number, is_telling in search.numbers_in(text) if is_telling}
        if numbers:
            found[path.relative_to(folder).as_posix()] = len(numbers)
    return dict(found)


def _searched_files(folder: Path) -> list[Path]:
    return sorted({path for pattern in SEARCHED_FILES for path in folder.glob(pattern) if path.is_file()})

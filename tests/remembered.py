"""How does a test come to its cast and its case in milliseconds? The rows that the actions wrote once are put back.

The first test of a process that asks runs the real actions; what they changed in the database is remembered, row by
row. Later tests get exactly these rows, as long as they have changed nothing before they ask; otherwise the actions
run again. Keys stay the same; on PostgreSQL sequences are past them already.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from tests.emptying import parts_of_an_index

Row = tuple[Any, ...]
Table = Mapping[Any, Row]
"""The rows of one table by their key."""
LEFT_OUT = frozenset({"django_migrations", "django_content_type", "auth_permission", "cache"})
ROW_NUMBER = "rowid"
"""What a table of SQLite without a key of its own counts its rows by."""
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "SET", "PRAGMA")
LONGEST_WORD = 40
"""So many letters of a statement hold its first word."""


@dataclass(frozen=True)
class Change:
    """What one piece of acting did to one table. It may add and change rows; nothing of ours is deleted."""

    columns: tuple[str, ...]
    key: str
    added: tuple[Row, ...]
    changed: tuple[Row, ...]


Memory = Mapping[str, Change]
_memories: dict[tuple[object, ...], Memory] = {}
_keys: dict[str, str] = {}


class Watch:
    """Whether anything was written since the watch began."""

    def __init__(self) -> None:
        self.wrote = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Pass the statement on, and note one that writes."""
        self.wrote = self.wrote or not sql[:LONGEST_WORD].lstrip().upper().startswith(READING)
        return execute(sql, params, many, context)


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch what is written on this connection."""
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


def remembered(name: str, act: Callable[[], object], *about: object) -> None:
    """Bring the database where ``act`` brings it: by acting the first time, by its rows from then on.

    The caller answers for it that the database is as it was the first time; rows of another day are not taken. What
    follows a commit follows only where a test's own transactions are real, so each has a memory of its own.
    """
    key = (name, *about, connection.in_atomic_block, timezone.localdate(), *_keys_of_permissions())
    if key in _memories:
        put_back(_memories[key])
    else:
        before = _everything()
        act()
        _memories[key] = _changes(before, _everything())


def _keys_of_permissions() -> Row:
    """What changes when permissions are made anew: they get new keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*), MIN(id), MAX(id), SUM(id * content_type_id) FROM auth_permission")
        found: Row = cursor.fetchone()
    return found


def put_back(memory: Memory) -> None:
    """Write remembered rows; foreign keys are looked at when the transaction ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, change in memory.items():
            _write(cursor, table, change)


def _write(cursor: Any, table: str, change: Change) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in change.columns)
    places = ", ".join(["%s"] * len(change.columns))
    if change.added:
        cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", change.added)
    for row in change.changed:
        sets = ", ".join(f"{quote(column)} = %s" for column in change.columns)
        where = row[change.columns.index(change.key)]
        cursor.execute(f"UPDATE {quote(table)} SET {sets} WHERE {quote(change.key)} = %s", (*row, where))
        assert cursor.rowcount == 1, f"{table} is not as it was the first time: a row to change is not there."


def _everything() -> dict[str, tuple[tuple[str, ...], str, Table]]:
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - LEFT_OUT - parts_of_an_index())
        return {table: _read(cursor, table) for table in tables}


def _read(cursor: Any, table: str) -> tuple[tuple[str, ...], str, Table]:
    key = _key_of(cursor, table)
    numbered = f"{key}, *" if key == ROW_NUMBER else "*"
    cursor.execute(f"SELECT {numbered} FROM {connection.ops.quote_name(table)}")
    columns = tuple(column[0] for column in cursor.description)
    place = columns.index(key)
    return columns, key, {row[place]: row for row in cursor.fetchall()}


def _key_of(cursor: Any, table: str) -> str:
    if table not in _keys:
        _keys[table] = connection.introspection.get_primary_key_column(cursor, table) or ROW_NUMBER
    return _keys[table]


def _changes(
    before: Mapping[str, tuple[tuple[str, ...], str, Table]], after: Mapping[str, tuple[tuple[str, ...], str, Table]]
) -> Memory:
    changes: dict[str, Change] = {}
    for table, (columns, key, rows) in after.items():
        old = before[table][2]
        assert not old.keys() - rows.keys(), f"{table} lost rows: that cannot be remembered."
        added = tuple(row for pk, row in rows.items() if pk not in old)
        changed = tuple(row for pk, row in rows.items() if pk in old and old[pk] != row)
        if added or changed:
            changes[table] = Change(columns, key, added, changed)
    return changes

"""How does a program die between two statements in a test, and what did it leave in the database?"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from tests.emptying import filled

PATIENCE = 1000
"""Statements after which an act that never ends is given up."""
WRITTEN = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')
"""The table that a statement writes."""
Content = dict[str, list[tuple[Any, ...]]]


class Crash(BaseException):
    """The program is gone: no handler of failures sees this, and no statement after it reaches the database."""


@dataclass
class DyingConnection:
    """Lets so many statements through and is dead from the next one on."""

    last: int
    seen: int = 0
    written: set[str] = field(default_factory=set)
    """Tables that its statements wrote."""

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Run one statement, or die."""
        self.seen += 1
        if self.is_dead:
            raise Crash
        self.written.update(WRITTEN.findall(sql))
        return execute(sql, params, many, context)

    @property
    def is_dead(self) -> bool:
        """True once a statement was refused."""
        return self.seen > self.last


@contextmanager
def dies_after(statements: int) -> Iterator[DyingConnection]:
    """The block's program dies when it has done so many statements; the database drops what was not committed."""
    dying = DyingConnection(statements)
    try:
        with connection.execute_wrapper(dying):
            yield dying
    except Crash:
        connection.close()


def content(tables: Iterable[str] | None = None) -> Content:
    """Every row of the project's own tables and of the flows, or of some of them; one without rows is left out."""
    own = _own_tables() if tables is None else sorted(set(tables) & set(_own_tables()))
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in filled(own)} if own else {}


@cache
def _own_tables() -> tuple[str, ...]:
    return tuple(
        model._meta.db_table
        for app in ("dhr_cases", "funding", "learning", "governance", "workflows", "viewflow")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    )


def _rows(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608  # a model's own table
    return [tuple(row) for row in cursor.fetchall()]


def changed_tables(before: Content, after: Content) -> list[str]:
    """Tables that are not as they were."""
    return [table for table in sorted({*before, *after}) if before.get(table) != after.get(table)]


def crash_everywhere(act: Callable[[], object]) -> int:
    """Let the act die after 0, 1, 2... statements until it gets as far as its commit; the number of deaths before.

    Each death before that has to leave every row as it was: in the tables that its statements wrote each time, and in
    the end in all others.
    """
    before = content()
    for statements in range(PATIENCE):
        with dies_after(statements) as dying:
            act()
        were = {table: rows for table, rows in before.items() if table in dying.written}
        if changed_tables(were, content(dying.written)):
            assert set(changed_tables(before, content())) <= dying.written
            return statements
        assert dying.is_dead, "The act ended and changed nothing."
    raise AssertionError("The act never ended.")

"""How are the tables emptied after a test whose transactions were real? Only those that hold something.

Django empties all tables and then makes permissions and the like anew: seconds a test, most of them for nothing.
What the migrations made stays here, under its keys.
"""

from collections.abc import Iterable

from django.db import connection, transaction
from django.test import TransactionTestCase

from dhr_cases.models.append_only import install, remove

MADE_BY_MIGRATIONS = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def use_this() -> None:
    """Put this way of emptying in the place of Django's."""
    setattr(TransactionTestCase, "_fixture_teardown", empty)  # noqa: B010 (the types do not know it)


def empty(_: TransactionTestCase) -> None:
    """Delete every row that a test has left; append-only tables let theirs go for this once."""
    tables = tables_with_rows()
    remove(connection)
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 (our own tables)
    install(connection)


def tables_with_rows() -> list[str]:
    """Every table that holds a row which no migration made."""
    with connection.cursor() as cursor:
        return filled(set(connection.introspection.table_names(cursor)) - MADE_BY_MIGRATIONS - parts_of_an_index())


def filled(tables: Iterable[str]) -> list[str]:
    """Those of the tables that hold a row, asked in one statement."""
    one_each = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM \"{0}\")"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one_each.format(name) for name in sorted(tables)))
        return [name for (name,) in cursor.fetchall()]


def parts_of_an_index() -> set[str]:
    """Tables that SQLite keeps by itself for one that is searched by words."""
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT part.name FROM sqlite_master AS part JOIN sqlite_master AS whole "
            r"ON part.name LIKE whole.name || '\_%' ESCAPE '\' WHERE whole.sql LIKE 'CREATE VIRTUAL TABLE%'"
        )
        return {name for (name,) in cursor.fetchall()}

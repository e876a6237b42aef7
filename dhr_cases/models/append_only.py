"""How does the database itself refuse a change to rows that are only ever added?

Triggers on both databases, put back after every migration: SQLite drops them when a table is rebuilt.
"""

from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from dhr_cases.models.history import AppendOnlyModel

SENTENCE = "rows of this table are never changed or deleted"

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def append_only_tables() -> list[str]:
    """Tables of every append-only model that is installed."""
    return [model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnlyModel)]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every append-only table that exists."""
    existing = set(connection.introspection.table_names())
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for table, statement in statements:
            if not table or table in existing:
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for the destruction of a whole database, as between tests."""
    with connection.cursor() as cursor:
        for table in append_only_tables():
            for moment in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{moment}{on}")


def _sqlite() -> Iterator[tuple[str, str]]:
    for table in append_only_tables():
        for moment in ("update", "delete"):
            yield (
                table,
                f"CREATE TRIGGER IF NOT EXISTS {table}_{moment} BEFORE {moment.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
            )


def _postgresql() -> Iterator[tuple[str, str]]:
    yield "", _POSTGRESQL_FUNCTION
    for table in append_only_tables():
        for moment in ("update", "delete"):
            yield (
                table,
                f"CREATE OR REPLACE TRIGGER {table}_{moment} BEFORE {moment.upper()} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            )


@receiver(post_migrate)
def install_after_migrate(sender: AppConfig, using: str, **_: object) -> None:
    """Put the triggers back after an app with such tables was migrated."""
    if any(issubclass(model, AppendOnlyModel) for model in sender.get_models()):
        install(connections[using])

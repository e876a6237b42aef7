"""Which words is each paragraph found by? PostgreSQL: a stored vector and its index. SQLite: a full-text table."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL = (
    "ALTER TABLE learning_publishedpassage ADD COLUMN found_by tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
    "CREATE INDEX learning_passage_found_by ON learning_publishedpassage USING gin (found_by)",
)
POSTGRESQL_BACK = ("ALTER TABLE learning_publishedpassage DROP COLUMN found_by",)
SQLITE = ("CREATE VIRTUAL TABLE learning_passage_words USING fts5(words, tokenize = 'unicode61')",)
SQLITE_BACK = ("DROP TABLE learning_passage_words",)


def add(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make what this database searches with."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def remove(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    replaces = [("learning", "0006_search_words")]

    dependencies = [("learning", "0001_tables")]

    operations = [migrations.RunPython(add, remove)]

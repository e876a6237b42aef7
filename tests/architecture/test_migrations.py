"""Do the migrations make on SQLite what the models say? The suite's own database is made from the models."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from config.env import ROOT
from tests.template_database import FOLDER, OURS, digest_of_migrations

Shape = dict[str, object]


@pytest.mark.first_database
def test_make_what_the_models_say(tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.sqlite3"
    command = (sys.executable, "-m", "tests.template_database", str(migrated), "--all")
    settings = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)
    from_models = FOLDER / f"{digest_of_migrations()}.sqlite3"
    assert shape_of(migrated) == shape_of(from_models)
    assert len(shape_of(migrated)) > 900, "Tables, indexes and triggers of five apps are many."


def shape_of(path: Path) -> Shape:
    """Our tables with their columns, our indexes and our triggers."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT name, type, tbl_name FROM sqlite_master").fetchall()
        ours = [(name, kind, table) for name, kind, table in found if table.startswith(OURS)]
        return {name: _columns(database, name) if kind == "table" else (kind, table) for name, kind, table in ours}


def _columns(database: sqlite3.Connection, table: str) -> object:
    return sorted(database.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)))

"""How does the suite start in a second, although the migrations take a minute?

On SQLite an empty database with all tables is kept below `var`, named after the content of every migration, and copied
for each run. On PostgreSQL it is made once in the suite's own server, which copies it for every worker.
Loaded by pytest as a plugin (see pyproject.toml).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps

from config.env import ROOT

FOLDER = ROOT / "var" / "test-databases"
OURS = ("dhr_cases", "funding", "learning", "governance", "workflows")
NAME_OF_TEMPLATE = "POSTGRES_TEMPLATE"
"""The variable that names the database which PostgreSQL copies for each worker."""


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give the run a copy of the migrated database, making it first where migrations have changed."""
    Path(settings.VAR_DIR).mkdir(mode=0o700)
    if connection.vendor != "sqlite":
        if NAME_OF_TEMPLATE in os.environ:
            connection.settings_dict["TEST"]["TEMPLATE"] = os.environ[NAME_OF_TEMPLATE]
        return
    template = FOLDER / f"{digest_of_migrations()}.sqlite3"
    with one_at_a_time():
        if not template.exists():
            build(template)
    shutil.copy(template, f"{settings.DATABASES['default']['TEST']['NAME']}{_suffix(config)}")
    config.option.reuse_db = True


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let several runs that begin together wait for the one that makes the database."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _suffix(config: pytest.Config) -> str:
    """What pytest-django adds to the name for a worker of a run over several cores."""
    worker: dict[str, str] = getattr(config, "workerinput", {})
    return f"_{worker['workerid']}" if worker else ""


def digest_of_migrations() -> str:
    """One name for the content of all migrations of all apps."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(app.label.encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def build(template: Path) -> None:
    """Run all migrations on a new file, in a process that may; it gets its name only when it is whole."""
    part = template.with_suffix(f".{os.getpid()}")
    subprocess.run((sys.executable, "-m", "tests.template_database", str(part)), cwd=ROOT, check=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    part.rename(template)


def migrate(name: str, *, runs_all: bool = False) -> None:
    """Make a new database: a file of SQLite, or a name in the PostgreSQL of DATABASE_URL.

    PostgreSQL runs all migrations, and SQLite does when ``runs_all`` says so.
    """
    django.setup()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
        connection.close()
    connection.settings_dict["NAME"] = name
    if connection.vendor == "sqlite" and not runs_all:
        make_tables_from_models()
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def make_tables_from_models() -> None:
    """Make all tables as the models say and note the migrations as run: a minute less than running them.

    tests/architecture/test_migrations.py runs them and compares; the second leg and every installation run them too.
    """
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    settings.MIGRATION_MODULES = {}
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    for app, migration in loader.graph.nodes:
        recorder.record_applied(app, migration)
    with connection.schema_editor() as editor:
        for operation in _by_hand(loader):
            operation.code(cast("StateApps", apps), editor)


def _by_hand(loader: MigrationLoader) -> Iterator[RunPython]:
    """What our migrations do beyond the tables of models, in order."""
    for app, migration in sorted(key for key in loader.graph.nodes if key[0] in OURS):
        for operation in loader.disk_migrations[app, migration].operations:
            if isinstance(operation, RunPython):
                yield operation


if __name__ == "__main__":
    migrate(sys.argv[1], runs_all=sys.argv[2:] == ["--all"])

"""How does every run and every worker start with all tables, although the migrations run once?

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

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from config.env import ROOT

FOLDER = ROOT / "var" / "test-databases"
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


def migrate(name: str) -> None:
    """Make a new database by running all migrations: a file of SQLite, or a name in the PostgreSQL of DATABASE_URL."""
    django.setup()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
        connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


if __name__ == "__main__":
    migrate(sys.argv[1])

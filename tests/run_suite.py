"""Does the whole suite pass, on SQLite and on PostgreSQL?

DATABASE_URL_TEST names a PostgreSQL to use instead of a server of the suite's own.
With REQUIRE_POSTGRES=1 a missing PostgreSQL is a failure, not a skipped leg.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from tests.ephemeral_postgres import NoPostgresError, database_url
from tests.template_database import NAME_OF_TEMPLATE

OVER_ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""A file's tests stay together, since their expensive fixtures do; a later `-n 0` in ARGS takes it back.

Files run in their order, the journeys of minutes first among those with transactions (tests/journeys/conftest.py).
"""

ONLY_DATABASE = ("--only-database",)
"""The second leg leaves out what touches no database, and what asks thousands of pages (tests/only_database.py)."""

COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?)\b")
SUMMARY = re.compile(r"^=*\s*(?:\d+ \w+(?:, )?)+ in [\d.]+s")


TEMPLATE = "migrated"
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Each module is compiled once, not again in every process."""


def run_leg(name: str, environment: Mapping[str, str], arguments: list[str]) -> Counter[str]:
    """Run pytest on one database, showing its output; what it counted at the end."""
    print(f"\n--- The suite on {name} ---", flush=True)
    command = (sys.executable, "-m", "pytest", "--color=no", *OVER_ALL_CORES, *arguments)
    counted: Counter[str] = Counter()
    with subprocess.Popen(
        command, env={**os.environ, **COMPILED, **environment}, stdout=subprocess.PIPE, text=True
    ) as pytest:
        for line in pytest.stdout or ():
            print(line, end="", flush=True)
            counted = count(line) if SUMMARY.match(line) else counted
    if pytest.returncode and not counted["failed"]:
        counted["failed"] = 1
    return counted


def count(line: str) -> Counter[str]:
    """What pytest's closing line says; an error counts as a failure."""
    counted: Counter[str] = Counter()
    for number, outcome in COUNT.findall(line):
        counted["failed" if outcome.startswith("error") else outcome] += int(number)
    return counted


@dataclass(frozen=True)
class Postgres:
    """What a run needs to know of a PostgreSQL, and the process that still prepares it."""

    environment: Mapping[str, str]
    preparing: subprocess.Popen[bytes] | None = None

    def ready(self) -> Mapping[str, str]:
        """The environment of a run, once what it copies is there."""
        if self.preparing:
            self.preparing.wait()
        return self.environment


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL for as long as the block runs; one of our own is migrated while the first leg runs.

    Raises NoPostgresError where none can be had.
    """
    given = os.environ.get("DATABASE_URL_TEST", "")
    if given:
        yield Postgres({"DATABASE_URL": given})
        return
    with database_url() as url:
        command = (sys.executable, "-m", "tests.template_database", TEMPLATE)
        settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
        with subprocess.Popen(command, env={**os.environ, **COMPILED, **settings}) as preparing:
            yield Postgres({"DATABASE_URL": url, NAME_OF_TEMPLATE: TEMPLATE}, preparing)


def run_both(arguments: list[str]) -> Counter[str]:
    """Run both legs, the second with what touches a database; without PostgreSQL it fails or is skipped."""
    try:
        with postgres() as second:
            counted = run_leg("SQLite", {"DATABASE_URL": ""}, arguments)
            return counted + run_leg("PostgreSQL", second.ready(), [*ONLY_DATABASE, *arguments])
    except NoPostgresError as error:
        is_required = os.environ.get("REQUIRE_POSTGRES") == "1"
        print(f"No PostgreSQL: {error}.")
        counted = run_leg("SQLite", {"DATABASE_URL": ""}, arguments)
        return counted + Counter({"failed" if is_required else "skipped": 1})


def main(arguments: list[str]) -> int:
    """Run both legs and print one closing line; the exit code."""
    counted = run_both(arguments)
    skipped = f", {counted['skipped']} skipped" if counted["skipped"] else ""
    print(f"\n{counted['passed']} passed, {counted['failed']} failed{skipped}", flush=True)
    return 1 if counted["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

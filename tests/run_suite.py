"""Does the whole suite pass, on SQLite and on PostgreSQL?

DATABASE_URL_TEST names a PostgreSQL to use instead of a server of the suite's own.
With REQUIRE_POSTGRES=1 a missing PostgreSQL is a failure, not a skipped leg.
"""

import os
import re
import subprocess
import sys
from collections import Counter

from tests.ephemeral_postgres import NoPostgresError, database_url

OVER_ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""A file's tests stay together, since their expensive fixtures do; a later `-n 0` in ARGS takes it back.

Files run in their order: a journey of minutes is one test, and would otherwise be left for the end, alone.
"""

ONLY_DATABASE = ("--only-database",)
"""The second leg leaves out what touches no database: arithmetic is the same on both."""

COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?)\b")
SUMMARY = re.compile(r"^=*\s*(?:\d+ \w+(?:, )?)+ in [\d.]+s")


def run_leg(name: str, url: str, arguments: list[str]) -> Counter[str]:
    """Run pytest on one database, showing its output; what it counted at the end."""
    print(f"\n--- The suite on {name} ---", flush=True)
    command = (sys.executable, "-m", "pytest", "--color=no", *OVER_ALL_CORES, *arguments)
    environment = {**os.environ, "DATABASE_URL": url}
    counted: Counter[str] = Counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as pytest:
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


def run_postgres_leg(arguments: list[str]) -> Counter[str]:
    """Run pytest on PostgreSQL; a failure or a skipped leg where there is none."""
    given = os.environ.get("DATABASE_URL_TEST", "")
    arguments = [*ONLY_DATABASE, *arguments]
    if given:
        return run_leg("PostgreSQL", given, arguments)
    try:
        with database_url() as url:
            return run_leg("PostgreSQL", url, arguments)
    except NoPostgresError as error:
        is_required = os.environ.get("REQUIRE_POSTGRES") == "1"
        print(f"No PostgreSQL: {error}.")
        return Counter({"failed" if is_required else "skipped": 1})


def main(arguments: list[str]) -> int:
    """Run both legs and print one closing line; the exit code."""
    counted = run_leg("SQLite", "", arguments) + run_postgres_leg(arguments)
    skipped = f", {counted['skipped']} skipped" if counted["skipped"] else ""
    print(f"\n{counted['passed']} passed, {counted['failed']} failed{skipped}", flush=True)
    return 1 if counted["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

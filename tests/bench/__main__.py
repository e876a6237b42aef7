"""How fast is it? Makes a throw-away database, fills it, measures pages, steps and parts, and prints the tables."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench import child, report
from tests.ephemeral_postgres import NoPostgresError, database_url

SETTINGS = "config.settings_test"
ALONE = ("money", "papers", "learning")
"""Parts that can be measured alone."""


@contextmanager
def sqlite_url() -> Iterator[str]:
    """The address of a new SQLite file that ends with the block."""
    folder = tempfile.mkdtemp(prefix="dhr-bench-")
    try:
        yield f"sqlite:///{folder}/bench.sqlite3"
    finally:
        shutil.rmtree(folder)


def measured(url: str, asked: argparse.Namespace) -> dict[str, Any]:
    """All figures on one database, or those of one part alone."""
    part = next((name for name in ALONE if getattr(asked, name)), "all")
    with tempfile.TemporaryDirectory(prefix="dhr-bench-") as folder:
        outcome = Path(folder, "figures.json")
        child.run("measure", SETTINGS, url, str(outcome), str(asked.cases), str(asked.rounds), part)
        found: dict[str, Any] = json.loads(outcome.read_text())
        return found


def results(asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The figures of each database that can be had."""
    if not asked.postgresql:
        with sqlite_url() as url:
            yield measured(url, asked)
    try:
        with database_url() as url:
            yield measured(url, asked)
    except NoPostgresError as error:
        print(f"No PostgreSQL: {error}.", file=sys.stderr)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--cases", type=int, default=500, help="cases in the database, at least 5 (500)")
    parser.add_argument("--rounds", type=int, default=20, help="rounds of each measurement, at least 2 (20)")
    parser.add_argument("--money", action="store_true", help="measure money alone")
    parser.add_argument("--papers", action="store_true", help="measure a report of sixty pages alone")
    parser.add_argument("--learning", action="store_true", help="measure what is learnt alone: the board of actions")
    parser.add_argument("--postgresql", action="store_true", help="measure on PostgreSQL alone")
    parser.add_argument("--json", action="store_true", help="print figures for machines")
    return parser.parse_args()


def main() -> int:
    """Measure and print; 1 when a round failed or nothing could be measured."""
    asked, found, facts = arguments(), [], report.machine()
    if not asked.json:
        print(in_a_line(facts), flush=True)
    try:
        for result in results(asked):
            found.append(result)
            if not asked.json:
                print("\n".join(report.lines_of(result)), flush=True)
    except subprocess.CalledProcessError as error:
        print(f"The measurement stopped: {error}", file=sys.stderr)
        return 1
    if asked.json:
        print(json.dumps({"machine": facts, "databases": found}, indent=2))
    return 0 if found and not failures(found) else 1


def in_a_line(facts: Mapping[str, object]) -> str:
    """The facts of the machine."""
    return ", ".join(f"{name}: {fact}" for name, fact in facts.items())


def failures(found: list[dict[str, Any]]) -> int:
    """How many rounds failed."""
    return sum(figure["failures"] for result in found for figure in result["figures"])


if __name__ == "__main__":
    sys.exit(main())

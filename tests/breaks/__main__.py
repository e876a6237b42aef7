"""Do the tests catch a rule that is broken? First notes which test enters which function, then breaks functions.

Nothing in the project is changed: a break is made in the memory of a process that ends with it.
"""

import argparse
import os
import shutil
import subprocess
import sys

from tests.breaks.functions import APPS, ROOT
from tests.breaks.kinds import Kind

ENTRIES = ROOT / "var" / "test-entries"
MATRIX = ("url_matrix", "empty_posts", "money_access")
NOT_ENTERED = ("tests/journeys", *(f"tests/access/test_{name}.py" for name in MATRIX))
"""What walks through everything: hundreds of pages a test say little about one function."""


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.breaks", description=__doc__)
    parser.add_argument("files", nargs="*", default=APPS, help="folders or files to break functions of (all apps)")
    parser.add_argument("--number", type=int, default=100, help="how many breaks to try (100)")
    parser.add_argument("--seed", type=int, default=1, help="another number tries others (1)")
    parser.add_argument("--kind", action="append", choices=list(Kind), default=[], help="kind of break (all)")
    parser.add_argument("--anew", action="store_true", help="note anew which test enters which function")
    return parser.parse_args()


def pytest(*options: str) -> int:
    """Run pytest on SQLite with the plugin and these options."""
    left_out = [f"--ignore={name}" for name in NOT_ENTERED]
    command = (sys.executable, "-m", "pytest", "-q", "-p", "tests.breaks.plugin", *left_out, *options, "tests")
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": ""}, check=False).returncode


def main(asked: argparse.Namespace) -> int:
    """0 when what was asked for could be tried, whatever survived."""
    if asked.anew and ENTRIES.exists():
        shutil.rmtree(ENTRIES)
    if not ENTRIES.exists():
        ENTRIES.mkdir(parents=True)
        pytest("-n", "auto", "--dist", "loadfile", f"--record-entries={ENTRIES}")
    wanted = [f"--break-in={name}" for name in asked.files] + [f"--break-kind={kind}" for kind in asked.kind]
    sample = (f"--break-number={asked.number}", f"--break-seed={asked.seed}", *wanted)
    return pytest("-n0", f"--entries={ENTRIES}", *sample)


if __name__ == "__main__":
    sys.exit(main(arguments()))

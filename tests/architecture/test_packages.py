"""Is every package locked to what was tried, and fetched from wherever the machine fetches packages?"""

import re
import tomllib
from pathlib import Path

import pytest

from config.env import ROOT
from tests.run_suite import SUMMARY, count

LOCKED = ("requirements.txt", "requirements-dev.txt")
# Put together here, so that this file does not name them either.
REGISTRIES = tuple(".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))


def direct_dependencies() -> list[str]:
    """What pyproject.toml asks for, for the site and for its development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def kept_files() -> list[Path]:
    """Every file of the project but those the commands make."""
    made = {".git", ".venv", "node_modules", "var", "built", "__pycache__"}
    found = (path for path in ROOT.rglob("*") if not made & set(path.relative_to(ROOT).parts))
    return [path for path in found if path.is_file() and not path.parts[-2].endswith("_cache")]


@pytest.mark.parametrize("dependency", direct_dependencies())
def test_gives_every_direct_dependency_a_floor(dependency: str) -> None:
    assert ">=" in dependency


@pytest.mark.parametrize("name", LOCKED)
def test_locks_every_package_by_hash(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)


def test_tests_with_the_versions_it_runs_with() -> None:
    served, tested = (set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKED)
    assert served <= tested


def test_names_no_registry_in_any_file() -> None:
    texts = {path: path.read_text(errors="ignore") for path in kept_files()}
    assert [str(path) for path, text in texts.items() if any(name in text for name in REGISTRIES)] == []


@pytest.mark.parametrize(
    ("line", "passed", "failed", "skipped"),
    [
        ("===== 74 passed in 14.28s =====\n", 74, 0, 0),
        ("===== 1 failed, 9 passed, 2 skipped, 1 warning in 0.50s =====\n", 9, 1, 2),
        ("3 passed, 1 skipped, 2 errors in 71.02s (0:01:11)\n", 3, 2, 1),
    ],
)
def test_adds_up_what_a_run_says_at_its_end(line: str, passed: int, failed: int, skipped: int) -> None:
    assert SUMMARY.match(line)
    counted = count(line)
    assert (counted["passed"], counted["failed"], counted["skipped"]) == (passed, failed, skipped)

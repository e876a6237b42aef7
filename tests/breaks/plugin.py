"""How does pytest write down which test enters which function, or break functions instead of running tests?"""

from pathlib import Path

import pytest

from tests.breaks.kinds import Kind
from tests.breaks.recording import Entries, Recorder
from tests.breaks.trying import Breaker, Sample


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options by which ``tests.breaks`` runs pytest."""
    group = parser.getgroup("breaks")
    group.addoption("--record-entries", type=Path, help="folder for what each test enters")
    group.addoption("--entries", type=Path, help="folder in which that has been written")
    group.addoption("--break-in", action="append", default=[], help="folder or file to break functions of")
    group.addoption("--break-kind", action="append", default=[], help="kind of break; all without this")
    group.addoption("--break-number", type=int, default=100, help="how many breaks to try")
    group.addoption("--break-seed", type=int, default=1, help="another number tries others")


def pytest_configure(config: pytest.Config) -> None:
    """Record, or break, or neither."""
    folder: Path | None = config.getoption("--record-entries")
    if folder:
        worker = getattr(config, "workerinput", {}).get("workerid", "alone")
        config.pluginmanager.register(Recorder(folder, worker))
    elif config.getoption("--entries"):
        config.pluginmanager.register(Breaker(_sample(config), Entries.read(config.getoption("--entries"))))


def _sample(config: pytest.Config) -> Sample:
    kinds = config.getoption("--break-kind")
    return Sample(
        files=tuple(config.getoption("--break-in")),
        kinds=frozenset(map(Kind, kinds) if kinds else Kind),
        number=config.getoption("--break-number"),
        seed=config.getoption("--break-seed"),
    )

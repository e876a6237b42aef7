"""What becomes of the tests when a function is broken? Each break is tried in a process of its own."""

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.db import connections

from tests.breaks.functions import Place, broken, files_in, loaded, places_in
from tests.breaks.kinds import Break, Kind
from tests.breaks.recording import Entries


class Verdict(StrEnum):
    """What became of the tests."""

    CAUGHT = "caught"
    SURVIVED = "survived"
    ENDLESS = "endless"
    NO_TEST = "no test"
    NOT_LOADED = "not loaded"


OF_STATUS = {0: Verdict.SURVIVED, 1: Verdict.CAUGHT}


@dataclass(frozen=True)
class Sample:
    """What to break: files, kinds, how many at random from which seed; and the bounds of each try."""

    files: tuple[str, ...]
    kinds: frozenset[Kind]
    number: int
    seed: int
    most_tests: int = 60
    seconds: int = 60

    def chosen(self) -> list[tuple[Place, int, Break]]:
        """The breaks to try, with the number of each in its function."""
        found = [
            (place, number, each)
            for path in files_in(self.files)
            for place, breaks in places_in(path)
            for number, each in enumerate(breaks)
            if each.kind in self.kinds
        ]
        return random.Random(self.seed).sample(found, min(self.number, len(found)))  # noqa: S311  # no secret


@dataclass(frozen=True)
class Breaker:
    """Takes the place of the run of tests: tries each break against the tests that enter its function."""

    sample: Sample
    entries: Entries

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all, say what survived, and count."""
        items = {item.nodeid: item for item in session.items}
        functions = loaded(files_in(self.sample.files))
        counted: Counter[Verdict] = Counter()
        writer = session.config.get_terminal_writer()
        for place, number, each in self.sample.chosen():
            verdict = self.verdict(items, functions.get(place, []), place, number)
            counted[verdict] += 1
            if verdict is not Verdict.CAUGHT:
                what = f"{place.name}, {each.kind}: {each.was[:90]}"
                writer.line(f"{verdict}: {place.file}:{each.line} {what}")
                writer.flush()
        writer.line(", ".join(f"{counted[verdict]} {verdict}" for verdict in Verdict))
        return True

    def verdict(
        self, items: dict[str, pytest.Item], functions: Sequence[FunctionType], place: Place, number: int
    ) -> Verdict:
        """What becomes of the tests of a function when its break of this number is made."""
        tests = [items[test] for test in self.entries.tests_of(place, self.sample.most_tests) if test in items]
        if not functions:
            return Verdict.NOT_LOADED
        if not tests:
            return Verdict.NO_TEST
        return _tried(tests, functions, broken(place, number), self.sample.seconds)


def _tried(tests: list[pytest.Item], functions: Sequence[FunctionType], code: CodeType, seconds: int) -> Verdict:
    child = os.fork()
    if child == 0:
        os._exit(_outcome(tests, functions, code, seconds))
    _, status = os.waitpid(child, 0)
    for path in _own_files(child):
        path.unlink()
    if os.WIFSIGNALED(status):
        return Verdict.ENDLESS if os.WTERMSIG(status) == signal.SIGALRM else Verdict.CAUGHT
    return OF_STATUS[os.WEXITSTATUS(status)]


def _outcome(tests: list[pytest.Item], functions: Sequence[FunctionType], code: CodeType, seconds: int) -> int:
    """1 when a test fails, 0 when none does; whatever else goes wrong is the break's doing."""
    signal.alarm(seconds)
    try:
        _be_quiet()
        _take_own_database()
        for function in functions:
            function.__code__ = code
        return int(any(_fails(test, following) for test, following in pairwise([*tests, None])))
    except BaseException:  # noqa: BLE001  # a broken function may raise anything, and this process ends here
        return 1


def _fails(test: pytest.Item | None, following: pytest.Item | None) -> bool:
    return test is not None and any(report.failed for report in runtestprotocol(test, nextitem=following, log=False))


def _be_quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _take_own_database() -> None:
    """A copy of the empty test database: what a broken function writes stays in it."""
    connections.close_all()
    names = connections["default"].settings_dict["TEST"]
    own = f"{names['NAME']}.{os.getpid()}"
    shutil.copy(names["NAME"], own)
    settings.DATABASES["default"]["TEST"]["NAME"] = names["NAME"] = own


def _own_files(child: int) -> Iterator[Path]:
    name = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    return name.parent.glob(f"{name.name}.{child}*")

"""Which test enters which function, and how long does it take? Written down while the suite runs."""

import json
import sys
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from tests.breaks.functions import Place, is_ours


@dataclass(eq=False)
class Recorder:
    """Notes for each test which functions of the product it enters; one file for each process.

    What a fixture of a whole file or session enters belongs to every test that has the fixture, not to the first alone.
    """

    folder: Path
    worker: str
    seconds: dict[str, float] = field(default_factory=dict)
    entered: dict[Place, list[str]] = field(default_factory=dict)
    now: set[CodeType] = field(default_factory=set)
    shared: dict[tuple[str, str], set[CodeType]] = field(default_factory=dict)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, object, object]:
        """Watch one test from its fixtures to its end."""
        self.now = set()
        began = time.perf_counter()
        _watch(self.note)
        try:
            return (yield)
        finally:
            _watch(None)
            self.seconds[item.nodeid] = round(time.perf_counter() - began, 3)
            for code in self.now.union(*self._shared_by(item)):
                self.entered.setdefault(Place.of_code(code), []).append(item.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        """Keep apart what a fixture enters that serves more than one test."""
        before, self.now = self.now, set()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.shared.setdefault((fixturedef.argname, fixturedef.baseid), set()).update(self.now)
            self.now = self.now | before

    def _shared_by(self, item: pytest.Function) -> Iterator[set[CodeType]]:
        for (name, base), codes in self.shared.items():
            if name in item.fixturenames and item.nodeid.startswith(base):
                yield codes

    def note(self, frame: FrameType, event: str, argument: object) -> None:
        """What the interpreter says of every call."""
        if event == "call" and is_ours(frame.f_code):
            self.now.add(frame.f_code)

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        if self.seconds:
            rows = [[*place, tests] for place, tests in self.entered.items()]
            (self.folder / f"{self.worker}.json").write_text(json.dumps({"seconds": self.seconds, "entered": rows}))


def _watch(note: object) -> None:
    threading.setprofile(note)  # type: ignore[arg-type]  # None ends it, which the types leave out
    sys.setprofile(note)  # type: ignore[arg-type]  # as above


@dataclass(frozen=True)
class Entries:
    """What has been written down: the tests of each function, the quickest first."""

    seconds: dict[str, float]
    entered: dict[Place, list[str]]

    @classmethod
    def read(cls, folder: Path) -> "Entries":
        """From the files of all processes; empty where nothing has been written down."""
        seconds: dict[str, float] = {}
        entered: dict[Place, list[str]] = {}
        for content in _contents(folder):
            seconds |= content["seconds"]
            for file, line, name, tests in content["entered"]:
                entered.setdefault(Place(file, line, name), []).extend(tests)
        return cls(seconds, entered)

    def tests_of(self, place: Place, most: int) -> list[str]:
        """At most so many tests that enter the function, from as many files as can be, the quickest first."""
        by_file: dict[str, list[str]] = {}
        for test in sorted(self.entered.get(place, ()), key=self.seconds.__getitem__):
            by_file.setdefault(test.partition("::")[0], []).append(test)
        turns = ((turn, test) for tests in by_file.values() for turn, test in enumerate(tests))
        in_turn = sorted(turns, key=lambda pair: (pair[0], self.seconds[pair[1]]))
        return sorted((test for _, test in in_turn[:most]), key=self.seconds.__getitem__)


def _contents(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text())

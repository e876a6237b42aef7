"""The tool that breaks rules on purpose breaks what it says, and finds the tests that should have noticed."""

import ast
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.breaks.functions import ROOT, Place, broken, files_in, loaded, places_in
from tests.breaks.kinds import FINDERS, Kind, breaks_in
from tests.breaks.recording import Entries
from tests.breaks.trying import Sample

SAMPLES: dict[Kind, tuple[str, str]] = {
    Kind.EDGE: ("def f(a): return 1 < a", "return 1 <= a"),
    Kind.CONTRARY: ("def f(a):\n    if a: return 1", "if not a:"),
    Kind.EITHER: ("def f(a, b): return a and b", "return a or b"),
    Kind.SCOPE: ("def f(a): return a.filter(case=1)", "a.filter()"),
    Kind.CONDITION: ("def f(a): return [b for b in a if b]", "[b for b in a]"),
    Kind.CALL: ("def f(a):\n    a.save()\n    return a", "pass"),
    Kind.SIGN: ("def f(a): return a + a", "return a - a"),
    Kind.NUMBER: ("def f(a): return a.left(7)", "a.left(8)"),
    Kind.SWITCH: ("def f(a): return a.save(now=True)", "a.save(now=False)"),
    Kind.NOTHING: ("def f(a): return a", "return None"),
}


def test_has_an_example_of_every_kind() -> None:
    assert set(SAMPLES) == set(Kind)
    assert len(FINDERS) == len(set(FINDERS))


@pytest.mark.parametrize("kind", Kind)
def test_breaks_what_the_kind_says(kind: Kind) -> None:
    source, wanted = SAMPLES[kind]
    tree = ast.parse(source)
    whole = ast.unparse(tree)
    (found,) = [each for each in breaks_in(tree) if each.kind is kind]
    assert found.was.split("\n")[0] in whole
    found.make()
    assert wanted in ast.unparse(tree)
    assert ast.unparse(tree) != whole


def test_makes_of_not_what_it_denies() -> None:
    tree = ast.parse("def f(a): return not a")
    (found,) = [each for each in breaks_in(tree) if each.kind is Kind.CONTRARY]
    found.make()
    assert "not not a" in ast.unparse(tree)


@pytest.mark.parametrize("source", ["def f(a): return None", "def f(a): return", "def f(a): pass", "def f(a): 'words'"])
def test_finds_nothing_to_break_where_nothing_is_said(source: str) -> None:
    assert breaks_in(ast.parse(source)) == []


def test_finds_the_same_breaks_in_the_same_order_each_time() -> None:
    path = ROOT / "dhr_cases" / "working_days.py"
    first, second = (
        [(place, each.kind, each.line, each.was) for place, breaks in places_in(path) for each in breaks]
        for _ in range(2)
    )
    assert first == second
    assert len(first) > 5


def test_gives_the_code_of_the_broken_function_and_leaves_the_file_alone() -> None:
    """A function in a class, one with a decorator and a plain one; the code takes the function's place and differs."""
    for name in ("dhr_cases/working_days.py", "dhr_cases/papers/writing/sides.py"):
        path = ROOT / name
        before = path.read_bytes()
        functions = loaded([path])
        for place, breaks in places_in(path):
            for number in range(len(breaks)):
                assert broken(place, number) not in [function.__code__ for function in functions[place]]
        assert path.read_bytes() == before


def test_says_when_a_function_is_not_where_it_was() -> None:
    with pytest.raises(LookupError, match="has no function nowhere"):
        broken(Place("dhr_cases/working_days.py", 1, "nowhere"), 0)


def test_leaves_out_what_no_test_enters_as_a_function() -> None:
    names = {
        str(path.relative_to(ROOT)) for path in files_in(["config", "dhr_cases/migrations", "dhr_cases/errors.py"])
    }
    assert "dhr_cases/errors.py" in names
    assert "config/settings.py" in names
    assert not [name for name in names if "migrations" in name or "wsgi" in name]


def test_chooses_as_many_as_asked_and_the_same_for_the_same_seed() -> None:
    def chosen(seed: int, number: int = 5) -> list[tuple[Place, int]]:
        sample = Sample(("dhr_cases/working_days.py", "dhr_cases/policy"), frozenset(Kind), number, seed)
        return [(place, at) for place, at, _ in sample.chosen()]

    assert chosen(1) == chosen(1)
    assert chosen(1) != chosen(2)
    assert len(set(chosen(1))) == 5
    everything = chosen(1, 10_000)
    assert len(everything) == len(set(everything)) > 50


@pytest.fixture
def entries(tmp_path: Path) -> Callable[[dict[str, float]], Entries]:
    """What two processes have written down of one function and tests of this many seconds."""

    def written(seconds: dict[str, float]) -> Entries:
        half = len(seconds) // 2
        for worker, tests in (("gw0", list(seconds)[:half]), ("gw1", list(seconds)[half:])):
            noted = {"seconds": {test: seconds[test] for test in tests}, "entered": [["a.py", 1, "f", tests]]}
            (tmp_path / f"{worker}.json").write_text(json.dumps(noted))
        return Entries.read(tmp_path)

    return written


def test_takes_the_quickest_tests_of_as_many_files_as_it_can(entries: Callable[[dict[str, float]], Entries]) -> None:
    found = entries({"one.py::a": 0.1, "one.py::b": 0.2, "one.py::c": 0.3, "two.py::d": 5, "three.py::e": 9})
    place = Place("a.py", 1, "f")
    assert found.tests_of(place, 3) == ["one.py::a", "two.py::d", "three.py::e"]
    assert found.tests_of(place, 4) == ["one.py::a", "one.py::b", "two.py::d", "three.py::e"]
    assert len(found.tests_of(place, 99)) == 5
    assert found.tests_of(Place("b.py", 1, "f"), 9) == []

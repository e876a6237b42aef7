"""Which functions does a file hold, and what does one become when a break is made in it?"""

import ast
import gc
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple, TypeAlias

from tests.breaks.kinds import Break, breaks_in

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "dhr_cases", "funding", "governance", "learning", "workflows")
LEFT_OUT = frozenset({"migrations", "asgi.py", "wsgi.py"})
"""What no test enters as a function."""


class Place(NamedTuple):
    """A function: its file below the project's root, its first line with its decorators, its name."""

    file: str
    line: int
    name: str

    @classmethod
    def of_code(cls, code: CodeType) -> "Place":
        """The place of compiled code."""
        return cls(str(Path(code.co_filename).relative_to(ROOT)), code.co_firstlineno, code.co_name)


Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def files_in(wanted: Iterable[str]) -> list[Path]:
    """The Python files of these folders and files of the project, in order."""
    paths = [ROOT / name for name in wanted]
    found = chain.from_iterable(path.rglob("*.py") if path.is_dir() else (path,) for path in paths)
    return sorted(path for path in set(found) if LEFT_OUT.isdisjoint(path.parts))


def places_in(path: Path) -> Iterator[tuple[Place, list[Break]]]:
    """Each function of a file that stands in no other, with the breaks that can be made in it."""
    for function in _functions(ast.parse(path.read_text())):
        yield Place(str(path.relative_to(ROOT)), _first_line(function), function.name), breaks_in(function)


def broken(place: Place, number: int) -> CodeType:
    """The code of a function in which its break of this number has been made. Raises LookupError for none there."""
    path = ROOT / place.file
    tree = ast.parse(path.read_text())
    for function in _functions(tree):
        if (_first_line(function), function.name) == (place.line, place.name):
            breaks_in(function)[number].make()
            return _code_at(compile(ast.fix_missing_locations(tree), str(path), "exec"), place)
    raise LookupError(f"{place.file}:{place.line} has no function {place.name}.")


def loaded(files: Iterable[Path]) -> dict[Place, list[FunctionType]]:
    """The functions of these files as they stand in this process, after all of them have been imported."""
    for path in files:
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    gc.unfreeze()
    found: dict[Place, list[FunctionType]] = {}
    for function in gc.get_objects():
        if type(function) is FunctionType and is_ours(function.__code__):
            found.setdefault(Place.of_code(function.__code__), []).append(function)
    return found


def is_ours(code: CodeType) -> bool:
    """True for code of the product."""
    return code.co_filename.startswith(OURS)


OURS = tuple(f"{ROOT / app}/" for app in APPS)


def _functions(tree: ast.AST) -> Iterator[Function]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, Function):
            yield child
        else:
            yield from _functions(child)


def _first_line(function: Function) -> int:
    return min([function.lineno, *(each.lineno for each in function.decorator_list)])


def _code_at(code: CodeType, place: Place) -> CodeType:
    inside = [part for part in code.co_consts if isinstance(part, CodeType)]
    for part in inside:
        if (part.co_firstlineno, part.co_name) == (place.line, place.name):
            return part
    for part in inside:
        try:
            return _code_at(part, place)
        except LookupError:
            continue
    raise LookupError(f"{place.name} was compiled away.")

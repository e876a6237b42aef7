"""Which small breaks can be made in a function on purpose? Each is a slip that a person might make."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import chain
from typing import Any


class Kind(StrEnum):
    """What goes wrong."""

    EDGE = "edge"
    """A comparison takes in its edge or leaves it out; equal becomes unequal."""
    CONTRARY = "contrary"
    """A condition asks the contrary."""
    EITHER = "either"
    """And becomes or."""
    SCOPE = "scope"
    """A keyword of filter, exclude or get is left out."""
    CONDITION = "condition"
    """A comprehension takes everything."""
    CALL = "call"
    """A statement that only calls something is left out."""
    SIGN = "sign"
    """Plus becomes minus."""
    NUMBER = "number"
    """A whole number is one more."""
    SWITCH = "switch"
    """True becomes False."""
    NOTHING = "nothing"
    """Nothing comes back."""


@dataclass(frozen=True)
class Break:
    """One break that can be made in a tree of syntax: where, what stands there, and how it is made."""

    kind: Kind
    line: int
    was: str
    make: Callable[[], None]


SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip  # each comparison and what it becomes

QUERIES = frozenset({"filter", "exclude", "get"})


def breaks_in(function: ast.AST) -> list[Break]:
    """Every break that can be made in a function, always in the same order."""
    return [found for node in ast.walk(function) for found in chain.from_iterable(find(node) for find in FINDERS)]


def _comparisons(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.Compare):
        for place, sign in enumerate(node.ops):
            yield _break(Kind.EDGE, node, partial(_put, node.ops, place, SWAPPED[type(sign)]()))


def _conditions(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.If | ast.IfExp):
        contrary = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        yield _break(Kind.CONTRARY, node.test, partial(setattr, node, "test", contrary))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        twice = ast.copy_location(ast.UnaryOp(ast.Not(), node.operand), node)
        yield _break(Kind.CONTRARY, node, partial(setattr, node, "operand", twice))


def _either(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield _break(Kind.EITHER, node, partial(setattr, node, "op", other))


def _scopes(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUERIES:
        for keyword in node.keywords:
            if keyword.arg:
                yield _break(Kind.SCOPE, keyword, partial(node.keywords.remove, keyword))


def _taken_in(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.comprehension):
        for condition in node.ifs:
            yield _break(Kind.CONDITION, condition, partial(node.ifs.remove, condition))


def _calls(node: ast.AST) -> Iterator[Break]:
    for body in filter(_is_list, (getattr(node, "body", []), getattr(node, "orelse", []))):
        for place, statement in enumerate(body):
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
                nothing = ast.copy_location(ast.Pass(), statement)
                yield _break(Kind.CALL, statement, partial(_put, body, place, nothing))


def _signs(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield _break(Kind.SIGN, node, partial(setattr, node, "op", other))


def _values(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield _break(Kind.SWITCH, node, partial(setattr, node, "value", not node.value))
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield _break(Kind.NUMBER, node, partial(setattr, node, "value", node.value + 1))


def _answers(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        nothing = ast.copy_location(ast.Constant(None), node.value)
        yield _break(Kind.NOTHING, node, partial(setattr, node, "value", nothing))


FINDERS: tuple[Callable[[ast.AST], Iterator[Break]], ...] = (
    _comparisons, _conditions, _either, _scopes, _taken_in, _calls, _signs, _values, _answers,
)  # fmt: skip  # one row as one line


def _break(kind: Kind, node: ast.expr | ast.stmt | ast.keyword, make: Callable[[], None]) -> Break:
    return Break(kind, node.lineno, ast.unparse(node), make)


def _is_list(body: object) -> bool:
    """False for the one expression of a lambda or an if in a line."""
    return isinstance(body, list)


def _put(items: list[Any], place: int, item: object) -> None:
    items[place] = item

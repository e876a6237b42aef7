"""What may a placeholder of a partnership's Word template do? Name a fact, ask whether there is one, go through a list.

Templates come from outside: no call, no sum, no import, no attribute with an underscore, and loops only over lists of
the paper. What is not listed as allowed is refused before anything is run. Source: our own rule [D].
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from dhr_cases.errors import Incomplete

ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.For, nodes.If,
    nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Filter,
)  # fmt: skip  # each kind of node of the template language that may stand in a template
FILTERS = frozenset({"upper", "lower", "title", "capitalize", "trim", "default", "length", "join"})
DEEPEST = 3
"""How many loops may stand inside each other: sections, their tables, the rows of these."""

CANNOT = "A Word template can name a fact, ask with “if” and go through a list with “for”, and nothing else"


class PlainEnvironment(SandboxedEnvironment):
    """Jinja cut down to what a template of ours needs; every text is checked as it is read."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check_tree(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a fact is called after the point; nothing of the program itself can be reached."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)


def check_tree(tree: nodes.Template) -> None:
    """Pass when a template does nothing but what is allowed; raise Incomplete naming what it does besides."""
    for node, depth in _walk(tree, 0):
        _check_node(node)
        if depth > DEEPEST:
            raise Incomplete(f"More than {DEEPEST} loops stand inside each other. Take one out.")


def _check_node(node: nodes.Node) -> None:
    if not isinstance(node, ALLOWED):
        raise Incomplete(f"{CANNOT}: {_words_of(node)} is not allowed.")
    match node:
        case nodes.Getattr():
            _check_attribute(node)
        case nodes.Filter():
            _check_filter(node)
        case nodes.For():
            _check_loop(node)


def _check_attribute(node: nodes.Getattr) -> None:
    if node.attr.startswith("_"):
        raise Incomplete(f"“{node.attr}” is not a fact of a paper. Names that begin with a line are not allowed.")


def _check_filter(node: nodes.Filter) -> None:
    if node.name not in FILTERS:
        raise Incomplete(f"The filter “{node.name}” is not one of {', '.join(sorted(FILTERS))}.")


def _check_loop(node: nodes.For) -> None:
    if not isinstance(node.iter, (nodes.Name, nodes.Getattr)):
        raise Incomplete(f"{CANNOT}: a loop goes through a list of the paper, such as “for section in sections”.")
    if node.recursive:
        raise Incomplete(f"{CANNOT}: a loop that calls itself is not allowed.")


def _words_of(node: nodes.Node) -> str:
    words: dict[type[nodes.Node], str] = {
        nodes.Call: "a call with brackets",
        nodes.Getitem: "a place in square brackets",
        nodes.Assign: "“set”",
        nodes.Macro: "“macro”",
        nodes.Include: "“include”",
        nodes.Import: "“import”",
        nodes.Extends: "“extends”",
    }
    return words.get(type(node), f"“{type(node).__name__.lower()}”")


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    """Every node with the number of loops around it, itself counted."""
    inside = depth + isinstance(node, nodes.For)
    yield node, inside
    for child in node.iter_child_nodes():
        yield from _walk(child, inside)

"""How does a rule of a funding model read in a sentence that a treasurer would sign? Imports no Django."""

from collections.abc import Iterable, Mapping, Sized
from decimal import Decimal
from functools import singledispatch

from funding.money import pounds
from funding.rules import (
    Equal,
    Fixed,
    InKind,
    NoContribution,
    Per,
    Percent,
    Remainder,
    Rule,
    Weighted,
)
from funding.terms import COST_CLASSES

WHOLE = Decimal(100)
Names = Mapping[str, str]


def in_a_sentence(rule: Rule, names: Names) -> str:
    """The rule in words; ``names`` says how parties are called, by their keys."""
    of = f" Covers only: {COST_CLASSES[rule.of].lower()}." if rule.of is not None else ""
    return f"{_said(rule, names)}.{of}"


def _each(words: Iterable[str]) -> str:
    """Words in a row: "A, B and C"."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


def _pay(parties: Sized) -> str:
    return "pays" if len(parties) == 1 else "pay"


def _per_cent(percent: Decimal) -> str:
    return f"{percent.normalize():f}%"


def _part(percent: Decimal) -> str:
    return "the cost" if percent == WHOLE else f"{_per_cent(percent)} of the cost"


@singledispatch
def _said(rule: object, names: Names) -> str:
    raise TypeError(f"{rule!r} is not a rule.")


@_said.register
def _(rule: Fixed, names: Names) -> str:
    per = "for each review" if rule.per is Per.CASE else "for the year"
    return f"{names[rule.party]} pays {pounds(rule.amount_pence)} {per}"


@_said.register
def _(rule: Percent, names: Names) -> str:
    least = f", at least {pounds(rule.floor_pence)}" if rule.floor_pence is not None else ""
    most = f", at most {pounds(rule.cap_pence)}" if rule.cap_pence is not None else ""
    return f"{names[rule.party]} pays {_per_cent(rule.percent)} of the cost{least}{most}"


@_said.register
def _(rule: Equal, names: Names) -> str:
    return f"{_each(names[key] for key in rule.parties)} {_pay(rule.parties)} {_part(rule.percent)} in equal shares"


@_said.register
def _(rule: Weighted, names: Names) -> str:
    weights = _each(f"{names[key]} {weight:,}" for key, weight in rule.weights)
    as_at = f" as at {rule.as_at:%-d %B %Y}" if rule.as_at else ""
    source = f" (weights: {rule.source or 'source not stated'}{as_at})"
    return f"{weights} {_pay(rule.weights)} {_part(rule.percent)} in proportion to these weights{source}"


@_said.register
def _(rule: Remainder, names: Names) -> str:
    return f"{names[rule.party]} pays all that is left"


@_said.register
def _(rule: InKind, names: Names) -> str:
    worth = f", worth {pounds(rule.value_pence)}" if rule.value_pence is not None else ""
    return f"{names[rule.party]} gives in kind: {rule.description.strip().rstrip('.')}{worth}"


@_said.register
def _(rule: NoContribution, names: Names) -> str:
    return f"{names[rule.party]} pays nothing"

"""Is what the product says of a review the same whatever other reviews have?

Every function that answers for one case is asked before and after another review comes to have a row of every kind.
A question that forgets whose rows it reads answers differently then, and no refusal would catch it: a letter, a paper,
a guard or a clock would speak of somebody else's death.
"""

import datetime
import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

import dhr_cases
import workflows
from dhr_cases.errors import ReviewError
from dhr_cases.events import Event
from dhr_cases.models import Case, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.papers.letters import LetterKind
from dhr_cases.policies.guards import GUARDS
from dhr_cases.report_sections import SECTIONS
from dhr_cases.roles import Role
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.every_row import give_every_row, make_bodies

pytestmark = pytest.mark.first_database

OF_A_QUERY = frozenset({"_row"})
"""A question about a row of the list of costs, with sums that only its query adds."""
ELSEWHERE = (".migrations", ".commands", ".actions", ".demonstration", ".replay", ".playing", ".following")
"""Modules that change a review; what an act does to another one is tested with the acts."""

Asked = TypeVar("Asked")
Question = Callable[..., Any]
Told = dict[tuple[str, str], str]
"""What was answered, by the name of the question and what was asked with it."""


def questions() -> Iterator[tuple[str, Question]]:
    """Every function of the product that answers for a case, by its full name."""
    for package in (dhr_cases, workflows):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in found.name for part in ELSEWHERE):
                yield from _of_a_case(importlib.import_module(found.name))


def _of_a_case(module: ModuleType) -> Iterator[tuple[str, Question]]:
    for name, function in vars(module).items():
        is_own = inspect.isfunction(function) and function.__module__ == module.__name__
        if is_own and Case in needed_by(function).values() and function.__qualname__ not in OF_A_QUERY:
            yield f"{module.__name__}.{name}", function


def needed_by(function: Question) -> dict[str, Any]:
    """The names and types of what a function cannot be asked without."""
    parameters = inspect.signature(function).parameters.values()
    return {each.name: each.annotation for each in parameters if each.default is each.empty}


def everything_said_of(case: Case, cast: Cast) -> Told:
    """The answer to every question that needs a case and otherwise only what the values hold."""
    values = values_for(case, cast)
    return {
        (name, str(asked)): answer(ask, dict(zip(needed_by(ask), asked, strict=True)))
        for name, ask in questions()
        for asked in itertools.product(*(values.get(kind, ()) for kind in needed_by(ask).values()))
    }


def values_for(case: Case, cast: Cast) -> Mapping[Any, Sequence[Any]]:
    """With what the questions are asked, by its type."""
    return {
        Case: (case,),
        User: (cast.coordinator, cast.independent_chair, cast.agency_author),
        datetime.date: (timezone.localdate(),),
        bool: (True,),
        Ask: (Ask(), Ask(organisation=cast.police.pk)),
        frozenset[Role]: (frozenset(Role),),
        PaperKind: tuple(SECTIONS),
        Verb: tuple(GUARDS),
        **{codes: tuple(codes) for codes in (Event, LetterKind, MadePaper)},
    }


def answer(ask: Question, asked: Mapping[str, Any]) -> str:
    """What is answered, spelt out; the sentence where it is refused. Nothing asked changes the record."""
    with transaction.atomic():
        try:
            return spelt(ask(**asked))
        except ReviewError as refusal:
            return f"refused: {refusal.sentence}"
        finally:
            transaction.set_rollback(True)


def spelt(answer: Any) -> str:
    """An answer in full: which rows, and every value of what holds several."""
    if isinstance(answer, Model):
        return f"{answer._meta.label} {answer.pk}"
    if is_dataclass(answer) and not isinstance(answer, type):
        return f"{type(answer).__name__}({', '.join(spelt(getattr(answer, field.name)) for field in fields(answer))})"
    if isinstance(answer, Mapping):
        return ", ".join(f"{spelt(key)}: {spelt(value)}" for key, value in answer.items())
    if isinstance(answer, Iterable) and not isinstance(answer, str | bytes):
        parts = [spelt(part) for part in answer]
        return f"[{', '.join(sorted(parts) if isinstance(answer, set | frozenset) else parts)}]"
    return str(answer)


def differing(before: Mapping[Asked, str], after: Mapping[Asked, str]) -> Mapping[Asked, tuple[str, str]]:
    """Each question that is answered otherwise now, with both answers."""
    return {asked: (told, after[asked]) for asked, told in before.items() if after[asked] != told}


def test_stays_the_same_whatever_another_review_has(case: Case, other_case: Case, cast: Cast) -> None:
    """Of a review that has next to nothing, and of one whose rows are all older than those of the other."""
    make_bodies()
    nothing = everything_said_of(other_case, cast)
    give_every_row(case)
    assert differing(nothing, everything_said_of(other_case, cast)) == {}
    much = everything_said_of(case, cast)
    give_every_row(other_case)
    assert differing(much, everything_said_of(case, cast)) == {}

"""Does every act that is about a row refuse one of another review, whoever does it and at whatever stage?

The acts are found from the product, so that a new one without the question fails here. A form never offers such a row;
an import, a flow or a page that forgot would.
"""

import collections.abc
import datetime
import importlib
import inspect
import itertools
import pkgutil
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases import actions
from dhr_cases.actions.anonymity import Judged
from dhr_cases.anonymisation.belongings import Rows
from dhr_cases.errors import ReviewError
from dhr_cases.models import Case, Organisation, PartialDate, Publication, User
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from tests.conftest import Cast
from tests.every_row import give_every_row, tables_of_reviews
from tests.files import upload
from tests.planted import let_go
from tests.standing import stand_at

pytestmark = pytest.mark.first_database

ACTORS = ("coordinator", "csp_chair", "independent_chair")
"""Between them they may do every act that is about a row."""
IN_OTHER_WORDS = {
    ("end_hold", "hold"): "This hold has ended already.",
    ("record_meeting", "meeting"): "Somebody listed has no seat on this panel now.",
    ("open_paper", "version"): "This paper is not open to you at this stage. Ask the coordinator.",
    ("join_texts", "beside"): "The paper has no such section. Choose one from its list.",
    ("open_reading", "sections"): "Choose who may read the copy.",
    ("seat_agency", "replaces"): "A seat passes to somebody of the same agency.",
}
"""Acts that find another fault first, by what of another review they are given; they have tests of their own."""
ONE_OF = (collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection, tuple)
READ_ONLY = (Judged,)
"""What holds a row that the act only reads."""

Act = Callable[..., Any]


def acts() -> Iterator[tuple[str, Act]]:
    """Every act on a case that is given a row of a case, or more than one."""
    for found in pkgutil.iter_modules(actions.__path__):
        module = importlib.import_module(f"{actions.__name__}.{found.name}")
        yield from (
            (name, act)
            for name, act in vars(module).items()
            if inspect.isfunction(act) and act.__module__ == module.__name__ and not name.startswith("_")
            if {"case", "by"} <= given_to(act).keys() and any(map(leads_to_a_row, given_to(act).values()))
        )


def given_to(act: Act) -> dict[str, Any]:
    """The types of what an act is given, but for what it can do without and is no row."""
    hints = typing.get_type_hints(act)
    parameters = inspect.signature(act).parameters.values()
    return {
        each.name: hints[each.name]
        for each in parameters
        if each.default is each.empty or leads_to_a_row(hints[each.name])
    }


def leads_to_a_row(kind: Any) -> bool:
    """True for a table of the reviews, for several of its rows, and for facts that hold one."""
    if is_dataclass(kind) and kind not in READ_ONLY:
        return any(map(leads_to_a_row, typing.get_type_hints(kind).values()))
    return kind in tables_of_reviews() or any(map(leads_to_a_row, typing.get_args(kind)))


def made(kind: Any, rows: Rows, cast: Cast) -> Any:
    """Something of the type; where that is or holds a row of a review, one of these."""
    parts = typing.get_args(kind)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return made(next(filter(leads_to_a_row, parts), parts[0]), rows, cast)
    if typing.get_origin(kind) in ONE_OF:
        return (made(parts[0], rows, cast),)
    if is_dataclass(kind) and isinstance(kind, type) and kind is not PartialDate:
        hints = typing.get_type_hints(kind)
        return kind(**{field.name: made(hints[field.name], rows, cast) for field in fields(kind)})
    if kind in tables_of_reviews():
        return kind._base_manager.get(pk=min(rows[kind]))
    return _plain(kind, cast)


def _plain(kind: Any, cast: Cast) -> Any:
    today = timezone.localdate()
    values = {
        bool: True, int: 1, str: "Words", datetime.date: today, PartialDate: PartialDate.on(today), File: upload(),
        User: cast.outsider, Organisation: cast.police,
    }  # fmt: skip  # one value for each plain type
    return next(iter(kind)) if isinstance(kind, type) and issubclass(kind, Enum) else values.get(kind)


def ways_to_do(act: Act, own: Rows, foreign: Rows, cast: Cast) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the act can be given with one thing of another review: each of its rows in turn, by its name."""
    kinds = {name: kind for name, kind in given_to(act).items() if name not in ("case", "by")}
    for about in filter(lambda name: leads_to_a_row(kinds[name]), kinds):
        yield about, {name: made(kind, foreign if name == about else own, cast) for name, kind in kinds.items()}


def answers(name: str, act: Act, case: Case, given: dict[str, Any], cast: Cast) -> list[str]:
    """What the act says to each who may do it, at each stage, until it names another review; "" where it is done."""
    stages = VERBS[Verb(name)].stages if name in set(Verb) else (Stage.REFERRED, Stage.PANEL_WORK, Stage.MONITORING)
    said: list[str] = []
    for stage, actor in itertools.product(sorted(stages), ACTORS):
        said.append(_told(act, case, stage, {**given, "by": getattr(cast, actor)}))
        if names_another(said[-1]):
            break
    return said


def _told(act: Act, case: Case, stage: Stage, given: dict[str, Any]) -> str:
    with transaction.atomic():
        try:
            act(case=stand_at(Case.objects.get(pk=case.pk), stage), **given)
        except ReviewError as refusal:
            return refusal.sentence
        finally:
            transaction.set_rollback(True)
    return ""


def names_another(sentence: str) -> bool:
    """True for a refusal because of whose the row is."""
    return re.search("(belongs?|is of|list of|or) (to )?another (case|review|action)", sentence) is not None


def test_refuses_a_row_of_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    own, foreign = give_every_row(case), give_every_row(other_case)
    let_go(case)
    QuerySet(Publication).filter(case=case).update(embargo_until=None)
    said = {
        (name, about): answers(name, act, case, given, cast)
        for name, act in acts()
        for about, given in ways_to_do(act, own, foreign, cast)
    }
    assert {asked for asked, sentences in said.items() if "" in sentences} == set()
    assert {asked for asked, sentences in said.items() if not names_another(sentences[-1])} == IN_OTHER_WORDS.keys()
    assert {asked for asked, sentence in IN_OTHER_WORDS.items() if sentence not in said[asked]} == set()

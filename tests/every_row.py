"""How does a test get a review that has a row of every kind, in every state a row can have?

The rows come past the actions: what is tested with them is whose rows a rule reads, not how they came to be.
"""

import datetime
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, Field, JSONField, Model, QuerySet
from django.utils import timezone

from dhr_cases.anonymisation.belongings import Rows, keys_of, rows_of
from dhr_cases.hold_scopes import HoldScope
from dhr_cases.models import Case, Organisation, OrganisationKind, PartialDate, PartialDateField
from dhr_cases.models.history import change
from tests.planted import DAY, filled, is_free, tables_of_cases

ROUNDS = 5
"""A table may need a row of another first, over as many keys as lie between it and the case."""
BODIES = 8
"""Bodies to ask, more than a request has states: a review asks each of them once."""

WEEK = datetime.timedelta(days=7)
READABLE = {
    "findings": json.dumps({"findings": [], "unreadable": []}),
    "scope": list(HoldScope),
    "detail": {"audience": "everybody", "lesson": "a lesson"},
}
"""What stands in columns whose text is read as more than words."""


def give_every_row(case: Case) -> Rows:
    """Put rows into every table of the reviews that can hold some of this case; answer all that it has then."""
    make_bodies()
    rows, left = rows_of((case,)), tables_of_reviews()
    for turn in range(ROUNDS):
        ready = [model for model in left if turn == ROUNDS - 1 or not _lacking(model, rows)]
        for model in ready:
            table: QuerySet[Any] = QuerySet(model)
            table.bulk_create(_in_every_state(model, rows, case), ignore_conflicts=True)
        rows, left = rows_of((case,)), [model for model in left if model not in ready]
    return rows


@cache
def tables_of_reviews() -> list[type[Model]]:
    """Tables of this app whose rows are of a case: a key leads there, over whatever other rows."""
    ours = [model for model in tables_of_cases() if model._meta.app_label == Case._meta.app_label]
    found: list[type[Model]] = [Case]
    while fresh := [model for model in ours if model not in found and _leads_to(model, found)]:
        found += fresh
    return found[1:]


def _leads_to(model: type[Model], found: list[type[Model]]) -> bool:
    return any(key.remote_field.model in found for key in keys_of(model))


def make_bodies() -> None:
    """Enough bodies for a review to ask one for each state of a request."""
    with change("Test bodies", None):
        for number in range(BODIES):
            name = f"Body {number}"
            facts = {"name": name, "kind": OrganisationKind.OTHER}
            Organisation.objects.get_or_create(code=f"test-body-{number}", defaults=facts)


def _lacking(model: type[Model], rows: Rows) -> list[str]:
    """The columns that would name a row of the case, of which it has none yet."""
    own = set(tables_of_reviews()) - {model}
    return [key.attname for key in keys_of(model) if key.remote_field.model in own - rows.keys()]


def _in_every_state(model: type[Model], rows: Rows, case: Case) -> Iterator[Model]:
    """A row for every answer that a column with choices, or with yes and no, can have, and for every row it is about.

    Each is of another body and another account than the one before it; every second has what may be left out.
    """
    for number, (name, value) in enumerate((("", None), *_states(model), *_abouts(model, rows)), start=1):
        row = filled(model, rows)
        if row is None:
            return
        _take_turns(row, rows, number + case.pk)
        own = {**_optional(model, case, number), **READABLE, "regime": case.regime}
        own |= dict.fromkeys(_lacking(model, rows))
        for column, written in {**own, **({name: value} if name else {})}.items():
            if hasattr(row, column):
                setattr(row, column, written)
        yield row


def _states(model: type[Model]) -> Iterator[tuple[str, Any]]:
    for field in model._meta.concrete_fields:
        yield from ((field.name, value) for value in _answers(field))


def _answers(field: "Field[Any, Any]") -> list[Any]:
    return [True, False] if isinstance(field, BooleanField) else [value for value, _label in field.choices or ()]


def _abouts(model: type[Model], rows: Rows) -> Iterator[tuple[str, Any]]:
    for key in keys_of(model):
        yield from ((key.attname, target) for target in sorted(rows.get(key.remote_field.model, ())))


def _take_turns(row: Model, rows: Rows, number: int) -> None:
    for key in keys_of(type(row)):
        target = key.remote_field.model
        if target is type(row) and key.null:
            setattr(row, key.attname, None)
        elif target not in rows and target not in tables_of_reviews():
            there = list(target._meta.base_manager.order_by("pk").values_list("pk", flat=True))
            setattr(row, key.attname, there[number % len(there)] if there else None)


def _optional(model: type[Model], case: Case, number: int) -> dict[str, Any]:
    """Words and days that differ from those of every other case; those that may be left out in every second row.

    Where a case has one row only, it says yes to everything.
    """
    word, day = f"word {case.pk}", DAY + datetime.timedelta(days=case.pk)
    fields = [field for field in model._meta.concrete_fields if number % 2 or not (field.blank or field.null)]
    words = {field.name: word for field in fields if is_free(field) and not isinstance(field, JSONField)}
    days = {field.name: day for field in fields if type(field) is DateField}
    moments = {field.name: timezone.now() + WEEK for field in fields if type(field) is DateTimeField and field.null}
    is_only_one = any(key.unique for key in keys_of(model))
    yes = {field.name: True for field in fields if isinstance(field, BooleanField) and is_only_one}
    return {
        **yes,
        **words,
        **days,
        **moments,
        **{field.name: PartialDate.on(day) for field in fields if isinstance(field, PartialDateField)},
    }

"""What was done with the money, when, by whom, why, and what did it change? Read from the record.

The record of an act names the row it is about; the versions kept of that row give what stood before and after.
Source: L30 [D]. A number of queries bounded by the kinds of row, however many acts are shown.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from funding.models import FundingEvent
from funding.money import in_words
from funding.verbs import VERBS, FundingVerb

SAME_ACT = datetime.timedelta(minutes=1)
"""A version written longer ago than this belongs to an earlier act."""

LONGEST = 200
NOT_TOLD = ("id", "partnership")


@dataclass(frozen=True)
class Changed:
    """One fact of a row before and after an act, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One act as history tells it."""

    event: FundingEvent
    title: str
    by: str
    about: str
    changes: tuple[Changed, ...]


Key = tuple[str, int]


def history_of(partnership: Partnership, subjects: Iterable[tuple[str, Sequence[int]]]) -> list[Told]:
    """The acts about some rows, by name of their model and keys, newest first."""
    about = Q(pk__in=())
    for name, keys in subjects:
        about |= Q(subject=name, subject_id__in=keys)
    return told(events_of(partnership).filter(about))


def events_of(partnership: Partnership, verb: str = "") -> QuerySet[FundingEvent]:
    """Every act on the partnership's money, newest first, of one kind if one is named."""
    rows: QuerySet[FundingEvent] = FundingEvent.objects.filter(partnership=partnership)
    narrowed = rows.filter(kind=verb) if verb else rows
    return narrowed.select_related("by").order_by("-pk")


def told(events: Iterable[FundingEvent]) -> list[Told]:
    """The acts with who, as what, and what each changed."""
    listed = list(events)
    about = {_subject(event) for event in listed if event.subject_id is not None}
    versions, rows = _versions(about), _rows(about)
    pairs = [_pair(event, versions) for event in listed]
    names = _names(filter(None, pairs))
    return [
        Told(
            event,
            VERBS[FundingVerb(event.kind)].done,
            _who(event),
            rows.get(_subject(event), ""),
            tuple(_changes(pair, names)),
        )
        for event, pair in zip(listed, pairs, strict=True)
    ]


def _subject(event: FundingEvent) -> Key:
    """The row an act is about."""
    return event.subject, event.subject_id or 0


def _who(event: FundingEvent) -> str:
    if event.by is None:
        return "a file taken in from the command line"
    return f"{event.by} ({event.by_role.lower()})" if event.by_role else str(event.by)


def _rows(about: Iterable[Key]) -> Mapping[Key, str]:
    """The rows that acts name, in their own words; one query a model. A row without words of its own is left out."""
    return {
        (name, key): str(row)
        for name, keys in _by_name(about).items()
        for model in _models(name)
        if model.__str__ is not models.Model.__str__
        for key, row in model.objects.select_related().in_bulk(keys).items()
    }


def _by_name(about: Iterable[Key]) -> Mapping[str, set[int]]:
    keys: dict[str, set[int]] = defaultdict(set)
    for name, key in about:
        keys[name].add(key)
    return keys


def _versions(about: Iterable[Key]) -> Mapping[Key, list[Any]]:
    """Every kept version of the rows, oldest first; one query a model."""
    found: dict[Key, list[Any]] = defaultdict(list)
    for name, keys in _by_name(about).items():
        for model in _models(name):
            if hasattr(model, "history"):
                for version in model.history.filter(id__in=keys).order_by("history_id"):
                    found[name, version.id].append(version)
    return found


def _models(name: str) -> list[Any]:
    """The model of this name, of money before all others; none where there is no such model."""
    named = (apps.get_app_config(app).models.get(name) for app in ("funding", "dhr_cases"))
    return [model for model in named if model is not None][:1]


def _pair(event: FundingEvent, versions: Mapping[Key, list[Any]]) -> tuple[Any, Any] | None:
    """The version the act wrote and the one before it; None where it wrote none or the first."""
    kept = versions.get(_subject(event), [])
    words = event.reason or VERBS[FundingVerb(event.kind)].label
    for before, after in reversed(list(pairwise(kept))):
        age = event.recorded_at - after.history_date
        is_its_own = (after.history_change_reason, after.history_user_id) == (words, event.by_id)
        if is_its_own and datetime.timedelta() <= age < SAME_ACT:
            return before, after
    return None


def _differing(pair: tuple[Any, Any]) -> list[models.Field[Any, Any]]:
    before, after = pair
    fields = [field for field in after.instance_type._meta.concrete_fields if field.name not in NOT_TOLD]
    return [field for field in fields if getattr(before, field.attname) != getattr(after, field.attname)]


def _names(pairs: Iterable[tuple[Any, Any]]) -> Mapping[tuple[Any, Any], str]:
    """Words for the rows that changed facts point at; one query a model."""
    return {
        (model, key): str(row)
        for model, keys in _pointed_at(pairs).items()
        for key, row in model.objects.in_bulk(keys - {None}).items()
    }


def _pointed_at(pairs: Iterable[tuple[Any, Any]]) -> Mapping[Any, set[Any]]:
    """The rows that changed facts point at, by their model."""
    found: dict[Any, set[Any]] = defaultdict(set)
    for pair in pairs:
        for field in _differing(pair):
            if field.related_model is not None:
                found[field.related_model] |= {getattr(version, field.attname) for version in pair}
    return found


def _changes(pair: tuple[Any, Any] | None, names: Mapping[tuple[Any, Any], str]) -> Iterable[Changed]:
    if pair is None:
        return
    before, after = pair
    for field in _differing(pair):
        old, new = (_in_words(field, getattr(version, field.attname), names) for version in (before, after))
        label = str(field.verbose_name).removesuffix(" in pence")
        yield Changed(label[0].upper() + label[1:], old, new)


def _in_words(field: models.Field[Any, Any], value: Any, names: Mapping[tuple[Any, Any], str]) -> str:
    if value in (None, ""):
        return "not stated"
    if field.related_model is not None:
        return names.get((field.related_model, value), "a row that is gone")
    if field.name.endswith("_pence"):
        return in_words(value)
    return _written(field, value)


def _written(field: models.Field[Any, Any], value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return long_date(value)
    return _plain(field, value)[:LONGEST]


def _plain(field: models.Field[Any, Any], value: Any) -> str:
    return _listed(value) if isinstance(value, list) else str(dict(field.flatchoices).get(value, value))


def _listed(items: list[Any]) -> str:
    """Sentences as they are; of a rule or a column what stands under each of its keys."""
    rows = (_keyed(item) if isinstance(item, dict) else item for item in items)
    return "; ".join(map(str, rows)) or "none"


def _keyed(item: dict[str, Any]) -> str:
    """What stands under each key, short keys first: the databases keep the keys of an object in different orders."""
    return ", ".join(f"{key} {item[key]}" for key in sorted(item, key=lambda key: (len(key), key)))

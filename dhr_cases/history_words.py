"""How does one recorded event read as a sentence? Words from the event table; never a real name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.events import WORDS, Event
from dhr_cases.models import CaseEvent, PartialDate, Provenance
from dhr_cases.roles import inside_a_sentence

TOLD_ANEW = "told_anew"
"""Marks an event derived when a record was destroyed: who recorded it first is not kept."""

PRIVATE = ("account", "id", "pk", TOLD_ANEW)
"""Keys of an event's detail that point at rows and say nothing to a reader."""

_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
"""A code of ours, read as words; an underscore in an address or in a number that somebody gave is left alone."""


@dataclass(frozen=True)
class Told:
    """One event as history tells it."""

    title: str
    on: str
    text: str
    reason: str


def told(event: CaseEvent) -> Told:
    """Who did what, on which day, why, and when it was recorded if that was later."""
    role = f" ({inside_a_sentence(event.by_role)})" if event.by_role else ""
    who = "Somebody" if event.detail.get(TOLD_ANEW) else f"{event.by}{role}"
    at = timezone.localtime(event.recorded_at)
    is_same_day = event.on == PartialDate.on(at.date()) and event.provenance == Provenance.RECORDED
    return Told(
        title=f"{who} {WORDS[Event(event.kind)]}",
        on=f"{event.on}, {at:%H:%M}" if is_same_day else str(event.on),
        text=" ".join(filter(None, (_detail(event.detail), "" if is_same_day else _recorded(event)))),
        reason=event.reason,
    )


def _recorded(event: CaseEvent) -> str:
    """When and how it came into the record, where that differs from the day it happened."""
    at = timezone.localtime(event.recorded_at)
    moment = f"{long_date(at.date())}, {at:%H:%M}"
    if event.provenance != Provenance.RECORDED:
        return f"The day was {Provenance(event.provenance).label}; entered on {moment}."
    return f"Recorded on {moment}."


def _detail(detail: Mapping[str, Any]) -> str:
    facts = [f"{_label(key)}: {_value(value)}." for key, value in detail.items() if _is_told(key, value)]
    return " ".join(facts)


def _is_told(key: str, value: object) -> bool:
    return (
        value not in (None, "", [], {})
        and not isinstance(value, dict)
        and key not in PRIVATE
        and not key.endswith("_id")
    )


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_words, value))
    return _words(value).rstrip(".")


def _words(value: object) -> str:
    text = str(value)
    return text.replace("_", " ") if _CODE.fullmatch(text) else text

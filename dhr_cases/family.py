"""How do we stand with the family: what was said, what is promised, who supports them? No real names."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, FamilyContact, Part, Person
from dhr_cases.plurals import counted

BEREAVED = (Part.FAMILY, Part.FRIEND, Part.CHILD)
"""Parts of people whom the partnership tells and stays in touch with. Source: 2016 guidance, family and friends [K]."""
SOON = 7
"""Days before its day on which a promise counts as due soon. Ours [D]."""


@dataclass(frozen=True)
class Standing:
    """State of a promise with its words."""

    state: str
    words: str


def contact_log(case: Case) -> list[Mapping[str, Any]]:
    """Every contact, newest first, as the timeline component takes it."""
    contacts = FamilyContact.objects.filter(case=case).select_related("person")
    return [{"title": _title(row), "on": in_words(row.on), "text": row.summary} for row in contacts]


def _title(row: FamilyContact) -> str:
    whom = str(row.person) if row.person else "Family"
    return f"{whom}: {row.medium}{f', through {row.through}' if row.through else ''}"


def promises_of(case: Case, today: datetime.date | None = None) -> list[Mapping[str, Any]]:
    """Every promise as a table row, open ones first and by day."""
    day = today or timezone.localdate()
    rows = FamilyContact.objects.filter(case=case).exclude(promise="").select_related("person")
    ordered = sorted(rows, key=lambda row: (row.promise_kept_on is not None, row.promise_due_on or day, row.pk))
    return [_promise(row, standing_of(row, day)) for row in ordered]


def _promise(row: FamilyContact, standing: Standing) -> Mapping[str, Any]:
    return {
        "cells": [
            {"text": row.promise},
            {"text": str(row.person) if row.person else "Family"},
            {"text": in_words(row.promise_due_on)},
            {"text": standing.words, "state": standing.state},
        ]
    }


def standing_of(row: FamilyContact, day: datetime.date) -> Standing:
    """Where a promise stands on a day; on its own day it is not late yet."""
    if row.promise_kept_on is not None:
        return Standing("done", f"Kept on {in_words(row.promise_kept_on)}")
    if row.promise_due_on is None:
        return Standing("not_stated", "no date")
    left = (row.promise_due_on - day).days
    if left < 0:
        return Standing("overdue", f"{counted(-left, 'day')} late")
    words = f"due in {counted(left, 'day')}" if left else "due today"
    return Standing("due_soon" if left <= SOON else "running", words)


def in_words(day: datetime.date | None) -> str:
    """A day as written on screen, "" when there is none."""
    return long_date(day) if day else ""


def support_of(case: Case) -> list[Mapping[str, Any]]:
    """For each bereaved person: advocate offered and named, wishes, way to reach them, trial."""
    return [
        {
            "label": str(person),
            "rows": [
                {"label": "Advocate offered on", "value": _known(person)},
                {"label": "Advocate", "value": "Named" if person.advocate_name else "None named"},
                {"label": "Wants to be reached by", "value": person.medium},
                {"label": "Wishes", "value": person.wishes},
            ],
            "is_trial_witness": person.is_trial_witness,
        }
        for person in Person.objects.filter(case=case, part__in=BEREAVED)
    ]


def _known(person: Person) -> str:
    return str(person.advocate_offered_on) if person.advocate_offered_on.is_known else ""

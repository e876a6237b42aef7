"""Owners are asked for news of their actions: one message a body and cycle, however many actions are due.

What is asked is one row and one message to each person who answers for the body; the message names no review.
Source: cadence of the partnership's meetings [V]; the cycle is a setting [D].
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse

from dhr_cases.action_cycle import due_in
from dhr_cases.action_queries import Q_OPEN, owners_people, terms_of
from dhr_cases.models import Action, ActionStatus, Notice, Organisation, Partnership, UpdateAsking
from dhr_cases.notices import Kind, is_held_back
from dhr_cases.policies.action_life import ANSWERED_STAGES

Heard = Mapping[int, list[datetime.date | None]]


def ask_for_updates(partnership: Partnership, today: datetime.date) -> list[UpdateAsking]:
    """Ask every body of which something is due and which has somebody to answer; what was asked."""
    heard = last_heard(partnership)
    bodies = Organisation.objects.filter(pk__in=heard).order_by("pk")
    asked = (_ask(partnership, body, heard[body.pk], today) for body in bodies)
    return [row for row in asked if row is not None]


def last_heard(partnership: Partnership) -> Heard:
    """For each body the last days on which its open actions were heard of, those waiting to be verified left out."""
    rows = Action.objects.filter(Q_OPEN, recommendation__case__lead_csp=partnership).exclude(owner=None)
    rows = rows.filter(recommendation__case__stage__in=ANSWERED_STAGES, recommendation__case__forgotten_on=None)
    found: dict[int, list[datetime.date | None]] = defaultdict(list)
    for owner, heard_on in rows.exclude(status=ActionStatus.DONE).values_list("owner", "heard_on"):
        found[owner].append(heard_on)
    return found


@transaction.atomic
def _ask(
    partnership: Partnership, body: Organisation, heard: list[datetime.date | None], today: datetime.date
) -> UpdateAsking | None:
    """Ask one body unless nothing is due, it was asked in this cycle, or nobody answers for it."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    last = UpdateAsking.objects.filter(partnership=partnership, organisation=body).last()
    count = due_in(heard, last.on if last else None, today, terms_of(partnership).update_every_months)
    people = list(owners_people(partnership, body, today))
    if not count or not people:
        return None
    row: UpdateAsking = UpdateAsking.objects.create(partnership=partnership, organisation=body, on=today, actions=count)
    if not is_held_back():
        path = reverse("my_actions")
        Notice.objects.bulk_create([Notice(kind=Kind.ACTIONS_ASKED, to=user, path=path) for user in people])
    return row

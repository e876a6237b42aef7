"""How long do real names stay shown to a person who asked for them? Five minutes, in this session only.

The session holds until when, never a name; whether the person may see names is asked each time.
"""

import datetime
from datetime import timedelta

from django.utils import timezone

from dhr_cases.actions.people import ShownName, names_of
from dhr_cases.models import Case
from dhr_cases.permissions import can
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest

SHOWN_FOR = timedelta(minutes=5)
SESSION_KEY = "names_shown_until"


def keep_shown(request: SignedInRequest, case: Case) -> None:
    """Names of this case stay shown from now on for a while."""
    until = (timezone.now() + SHOWN_FOR).isoformat()
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), str(case.pk): until}


def cover(request: SignedInRequest, case: Case) -> None:
    """Names of this case are covered again."""
    others = {key: until for key, until in request.session.get(SESSION_KEY, {}).items() if key != str(case.pk)}
    request.session[SESSION_KEY] = others


def shown_until(request: SignedInRequest, case: Case) -> datetime.datetime | None:
    """The moment until which this person sees the names, None while they are covered."""
    text = request.session.get(SESSION_KEY, {}).get(str(case.pk), "")
    until = datetime.datetime.fromisoformat(text) if text else None
    if until is None or until <= timezone.now() or not can(Verb.SHOW_NAMES, request.user, case):
        return None
    return until


def shown_names(request: SignedInRequest, case: Case) -> dict[int, ShownName]:
    """Names by person while they are shown, else nothing."""
    if shown_until(request, case) is None:
        return {}
    return {row.person_id: row for row in names_of(case)}

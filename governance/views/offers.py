"""What may this person do in governance here, and where is the page of a row?

Offers are a courtesy: an act asks again who may and when may.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from dhr_cases.models import Partnership, User
from dhr_cases.site_permissions import granted
from governance.forms.registry import FORMS
from governance.models import AgendaItem, GoverningBody, Measure, Meeting
from governance.verbs import VERBS, GovernanceVerb


@dataclass(frozen=True)
class Offer:
    """One act the person may do now: its button and its page."""

    verb: GovernanceVerb
    label: str
    url: str


def offered(
    user: User,
    partnership: Partnership,
    verbs: Iterable[GovernanceVerb],
    subject: Model | None = None,
    back: str = "",
) -> list[Offer]:
    """Those of the verbs that the person may do, in the order given; one query. ``back`` is where cancelling leads."""
    held = granted(user, partnership)
    return [
        Offer(verb, VERBS[verb].label, act_url(partnership, verb, subject, back))
        for verb in verbs
        if verb in FORMS and VERBS[verb].permission in held
    ]


def act_url(partnership: Partnership, verb: GovernanceVerb, subject: Model | None = None, back: str = "") -> str:
    """The page on which an act is done; ``subject`` is the row it is about."""
    about = () if subject is None else (subject.pk,)
    address = reverse("governance_act", args=(partnership.code, verb.value, *about))
    return f"{address}?back={quote(back)}" if back else address


def page_url(name: str, partnership: Partnership, *about: object) -> str:
    """The address of a page of governance; "" where no page carries the name."""
    try:
        return reverse(name, args=(partnership.code, *about))
    except NoReverseMatch:
        return ""


def page_of(row: Model) -> str:
    """The page of a body, a meeting, an item or a measure. Raises LookupError for a row that has none."""
    if isinstance(row, GoverningBody):
        return page_url("governance_body", row.partnership, row.pk)
    if isinstance(row, Meeting):
        return page_url("governance_meeting", row.body.partnership, row.pk)
    if isinstance(row, AgendaItem):
        return page_url("governance_item", row.meeting.body.partnership, row.pk)
    if isinstance(row, Measure):
        return page_url("governance_measures", row.partnership)
    raise LookupError(f"A {type(row).__name__} has no page.")

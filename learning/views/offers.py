"""What may this person do about learning here, and which of its pages are there?

Offers are a courtesy: an act asks again who may and when may.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from dhr_cases.models import Partnership, User
from dhr_cases.site_permissions import granted
from learning.forms.registry import FORMS
from learning.verbs import VERBS, LearningVerb


@dataclass(frozen=True)
class Offer:
    """One act the person may do now: its button and its page."""

    verb: LearningVerb
    label: str
    url: str


def offered(
    user: User, partnership: Partnership, verbs: Iterable[LearningVerb], subject: Model | None = None, back: str = ""
) -> list[Offer]:
    """Those of the verbs that the person may do and that fit the row, in the order given; ``back`` leads back here."""
    held = granted(user, partnership)
    return [
        Offer(verb, VERBS[verb].label, act_url(partnership, verb, subject, back))
        for verb in verbs
        if verb in FORMS and VERBS[verb].permission in held and _fits(verb, partnership, subject)
    ]


def _fits(verb: LearningVerb, partnership: Partnership, subject: Model | None) -> bool:
    """True when the form is about such a row and this one is among those it can be about now."""
    form = FORMS[verb]
    if form.needs_subject != (subject is not None):
        return False
    if subject is None:
        return True
    rows = form.subjects(partnership)
    return rows.model is type(subject) and rows.filter(pk=subject.pk).exists()


def act_url(partnership: Partnership, verb: LearningVerb, subject: Model | None = None, back: str = "") -> str:
    """The page on which an act is done; ``subject`` is the row it is about, ``back`` where the person returns."""
    about = () if subject is None else (subject.pk,)
    address = reverse("learning_act", args=(partnership.code, verb.value, *about))
    return f"{address}?back={quote(back)}" if back else address


def page_url(name: str, *about: object) -> str:
    """The address of a page; "" where no page carries the name."""
    try:
        return reverse(name, args=about)
    except NoReverseMatch:
        return ""

"""How does a test open a page of learning, and send the form of an act there?"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse

from dhr_cases.models import Partnership, User
from learning.verbs import LearningVerb
from tests.seen import Seen, browser

Answers = Mapping[str, Any]


def page(user: User, partnership: Partnership, name: str, *about: object, **asked: str) -> Seen:
    """A page as somebody of the partnership reads it."""
    shown = Seen(browser(user).get(reverse(name, args=(partnership.code, *about)), asked))
    assert shown.status == 200, shown.words
    return shown


def act_path(partnership: Partnership, verb: LearningVerb, row: Model | None = None) -> str:
    """The address of an act, about a row or about the partnership."""
    about = () if row is None else (row.pk,)
    return reverse("learning_act", args=(partnership.code, verb.value, *about))


def act_page(user: User, partnership: Partnership, verb: LearningVerb, row: Model | None = None) -> Seen:
    """The form of an act as it opens."""
    shown = Seen(browser(user).get(act_path(partnership, verb, row)))
    assert shown.status == 200, shown.words
    return shown


def sent(user: User, partnership: Partnership, verb: LearningVerb, answers: Answers, row: Model | None = None) -> Seen:
    """What comes back when the form of an act is sent, its page of answers confirmed."""
    path = act_path(partnership, verb, row)
    return Seen(browser(user).post(path, {**answers, "confirmed": "yes"}, follow=True))

"""What does a form for an act need to say, and how does it perform the act?

One form class a verb. The page, the check-your-answers step and the refusals are in ``views.acts``.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, User
from dhr_cases.verbs import VERBS, Verb


class ActForm(forms.Form):
    """A form for one verb on one case; subclasses implement ``perform`` by calling the action."""

    verb: ClassVar[Verb]
    title: ClassVar[str] = ""
    intro: str = ""
    what_follows: ClassVar[str] = ""
    checks_answers: ClassVar[bool] = False
    needs_subject: ClassVar[bool] = False
    aside_template: ClassVar[str] = ""
    done_at: ClassVar[str] = "case"

    def __init__(self, *args: Any, case: Case, by: User, subject: Model | None = None, **kwargs: Any) -> None:
        self.case = case
        self.by = by
        self.subject = subject
        super().__init__(*args, **kwargs)
        self.prepare()

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Any] | None:
        """Rows of this case the act can be about; None when it is about the case itself."""
        return None

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        """Raise the ReviewError by which the row allows this person the act no longer, so no form opens in vain."""

    def prepare(self) -> None:
        """Fill choices and first values from the case."""

    def perform(self) -> None:
        """Call the action with the cleaned answers; may raise a ReviewError."""
        raise NotImplementedError

    def aside(self) -> Mapping[str, Any]:
        """What ``aside_template`` shows beside the form."""
        return {}

    @property
    def heading(self) -> str:
        """The page's heading: the act in words."""
        return self.title or VERBS[self.verb].label

    @property
    def submit_label(self) -> str:
        """The button's words: the act, never "Submit"."""
        return VERBS[self.verb].label

    def answers(self) -> list[tuple[str, str]]:
        """Label and answer in words of every visible field, for the check-your-answers page."""
        return [(str(bound.label), in_words(bound)) for bound in self.visible_fields()]


def in_words(bound: forms.BoundField) -> str:
    """A cleaned answer as a person reads it; "not stated" for an empty one."""
    cleaned = bound.form.cleaned_data.get(bound.name)
    if isinstance(bound.field, forms.BooleanField):
        return "Yes" if cleaned else "No"
    choices = dict(_flat(getattr(bound.field, "choices", ())))
    if isinstance(cleaned, (list, tuple, QuerySet)):
        return _many_in_words(cleaned, choices)
    return "not stated" if cleaned in (None, "") else _one_in_words(cleaned, choices)


def _many_in_words(answers: Iterable[object], choices: Mapping[str, str]) -> str:
    return ", ".join(_one_in_words(answer, choices) for answer in answers) or "none"


def _one_in_words(answer: object, choices: Mapping[str, str]) -> str:
    if isinstance(answer, datetime.date):
        return long_date(answer)
    return choices.get(str(answer), str(answer))


def _flat(choices: Any) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in choices]

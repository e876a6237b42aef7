"""How is a form of an act filled from the rows of its case?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from dhr_cases.forms.acts import ActForm
from dhr_cases.models import Organisation

Row = TypeVar("Row", bound=Model)


def subject_of(form: ActForm, kind: type[Row]) -> Row:
    """The row the act is about. Raises TypeError for a row that the form's own ``subjects`` does not give."""
    if not isinstance(form.subject, kind):
        raise TypeError(f"{type(form).__name__} is about a {kind.__name__}, not {form.subject!r}.")
    return form.subject


def offer_rows(form: forms.Form, name: str, rows: QuerySet[Any], words: Callable[[Any], str] | None = None) -> None:
    """Let a field choose among these rows, each in these words."""
    chosen = form.fields[name]
    if not isinstance(chosen, forms.ModelChoiceField):
        raise TypeError(f"{name} does not choose among rows.")
    chosen.queryset = rows
    if words is not None:
        vars(chosen)["label_from_instance"] = words


def bodies_today() -> QuerySet[Organisation]:
    """Bodies a case can deal with today: those that have begun, are not planned and have not ended, by name."""
    today = timezone.localdate()
    begun = Q(starts_on=None) | Q(starts_on__lte=today)
    alive = Q(ends_on=None) | Q(ends_on__gte=today)
    found: QuerySet[Organisation] = Organisation.objects.filter(begun, alive, is_planned=False)
    return found


def offer_choices(form: forms.Form, name: str, choices: Iterable[tuple[str | int, str]]) -> None:
    """Let a field choose among these codes and words."""
    chosen = form.fields[name]
    if not isinstance(chosen, forms.ChoiceField):
        raise TypeError(f"{name} does not choose among codes.")
    chosen.choices = list(choices)


def hint_choices(form: forms.Form, name: str, hints: Mapping[str, str]) -> None:
    """Show a hint below each choice of a field."""
    vars(form.fields[name])["choice_hints"] = dict(hints)

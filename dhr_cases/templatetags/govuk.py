"""How do forms, dates and money turn into what a template shows?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms, template
from django.forms.boundfield import BoundField

from dhr_cases.browser_names import browser_name

register = template.Library()

NOT_STATED = "not stated"
LONGEST_WORD = 30
"""Letters for which a column of a table has room; a longer word, such as an address, goes on in the next line."""


@dataclass(frozen=True)
class FieldGroup:
    """Fields under one heading; the heading is empty for fields that have none."""

    legend: str
    fields: Sequence[BoundField]


@register.filter
def field_groups(form: forms.BaseForm) -> list[FieldGroup]:
    """The form's visible fields under the headings it gives in ``fieldsets``.

    ``fieldsets`` is a sequence of (heading, field names). Fields named under no heading come last.
    """
    groups = _named_groups(form)
    return [group for group in (*groups, _others(form, groups)) if group.fields]


def _named_groups(form: forms.BaseForm) -> list[FieldGroup]:
    named: Iterable[tuple[str, Sequence[str]]] = getattr(form, "fieldsets", ())
    return [FieldGroup(legend, [form[name] for name in names if name in form.fields]) for legend, names in named]


def _others(form: forms.BaseForm, groups: Iterable[FieldGroup]) -> FieldGroup:
    taken = {field.name for group in groups for field in group.fields}
    return FieldGroup("", [field for field in form.visible_fields() if field.name not in taken])


@register.filter
def pounds(pence: int | None) -> str:
    """Whole pence as pounds, "£1,234.50" and "£9,000" as pages of money write them; nothing stated is not nil."""
    if pence is None:
        return NOT_STATED
    sign = "−" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{rest:02d}" if rest else f"{sign}£{whole:,}"


@register.filter
def browser(line: str) -> str:
    """The name of a browser and of what it runs on, for the line it sends."""
    return browser_name(line)


@register.filter
def stated(value: object) -> object:
    """The value, or "not stated" where there is none; nought and “no” are values."""
    return NOT_STATED if value is None or value == "" else value


@register.filter
def holds_a_long_word(value: object) -> bool:
    """True for a text with a word that no column of a table has room for."""
    return isinstance(value, str) and any(len(word) > LONGEST_WORD for word in value.split())

"""As at which day, since which meeting and for which meeting is a report? Nothing entered here is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone

from dhr_cases.forms.fields import ExactDateField


class DayForm(forms.Form):
    """The day of a position and the day since which changes are told."""

    hides_optional = True

    on = ExactDateField(label="As at which day?", noun="the day of the position", required=False)
    since = ExactDateField(label="Changes since which day?", noun="the day before the changes", required=False)

    def clean_on(self) -> date:
        """Today where nothing was entered; a day to come has no position yet."""
        day: date = self.cleaned_data["on"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError("The day of the position must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        """Changes are told of a time that lies before the day of the position."""
        cleaned: dict[str, Any] = super().clean() or {}
        on, since = cleaned.get("on"), cleaned.get("since")
        if on and since and since >= on:
            self.add_error("since", "The earlier day must be before the day of the position")
        return cleaned


class ReportForm(DayForm):
    """The day of the position, the last meeting, and the meeting that reads the report."""

    since = ExactDateField(label="When was the last meeting?", noun="the day of the last meeting", required=False)
    to = forms.CharField(label="Which meeting is it for?", max_length=120, required=False)
    meets_on = ExactDateField(label="When does it meet?", noun="the day of the meeting", required=False)


DAYS = ("on", "since", "meets_on")


def report_form(query: QueryDict, usual: Mapping[str, object]) -> ReportForm:
    """The form as an address asks: by boxes, by whole days as links write them, else with what is usual."""
    if not query:
        return ReportForm(as_boxes(usual))
    boxed = {name: query.get(name, "") for name in query}
    whole = {name: day for name in DAYS if (day := whole_day(query.get(name, "")))}
    return ReportForm({**boxed, **as_boxes(whole)})


def whole_day(text: str) -> date | None:
    """A day as links write it, 2026-03-24; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_boxes(values: Mapping[str, object]) -> dict[str, str]:
    """Days as the three boxes of their field, words as they are; what is not known is left out."""
    boxes: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, date):
            boxes |= {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}
        elif value:
            boxes[name] = str(value)
    return boxes


def query_of(cleaned: Mapping[str, object]) -> str:
    """What an address needs to ask for the same report."""
    known = {name: value.isoformat() if isinstance(value, date) else value for name, value in cleaned.items() if value}
    return urlencode(known)

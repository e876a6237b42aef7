"""Of which year and which sort of event is feedback shown?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from funding.years import FinancialYear
from learning.event_terms import KINDS, EventKind
from learning.models import Event


class FeedbackFilter(forms.Form):
    """Year and sort of event, among those there are; a choice that is not among them shows all."""

    hides_optional = True

    year = forms.ChoiceField(label="Financial year", required=False)
    kind = forms.ChoiceField(label="Sort of event", required=False)

    def __init__(self, *args: Any, events: Iterable[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(events)
        years = sorted({event.year for event in rows if event.year is not None}, reverse=True)
        kinds = {event.kind for event in rows}
        self._fill("year", "All years", [(str(year), FinancialYear(year).label) for year in years])
        self._fill("kind", "All events", [(kind.value, KINDS[kind].label) for kind in EventKind if kind in kinds])

    def _fill(self, name: str, everything: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", everything), *choices]

    def chosen(self, events: Iterable[Event]) -> list[Event]:
        """The events asked for."""
        wanted = self.cleaned_data if self.is_valid() else {}
        year, kind = wanted.get("year", ""), wanted.get("kind", "")
        return [event for event in events if year in ("", str(event.year)) and kind in ("", event.kind)]

"""How does a person narrow the case list? The answers stand in the address."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from dhr_cases.models import Partnership
from dhr_cases.models.case import regime_choices, stage_choices
from workflows.attention import DUE_SOON, OVERDUE
from workflows.case_rows import SORTS, Wanted


class CaseFilter(forms.Form):
    hides_optional: ClassVar[bool] = True

    text = forms.CharField(label="Reference, pseudonym or title", required=False, max_length=100)
    clock = forms.ChoiceField(
        label="Next clock",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "Any"), (OVERDUE, "Late"), (DUE_SOON, "Due within five working days")],
    )
    held = forms.BooleanField(label="On hold", required=False)
    mine = forms.BooleanField(label="Mine: I have a role or a task in it", required=False)
    stage = forms.ChoiceField(label="Stage", required=False)
    partnership = forms.TypedChoiceField(label="Lead partnership", required=False, coerce=int, empty_value=None)
    regime = forms.ChoiceField(label="Legal regime", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=list(SORTS.items()))

    def __init__(self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("stage", stage_choices())
        self._offer("regime", regime_choices())
        self._offer("partnership", [(str(row.pk), row.name) for row in partnerships])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Any"), *choices]

    def wanted(self) -> Wanted:
        """What was asked for; an answer that makes no sense is passed over."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            stages=_chosen(asked.get("stage")),
            clock=asked.get("clock", ""),
            partnerships=_chosen(asked.get("partnership")),
            regimes=_chosen(asked.get("regime")),
            is_held=asked.get("held", False),
            is_mine=asked.get("mine", False),
            text=asked.get("text", ""),
            sort=asked.get("sort") or "newest",
        )


def _chosen(answer: Any) -> tuple[Any, ...]:
    return (answer,) if answer else ()

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
    stage = forms.MultipleChoiceField(
        label="Stage", required=False, widget=forms.SelectMultiple(attrs={"size": 6}), choices=stage_choices
    )
    partnership = forms.TypedMultipleChoiceField(
        label="Lead partnership", required=False, widget=forms.SelectMultiple(attrs={"size": 4}), coerce=int
    )
    regime = forms.MultipleChoiceField(
        label="Legal regime", required=False, widget=forms.CheckboxSelectMultiple, choices=regime_choices
    )
    sort = forms.ChoiceField(label="Order", required=False, choices=list(SORTS.items()))

    def __init__(self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["partnership"]
        if isinstance(chosen, forms.TypedMultipleChoiceField):
            chosen.choices = [(row.pk, row.name) for row in partnerships]

    def wanted(self) -> Wanted:
        """What was asked for; an answer that makes no sense is passed over."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            stages=tuple(asked.get("stage", ())),
            clock=asked.get("clock", ""),
            partnerships=tuple(asked.get("partnership", ())),
            regimes=tuple(asked.get("regime", ())),
            is_held=asked.get("held", False),
            is_mine=asked.get("mine", False),
            text=asked.get("text", ""),
            sort=asked.get("sort") or "newest",
        )

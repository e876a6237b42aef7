"""How does somebody narrow and group the board of actions? The answers stand in the address."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from dhr_cases.action_board import BAND_LABELS, BY_BODY, GROUPINGS, NOBODY, Grouping, Wanted
from dhr_cases.action_rag import RAG_LABELS
from dhr_cases.models import Partnership, RecommendationKind, Scope


class BoardFilter(forms.Form):
    hides_optional: ClassVar[bool] = True

    partnership = forms.ChoiceField(label="Partnership", required=False)
    by = forms.ChoiceField(label="Group", required=False)
    body = forms.ChoiceField(label="Body", required=False)
    rag = forms.ChoiceField(
        label="How it stands",
        required=False,
        choices=[("", "Any"), *((rag.value, RAG_LABELS[rag]) for rag in RAG_LABELS)],
    )
    age = forms.ChoiceField(
        label="Age",
        required=False,
        choices=[("", "Any"), *((band.value, label) for band, label in BAND_LABELS.items())],
    )
    kind = forms.ChoiceField(
        label="What is asked for",
        required=False,
        choices=[("", "Any"), *(choice for choice in RecommendationKind.choices if choice[0])],
    )
    scope = forms.ChoiceField(
        label="Reach", required=False, choices=[("", "Any"), *(choice for choice in Scope.choices if choice[0])]
    )
    heading = forms.CharField(label="Theme as printed", required=False, max_length=200)
    is_open = forms.BooleanField(label="Only open actions", required=False)
    gone = forms.BooleanField(label="Only owners that no longer exist", required=False)

    def __init__(
        self, *args: Any, partnerships: Iterable[Partnership], bodies: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("by", [(row.code, row.label) for row in GROUPINGS])
        self._offer("body", [("", "Any"), *bodies.items(), (NOBODY, "Nobody owns it")])
        known = [(row.code, row.name) for row in partnerships]
        self._offer("partnership", known)
        if len(known) < 2:
            del self.fields["partnership"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def wanted(self) -> Wanted:
        """What was asked for; an answer that makes no sense is passed over."""
        self.is_valid()
        asked = self.cleaned_data
        words = ("body", "kind", "scope", "rag", "age", "heading")
        flags = ("gone", "is_open")
        return Wanted(
            **{name: asked.get(name, "") for name in words}, **{name: asked.get(name, False) for name in flags}
        )

    def grouping(self) -> Grouping:
        """How the board is grouped: by body where nothing else is asked for."""
        self.is_valid()
        chosen = self.cleaned_data.get("by", "")
        return next((row for row in GROUPINGS if row.code == chosen), BY_BODY)

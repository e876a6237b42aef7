"""How does somebody narrow the list of the public register?"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from dhr_cases.models import Partnership, PublicState
from dhr_cases.public_list import Search


class PublicFilter(forms.Form):
    hides_optional: ClassVar[bool] = True

    year = forms.TypedChoiceField(label="Year of death", required=False, coerce=int, empty_value=None)
    partnership = forms.ChoiceField(label="Partnership", required=False)
    state = forms.ChoiceField(label="Where it stands", required=False, choices=[("", "Any"), *PublicState.choices])
    learning = forms.BooleanField(label="Has a briefing or learning to read", required=False)

    def __init__(self, *args: Any, years: Iterable[int], partnerships: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("year", [(str(year), str(year)) for year in years])
        self._offer("partnership", [(row.code, row.name) for row in partnerships])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """A question with fewer than two answers narrows nothing and is not asked."""
        field = self.fields[name]
        if len(choices) < 2:
            del self.fields[name]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [("", "Any"), *choices]

    def wanted(self) -> Search:
        """What was asked for; an answer that makes no sense is passed over."""
        self.is_valid()
        asked = self.cleaned_data
        self.errors.clear()
        return Search(
            year=asked.get("year"),
            partnership=asked.get("partnership", ""),
            state=asked.get("state", ""),
            has_learning=asked.get("learning", False),
        )

"""Forms of a quality assurance letter: its text, what was read from it, and each of its points to be looked over."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.validators import MaxLengthValidator

from dhr_cases.actions.assurance import NewPoint
from dhr_cases.forms.fields import PartialDateField, today
from dhr_cases.models import Criterion, QAOutcome

MOST_POINTS = 200
"""No published letter comes near; a form with more rows is no letter."""
LONGEST_LETTER = 100_000
PASTED = "quality assurance letter.txt"


class LetterTextForm(forms.Form):
    text = forms.CharField(
        label="Paste the text of the letter",
        required=False,
        validators=[MaxLengthValidator(LONGEST_LETTER)],
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    upload = forms.FileField(label="Or choose the letter's file", required=False, help_text="Word, PDF or plain text.")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        has_text, has_file = bool((answers.get("text") or "").strip()), bool(answers.get("upload"))
        if has_text == has_file and not self.errors:
            raise ValidationError("Paste the letter's text, or choose its file: one of the two")
        return answers

    def file(self) -> File[bytes]:
        """The letter as it is kept: the file, or the pasted words as a plain one."""
        given: File[bytes] | None = self.cleaned_data["upload"]
        return given or ContentFile(self.cleaned_data["text"].encode(), name=PASTED)


class LetterFactsForm(forms.Form):
    letter_on = PartialDateField(label="Date of the letter", noun="the date of the letter", latest=today)
    board_on = PartialDateField(label="Date of the board", noun="the date of the board", latest=today, required=False)
    outcome = forms.ChoiceField(label="What does it say?", choices=QAOutcome.choices, widget=forms.RadioSelect)
    praise = forms.CharField(
        label="What does the letter praise?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class CriterionField(forms.ModelChoiceField[Criterion]):
    """A criterion to choose, by its question."""

    def label_from_instance(self, obj: Criterion) -> str:
        return obj.text


class PointRowForm(forms.Form):
    hides_optional = True

    number = forms.CharField(
        label="Number", max_length=20, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    text = forms.CharField(label="What it asks", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    section = forms.ChoiceField(label="Section of the report", required=False)
    criterion = CriterionField(Criterion.objects.none(), label="Criterion", required=False, empty_label="Under none")
    is_removed = forms.BooleanField(label="Leave this point out", required=False)

    def __init__(self, *args: Any, sections: Sequence[str], criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("section", [("", "Not about one section"), *((name, name) for name in sections)])
        field = self.fields["criterion"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Criterion.objects.filter(pk__in=[row.pk for row in criteria])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.is_wanted and not answers.get("number"):
            self.add_error("number", "Enter the number of the point")
        return answers

    @property
    def is_wanted(self) -> bool:
        """True for a row that becomes a point: it says something and is not left out."""
        answers = self.cleaned_data
        return bool(answers.get("text", "").strip()) and not answers.get("is_removed")

    def point(self) -> NewPoint:
        """The row as a point to be recorded."""
        answers = self.cleaned_data
        return NewPoint(answers["number"], answers["text"], answers["section"], answers["criterion"])


PointRows = forms.formset_factory(PointRowForm, extra=1, max_num=MOST_POINTS, absolute_max=MOST_POINTS)
"""The points of a letter, one row each, and an empty one to add what was missed."""


def points_of(rows: Iterable[Any]) -> tuple[NewPoint, ...]:
    """The points that are to be recorded, in the order of the rows."""
    return tuple(row.point() for row in rows if row.is_wanted)

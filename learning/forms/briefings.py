"""What is asked when a briefing is written, read or made?"""

from typing import Any

from django import forms

from learning.briefing_boxes import CONFIRMATIONS, BoxRow
from learning.papers.briefing.writing import WRITERS


class BoxForm(forms.Form):
    """The words of one box, one statement a line."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 10}), max_length=20_000)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, box: BoxRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label = box.heading
        field.help_text = f"{box.hint} Up to {box.limit} words, one statement a line."
        field.error_messages["required"] = f"Write something for “{box.heading}”."
        if box.needs_source:
            field.help_text += " End each with the number of its paragraph, for example [3] or [3, 5]."


class SecondReadingForm(forms.Form):
    """What the second reader confirms, and what they found."""

    confirmed = forms.MultipleChoiceField(
        label="What I have checked",
        choices=[(str(number), text) for number, text in enumerate(CONFIRMATIONS)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="All four sign the briefing off. Leave out what does not hold, and say why.",
    )
    note = forms.CharField(
        label="What I found", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class MakeForm(forms.Form):
    """In which format the briefing is made."""

    file_format = forms.ChoiceField(
        label="Format",
        choices=[(form.value, form.label) for form in WRITERS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a format."},
    )


class SinceForm(forms.Form):
    """From which day on reviews are listed."""

    since = forms.DateField(label="Published since", required=False, widget=forms.DateInput(attrs={"type": "date"}))

"""Forms about the wording of a letter: a partnership's own, or back to the shipped one."""

from django import forms
from django.core.exceptions import ValidationError

from dhr_cases.actions import partnership_settings as settings
from dhr_cases.forms.fields import ReasonField
from dhr_cases.forms.partnership_settings import KEPT, SettingForm
from dhr_cases.papers.letters import LETTERS, PLACEHOLDERS, LetterKind, faults_of, wording


class LetterForm(SettingForm):
    """The wording of one letter; the view names the letter."""

    title = "Wording of a letter"
    submit_label = "Save the wording"
    kind = LetterKind.SCOPING

    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 24}))
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        self.fields["text"].initial = wording(self.partnership, self.kind)

    def clean_text(self) -> str:
        """Every placeholder is one that a letter can fill in."""
        text = str(self.cleaned_data["text"])
        faults = faults_of(text)
        if faults:
            raise ValidationError(list(faults))
        return text

    def perform(self) -> None:
        settings.change_letter(by=self.by, partnership=self.partnership, kind=self.kind, **self.cleaned_data)

    def aside(self) -> dict[str, object]:
        rows = [{"label": f"{{{name}}}", "value": meaning} for name, meaning in PLACEHOLDERS.items()]
        texts = ["These are filled in from the case. Nothing else is: a letter holds no real name."]
        return {"heading": "Names in braces", "texts": texts, "rows": rows}


class ShippedLetterForm(SettingForm):
    """Back to the shipped wording of one letter; the view names the letter."""

    title = "Back to the shipped wording"
    submit_label = "Use the shipped wording"
    done = "The shipped wording is used again. Your own stays in history."
    kind = LetterKind.SCOPING

    reason = ReasonField(help_text=KEPT)

    def perform(self) -> None:
        settings.use_shipped_letter(by=self.by, partnership=self.partnership, kind=self.kind, **self.cleaned_data)


def letter_form(chosen: LetterKind) -> type[LetterForm]:
    """The form about the wording of this letter."""

    class ThisLetterForm(LetterForm):
        title = LETTERS[chosen].label
        kind = chosen

    return ThisLetterForm


def shipped_form(chosen: LetterKind) -> type[ShippedLetterForm]:
    """The form that takes this letter back to the shipped wording."""

    class ThisLetterForm(ShippedLetterForm):
        intro = LETTERS[chosen].label
        kind = chosen

    return ThisLetterForm

"""Forms of the drafting pages: the words of a section, its state, its author, a comment, two texts brought together."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.actions import report_sections
from dhr_cases.models import Case, CaseMembership, ReportSection, SectionState, User
from dhr_cases.permissions import active_on
from dhr_cases.roles import CasePermission, roles_with

LONGEST_NOTE = 300
"""Letters of a note on what changed, as many as its column keeps."""
ROWS = 28
"""Lines of the box in which a section is written."""


def text_area(rows: int = ROWS) -> forms.Textarea:
    """A wide box for the words of a section."""
    return forms.Textarea(attrs={"rows": rows, "class": "section-words", "spellcheck": "true"})


def writers_of(case: Case) -> QuerySet[User]:
    """Everybody who may write in the draft of the case today."""
    writing = CaseMembership.objects.filter(
        active_on(timezone.localdate()), case=case, role__in=roles_with(CasePermission.DRAFT)
    )
    return User.objects.filter(pk__in=writing.values("user"), is_active=True).order_by("full_name")


class WordsField(forms.CharField):
    """A box that belongs to the page and may be empty all the same."""

    def validate(self, value: str) -> None:
        """Every text will do."""


class SectionTextForm(forms.Form):
    """The words of a section; an empty box empties it."""

    text = WordsField(label="Text of the section", strip=False, widget=text_area())
    note = forms.CharField(label="What changed?", required=False, max_length=LONGEST_NOTE)
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class TypingForm(forms.Form):
    """What is kept while somebody types."""

    text = forms.CharField(required=False, strip=False)
    based_on = forms.IntegerField(min_value=0)


class MarkForm(forms.Form):
    """How far a section is."""

    state = forms.ChoiceField(
        label="How far is it?", choices=[(state.value, state.label) for state in report_sections.MARKS]
    )

    def __init__(self, *args: Any, section: ReportSection | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["state"] = section.state if section else SectionState.DRAFTING


class AuthorForm(forms.Form):
    """Who writes a section: somebody who may, or nobody yet."""

    author = forms.ModelChoiceField(
        User.objects.none(), label="Who writes it?", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, case: Case, section: ReportSection | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["author"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = writers_of(case)
        self.initial["author"] = section.author_id if section else None


class CommentForm(forms.Form):
    """A reader's point about a section."""

    comment = forms.CharField(
        label="Your comment",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter your comment"},
    )


class JoinForm(forms.Form):
    """One text made of two; ``seen`` is the current version the person had before them."""

    text = WordsField(label="The joined text", strip=False, widget=text_area())
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class FillForm(forms.Form):
    """Whether the record's words replace those of the section or come below them, and what was looked at."""

    keeps_present = forms.TypedChoiceField(
        label="Where do the record's words go?",
        choices=(("no", "In place of what the section says now"), ("yes", "Below what the section says now")),
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class CompareForm(forms.Form):
    """Which two versions are compared; 0 is the empty section before the first."""

    earlier = forms.TypedChoiceField(label="From", coerce=int)
    later = forms.TypedChoiceField(label="To", coerce=int)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, f"Version {number}" if number else "Nothing written") for number in (*numbers, 0)]
        for name in ("earlier", "later"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class WordFileForm(forms.Form):
    """A Word draft written outside."""

    upload = forms.FileField(
        label="Word file",
        help_text="A .docx file without macros and without a password.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose the file again."},
    )


class PlacesForm(forms.Form):
    """Into which section each piece of a Word file goes: one choice a piece, in the order of the file."""

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number, (label, code) in enumerate(places):
            self.fields[f"piece_{number}"] = forms.ChoiceField(label=label, choices=choices, initial=code)

    @property
    def codes(self) -> list[str]:
        """The chosen section of each piece, in the order of the file."""
        return [self.cleaned_data[name] for name in self.fields]

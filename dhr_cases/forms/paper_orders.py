"""Forms that ask for a paper, and that bring a partnership's own Word template or take it out of use."""

from typing import Any

from django import forms

from dhr_cases.forms.fields import ReasonField
from dhr_cases.models import Case, Organisation
from dhr_cases.paper_kinds import Marking
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper, possible
from dhr_cases.papers.letters import LETTERS

LONGEST_RECIPIENT = 120


class OrderForm(forms.Form):
    """In which format, for whom, with which number; for a paper about an agency, about which."""

    file_format = forms.ChoiceField(label="Format", widget=forms.RadioSelect)
    recipient = forms.CharField(
        label="Who is this copy for?",
        max_length=LONGEST_RECIPIENT,
        help_text="A body, a role or the review panel. It is printed at the head of every page.",
        error_messages={"required": "Say who this copy is for"},
    )
    copy_number = forms.CharField(label="Number of the copy, if copies are numbered", max_length=20, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which agency is it for?",
        error_messages={"required": "Choose the agency the paper is for"},
    )

    def __init__(self, *args: Any, kind: MadePaper, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, row = kind, MADE[kind]
        formats = possible(kind)
        choices = self.fields["file_format"]
        if isinstance(choices, forms.ChoiceField):
            choices.choices = [(form.value, form.label) for form in formats]
        choices.initial = formats[0].value
        if row.marking is Marking.PUBLIC:
            del self.fields["recipient"], self.fields["copy_number"]
        elif row.letter:
            self.fields["recipient"].initial = LETTERS[row.letter].to
        self._ask_for_agency(case)

    def _ask_for_agency(self, case: Case) -> None:
        """Agencies that were asked for information, else all; no question for a paper about none."""
        if not MADE[self.kind].is_about_an_agency:
            del self.fields["organisation"]
            return
        asked = Organisation.objects.filter(informationrequest__case=case).distinct()
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = asked if asked.exists() else Organisation.objects.all()

    @property
    def form(self) -> Format:
        """The format chosen."""
        return Format(self.cleaned_data["file_format"])

    @property
    def ask(self) -> Ask:
        """What was asked for."""
        answers = self.cleaned_data
        agency = answers.get("organisation")
        return Ask(
            recipient=answers.get("recipient", "").strip(),
            copy_number=answers.get("copy_number", "").strip(),
            organisation=agency.pk if agency else 0,
        )


class TemplateForm(forms.Form):
    """Bring a Word template for one kind of paper."""

    kind = forms.ChoiceField(
        label="For which paper is it?",
        choices=[(kind.value, row.label) for kind, row in MADE.items() if row.compose is not None],
        error_messages={"required": "Choose the paper the template is for"},
    )
    upload = forms.FileField(
        label="Word template",
        help_text="A .docx file with placeholders. It is tried with an invented paper before it is taken.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose the file again."},
    )
    reason = ReasonField(help_text="It is kept in the history of the settings.")


class RetireTemplateForm(forms.Form):
    """Take a template out of use; why."""

    reason = ReasonField(help_text="It is kept in the history of the settings.")

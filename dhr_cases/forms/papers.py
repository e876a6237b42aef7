"""Forms that add a paper or a draft."""

from django import forms

from dhr_cases.actions import papers
from dhr_cases.forms.acts import ActForm
from dhr_cases.models import Organisation
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind
from dhr_cases.papers.uploads import FILE_KINDS
from dhr_cases.verbs import Verb

_TAKES = "We take " + ", ".join(f".{kind.ending}" for kind in FILE_KINDS) + ". No macros, no password."
_KINDS = [("", "Choose a kind"), *((kind.value, KINDS[kind].label) for kind in PaperKind)]
_NOTE = "What changed in this version?"


def _upload_field() -> forms.FileField:
    return forms.FileField(
        label="File",
        help_text=_TAKES,
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose the file again."},
    )


class AddPaperForm(ActForm):
    verb = Verb.ADD_PAPER
    intro = "Who can open the paper follows from its kind and from the stage of the review."
    what_follows = "It is listed under Papers."

    kind = forms.ChoiceField(label="What kind of paper is it?", choices=_KINDS)
    paper_title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="No real names. The same kind and title again adds the next version.",
    )
    upload = _upload_field()
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label="Whose paper is it?", required=False, empty_label="Not one agency's"
    )
    marking = forms.ChoiceField(
        label="Marking",
        choices=[(m.value, m.label) for m in Marking],
        initial=Marking.OFFICIAL_SENSITIVE,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        papers.add_paper(
            case=self.case,
            by=self.by,
            kind=PaperKind(answers.pop("kind")),
            title=answers.pop("paper_title"),
            marking=Marking(answers.pop("marking")),
            **answers,
        )


class AddDraftForm(ActForm):
    verb = Verb.ADD_DRAFT
    intro = "The file becomes the next version of the draft. Earlier versions stay as they are."
    what_follows = "It is listed under Papers."

    kind = forms.ChoiceField(
        label="What is it a draft of?",
        choices=[(kind.value, KINDS[kind].label) for kind in papers.DRAFT_KINDS],
        widget=forms.RadioSelect,
    )
    upload = _upload_field()
    note = forms.CharField(label=_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def perform(self) -> None:
        kind = PaperKind(self.cleaned_data["kind"])
        papers.add_draft(case=self.case, by=self.by, **{**self.cleaned_data, "kind": kind})


FORMS: tuple[type[ActForm], ...] = (AddPaperForm, AddDraftForm)

"""The agency's own form: nothing to tell, something small, or the report."""

from typing import Any

from django import forms

from dhr_cases.forms.filling import hint_choices
from dhr_cases.models import InformationRequest
from dhr_cases.request_states import AnswerKind

CHOICES = [
    (AnswerKind.NIL.value, "We have nothing"),
    (AnswerKind.SUMMARY.value, "We have something small"),
    (AnswerKind.IMR.value, "We will write the report"),
]
HINTS = {
    AnswerKind.NIL.value: "Your agency had no contact. This counts as a full answer.",
    AnswerKind.SUMMARY.value: "A short summary of slight contact.",
    AnswerKind.IMR.value: "A chronology and an analysis, written by somebody who had no part in the case.",
}
INDEPENDENCE = {"yes": True, "no": False}


class ReturnForm(forms.Form):
    """What an agency answers; what is needed for which kind is asked when the return is finished."""

    hides_optional = True

    kind = forms.ChoiceField(
        label="What does your agency have?", choices=CHOICES, widget=forms.RadioSelect,
        error_messages={"required": "Select what your agency has"},
    )  # fmt: skip
    text = forms.CharField(
        label="Your summary or report", required=False, widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Leave it empty when you have nothing. Describe staff by their role, not by name. "
        "When the report is a file, say so here: whoever signs it off attaches it.",
    )  # fmt: skip
    is_author_independent = forms.ChoiceField(
        label="For a report: had you no part in the case, and managed nobody who had?", required=False,
        choices=[("yes", "Yes, I had no part in it"), ("no", "No, I had a part in it")], widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, asked: InformationRequest, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _kept(asked))
        super().__init__(*args, **kwargs)
        hint_choices(self, "kind", HINTS)

    def answers(self) -> dict[str, Any]:
        """The answers as the actions take them."""
        said = self.cleaned_data
        return {
            "kind": AnswerKind(said["kind"]),
            "text": said["text"],
            "is_author_independent": INDEPENDENCE.get(said["is_author_independent"]),
        }


class SignOffForm(forms.Form):
    """The agency's sign-off, with the report when it is a file."""

    upload = forms.FileField(
        label="The report, when it is a file", required=False,
        help_text="Word, Excel, PDF or text. Take out comments and tracked changes first.",
    )  # fmt: skip


def _kept(asked: InformationRequest) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: ""}
    return {
        "kind": asked.answer_kind,
        "text": asked.answer,
        "is_author_independent": words[asked.is_author_independent],
    }

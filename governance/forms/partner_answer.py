"""What may a partner type as its answer to a meeting, and what does it mean?"""

from typing import Any

from django import forms

from dhr_cases.forms.action_life import TAKES
from dhr_cases.forms.filling import hint_choices
from dhr_cases.forms.publication import long_text
from governance.actions.partner_answers import Said

ANSWERS, CANNOT = "answers", "cannot"
CHOICES = ((ANSWERS, "Here is our answer"), (CANNOT, "We cannot do it"))
HINTS = {CANNOT: "Say below what stands in the way. The meeting decides what follows."}


class PartnerAnswerForm(forms.Form):
    """An answer in words, with a file where one helps; or why there can be none.

    ``after`` is how many answers the person had on the page: another that came since is shown first.
    """

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    says = forms.ChoiceField(label="What do you say?", choices=CHOICES, widget=forms.RadioSelect)
    text = long_text(
        "Your answer, or why you cannot",
        help_text="Read by the partnership's office, and printed in papers of its meetings. Name nobody.",
    )
    upload = forms.FileField(
        label="File",
        required=False,
        help_text=f"Only if it helps. {TAKES}",
        error_messages={"empty": "The file is empty. Choose the file again."},
    )

    def __init__(self, *args: Any, answers: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].initial, self.fields["says"].initial = answers, ANSWERS
        hint_choices(self, "says", HINTS)

    def said(self) -> Said:
        """The answer as the act takes it."""
        answers = self.cleaned_data
        return Said(answers["text"], answers["says"] == CANNOT, answers["upload"], answers["after"])

    def has_read(self, answers: int) -> None:
        """The page now shows so many answers: what is sent from it next may follow them."""
        self.data = {**{name: self.data[name] for name in self.data}, "after": answers}

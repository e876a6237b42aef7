"""What may an owner type about its action, and what does it mean?"""

from typing import Any

from django import forms

from dhr_cases.actions.action_answers import OWNER_STATUSES, ActionAnswer
from dhr_cases.forms import fields
from dhr_cases.forms.action_life import evidence_file, evidence_words
from dhr_cases.forms.filling import hint_choices
from dhr_cases.forms.publication import long_text
from dhr_cases.models import Action, ActionStatus

WORDS = {
    ActionStatus.NOT_STARTED: "We have not started",
    ActionStatus.IN_PROGRESS: "We are working on it",
    ActionStatus.DONE: "It is done",
    ActionStatus.NOT_OWNED: "It is not ours, or we will not do it",
}
HINTS = {
    ActionStatus.DONE.value: "Something has changed. Next you show what; somebody else looks at it.",
    ActionStatus.NOT_OWNED.value: "The partnership decides what follows.",
}


class AnswerActionForm(forms.Form):
    """How an owner's action goes; what is needed depends on the answer."""

    status = forms.TypedChoiceField(
        label="Where does it stand?",
        choices=[(status.value, WORDS[status]) for status in OWNER_STATUSES],
        coerce=ActionStatus,
        widget=forms.RadioSelect,
    )
    progress = long_text(
        "What was done since, or what stands in the way?",
        required=False,
        help_text="Needed while it is not done. No names of people.",
    )
    outcome = long_text(
        "What changed?", required=False, help_text="Needed when it is done: what is different now, not what was sent."
    )
    completed_on = fields.PartialDateField(
        label="When was it done?", required=False, noun="the date on which it was done", latest=fields.today
    )
    expected_on = fields.PartialDateField(
        label="When do you expect it to be done?", required=False, noun="the date on which you expect it"
    )
    reason = long_text(
        "Why is it not yours, or why will you not do it?", required=False, help_text="Needed for the last answer."
    )

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].initial = action.status if action.status in OWNER_STATUSES else None
        hint_choices(self, "status", HINTS)

    def given(self) -> ActionAnswer:
        """The answer as the act takes it."""
        answers = dict(self.cleaned_data)
        completed = answers.pop("completed_on")
        return ActionAnswer(completed_on=completed if completed.is_known else None, **answers)


class EvidenceForm(forms.Form):
    """A file or a statement that shows what changed."""

    text = evidence_words()
    upload = evidence_file()

"""Forms for closing a case and opening it again."""

from django import forms

from dhr_cases.actions import closing
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import offer_choices
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import Verb


class CloseForm(ActForm):
    verb = Verb.CLOSE
    checks_answers = True
    what_follows = "Everything stays readable to those who may read it now. The case can be reopened with a reason."

    minute = forms.CharField(
        label="Minute", required=False, max_length=200, help_text="Where the partnership's decision is minuted."
    )
    reason = ReasonField(required=False)
    on = ExactDateField(label="When was it closed?", noun="the date of closing", latest=today)

    def prepare(self) -> None:
        self.fields["reason"].required = self.case.at is Stage.TERMINATED

    def perform(self) -> None:
        closing.close(case=self.case, by=self.by, **self.cleaned_data)


class ReopenForm(ActForm):
    verb = Verb.REOPEN
    checks_answers = True

    to = forms.TypedChoiceField(label="At which stage does it go on?", coerce=Stage, widget=forms.RadioSelect)
    reason = ReasonField(label="Why is it reopened?")
    on = ExactDateField(label="When was this decided?", noun="the date of the decision", latest=today)

    def prepare(self) -> None:
        offer_choices(self, "to", [(stage.value, STAGES[stage].label) for stage in self.case.row.next])

    def perform(self) -> None:
        closing.reopen(case=self.case, by=self.by, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (CloseForm, ReopenForm)

"""Forms of the first steps: awareness, lead partnership, scoping, transfer."""

from django import forms

from dhr_cases.actions import referral
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, today
from dhr_cases.models import Partnership
from dhr_cases.verbs import Verb


class AgreeLeadForm(ActForm):
    verb = Verb.AGREE_LEAD
    title = "Settle the lead partnership"
    intro = "One partnership leads: where the person who died normally lived, else their last known base."
    what_follows = "Scoping can start."

    lead = forms.ModelChoiceField(Partnership.objects.all(), label="Lead partnership")
    joint = forms.ModelMultipleChoiceField(
        Partnership.objects.all(),
        label="Partnerships that commission jointly",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="Joint commission note", required=False, widget=forms.Textarea)
    on = ExactDateField(label="When was this agreed?", noun="the date the lead was agreed", latest=today)

    def prepare(self) -> None:
        self.fields["lead"].initial = self.case.lead_csp_id

    def perform(self) -> None:
        answers = {**self.cleaned_data, "joint": tuple(self.cleaned_data["joint"])}
        referral.agree_lead(case=self.case, by=self.by, **answers)


class StartScopingForm(ActForm):
    verb = Verb.START_SCOPING
    intro = "Scoping letters ask every agency whether it knew the people, and in short how."
    what_follows = "Record each agency's answer as it comes in."

    on = ExactDateField(label="When were the scoping letters sent?", noun="the date scoping started", latest=today)

    def perform(self) -> None:
        referral.start_scoping(case=self.case, by=self.by, **self.cleaned_data)


class RecordAwarenessForm(ActForm):
    verb = Verb.RECORD_AWARENESS
    intro = "The month to decide runs from the day on which the partnership chair became aware of the death."

    on = ExactDateField(
        label="When did the partnership chair become aware?", noun="the date the chair became aware", latest=today
    )

    def perform(self) -> None:
        referral.record_awareness(case=self.case, by=self.by, **self.cleaned_data)


class TransferForm(ActForm):
    verb = Verb.TRANSFER
    checks_answers = True
    what_follows = "The case is closed here and says who leads."

    to = forms.CharField(label="Which partnership leads now?", max_length=200)
    reason = forms.CharField(label="Why?", widget=forms.Textarea)
    on = ExactDateField(label="When was it handed over?", noun="the date of the transfer", latest=today)

    def perform(self) -> None:
        referral.transfer(case=self.case, by=self.by, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (AgreeLeadForm, StartScopingForm, RecordAwarenessForm, TransferForm)

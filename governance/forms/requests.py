"""What do we ask about a request to a partner, its answer, and what becomes of it?"""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Organisation, Partnership
from governance.actions import partner_requests
from governance.actions.partner_requests import Ask
from governance.forms.agenda import NO_NAMES, AboutItemForm
from governance.forms.core import GovernanceForm, bodies_alive, row_of
from governance.forms.outcomes import year_field
from governance.meeting_terms import MeetingState
from governance.models import AgendaItem, PartnerRequest
from governance.policies.requests import answer_of
from governance.verbs import GovernanceVerb


class AskPartnerForm(AboutItemForm):
    """Who is asked for what."""

    verb = GovernanceVerb.ASK_PARTNER
    intro = "The answer stands on the forward plan until it is reported back to a meeting."

    organisation = forms.ModelChoiceField(
        label="Which body is asked?", queryset=Organisation.objects.none(), empty_label="Choose"
    )
    text = forms.CharField(label="What is it asked?", help_text=NO_NAMES, widget=forms.Textarea(attrs={"rows": 4}))
    answer_due_on = ExactDateField(label="Answer due on", noun="the day the answer is due", required=False)
    report_on = ExactDateField(label="Report back on", noun="the day of the report back", required=False)
    year = year_field()

    def prepare(self) -> None:
        """The bodies there are."""
        offer_rows(self, "organisation", bodies_alive())

    def perform(self) -> AgendaItem:
        partner_requests.ask_partner(item=self.item, by=self.by, asking=Ask(**self.cleaned_data))
        return self.item


class AboutRequestForm(GovernanceForm):
    """A form about one request of a meeting."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        rows = PartnerRequest.objects.filter(item__meeting__body__partnership=partnership)
        return rows.select_related("item__meeting__body__partnership", "organisation", "funding_request", "report_back")

    @property
    def row(self) -> PartnerRequest:
        """The request the form is about."""
        return row_of(self, PartnerRequest)

    def aside(self) -> dict[str, object] | None:
        """What was asked, and what was answered."""
        answer = answer_of(self.row).text
        return {"heading": "What was asked", "texts": [self.row.text, *([f"Answer: {answer}"] if answer else [])]}


class RecordPartnerAnswerForm(AboutRequestForm):
    """What the partner said."""

    verb = GovernanceVerb.RECORD_PARTNER_ANSWER

    answer = forms.CharField(label="What did it answer?", widget=forms.Textarea(attrs={"rows": 5}))
    answered_by = forms.CharField(
        label="Who answered?", max_length=200, required=False, help_text="A post, such as Head of Service."
    )
    on = ExactDateField(label="Day of the answer", noun="the day of the answer", latest=today)

    def perform(self) -> AgendaItem:
        partner_requests.record_partner_answer(request=self.row, by=self.by, **self.cleaned_data)
        return self.row.item


class ReportBackForm(AboutRequestForm):
    """At which item the answer came back."""

    verb = GovernanceVerb.REPORT_BACK

    item = forms.ModelChoiceField(
        label="At which item was it reported?", queryset=AgendaItem.objects.none(), empty_label="Choose"
    )

    def prepare(self) -> None:
        """Items of later meetings that were held; those from the forward plan first."""
        later = AgendaItem.objects.filter(
            meeting__body__partnership=self.partnership, meeting__on__gt=self.row.asked_on, is_withdrawn=False
        ).exclude(meeting__state__in=(MeetingState.PLANNED, MeetingState.CALLED, MeetingState.CANCELLED))
        rows = later.select_related("meeting__body").order_by("-meeting__on", "part", "number")
        offer_rows(self, "item", rows, lambda item: f"{item}, {item.meeting}")
        own = rows.filter(planned=self.row.report_back).first() if self.row.report_back else None
        self.fields["item"].initial = own

    def perform(self) -> AgendaItem:
        partner_requests.report_back(request=self.row, by=self.by, item=self.cleaned_data["item"])
        return self.row.item


class WithdrawRequestForm(AboutRequestForm):
    """Why the question is taken back."""

    verb = GovernanceVerb.WITHDRAW_PARTNER_REQUEST
    is_grave = True

    reason = ReasonField(help_text="Printed in the action log.")

    def perform(self) -> AgendaItem:
        partner_requests.withdraw_partner_request(request=self.row, by=self.by, reason=self.cleaned_data["reason"])
        return self.row.item


class AskAgainForm(AboutRequestForm):
    """What is still missing from an answer."""

    verb = GovernanceVerb.ASK_PARTNER_AGAIN
    intro = "The partner reads this beside what was asked. Its answer so far is kept, and it adds another."

    why = forms.CharField(label="What is still missing?", help_text=NO_NAMES, widget=forms.Textarea(attrs={"rows": 4}))
    answer_due_on = ExactDateField(label="Answer now due on", noun="the day the answer is due", required=False)

    def perform(self) -> AgendaItem:
        partner_requests.ask_again(request=self.row, by=self.by, **self.cleaned_data)
        return self.row.item


FORMS = (AskPartnerForm, RecordPartnerAnswerForm, AskAgainForm, ReportBackForm, WithdrawRequestForm)

"""Forms about information requests, for those who ask: the coordinator and the chair."""

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import requests
from dhr_cases.actions.requests import Ask
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import bodies_today, offer_rows
from dhr_cases.models import Case, InformationRequest, Known, Organisation, PanelSeat, ScopingReturn, User
from dhr_cases.policies.requests import check_request_stands_at, usual_due_date
from dhr_cases.request_states import OPEN_STATES, RequestState
from dhr_cases.verbs import Verb

WHAT_WE_ASK = (
    "A chronology of your agency's contact with the people named in our letter over the period under review, "
    "and a report that looks at each key line of enquiry."
)


def likely_agencies(case: Case) -> set[int]:
    """Keys of agencies that knew the people or sit on the panel: chosen beforehand on the form."""
    knew = ScopingReturn.objects.filter(case=case).exclude(known=Known.NO).values_list("organisation", flat=True)
    sits = PanelSeat.objects.filter(case=case, ends_on=None).values_list("organisation", flat=True)
    return set(knew) | set(sits)


class SecureRecordsForm(ActForm):
    verb = Verb.SECURE_RECORDS
    intro = "The notice asks agencies to put their records beyond change. It may go before the terms are agreed."

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="Which agencies were asked?", widget=forms.CheckboxSelectMultiple
    )
    on = ExactDateField(label="When was the notice sent?", noun="the date the notice was sent", latest=today)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        _offer_bodies(self, "organisations")

    def perform(self) -> None:
        answers = {**self.cleaned_data, "organisations": list(self.cleaned_data["organisations"])}
        requests.secure_records(case=self.case, by=self.by, **answers)


class SendRequestsForm(ActForm):
    verb = Verb.SEND_REQUESTS
    checks_answers = True
    intro = "Each agency gets a request of its own. What differs for one agency can be asked of it alone afterwards."
    what_follows = "Each agency's own people now see their request. You can follow every answer under Agencies."

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="Which agencies do you ask?", widget=forms.CheckboxSelectMultiple
    )
    asks_for = forms.CharField(
        label="What do you ask for?", widget=forms.Textarea(attrs={"rows": 6}), initial=WHAT_WE_ASK,
        help_text="The agency reads these words. Name nobody here.",
    )  # fmt: skip
    due_on = ExactDateField(label="By which day?", noun="the due date")
    on = ExactDateField(label="When were the requests sent?", noun="the date the requests were sent", latest=today)

    def prepare(self) -> None:
        _offer_bodies(self, "organisations")
        self.fields["due_on"].initial = usual_due_date(self.case, today())

    def perform(self) -> None:
        said = self.cleaned_data
        asks = [Ask(body, said["asks_for"], said["due_on"]) for body in said["organisations"]]
        requests.send_requests(case=self.case, by=self.by, asks=asks, on=said["on"])


class AddRequestForm(ActForm):
    verb = Verb.ADD_REQUEST
    intro = "A review that had all its information goes back to gathering until this agency has answered."

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Which agency do you ask?")
    asks_for = forms.CharField(
        label="What do you ask for?", widget=forms.Textarea(attrs={"rows": 6}), initial=WHAT_WE_ASK,
        help_text="The agency reads these words. Name nobody here.",
    )  # fmt: skip
    due_on = ExactDateField(label="By which day?", noun="the due date")
    on = ExactDateField(label="When was the request sent?", noun="the date the request was sent", latest=today)

    def prepare(self) -> None:
        asked = InformationRequest.objects.filter(case=self.case).values("organisation")
        rest = bodies_today().exclude(pk__in=asked)
        offer_rows(self, "organisation", rest)
        self.fields["due_on"].initial = usual_due_date(self.case, today())

    def perform(self) -> None:
        said = self.cleaned_data
        ask = Ask(said["organisation"], said["asks_for"], said["due_on"])
        requests.add_request(case=self.case, by=self.by, ask=ask, on=said["on"])


def _offer_bodies(form: ActForm, name: str) -> None:
    offer_rows(form, name, bodies_today())
    form.fields[name].initial = sorted(likely_agencies(form.case))


class RequestForm(ActForm):
    """A form about one agency's request; ``states`` are those in which it is offered."""

    needs_subject = True
    states: ClassVar[tuple[RequestState, ...]] = OPEN_STATES

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Any]:
        return InformationRequest.objects.filter(case=case).select_related("organisation")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, InformationRequest):
            check_request_stands_at(subject, cls.states)

    @property
    def request(self) -> InformationRequest:
        """The request the form is about."""
        return cast("InformationRequest", self.subject)

    @property
    def heading(self) -> str:
        return f"{super().heading}: {self.request.organisation}"


class ChaseRequestForm(RequestForm):
    verb = Verb.CHASE_REQUEST

    on = ExactDateField(label="When did you remind the agency?", noun="the date of the reminder", latest=today)
    note = forms.CharField(label="How, and what was said", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def perform(self) -> None:
        requests.chase_request(case=self.case, by=self.by, request=self.request, **self.cleaned_data)


class AcceptReturnForm(RequestForm):
    verb = Verb.ACCEPT_RETURN
    states = (RequestState.SIGNED_OFF,)
    intro = "Read the return first: who wrote it, who signed it off, and whether it answers each line of enquiry."

    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def perform(self) -> None:
        requests.accept_return(case=self.case, by=self.by, request=self.request, **self.cleaned_data)


class SendBackReturnForm(RequestForm):
    verb = Verb.SEND_BACK_RETURN
    states = (RequestState.SIGNED_OFF, RequestState.ACCEPTED)
    what_follows = "The agency reads what more is needed."

    reason = ReasonField(label="What more is needed?", help_text="The agency reads these words.")

    def perform(self) -> None:
        requests.send_back_return(case=self.case, by=self.by, request=self.request, **self.cleaned_data)


class WithdrawRequestForm(RequestForm):
    verb = Verb.WITHDRAW_REQUEST
    checks_answers = True
    reason = ReasonField()

    def perform(self) -> None:
        requests.withdraw_request(case=self.case, by=self.by, request=self.request, **self.cleaned_data)


class CloseUnansweredForm(RequestForm):
    verb = Verb.CLOSE_UNANSWERED
    checks_answers = True
    intro = "The report will say that this agency did not answer, and why."
    reason = ReasonField()

    def perform(self) -> None:
        requests.close_unanswered(case=self.case, by=self.by, request=self.request, **self.cleaned_data)


class ReopenRequestForm(RequestForm):
    verb = Verb.REOPEN_REQUEST
    states = (RequestState.WITHDRAWN, RequestState.UNANSWERED)

    due_on = ExactDateField(label="By which day now?", noun="the due date")
    reason = ReasonField()

    def prepare(self) -> None:
        self.fields["due_on"].initial = usual_due_date(self.case, today())

    def perform(self) -> None:
        requests.reopen_request(case=self.case, by=self.by, request=self.request, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (
    SecureRecordsForm,
    SendRequestsForm,
    AddRequestForm,
    ChaseRequestForm,
    AcceptReturnForm,
    SendBackReturnForm,
    WithdrawRequestForm,
    CloseUnansweredForm,
    ReopenRequestForm,
)

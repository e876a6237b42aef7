"""Forms about the chair and author: declarations, quotes, appointments."""

from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import appointments
from dhr_cases.actions.appointments import QUOTES_EXPECTED, Engagement
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, MoneyField, PartialDateField, ReasonField, today
from dhr_cases.forms.filling import offer_choices, offer_rows
from dhr_cases.models import Appointment, Case, Post, Quote, User
from dhr_cases.permissions import granted
from dhr_cases.plurals import counted
from dhr_cases.roles import CasePermission
from dhr_cases.templatetags.govuk import pounds
from dhr_cases.verbs import Verb

YES_NO = [("yes", "Yes"), ("no", "No")]


class DeclareInterestsForm(ActForm):
    verb = Verb.DECLARE_INTERESTS
    intro = (
        "An interest is a job with an agency in the review, now or before, a family or personal link, "
        "an earlier part in the case, or money. Nothing to declare is a declaration too."
    )

    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label="Whose interests?", required=False, empty_label="My own"
    )
    has_interest = forms.ChoiceField(label="Is there an interest to declare?", choices=YES_NO, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What is declared", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kept as it is written. A later declaration adds to it and replaces nothing.",
    )  # fmt: skip
    decision = forms.CharField(
        label="What was decided about it", required=False, max_length=300,
        help_text="For example: no conflict, or steps aside when the agency's report is discussed.",
    )  # fmt: skip
    on = ExactDateField(label="When was it declared?", noun="the date of the declaration", latest=today)

    def prepare(self) -> None:
        if CasePermission.APPOINT not in granted(self.by, self.case):
            del self.fields["person"], self.fields["decision"]

    def perform(self) -> None:
        answers = {**self.cleaned_data, "has_interest": self.cleaned_data["has_interest"] == "yes"}
        appointments.declare_interests(case=self.case, by=self.by, **answers)


class AddQuoteForm(ActForm):
    verb = Verb.ADD_QUOTE
    intro = f"{QUOTES_EXPECTED} quotes are usual. An amount left empty is kept as not stated, never as nil."

    supplier = forms.CharField(
        label="From", max_length=200, error_messages={"required": "Enter from whom the quote came"}
    )
    amount_pence = MoneyField(label="Amount", required=False)
    received_on = ExactDateField(label="When did it come in?", noun="the date the quote came in", latest=today)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def perform(self) -> None:
        appointments.add_quote(case=self.case, by=self.by, **self.cleaned_data)


class EngagementFields(ActForm):
    """The fields of an appointment; only people whose interests were declared can be chosen."""

    checks_answers = True

    person = forms.ModelChoiceField(
        User.objects.none(), label="Who is appointed?",
        help_text="Only people whose interests have been declared on this review are listed.",
    )  # fmt: skip
    post = forms.ChoiceField(
        label="Appointed as", choices=Post, widget=forms.RadioSelect,
        error_messages={"required": "Select what they are appointed as"},
    )  # fmt: skip
    on = PartialDateField(label="When were they appointed?", noun="the date of the appointment", latest=today)
    independence_statement = forms.CharField(
        label="Statement of independence", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In the person's own words: no tie to any agency in the review.",
    )  # fmt: skip
    contract_reference = forms.CharField(label="Contract reference", required=False, max_length=120)
    fee_pence = MoneyField(label="Fee", required=False, help_text="Leave empty when it is not stated.")
    day_rate_pence = MoneyField(label="Day rate", required=False)
    days_estimated = forms.DecimalField(
        label="Days estimated", required=False, min_value=0, max_digits=6, decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )  # fmt: skip
    choice_reason = forms.CharField(
        label="Why this person", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why this person was chosen"},
    )  # fmt: skip

    def prepare(self) -> None:
        declared = User.objects.filter(is_active=True, declarations__case=self.case).distinct()
        offer_rows(self, "person", declared)
        quotes = Quote.objects.filter(case=self.case).count()
        if quotes < QUOTES_EXPECTED:
            self.fields["choice_reason"].required = True
            so_far = f"Needed: {counted(quotes, 'quote')} recorded, {QUOTES_EXPECTED} are usual."
            self.fields["choice_reason"].help_text = so_far

    def engagement(self) -> Engagement:
        """The answers as the action takes them."""
        return Engagement(**{name: value for name, value in self.cleaned_data.items() if name != "on"})

    def answers(self) -> list[tuple[str, str]]:
        """As for every form, with amounts in pounds."""
        money = {str(self[name].label): self.cleaned_data[name] for name in ("fee_pence", "day_rate_pence")}
        return [(label, pounds(money[label]) if label in money else words) for label, words in super().answers()]


class AppointChairForm(EngagementFields):
    verb = Verb.APPOINT_CHAIR
    what_follows = "The chair sees the review from now on. Seat the panel next."

    def prepare(self) -> None:
        super().prepare()
        offer_choices(self, "post", [(post.value, str(post.label)) for post in (Post.CHAIR, Post.CHAIR_AND_AUTHOR)])

    def perform(self) -> None:
        appointments.appoint_chair(case=self.case, by=self.by, engagement=self.engagement(), on=self.cleaned_data["on"])


class AppointAuthorForm(EngagementFields):
    verb = Verb.APPOINT_AUTHOR
    intro = "A new chair can be appointed once the appointment of the one before has ended."
    what_follows = "The person sees the review from now on."

    def perform(self) -> None:
        appointments.appoint_author(
            case=self.case, by=self.by, engagement=self.engagement(), on=self.cleaned_data["on"]
        )


class EndAppointmentForm(ActForm):
    verb = Verb.END_APPOINTMENT
    needs_subject = True
    checks_answers = True
    what_follows = "The person's access to the review has ended."

    on = ExactDateField(label="When did it end?", noun="the date the appointment ended", latest=today)
    reason = ReasonField()

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Any]:
        return Appointment.objects.filter(case=case).select_related("user")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, Appointment):
            appointments.check_appointment_lasts(subject)

    @property
    def heading(self) -> str:
        return f"End the appointment of {self.appointment.user}"

    @property
    def appointment(self) -> Appointment:
        """The appointment that ends."""
        return cast("Appointment", self.subject)

    def perform(self) -> None:
        appointments.end_appointment(case=self.case, by=self.by, appointment=self.appointment, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (
    DeclareInterestsForm,
    AddQuoteForm,
    AppointChairForm,
    AppointAuthorForm,
    EndAppointmentForm,
)

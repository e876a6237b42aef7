"""Forms about the panel and its terms of reference."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import panel
from dhr_cases.actions.panel import SeatChange, Seating, Terms
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, PartialDateField, today
from dhr_cases.forms.filling import bodies_today, offer_choices, offer_rows
from dhr_cases.models import Case, Organisation, PanelSeat, TermsOfReference, User
from dhr_cases.stages import Stage, has_reached
from dhr_cases.verbs import Verb

NEW_SEAT = [(SeatChange.SITS.value, "A member sits for it"), (SeatChange.EXCUSED.value, "It is excused")]
CHANGED_SEAT = [
    (SeatChange.SITS.value, "Another member takes the seat"),
    (SeatChange.EXCUSED.value, "The member leaves and the agency is excused"),
    (SeatChange.LEFT.value, "The member leaves; nobody takes the seat now"),
]


class SeatAgencyForm(ActForm):
    verb = Verb.SEAT_AGENCY
    intro = "A member speaks for the agency with its authority and had no part in the case."

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Agency")
    change = forms.ChoiceField(label="What is its place on the panel?", choices=NEW_SEAT, widget=forms.RadioSelect)
    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label="Member's account", required=False, empty_label="No account",
        help_text="A member with an account sees the review as panel members do.",
    )  # fmt: skip
    member_name = forms.CharField(label="Member's name, when they have no account", max_length=200, required=False)
    job_title = forms.CharField(label="Job title", max_length=200, required=False)
    is_domestic_abuse_specialist = forms.BooleanField(label="Sits as domestic abuse specialist", required=False)
    confidentiality_signed_on = ExactDateField(
        label="When was the confidentiality agreement signed?", noun="the date of the agreement",
        required=False, latest=today,
    )  # fmt: skip
    reason = forms.CharField(
        label="Reason, when the agency is excused or a member leaves", required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    on = ExactDateField(label="From which day?", noun="the day", latest=today)

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Any]:
        return PanelSeat.objects.filter(case=case).select_related("organisation")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, PanelSeat):
            panel.check_seat_lasts(subject)

    def prepare(self) -> None:
        offer_rows(self, "organisation", bodies_today())
        if isinstance(self.subject, PanelSeat):
            del self.fields["organisation"]
            offer_choices(self, "change", CHANGED_SEAT)

    @property
    def heading(self) -> str:
        seat = self.subject
        return f"Change the seat of {seat.organisation}" if isinstance(seat, PanelSeat) else "Record a panel seat"

    def perform(self) -> None:
        answers = {**self.cleaned_data, "change": SeatChange(self.cleaned_data["change"])}
        on = answers.pop("on")
        replaces = self.subject if isinstance(self.subject, PanelSeat) else None
        if replaces is not None:
            answers["organisation"] = replaces.organisation
        panel.seat_agency(case=self.case, by=self.by, seating=Seating(**answers), replaces=replaces, on=on)


class FormPanelForm(ActForm):
    verb = Verb.FORM_PANEL
    intro = "Every section 9 body is seated or excused with a reason, and a domestic abuse specialist sits."
    what_follows = "The panel agrees its terms of reference next."

    on = ExactDateField(label="When was the panel complete?", noun="the date the panel was formed", latest=today)

    def perform(self) -> None:
        panel.form_panel(case=self.case, by=self.by, **self.cleaned_data)


class TermsFields(ActForm):
    """The fields of a version of the terms, filled from the latest one."""

    fieldsets = [
        ("The period under review", ["scope_from", "scope_to"]),
        ("The questions", ["lines_of_enquiry", "family_view"]),
    ]  # fmt: skip

    scope_from = PartialDateField(label="From", noun="the start of the period")
    scope_to = PartialDateField(label="To", noun="the end of the period")
    lines_of_enquiry = forms.CharField(
        label="Key lines of enquiry", widget=forms.Textarea(attrs={"rows": 10}), help_text="One question a line."
    )
    family_view = forms.CharField(
        label="What the family asked for, or why they were not asked", widget=forms.Textarea(attrs={"rows": 5})
    )

    def prepare(self) -> None:
        latest = TermsOfReference.objects.filter(case=self.case).last()
        if latest is not None:
            self.initial = {**{name: getattr(latest, name) for name in TermsFields.base_fields}, **self.initial}

    def terms(self) -> Terms:
        """The answers as the action takes them."""
        return Terms(**{name: self.cleaned_data[name] for name in TermsFields.base_fields})


class DraftTermsForm(TermsFields):
    verb = Verb.DRAFT_TERMS
    intro = "Each saving is a version of its own; earlier versions stay as they are."

    agreed_on = ExactDateField(
        label="When did the panel agree this change?", noun="the date it was agreed", required=False, latest=today,
        help_text="Leave empty while it is a draft.",
    )  # fmt: skip

    def prepare(self) -> None:
        super().prepare()
        self.fields["family_view"].required = False
        if not has_reached(self.case.standing, Stage.TOR_AGREED):
            del self.fields["agreed_on"]

    def perform(self) -> None:
        panel.draft_terms(case=self.case, by=self.by, terms=self.terms(), agreed_on=self.cleaned_data.get("agreed_on"))


class AgreeTermsForm(TermsFields):
    verb = Verb.AGREE_TERMS
    checks_answers = True
    what_follows = "The information requests can go to the agencies."

    on = PartialDateField(label="When were they agreed?", noun="the date the terms were agreed", latest=today)

    def perform(self) -> None:
        panel.agree_terms(case=self.case, by=self.by, terms=self.terms(), on=self.cleaned_data["on"])


FORMS: tuple[type[ActForm], ...] = (SeatAgencyForm, FormPanelForm, DraftTermsForm, AgreeTermsForm)

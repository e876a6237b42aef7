"""Forms about one project: proposed, changed, approved or refused, delivered, monitored, settled."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField, YesNoUnknownField, today
from dhr_cases.models import Organisation, Partnership
from funding.actions import grant_delivery, grant_projects
from funding.actions.grant_delivery import Achieved, Delivery, Monitoring, Turnout
from funding.actions.grant_projects import Outline, Planned
from funding.forms.core import WHY, FundingForm
from funding.forms.grant_fields import (
    CountsField,
    LinesField,
    kept_lines,
    qualifier_field,
    subject_of,
    typed_counts,
)
from funding.grant_terms import (
    CASE_KINDS,
    MOST_COUNTED,
    PROJECT_STATES,
    RETURN_KINDS,
    CaseKind,
    ProjectState,
    ReturnKind,
)
from funding.models.grants import GrantProject, GrantReturn
from funding.verbs import FundingVerb
from funding.years import FinancialYear

COUNTS_HINT = "One a line, like “students: about 6,000”. Leave the number out where it is not stated."


class ProjectForm(FundingForm):
    """A form about one project of the year."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        rows = GrantProject.objects.filter(grant__partnership=partnership, grant__year=year.start)
        return rows.select_related("grant__partnership", "business_case")

    @property
    def project(self) -> GrantProject:
        """The project the form is about."""
        return subject_of(self, GrantProject)


class OutlineForm(FundingForm):
    """What is known of a project; shared by proposing and changing."""

    title_of_project = forms.CharField(label="Title", max_length=200)
    purpose = forms.CharField(label="Purpose", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    lead = forms.ModelChoiceField(label="Lead", queryset=Organisation.objects.none(), required=False)
    supplier = forms.CharField(label="Supplier", max_length=200, required=False)
    is_county_wide = forms.BooleanField(label="For the whole partnership's area", required=False, initial=True)
    areas = LinesField(label="Areas", required=False, help_text="One a line, where it is not for the whole area.")
    agreement_priorities = LinesField(label="Priorities of the community safety agreement", required=False)
    plan_priorities = LinesField(label="Priorities of the police and crime plan", required=False)
    asked_pence = MoneyField(label="Asked for", required=False, help_text="Leave it empty where it is not stated.")
    outputs = CountsField(label="Planned results", required=False, help_text=COUNTS_HINT)

    def prepare(self) -> None:
        """Offer every body as lead."""
        chosen = self.fields["lead"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = Organisation.objects.all()

    def outline(self) -> Outline:
        """The answers as an outline."""
        answers = {name: self.cleaned_data[name] for name in OutlineForm.base_fields}
        return Outline(title=answers.pop("title_of_project"), **answers)


class ProposeProjectForm(OutlineForm):
    """A project for the business case that is being made."""

    verb = FundingVerb.PROPOSE_PROJECT

    kind = forms.TypedChoiceField(
        label="Which business case?", coerce=CaseKind, initial=CaseKind.YEAR, widget=forms.RadioSelect,
        choices=[(code.value, label) for code, label in CASE_KINDS.items()],
    )  # fmt: skip

    def perform(self) -> GrantProject:
        return grant_projects.propose_project(
            partnership=self.partnership,
            year=self.year,
            by=self.by,
            outline=self.outline(),
            kind=self.cleaned_data["kind"],
        )


class ChangeProjectForm(ProjectForm, OutlineForm):
    """What has become known of a project, its amount above all."""

    verb = FundingVerb.CHANGE_PROJECT

    amount_pence = MoneyField(
        label="Amount agreed", required=False, help_text="Leave it empty where the funder's figure is not stated."
    )
    amount_qualifier = qualifier_field("How exact is the amount agreed?")
    override_reason = forms.CharField(
        label="Reason for an amount above what is left of the allocation or the pot", required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    reason = ReasonField(label="Reason for the change", help_text=WHY)

    def prepare(self) -> None:
        """Offer what is recorded."""
        OutlineForm.prepare(self)
        project = self.project
        outputs = [(row.label, row.planned, row.is_planned_about) for row in project.outputs.all()]
        recorded = {name: getattr(project, name) for name in self.fields if hasattr(project, name)}
        recorded |= {"title_of_project": project.title, "outputs": typed_counts(outputs)}
        self.initial = {**recorded, **self.initial}

    def clean_outputs(self) -> tuple[Planned, ...]:
        """The planned results; those on record are among them."""
        return kept_lines(self.project, self.cleaned_data["outputs"])

    def perform(self) -> None:
        own = {name: self.cleaned_data[name] for name in ("amount_pence", "amount_qualifier", "override_reason")}
        grant_projects.change_project(
            project=self.project, by=self.by, outline=self.outline(), reason=self.cleaned_data["reason"], **own
        )


class ApproveProjectForm(ProjectForm):
    """The Chair's or a nominee's approval."""

    verb = FundingVerb.APPROVE_PROJECT
    checks_answers = True

    reason = ReasonField(required=False, label="Remark", help_text=WHY)

    def consequence(self) -> str:
        """What approval does."""
        return "The project goes to the funder with the business case."

    def perform(self) -> None:
        grant_projects.approve_project(project=self.project, by=self.by, reason=self.cleaned_data["reason"])


class RefuseProjectForm(ProjectForm):
    """The Chair's or a nominee's refusal."""

    verb = FundingVerb.REFUSE_PROJECT
    is_grave = True

    reason = ReasonField(help_text=WHY)

    def perform(self) -> None:
        grant_projects.refuse_project(project=self.project, by=self.by, reason=self.cleaned_data["reason"])


class DeliveryForm(ProjectForm):
    """How the project stands and what came of it."""

    fieldsets = (
        ("How it stands", ("state", "on", "delay_reason", "achieved")),
        ("Who came", ("event", "capacity", "is_capacity_about", "booked", "is_booked_about", "attended",
                      "is_attended_about")),
    )  # fmt: skip

    verb = FundingVerb.RECORD_DELIVERY

    state = forms.TypedChoiceField(
        label="How does the project stand?", coerce=ProjectState, widget=forms.RadioSelect,
        choices=[(code.value, row.label) for code, row in PROJECT_STATES.items() if code is not ProjectState.PROPOSED],
    )  # fmt: skip
    on = ExactDateField(label="As at", noun="the day", latest=today)
    delay_reason = forms.CharField(
        label="Reason for delay", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed where the project is not started, stopped or part done.",
    )  # fmt: skip
    achieved = CountsField(label="Results so far", required=False, help_text=COUNTS_HINT)
    event = forms.CharField(label="Event", max_length=120, required=False, help_text="For example “Three sessions”.")
    capacity = forms.IntegerField(label="Places", required=False, min_value=0, max_value=MOST_COUNTED)
    is_capacity_about = forms.BooleanField(label="The number of places is approximate", required=False)
    booked = forms.IntegerField(label="Booked", required=False, min_value=0, max_value=MOST_COUNTED)
    is_booked_about = forms.BooleanField(label="The number of bookings is approximate", required=False)
    attended = forms.IntegerField(
        label="Attended", required=False, min_value=0, max_value=MOST_COUNTED,
        help_text="Leave it empty where it is not stated.",
    )  # fmt: skip
    is_attended_about = forms.BooleanField(label="The number of people is approximate", required=False)

    def prepare(self) -> None:
        """Offer what is recorded."""
        project = self.project
        outputs = [(row.label, row.actual, row.is_actual_about) for row in project.outputs.all()]
        recorded = {"state": project.state, "delay_reason": project.delay_reason, "achieved": typed_counts(outputs)}
        self.initial = {**recorded, **self.initial}

    def clean_achieved(self) -> tuple[Planned, ...]:
        """The results so far; those on record are among them."""
        return kept_lines(self.project, self.cleaned_data["achieved"])

    def clean(self) -> dict[str, Any]:
        """Figures of an event need the event."""
        answers = super().clean() or self.cleaned_data
        figures = (answers.get("capacity"), answers.get("booked"), answers.get("attended"))
        if any(figure is not None for figure in figures) and not answers.get("event"):
            self.add_error("event", "Enter the event these figures are of")
        return answers

    def perform(self) -> None:
        answers = self.cleaned_data
        achieved = tuple(
            Achieved(label=row.label, count=row.count, is_about=row.is_about) for row in answers["achieved"]
        )
        delivery = Delivery(
            state=answers["state"],
            on=answers["on"],
            delay_reason=answers["delay_reason"],
            achieved=achieved,
            turnouts=self._turnouts(),
        )
        grant_delivery.record_delivery(project=self.project, by=self.by, delivery=delivery)

    def _turnouts(self) -> tuple[Turnout, ...]:
        names = ("capacity", "is_capacity_about", "booked", "is_booked_about", "attended", "is_attended_about")
        if not self.cleaned_data["event"]:
            return ()
        figures = {name: self.cleaned_data[name] for name in names}
        return (Turnout(label=self.cleaned_data["event"], **figures),)


class MonitoringForm(ProjectForm):
    """A mid-year or year-end return."""

    verb = FundingVerb.RECORD_MONITORING

    kind = forms.TypedChoiceField(
        label="Which return?", coerce=ReturnKind, widget=forms.RadioSelect,
        choices=[(code.value, label) for code, label in RETURN_KINDS.items()],
    )  # fmt: skip
    on = ExactDateField(label="As at", noun="the day of the return", latest=today)
    spent_pence = MoneyField(label="Spent so far", required=False, help_text="Leave it empty where it is not stated.")
    progress = forms.CharField(label="How does it go?", widget=forms.Textarea(attrs={"rows": 4}))
    is_on_track = YesNoUnknownField(label="Is it on track?")

    def perform(self) -> GrantReturn:
        answers = dict(self.cleaned_data)
        is_on_track = answers.pop("is_on_track").as_boolean
        return grant_delivery.record_monitoring(
            project=self.project, by=self.by, monitoring=Monitoring(**answers, is_on_track=is_on_track)
        )


class OutturnForm(ProjectForm):
    """What the project cost in the end."""

    verb = FundingVerb.RECORD_OUTTURN
    intro = "The sum is put forward to the ledger and counts once another person has approved it there."

    spent_pence = MoneyField(
        label="Spent in the end", help_text="Nil is 0.", error_messages={"required": "Enter what was spent; nil is 0"}
    )
    on = ExactDateField(label="As at", noun="the day", latest=today)
    reason = forms.CharField(label="Reason for the correction", widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        """Ask for a reason only where a figure is corrected, and show that figure."""
        if self.project.outturn_pence is None:
            del self.fields["reason"]
        else:
            self.initial = {"spent_pence": self.project.outturn_pence, **self.initial}

    def perform(self) -> None:
        grant_delivery.record_outturn(project=self.project, by=self.by, **self.cleaned_data)


FORMS: tuple[type[FundingForm], ...] = (
    ProposeProjectForm, ChangeProjectForm, ApproveProjectForm, RefuseProjectForm, DeliveryForm, MonitoringForm,
    OutturnForm,
)  # fmt: skip

"""Forms for holds, more time, lateness and proceedings beside the review."""

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone

from dhr_cases.actions import overlays
from dhr_cases.actions.overlays import HoldTerms, MoreTime, ProceedingFacts
from dhr_cases.case_clocks import REQUEST_CLOCK
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, PartialDateField, ReasonField, today
from dhr_cases.forms.filling import offer_choices, offer_rows, subject_of
from dhr_cases.forms.publication import long_text
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import Case, Hold, InformationRequest, ParallelProceeding, User
from dhr_cases.verbs import Verb

HOLD_REASONS = [(each.value, each.label) for each in HoldReason]
TIME_REASONS = [(each.value, each.label) for each in ExtensionReason]


class StartHoldForm(ActForm):
    verb = Verb.START_HOLD
    intro = "A hold stops only what you name. It moves no due date; more time is agreed and recorded on its own."
    what_follows = "The work it names is refused until the hold ends. Days on hold are counted apart."

    reason = forms.TypedChoiceField(label="Why?", choices=HOLD_REASONS, coerce=HoldReason, widget=forms.RadioSelect)
    scope = forms.MultipleChoiceField(
        label="What stops?",
        choices=[(each.value, each.label) for each in HoldScope],
        widget=forms.CheckboxSelectMultiple,
    )
    goes_on = long_text("What goes on meanwhile?", required=False)
    starts_on = ExactDateField(label="From which day?", noun="the first day of the hold", latest=today)
    view_of_police = long_text("View of the senior investigating officer or CPS", required=False)
    resume_expected_on = PartialDateField(label="When is it expected to end?", required=False, noun="the expected end")
    is_home_office_told = forms.BooleanField(label="The Home Office has been told", required=False)
    is_family_told = forms.BooleanField(label="The family has been told", required=False)
    note = long_text("Note", required=False, help_text="Needed when the reason is “Other”.")

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        scope = frozenset(HoldScope(value) for value in answers.pop("scope"))
        overlays.start_hold(case=self.case, by=self.by, terms=HoldTerms(scope=scope, **answers))


class EndHoldForm(ActForm):
    verb = Verb.END_HOLD
    needs_subject = True
    what_follows = "The work that stopped can go on."

    ends_on = ExactDateField(label="On which day does the work go on?", noun="the day the work goes on", latest=today)
    note = long_text("Note", required=False)

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Hold]:
        return Hold.objects.filter(case=case)

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, Hold):
            overlays.check_hold_lasts(subject)

    def prepare(self) -> None:
        self.fields["ends_on"].initial = timezone.localdate()

    def perform(self) -> None:
        overlays.end_hold(case=self.case, by=self.by, hold=subject_of(self, Hold), **self.cleaned_data)


class ExtendForm(ActForm):
    verb = Verb.EXTEND
    intro = "Record more time that was agreed. The panel agrees it with the partnership, with reasons."
    what_follows = "The clock shows the new date and why."

    clock = forms.ChoiceField(label="For which clock?")
    request = forms.ModelChoiceField(
        InformationRequest.objects.none(),
        label="For which agency's request?",
        required=False,
        help_text="Only for the return of an agency's report.",
    )
    new_due_on = ExactDateField(label="New due date", noun="the new due date")
    reason_code = forms.TypedChoiceField(label="Why?", choices=TIME_REASONS, coerce=ExtensionReason)
    reason = long_text("In words", required=False)
    agreed_by = forms.CharField(label="Who agreed?", max_length=200, help_text="By office, such as “the panel”.")
    agreed_on = ExactDateField(label="When was it agreed?", noun="the date of the agreement", latest=today)
    is_home_office_told = forms.BooleanField(label="The Home Office has been told", required=False)

    def prepare(self) -> None:
        requests = InformationRequest.objects.filter(case=self.case).select_related("organisation")
        offer_choices(self, "clock", overlays.clock_names(self.case).items())
        offer_rows(self, "request", requests, lambda request: request.organisation.name)
        if isinstance(self.subject, InformationRequest):
            self.fields["clock"].initial = REQUEST_CLOCK
            self.fields["request"].initial = self.subject

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[InformationRequest]:
        return InformationRequest.objects.filter(case=case)

    def perform(self) -> None:
        overlays.extend(case=self.case, by=self.by, more=MoreTime(**self.cleaned_data))


class ExplainLatenessForm(ActForm):
    verb = Verb.EXPLAIN_LATENESS
    intro = "Being late stops nothing. The reason is kept with the clock."

    clock = forms.ChoiceField(label="What is late?", widget=forms.RadioSelect)
    reason_code = forms.TypedChoiceField(label="Why?", choices=TIME_REASONS, coerce=ExtensionReason)
    reason = ReasonField(label="In words", help_text="")

    def prepare(self) -> None:
        offer_choices(self, "clock", overlays.late_clocks(self.case).items())

    def perform(self) -> None:
        overlays.explain_lateness(case=self.case, by=self.by, **self.cleaned_data)


class RecordProceedingForm(ActForm):
    verb = Verb.RECORD_PROCEEDING
    intro = "A trial, inquest or other review beside this one. It stops nothing by itself; a hold does."

    kind = forms.TypedChoiceField(
        label="What is it?", choices=[(each.value, each.label) for each in ProceedingKind], coerce=ProceedingKind
    )
    reference = forms.CharField(label="Its reference", required=False, max_length=120)
    state = forms.CharField(label="Where does it stand?", required=False, max_length=200)
    starts_on = PartialDateField(label="When did it begin?", required=False, noun="the date it began")
    ends_on = PartialDateField(label="When did it end?", required=False, noun="the date it ended")
    outcome = forms.CharField(label="Outcome", required=False, max_length=300)
    contact = forms.CharField(label="Contact there", required=False, max_length=200)

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[ParallelProceeding]:
        return ParallelProceeding.objects.filter(case=case)

    def prepare(self) -> None:
        if self.subject is not None:
            for name, each in self.fields.items():
                each.initial = getattr(self.subject, name)

    def perform(self) -> None:
        known = self.subject if isinstance(self.subject, ParallelProceeding) else None
        facts = ProceedingFacts(**self.cleaned_data)
        overlays.record_proceeding(case=self.case, by=self.by, facts=facts, proceeding=known)


FORMS: tuple[type[ActForm], ...] = (
    StartHoldForm,
    EndHoldForm,
    ExtendForm,
    ExplainLatenessForm,
    RecordProceedingForm,
)

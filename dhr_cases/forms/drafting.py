"""Forms of drafting, reading, approval and sign-off, and of an early ending."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from dhr_cases.actions import drafting, endings
from dhr_cases.actions.reading_room import naming, sections_that_go_out
from dhr_cases.comment_points import unanswered
from dhr_cases.endings import EndKind, EndView
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.reading_room import AccountsField, SectionsField, accounts, offer
from dhr_cases.models import Case, DraftReading, Organisation, Part, Person, ReportSection, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.drafting import dissenting, seated_agencies
from dhr_cases.reading_access import eligible, written_sections
from dhr_cases.verbs import Verb

APPROVES = (("yes", "It approves the report"), ("no", "It does not approve"))
COMPLETE_LABEL = "Treat the report as completed now"
COMPLETE_HINT = (
    "From that day the copy to the Domestic Abuse Commissioner is owed. Left empty, the report is completed when the "
    "Home Office clears it."
)


def _on(label: str) -> ExactDateField:
    return ExactDateField(label=label, latest=today, initial=today)


def _is_yes(value: str) -> bool:
    return value == "yes"


class StartDraftingForm(ActForm):
    verb = Verb.START_DRAFTING
    intro = "The author writes the overview report, the executive summary and the action plan."
    what_follows = "Add each version of a draft under Papers."

    on = _on("When did drafting start?")

    def perform(self) -> None:
        drafting.start_drafting(case=self.case, by=self.by, **self.cleaned_data)


class SendForReadingForm(ActForm):
    verb = Verb.SEND_FOR_READING
    checks_answers = True
    intro = "Each reader gets a numbered copy: agencies to check the facts, the family in private and with time."
    what_follows = "Record each reader's comments as they come in, and each agency's answer."

    agencies = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Agencies that check the facts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    family = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Family members and friends who read it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on = _on("When were the copies given?")
    due_on = ExactDateField(
        label="Comments by",
        noun="the day for comments",
        help_text="Three weeks is usual here; the guidance asks for plenty of time.",
    )
    sections = SectionsField(
        ReportSection.objects.none(),
        label="Sections that go out",
        required=False,
        help_text="Kept as they read now. The family reads all of them, an agency those that name it.",
    )
    readers = AccountsField(
        User.objects.none(),
        label="Who reads on screen, in the reading room?",
        required=False,
        help_text="Until the day for comments. You can let others in later.",
    )

    def prepare(self) -> None:
        asked = Q(panelseat__case=self.case) | Q(informationrequest__case=self.case)
        readers = Person.objects.filter(case=self.case, part__in=(Part.FAMILY, Part.FRIEND))
        self._offer("agencies", Organisation.objects.filter(asked).distinct())
        self._offer("family", readers)
        offer(self, "readers", accounts(member.user for member in eligible(self.case)))
        self._offer_sections()

    def _offer_sections(self) -> None:
        written = [section for section, _ in written_sections(self.case)]
        going = ReportSection.objects.filter(pk__in=[section.pk for section in written])
        offer(self, "sections", going)
        self.initial["sections"] = [row.pk for row in written if row.kind == PaperKind.OVERVIEW_REPORT]

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = rows

    def answers(self) -> list[tuple[str, str]]:
        """With what each agency will read, so that nobody is sent a passage by the chance of a common name."""
        return [*super().answers(), *(self._copy_of(body) for body in self.cleaned_data["agencies"])]

    def _copy_of(self, body: Organisation) -> tuple[str, str]:
        chosen = sections_that_go_out(self.case, self.cleaned_data.get("sections"))
        headings = ", ".join(section.heading for section, _ in naming(body, chosen))
        return f"Sections that name {body}", headings or "none"

    def perform(self) -> None:
        answers = self.cleaned_data
        chosen = {name: tuple(rows) for name, rows in answers.items() if isinstance(rows, QuerySet)}
        drafting.send_for_reading(case=self.case, by=self.by, **{**answers, **chosen})


class RecordReadingForm(ActForm):
    verb = Verb.RECORD_READING
    needs_subject = True
    intro = "Disagreement is kept as the reader put it, with what was done about it."

    comments = forms.CharField(label="What does the reader say?", widget=forms.Textarea)
    has_disagreement = forms.BooleanField(label="The reader disagrees with the report", required=False)
    response = forms.CharField(label="What did we do about it?", required=False, widget=forms.Textarea)
    on = _on("When did the comments come?")

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[DraftReading]:
        return DraftReading.objects.filter(case=case).select_related("organisation", "person")

    def prepare(self) -> None:
        if isinstance(self.subject, DraftReading) and self.subject.answered_on:
            for name in ("comments", "has_disagreement", "response"):
                self.initial[name] = getattr(self.subject, name)

    @property
    def heading(self) -> str:
        return f"Comments on copy {self.subject.copy_number}" if isinstance(self.subject, DraftReading) else ""

    def perform(self) -> None:
        if isinstance(self.subject, DraftReading):
            drafting.record_reading(case=self.case, by=self.by, reading=self.subject, **self.cleaned_data)


class ApproveForAgencyForm(ActForm):
    verb = Verb.APPROVE_FOR_AGENCY
    title = "Answer for my agency"
    checks_answers = True
    what_follows = "The chair sees your agency's answer."

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Agency", empty_label=None)
    is_approved = forms.TypedChoiceField(
        label="Does your agency approve the report?", choices=APPROVES, coerce=_is_yes, widget=forms.RadioSelect
    )
    note = forms.CharField(label="Reason, if it does not approve", required=False, widget=forms.Textarea)
    on = _on("When was this agreed?")

    def prepare(self) -> None:
        own = drafting.agencies_of(self.by, self.case)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Organisation.objects.filter(pk__in=[body.pk for body in own])
        self.initial["organisation"] = own[0].pk if own else None

    def perform(self) -> None:
        drafting.approve_for_agency(case=self.case, by=self.by, **self.cleaned_data)


class RecordAgencyApprovalForm(ActForm):
    verb = Verb.RECORD_AGENCY_APPROVAL
    intro = "For an agency that answered by letter, by e-mail or in a meeting."

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Agency")
    is_approved = forms.TypedChoiceField(
        label="Does the agency approve the report?", choices=APPROVES, coerce=_is_yes, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="How was the answer given, and by whom?",
        help_text="If the agency does not approve, give its reason.",
        widget=forms.Textarea,
    )
    on = _on("When was it given?")

    def prepare(self) -> None:
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            seated = [body.pk for body in seated_agencies(self.case)]
            field.queryset = Organisation.objects.filter(pk__in=seated)

    def perform(self) -> None:
        drafting.record_agency_approval(case=self.case, by=self.by, **self.cleaned_data)


class RecordPanelApprovalForm(ActForm):
    verb = Verb.RECORD_PANEL_APPROVAL
    checks_answers = True
    intro = "Every agency on the panel has answered."
    what_follows = "The partnership's chair can sign the report off."

    dissent = forms.CharField(
        label="How did the panel deal with agencies that do not approve?", required=False, widget=forms.Textarea
    )
    on = _on("When did the panel approve?")

    def prepare(self) -> None:
        waiting = unanswered(self.case)
        if waiting:
            self.intro = f"{self.intro} Comments on the draft that nobody has answered yet: {waiting}."
        against = dissenting(self.case)
        if not against:
            del self.fields["dissent"]
            return
        self.fields["dissent"].required = True
        self.fields["dissent"].help_text = f"Not approved by {', '.join(str(row.organisation) for row in against)}."

    def perform(self) -> None:
        drafting.record_panel_approval(case=self.case, by=self.by, **self.cleaned_data)


class SendBackToDraftForm(ActForm):
    verb = Verb.SEND_BACK_TO_DRAFT
    checks_answers = True
    what_follows = "Agencies answer afresh once the new draft has gone out."

    reason = ReasonField()
    on = _on("When was it sent back?")

    def perform(self) -> None:
        drafting.send_back_to_draft(case=self.case, by=self.by, **self.cleaned_data)


class SignOffForm(ActForm):
    verb = Verb.SIGN_OFF
    checks_answers = True
    what_follows = "The coordinator can submit the report to the Home Office."

    minute = forms.CharField(
        label="Which minute records the sign-off?", max_length=200, help_text="For example: Board, 4 May 2026, item 6."
    )
    on = _on("When was it signed off?")
    is_complete_now = forms.BooleanField(label=COMPLETE_LABEL, help_text=COMPLETE_HINT, required=False)

    def perform(self) -> None:
        drafting.sign_off(case=self.case, by=self.by, **self.cleaned_data)


class ProposeEndForm(ActForm):
    verb = Verb.PROPOSE_END
    checks_answers = True
    what_follows = "The review waits for the Home Office's view. Until then it stands where it stands."

    kind = forms.ChoiceField(
        label="What is proposed?", choices=[(k.value, k.label) for k in EndKind], widget=forms.RadioSelect
    )
    reason = ReasonField(label="Reasons")
    on = _on("When was it put to the Home Office?")

    def perform(self) -> None:
        kind = EndKind(self.cleaned_data["kind"])
        endings.propose_end(case=self.case, by=self.by, **{**self.cleaned_data, "kind": kind})


class RecordEndViewForm(ActForm):
    verb = Verb.RECORD_END_VIEW
    checks_answers = True

    view = forms.ChoiceField(
        label="What is the Home Office's view?",
        choices=[(v.value, v.label) for v in EndView],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="What does it say?", required=False, widget=forms.Textarea)
    on = _on("When did the view come?")

    def perform(self) -> None:
        view = EndView(self.cleaned_data["view"])
        endings.record_end_view(case=self.case, by=self.by, **{**self.cleaned_data, "view": view})


FORMS: tuple[type[ActForm], ...] = (
    StartDraftingForm,
    SendForReadingForm,
    RecordReadingForm,
    ApproveForAgencyForm,
    RecordAgencyApprovalForm,
    RecordPanelApprovalForm,
    SendBackToDraftForm,
    SignOffForm,
    ProposeEndForm,
    RecordEndViewForm,
)

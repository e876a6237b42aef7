"""Forms of the self-assessment: a finding in one case, and the criteria of a partnership."""

from django import forms
from django.db.models import QuerySet

from dhr_cases.actions import assessment
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ReasonField
from dhr_cases.forms.partnership_settings import KEPT, SettingForm
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Assessment, Case, Criterion, Finding
from dhr_cases.verbs import Verb

HIGHEST_POSITION = 9_999


class AssessCriterionForm(ActForm):
    verb = Verb.ASSESS_CRITERION
    needs_subject = True
    what_follows = "The self-assessment shows what is still open."

    finding = forms.ChoiceField(label="Does the report meet it?", choices=Finding.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Where it does, what is missing, or why it does not apply",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Criterion]:
        return Criterion.objects.filter(partnership=case.lead_csp_id, is_used=True)

    def prepare(self) -> None:
        if not isinstance(self.subject, Criterion):
            return
        self.intro = f"Source: {self.subject.source}." if self.subject.source else ""
        found = Assessment.objects.filter(case=self.case, criterion=self.subject).first()
        if found is not None:
            self.initial.update(finding=found.finding, note=found.note)

    @property
    def heading(self) -> str:
        return self.subject.text if isinstance(self.subject, Criterion) else super().heading

    def perform(self) -> None:
        if isinstance(self.subject, Criterion):
            assessment.assess_criterion(
                case=self.case,
                by=self.by,
                criterion=self.subject,
                finding=Finding(self.cleaned_data["finding"]),
                note=self.cleaned_data["note"],
            )


class AddCriterionForm(SettingForm):
    title = "Add a criterion"
    submit_label = "Add the criterion"
    done = "The criterion is added."

    text = forms.CharField(label="Question", widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label="Where it comes from", max_length=200, required=False)
    reason = ReasonField(help_text=KEPT)

    def perform(self) -> None:
        assessment.add_criterion(by=self.by, partnership=self.partnership, **self.cleaned_data)


class ChangeCriterionForm(SiteForm):
    title = "Change a criterion"
    submit_label = "Save the criterion"
    done = "The criterion is changed."
    intro = "Findings already made stay as they are."

    text = forms.CharField(label="Question", widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label="Where it comes from", max_length=200, required=False)
    position = forms.IntegerField(
        label="Place in the order", help_text="The lowest comes first.", min_value=1, max_value=HIGHEST_POSITION
    )
    is_used = forms.BooleanField(label="In use", required=False)
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        for name in ("text", "source", "position", "is_used"):
            self.fields[name].initial = getattr(self.about, name)

    def perform(self) -> None:
        if isinstance(self.about, Criterion):
            assessment.change_criterion(by=self.by, criterion=self.about, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (AssessCriterionForm,)

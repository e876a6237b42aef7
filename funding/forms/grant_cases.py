"""Forms about a business case: the working group's view, sending, the funder's decision, payment, release."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, MoneyField, today
from dhr_cases.models import Partnership
from funding.actions import grant_cases, grant_projects
from funding.actions.grant_cases import FunderWord
from funding.actions.grant_projects import approved_by_chair
from funding.forms.core import FundingForm
from funding.forms.grant_fields import subject_of
from funding.grant_rows import duplicates_of
from funding.grant_terms import OUTCOMES, CaseKind, Outcome
from funding.models.grants import BusinessCase, GrantProject
from funding.money import in_words
from funding.verbs import FundingVerb
from funding.years import FinancialYear


class BusinessCaseForm(FundingForm):
    """A form about one business case of the year."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        rows = BusinessCase.objects.filter(grant__partnership=partnership, grant__year=year.start)
        return rows.select_related("grant__partnership", "grant__funder")

    @property
    def case(self) -> BusinessCase:
        """The business case the form is about."""
        return subject_of(self, BusinessCase)


class GiveViewForm(BusinessCaseForm):
    """What the working group said."""

    verb = FundingVerb.GIVE_VIEW

    supported = forms.ModelMultipleChoiceField(
        label="Projects it supports", queryset=GrantProject.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    view = forms.CharField(label="What it said", widget=forms.Textarea(attrs={"rows": 4}))
    given_by = forms.CharField(label="Who gave the view", max_length=200, initial="The working group")
    on = ExactDateField(label="Day of the view", noun="the day of the view", latest=today)

    def prepare(self) -> None:
        """Offer the projects of the case."""
        chosen = self.fields["supported"]
        if isinstance(chosen, forms.ModelMultipleChoiceField):
            chosen.queryset = self.case.projects.order_by("pk")

    def perform(self) -> None:
        answers = {**self.cleaned_data, "supported": list(self.cleaned_data["supported"])}
        grant_projects.give_view(business_case=self.case, by=self.by, **answers)


class SubmitCaseForm(BusinessCaseForm):
    """Sent to the funder."""

    verb = FundingVerb.SUBMIT_CASE

    on = ExactDateField(label="Day on which it was sent", noun="the day on which it was sent", latest=today)
    were_partners_involved = forms.BooleanField(label="Partners were involved", required=False)
    was_checked = forms.BooleanField(label="Due diligence was done", required=False)
    duplicates_reason = forms.CharField(
        label="Why these are no duplicates", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        """Look for the same projects in other partnerships' cases; ask about them only where there are any."""
        projects = approved_by_chair(self.case)
        matches = duplicates_of(projects)
        self.suspected = [(project, match) for project in projects for match in matches[project.pk]]
        if not self.suspected:
            del self.fields["duplicates_reason"]

    def aside(self) -> dict[str, object] | None:
        """The likely duplicates."""
        if not self.suspected:
            return None
        rows = [
            {"label": project.title, "value": f"{match.other.title}, {match.other.whose}: {', '.join(match.because)}"}
            for project, match in self.suspected
        ]
        return {"heading": "Possible duplicates", "texts": ["The funder checks for these too."], "rows": rows}

    def perform(self) -> None:
        grant_cases.submit_case(business_case=self.case, by=self.by, **self.cleaned_data)


class FunderDecisionForm(BusinessCaseForm):
    """The funder's answer about every project that was sent."""

    verb = FundingVerb.RECORD_FUNDER_DECISION
    checks_answers = True

    on = ExactDateField(label="Day of the decision", noun="the day of the decision", latest=today)
    decided_by = forms.CharField(label="Who decided for the funder", max_length=200)
    override_reason = forms.CharField(
        label="Reason for more than is left", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only where the sums agreed are above what is left of the allocation or the pot.",
    )  # fmt: skip

    def prepare(self) -> None:
        """Ask for outcome, amount and reason of each project."""
        self.projects = approved_by_chair(self.case)
        for project in self.projects:
            asked = in_words(project.asked_pence)
            self.fields[f"outcome_{project.pk}"] = forms.TypedChoiceField(
                label=f"{project.title} ({asked} asked for)", coerce=Outcome, widget=forms.RadioSelect,
                choices=[(code.value, label) for code, label in OUTCOMES.items() if code is not Outcome.NOTED],
            )  # fmt: skip
            self.fields[f"amount_{project.pk}"] = MoneyField(
                label=f"{project.title}: amount agreed",
                required=False,
                help_text="For a part, or where the sum asked for was not stated.",
            )
            self.fields[f"reason_{project.pk}"] = forms.CharField(
                label=f"{project.title}: the funder's reason", required=False, help_text="Needed for a refusal."
            )
        self.fieldsets = [("The decision", ("on", "decided_by")), *map(_fields_of, self.projects)]

    def consequence(self) -> str:
        """What the decision does."""
        return "Only the projects agreed count towards the allocation. A refused one keeps its state and the reason."

    def perform(self) -> None:
        answers = self.cleaned_data
        words = [
            FunderWord(
                project=project,
                outcome=answers[f"outcome_{project.pk}"],
                amount_pence=answers[f"amount_{project.pk}"],
                reason=answers[f"reason_{project.pk}"],
            )
            for project in self.projects
        ]
        said = {name: answers[name] for name in ("on", "decided_by", "override_reason")}
        grant_cases.record_funder_decision(business_case=self.case, by=self.by, words=words, **said)


def _fields_of(project: GrantProject) -> tuple[str, tuple[str, ...]]:
    """The questions about one project, under its title."""
    return project.title, tuple(f"{name}_{project.pk}" for name in ("outcome", "amount", "reason"))


class MovementForm(BusinessCaseForm):
    """Money that came from the funder; shared by payment and release."""

    intro = "The sum is put forward to the ledger and counts once another person has approved it there."
    kind = CaseKind.YEAR

    amount_pence = MoneyField(label="Amount")
    on = ExactDateField(label="Day of the payment", noun="the day of the payment", latest=today)
    document = forms.CharField(label="Document number", max_length=80, required=False)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return super().subjects(partnership, year).filter(kind=cls.kind)


class PaymentForm(MovementForm):
    """A payment for a year's business case."""

    verb = FundingVerb.RECORD_PAYMENT

    def perform(self) -> None:
        grant_cases.record_payment(business_case=self.case, by=self.by, **self.cleaned_data)


class ReleasePotForm(MovementForm):
    """A release from the tactical pot."""

    verb = FundingVerb.RELEASE_POT
    kind = CaseKind.IN_YEAR

    def perform(self) -> None:
        grant_cases.release_pot(business_case=self.case, by=self.by, **self.cleaned_data)


FORMS: tuple[type[FundingForm], ...] = (GiveViewForm, SubmitCaseForm, FunderDecisionForm, PaymentForm, ReleasePotForm)

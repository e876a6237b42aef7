"""Forms about a grant year: its rules, its deadline, other partnerships' projects, and its end."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import Answer, ExactDateField, MoneyField, ReasonField, YesNoUnknownField, today
from dhr_cases.models import Organisation, Partnership
from funding.actions import grant_years
from funding.actions.grant_years import Ending, GrantRules, Neighbour
from funding.forms.core import WHY, FundingForm
from funding.forms.grant_fields import LinesField, qualifier_field, subject_of
from funding.grant_rows import facts_of, grant_in
from funding.grant_sums import left_after_endings
from funding.grant_terms import EXTENSION_ANSWERS, Disposition, ExtensionAnswer
from funding.models.grants import DEFAULT_GRANT, GrantExtension, GrantYear, NeighbourProject
from funding.money import pounds
from funding.verbs import FundingVerb
from funding.years import FinancialYear

NOT_STATED = "Leave it empty where it is not stated."
CARRY = {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}


class GrantRulesForm(FundingForm):
    """What is known of a year's grant and its rules; shared by opening and changing."""

    fieldsets = (
        ("The grant", ("name", "funder", "allocation_pence", "allocation_qualifier", "is_same_as_last_year",
                       "rounds", "payments", "upfront_pence", "promised_until")),
        ("Business cases", ("opens_on", "closes_on", "approver")),
        ("Tactical pot", ("pot_numerator", "pot_denominator", "pot_pence", "does_pot_wait")),
        ("Year end and sources", ("is_carry_allowed", "note", "source")),
    )  # fmt: skip

    name = forms.CharField(label="Name of the grant", max_length=120, initial=DEFAULT_GRANT)
    funder = forms.ModelChoiceField(label="Funder", queryset=Organisation.objects.none())
    allocation_pence = MoneyField(label="Allocation", required=False, help_text=NOT_STATED)
    allocation_qualifier = qualifier_field("How exact is the allocation?")
    is_same_as_last_year = forms.BooleanField(label="Confirmed at the level of the year before", required=False)
    rounds = forms.IntegerField(label="Rounds of proposals", required=False, min_value=1, max_value=12)
    payments = forms.IntegerField(label="Payments", required=False, min_value=1, max_value=12)
    opens_on = ExactDateField(
        label="Business cases are taken from", required=False, noun="the first day for business cases"
    )
    closes_on = ExactDateField(
        label="Business cases are taken until", required=False, noun="the last day for business cases"
    )
    pot_numerator = forms.IntegerField(
        label="Share that may be held as tactical pot: so many parts", required=False, min_value=1, max_value=100,
        help_text="For one third, 1. Leave both parts empty where the rules allow no pot.",
    )  # fmt: skip
    pot_denominator = forms.IntegerField(
        label="Of so many equal parts", required=False, min_value=1, max_value=100, help_text="For one third, 3."
    )
    pot_pence = MoneyField(label="Held as tactical pot", required=False, help_text=NOT_STATED)
    upfront_pence = MoneyField(label="Paid up front", required=False, help_text=NOT_STATED)
    does_pot_wait = forms.BooleanField(
        label="The pot is released only when all agreed projects are done", required=False, initial=True
    )
    approver = forms.CharField(label="Who approves projects", required=False, max_length=200)
    is_carry_allowed = YesNoUnknownField(label="May money left be carried into the next year?", required=False)
    promised_until = ExactDateField(
        label="The funder has promised the money until", required=False, noun="the last day"
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(
        label="Source", required=False, max_length=300, help_text="Where the rules are written: a letter, a minute."
    )

    def prepare(self) -> None:
        """Offer every body as funder, commissioners first by their kind."""
        chosen = self.fields["funder"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = Organisation.objects.all()

    def rules(self) -> GrantRules:
        """The answers as rules; what no form asks stays as it is."""
        answers = {name: self.cleaned_data[name] for name in GrantRulesForm.base_fields}
        carry: Answer | None = answers.pop("is_carry_allowed")
        before = self.about if isinstance(self.about, GrantYear) else None
        return GrantRules(
            **answers,
            is_carry_allowed=carry.as_boolean if carry else None,
            is_invented=before.is_invented if before else False,
        )


class OpenGrantYearForm(GrantRulesForm):
    """The grant of a year that has none yet; what the year before said is offered."""

    verb = FundingVerb.OPEN_GRANT_YEAR

    def prepare(self) -> None:
        """Offer last year's rules, without its figures and days."""
        super().prepare()
        before = grant_in(self.partnership, self.year.previous)
        if before is not None:
            kept = ("name", "funder", "pot_numerator", "pot_denominator", "does_pot_wait", "approver", "payments")
            self.initial = {**{name: getattr(before, name) for name in kept}, **self.initial}

    def perform(self) -> GrantYear:
        return grant_years.open_grant_year(partnership=self.partnership, year=self.year, by=self.by, rules=self.rules())


class ChangeGrantYearForm(GrantRulesForm):
    """What has become known of a year since it was opened."""

    verb = FundingVerb.CHANGE_GRANT_YEAR
    needs_subject = True

    reason = ReasonField(label="Reason for the change", help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return GrantYear.objects.filter(partnership=partnership, year=year.start)

    def prepare(self) -> None:
        """Offer what is recorded."""
        super().prepare()
        grant = subject_of(self, GrantYear)
        recorded = {name: getattr(grant, name) for name in GrantRulesForm.base_fields}
        self.initial = {**recorded, "is_carry_allowed": CARRY[grant.is_carry_allowed], **self.initial}

    def perform(self) -> GrantYear:
        grant = subject_of(self, GrantYear)
        return grant_years.change_grant_year(
            grant=grant, by=self.by, rules=self.rules(), reason=self.cleaned_data["reason"]
        )


class AskExtensionForm(FundingForm):
    """A later deadline asked for."""

    verb = FundingVerb.ASK_EXTENSION

    asked_on = ExactDateField(label="Day on which it was asked", noun="the day on which it was asked", latest=today)
    asked_by = forms.CharField(label="Who asked", max_length=200)
    asked_of = forms.CharField(label="Who was asked", max_length=200, required=False)
    reason = ReasonField(help_text="For example to involve partners and to do due diligence.")

    def perform(self) -> GrantExtension:
        return grant_years.ask_extension(partnership=self.partnership, year=self.year, by=self.by, **self.cleaned_data)


class AnswerExtensionForm(FundingForm):
    """What the funder said to it."""

    verb = FundingVerb.ANSWER_EXTENSION
    needs_subject = True

    answer = forms.TypedChoiceField(
        label="Answer", coerce=ExtensionAnswer, widget=forms.RadioSelect,
        choices=[(code.value, label) for code, label in EXTENSION_ANSWERS.items() if code is not ExtensionAnswer.ASKED],
    )  # fmt: skip
    until = ExactDateField(
        label="New deadline", required=False, noun="the new deadline", help_text="Only where it was granted."
    )
    answered_on = ExactDateField(label="Day of the answer", noun="the day of the answer", latest=today)
    answered_by = forms.CharField(label="Who answered", max_length=200, required=False)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return GrantExtension.objects.filter(grant__partnership=partnership, grant__year=year.start)

    def perform(self) -> None:
        extension = subject_of(self, GrantExtension)
        grant_years.answer_extension(extension=extension, by=self.by, **self.cleaned_data)


class OtherCaseForm(FundingForm):
    """A project in another partnership's business case."""

    verb = FundingVerb.RECORD_OTHER_CASE
    intro = "Our projects are compared with it by title, supplier and area."

    partnership_name = forms.CharField(label="Partnership", max_length=200)
    title_of_project = forms.CharField(label="Title of the project", max_length=200)
    supplier = forms.CharField(label="Supplier", max_length=200, required=False)
    areas = LinesField(label="Areas", required=False, help_text="One a line. Empty means the partnership's own area.")
    amount_pence = MoneyField(label="Amount", required=False, help_text=NOT_STATED)
    source = forms.CharField(label="Source", max_length=300, required=False)

    def perform(self) -> NeighbourProject:
        answers = dict(self.cleaned_data)
        neighbour = Neighbour(title=answers.pop("title_of_project"), **answers)
        return grant_years.record_other_case(
            partnership=self.partnership, year=self.year, by=self.by, neighbour=neighbour
        )


class CloseGrantYearForm(FundingForm):
    """What becomes of money left at the end of a year."""

    verb = FundingVerb.CLOSE_GRANT_YEAR
    needs_subject = True
    is_grave = True
    checks_answers = True

    returned = MoneyField(label="Returned to the funder", required=False)
    carried = MoneyField(label="Carried into the next year", required=False)
    explained = MoneyField(label="Explained, neither returned nor carried", required=False)
    on = ExactDateField(label="Day of the decision", noun="the day of the decision", latest=today)
    decided_by = forms.CharField(label="Who decided", max_length=200)
    reason = ReasonField(label="Reason or explanation", help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return GrantYear.objects.filter(partnership=partnership, year=year.start)

    def prepare(self) -> None:
        """Say what is left."""
        self.left = left_after_endings(facts_of(subject_of(self, GrantYear)))

    def aside(self) -> dict[str, object]:
        """What is left to be said of."""
        words = "not known yet" if self.left is None else pounds(self.left)
        return {"heading": "What is left", "texts": [f"Underspend: {words}. All of it must be said of."]}

    def consequence(self) -> str:
        """What closing does."""
        return "The year is closed. What goes back to the funder is put forward to the ledger."

    def perform(self) -> None:
        answers = self.cleaned_data
        amounts = {disposition: answers[disposition.value] or 0 for disposition in Disposition}
        ending = Ending(amounts=amounts, decided_by=answers["decided_by"], reason=answers["reason"])
        grant_years.close_grant_year(grant=subject_of(self, GrantYear), by=self.by, on=answers["on"], ending=ending)


FORMS: tuple[type[FundingForm], ...] = (
    OpenGrantYearForm, ChangeGrantYearForm, AskExtensionForm, AnswerExtensionForm, OtherCaseForm, CloseGrantYearForm,
)  # fmt: skip

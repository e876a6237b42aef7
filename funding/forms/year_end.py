"""Forms about the end of a year and gaps named in minutes."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField, today
from dhr_cases.forms.filling import bodies_today, offer_choices, offer_rows
from dhr_cases.models import Organisation, Partnership
from funding.actions import gaps
from funding.actions.gaps import GapFacts
from funding.actions.year_end import Resolved, decide_year_end
from funding.forms.core import WHY, FundingForm
from funding.ledger_rows import cash_of_year
from funding.models import RecordedGap, YearEndDecision
from funding.money import QUALIFIER_LABELS, Qualifier, pounds
from funding.queries import agreements_of
from funding.verbs import FundingVerb
from funding.years import FinancialYear, year_of

FIRST_YEAR = 2011
"""The duty began in April 2011; a gap may have been named for any year since."""


class DecideYearEndForm(FundingForm):
    verb = FundingVerb.DECIDE_YEAR_END
    checks_answers = True
    intro = "The three amounts add up to what is left. What is carried opens the next year."

    carried_pence = MoneyField(label="Carried forward", required=False)
    returned_pence = MoneyField(label="Returned to a payer", required=False)
    returned_to = forms.ModelChoiceField(
        Organisation.objects.none(), label="Returned to", required=False, empty_label="Nobody"
    )
    released_pence = MoneyField(label="Released", required=False)
    decided_by = forms.CharField(label="Who decided?", max_length=200, help_text="Name and post of the person.")
    decided_on = ExactDateField(label="When was it decided?", noun="the day of the decision", latest=today)
    meeting = forms.CharField(label="At which meeting?", max_length=200)
    minute = forms.CharField(label="Minute number", max_length=40, required=False)
    reason = ReasonField(required=False, help_text=WHY)

    def prepare(self) -> None:
        self.left = cash_of_year(self.partnership, self.year).may_be_carried
        self.fields["carried_pence"].help_text = f"{pounds(self.left)} is left of {self.year.label}."
        payers = agreements_of(self.partnership, self.year).order_by().values("organisation")
        offer_rows(self, "returned_to", Organisation.objects.filter(pk__in=payers).order_by("name"))

    def consequence(self) -> str:
        return "Somebody else approves the entries before they are in the ledger."

    def perform(self) -> YearEndDecision:
        answers = dict(self.cleaned_data)
        amounts = {name: answers.pop(name) or 0 for name in ("carried_pence", "returned_pence", "released_pence")}
        resolved = Resolved(**{**answers, **amounts})
        return decide_year_end(partnership=self.partnership, year=self.year, by=self.by, resolved=resolved)


class RecordGapForm(FundingForm):
    verb = FundingVerb.RECORD_GAP
    intro = "As the minute has it, with no working behind it. It stays until it is closed with a reason."

    text = forms.CharField(label="What was said?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    amount_pence = MoneyField(label="Amount", required=False, help_text="Leave empty when it is not stated.")
    qualifier = forms.ChoiceField(
        label="How exact is it?", choices=[(row.value, label) for row, label in QUALIFIER_LABELS.items()]
    )
    for_year = forms.TypedChoiceField(label="For which financial year?", coerce=int, empty_value=None, required=False)
    meeting = forms.CharField(label="Meeting", max_length=200, required=False)
    minute = forms.CharField(label="Minute number", max_length=40, required=False)
    stated_on = ExactDateField(label="When was it said?", noun="the day it was said", required=False, latest=today)
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who works on it?", required=False, empty_label="Not stated"
    )
    action = forms.CharField(label="What is being done?", max_length=300, required=False)

    def prepare(self) -> None:
        starts = range(year_of(today()).start + 1, FIRST_YEAR - 1, -1)
        years = [(start, FinancialYear(start).label) for start in starts]
        offer_choices(self, "for_year", [("", "Not stated"), *years])
        offer_rows(self, "owner", bodies_today())

    def perform(self) -> RecordedGap:
        answers = dict(self.cleaned_data)
        start = answers.pop("for_year")
        answers["qualifier"] = Qualifier(answers["qualifier"])
        facts = GapFacts(year=FinancialYear(start) if start else None, **answers)
        return gaps.record_gap(partnership=self.partnership, by=self.by, facts=facts)


class CloseGapForm(FundingForm):
    verb = FundingVerb.CLOSE_GAP
    needs_subject = True

    on = ExactDateField(label="Closed on", noun="the day it was closed", latest=today)
    reason = ReasonField(label="Why is it closed?", help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return RecordedGap.objects.filter(partnership=partnership, closed_on=None)

    @property
    def gap(self) -> RecordedGap:
        """The gap."""
        if not isinstance(self.about, RecordedGap):
            raise TypeError("This form is about a gap.")
        return self.about

    def perform(self) -> None:
        gaps.close_gap(gap=self.gap, by=self.by, **self.cleaned_data)


FORMS: tuple[type[FundingForm], ...] = (DecideYearEndForm, RecordGapForm, CloseGapForm)

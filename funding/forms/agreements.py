"""What do we ask about a contribution: written down, corrected, or ended by a partner that stops paying?"""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.deadlines import long_date
from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Organisation, Partnership
from dhr_cases.plurals import counted
from funding.actions import agreements as acts
from funding.actions.agreements import Terms, cases_committed_after
from funding.forms.core import FundingForm
from funding.forms.grant_fields import qualifier_field, subject_of
from funding.forms.requests import bodies_in
from funding.models import Agreement, ModelVersion
from funding.part_years import first_year_touched, notice_days
from funding.queries import agreements_of, versions_in_force
from funding.verbs import FundingVerb
from funding.years import FinancialYear

TERMS = ("amount_pence", "qualifier", "in_kind", "in_kind_value_pence", "source")


class TermsForm(FundingForm):
    """What a body is to give: money, support in kind, or a sum not stated."""

    amount_pence = MoneyField(
        label="Sum for the year", required=False, help_text="Leave it empty where no sum is stated. That is not nil."
    )
    qualifier = qualifier_field()
    in_kind = forms.CharField(
        label="What it gives in kind",
        required=False,
        help_text="A room, officer time or the like. It is never added to money.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    in_kind_value_pence = MoneyField(label="Value of that, if one is wanted", required=False)
    source = forms.CharField(label="Source", max_length=300, required=False, help_text="A letter, a minute.")

    @property
    def terms(self) -> Terms:
        """The answers as terms."""
        return Terms(**{name: self.cleaned_data[name] for name in TERMS})


class ProposeAgreementForm(TermsForm):
    """A contribution outside the annual round."""

    verb = FundingVerb.PROPOSE_AGREEMENT
    intro = "The body is not asked yet. Ask it afterwards, or start the annual round."

    organisation = forms.ModelChoiceField(
        label="Which body?", queryset=Organisation.objects.none(), empty_label="Choose"
    )
    version = forms.ModelChoiceField(
        label="Under which funding model?",
        queryset=ModelVersion.objects.none(),
        empty_label="None: agreed by itself",
        required=False,
    )
    field_order = ("organisation", "version")

    def prepare(self) -> None:
        """Bodies and versions of the year."""
        offer_rows(self, "organisation", bodies_in(self.year))
        offer_rows(self, "version", versions_in_force(self.partnership, self.year))

    def perform(self) -> None:
        acts.propose_agreement(
            partnership=self.partnership, by=self.by, organisation=self.cleaned_data["organisation"], year=self.year,
            terms=self.terms, version=self.cleaned_data["version"],
        )  # fmt: skip


class ChangeAgreementForm(TermsForm):
    """A correction with its reason."""

    verb = FundingVerb.CHANGE_AGREEMENT
    needs_subject = True
    intro = "What stood before stays in the history. Sums already posted are not changed."

    reason = ReasonField(help_text="The partner reads it beside how its share was worked out.")

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return agreements_of(partnership, year)

    def prepare(self) -> None:
        """Begin with what stands."""
        row = subject_of(self, Agreement)
        for name in ("amount_pence", "qualifier", "in_kind_value_pence", "source"):
            self.fields[name].initial = getattr(row, name)
        self.fields["in_kind"].initial = row.in_kind_description

    def perform(self) -> None:
        acts.change_agreement(
            agreement=subject_of(self, Agreement), by=self.by, terms=self.terms, reason=self.cleaned_data["reason"]
        )


class RecordWithdrawalForm(FundingForm):
    """A partner has decided to stop paying from a day on."""

    verb = FundingVerb.RECORD_WITHDRAWAL
    intro = "Years before the day stay as they are. Contributions from then on are withdrawn."
    is_grave = True
    checks_answers = True

    organisation = forms.ModelChoiceField(
        label="Which body stops paying?", queryset=Organisation.objects.none(), empty_label="Choose"
    )
    decided_on = ExactDateField(label="Day of its decision", noun="the day of its decision", latest=today)
    effective_on = ExactDateField(label="First day without payment", noun="the first day without payment")
    reason = ReasonField(help_text="In its own words where there are any.")

    def prepare(self) -> None:
        """Bodies that have had a contribution here."""
        own = Agreement.objects.filter(partnership=self.partnership).values("organisation")
        offer_rows(self, "organisation", Organisation.objects.filter(pk__in=own))

    def consequence(self) -> str:
        """The notice given, the years it ends, and the open reviews it leaves."""
        decided, effective = self.cleaned_data["decided_on"], self.cleaned_data["effective_on"]
        cases = [case.reference for case in cases_committed_after(self.partnership, effective)]
        first = first_year_touched(effective)
        return (
            f"Notice: {counted(notice_days(decided, effective), 'day')}, until {long_date(effective)}. Contributions "
            f"of {first.label} and later are withdrawn, earlier years are not changed. Open reviews with commitments "
            f"in {first.label} or later: {', '.join(cases) or 'none'}. What was pledged or confirmed for whole years "
            "after the day is put forward to be taken back."
        )

    def perform(self) -> None:
        done = acts.record_withdrawal(partnership=self.partnership, by=self.by, **self.cleaned_data)
        vars(self)["done"] = f"Withdrawal recorded. Notice: {counted(done.notice_days, 'day')}."


FORMS = (ProposeAgreementForm, ChangeAgreementForm, RecordWithdrawalForm)

"""What do we ask about an annual round: which version, until when, decided where?"""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Partnership
from funding.actions.rounds import RoundWords, close_round, start_round
from funding.forms.core import FundingForm
from funding.forms.grant_fields import subject_of
from funding.forms.requests import WHY
from funding.models import FundingRound, ModelVersion
from funding.money import in_words, pounds
from funding.proposed_shares import Proposal, proposed_shares
from funding.queries import OPEN_STATES, versions_in_force
from funding.verbs import FundingVerb
from funding.years import FinancialYear


class StartRoundForm(FundingForm):
    """Every partner is asked for the year."""

    verb = FundingVerb.START_ROUND
    intro = "Each partner gets a request with its share and how it was worked out."
    checks_answers = True

    version = forms.ModelChoiceField(
        label="Under which version of the model?", queryset=ModelVersion.objects.none(), empty_label="Choose"
    )
    due = ExactDateField(
        label="Answers due on",
        noun="the day the answers are due",
        required=False,
        help_text="Leave it empty for the days that your settings give.",
    )
    why = forms.CharField(label="Why", required=False, help_text=WHY, widget=forms.Textarea(attrs={"rows": 4}))
    meeting = forms.CharField(label="Meeting", max_length=200, required=False)
    met_on = ExactDateField(label="Day of the meeting", noun="the day of the meeting", required=False, latest=today)
    minute = forms.CharField(label="Minute number", max_length=40, required=False)

    def prepare(self) -> None:
        """Versions whose rules apply to the year; the only one is chosen."""
        versions = versions_in_force(self.partnership, self.year)
        offer_rows(self, "version", versions)
        if len(versions) == 1:
            self.fields["version"].initial = versions[0].pk

    def consequence(self) -> str:
        """Who is asked for how much."""
        return told(proposed_shares(self.cleaned_data["version"], self.year))

    def perform(self) -> None:
        said = self.cleaned_data
        words = RoundWords(why=said["why"], meeting=said["meeting"], met_on=said["met_on"], minute=said["minute"])
        start_round(year=self.year, version=said["version"], by=self.by, due=said["due"], words=words)


def told(proposal: Proposal) -> str:
    """The shares of a proposal in a few sentences."""
    asked = [f"{share.organisation} {in_words(share.pence)}" for share in proposal.shares if share.is_asked]
    unfunded = f" {pounds(proposal.unfunded_pence)} has no payer." if proposal.unfunded_pence else ""
    return f"Asked: {'; '.join(asked) or 'nobody'}.{unfunded} Who was asked before is not asked twice."


class CloseRoundForm(FundingForm):
    """A round is over."""

    verb = FundingVerb.CLOSE_ROUND
    needs_subject = True

    reason = forms.CharField(
        label="Reason",
        required=False,
        help_text="Needed while a request of the round is open. It stays open.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        rows: QuerySet[Any] = FundingRound.objects.filter(partnership=partnership, year=year.start, closed_on=None)
        return rows

    def prepare(self) -> None:
        """Say how many have not answered."""
        waiting = subject_of(self, FundingRound).requests.filter(state__in=OPEN_STATES).count()
        vars(self)["intro"] = f"Requests without a final answer: {waiting}."

    def perform(self) -> None:
        close_round(funding_round=subject_of(self, FundingRound), by=self.by, reason=self.cleaned_data["reason"])


FORMS = (StartRoundForm, CloseRoundForm)

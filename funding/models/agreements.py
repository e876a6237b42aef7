"""What has one body undertaken to pay for one year, what was it asked, and what did it say?

Source: L8, L9, L13, L22, L28 [D].
"""

from django.db import models
from django.db.models import Q

from dhr_cases.models import Organisation, Partnership, Succession, User
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from funding.models.funding_models import ModelVersion
from funding.money import Qualifier, in_words
from funding.terms import AGREEMENT_STATES, ANSWERS, REQUEST_STATES, AgreementState, RequestState
from funding.years import FinancialYear


def agreement_state_choices() -> list[tuple[str, str]]:
    """States of a contribution, as choices."""
    return [(state.value, row.label) for state, row in AGREEMENT_STATES.items()]


def request_state_choices() -> list[tuple[str, str]]:
    """States of a request, as choices."""
    return [(state.value, row.label) for state, row in REQUEST_STATES.items()]


def answer_choices() -> list[tuple[str, str]]:
    """Answers to a request, as choices."""
    return [(answer.value, label) for answer, label in ANSWERS.items()]


class Agreement(AuditedModel):
    """One body's contribution for one year; amounts in pence, null where not stated, which is never nil.

    What was pledged, confirmed, invoiced and received is in the ledger, not here. ``takes_over`` is the orphaned
    contribution of the body that ended; ``working`` says in sentences how the amount was worked out.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    year = models.PositiveSmallIntegerField("financial year")
    version = models.ForeignKey(ModelVersion, models.PROTECT, null=True, blank=True, related_name="agreements")
    amount_pence = models.BigIntegerField("amount in pence", null=True, blank=True)
    qualifier = models.CharField("how exact", max_length=10, default="exact")
    state = models.CharField("state", max_length=12, choices=agreement_state_choices, default=AgreementState.PROPOSED)
    takes_over = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="taken_over_by")
    is_in_kind = models.BooleanField("in kind", default=False)
    in_kind_description = models.TextField("what is given in kind", blank=True)
    in_kind_value_pence = models.BigIntegerField("its value in pence", null=True, blank=True)
    decided_on = models.DateField("withdrawal decided on", null=True, blank=True)
    effective_on = models.DateField("withdrawal takes effect on", null=True, blank=True)
    reason = models.TextField("reason", blank=True)
    working = models.JSONField("how it was worked out", default=list, blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("partnership", "organisation", "year", "version"),
                condition=Q(takes_over=None),
                name="one_agreement_a_body_year_and_version",
            ),
            models.UniqueConstraint(fields=("organisation", "takes_over"), name="one_successor_agreement_a_body"),
        )
        indexes = (models.Index(fields=("partnership", "year")),)
        ordering = ("year", "pk")

    def __str__(self) -> str:
        """Body and year."""
        return f"{self.organisation}, {FinancialYear(self.year).label}"


class FundingRound(AuditedModel):
    """The asking of all partners for one year under one version of a model."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="funding_rounds")
    year = models.PositiveSmallIntegerField("financial year")
    version = models.ForeignKey(ModelVersion, models.PROTECT, related_name="rounds")
    started_on = models.DateField("started on")
    due_on = models.DateField("answers due on")
    closed_on = models.DateField("closed on", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("year", "version"), name="one_round_a_year"),)
        ordering = ("-year", "-pk")

    def __str__(self) -> str:
        """The round."""
        return f"Annual round {FinancialYear(self.year).label}"


class FundingRequest(AuditedModel):
    """A body is asked to pay for a year; open on the forward plan until it is closed."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="funding_requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="funding_requests")
    year = models.PositiveSmallIntegerField("financial year")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="requests")
    round = models.ForeignKey(FundingRound, models.PROTECT, null=True, blank=True, related_name="requests")
    succession = models.ForeignKey(Succession, models.PROTECT, null=True, blank=True, related_name="funding_requests")
    amount_pence = models.BigIntegerField("amount asked in pence", null=True, blank=True)
    qualifier = models.CharField("how exact", max_length=10, default="exact")
    why = models.TextField("why", blank=True)
    asking_body = models.CharField("asked by", max_length=200, blank=True)
    meeting = models.CharField("meeting", max_length=200, blank=True)
    met_on = models.DateField("held on", null=True, blank=True)
    minute = models.CharField("minute", max_length=40, blank=True)
    asked_on = models.DateField("asked on")
    due_on = models.DateField("answer due on", null=True, blank=True)
    chased_on = models.DateField("last reminded on", null=True, blank=True)
    state = models.CharField("state", max_length=12, choices=request_state_choices, default=RequestState.ASKED)
    answer = models.CharField("answer", max_length=10, choices=answer_choices, blank=True)
    answered_on = models.DateField("answered on", null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="funding_answers")
    answered_pence = models.BigIntegerField("amount answered in pence", null=True, blank=True)
    answer_reason = models.TextField("reason given", blank=True)
    order_number = models.CharField("the partner's order number", max_length=60, blank=True)
    journal = models.ForeignKey(
        "funding.Journal", models.PROTECT, null=True, blank=True, related_name="answered_requests"
    )
    outcome = models.TextField("outcome", blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("partnership", "year", "state")),)
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        """Who is asked for which year."""
        return f"Request to {self.organisation} for {FinancialYear(self.year).label}"

    @property
    def answered_in_words(self) -> str:
        """The sum answered, as near as the sum asked where it is that one, else exact. Source: L4 [D]."""
        return in_words(self.answered_pence, self.answered_qualifier)

    @property
    def answered_qualifier(self) -> Qualifier:
        """How near the sum answered is."""
        return Qualifier(self.qualifier) if self.answered_pence == self.amount_pence else Qualifier.EXACT


class RequestMessage(AppendOnlyModel):
    """A question of the partner or a reply to it."""

    request = models.ForeignKey(FundingRequest, models.PROTECT, related_name="messages")
    by = models.ForeignKey(User, models.PROTECT, related_name="funding_messages")
    is_from_partner = models.BooleanField("from the partner")
    text = models.TextField("text")
    sent_at = models.DateTimeField("sent at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)

"""Who chairs and writes, who sits on the panel, what do they declare, and under which terms do they work?

Source: 2016 guidance para 39 and panel membership [V]/[K]; independence domain 5.3.
"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.models.partial_dates import PartialDateField


class Post(models.TextChoices):
    """What a contractor is appointed as."""

    CHAIR = "chair", "Independent chair"
    AUTHOR = "author", "Author"
    CHAIR_AND_AUTHOR = "chair_and_author", "Chair and author"


class Quote(AppendOnlyModel):
    """A price offered for chairing or writing. Source: Warrington asks for three [V]."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="quotes")
    supplier = models.CharField("from", max_length=200)
    amount_pence = models.BigIntegerField("amount in pence", null=True, blank=True)
    received_on = models.DateField("received on")
    note = models.TextField("note", blank=True)

    class Meta:
        ordering = ("received_on", "pk")


class Appointment(AuditedModel):
    """A chair or author with contract, fee in pence (null: not stated) and statement of independence."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    post = models.CharField("appointed as", max_length=20, choices=Post)
    appointed_on = PartialDateField("appointed on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    contract_reference = models.CharField("contract", max_length=120, blank=True)
    fee_pence = models.BigIntegerField("fee in pence", null=True, blank=True)
    day_rate_pence = models.BigIntegerField("day rate in pence", null=True, blank=True)
    days_estimated = models.DecimalField("days estimated", max_digits=6, decimal_places=2, null=True, blank=True)
    independence_statement = models.TextField("statement of independence")
    choice_reason = models.TextField("why this person", blank=True)

    class Meta:
        ordering = ("pk",)


class Declaration(AppendOnlyModel):
    """A person's declaration of interests on a case, and what was decided about it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="declarations")
    user = models.ForeignKey(User, models.PROTECT, related_name="declarations")
    on = models.DateField("declared on")
    has_interest = models.BooleanField("has an interest to declare")
    text = models.TextField("what is declared", blank=True)
    decision = models.CharField("decision", max_length=300, blank=True)

    class Meta:
        ordering = ("on", "pk")


class PanelSeat(AuditedModel):
    """An agency's place on the panel: who fills it, or why the agency is excused."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="panel_seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="panel_seats")
    member_name = models.CharField("member", max_length=200, blank=True)
    job_title = models.CharField("job title", max_length=200, blank=True)
    is_domestic_abuse_specialist = models.BooleanField("domestic abuse specialist", default=False)
    is_excused = models.BooleanField("agency excused", default=False)
    excused_reason = models.TextField("why excused", blank=True)
    confidentiality_signed_on = models.DateField("confidentiality agreement signed on", null=True, blank=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("last day", null=True, blank=True)

    class Meta:
        ordering = ("organisation__name", "pk")

    @property
    def is_filled(self) -> bool:
        """True when somebody sits for the agency now."""
        return not self.is_excused and self.ends_on is None


class TermsOfReference(AuditedModel):
    """One version of the scope: period and questions; agreed versions are not edited."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField("version")
    scope_from = PartialDateField("period from")
    scope_to = PartialDateField("period to")
    lines_of_enquiry = models.TextField("key lines of enquiry")
    family_view = models.TextField("what the family asked", blank=True)
    agreed_on = PartialDateField("agreed on")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "version"), name="one_terms_a_version"),)
        ordering = ("version",)
        verbose_name_plural = "terms of reference"

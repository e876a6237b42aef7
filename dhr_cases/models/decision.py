"""Do the criteria fit, whom did the partnership ask, what did its chair decide, and what did the Home Office say?

Source: DVCVA 2004 ss.9 and 8A; DAA 2021 ss.1 and 2 [V]; outcomes domain 2.5 [V].
"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.models.partial_dates import PartialDateField


class YesNoUnknown(models.TextChoices):
    """Unknown and no are different answers."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class Outcome(models.TextChoices):
    """What the partnership chair can decide."""

    REVIEW = "review", "Hold a review"
    NO_REVIEW = "no_review", "No review"
    ALTERNATIVE = "alternative", "Another learning process"
    TRANSFERRED = "transferred", "Transfer to another partnership"


class AlternativeKind(models.TextChoices):
    """Other learning processes named in practice. Source: domain 2.5 [V]."""

    LIGHT_TOUCH = "light_touch", "Light touch or serious incident review"
    SINGLE_AGENCY = "single_agency", "Single-agency review"
    JOINED_SAR = "joined_sar", "Joined to a safeguarding adults review"
    JOINED_CSPR = "joined_cspr", "Joined to a child safeguarding practice review"
    LEARNING_EVENT = "learning_event", "Multi-agency learning event"


class CriteriaFacts(AuditedModel):
    """The facts that both legal tests ask for, so that a case can be tested again under the other law."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="criteria")
    relationship = models.CharField("relationship between the two people", max_length=120)
    is_relative = models.CharField("related", max_length=10, choices=YesNoUnknown, default="unknown")
    is_intimate = models.CharField(
        "intimate relationship, now or before", max_length=10, choices=YesNoUnknown, default="unknown"
    )
    is_same_household = models.CharField("same household", max_length=10, choices=YesNoUnknown, default="unknown")
    is_same_household_only = models.CharField(
        "same household and no other link", max_length=10, choices=YesNoUnknown, default="unknown"
    )
    age_deceased = models.PositiveSmallIntegerField("age of the person who died", null=True, blank=True)
    age_other = models.PositiveSmallIntegerField("age of the other person", null=True, blank=True)
    conduct_types = models.JSONField("conduct", default=list, blank=True)
    note = models.TextField("note", blank=True)

    class Meta:
        verbose_name_plural = "criteria facts"


class Consultation(AuditedModel):
    """A partner's view before the decision; dissent is kept as such."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="consultations")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    on = models.DateField("on")
    view = models.CharField("view", max_length=20, choices=Outcome)
    is_dissent = models.BooleanField("differs from the decision proposed", default=False)
    reasons = models.TextField("reasons", blank=True)

    class Meta:
        ordering = ("on", "pk")


class Decision(AuditedModel):
    """The partnership chair's decision. A new decision replaces no old one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    outcome = models.CharField("outcome", max_length=20, choices=Outcome)
    alternative = models.CharField("which other process", max_length=20, choices=AlternativeKind, blank=True)
    on = PartialDateField("decided on")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="decisions_signed")
    reasons = models.TextField("reasons")
    dissent = models.TextField("dissent", blank=True)
    meets_section_9 = models.CharField("section 9 test met", max_length=10, choices=YesNoUnknown)
    meets_section_8a = models.CharField("section 8A test met", max_length=10, choices=YesNoUnknown)
    regime = models.CharField("regime chosen", max_length=20)

    class Meta:
        ordering = ("pk",)


class HomeOfficeNotice(AuditedModel):
    """The partnership's written notice of a decision, and what came back."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="home_office_notices")
    on = PartialDateField("sent on")
    sent_to = models.CharField("sent to", max_length=200)
    reference = models.CharField("reference", max_length=120, blank=True)
    reply_on = PartialDateField("replied on")
    reply = models.CharField(
        "reply", max_length=20, blank=True, choices=[("accepted", "Accepted"), ("directed", "Review directed")]
    )
    reply_note = models.TextField("what the reply says", blank=True)

    class Meta:
        ordering = ("pk",)

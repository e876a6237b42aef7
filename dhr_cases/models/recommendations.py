"""What is recommended, who owns it, what is being done, and what changed?

Printed numbers are kept as authors write them; they repeat and nest, so the key is our own. Source: domain 3.6 [V].
"""

from typing import Any

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.models.partial_dates import PartialDateField


class Scope(models.TextChoices):
    """How far a recommendation reaches."""

    LOCAL = "local", "Local"
    REGIONAL = "regional", "Regional"
    NATIONAL = "national", "National"
    NOT_STATED = "", "Not stated"


class RecommendationKind(models.TextChoices):
    """What sort of thing is asked for."""

    CHANGE = "change", "Change of practice"
    TRAINING = "training", "Training"
    POLICY = "policy", "Policy"
    ASSURANCE = "assurance", "Seek assurance from another body"
    WRITE_TO = "write_to", "Write to a department or body"
    NATIONAL = "national", "National change"
    NOT_STATED = "", "Not stated"


class Strength(models.TextChoices):
    """How surely a recommendation changes what happens, if it is carried out. Source: ours [D]."""

    STRONG = "strong", "Strong: changes how a system works"
    MEDIUM = "medium", "Medium: changes a procedure, a tool or a check"
    WEAK = "weak", "Weak: asks people to know or to remember"
    NOT_STATED = "", "Not stated"


class ActionStatus(models.TextChoices):
    """Where an action stands."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Done"
    BUSINESS_AS_USUAL = "business_as_usual", "Accepted as business as usual"
    REJECTED = "rejected", "Rejected with a reason"
    SUPERSEDED = "superseded", "Superseded"
    NOT_OWNED = "not_owned", "Not owned by anybody"
    TRANSFERRED = "transferred", "Transferred to another body"


ENDED_STATUSES = (
    ActionStatus.BUSINESS_AS_USUAL,
    ActionStatus.REJECTED,
    ActionStatus.SUPERSEDED,
)
"""Statuses in which an action has ended without being done. One that is done has ended once somebody else verified it;
any other must be accepted with a reason before closure."""


class Recommendation(AuditedModel):
    """One recommendation as printed: its number, who it is addressed to in words, and who owns it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField("position in the report")
    ref = models.CharField("number as printed", max_length=40, blank=True)
    text = models.TextField("recommendation")
    scope = models.CharField("scope", max_length=20, choices=Scope, blank=True)
    kind = models.CharField("kind", max_length=20, choices=RecommendationKind, blank=True)
    heading = models.CharField("theme or heading it is printed under", max_length=200, blank=True)
    strength = models.CharField("strength", max_length=10, choices=Strength, blank=True)
    addressee_text = models.CharField("addressed to", max_length=300, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    measure = models.TextField("how we will know", blank=True)
    target_date = PartialDateField("target date")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "position"), name="one_recommendation_a_position"),)
        ordering = ("position",)

    def __str__(self) -> str:
        """Its number as printed, or its place where none is."""
        return f"Recommendation {self.ref or self.position}"


class Action(AuditedModel):
    """A thing to be done for a recommendation, owned and dated.

    ``due_on`` is the last day the target date can mean, kept beside it so that the database can compare and count;
    ``heard_on`` is the day on which it was recorded or something was last said of it.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="actions")
    text = models.TextField("action to take")
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    target_date = PartialDateField("target date")
    status = models.CharField("status", max_length=20, choices=ActionStatus, default=ActionStatus.NOT_STARTED)
    status_reason = models.TextField("reason", blank=True)
    outcome = models.TextField("what changed", blank=True)
    completed_on = PartialDateField("completed on")
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    verified_on = models.DateField("verified on", null=True, blank=True)
    is_end_accepted = models.BooleanField("partnership accepts it as ended", default=False)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    due_on = models.DateField("last day of the target date", null=True, blank=True, editable=False)
    heard_on = models.DateField("last heard of", null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("owner", "status", "due_on"), name="action_by_owner"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the last day of the target date beside it."""
        target = PartialDateField().to_python(self.target_date)
        self.due_on = target.latest
        super().save(*args, **kwargs)

    @property
    def has_ended(self) -> bool:
        """True when it is done and verified, when nothing more will be done, or when the partnership accepted that."""
        is_closed = self.status == ActionStatus.DONE and self.verified_on is not None
        return is_closed or self.status in ENDED_STATUSES or self.is_end_accepted


class Milestone(AuditedModel):
    """A step on the way of an action."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="milestones")
    text = models.TextField("milestone")
    target_date = PartialDateField("target date")
    reached_on = PartialDateField("reached on")

    class Meta:
        ordering = ("pk",)

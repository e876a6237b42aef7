"""By which criteria does a partnership look at its own report before the Home Office does, and what did it find?

Source: criteria visible in published quality assurance letters, domain 3.9 [V]; the list can be edited [D].
"""

from django.db import models

from dhr_cases.models.case import Case
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.partnerships import Partnership


class Criterion(AuditedModel):
    """One question of the self-assessment, as this partnership words it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="criteria")
    code = models.SlugField("code", max_length=60)
    position = models.PositiveSmallIntegerField("position")
    text = models.TextField("question")
    source = models.CharField("where it comes from", max_length=200, blank=True)
    is_used = models.BooleanField("in use", default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "code"), name="one_criterion_a_code"),)
        ordering = ("position", "pk")
        verbose_name_plural = "criteria"


class Finding(models.TextChoices):
    """How far a report meets a criterion."""

    MET = "met", "Met"
    PARTLY = "partly", "Met in part"
    NOT_MET = "not_met", "Not met"
    NOT_RELEVANT = "not_relevant", "Does not apply"


class Assessment(AuditedModel):
    """What the partnership found for one criterion in one case; a later answer replaces the earlier."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="assessments")
    finding = models.CharField("finding", max_length=20, choices=Finding)
    note = models.TextField("note", blank=True)
    on = models.DateField("on")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "criterion"), name="one_assessment_a_criterion"),)
        ordering = ("criterion__position",)

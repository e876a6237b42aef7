"""Which bodies are there, from when to when, under which name, and who came after them?

Source: DVCVA 2004 s.9(4)(a) for section 9 bodies [V]; domain 3.10 for successions [V].
"""

import datetime

from django.db import models

from dhr_cases.models.history import AuditedModel


class OrganisationKind(models.TextChoices):
    """What sort of body it is."""

    POLICE = "police", "Police force"
    COUNCIL = "council", "Local authority"
    NHS_COMMISSIONER = "nhs_commissioner", "NHS commissioner"
    NHS_PROVIDER = "nhs_provider", "NHS trust or foundation trust"
    PROBATION = "probation", "Probation provider"
    FIRE = "fire", "Fire and rescue"
    PCC = "pcc", "Police and Crime Commissioner"
    PARTNERSHIP_BODY = "partnership_body", "Partnership body"
    CHARITY = "charity", "Charity"
    HOUSING = "housing", "Housing provider"
    EDUCATION = "education", "Education"
    GOVERNMENT = "government", "Government department"
    OTHER = "other", "Other"


class Organisation(AuditedModel):
    """A body with a life span. Its name at a date is in its names."""

    code = models.SlugField("code", max_length=80, unique=True)
    name = models.CharField("name", max_length=250)
    short_name = models.CharField("short name", max_length=80, blank=True)
    kind = models.CharField("kind", max_length=30, choices=OrganisationKind)
    starts_on = models.DateField("exists from", null=True, blank=True)
    ends_on = models.DateField("exists until", null=True, blank=True)
    is_statutory_partner = models.BooleanField("responsible authority", default=False)
    is_domestic_abuse_specialist = models.BooleanField("domestic abuse specialist", default=False)
    is_planned = models.BooleanField("planned, not yet made", default=False)
    contact_email = models.EmailField("contact e-mail", blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        """The name today."""
        return self.name

    def exists_on(self, day: datetime.date) -> bool:
        """True when the body exists on that day; ``ends_on`` is its last day."""
        has_begun = self.starts_on is None or self.starts_on <= day
        return has_begun and (self.ends_on is None or day <= self.ends_on)


class OrganisationName(AuditedModel):
    """A name the body bore before, until a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="names")
    name = models.CharField("name", max_length=250)
    until = models.DateField("until")

    class Meta:
        ordering = ("until",)


class SectionNineStatus(AuditedModel):
    """Whether the body is listed in section 9(4)(a), from a day; unknown before the first row."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="section_9_statuses")
    is_section_9_body = models.BooleanField("listed in section 9(4)(a)")
    starts_on = models.DateField("from", null=True, blank=True)
    source = models.CharField("source", max_length=300)

    class Meta:
        ordering = ("starts_on", "pk")


class SuccessionShape(models.TextChoices):
    """How duties pass from body to body."""

    ONE_TO_ONE = "one_to_one", "One to one"
    SPLIT = "split", "Split"
    MERGE = "merge", "Merge"


class Succession(AuditedModel):
    """Duties of one body pass to another on a day; the successor may be planned and unnamed.

    ``share`` is a plain weight beside those of the other successors of the same body: 2 beside 1 is two thirds.
    """

    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="successions_from")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="successions_to", null=True, blank=True)
    effective_on = models.DateField("on")
    shape = models.CharField("shape", max_length=20, choices=SuccessionShape)
    share = models.PositiveIntegerField("share", default=1)
    is_planned = models.BooleanField("planned", default=False)
    source = models.CharField("source", max_length=300)

    class Meta:
        ordering = ("effective_on", "pk")

"""Who may read which pages of a draft in the reading room, until when, and when did they?"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.assurance import DraftReading
from dhr_cases.models.drafting import SectionVersion
from dhr_cases.models.history import AppendOnlyModel, AuditedModel


class ReadingAccess(AuditedModel):
    """One person's way into one numbered copy. Revoked means at once, on the next page."""

    reading = models.ForeignKey(DraftReading, models.PROTECT, related_name="accesses")
    reader = models.ForeignKey(User, models.PROTECT, related_name="reading_accesses")
    ends_on = models.DateField("open until")
    revoked_at = models.DateTimeField("closed at", null=True, blank=True)
    revoked_reason = models.TextField("why closed", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("reading", "reader"), name="one_way_in_a_reader"),)
        ordering = ("pk",)


class ReadingPassage(AppendOnlyModel):
    """A section in a copy, in the version that was current when the copy was given."""

    reading = models.ForeignKey(DraftReading, models.PROTECT, related_name="passages")
    version = models.ForeignKey(SectionVersion, models.PROTECT, related_name="passages")
    position = models.PositiveSmallIntegerField("position")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("reading", "version"), name="one_passage_a_version"),)
        ordering = ("position",)


class ReadingOpening(AppendOnlyModel):
    """A page of a copy was opened. Append-only: the family can be told who read what, and when."""

    access = models.ForeignKey(ReadingAccess, models.PROTECT, related_name="openings")
    passage = models.ForeignKey(ReadingPassage, models.PROTECT, null=True, blank=True, related_name="openings")
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)

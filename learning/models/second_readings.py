"""Who read a briefing before it goes out, in which exact words, and did it pass?"""

from django.db import models

from dhr_cases.models import Case, User
from dhr_cases.models.history import AppendOnlyModel
from learning.briefing_boxes import BRIEFINGS, BriefingKind


class SecondReading(AppendOnlyModel):
    """One person's reading of a briefing. ``digest`` is that of its words: a changed word needs a new reading."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="second_readings")
    kind = models.CharField(
        "briefing", max_length=20, choices=[(kind.value, BRIEFINGS[kind].label) for kind in BriefingKind]
    )
    digest = models.CharField("digest of the words", max_length=64)
    is_passed = models.BooleanField("signed off")
    note = models.TextField("note", blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)

"""What was done for a partnership beyond its cases, when, by whom, why? Rows are only ever added. Source: L30 [D]."""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.history import AppendOnlyModel
from dhr_cases.models.partnerships import Partnership


class TeamEvent(AppendOnlyModel):
    """One act. ``subject`` and ``subject_id`` name the row it is about; ``detail`` holds plain facts, no names.

    Each app adds ``kind`` with its own acts as choices, and what else its acts need.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="%(app_label)s_events")
    on = models.DateField("on")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="%(app_label)s_events")
    by_role = models.CharField("as", max_length=60, blank=True)
    reason = models.TextField("reason", blank=True)
    subject = models.CharField("about", max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ("pk",)

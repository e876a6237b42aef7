"""What was done with money, when, by whom, why? Rows are only ever added. Source: L30 [D]."""

from django.db import models

from dhr_cases.models import Partnership, User
from dhr_cases.models.history import AppendOnlyModel
from funding.verbs import VERBS


def verb_choices() -> list[tuple[str, str]]:
    """Acts as choices, in the words of the record."""
    return [(verb.value, row.done) for verb, row in VERBS.items()]


class FundingEvent(AppendOnlyModel):
    """One act. ``subject`` and ``subject_id`` name the row it is about; ``detail`` holds plain facts, no names."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="funding_events")
    kind = models.CharField("act", max_length=30, choices=verb_choices)
    on = models.DateField("on")
    year = models.PositiveSmallIntegerField("financial year", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="funding_events")
    by_role = models.CharField("as", max_length=60, blank=True)
    reason = models.TextField("reason", blank=True)
    subject = models.CharField("about", max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=("partnership", "kind")), models.Index(fields=("subject", "subject_id")))
        ordering = ("pk",)

    def __str__(self) -> str:
        """What was done."""
        return self.get_kind_display()

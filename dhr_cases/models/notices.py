"""Which messages wait to be sent, and which were? The outbox; a message carries no case facts."""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case


class Notice(models.Model):
    """One message to one person, queued with the action that caused it and sent by the worker."""

    kind = models.CharField("kind", max_length=40)
    to = models.ForeignKey(User, models.PROTECT, related_name="notices")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="notices")
    path = models.CharField("page it leads to", max_length=200, blank=True)
    queued_at = models.DateTimeField("queued at", auto_now_add=True)
    sent_at = models.DateTimeField("sent at", null=True, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField("attempts", default=0)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        """Its kind, and to whom; nothing of a case."""
        return f"{self.kind} to {self.to}"

"""Who made, changed, closed or reopened an account, when and why?"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.history import AppendOnlyModel


class AccountAct(models.TextChoices):
    """What was done to an account."""

    MADE = "made", "Account made"
    INVITED = "invited", "Invited again"
    CHANGED = "changed", "Details changed"
    DEACTIVATED = "deactivated", "Deactivated"
    REACTIVATED = "reactivated", "Reactivated"


class AccountChange(AppendOnlyModel):
    """One thing done to an account; an account has no versions, its changes are listed here."""

    account = models.ForeignKey(User, models.PROTECT, related_name="changes")
    kind = models.CharField("what", max_length=20, choices=AccountAct)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="account_changes_made")
    reason = models.TextField("reason", blank=True)
    detail = models.CharField("detail", max_length=300, blank=True)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        verbose_name = "change to an account"
        ordering = ("-pk",)

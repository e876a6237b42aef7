"""Which exact bytes were scanned before release, what was found, and which two people approved them?

Approvals belong to a SHA-256 and to nothing else: one changed byte has none. Source: ambition 3 [D]; domain 4.3 [D].
"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel
from dhr_cases.models.papers import PaperVersion


class ReleaseScan(AppendOnlyModel):
    """One look of the gate at one file. ``register`` is a digest of the protected words it was looked at with.

    A scan made with an older register counts no more. ``findings`` is encrypted JSON.
    """

    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="scans")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    register = models.CharField("digest of the register", max_length=64)
    is_readable = models.BooleanField("could be read wholly")
    blocking = models.PositiveIntegerField("protected words found")
    undecided = models.PositiveIntegerField("suggestions nobody decided about")
    findings = EncryptedTextField("findings")
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class ReleaseApproval(AppendOnlyModel):
    """One person approves a file for release, or takes the approval back; the newest row of a person counts.

    ``scan`` is the look at the file that the person went by; a later look with other protected words ends what it was
    worth. It is empty where an approval is taken back.
    """

    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="release_approvals")
    scan = models.ForeignKey(ReleaseScan, models.PROTECT, null=True, blank=True, related_name="approvals")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    is_given = models.BooleanField("approved")
    reason = models.TextField("reason", blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)

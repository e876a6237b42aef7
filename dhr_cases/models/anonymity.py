"""Which words must never leave this review, what stands in their place, and what was decided about each finding?

Everything that names somebody is encrypted at rest. Source: domain 4.3, the token register [D].
"""

from django.db import models

from dhr_cases.anonymity_terms import FindingKind, Judgement, TokenKind
from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.models.people import Person


class ProtectedToken(AuditedModel):
    """A real name, address, school or number of the case, the ways it is written, and what is printed instead.

    ``variants`` holds one way of writing a line: nicknames, initials, misspellings seen. Names of people recorded
    on the People page belong to the register by themselves and are not copied here.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="protected_tokens")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="protected_tokens")
    kind = models.CharField("kind", max_length=20, choices=[(kind.value, kind.label) for kind in TokenKind])
    value = EncryptedTextField("protected words")
    variants = EncryptedTextField("other ways it is written", blank=True)
    replacement = models.CharField("printed instead", max_length=200)
    note = EncryptedTextField("note", blank=True)
    is_retired = models.BooleanField("no longer protected", default=False)

    class Meta:
        ordering = ("kind", "pk")

    @property
    def all_variants(self) -> tuple[str, ...]:
        """The other ways of writing it, without empty lines."""
        return tuple(line.strip() for line in self.variants.splitlines() if line.strip())


class LegalHold(AuditedModel):
    """A reason for which the record of a case may not be destroyed, until it ends. It stops no other work."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="legal_holds")
    reason = models.TextField("why the record must be kept")
    asked_by = models.CharField("who asked for it", max_length=200, blank=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True)
    end_reason = models.TextField("why it ended", blank=True)

    class Meta:
        ordering = ("starts_on", "pk")


class FindingDecision(AppendOnlyModel):
    """What a person decided about one suggestion; it is carried to later versions of the same words.

    ``fingerprint`` is a keyed digest of the kind, the words and what stands around them: equal findings have equal
    fingerprints, and nobody reads the words from it. The newest decision about a fingerprint counts.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="finding_decisions")
    fingerprint = models.CharField("fingerprint", max_length=64, db_index=True)
    kind = models.CharField("kind", max_length=20, choices=[(kind.value, kind.label) for kind in FindingKind])
    words = EncryptedTextField("words found")
    judgement = models.CharField("decision", max_length=20, choices=[(row.value, row.label) for row in Judgement])
    replacement = models.CharField("printed instead", max_length=200, blank=True)
    reason = models.TextField("reason", blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)

"""Which reviews and themes does a seminar pack tell of, which files were made of it, and who approved their bytes?

A pack is planned (``SeminarPack``), asked for (``PackOrder``), made as an edition whose files never change
(``PackEdition``, ``PackFile``), and approved as a whole by two people. Everything comes from the public register and
from what the partnership writes for the day; nothing of a case file comes near it.
"""

from django.db import models

from dhr_cases.models import Order, Partnership, PublicRecord, User
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from learning.models.seminars import Event
from learning.pack_terms import PARTS, PackPart


class SeminarPack(AuditedModel):
    """What a pack is made from besides the register, one line for each aim, theme, practice point, question, route."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="pack")
    aims = models.TextField("aims", blank=True)
    themes = models.TextField("themes", blank=True)
    practice = models.TextField("what people can do", blank=True)
    questions = models.TextField("questions of the exercise", blank=True)
    routes = models.TextField("routes of referral", blank=True)


class PackReview(AuditedModel):
    """One published review of a pack. The family's words are used only where ``has_family_agreed``."""

    pack = models.ForeignKey(SeminarPack, models.PROTECT, related_name="reviews")
    record = models.ForeignKey(PublicRecord, models.PROTECT, related_name="pack_reviews")
    has_family_agreed = models.BooleanField("the family agreed to their words being used", default=False)
    is_chosen = models.BooleanField("chosen", default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("pack", "record"), name="one_place_a_review_in_a_pack"),)
        ordering = ("pk",)


class PackOrder(Order):
    """A pack asked for."""

    pack = models.ForeignKey(SeminarPack, models.PROTECT, related_name="orders")

    def __str__(self) -> str:
        """The pack it is for."""
        return str(self.pack)


class PackEdition(AppendOnlyModel):
    """All files of a pack as made at one time. ``digest`` is that of the digests of all of them, in order."""

    pack = models.ForeignKey(SeminarPack, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("edition")
    digest = models.CharField("digest of all files", max_length=64)
    register = models.CharField("digest of the protected words", max_length=64)
    ordered_by = models.ForeignKey(User, models.PROTECT)
    made_at = models.DateTimeField("made at", auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("pack", "number"), name="one_edition_a_number"),)
        ordering = ("pk",)


class PackFile(AppendOnlyModel):
    """One file of an edition with its SHA-256. ``findings`` are what a person judges before approving, as JSON."""

    edition = models.ForeignKey(PackEdition, models.PROTECT, related_name="files")
    part = models.CharField("part", max_length=40, choices=[(part.value, PARTS[part].label) for part in PackPart])
    label = models.CharField("what it is", max_length=200)
    file = models.FileField("file", upload_to="packs/%Y/%m/", max_length=200)
    file_name = models.CharField("file name", max_length=160)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    findings = EncryptedTextField("findings to judge", blank=True)

    class Meta:
        ordering = ("pk",)


class PackApproval(AppendOnlyModel):
    """One person approves all files of an edition, or takes the approval back; the newest row of a person counts."""

    edition = models.ForeignKey(PackEdition, models.PROTECT, related_name="approvals")
    digest = models.CharField("digest of all files", max_length=64)
    is_given = models.BooleanField("approved")
    reason = models.TextField("reason", blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class SlideTemplate(AuditedModel):
    """A partnership's own template for slides. The newest one in use is taken."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="slide_templates")
    file = models.FileField("file", upload_to="templates/%Y/%m/", max_length=200)
    file_name = models.CharField("file name", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    is_used = models.BooleanField("in use", default=True)
    added_by = models.ForeignKey(User, models.PROTECT)
    added_at = models.DateTimeField("added at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)

"""What does the public see of a review? Built anew from open facts; it holds no name and outlives the case.

Source: domain 4 and funding-and-reporting 5.6: published lists of reviews [V].
"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.papers import PaperVersion
from dhr_cases.models.partnerships import Partnership
from dhr_cases.paper_kinds import KINDS, PaperKind


class PublicState(models.TextChoices):
    """How a review stands on the public register."""

    PUBLISHED = "published", "Published"
    LEARNING = "learning", "Learning for publication"
    WITHHELD = "withheld", "Not published"
    WITHDRAWN = "withdrawn", "Taken down"


class PublicRecord(AuditedModel):
    """One review on the public register. ``slug`` is its address for good, also after it was taken down.

    The executive summary is not kept here: it is read from the approved file each time it is shown.
    ``case`` is empty once the case has been destroyed: the public record stays what it is.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="public_records")
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="public_record")
    slug = models.SlugField("address", max_length=80, unique=True)
    title = models.CharField("title", max_length=120)
    pseudonym = models.CharField("pseudonym", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("year of death", null=True, blank=True)
    state = models.CharField("state", max_length=20, choices=PublicState)
    progress = models.JSONField("progress of the action plan", default=list, blank=True)
    reason = models.TextField("why not published, or why taken down", blank=True)
    what_remains = models.TextField("what remains", blank=True)
    put_up_on = models.DateField("put up on", null=True, blank=True)
    taken_down_on = models.DateField("taken down on", null=True, blank=True)
    version = models.PositiveSmallIntegerField("version", default=1)

    class Meta:
        ordering = ("-year", "title")


class PublicFile(AuditedModel):
    """One file the public may have, byte for byte what two people approved. A correction is a new version.

    ``seal`` is a keyed digest of the bytes and of the two approvals, made when it was put up: it vouches for the file
    once case and paper are destroyed.
    """

    record = models.ForeignKey(PublicRecord, models.PROTECT, related_name="files")
    paper_version = models.ForeignKey(PaperVersion, models.PROTECT, null=True, blank=True, related_name="public_files")
    kind = models.CharField("paper", max_length=40, choices=[(kind.value, KINDS[kind].label) for kind in PaperKind])
    label = models.CharField("what it is", max_length=120)
    file = models.FileField("file", upload_to="public/", max_length=200)
    file_name = models.CharField("file name", max_length=160)
    file_format = models.CharField("format", max_length=10)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    seal = models.CharField("seal", max_length=64)
    number = models.PositiveSmallIntegerField("version", default=1)
    correction_reason = models.TextField("why it was corrected", blank=True)
    put_up_on = models.DateField("put up on")
    put_up_by = models.ForeignKey(User, models.PROTECT)
    taken_down_on = models.DateField("taken down on", null=True, blank=True)
    taken_down_reason = models.TextField("why it was taken down", blank=True)

    class Meta:
        ordering = ("label", "number")

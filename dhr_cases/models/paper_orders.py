"""Which papers are being made in the background, how far are they, and from which Word template?"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.papers import PaperVersion
from dhr_cases.models.partnerships import Partnership


class OrderState(models.TextChoices):
    """How far an order is."""

    WAITING = "waiting", "Waiting"
    BUILDING = "building", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Not made"


class Order(models.Model):
    """Something asked for and made outside any request. One that was not finished is taken up again."""

    state = models.CharField("state", max_length=20, choices=OrderState, default=OrderState.WAITING)
    tries = models.PositiveSmallIntegerField("tries", default=0)
    fault = models.TextField("why it was not made", blank=True)
    ordered_by = models.ForeignKey(User, models.PROTECT)
    ordered_at = models.DateTimeField("ordered at", auto_now_add=True)
    taken_at = models.DateTimeField("taken up at", null=True, blank=True)
    ended_at = models.DateTimeField("ended at", null=True, blank=True)

    objects = models.Manager()

    class Meta:
        abstract = True
        indexes = (models.Index(fields=("state", "id")),)
        ordering = ("pk",)


class PaperOrder(Order):
    """A paper asked for."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="paper_orders")
    kind = models.CharField("paper", max_length=40)
    file_format = models.CharField("format", max_length=10)
    options = models.JSONField("options", default=dict, blank=True)
    step = models.CharField("step", max_length=100, blank=True)
    percent = models.PositiveSmallIntegerField("done, in per cent", default=0)
    version = models.ForeignKey(PaperVersion, models.PROTECT, null=True, blank=True, related_name="orders")

    def __str__(self) -> str:
        """Kind and format."""
        return f"{self.kind}.{self.file_format}"


class WordTemplate(AuditedModel):
    """A partnership's own Word template for a kind of paper. The newest one in use is taken."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="word_templates")
    kind = models.CharField("paper", max_length=40)
    file = models.FileField("file", upload_to="templates/%Y/%m/", max_length=200)
    file_name = models.CharField("file name", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    is_used = models.BooleanField("in use", default=True)
    added_by = models.ForeignKey(User, models.PROTECT)
    added_at = models.DateTimeField("added at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)

"""Which papers belong to a case, in which versions, under which marking? Versions are only ever added."""

from django.db import models

from dhr_cases.disclosure import Material
from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind


def paper_kind_choices() -> list[tuple[str, str]]:
    """Kinds of paper as choices, from the registry."""
    return [(kind.value, row.label) for kind, row in KINDS.items()]


class Paper(AuditedModel):
    """A paper of the case; who sees it follows from its kind's material."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    kind = models.CharField("kind", max_length=40, choices=paper_kind_choices)
    title = models.CharField("title", max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    custodian = models.CharField("custodian", max_length=200, blank=True)

    class Meta:
        ordering = ("kind", "pk")

    @property
    def material(self) -> Material:
        """Which part of the case it belongs to; the disclosure table goes by that."""
        return KINDS[PaperKind(self.kind)].material


class PaperVersion(AppendOnlyModel):
    """The exact bytes of one version, with their SHA-256."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    file = models.FileField("file", upload_to="papers/%Y/%m/", max_length=200)
    file_name = models.CharField("file name", max_length=200)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    marking = models.CharField("marking", max_length=40, choices=[(m.value, m.label) for m in Marking])
    note = models.TextField("what changed", blank=True)
    added_by = models.ForeignKey(User, models.PROTECT)
    added_at = models.DateTimeField("added at", auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("paper", "number"), name="one_file_a_version"),)
        ordering = ("number",)

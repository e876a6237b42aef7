"""What stands still and what was given more time? Holds, extensions and parallel proceedings."""

from django.db import models

from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models.case import Case
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.partial_dates import PartialDateField


class Hold(AuditedModel):
    """A pause of named work for a recorded reason. It moves no due date by itself."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    reason = models.CharField("reason", max_length=30, choices=[(r.value, r.label) for r in HoldReason])
    scope = models.JSONField("what stops", default=list)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True)
    view_of_police = models.TextField("view of the senior investigating officer or CPS", blank=True)
    goes_on = models.TextField("what goes on meanwhile", blank=True)
    resume_expected_on = PartialDateField("expected to end")
    is_home_office_told = models.BooleanField("Home Office told", default=False)
    is_family_told = models.BooleanField("family told", default=False)
    note = models.TextField("note", blank=True)

    class Meta:
        ordering = ("starts_on", "pk")

    @property
    def scopes(self) -> frozenset[HoldScope]:
        """What stops, as codes."""
        return frozenset(HoldScope(value) for value in self.scope)

    @property
    def is_open(self) -> bool:
        """True while no end is recorded."""
        return self.ends_on is None


class Extension(AuditedModel):
    """More time agreed for one clock, or for one agency's request."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    clock = models.CharField("clock", max_length=60)
    request = models.ForeignKey("InformationRequest", models.PROTECT, null=True, blank=True, related_name="extensions")
    new_due_on = models.DateField("new due date")
    agreed_on = models.DateField("agreed on")
    agreed_by = models.CharField("agreed by", max_length=200)
    reason_code = models.CharField("reason", max_length=30, choices=[(r.value, r.label) for r in ExtensionReason])
    reason = models.TextField("in words", blank=True)
    is_home_office_told = models.BooleanField("Home Office told", default=False)

    class Meta:
        ordering = ("agreed_on", "pk")


class Lateness(AuditedModel):
    """Why a clock was missed: asked for, never blocking."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="latenesses")
    clock = models.CharField("clock", max_length=60)
    reason_code = models.CharField("reason", max_length=30, choices=[(r.value, r.label) for r in ExtensionReason])
    reason = models.TextField("in words")

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "latenesses"


class ParallelProceeding(AuditedModel):
    """A trial, inquest or other review that runs beside this one. Source: domain 5.4 [K]."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="proceedings")
    kind = models.CharField("kind", max_length=40, choices=[(k.value, k.label) for k in ProceedingKind])
    reference = models.CharField("its reference", max_length=120, blank=True)
    state = models.CharField("where it stands", max_length=200, blank=True)
    starts_on = PartialDateField("began")
    ends_on = PartialDateField("ended")
    outcome = models.CharField("outcome", max_length=300, blank=True)
    contact = models.CharField("contact", max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

"""What does a review or the partnership have to pay for? A line says what; the ledger says how much in which year.

Source: L16 to L20 [D]. Case reference only, no name and no fact of a case (L32).
"""

from django.db import models

from dhr_cases.models import Appointment, Case, Partnership
from dhr_cases.models.history import AuditedModel
from funding.models.settings import ComplexityBand
from funding.terms import COST_BASES, COST_CLASSES, CostBasis


def class_choices() -> list[tuple[str, str]]:
    """Classes of cost, as choices."""
    return [(cost_class.value, label) for cost_class, label in COST_CLASSES.items()]


def basis_choices() -> list[tuple[str, str]]:
    """Ways of pricing, as choices."""
    return [(basis.value, label) for basis, label in COST_BASES.items()]


class CostLine(AuditedModel):
    """One thing to be paid for: of a case, of a learning review that is not statutory, or of the partnership itself."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="cost_lines")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="cost_lines")
    learning_review = models.CharField("reference of a learning review", max_length=60, blank=True)
    cost_class = models.CharField("class", max_length=20, choices=class_choices)
    description = models.CharField("what for", max_length=200)
    supplier = models.CharField("supplier", max_length=200, blank=True)
    basis = models.CharField("priced by", max_length=10, choices=basis_choices, default=CostBasis.FIXED)
    band = models.ForeignKey(ComplexityBand, models.PROTECT, null=True, blank=True, related_name="cost_lines")
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, blank=True, related_name="cost_line")
    day_rate_pence = models.BigIntegerField("day rate in pence", null=True, blank=True)
    days_estimated = models.DecimalField("days estimated", max_digits=6, decimal_places=2, null=True, blank=True)
    days_used = models.DecimalField("days used", max_digits=6, decimal_places=2, null=True, blank=True)
    expected_year = models.PositiveSmallIntegerField("financial year it is expected in", null=True, blank=True)
    is_settled = models.BooleanField("fully paid", default=False)
    settled_on = models.DateField("fully paid on", null=True, blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=("partnership", "case")),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """What for."""
        return self.description

    @property
    def reference(self) -> str:
        """The case's or the learning review's reference; "" for a cost of the partnership itself."""
        return self.case.reference if self.case is not None else self.learning_review


class CostQuote(AuditedModel):
    """A price offered for a line; at least three are usual, one is chosen with a reason. Source: Warrington [V]."""

    cost_line = models.ForeignKey(CostLine, models.PROTECT, related_name="quotes")
    supplier = models.CharField("from", max_length=200)
    amount_pence = models.BigIntegerField("amount in pence", null=True, blank=True)
    received_on = models.DateField("received on")
    is_chosen = models.BooleanField("chosen", default=False)
    reason = models.TextField("why this one", blank=True)

    class Meta:
        ordering = ("received_on", "pk")

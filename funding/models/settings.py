"""What does a partnership set about its money: what partners see, what a review costs here, who stands in?

Source: L20, L27, L31 [D]; every figure here is local data, never a constant.
"""

from django.db import models

from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.models.history import AuditedModel
from funding.terms import SIGHTS, Sight


def sight_choices() -> list[tuple[str, str]]:
    """What partners may see, as choices."""
    return [(sight.value, label) for sight, label in SIGHTS.items()]


class FundingSettings(AuditedModel):
    """One row for each partnership that keeps money here; posting locks it, so that entries come one after another."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="funding_settings")
    sight = models.CharField("what a partner sees", max_length=12, choices=sight_choices, default=Sight.TOTALS)
    average_cost_pence = models.BigIntegerField("average cost of a review in pence", null=True, blank=True)
    average_cost_source = models.CharField("where that figure comes from", max_length=300, blank=True)
    answer_days = models.PositiveSmallIntegerField("days a partner has to answer", default=28)
    payment_days = models.PositiveSmallIntegerField("days a partner has to pay an invoice", default=30)
    invoice_columns = models.JSONField("columns of the invoice file", default=list, blank=True)

    class Meta:
        verbose_name_plural = "funding settings"

    def __str__(self) -> str:
        """Whose settings."""
        return f"Money of {self.partnership}"


class ComplexityBand(AuditedModel):
    """A local grade of review and what it costs by default, in pence. Source: L20; Barking grades cases [V]."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="complexity_bands")
    name = models.CharField("band", max_length=80)
    cost_pence = models.BigIntegerField("default cost in pence")
    source = models.CharField("where that figure comes from", max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "name"), name="one_band_a_name"),)
        ordering = ("cost_pence", "name")

    def __str__(self) -> str:
        """The band."""
        return self.name


class Nominee(AuditedModel):
    """A person whom the chair has named to approve in the chair's place. Source: grant rules, section 4.3 [V]."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="nominees")
    user = models.ForeignKey(User, models.PROTECT, related_name="nominations")
    starts_on = models.DateField("from")
    ends_on = models.DateField("last day", null=True, blank=True)
    reason = models.TextField("reason", blank=True)

    class Meta:
        ordering = ("starts_on", "pk")


class RecordedGap(AuditedModel):
    """A gap named in a minute with no working behind it, kept until it is closed with a reason. Source: L26 [D]."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="recorded_gaps")
    year = models.PositiveSmallIntegerField("financial year", null=True, blank=True)
    amount_pence = models.BigIntegerField("amount in pence", null=True, blank=True)
    qualifier = models.CharField("how exact", max_length=10, default="exact")
    text = models.TextField("what was said")
    meeting = models.CharField("meeting", max_length=200, blank=True)
    minute = models.CharField("minute", max_length=40, blank=True)
    stated_on = models.DateField("stated on", null=True, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="gaps_worked_on")
    action = models.CharField("what is being done", max_length=300, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    closed_reason = models.TextField("why closed", blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        """The words of the minute."""
        return self.text

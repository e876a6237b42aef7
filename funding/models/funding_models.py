"""By which rules do partners pay, from which year until which, agreed where?

Source: L5 to L7, L10, L14 [D]; Gloucestershire's formula [V].
"""

from django.db import models

from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.models.history import AuditedModel
from funding.terms import MODEL_BASES, PART_YEARS, VERSION_STATES, ModelBasis, PartYear, VersionState
from funding.years import FinancialYear


def state_choices() -> list[tuple[str, str]]:
    """States of a version, as choices."""
    return [(state.value, label) for state, label in VERSION_STATES.items()]


def basis_choices() -> list[tuple[str, str]]:
    """What rules apply to, as choices."""
    return [(basis.value, label) for basis, label in MODEL_BASES.items()]


def part_year_choices() -> list[tuple[str, str]]:
    """How a broken year is shared, as choices."""
    return [(choice.value, label) for choice, label in PART_YEARS.items()]


class FundingModel(AuditedModel):
    """A way of paying that partners have, such as the shared cost of reviews; its versions hold the rules."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="funding_models")
    name = models.CharField("name", max_length=120)
    covers = models.TextField("what it pays for", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "name"), name="one_model_a_name"),)
        ordering = ("name",)

    def __str__(self) -> str:
        """The model's name."""
        return self.name


class ModelVersion(AuditedModel):
    """The rules of a model for a run of years. A version in force is not edited; a new one replaces it.

    ``rules`` is a list of objects in the vocabulary of ``rule_files``; parties are organisation codes.
    """

    model = models.ForeignKey(FundingModel, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    first_year = models.PositiveSmallIntegerField("first year")
    last_year = models.PositiveSmallIntegerField("last year", null=True, blank=True)
    state = models.CharField("state", max_length=12, choices=state_choices, default=VersionState.DRAFT)
    basis = models.CharField("applied to", max_length=10, choices=basis_choices, default=ModelBasis.ANNUAL)
    part_year = models.CharField("broken year", max_length=10, choices=part_year_choices, default=PartYear.BY_DAYS)
    underwriter = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="models_underwritten"
    )
    rules = models.JSONField("rules", default=list)
    meeting = models.CharField("agreed at", max_length=200, blank=True)
    met_on = models.DateField("on", null=True, blank=True)
    minute = models.CharField("minute", max_length=40, blank=True)
    reason = models.TextField("why this version", blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="models_adopted")
    adopted_on = models.DateField("brought into force on", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("model", "number"), name="one_version_a_number"),)
        ordering = ("model", "number")

    def __str__(self) -> str:
        """Model and version."""
        return f"{self.model}, version {self.number}"

    @property
    def years(self) -> str:
        """The years it covers, in words."""
        first = FinancialYear(self.first_year).label
        if self.last_year == self.first_year:
            return first
        return f"{first} to {FinancialYear(self.last_year).label}" if self.last_year else f"from {first}"

    def covers_year(self, year: int) -> bool:
        """True when the version's run of years holds the year that starts in ``year``."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


class ModelParty(AuditedModel):
    """A body that is party to a version; the order decides who bears an odd penny."""

    version = models.ForeignKey(ModelVersion, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="model_parties")
    order = models.PositiveSmallIntegerField("order")
    is_left_out = models.BooleanField("no longer a party", default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "organisation"), name="one_party_a_body"),)
        ordering = ("version", "order")
        verbose_name_plural = "model parties"

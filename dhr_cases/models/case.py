"""What is the root record of a review? Facts of the death and where the review stands; no names.

Source: domain 3.1 [D]; both legal tests domain 1.2 and 1.3 [V].
"""

from django.db import models

from dhr_cases.models.history import AuditedModel
from dhr_cases.models.partial_dates import PartialDate, PartialDateField
from dhr_cases.models.partnerships import Partnership
from dhr_cases.policy.load import regimes
from dhr_cases.roles import CasePermission
from dhr_cases.stages import STAGES, START, Stage, StageRow


def stage_choices() -> list[tuple[str, str]]:
    """Stages as choices, labels from the stage table."""
    return [(stage.value, row.label) for stage, row in STAGES.items()]


def regime_choices() -> list[tuple[str, str]]:
    """Legal regimes as choices, from the policy files."""
    return [(regime.id, regime.law) for regime in regimes()]


REMEMBERING = frozenset({Stage.END_PROPOSED, Stage.LEARNING, Stage.MONITORING, Stage.CLOSED})
"""Stages that show as much as an earlier one where ``resumes_at`` names it: no more was done, or made public."""


class DeathType(models.TextChoices):
    """How the death is understood when it is referred."""

    HOMICIDE = "homicide", "Homicide"
    SUSPECTED_SUICIDE = "suspected_suicide", "Suspected suicide"
    UNEXPECTED = "unexpected", "Unexpected or unexplained"
    HOMICIDE_THEN_SUICIDE = "homicide_then_suicide", "Homicide followed by suicide"
    NEGLECT = "neglect", "Neglect"
    OTHER = "other", "Other"
    NOT_STATED = "", "Not stated"


class PlaceType(models.TextChoices):
    """Where the death happened, by kind only. Source: Home Office library values [V]."""

    RESIDENTIAL = "residential", "Residential"
    PUBLIC = "public", "Public place"
    OTHER = "other", "Other"
    NOT_STATED = "", "Not stated"


class Case(AuditedModel):
    """One review from referral to closure. ``stage`` is written by ``actions.core`` alone."""

    reference = models.SlugField("reference", max_length=40, unique=True)
    public_title = models.CharField("public title", max_length=120, blank=True)
    pseudonym = models.CharField("pseudonym", max_length=60, blank=True)
    regime = models.CharField("legal regime", max_length=20, choices=regime_choices)
    stage = models.CharField("stage", max_length=30, choices=stage_choices, default=START, db_index=True)
    stage_since = models.DateField("in this stage since", null=True, blank=True)
    resumes_at = models.CharField("stage to return to", max_length=30, blank=True)
    lead_csp = models.ForeignKey(Partnership, models.PROTECT, related_name="cases")
    joint_csps = models.ManyToManyField(Partnership, blank=True, related_name="joint_cases")
    managing_body = models.ForeignKey(Partnership, models.PROTECT, null=True, blank=True, related_name="managed_cases")
    joint_note = models.TextField("joint commission note", blank=True)
    transferred_to = models.CharField("transferred to", max_length=200, blank=True)
    successor_of_csp = models.CharField("partnership before", max_length=200, blank=True)
    death_date = PartialDateField("date of death")
    death_type = models.CharField("type of death", max_length=30, choices=DeathType, blank=True)
    death_place_type = models.CharField("type of place", max_length=20, choices=PlaceType, blank=True)
    has_multiple_deaths = models.BooleanField("more than one person died", default=False)
    referred_by = models.CharField("referred by", max_length=200, blank=True)
    referral_route = models.CharField("route of the referral", max_length=200, blank=True)
    referred_on = PartialDateField("referred on")
    aware_on = PartialDateField("partnership chair aware on")
    is_taken_on = models.BooleanField("taken on while running", default=False)
    custodian = models.CharField("custodian of the papers", max_length=200, blank=True)
    forgotten_on = models.DateField("record destroyed on", null=True, blank=True)

    class Meta:
        permissions = tuple((p.value, p.value.replace("_", " ")) for p in CasePermission)
        ordering = ("-pk",)
        indexes = (models.Index(fields=("lead_csp", "stage")),)

    def __str__(self) -> str:
        """The reference; never a name."""
        return self.reference

    @property
    def at(self) -> Stage:
        """The stage as its code."""
        return Stage(self.stage)

    @property
    def standing(self) -> Stage:
        """The stage that disclosure goes by.

        While an ending is proposed it is the one the review would return to; of a case without a review, one that
        ended early and one whose report is withheld it stays the stage in which that was settled.
        """
        return Stage(self.resumes_at) if self.at in REMEMBERING and self.resumes_at else self.at

    @property
    def row(self) -> StageRow:
        """The stage's row in the table."""
        return STAGES[self.at]

    @property
    def year_of_death(self) -> int | None:
        """Year of death, None when not known."""
        known: PartialDate = self.death_date
        return known.value.year if known.value else None

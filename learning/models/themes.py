"""Which themes has a partnership, what happened to them, and who coded which paragraph or recommendation with which?

Nothing is renamed or recoded in place: a new name is a new theme, a new opinion a new reading, each with its day.
"""

import datetime

from django.db import models
from django.db.models import F, Q

from dhr_cases.models import Partnership, PublicRecord, Recommendation, User
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from learning.themes.coding_terms import ITEM_LABELS, ItemKind
from learning.themes.reading import KIND_LABELS, SetKind
from learning.themes.taxonomy import WORDS, ChangeKind


class ThemeSet(AuditedModel):
    """A set of themes: characteristics of the national library, local themes, priorities, cross-cutting themes.

    A review has at most one value of an exclusive set.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="theme_sets")
    code = models.SlugField("code", max_length=60)
    label = models.CharField("name", max_length=120)
    kind = models.CharField("kind", max_length=20, choices=[(kind.value, KIND_LABELS[kind]) for kind in SetKind])
    is_exclusive = models.BooleanField("one value a review", default=False)
    source = models.TextField("source", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "code"), name="one_theme_set_a_code"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """Its name."""
        return self.label


class Theme(AuditedModel):
    """One theme from the day it came into force; ``to_on`` is the first day it no longer was."""

    theme_set = models.ForeignKey(ThemeSet, models.PROTECT, related_name="themes")
    code = models.SlugField("code", max_length=80)
    label = models.CharField("name", max_length=160)
    from_on = models.DateField("in force from")
    to_on = models.DateField("no longer in force from", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("theme_set", "code"), name="one_theme_a_code"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="theme_ends_after_it_begins"
            ),
        )
        ordering = ("pk",)

    def __str__(self) -> str:
        """Its name."""
        return self.label

    @property
    def last_on(self) -> datetime.date | None:
        """The last day on which it holds; None while no end is known."""
        return self.to_on and self.to_on - datetime.timedelta(days=1)


class ThemeChange(AppendOnlyModel):
    """One theme gave way to another. A merger has a row for each theme that went in, a split one for each part."""

    kind = models.CharField("what happened", max_length=20, choices=[(kind.value, WORDS[kind]) for kind in ChangeKind])
    on = models.DateField("on")
    proposed_on = models.DateField("proposed on", null=True, blank=True)
    earlier = models.ForeignKey(Theme, models.PROTECT, related_name="changes_to_later")
    later = models.ForeignKey(Theme, models.PROTECT, related_name="changes_from_earlier")
    reason = models.TextField("reason", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("earlier", "later"), name="one_change_between_two_themes"),)
        ordering = ("pk",)


class CodedItem(AuditedModel):
    """One numbered paragraph of a published summary, or one recorded recommendation, that is coded.

    ``text`` is what it said when it was first coded. A paragraph was approved for publication by two people, and its
    row outlives the case; a recommendation's goes with the case. ``number`` is that of the paragraph, or the place of
    the recommendation in its report.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="coded_items")
    record = models.ForeignKey(PublicRecord, models.PROTECT, null=True, blank=True, related_name="coded_items")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="coded_items"
    )
    number = models.PositiveIntegerField("paragraph or place")
    text = models.TextField("words")
    digest = models.CharField("digest of the words", max_length=64)
    kind = models.CharField("what it is", max_length=20, choices=[(kind.value, ITEM_LABELS[kind]) for kind in ItemKind])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("record", "number", "digest"), name="one_item_a_paragraph"),
            models.UniqueConstraint(fields=("recommendation", "partnership"), name="one_item_a_recommendation"),
            models.CheckConstraint(
                condition=Q(record=None, recommendation__isnull=False) | Q(record__isnull=False, recommendation=None),
                name="item_is_paragraph_or_recommendation",
            ),
        )
        ordering = ("record", "number", "pk")

    def __str__(self) -> str:
        """Where it stands."""
        if self.record is None:
            return f"Recommendation {self.number}"
        return f"{self.record.title}, paragraph {self.number}"


class CodingReading(AppendOnlyModel):
    """One person's reading of an item: all the themes they see in it. A later reading stands beside the earlier.

    ``is_settled`` marks what was agreed after two people had read it; it goes before their own readings.
    """

    item = models.ForeignKey(CodedItem, models.PROTECT, related_name="readings")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField("on")
    is_settled = models.BooleanField("agreed by both", default=False)
    reason = models.TextField("reason", blank=True)
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class ThemeCode(AppendOnlyModel):
    """One theme seen in one reading."""

    reading = models.ForeignKey(CodingReading, models.PROTECT, related_name="codes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="codes")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("reading", "theme"), name="one_code_a_reading"),)
        ordering = ("pk",)


class RecommendationTheme(models.Model):
    """A theme that two people see in a recommendation, or, not held, that one of them sees and has to be settled.

    Follows from the readings and is written with them, so that actions can be counted by theme in one statement.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="themes_seen")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="recommendations")
    is_held = models.BooleanField("holds")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("recommendation", "theme"), name="one_theme_a_recommendation"),)
        indexes = (models.Index(fields=("theme", "is_held"), name="recommendations_by_theme"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """The theme."""
        return str(self.theme)

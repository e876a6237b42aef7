"""Which measures does the partnership's performance stand by, and what is told of each for each time?

Source: performance data as a part of the yearly report, Kent minutes of 2015 [V].
"""

import datetime

from django.db import models

from dhr_cases.models import Partnership
from dhr_cases.models.history import AuditedModel
from governance.measure_figures import RISE_MEANS, RiseMeans, Told


def rise_choices() -> list[tuple[str, str]]:
    """What a rise may mean, labels from their table."""
    return [(code.value, label) for code, label in RISE_MEANS.items()]


class Measure(AuditedModel):
    """Something counted or rated again and again: of which area or group, in which unit, and what a rise means.

    ``shows_small`` is True where values from 1 to 4 may stand in papers for everybody: a rate, or what is public.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="measures")
    name = models.CharField("name", max_length=200)
    of = models.CharField("area or group", max_length=200, blank=True)
    unit = models.CharField("unit", max_length=60, blank=True)
    rise_means = models.CharField("a rise", max_length=10, choices=rise_choices, default=RiseMeans.NEITHER)
    definition = models.TextField("how it is counted", blank=True)
    shows_small = models.BooleanField("small values may be published", default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("partnership", "name", "of"), name="one_measure_a_name_and_area"),
        )
        ordering = ("name", "of", "pk")

    def __str__(self) -> str:
        """The name, with the area or group where one is given."""
        return ", ".join(filter(None, (self.name, self.of)))


class MeasureValue(AuditedModel):
    """What a source tells of a measure for one time, such as 2013/14, which ends on ``ends_on``.

    ``value`` None is not stated, never nil. ``printed_change`` is a change as the source prints it.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="values")
    label = models.CharField("for which time", max_length=60)
    ends_on = models.DateField("last day of that time")
    value = models.DecimalField("figure", max_digits=16, decimal_places=4, null=True, blank=True)
    adjusted = models.DecimalField("adjusted figure", max_digits=16, decimal_places=4, null=True, blank=True)
    adjusted_why = models.TextField("why adjusted", blank=True)
    printed_change = models.CharField("change as printed", max_length=60, blank=True)
    commentary = models.TextField("commentary", blank=True)
    source = models.CharField("source", max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("measure", "ends_on"), name="one_measure_value_a_day"),)
        ordering = ("measure", "ends_on")

    def __str__(self) -> str:
        """The measure and the time."""
        return f"{self.measure}, {self.label}"

    @property
    def told(self) -> Told:
        """The value as the arithmetic takes it."""
        return Told(
            label=self.label,
            value=self.value,
            adjusted=self.adjusted,
            adjusted_why=self.adjusted_why,
            printed_change=self.printed_change,
            commentary=self.commentary,
            source=self.source,
        )

    def was_told_by(self, on: datetime.date) -> bool:
        """True where its time had ended by that day."""
        return self.ends_on <= on

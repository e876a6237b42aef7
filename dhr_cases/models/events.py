"""What happened in a case, on which day, recorded by whom, why? Rows are only ever added."""

from django.db import models

from dhr_cases.events import WORDS, Event
from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case, stage_choices
from dhr_cases.models.history import AppendOnlyModel
from dhr_cases.models.partial_dates import PartialDateField


def event_choices() -> list[tuple[str, str]]:
    """Events as choices, words from the event table."""
    return [(event.value, WORDS[event]) for event in Event]


class Provenance(models.TextChoices):
    """How we know the day of an event."""

    RECORDED = "recorded", "recorded"
    TAKEN_ON = "taken_on", "taken on"
    ASSUMED = "assumed", "assumed"


class CaseEvent(AppendOnlyModel):
    """One recorded event. ``replaces`` points at an event whose day this one corrects.

    ``subject_id`` is the request, paper, membership or other row the event is about; ``detail`` holds
    plain facts without names.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    kind = models.CharField("event", max_length=40, choices=event_choices)
    on = PartialDateField("on")
    stage = models.CharField("stage after it", max_length=30, choices=stage_choices)
    moved = models.BooleanField("the stage changed", default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="events_recorded")
    by_role = models.CharField("as", max_length=60, blank=True)
    reason = models.TextField("reason", blank=True)
    provenance = models.CharField(max_length=10, choices=Provenance, default=Provenance.RECORDED)
    subject = models.CharField("about", max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("case", "kind")), models.Index(fields=("recorded_at",)))

    def __str__(self) -> str:
        """Event and case."""
        return f"{self.kind} {self.case_id}"

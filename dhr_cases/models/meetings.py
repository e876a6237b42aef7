"""When did the panel meet, who was there, who was interviewed, and who refused?"""

from django.db import models

from dhr_cases.models.case import Case
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.panel import PanelSeat
from dhr_cases.models.people import Person


class PanelMeeting(AuditedModel):
    """One meeting of the panel; minutes are disclosable."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="panel_meetings")
    on = models.DateField("on")
    place = models.CharField("where or how", max_length=120, blank=True)
    minutes = EncryptedTextField("minutes", blank=True)
    actions_agreed = models.TextField("actions agreed", blank=True)
    was_quorate = models.BooleanField("quorate", default=True)

    class Meta:
        ordering = ("on", "pk")


class Attendance(AuditedModel):
    """A seat's attendance at a meeting; declarations are asked again at each."""

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(PanelSeat, models.PROTECT)
    was_present = models.BooleanField("present")
    declared = models.CharField("declared", max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "seat"), name="one_attendance_a_seat"),)


class Interview(AuditedModel):
    """A conversation with a person, or a refusal. No witness before trial without agreement [K]."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="interviews")
    person = models.ForeignKey(Person, models.PROTECT, related_name="interviews")
    on = models.DateField("on")
    is_refused = models.BooleanField("refused", default=False)
    agreed_with_police = models.BooleanField("police or CPS agreed", null=True, blank=True)
    notes = EncryptedTextField("notes", blank=True)

    class Meta:
        ordering = ("on", "pk")

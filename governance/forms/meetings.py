"""What do we ask about a meeting: when and where, who was there, and is its agenda out?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.models import Partnership
from governance.actions import meetings as acts
from governance.actions.meetings import MeetingFacts
from governance.actions.minutes import draft_minutes
from governance.attendance_lines import Attendee, lines_of, read_attendees
from governance.forms.bodies import AboutBodyForm
from governance.forms.core import GovernanceForm, row_of
from governance.meeting_terms import ATTENDANCE_CLASSES, AttendanceClass, MeetingMode, MemberRole
from governance.models import BodyMember, Meeting, MeetingAttendance
from governance.models.bodies import member_role_choices
from governance.models.meetings import mode_choices
from governance.verbs import GovernanceVerb

NAMES = ("on", "starts_at", "mode", "place", "link", "sits_as", "papers_due_on", "note")
PLACE = ["on", "starts_at", "mode", "place", "link"]
LINE = "One person a line: Name (as what), organisation. Write “in the chair” within the brackets of who led."


class MeetingForm(GovernanceForm):
    """When and where a body meets."""

    fieldsets = [("When and where", PLACE), ("Before it", ["papers_due_on", "sits_as", "note"])]

    on = ExactDateField(label="Day", noun="the day of the meeting")
    starts_at = forms.TimeField(
        label="Begins at",
        required=False,
        help_text="For example, 14:00.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time such as 14:00"},
    )
    mode = forms.ChoiceField(label="How do they meet?", choices=mode_choices, widget=forms.RadioSelect)
    place = forms.CharField(label="Room", max_length=200, required=False)
    link = forms.CharField(label="Online address", max_length=300, required=False)
    papers_due_on = ExactDateField(
        label="Papers due on",
        noun="the day papers are due",
        required=False,
        help_text="Leave it empty for as many days before as the body sets.",
    )
    sits_as = forms.ChoiceField(label="In which capacity does it sit?", required=False, widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def offer_capacities(self, name: str, other: str) -> None:
        """A body that sits in one capacity only is not asked."""
        capacity = self.fields["sits_as"]
        if not other:
            del self.fields["sits_as"]
        elif isinstance(capacity, forms.ChoiceField):
            capacity.choices = [("", name), (other, other)]

    def facts(self) -> MeetingFacts:
        """The answers as the action takes them."""
        answers: dict[str, Any] = {name: self.cleaned_data.get(name, "") for name in NAMES}
        return MeetingFacts(**{**answers, "mode": MeetingMode(answers["mode"])})


class PlanMeetingForm(AboutBodyForm, MeetingForm):
    """A meeting to come."""

    verb = GovernanceVerb.PLAN_MEETING

    def prepare(self) -> None:
        """Ask for the capacity only where there are two."""
        self.fields["mode"].initial = MeetingMode.ROOM
        self.offer_capacities(self.row.name, self.row.sits_as)

    def perform(self) -> Meeting:
        return acts.plan_meeting(body=self.row, by=self.by, facts=self.facts())


class AboutMeetingForm(GovernanceForm):
    """A form about one meeting."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        return Meeting.objects.filter(body__partnership=partnership).select_related("body__partnership")

    @property
    def meeting(self) -> Meeting:
        """The meeting the form is about."""
        return row_of(self, Meeting)


class ChangeMeetingForm(AboutMeetingForm, MeetingForm):
    """What has changed about a meeting."""

    verb = GovernanceVerb.CHANGE_MEETING
    fieldsets = [*MeetingForm.fieldsets, ("The change", ["reason"])]

    reason = ReasonField(help_text="Kept in the history with your name.")

    def prepare(self) -> None:
        """Begin with what is known."""
        self.begin_with(self.meeting, NAMES)
        self.offer_capacities(self.meeting.body.name, self.meeting.body.sits_as)

    def perform(self) -> Meeting:
        return acts.change_meeting(
            meeting=self.meeting, by=self.by, facts=self.facts(), reason=self.cleaned_data["reason"]
        )


class CancelMeetingForm(AboutMeetingForm):
    """Why it does not take place."""

    verb = GovernanceVerb.CANCEL_MEETING
    is_grave = True
    intro = "What its agenda took from the forward plan stands there again."

    reason = ReasonField(help_text="Kept in the history with your name.")

    def perform(self) -> Meeting:
        return acts.cancel_meeting(meeting=self.meeting, by=self.by, reason=self.cleaned_data["reason"])


class SendAgendaForm(AboutMeetingForm):
    """When the agenda went out."""

    verb = GovernanceVerb.SEND_AGENDA
    intro = "The agenda can be had as a paper on the meeting's page. Items may still be added afterwards."

    on = ExactDateField(label="Day it went out", noun="the day the agenda went out", latest=today)

    def prepare(self) -> None:
        """Today, most of the time; of a meeting entered later its own day, after which none goes out."""
        self.fields["on"].initial = min(timezone.localdate(), self.meeting.on)

    def perform(self) -> Meeting:
        return acts.send_agenda(meeting=self.meeting, by=self.by, on=self.cleaned_data["on"])


class HoldMeetingForm(AboutMeetingForm):
    """Nothing more to ask: the day is known."""

    verb = GovernanceVerb.HOLD_MEETING
    intro = "Minutes, resolutions and attendance can be recorded afterwards."

    def perform(self) -> Meeting:
        return acts.hold_meeting(meeting=self.meeting, by=self.by)


class DraftMinutesForm(AboutMeetingForm):
    """Nothing more to ask: numbers follow from the agenda."""

    verb = GovernanceVerb.DRAFT_MINUTES
    intro = "Each minuted item gets its number, which runs on from the body's last one. The agenda is closed then."

    def perform(self) -> Meeting:
        return draft_minutes(meeting=self.meeting, by=self.by)


class PeopleField(forms.CharField):
    """A list of people, one a line, given as attendees."""

    def clean(self, value: object) -> Any:
        """The people; raises ValidationError naming a line that cannot be read."""
        try:
            return read_attendees(super().clean(value))
        except ValueError as fault:
            raise ValidationError(str(fault), code="line") from fault


def people_field(kind: AttendanceClass, rows: int) -> PeopleField:
    """The field of one list; only those present are asked of everybody."""
    return PeopleField(
        label=ATTENDANCE_CLASSES[kind],
        required=kind is AttendanceClass.PRESENT,
        help_text=LINE if kind is AttendanceClass.PRESENT else "",
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": "Enter who was present"},
    )


class RecordAttendanceForm(AboutMeetingForm):
    """The lists of the minutes, whole."""

    verb = GovernanceVerb.RECORD_ATTENDANCE
    intro = "The lists are kept as they stand here: who is taken out is struck off."

    present = people_field(AttendanceClass.PRESENT, 12)
    also_present = people_field(AttendanceClass.ALSO_PRESENT, 3)
    in_attendance = people_field(AttendanceClass.IN_ATTENDANCE, 3)
    apologies = people_field(AttendanceClass.APOLOGIES, 3)

    def prepare(self) -> None:
        """Begin with the lists recorded, or with the members of the body."""
        rows = list(MeetingAttendance.objects.filter(meeting=self.meeting, is_struck=False))
        known = {kind: [_as_attendee(row) for row in rows if row.attendance == kind] for kind in AttendanceClass}
        if not rows:
            known[AttendanceClass.PRESENT] = self._members()
        for kind, people in known.items():
            self.fields[kind.value].initial = lines_of(people)

    def _members(self) -> list[Attendee]:
        """Who sits on the body on the day; officers of a body are named with their role."""
        labels = dict(member_role_choices())
        sits = BodyMember.objects.filter(body=self.meeting.body, starts_on__lte=self.meeting.on)
        return [
            Attendee(
                row.name,
                "" if row.role == MemberRole.MEMBER else labels[row.role],
                "" if row.organisation is None else row.organisation.name,
            )
            for row in sits.select_related("organisation")
            if row.ends_on is None or row.ends_on >= self.meeting.on
        ]

    def perform(self) -> Meeting:
        lists = {kind: self.cleaned_data[kind.value] for kind in AttendanceClass}
        acts.record_attendance(meeting=self.meeting, by=self.by, lists=lists)
        return self.meeting


def _as_attendee(row: MeetingAttendance) -> Attendee:
    return Attendee(row.name, row.capacity, row.organisation, row.is_in_chair)


FORMS = (
    PlanMeetingForm, ChangeMeetingForm, CancelMeetingForm, SendAgendaForm, HoldMeetingForm, DraftMinutesForm,
    RecordAttendanceForm,
)  # fmt: skip

"""When does a body meet, who is there, what is on the agenda, and which papers go with it?

What is restricted is kept unreadable at rest and leaves only in restricted papers.
"""

from django.db import models
from django.db.models import Q

from dhr_cases.models import User
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from governance import meeting_terms as terms
from governance.item_codes import PARTS, ItemCode
from governance.meeting_terms import Access, AttendanceClass, CirculationMeans, MeetingMode, MeetingState
from governance.models.bodies import GoverningBody
from governance.recurrence import REPEATS, Plan, Repeat


def mode_choices() -> list[tuple[str, str]]:
    """Ways to meet, labels from their table."""
    return [(mode.value, row.label) for mode, row in terms.MEETING_MODES.items()]


def state_choices() -> list[tuple[str, str]]:
    """States of a meeting, labels from their table."""
    return [(state.value, row.label) for state, row in terms.MEETING_STATES.items()]


def attendance_choices() -> list[tuple[str, str]]:
    """Lists of attendance, labels from their table."""
    return [(kind.value, label) for kind, label in terms.ATTENDANCE_CLASSES.items()]


def access_choices() -> list[tuple[str, str]]:
    """Who may read, labels from their table."""
    return [(access.value, label) for access, label in terms.ACCESS.items()]


def part_choices() -> list[tuple[str, str]]:
    """Parts of an agenda, labels from their table."""
    return [(part, f"{part}: {label}") for part, label in PARTS.items()]


def repeat_choices() -> list[tuple[str, str]]:
    """Rhythms of the forward plan, labels from their table."""
    return [(repeat.value, row.label) for repeat, row in REPEATS.items()]


def means_choices() -> list[tuple[str, str]]:
    """Ways a paper is sent round, labels from their table."""
    return [(means.value, label) for means, label in terms.CIRCULATION_MEANS.items()]


class Meeting(AuditedModel):
    """One meeting of a body. ``state`` is moved by actions only.

    ``approved_at`` is the later meeting that approved its minutes; ``sits_as`` the capacity in which it sat.
    """

    body = models.ForeignKey(GoverningBody, models.PROTECT, related_name="meetings")
    on = models.DateField("on")
    starts_at = models.TimeField("begins at", null=True, blank=True)
    mode = models.CharField("how", max_length=10, choices=mode_choices, default=MeetingMode.ROOM)
    place = models.CharField("room", max_length=200, blank=True)
    link = models.CharField("online address", max_length=300, blank=True)
    sits_as = models.CharField("sits as", max_length=200, blank=True)
    state = models.CharField("state", max_length=12, choices=state_choices, default=MeetingState.PLANNED)
    papers_due_on = models.DateField("papers due", null=True, blank=True)
    called_on = models.DateField("agenda sent out", null=True, blank=True)
    drafted_on = models.DateField("minutes drafted", null=True, blank=True)
    approved_on = models.DateField("minutes approved", null=True, blank=True)
    approved_at = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="approves")
    note = models.TextField("note", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("body", "on"), name="one_meeting_a_body_and_day"),)
        ordering = ("on", "pk")

    def __str__(self) -> str:
        """Body and day."""
        return f"{self.body.called}, {self.on:%-d %B %Y}"

    @property
    def at(self) -> MeetingState:
        """The state as a code of its table."""
        return MeetingState(self.state)

    @property
    def begins(self) -> str:
        """The time it begins, "" where none is set."""
        return f"{self.starts_at:%H:%M}" if self.starts_at else ""

    @property
    def was_held(self) -> bool:
        """True once it has taken place."""
        return terms.MEETING_STATES[self.at].was_held


class MeetingAttendance(AuditedModel):
    """One person on one list of the minutes; ``is_struck`` takes a mistake off the list."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    position = models.PositiveSmallIntegerField("place on the list")
    attendance = models.CharField("list", max_length=20, choices=attendance_choices, default=AttendanceClass.PRESENT)
    name = models.CharField("name", max_length=200)
    capacity = models.CharField("as what", max_length=200, blank=True)
    organisation = models.CharField("organisation", max_length=200, blank=True)
    is_in_chair = models.BooleanField("in the chair", default=False)
    is_struck = models.BooleanField("taken off the list", default=False)

    class Meta:
        ordering = ("meeting", "position", "pk")


class PlannedItem(AuditedModel):
    """Something a body will take: once or again and again. ``is_month``: only month and year of the day are meant.

    ``origin`` says in words where it was decided. Source: L28, L29 [D].
    """

    body = models.ForeignKey(GoverningBody, models.PROTECT, related_name="planned_items")
    title = models.CharField("title", max_length=200)
    repeat = models.CharField("how often", max_length=20, choices=repeat_choices, default=Repeat.ONCE)
    due_on = models.DateField("due")
    is_month = models.BooleanField("any day of that month", default=False)
    presenters = models.CharField("presented by", max_length=300, blank=True)
    access = models.CharField("who may read", max_length=12, choices=access_choices, default=Access.PUBLIC)
    origin = models.CharField("where it was decided", max_length=300, blank=True)
    ended_on = models.DateField("ended", null=True, blank=True)
    ended_why = models.TextField("why it ended", blank=True)

    class Meta:
        ordering = ("due_on", "title", "pk")

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def plan(self) -> Plan:
        """When it falls due, as the calendar reckons it."""
        return Plan(Repeat(self.repeat), self.due_on, self.is_month)


class AgendaItem(AuditedModel):
    """One item of one agenda, and its minute. ``public_title`` stands for the title where the item is restricted.

    ``minute_number`` is given when the minutes are drafted; paragraphs of ``discussion`` are parted by blank lines.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    part = models.CharField("part", max_length=1, choices=part_choices)
    number = models.PositiveSmallIntegerField("number")
    title = models.CharField("title", max_length=200)
    public_title = models.CharField("title in public papers", max_length=200, blank=True)
    purpose = models.CharField("what the meeting is asked", max_length=300, blank=True)
    presenters = models.CharField("presented by", max_length=300, blank=True)
    access = models.CharField("who may read", max_length=12, choices=access_choices, default=Access.PUBLIC)
    restricted_why = models.CharField("why restricted", max_length=300, blank=True)
    is_minuted = models.BooleanField("has a minute", default=True)
    is_withdrawn = models.BooleanField("taken off the agenda", default=False)
    planned = models.ForeignKey(PlannedItem, models.PROTECT, null=True, blank=True, related_name="items")
    minute_number = models.PositiveIntegerField("minute", null=True, blank=True)
    discussion = models.TextField("minute", blank=True)
    restricted_discussion = EncryptedTextField("restricted part of the minute", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "part", "number"), condition=Q(is_withdrawn=False), name="one_item_a_code"
            ),
            models.UniqueConstraint(fields=("meeting", "minute_number"), name="one_item_a_minute_number"),
        )
        ordering = ("part", "number", "pk")

    def __str__(self) -> str:
        """Code and title."""
        return f"{self.code} {self.title}"

    @property
    def code(self) -> ItemCode:
        """Its place on the agenda."""
        return ItemCode(self.part, self.number)

    @property
    def is_restricted(self) -> bool:
        """True where only those who may read restricted papers see what it is about."""
        return self.access == Access.RESTRICTED


class MeetingPaper(AuditedModel):
    """A paper for one item. Until its first file is in it is expected, by ``due_on``."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    title = models.CharField("title", max_length=200)
    author = models.CharField("author", max_length=200, blank=True)
    access = models.CharField("who may read", max_length=12, choices=access_choices, default=Access.PUBLIC)
    due_on = models.DateField("due")

    class Meta:
        ordering = ("item", "pk")

    def __str__(self) -> str:
        """The title."""
        return self.title


class MeetingPaperFile(AppendOnlyModel):
    """The exact bytes of one version of a paper, with their SHA-256."""

    paper = models.ForeignKey(MeetingPaper, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField("version")
    file = models.FileField("file", upload_to="meetings/%Y/%m/", max_length=200)
    file_name = models.CharField("file name", max_length=200)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    received_on = models.DateField("received")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="meeting_papers_added")
    added_at = models.DateTimeField("added at", auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("paper", "number"), name="one_meeting_file_a_version"),)
        ordering = ("paper", "number")


class PaperCirculation(AppendOnlyModel):
    """One paper went out once: when, to whom, how. Source: a chair who asked for papers ahead, 2023 [V]."""

    paper = models.ForeignKey(MeetingPaper, models.PROTECT, related_name="circulations")
    on = models.DateField("on")
    to = models.CharField("to whom", max_length=300)
    means = models.CharField("how", max_length=10, choices=means_choices, default=CirculationMeans.EMAIL)
    version = models.ForeignKey(MeetingPaperFile, models.PROTECT, null=True, blank=True, related_name="circulations")
    by = models.ForeignKey(User, models.PROTECT, related_name="papers_circulated")
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("on", "pk")

"""Which events does a partnership hold, who speaks at them, and who booked and came?

What is counted (``Booking``) is kept apart from who it was (``Attendee``): the personal half, speakers and people
invited are deleted on their retention day, and the counts stay true. Rows that name people keep no history.
Source: funding-and-reporting C and 5.4 [V]; storage limitation [K].
"""

import secrets

from django.db import models
from django.db.models import F, Q

from dhr_cases.models import OrganisationKind, PartialDateField, Partnership
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AuditedModel
from learning.event_terms import (
    BOOKING_WORDS,
    FOLLOW_UP_MONTHS,
    ITEM_WORDS,
    KEEP_MONTHS,
    KINDS,
    REGISTRATION_WORDS,
    STATE_WORDS,
    TOPIC_WORDS,
    BookingState,
    EventState,
    ItemKind,
    MessageKind,
    Registration,
    TopicState,
)

TOKEN_BYTES = 24
"""Length of the secret in an address that leads to one booking or invitation: 192 bits cannot be guessed [D]."""


def new_token() -> str:
    """A secret for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class EventSettings(AuditedModel):
    """How a partnership keeps its events: months for which names are kept, months until it asks what changed."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="event_settings")
    keep_months = models.PositiveSmallIntegerField("months for which names are kept", default=KEEP_MONTHS)
    follow_up_months = models.PositiveSmallIntegerField("months until the follow-up", default=FOLLOW_UP_MONTHS)


class EventSeries(AuditedModel):
    """A row of events under one name, such as the information sessions of every quarter."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="event_series")
    name = models.CharField("name", max_length=160)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "name"), name="one_series_a_name"),)
        ordering = ("name",)

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Event(AuditedModel):
    """One event, or several that are known only together (``stands_for``). ``code`` is its address for good.

    ``attended_least``, ``attended_most`` and ``attended_words`` hold a head count given elsewhere, such as
    "over 300" (301, None), or 40 to 80 at each of four; what is counted by name is in the bookings.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="events")
    code = models.SlugField("code", max_length=80, unique=True)
    kind = models.CharField("kind", max_length=30, choices=[(kind.value, row.label) for kind, row in KINDS.items()])
    series = models.ForeignKey(EventSeries, models.PROTECT, null=True, blank=True, related_name="events")
    title = models.CharField("title", max_length=200)
    theme = models.CharField("theme", max_length=200, blank=True)
    audience = models.CharField("for whom", max_length=200, blank=True)
    delivered_by = models.CharField("held by", max_length=200, blank=True)
    on = PartialDateField("day")
    starts_at = models.TimeField("starts at", null=True, blank=True)
    ends_at = models.TimeField("ends at", null=True, blank=True)
    year = models.PositiveSmallIntegerField("financial year", null=True, blank=True)
    is_online = models.BooleanField("online", default=False)
    platform = models.CharField("platform", max_length=80, blank=True)
    venue = models.CharField("venue", max_length=200, blank=True)
    access_note = models.TextField("getting there, and access", blank=True)
    joining_link = EncryptedTextField("address to join online", blank=True)
    capacity = models.PositiveIntegerField("places", null=True, blank=True)
    stands_for = models.PositiveSmallIntegerField("number of events", default=1)
    state = models.CharField("state", max_length=20, choices=list(STATE_WORDS.items()), default=EventState.DRAFT)
    registration = models.CharField(
        "registration", max_length=20, choices=list(REGISTRATION_WORDS.items()), default=Registration.NONE
    )
    registration_closes_on = models.DateField("last day of registration", null=True, blank=True)
    attended_least = models.PositiveIntegerField("at least this many came", null=True, blank=True)
    attended_most = models.PositiveIntegerField("at most this many came", null=True, blank=True)
    attended_words = models.CharField("attendance as it was printed", max_length=80, blank=True)
    is_attended_each = models.BooleanField("the attendance is that of each event", default=False)
    outputs = models.TextField("what came of it", blank=True)
    planned_on = models.DateField("entered on", auto_now_add=True)
    cancelled_reason = models.TextField("why it was cancelled", blank=True)
    followed_up_on = models.DateField("followed up on", null=True, blank=True)
    forgotten_on = models.DateField("names deleted on", null=True, blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(attended_most=None) | Q(attended_least=None) | Q(attended_most__gte=F("attended_least")),
                name="most_not_below_least",
            ),
        )
        indexes = (models.Index(fields=("partnership", "year")),)
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        """Its title."""
        return self.title


class Speaker(models.Model):
    """Somebody who speaks at an event. Deleted on the event's retention day; no history is kept."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="speakers")
    name = EncryptedTextField("name")
    job_title = EncryptedTextField("role", blank=True)
    body = models.CharField("organisation", max_length=200, blank=True)
    email = EncryptedTextField("e-mail", blank=True)
    is_named = models.BooleanField("agreed to be named on the programme", default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        """The organisation: a name never stands in a title or an address."""
        return self.body or "A speaker"


class ProgrammeItem(AuditedModel):
    """One part of a programme, in the order of its start. It stays when its speaker is deleted."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="programme")
    starts_at = models.TimeField("starts at")
    minutes = models.PositiveSmallIntegerField("minutes")
    kind = models.CharField("kind", max_length=20, choices=list(ITEM_WORDS.items()), default=ItemKind.TALK)
    title = models.CharField("title", max_length=200)
    text = models.TextField("what it is about", blank=True)
    speaker = models.ForeignKey(Speaker, models.SET_NULL, null=True, blank=True, related_name="items")
    is_dropped = models.BooleanField("taken off the programme", default=False)

    class Meta:
        ordering = ("starts_at", "pk")

    def __str__(self) -> str:
        """Its title."""
        return self.title


class Booking(AuditedModel):
    """One place asked for: how it stands and whether the person came. It names nobody and stays for the counts.

    ``asked_at`` orders the waiting list. ``has_attended`` is empty until attendance is recorded.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="bookings")
    state = models.CharField("state", max_length=20, choices=list(BOOKING_WORDS.items()), default=BookingState.BOOKED)
    sector = models.CharField("sort of organisation", max_length=30, choices=OrganisationKind, blank=True)
    asked_at = models.DateTimeField("asked for at", auto_now_add=True)
    moved_up_at = models.DateTimeField("moved up at", null=True, blank=True)
    cancelled_at = models.DateTimeField("cancelled at", null=True, blank=True)
    has_attended = models.BooleanField("came", null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("event", "state")),)
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        """Its number; it names nobody."""
        return f"Booking {self.pk}"


class Attendee(models.Model):
    """Who a booking is for. Deleted on the event's retention day; no history is kept.

    ``email_digest`` is a keyed digest, so that nobody is booked twice and no address can be searched for.
    ``token`` is the secret in the address of the person's own booking.
    """

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="attendee")
    event = models.ForeignKey(Event, models.PROTECT, related_name="attendees")
    name = EncryptedTextField("name")
    email = EncryptedTextField("e-mail")
    email_digest = models.CharField(max_length=64)
    organisation = EncryptedTextField("organisation", blank=True)
    job_title = EncryptedTextField("role", blank=True)
    needs = EncryptedTextField("what would help them to take part", blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("event", "email_digest"), name="one_booking_an_address"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """The booking's number: a name never stands in a title."""
        return f"Booking {self.booking_id}"


class Invitation(models.Model):
    """Somebody asked to come; the secret in the address opens a closed registration. Deleted like an attendee."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="invitations")
    name = EncryptedTextField("name", blank=True)
    email = EncryptedTextField("e-mail")
    email_digest = models.CharField(max_length=64)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    invited_on = models.DateField("invited on")
    has_booked = models.BooleanField("has booked", default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("event", "email_digest"), name="one_invitation_an_address"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """That it is one: a name never stands in a title."""
        return f"Invitation {self.pk}"


class EventMessage(models.Model):
    """A message to somebody who has no account: queued with what caused it, sent once by the worker, deleted with them.

    Its address is that of the attendee or the invitation it is for.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="messages")
    kind = models.CharField("message", max_length=30, choices=[(kind.value, kind.value) for kind in MessageKind])
    attendee = models.ForeignKey(Attendee, models.CASCADE, null=True, blank=True, related_name="messages")
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, blank=True, related_name="messages")
    queued_at = models.DateTimeField("queued at", auto_now_add=True)
    sent_at = models.DateTimeField("sent at", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("attempts", default=0)

    class Meta:
        indexes = (models.Index(fields=("sent_at", "attempts")),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """Its number; it names nobody."""
        return f"Message {self.pk}"


class TopicSuggestion(AuditedModel):
    """A topic that a partner or a practitioner would like an event about, and what became of it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="topic_suggestions")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="topics_suggested")
    text = models.CharField("topic", max_length=300)
    suggested_by = models.CharField("organisation that suggested it", max_length=200, blank=True)
    suggested_on = models.DateField("suggested on")
    state = models.CharField("state", max_length=20, choices=list(TOPIC_WORDS.items()), default=TopicState.NEW)
    taken_up_by = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="topics_taken_up")
    note = models.TextField("note", blank=True)

    class Meta:
        ordering = ("-suggested_on", "-pk")

    def __str__(self) -> str:
        """The topic."""
        return self.text

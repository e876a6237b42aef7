"""What do we ask about an event: what it is, when and where, who may register; and how one of the past was?"""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.forms import fields
from dhr_cases.models import Partnership
from funding.years import parse_year
from learning.actions.event_names import change_event_settings
from learning.actions.events import (
    EventFacts,
    HeldFacts,
    announce_event,
    cancel_event,
    change_event,
    plan_event,
    record_event_held,
    record_past_event,
)
from learning.event_places import last_day_of_registration
from learning.event_retention import settings_of
from learning.event_terms import KINDS, REGISTRATION_WORDS, EventKind, EventState, Registration
from learning.forms.core import LearningForm
from learning.models import Event, EventSeries
from learning.verbs import LearningVerb

NARROW = "govuk-input--width-5"
MOST_PEOPLE = 100_000
"""The most people that a number of places or of those who came may say [D]."""
MOST_EVENTS = 1_000
"""The most events that one row may stand for [D]."""
TIME_FORMATS = ("%H:%M", "%H.%M", "%H%M")
COPIED = (
    "on", "starts_at", "ends_at", "theme", "audience", "delivered_by", "is_online", "platform", "venue",
    "access_note", "joining_link", "capacity", "registration_closes_on",
)  # fmt: skip
"""Answers that stand in a column of the same name."""


def time_field(label: str, *, required: bool = False, help_text: str = "For example 09:30") -> forms.TimeField:
    """A time of day, in one narrow box."""
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": NARROW}),
        error_messages={"invalid": "Write the time like 09:30."},
    )


def whole_number(
    label: str, *, least: int = 0, most: int = MOST_PEOPLE, required: bool = False, help_text: str = ""
) -> forms.IntegerField:
    """A whole number in a narrow box."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": NARROW, "inputmode": "numeric"}),
    )


class EventFactsForm(LearningForm):
    """What an event is, when, where, for whom and who may register."""

    fieldsets = (
        ("What it is", ["kind", "event_title", "series", "theme", "audience", "delivered_by"]),
        ("When", ["on", "starts_at", "ends_at"]),
        ("Where", ["venue", "is_online", "platform", "joining_link", "access_note"]),
        ("Who may come", ["capacity", "registration", "registration_closes_on"]),
    )

    kind = forms.ChoiceField(
        label="What sort of event is it?",
        choices=[(kind.value, row.label) for kind, row in KINDS.items()],
        widget=forms.RadioSelect,
    )
    event_title = forms.CharField(label="Title", max_length=200)
    series = forms.CharField(
        label="Series", max_length=160, required=False, help_text="If it is one of several under one name."
    )
    theme = forms.CharField(label="Theme", max_length=200, required=False)
    audience = forms.CharField(
        label="For whom", max_length=200, required=False, help_text="For example frontline practitioners."
    )
    delivered_by = forms.CharField(label="Held by", max_length=200, required=False)
    on = fields.PartialDateField(
        label="Day", noun="the day of the event", required=False, help_text="Month and year are enough while planning."
    )
    starts_at = time_field("Starts at")
    ends_at = time_field("Ends at")
    venue = forms.CharField(label="Venue", max_length=200, required=False)
    is_online = forms.BooleanField(label="It can be joined online", required=False)
    platform = forms.CharField(
        label="Platform", max_length=80, required=False, help_text="For example Microsoft Teams."
    )
    joining_link = forms.CharField(
        label="Address to join online",
        max_length=1000,
        required=False,
        help_text="Shown only to those who have a place.",
    )
    access_note = forms.CharField(
        label="Getting there, and access",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Step-free access, hearing loop, captions, parking, a quiet room.",
    )
    capacity = whole_number("Places", least=1, help_text="Leave it empty for no limit.")
    registration = forms.ChoiceField(
        label="Who may register on the web?",
        choices=[(code.value, words) for code, words in REGISTRATION_WORDS.items()],
        widget=forms.RadioSelect,
        initial=Registration.NONE.value,
    )
    registration_closes_on = fields.ExactDateField(
        label="Last day of registration",
        noun="the last day of registration",
        required=False,
        help_text="Leave it empty for the day before the event.",
    )

    def prepare(self) -> None:
        """Offer the series there are; a changed event begins with what is known of it."""
        names = EventSeries.objects.filter(partnership=self.partnership).values_list("name", flat=True)
        known = ", ".join(names[:8])
        if known:
            self.fields["series"].help_text = f"If it is one of several under one name. There are: {known}."
        if isinstance(self.about, Event):
            self._begin_with(self.about)

    def _begin_with(self, event: Event) -> None:
        for name in COPIED:
            self.fields[name].initial = getattr(event, name)
        self.fields["event_title"].initial = event.title
        self.fields["kind"].initial = event.kind
        self.fields["series"].initial = event.series.name if event.series else ""
        self.fields["registration"].initial = event.registration

    def facts(self) -> EventFacts:
        """The answers as the action takes them."""
        said = {name: self.cleaned_data[name] for name in COPIED}
        said["registration"] = Registration(self.cleaned_data["registration"])
        kind, series = EventKind(self.cleaned_data["kind"]), self.cleaned_data["series"]
        return EventFacts(kind=kind, title=self.cleaned_data["event_title"], series=series, **said)


class PlanEventForm(EventFactsForm):
    """A new event."""

    verb = LearningVerb.PLAN_EVENT

    def perform(self) -> Model:
        """Plan it and go to its page."""
        return plan_event(partnership=self.partnership, by=self.by, facts=self.facts())


class EventForm(LearningForm):
    """A form about one event; ``states`` are those in which the act is offered."""

    needs_subject = True
    states: ClassVar[tuple[EventState, ...]] = (EventState.DRAFT, EventState.OPEN)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Events of the partnership in the states of the act."""
        return Event.objects.filter(partnership=partnership, state__in=cls.states).select_related("partnership")

    @property
    def event(self) -> Event:
        """The event the form is about; raises TypeError when it is about something else."""
        if not isinstance(self.about, Event):
            raise TypeError("This form is about an event.")
        return self.about


class ChangeEventForm(EventFactsForm, EventForm):
    """What is known of an event changes."""

    verb = LearningVerb.CHANGE_EVENT
    needs_subject = True
    states = (EventState.DRAFT, EventState.OPEN, EventState.HELD)

    def perform(self) -> Model:
        """Change it."""
        return change_event(event=self.event, by=self.by, facts=self.facts())


class AnnounceEventForm(EventForm):
    """The event is announced."""

    verb = LearningVerb.ANNOUNCE_EVENT
    states = (EventState.DRAFT,)
    intro = "From now on its page can be opened by those who may register."

    def aside(self) -> dict[str, object]:
        """Who may register until when."""
        event, closes = self.event, last_day_of_registration(self.event)
        rows = [
            {"label": "Registration:", "value": event.get_registration_display()},
            {"label": "Open until:", "value": f"{closes:%-d %B %Y}" if closes else "not stated"},
            {"label": "Places:", "value": event.capacity or "no limit"},
        ]
        return {"heading": event.title, "texts": (), "rows": rows}

    def perform(self) -> Model:
        """Announce it."""
        return announce_event(event=self.event, by=self.by)


class RecordHeldForm(EventForm):
    """The event took place."""

    verb = LearningVerb.RECORD_EVENT_HELD
    head_count = whole_number(
        "How many people were counted in the room?",
        help_text="Leave it empty where attendance is recorded by name. What is given here is what reports show.",
    )
    outputs = forms.CharField(
        label="What came of it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example what was fed into a strategy.",
    )

    def perform(self) -> Model:
        """Record it as held."""
        said = self.cleaned_data
        return record_event_held(event=self.event, by=self.by, outputs=said["outputs"], head_count=said["head_count"])


class CancelEventForm(EventForm):
    """The event will not take place."""

    verb = LearningVerb.CANCEL_EVENT
    is_grave = True
    checks_answers = True
    reason = fields.ReasonField(help_text="Those who registered are sent this sentence.")

    def consequence(self) -> str:
        """Who is told."""
        return "Everybody who has a place or waits for one is told by e-mail, with this reason. It cannot be undone."

    def perform(self) -> Model:
        """Cancel it."""
        return cancel_event(event=self.event, by=self.by, reason=self.cleaned_data["reason"])


class RecordPastEventForm(LearningForm):
    """An event of the past, as its source tells of it."""

    verb = LearningVerb.RECORD_PAST_EVENT
    intro = "Write down what the source says, no more. A count that is not printed stays empty."
    fieldsets = (
        ("What it was", ["kind", "event_title", "series", "theme", "audience", "delivered_by", "venue", "is_online"]),
        ("When", ["on", "year"]),
        ("How many", ["stands_for", "attended_least", "attended_most", "attended_words", "is_attended_each"]),
        ("What is known besides", ["outputs", "source"]),
    )

    kind = forms.ChoiceField(
        label="What sort of event was it?",
        choices=[(kind.value, row.label) for kind, row in KINDS.items()],
        widget=forms.RadioSelect,
    )
    event_title = forms.CharField(label="Title", max_length=200)
    series = forms.CharField(label="Series", max_length=160, required=False)
    theme = forms.CharField(label="Theme", max_length=200, required=False)
    audience = forms.CharField(label="For whom", max_length=200, required=False)
    delivered_by = forms.CharField(label="Held by", max_length=200, required=False)
    venue = forms.CharField(label="Venue", max_length=200, required=False)
    is_online = forms.BooleanField(label="It was held online", required=False)
    on = fields.PartialDateField(
        label="Day, month or year", noun="the day of the event", required=False, latest=fields.today
    )
    year = forms.CharField(
        label="Financial year",
        max_length=9,
        required=False,
        help_text="Only where nothing else is known, for example 2017/18.",
        widget=forms.TextInput(attrs={"class": NARROW}),
    )
    stands_for = whole_number("How many events are these?", least=1, most=MOST_EVENTS, required=True)
    attended_least = whole_number("At least this many came", help_text="For “over 300” write 301.")
    attended_most = whole_number("At most this many came", help_text="Empty for “over 300”.")
    attended_words = forms.CharField(
        label="As it was printed", max_length=80, required=False, help_text="For example over 300."
    )
    is_attended_each = forms.BooleanField(label="These numbers are those of each event", required=False)
    outputs = forms.CharField(label="What came of it", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label="Source", max_length=300, help_text="The paper and where it stands in it.")

    def prepare(self) -> None:
        """Usually it is one event."""
        self.fields["stands_for"].initial = 1

    def clean_year(self) -> int | None:
        """The start of the financial year, None where none is given."""
        if not self.cleaned_data["year"]:
            return None
        try:
            return parse_year(self.cleaned_data["year"]).start
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault

    def perform(self) -> Model:
        """Record it and go to its page."""
        said = dict(self.cleaned_data)
        held = HeldFacts(**{name: said.pop(name) for name in _HELD})
        facts = EventFacts(kind=EventKind(said.pop("kind")), title=said.pop("event_title"), **said)
        return record_past_event(partnership=self.partnership, by=self.by, facts=facts, held=held)


_HELD = ("year", "stands_for", "attended_least", "attended_most", "attended_words", "is_attended_each", "outputs",
         "source")  # fmt: skip


class EventSettingsForm(LearningForm):
    """For how long names are kept, and when people are asked what has changed."""

    verb = LearningVerb.CHANGE_EVENT_SETTINGS
    keep_months = whole_number(
        "Months after an event for which names are kept",
        least=1,
        required=True,
        help_text="Then the names of speakers and of all who registered are deleted; the counts stay.",
    )
    follow_up_months = whole_number(
        "Months after an event when those who came are asked what has changed", required=True
    )

    def prepare(self) -> None:
        """Begin with the numbers that hold now."""
        held = settings_of(self.partnership)
        self.fields["keep_months"].initial = held.keep_months
        self.fields["follow_up_months"].initial = held.follow_up_months

    def perform(self) -> None:
        """Set both numbers."""
        change_event_settings(partnership=self.partnership, by=self.by, **self.cleaned_data)


FORMS: tuple[type[LearningForm], ...] = (
    PlanEventForm,
    ChangeEventForm,
    AnnounceEventForm,
    RecordHeldForm,
    CancelEventForm,
    RecordPastEventForm,
    EventSettingsForm,
)

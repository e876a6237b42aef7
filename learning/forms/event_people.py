"""What do we ask about those who come: bookings, invitations, the follow-up, deletion; and about topics?"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from dhr_cases.forms.fields import ReasonField
from dhr_cases.models import OrganisationKind, Partnership
from learning.actions.event_bookings import Coming, book_place, cancel_booking, invite, send_joining_pack
from learning.actions.event_names import ask_what_changed, forget_person
from learning.actions.event_topics import set_topic_aside, suggest_topic, take_up_topic
from learning.event_terms import BookingState, EventState, TopicState
from learning.forms.core import KEPT, LearningForm
from learning.forms.events import EventForm
from learning.models import Attendee, Booking, Event, TopicSuggestion
from learning.verbs import LearningVerb

MOST_INVITED = 500
_LINE = re.compile(r"(?:(?P<name>[^<>]*)<(?P<address>[^<>]+)>|(?P<bare>\S+))")


class ComingFields(forms.Form):
    """Who would like to come; asked by the office and on the public page alike."""

    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    organisation = forms.CharField(
        label="Organisation",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    job_title = forms.CharField(
        label="Role",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    sector = forms.ChoiceField(
        label="Sort of organisation",
        choices=[("", "Choose"), *OrganisationKind.choices],
        required=False,
    )
    needs = forms.CharField(
        label="What would help you to take part?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example captions, step-free access, a quiet room.",
    )

    def coming(self) -> Coming:
        """The answers as the action takes them."""
        said = {name: self.cleaned_data[name] for name in ("name", "email", "organisation", "job_title", "needs")}
        sector = self.cleaned_data["sector"]
        return Coming(sector=OrganisationKind(sector) if sector else None, **said)


class BookPlaceForm(ComingFields, EventForm):
    """The office books a place for somebody."""

    verb = LearningVerb.BOOK_PLACE
    states = (EventState.DRAFT, EventState.OPEN, EventState.HELD)
    is_over_capacity = forms.BooleanField(
        label="Book it even if every place is taken", required=False, help_text="For example for a speaker."
    )

    def perform(self) -> None:
        """Book it."""
        book_place(
            event=self.event,
            by=self.by,
            coming=self.coming(),
            is_over_capacity=self.cleaned_data["is_over_capacity"],
        )


class InviteForm(EventForm):
    """People are invited, one a line."""

    verb = LearningVerb.INVITE_TO_EVENT
    states = (EventState.OPEN,)
    people = forms.CharField(
        label="Who is invited?",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="One a line: an e-mail address, or a name and the address in angle brackets. "
        "Those invited before are left out.",
    )

    def clean_people(self) -> list[tuple[str, str]]:
        """Name and address of each line; every line that is no address is named."""
        found = {
            line.strip(): _person(line.strip()) for line in self.cleaned_data["people"].splitlines() if line.strip()
        }
        if len(found) > MOST_INVITED:
            raise ValidationError(f"Invite at most {MOST_INVITED} people at once.")
        _check_lines([line for line, person in found.items() if person is None])
        return [person for person in found.values() if person is not None]

    def perform(self) -> None:
        """Invite them."""
        invite(event=self.event, by=self.by, people=self.cleaned_data["people"])


def _check_lines(wrong: list[str]) -> None:
    """Raise ValidationError naming the first lines that hold no address."""
    if wrong:
        named = ", ".join(f"“{line}”" for line in wrong[:5])
        raise ValidationError(f"These lines hold no e-mail address: {named}.")


def _person(line: str) -> tuple[str, str] | None:
    """Name and address in a line; None where there is no address in it."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    address = (match["address"] or match["bare"] or "").strip()
    try:
        validate_email(address)
    except ValidationError:
        return None
    return (match["name"] or "").strip(' "'), address


class SendJoiningForm(EventForm):
    """Everybody with a place is told where the joining pack is."""

    verb = LearningVerb.SEND_JOINING_PACK
    states = (EventState.OPEN,)
    intro = "Each person gets one e-mail with the address of their booking. The pack stands there: programme, how to "\
        "get there or join, and the care notice."  # fmt: skip

    def perform(self) -> None:
        """Send it."""
        send_joining_pack(event=self.event, by=self.by)


class AskWhatChangedForm(EventForm):
    """Those who came are asked what has changed."""

    verb = LearningVerb.ASK_WHAT_CHANGED
    states = (EventState.HELD,)
    intro = "Each gets one e-mail with the address of the follow-up form. It is sent by itself when its month has come."

    def perform(self) -> None:
        """Ask them."""
        ask_what_changed(event=self.event, by=self.by)


class OneBooking(LearningForm):
    """A form about one booking."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Bookings of the partnership's events."""
        return Booking.objects.filter(event__partnership=partnership).select_related("event__partnership")

    @property
    def booking(self) -> Booking:
        """The booking the form is about; raises TypeError when it is about something else."""
        if not isinstance(self.about, Booking):
            raise TypeError("This form is about a booking.")
        return self.about


class CancelBookingForm(OneBooking):
    """A booking is cancelled by the office."""

    verb = LearningVerb.CANCEL_BOOKING
    intro = "The person is told by e-mail. Whoever has waited longest gets the place."

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Bookings that stand."""
        return super().subjects(partnership).exclude(state=BookingState.CANCELLED)

    def perform(self) -> None:
        """Cancel it."""
        cancel_booking(booking=self.booking, by=self.by)


class ForgetPersonForm(OneBooking):
    """One person's name is deleted before the day."""

    verb = LearningVerb.FORGET_PERSON
    is_grave = True
    intro = "Name, address, organisation and needs are deleted at once and cannot be brought back. The count stays."
    reason = ReasonField(help_text="For example that the person asked for it. Write no name here.")

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Bookings whose person is still named."""
        return super().subjects(partnership).filter(pk__in=Attendee.objects.values("booking"))

    def perform(self) -> None:
        """Delete it."""
        forget_person(booking=self.booking, by=self.by, reason=self.cleaned_data["reason"])


class SuggestTopicForm(LearningForm):
    """A topic that a partner offers."""

    verb = LearningVerb.SUGGEST_TOPIC
    text = forms.CharField(label="Topic", max_length=300)
    suggested_by = forms.CharField(
        label="Organisation that suggests it", max_length=200, required=False, help_text="No name of a person."
    )

    def perform(self) -> None:
        """Write it down."""
        suggest_topic(partnership=self.partnership, by=self.by, **self.cleaned_data)


class OneTopic(LearningForm):
    """A form about one topic of which nothing is decided."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """New topics."""
        return TopicSuggestion.objects.filter(partnership=partnership, state=TopicState.NEW)

    @property
    def topic(self) -> TopicSuggestion:
        """The topic the form is about; raises TypeError when it is about something else."""
        if not isinstance(self.about, TopicSuggestion):
            raise TypeError("This form is about a topic.")
        return self.about


class TakeUpTopicForm(OneTopic):
    """A topic becomes that of an event."""

    verb = LearningVerb.TAKE_UP_TOPIC
    event = forms.ModelChoiceField(label="At which event?", queryset=Event.objects.none(), empty_label="Choose")

    def prepare(self) -> None:
        """Offer the events that are not cancelled, latest first."""
        event = self.fields["event"]
        if isinstance(event, forms.ModelChoiceField):
            rows = Event.objects.filter(partnership=self.partnership)
            event.queryset = rows.exclude(state=EventState.CANCELLED)

    def perform(self) -> None:
        """Take it up."""
        take_up_topic(topic=self.topic, by=self.by, event=self.cleaned_data["event"])


class SetTopicAsideForm(OneTopic):
    """A topic is not taken up."""

    verb = LearningVerb.SET_TOPIC_ASIDE
    note = ReasonField(label="Why not?", help_text=KEPT)

    def perform(self) -> None:
        """Set it aside."""
        set_topic_aside(topic=self.topic, by=self.by, note=self.cleaned_data["note"])


FORMS: tuple[type[LearningForm], ...] = (
    BookPlaceForm,
    InviteForm,
    SendJoiningForm,
    AskWhatChangedForm,
    CancelBookingForm,
    ForgetPersonForm,
    SuggestTopicForm,
    TakeUpTopicForm,
    SetTopicAsideForm,
)

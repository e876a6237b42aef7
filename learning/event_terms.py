"""Which kinds of event are there, how does each stand, and how long are people's names kept? Imports no Django.

Source: events of Kent's partnership 2016 to 2025 (conference, seminars, information sessions, webinars) [V]; the
states, limits and retention are ours [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """What sort of event it is."""

    SEMINAR = "seminar"
    WEBINAR = "webinar"
    CONFERENCE = "conference"
    INFORMATION_SESSION = "information_session"
    WORKSHOP = "workshop"
    COURSE = "course"


@dataclass(frozen=True)
class KindRow:
    """One kind: its name, several of it, and where the kind is known from."""

    label: str
    several: str
    source: str

    @property
    def one(self) -> str:
        """One of it within a sentence: "a seminar", "an information session"."""
        article = "an" if self.label[0] in "AEIOU" else "a"
        return f"{article} {self.label.lower()}"


KINDS: Mapping[EventKind, KindRow] = {
    EventKind.SEMINAR: KindRow("Seminar", "seminars", "DHR lessons-learnt seminars 2017/18 [V]"),
    EventKind.WEBINAR: KindRow("Webinar", "webinars", "DHR webinars 2022 [V]"),
    EventKind.CONFERENCE: KindRow("Conference", "conferences", "Annual Community Safety Conference 2017 [V]"),
    EventKind.INFORMATION_SESSION: KindRow(
        "Information session", "information sessions", "Community Safety Information Sessions 2018, 2022 [V]"
    ),
    EventKind.WORKSHOP: KindRow("Workshop", "workshops", "Workshops with frontline staff, e-safety in schools [V]"),
    EventKind.COURSE: KindRow("Course", "courses", "Three-day rural policing course [V]"),
}


class EventState(StrEnum):
    """How an event stands."""

    DRAFT = "draft"
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


STATE_WORDS: Mapping[EventState, str] = {
    EventState.DRAFT: "Being planned",
    EventState.OPEN: "Announced",
    EventState.HELD: "Held",
    EventState.CANCELLED: "Cancelled",
}


class Registration(StrEnum):
    """Who may put their name down on the web."""

    NONE = "none"
    PUBLIC = "public"
    CLOSED = "closed"


REGISTRATION_WORDS: Mapping[Registration, str] = {
    Registration.NONE: "Not on the web",
    Registration.PUBLIC: "Anybody with the address",
    Registration.CLOSED: "Only those invited",
}


class BookingState(StrEnum):
    """How one booking stands."""

    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"


BOOKING_WORDS: Mapping[BookingState, str] = {
    BookingState.BOOKED: "Booked",
    BookingState.WAITING: "On the waiting list",
    BookingState.CANCELLED: "Cancelled",
}


class ItemKind(StrEnum):
    """What happens in one part of a programme. Source: conference of November 2017 [V]."""

    WELCOME = "welcome"
    TALK = "talk"
    CASE = "case"
    DISCUSSION = "discussion"
    EXERCISE = "exercise"
    MARKETPLACE = "marketplace"
    NETWORKING = "networking"
    BREAK = "break"
    CLOSE = "close"


ITEM_WORDS: Mapping[ItemKind, str] = {
    ItemKind.WELCOME: "Welcome",
    ItemKind.TALK: "Talk",
    ItemKind.CASE: "A review and its learning",
    ItemKind.DISCUSSION: "Discussion",
    ItemKind.EXERCISE: "Exercise",
    ItemKind.MARKETPLACE: "Marketplace",
    ItemKind.NETWORKING: "Networking",
    ItemKind.BREAK: "Break",
    ItemKind.CLOSE: "Close",
}


class MessageKind(StrEnum):
    """Why somebody who has no account is written to. A code once released is never renamed."""

    INVITED = "invited"
    BOOKED = "booked"
    WAITING = "waiting"
    MOVED_UP = "moved_up"
    CANCELLED = "cancelled"
    EVENT_CANCELLED = "event_cancelled"
    JOINING = "joining"
    FOLLOW_UP = "follow_up"


class TopicState(StrEnum):
    """What became of a suggested topic."""

    NEW = "new"
    TAKEN_UP = "taken_up"
    SET_ASIDE = "set_aside"


TOPIC_WORDS: Mapping[TopicState, str] = {
    TopicState.NEW: "New",
    TopicState.TAKEN_UP: "Taken up",
    TopicState.SET_ASIDE: "Set aside",
}

KEEP_MONTHS = 12
"""Months after an event for which names of speakers and of those booked are kept, unless the partnership says
otherwise. Source: storage limitation, UK GDPR article 5(1)(e) [K]; the number is ours [D]."""

FEWEST_KEEP_MONTHS, MOST_KEEP_MONTHS = 1, 72
"""Bounds of that number: the certificates and the follow-up need some time, storage limitation ends it [D]."""

FOLLOW_UP_MONTHS = 3
"""Months after an event when those who came are asked what has changed.
Source: funding and reporting section 5.4, after three months [D]."""

FEWEST_SHOWN = 5
"""A count by sector below this is not shown. Source: small numbers withheld [D]."""

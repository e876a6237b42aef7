"""What does a certificate of attendance need? The event and the names of those who came, read when it is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from learning.event_places import when
from learning.event_terms import KINDS, EventKind
from learning.models import Attendee, Event
from learning.papers.joining_pack.facts import time_words


@dataclass(frozen=True)
class CertificateFacts:
    """Who came, each on a page of their own, to which event. ``hours`` is in words, "" where times are not known.

    ``kind`` has its article: "a seminar".
    """

    partnership: str
    held_by: str
    kind: str
    title: str
    theme: str
    day: str
    hours: str
    names: tuple[str, ...]


def facts_of(event: Event, attendees: Iterable[Attendee]) -> CertificateFacts:
    """The certificates of these people, by name in the order of the alphabet."""
    return CertificateFacts(
        partnership=event.partnership.name,
        held_by=event.delivered_by or event.partnership.name,
        kind=KINDS[EventKind(event.kind)].one,
        title=event.title,
        theme=event.theme,
        day=when(event),
        hours=time_words(event),
        names=tuple(sorted((attendee.name for attendee in attendees), key=str.casefold)),
    )


def those_who_came(event: Event) -> list[Attendee]:
    """People whose attendance was recorded and whose names are still kept."""
    return list(Attendee.objects.filter(event=event, booking__has_attended=True).select_related("booking"))

"""What does a joining pack need to be written? The event, its programme, and for those with a place how to join."""

from dataclasses import dataclass

from learning.event_places import when
from learning.event_terms import ITEM_WORDS, KINDS, EventKind, ItemKind
from learning.models import Event, ProgrammeItem


@dataclass(frozen=True)
class PartFacts:
    """One part of the programme: when, what, who speaks ("" where nobody agreed to be named)."""

    time: str
    title: str
    text: str
    speaker: str


@dataclass(frozen=True)
class JoiningFacts:
    """An event as those who come to it need to know it. ``kind`` has its article: "a seminar"."""

    partnership: str
    held_by: str
    contact: str
    kind: str
    title: str
    theme: str
    day: str
    time: str
    venue: str
    platform: str
    joining_link: str
    access: str
    parts: tuple[PartFacts, ...]


def facts_of(event: Event, *, with_link: bool) -> JoiningFacts:
    """The facts of an event; ``with_link`` gives the address to join online, which is for those with a place."""
    partnership = event.partnership
    return JoiningFacts(
        partnership=partnership.name,
        held_by=event.delivered_by or partnership.name,
        contact=", ".join(filter(None, (partnership.contact_email, partnership.contact_telephone))),
        kind=KINDS[EventKind(event.kind)].one,
        title=event.title,
        theme=event.theme,
        day=when(event),
        time=time_words(event),
        venue=event.venue,
        platform=event.platform if event.is_online else "",
        joining_link=event.joining_link if with_link and event.is_online else "",
        access=event.access_note,
        parts=parts_of(event),
    )


def parts_of(event: Event) -> tuple[PartFacts, ...]:
    """The parts of the programme in order; one query."""
    items = ProgrammeItem.objects.filter(event=event, is_dropped=False).select_related("speaker")
    return tuple(_part(item) for item in items)


def _part(item: ProgrammeItem) -> PartFacts:
    ends = item.starts_at.hour * 60 + item.starts_at.minute + item.minutes
    time = f"{item.starts_at:%H:%M} to {ends // 60 % 24:02d}:{ends % 60:02d}"
    kind = ITEM_WORDS[ItemKind(item.kind)]
    title = item.title if item.kind == ItemKind.TALK else f"{kind}: {item.title}"
    return PartFacts(time, title, item.text, _speaker(item))


def _speaker(item: ProgrammeItem) -> str:
    """The speaker as the programme names them: by name where they agreed to it, else by organisation."""
    speaker = item.speaker
    if speaker is None:
        return ""
    named = (speaker.name, speaker.job_title, speaker.body) if speaker.is_named else (speaker.body,)
    return ", ".join(filter(None, named))


def time_words(event: Event) -> str:
    """From when to when, as far as it is known."""
    if event.starts_at is None:
        return ""
    starts = f"{event.starts_at:%H:%M}"
    return f"{starts} to {event.ends_at:%H:%M}" if event.ends_at else f"from {starts}"

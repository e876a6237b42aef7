"""The programme of an event is made: its parts, and who speaks."""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow
from dhr_cases.models import User
from learning.actions.core import acting, require
from learning.event_terms import EventState, ItemKind
from learning.models import Event, ProgrammeItem, Speaker
from learning.verbs import LearningVerb


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """One part of a programme: when it starts, how many minutes it takes, who speaks if anybody does."""

    starts_at: datetime.time
    minutes: int
    title: str
    kind: ItemKind = ItemKind.TALK
    text: str = ""
    speaker: Speaker | None = None


@dataclass(frozen=True, kw_only=True)
class SpeakerFacts:
    """Who speaks. The name stands on the programme only where they agreed to it."""

    name: str
    job_title: str = ""
    body: str = ""
    email: str = ""
    is_named: bool = False


def add_programme_item(*, event: Event, by: User, facts: ItemFacts) -> ProgrammeItem:
    """A part is added to the programme. Raises Incomplete for one that is no part of this event."""
    with acting(LearningVerb.ADD_PROGRAMME_ITEM, event.partnership, by) as act:
        _check_not_cancelled(event)
        _check_item(event, facts)
        item = ProgrammeItem(event=event, **vars(facts))
        item.save()
        act.record(about=item, detail={"event": event.pk, "title": facts.title})
    return item


def change_programme_item(*, item: ProgrammeItem, by: User, facts: ItemFacts) -> ProgrammeItem:
    """A part of the programme changes."""
    with acting(LearningVerb.CHANGE_PROGRAMME_ITEM, item.event.partnership, by) as act:
        item.refresh_from_db()
        _check_not_cancelled(item.event)
        _check_item(item.event, facts)
        for name, value in vars(facts).items():
            setattr(item, name, value)
        item.save()
        act.record(about=item, detail={"event": item.event_id, "title": facts.title})
    return item


def drop_programme_item(*, item: ProgrammeItem, by: User) -> None:
    """A part is taken off the programme; its row stays. Raises NotNow for one that is off it."""
    with acting(LearningVerb.DROP_PROGRAMME_ITEM, item.event.partnership, by) as act:
        item.refresh_from_db()
        if item.is_dropped:
            raise NotNow("This part is off the programme already.")
        item.is_dropped = True
        item.save()
        act.record(about=item, detail={"event": item.event_id, "title": item.title})


def add_speaker(*, event: Event, by: User, facts: SpeakerFacts) -> Speaker:
    """Somebody is to speak. Raises NotNow once the names of the event were deleted."""
    with acting(LearningVerb.ADD_SPEAKER, event.partnership, by) as act:
        _check_not_cancelled(event)
        if event.forgotten_on is not None:
            raise NotNow("The names of this event have been deleted. Nobody is added any more.")
        require((bool(facts.name.strip()), "Give the speaker's name."))
        speaker: Speaker = Speaker.objects.create(event=event, **vars(facts))
        act.record(about=speaker, detail={"event": event.pk})
    return speaker


def remove_speaker(*, speaker: Speaker, by: User) -> None:
    """Somebody does not speak after all, or asks to be deleted: the row is deleted, the parts they had stay."""
    event = speaker.event
    with acting(LearningVerb.REMOVE_SPEAKER, event.partnership, by) as act:
        act.record(about=speaker, detail={"event": event.pk})
        for item in ProgrammeItem.objects.filter(speaker=speaker):
            item.speaker = None
            item.save()
        speaker.delete()


def _check_not_cancelled(event: Event) -> None:
    event.refresh_from_db()
    if event.state == EventState.CANCELLED:
        raise NotNow("This event has been cancelled.")


def _check_item(event: Event, facts: ItemFacts) -> None:
    begins_in_time = event.starts_at is None or facts.starts_at >= event.starts_at
    ends_in_time = event.ends_at is None or _end(facts) <= _minutes(event.ends_at)
    require(
        (bool(facts.title.strip()), "Give this part a title."),
        (facts.minutes >= 1, "A part takes at least one minute."),
        (begins_in_time, "This part begins before the event does."),
        (ends_in_time, "This part ends after the event does."),
        (facts.speaker is None or facts.speaker.event_id == event.pk, "Choose a speaker of this event."),
    )


def _minutes(at: datetime.time) -> int:
    return at.hour * 60 + at.minute


def _end(facts: ItemFacts) -> int:
    return _minutes(facts.starts_at) + facts.minutes

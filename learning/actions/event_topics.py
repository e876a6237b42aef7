"""Topics for events are suggested, taken up or set aside. Source: partners may offer topics, C17 [V]."""

from dhr_cases.errors import NotNow
from dhr_cases.models import Partnership, User
from learning.actions.core import acting, acting_by_itself, require, today
from learning.event_terms import TopicState
from learning.models import Event, TopicSuggestion
from learning.verbs import LearningVerb

FROM_A_PAGE = "Suggested on a public page"


def suggest_topic(
    *, partnership: Partnership, by: User | None, text: str, suggested_by: str = "", event: Event | None = None
) -> TopicSuggestion:
    """A topic is suggested; ``by`` is None where it comes from a public page, and then nobody is named."""
    verb = LearningVerb.SUGGEST_TOPIC
    with acting(verb, partnership, by) if by else acting_by_itself(verb, partnership, reason=FROM_A_PAGE) as act:
        require((bool(text.strip()), "Say which topic."))
        row = TopicSuggestion(
            partnership=partnership,
            event=event,
            text=text.strip(),
            suggested_by=suggested_by if by else "",
            suggested_on=today(),
        )
        row.save()
        act.record(about=row)
    return row


def take_up_topic(*, topic: TopicSuggestion, by: User, event: Event) -> None:
    """A topic becomes that of an event. Raises NotNow once it is decided, Incomplete for another's event."""
    with acting(LearningVerb.TAKE_UP_TOPIC, topic.partnership, by) as act:
        _check_new(topic)
        require((event.partnership_id == topic.partnership_id, "Choose an event of this partnership."))
        topic.state, topic.taken_up_by = TopicState.TAKEN_UP, event
        topic.save()
        act.record(about=topic, detail={"event": event.pk})


def set_topic_aside(*, topic: TopicSuggestion, by: User, note: str) -> None:
    """A topic is not taken up, and why. Raises NotNow once it is decided, Incomplete without a reason."""
    with acting(LearningVerb.SET_TOPIC_ASIDE, topic.partnership, by, reason=note) as act:
        _check_new(topic)
        require((bool(note.strip()), "Say why the topic is not taken up."))
        topic.state, topic.note = TopicState.SET_ASIDE, note
        topic.save()
        act.record(about=topic)


def _check_new(topic: TopicSuggestion) -> None:
    topic.refresh_from_db()
    if topic.state != TopicState.NEW:
        raise NotNow("What becomes of this topic is decided already.")

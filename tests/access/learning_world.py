"""Which event does each cast of the access matrix hold? One that is announced, with a part, a speaker and a booking."""

import datetime

from learning.actions.event_programme import ItemFacts, SpeakerFacts, add_programme_item, add_speaker
from learning.actions.event_topics import suggest_topic
from tests.access.feedback_addresses import furnish_feedback
from tests.access.pack_addresses import furnish_packs
from tests.coded import furnish_themes
from tests.conftest import Cast
from tests.events import announced, book


def furnish_learning(cast: Cast) -> None:
    """One event with everything that an act can be about."""
    event = announced(cast)
    book(cast, event)
    facts = ItemFacts(starts_at=datetime.time(10, 0), minutes=30, title="What a review found")
    add_programme_item(event=event, by=cast.coordinator, facts=facts)
    add_speaker(event=event, by=cast.coordinator, facts=SpeakerFacts(name="Sam Invented"))
    suggest_topic(partnership=cast.partnership, by=cast.coordinator, text="Stalking")
    furnish_feedback(cast, event)
    furnish_packs(cast, event)
    furnish_themes(cast)

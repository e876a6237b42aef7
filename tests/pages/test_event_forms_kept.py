"""Is every answer of every form about events and themes kept as it was typed?"""

import datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from learning.actions.event_actions import ActionPlan, record_event_action, report_event_action_done
from learning.actions.event_topics import suggest_topic
from learning.event_retention import settings_of
from learning.event_terms import BookingState, EventState, MessageKind
from learning.models import (
    Attendee,
    Booking,
    Event,
    EventAction,
    EventMessage,
    Invitation,
    LearningEvent,
    ProgrammeItem,
    Speaker,
    Theme,
    ThemeSet,
    TopicSuggestion,
)
from learning.verbs import VERBS, LearningVerb
from tests.by_form import boxes
from tests.coded import second_coder, theme_set, themes_in
from tests.conftest import Cast
from tests.events import announced, book, day_in, held, planned

pytestmark = pytest.mark.django_db

V = LearningVerb
WHY = "The office agreed."
EVENT = {
    "kind": "workshop", "event_title": "Asking twice", "series": "Spring", "theme": "Asking", "audience": "nurses",
    "delivered_by": "Refuge", "venue": "Hall", "platform": "Video", "joining_link": "https://meet.example.test/1",
    "access_note": "No steps", "capacity": "40", "registration": "closed", "starts_at": "10:00", "ends_at": "12:15",
}  # fmt: skip  # the answers in one glance
SAME = (
    "kind", "theme", "audience", "delivered_by", "venue", "platform", "joining_link", "access_note", "registration",
)  # fmt: skip
PERSON = {
    "name": "Ada Practice", "email": "ada@practice.test", "organisation": "Practice", "job_title": "Nurse",
    "sector": "nhs_provider", "needs": "captions",
}  # fmt: skip


def act(cast: Cast, verb: LearningVerb, about: Model | None = None, **answers: object) -> None:
    """Send the form of an act as the coordinator; it is taken, and the page that follows says so."""
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("learning_act", args=(cast.partnership.code, verb.value, *(() if about is None else (about.pk,))))
    answer = client.post(address, {**answers, "confirmed": "yes"}, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    assert f"{escape(VERBS[verb].done)}." in answer.content.decode()


def kept(row: Model, *names: str) -> tuple[Any, ...]:
    """What the row holds now."""
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in names)


@pytest.mark.parametrize("is_online", [True, False])
def test_keeps_a_new_event_and_its_change(cast: Cast, *, is_online: bool) -> None:
    ticked = {"is_online": "on"} if is_online else {}
    days = boxes("on", day_in(40)) | boxes("registration_closes_on", day_in(30))
    act(cast, V.PLAN_EVENT, None, **EVENT, **days, **ticked)
    row = Event.objects.get()
    assert [getattr(row, name) for name in SAME] == [EVENT[name] for name in SAME]
    assert row.series is not None
    assert (row.title, row.series.name, row.capacity) == ("Asking twice", "Spring", 40)
    assert (row.starts_at, row.ends_at) == (datetime.time(10), datetime.time(12, 15))
    assert (row.on.value, row.registration_closes_on, row.is_online) == (day_in(40), day_in(30), is_online)
    assert (row.state, row.partnership, row.stands_for) == (EventState.DRAFT, cast.partnership, 1)
    changed = {**EVENT, **days, "event_title": "Asking again", "capacity": "", "series": ""}
    act(cast, V.CHANGE_EVENT, row, **changed)
    assert kept(row, "title", "capacity", "series", "is_online", "venue") == ("Asking again", None, None, False, "Hall")


def test_leads_an_event_to_its_end(cast: Cast) -> None:
    row, off = planned(cast, -1), planned(cast)
    act(cast, V.ANNOUNCE_EVENT, off)
    assert kept(off, "state") == (EventState.OPEN,)
    act(cast, V.CANCEL_EVENT, off, reason=WHY)
    assert kept(off, "state", "cancelled_reason") == (EventState.CANCELLED, WHY)
    act(cast, V.RECORD_EVENT_HELD, row, head_count="31", outputs="A strategy.")
    assert kept(row, "state", "attended_least", "attended_most", "outputs") == (EventState.HELD, 31, 31, "A strategy.")


def test_keeps_what_is_known_of_an_event_held_before(cast: Cast) -> None:
    names = ("kind", "theme", "audience", "delivered_by", "venue")
    said = {name: EVENT[name] for name in (*names, "event_title", "series")}
    counts = {"stands_for": "3", "attended_least": "160", "attended_most": "320", "attended_words": "160 to 320"}
    more = {"is_attended_each": "on", "is_online": "on", "outputs": "A report", "source": "Paper 5.4"}
    more["year"] = "2017/18"
    act(cast, V.RECORD_PAST_EVENT, None, **said, **counts, **more)
    row = Event.objects.get()
    assert (row.stands_for, row.attended_least, row.attended_most, row.attended_words) == (3, 160, 320, "160 to 320")
    assert (row.is_attended_each, row.is_online, row.outputs, row.source) == (True, True, "A report", "Paper 5.4")
    assert (row.year, row.on.is_known, row.state, row.title) == (2017, False, EventState.HELD, "Asking twice")
    assert [getattr(row, name) for name in names] == [EVENT[name] for name in names]


def test_keeps_the_settings_of_events(cast: Cast) -> None:
    act(cast, V.CHANGE_EVENT_SETTINGS, None, keep_months="7", follow_up_months="4")
    held_now = settings_of(cast.partnership)
    assert (held_now.keep_months, held_now.follow_up_months) == (7, 4)


@pytest.mark.parametrize("is_named", [True, False])
def test_keeps_a_speaker_and_the_part_they_have(cast: Cast, *, is_named: bool) -> None:
    event = planned(cast)
    said = {"name": "Sam Invented", "job_title": "Officer", "body": "Refuge", "email": "sam@refuge.test"}
    act(cast, V.ADD_SPEAKER, event, **said, **({"is_named": "on"} if is_named else {}))
    speaker = Speaker.objects.get()
    assert kept(speaker, *said, "is_named", "event") == (*said.values(), is_named, event)
    part = {"starts_at": "10.15", "minutes": "25", "kind": "exercise", "part_title": "Talk", "text": "In groups"}
    act(cast, V.ADD_PROGRAMME_ITEM, event, **part, speaker=speaker.pk)
    row = ProgrammeItem.objects.get()
    assert kept(row, "starts_at", "minutes", "kind", "title", "text") == (
        datetime.time(10, 15), 25, "exercise", "Talk", "In groups",
    )  # fmt: skip
    assert (row.event, row.speaker) == (event, speaker)
    act(cast, V.CHANGE_PROGRAMME_ITEM, row, **{**part, "part_title": "Debate", "minutes": "30"})
    assert kept(row, "title", "minutes", "speaker", "is_dropped") == ("Debate", 30, None, False)
    act(cast, V.REMOVE_SPEAKER, speaker)
    assert not Speaker.objects.exists()
    act(cast, V.DROP_PROGRAMME_ITEM, row)
    assert kept(row, "is_dropped") == (True,)


def test_offers_the_speakers_of_this_event_by_name_and_organisation(cast: Cast) -> None:
    event, other = planned(cast), planned(cast, title="Other")
    act(cast, V.ADD_SPEAKER, event, name="Sam Invented", body="Refuge")
    act(cast, V.ADD_SPEAKER, event, name="Alex Alone")
    act(cast, V.ADD_SPEAKER, other, name="Kim Elsewhere")
    client = Client()
    client.force_login(cast.coordinator)
    form = client.get(reverse("learning_act", args=("testshire", V.ADD_PROGRAMME_ITEM.value, event.pk))).context["form"]
    assert {label for _key, label in form.fields["speaker"].choices} == {
        "Nobody, or not known yet", "Sam Invented, Refuge", "Alex Alone",
    }  # fmt: skip


def test_keeps_who_is_booked_by_the_office(cast: Cast) -> None:
    event = announced(cast)
    act(cast, V.BOOK_PLACE, event, **PERSON)
    row = Attendee.objects.get()
    names = [name for name in PERSON if name != "sector"]
    assert [getattr(row, name) for name in names] == [PERSON[name] for name in names]
    assert (row.booking.sector, row.booking.state, row.event) == ("nhs_provider", BookingState.BOOKED, event)
    act(cast, V.CANCEL_BOOKING, row.booking)
    assert kept(row.booking, "state") == (BookingState.CANCELLED,)


@pytest.mark.parametrize(("is_over", "state"), [(True, BookingState.BOOKED), (False, BookingState.WAITING)])
def test_books_beyond_the_places_only_where_it_is_ticked(cast: Cast, state: BookingState, *, is_over: bool) -> None:
    event = announced(cast, capacity=1)
    book(cast, event)
    act(cast, V.BOOK_PLACE, event, **PERSON, **({"is_over_capacity": "on"} if is_over else {}))
    assert Booking.objects.latest("pk").state == state


def test_books_somebody_whose_sort_of_organisation_is_not_said(cast: Cast) -> None:
    act(cast, V.BOOK_PLACE, announced(cast), **{**PERSON, "sector": ""})
    assert Booking.objects.get().sector == ""


def test_deletes_one_persons_name_for_a_reason(cast: Cast) -> None:
    booking = book(cast, announced(cast))
    act(cast, V.FORGET_PERSON, booking, reason=WHY)
    assert not Attendee.objects.exists()
    assert LearningEvent.objects.get(kind=V.FORGET_PERSON).reason == WHY


def test_invites_each_line_once(cast: Cast) -> None:
    event = announced(cast)
    lines = (
        '"Ada Practice" <ada@practice.test>\n\n  ben@practice.test  \nCy Worker <cy@practice.test>\nben@practice.test'
    )
    act(cast, V.INVITE_TO_EVENT, event, people=lines)
    assert {(row.name, row.email) for row in Invitation.objects.all()} == {
        ("Ada Practice", "ada@practice.test"), ("", "ben@practice.test"), ("Cy Worker", "cy@practice.test"),
    }  # fmt: skip


@pytest.mark.parametrize(("count", "is_taken"), [(499, True), (500, True), (501, False)])
def test_invites_at_most_five_hundred_at_once(cast: Cast, count: int, *, is_taken: bool) -> None:
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("learning_act", args=("testshire", V.INVITE_TO_EVENT.value, announced(cast).pk))
    people = "\n".join(f"p{number}@practice.test" for number in range(count - 1)) + "\nnobody at all"
    text = client.post(address, {"people": people}).content.decode()
    assert ("These lines hold no e-mail address: “nobody at all”." in text) is is_taken
    assert ("Invite at most 500 people at once." in text) is not is_taken


def test_sends_the_joining_pack_to_who_has_a_place(cast: Cast) -> None:
    event = announced(cast)
    book(cast, event)
    EventMessage.objects.all().delete()
    act(cast, V.SEND_JOINING_PACK, event)
    assert [row.kind for row in EventMessage.objects.all()] == [MessageKind.JOINING]


def test_keeps_a_topic_and_what_became_of_it(cast: Cast) -> None:
    event, off = planned(cast), planned(cast, title="Off")
    act(cast, V.CANCEL_EVENT, off, reason=WHY)
    act(cast, V.SUGGEST_TOPIC, None, text="Stalking", suggested_by="Refuge")
    row = TopicSuggestion.objects.get()
    assert (row.text, row.suggested_by, row.state, row.suggested_on) == ("Stalking", "Refuge", "new", day_in(0))
    client = Client()
    client.force_login(cast.coordinator)
    form = client.get(reverse("learning_act", args=("testshire", V.TAKE_UP_TOPIC.value, row.pk))).context["form"]
    assert list(form.fields["event"].queryset) == [event]
    act(cast, V.TAKE_UP_TOPIC, row, event=event.pk)
    assert kept(row, "state", "taken_up_by") == ("taken_up", event)
    other = suggest_topic(partnership=cast.partnership, by=cast.coordinator, text="Fire")
    act(cast, V.SET_TOPIC_ASIDE, other, note=WHY)
    assert kept(other, "state", "note", "taken_up_by") == ("set_aside", WHY, None)


def test_keeps_what_an_event_recommended_and_its_course(cast: Cast) -> None:
    event = held(cast)
    said = {"text": "Map services", "theme": "Risk", "owner": cast.police.pk, **boxes("due_on", day_in(60))}
    act(cast, V.RECORD_EVENT_ACTION, event, **said)
    row = EventAction.objects.get()
    assert (row.event, row.text, row.theme, row.owner, row.due_on) == (
        event,
        "Map services",
        "Risk",
        cast.police,
        day_in(60),
    )
    act(cast, V.UPDATE_EVENT_ACTION, row, progress="Begun")
    assert kept(row, "progress", "state") == ("Begun", "open")
    act(cast, V.REPORT_EVENT_ACTION_DONE, row, outcome="Mapped", evidence="The map")
    assert kept(row, "outcome", "evidence", "state") == ("Mapped", "The map", "done")
    act(cast, V.DROP_EVENT_ACTION, row, reason=WHY)
    assert kept(row, "state") == ("dropped",)


def test_confirms_what_somebody_else_reported_with_their_words_beside(cast: Cast) -> None:
    row = record_event_action(event=held(cast), by=cast.coordinator, plan=ActionPlan("Map services"))
    report_event_action_done(action=row, by=second_coder(cast), outcome="Mapped", evidence="The map")
    client = Client()
    client.force_login(cast.coordinator)
    shown = client.get(reverse("learning_act", args=("testshire", V.CONFIRM_EVENT_ACTION.value, row.pk)))
    assert [told["value"] for told in shown.context["aside"]["rows"]] == ["Mapped", "The map"]
    act(cast, V.CONFIRM_EVENT_ACTION, row)
    assert kept(row, "state") == ("confirmed",)


def test_keeps_a_set_of_themes_and_each_turn_of_a_theme(cast: Cast) -> None:
    act(cast, V.ADD_THEME_SET, None, label="Priorities", kind="priority", source="Agreement of 2026")
    held_by = ThemeSet.objects.get()
    assert (held_by.label, held_by.kind, held_by.source) == ("Priorities", "priority", "Agreement of 2026")
    act(cast, V.ADD_THEME, held_by, label="Control", **boxes("from_on", day_in(-90)))
    row = Theme.objects.get()
    assert (row.label, row.from_on, row.to_on, row.theme_set) == ("Control", day_in(-90), None, held_by)
    turn = {"reason": WHY, **boxes("on", day_in(-30)), **boxes("proposed_on", day_in(-40))}
    act(cast, V.RENAME_THEME, row, label="Coercion", **turn)
    new = Theme.objects.get(label="Coercion")
    assert (new.from_on, new.to_on, kept(row, "to_on")) == (day_in(-30), None, (day_in(-30),))
    act(cast, V.END_THEME, new, **{**turn, **boxes("on", day_in(-10))})
    assert kept(new, "to_on") == (day_in(-10),)
    assert LearningEvent.objects.get(kind=V.END_THEME).reason == WHY


def test_splits_a_theme_into_the_lines_that_say_something(cast: Cast) -> None:
    (row,) = themes_in(cast, theme_set(cast), "Whole")
    act(cast, V.SPLIT_THEME, row, labels=" Left \r\n\r\nRight\r\n", reason=WHY, **boxes("on", day_in(-5)))
    assert set(Theme.objects.filter(to_on=None).values_list("label", flat=True)) == {"Left", "Right"}

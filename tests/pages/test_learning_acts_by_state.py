"""Which acts of learning are offered about a row in which state, and with what do their forms begin?"""

import datetime
from collections.abc import Iterable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.models import Case, Partnership, Recommendation, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from learning.actions.event_actions import (
    ActionPlan,
    confirm_event_action,
    drop_event_action,
    record_event_action,
    report_event_action_done,
)
from learning.actions.event_bookings import cancel_booking
from learning.actions.event_names import forget_person
from learning.actions.event_programme import ItemFacts, add_programme_item, drop_programme_item
from learning.actions.event_topics import set_topic_aside, suggest_topic, take_up_topic
from learning.actions.events import cancel_event
from learning.actions.themes import Turn, end_theme
from learning.event_terms import EventState
from learning.forms.registry import FORMS
from learning.models import CodedItem, EventAction, FeedbackSummary, PublishedPassage, ThemeSet, TopicSuggestion
from learning.themes.coding_terms import ItemKind
from learning.themes.reading import SetKind
from learning.verbs import LearningVerb
from tests import coded
from tests.conftest import Cast
from tests.events import announced, book, day_in, held, planned
from tests.feedback import event_of

pytestmark = pytest.mark.django_db

V = LearningVerb
S = EventState
COMING, NOT_CANCELLED = {S.DRAFT, S.OPEN}, {S.DRAFT, S.OPEN, S.HELD}
ABOUT_EVENTS = {
    V.CHANGE_EVENT: NOT_CANCELLED,
    V.ANNOUNCE_EVENT: {S.DRAFT},
    V.RECORD_EVENT_HELD: COMING,
    V.CANCEL_EVENT: COMING,
    V.BOOK_PLACE: NOT_CANCELLED,
    V.INVITE_TO_EVENT: {S.OPEN},
    V.SEND_JOINING_PACK: {S.OPEN},
    V.ASK_WHAT_CHANGED: {S.HELD},
    V.ADD_PROGRAMME_ITEM: NOT_CANCELLED,
    V.ADD_SPEAKER: NOT_CANCELLED,
    V.PLAN_PACK: NOT_CANCELLED,
}
"""The states of an event in which each act about it is offered."""


def form_for(cast: Cast, verb: LearningVerb, about: Model | None = None) -> Any:
    """The form on the page of an act, as the coordinator finds it."""
    client = Client()
    client.force_login(cast.coordinator)
    row = () if about is None else (about.pk,)
    answer = client.get(reverse("learning_act", args=(cast.partnership.code, verb, *row)))
    assert answer.status_code == 200
    return answer.context["form"]


def rows_for(cast: Cast, verb: LearningVerb) -> list[Any]:
    """The rows that the act can be about."""
    return list(FORMS[verb].subjects(cast.partnership))


def names(rows: Iterable[object]) -> list[str]:
    return sorted(map(str, rows))


def test_offers_each_act_about_an_event_in_its_states(cast: Cast) -> None:
    planned(cast)
    announced(cast)
    held(cast)
    cancel_event(event=planned(cast), by=cast.coordinator, reason="No venue.")
    offered = {verb: {EventState(row.state) for row in rows_for(cast, verb)} for verb in ABOUT_EVENTS}
    assert offered == ABOUT_EVENTS


def test_decides_once_what_becomes_of_a_topic(cast: Cast) -> None:
    new, taken, aside = (
        suggest_topic(partnership=cast.partnership, by=cast.coordinator, text=text)
        for text in ("Stalking", "Housing", "Pets")
    )
    take_up_topic(topic=taken, by=cast.coordinator, event=planned(cast))
    set_topic_aside(topic=aside, by=cast.coordinator, note="Covered last year.")
    for verb in (V.TAKE_UP_TOPIC, V.SET_TOPIC_ASIDE):
        assert rows_for(cast, verb) == [new]


def test_sets_a_topic_aside_on_its_page(cast: Cast) -> None:
    topic = suggest_topic(partnership=cast.partnership, by=cast.coordinator, text="Pets")
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("learning_act", args=(cast.partnership.code, V.SET_TOPIC_ASIDE, topic.pk))
    assert client.post(address, {"note": "Covered last year.", "confirmed": "yes"}).status_code == 302
    kept = TopicSuggestion.objects.get()
    assert (kept.state, kept.note) == ("set_aside", "Covered last year.")


def test_offers_a_topic_to_events_that_are_not_cancelled(cast: Cast) -> None:
    topic = suggest_topic(partnership=cast.partnership, by=cast.coordinator, text="Pets")
    coming = planned(cast)
    cancel_event(event=planned(cast), by=cast.coordinator, reason="No venue.")
    assert list(form_for(cast, V.TAKE_UP_TOPIC, topic).fields["event"].queryset) == [coming]


def test_acts_on_bookings_that_stand_and_people_still_named(cast: Cast) -> None:
    event = announced(cast)
    stands, gone, forgotten = (book(cast, event, number) for number in (1, 2, 3))
    cancel_booking(booking=gone, by=cast.coordinator)
    forget_person(booking=forgotten, by=cast.coordinator, reason="Asked for it.")
    assert set(rows_for(cast, V.CANCEL_BOOKING)) == {stands, forgotten}
    assert set(rows_for(cast, V.FORGET_PERSON)) == {stands, gone}


def test_turns_only_a_theme_that_was_not_ended(cast: Cast) -> None:
    one_set, other_set = coded.theme_set(cast), coded.theme_set(cast, "Other themes", SetKind.PRIORITY)
    control, risk, over = coded.themes_in(cast, one_set, "Control", "Risk", "Over")
    coded.themes_in(cast, other_set, "Elsewhere")
    end_theme(theme=over, by=cast.coordinator, turn=Turn(day_in(0), "Nobody uses it."))
    for verb in (V.RENAME_THEME, V.MERGE_THEMES, V.SPLIT_THEME, V.END_THEME):
        assert names(rows_for(cast, verb)) == ["Control", "Elsewhere", "Risk"]
    assert list(form_for(cast, V.MERGE_THEMES, control).fields["others"].queryset) == [risk]


def test_merges_no_theme_that_ends_on_a_day_to_come(cast: Cast) -> None:
    held_by = coded.theme_set(cast)
    control, risk, ends = coded.themes_in(cast, held_by, "Control", "Risk", "Ends soon")
    end_theme(theme=ends, by=cast.coordinator, turn=Turn(day_in(30), "Nobody will use it."))
    assert list(form_for(cast, V.MERGE_THEMES, control).fields["others"].queryset) == [risk]


def test_ticks_the_themes_that_the_person_saw_before(cast: Cast) -> None:
    held_by = coded.theme_set(cast)
    control, _risk = coded.themes_in(cast, held_by, "Control", "Risk")
    passage = coded.passage(coded.published(cast, cast.partnership))
    assert form_for(cast, V.CODE_PARAGRAPH, passage).fields[f"set_{held_by.pk}"].initial == []
    coded.read(passage, cast.coordinator, [control])
    assert form_for(cast, V.CODE_PARAGRAPH, passage).fields[f"set_{held_by.pk}"].initial == [str(control.pk)]


def test_changes_parts_that_are_on_the_programme(cast: Cast) -> None:
    event = planned(cast)
    facts = ItemFacts(starts_at=datetime.time(10, 0), minutes=30, title="A talk")
    stays, off = (add_programme_item(event=event, by=cast.coordinator, facts=facts) for _ in range(2))
    drop_programme_item(item=off, by=cast.coordinator)
    for verb in (V.CHANGE_PROGRAMME_ITEM, V.DROP_PROGRAMME_ITEM):
        assert rows_for(cast, verb) == [stays]


def test_settles_paragraphs_and_recommendations_each_by_its_own_form(cast: Cast, case: Case) -> None:
    (theme,) = coded.themes_in(cast, coded.theme_set(cast), "Control")
    paragraph = coded.read(coded.passage(coded.published(cast, cast.partnership)), cast.coordinator, [theme]).item
    with change("Test", None):
        row = Recommendation.objects.create(case=case, position=1, text="Ask twice")
        asked = CodedItem.objects.create(partnership=cast.partnership, recommendation=row, number=1, text="Ask twice")
    assert rows_for(cast, V.SETTLE_PARAGRAPH) == [paragraph]
    assert rows_for(cast, V.SETTLE_RECOMMENDATION) == [asked]
    assert rows_for(cast, V.CODE_RECOMMENDATION) == [row]


def test_takes_a_paragraph_for_what_the_last_reader_called_it(cast: Cast) -> None:
    passage = coded.passage(coded.published(cast, cast.partnership))
    coded.read(passage, cast.coordinator, kind=ItemKind.LESSON)
    coded.read(passage, coded.second_coder(cast), kind=ItemKind.GOOD_PRACTICE)
    assert CodedItem.objects.get().kind == ItemKind.GOOD_PRACTICE


ACTS_BY_STATE = {
    V.UPDATE_EVENT_ACTION: {"open", "done"},
    V.REPORT_EVENT_ACTION_DONE: {"open"},
    V.CONFIRM_EVENT_ACTION: {"done"},
    V.DROP_EVENT_ACTION: {"open", "done"},
}


def test_offers_each_act_about_an_action_in_its_states(cast: Cast) -> None:
    event, second = event_of(cast), coded.second_coder(cast)
    made = [record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(text=f"Step {n}")) for n in range(4)]
    for action in made[1:3]:
        report_event_action_done(action=action, by=cast.coordinator, outcome="All ask", evidence="Audit")
    confirm_event_action(action=made[2], by=second)
    drop_event_action(action=made[3], by=cast.coordinator, reason="Done elsewhere.")
    offered = {verb: {row.state for row in rows_for(cast, verb)} for verb in ACTS_BY_STATE}
    assert {row.state for row in EventAction.objects.all()} == {"open", "done", "confirmed", "dropped"}
    assert offered == ACTS_BY_STATE


def test_reads_printed_lines_and_passes_over_empty_ones(cast: Cast) -> None:
    event = event_of(cast)
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("learning_act", args=(cast.partnership.code, V.TAKE_OVER_SUMMARY, event.pk))
    said = {"lines": "85 Useful\r\n\r\n  \r\n97% Clear\r\n", "base": "", "source": "A report"}
    assert client.post(address, said).status_code == 302
    assert FeedbackSummary.objects.get().lines == [
        {"label": "Useful", "percent": 85},
        {"label": "Clear", "percent": 97},
    ]


@pytest.mark.parametrize(("capacity", "words"), [(40, 40), (None, "no limit")])
def test_says_how_many_places_there_are_before_it_is_announced(cast: Cast, capacity: int | None, words: object) -> None:
    rows = form_for(cast, V.ANNOUNCE_EVENT, planned(cast, capacity=capacity)).aside()["rows"]
    assert {row["label"]: row["value"] for row in rows}["Places:"] == words


def test_reads_no_recommendation_of_a_review_the_person_does_not_see(cast: Cast, case: Case) -> None:
    """Run by this partnership for another one that did not share it: for its people the review is not there."""
    far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    referral = Referral(partnership=far, referred_by="Farshire Police", referred_on=day_in(-5))
    far_office = User.objects.create_user("far.office@example.test", full_name="Far Office")
    join_team(by=None, to=far_office, partnership=far, role=Role.COORDINATOR)
    unseen = refer_death(by=far_office, referral=referral)
    with change("Test", None):
        unseen.managing_body = cast.partnership
        unseen.save()
        rows = [Recommendation.objects.create(case=of, position=1, text="Ask twice") for of in (case, unseen)]
    items = [
        CodedItem.objects.create(partnership=cast.partnership, recommendation=row, number=1, text="Ask") for row in rows
    ]
    client = Client()
    client.force_login(cast.coordinator)
    for verb, about in ((V.CODE_RECOMMENDATION, rows), (V.SETTLE_RECOMMENDATION, items)):
        places = [reverse("learning_act", args=(cast.partnership.code, verb, each.pk)) for each in about]
        assert [client.get(place).status_code for place in places] == [200, 404]
        assert client.post(places[1], {"reason": "It is there."}).status_code == 404


def test_asks_of_a_recommendation_no_value_that_is_said_of_a_whole_review(cast: Cast, case: Case) -> None:
    local, place = coded.theme_set(cast), coded.theme_set(cast, "Place", SetKind.PRIORITY)
    with change("Test", None):
        place.is_exclusive = True
        place.save()
        row = Recommendation.objects.create(case=case, position=1, text="Ask twice")
        item = CodedItem.objects.create(partnership=cast.partnership, recommendation=row, number=1, text="Ask twice")
    coded.themes_in(cast, local, "Control")
    coded.themes_in(cast, place, "At home")
    passage = coded.passage(coded.published(cast, cast.partnership))
    paragraph = coded.read(passage, cast.coordinator).item
    asked: dict[LearningVerb, tuple[PublishedPassage | CodedItem | Recommendation, list[ThemeSet]]] = {
        V.CODE_PARAGRAPH: (passage, [local, place]),
        V.SETTLE_PARAGRAPH: (paragraph, [local, place]),
        V.CODE_RECOMMENDATION: (row, [local]),
        V.SETTLE_RECOMMENDATION: (item, [local]),
    }
    for verb, (about, sets) in asked.items():
        form = form_for(cast, verb, about)
        assert form.set_names() == [f"set_{each.pk}" for each in sets]
        first = ["kind"] if verb is V.CODE_PARAGRAPH else []
        assert list(form.fields) == [*first, *form.set_names(), "reason"]
        assert form.intro == f"“{about.text}”"


def test_ticks_nothing_where_a_difference_is_settled(cast: Cast) -> None:
    held_by = coded.theme_set(cast)
    (control,) = coded.themes_in(cast, held_by, "Control")
    item = coded.read(coded.passage(coded.published(cast, cast.partnership)), cast.coordinator, [control]).item
    assert form_for(cast, V.SETTLE_PARAGRAPH, item).fields[f"set_{held_by.pk}"].initial == []


def test_chooses_one_value_of_a_set_whose_values_exclude_one_another(cast: Cast) -> None:
    place = coded.theme_set(cast, "Place")
    with change("Test", None):
        place.is_exclusive = True
        place.save()
    home, street = coded.themes_in(cast, place, "At home", "In the street")
    passage = coded.passage(coded.published(cast, cast.partnership))
    name = f"set_{place.pk}"
    field = form_for(cast, V.CODE_PARAGRAPH, passage).fields[name]
    assert (field.initial, field.choices) == (
        "",
        [("", "None of these"), (str(home.pk), "At home"), (str(street.pk), "In the street")],
    )
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("learning_act", args=(cast.partnership.code, V.CODE_PARAGRAPH, passage.pk))
    assert client.post(address, {"kind": "lesson", name: str(street.pk)}).status_code == 302
    assert form_for(cast, V.CODE_PARAGRAPH, passage).fields[name].initial == str(street.pk)
    again = {"kind": "lesson", name: "", "reason": "It says nothing of it."}
    assert client.post(address, again).status_code == 302
    assert form_for(cast, V.CODE_PARAGRAPH, passage).fields[name].initial == ""

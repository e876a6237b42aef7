"""Do acts of learning and of meetings leave every row next door as it was?

Next door stand the same things with the same people: another event or meeting of the partnership, or all of another.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from governance.actions import agenda, bodies, forward_plan, meetings, minutes, partner_requests, resolutions
from governance.actions.resolutions import LimbFacts
from governance.attendance_lines import Attendee as Attending
from governance.meeting_terms import AttendanceClass
from governance.models import Meeting
from governance.resolution_types import ResolutionType
from learning.actions.event_bookings import (
    cancel_booking,
    invite,
    record_attendance,
    send_joining_pack,
)
from learning.actions.event_names import ask_what_changed, change_event_settings, forget_due_names, forget_person
from learning.actions.event_programme import ItemFacts as PartFacts
from learning.actions.event_programme import SpeakerFacts, add_programme_item, add_speaker, remove_speaker
from learning.actions.events import cancel_event, change_event, record_event_held
from learning.actions.feedback import cover_words, give_feedback, set_feedback
from learning.actions.packs import approve_pack, withdraw_pack_approval
from learning.event_retention import deletes_on, settings_of
from learning.event_terms import KEEP_MONTHS
from learning.feedback_rows import least_shown
from learning.feedback_scales import FeedbackKind
from learning.models import Booking, Event, FeedbackReply, PackEdition, SeminarPack
from tests import packs
from tests.access.world import cast_elsewhere
from tests.conftest import Cast
from tests.events import FACTS, announced, book, planned
from tests.feedback import form_of
from tests.files import upload
from tests.meetings import a_body, an_item, days_ago, furnished
from tests.meetings import planned as planned_meeting

pytestmark = pytest.mark.django_db

Rows = Mapping[tuple[str, Any], Mapping[str, Any]]


def rows_of(app: str) -> Rows:
    """Every row that an app holds."""
    return {
        (model.__name__, row.pk): _values(row)
        for model in apps.get_app_config(app).get_models()
        for row in model._default_manager.all()
    }


def _values(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def changed(before: Rows, after: Rows) -> list[tuple[str, Any]]:
    """The rows of before that are gone or say something else."""
    return [key for key, row in before.items() if after.get(key) != row]


def peopled(cast: Cast, event: Event) -> Event:
    """The event with a speaker, a part, people booked and invited, replies and a pack that one approved."""
    by = cast.coordinator
    speaker = add_speaker(event=event, by=by, facts=SpeakerFacts(name="Sam Invented"))
    part = PartFacts(starts_at=datetime.time(10, 0), minutes=30, title="A talk", speaker=speaker)
    add_programme_item(event=event, by=by, facts=part)
    for number in (1, 2, 3):
        book(cast, event, number)
    form = form_of(cast, event, days=60)
    give_feedback(form=form, answers={"overall": "good", "comment": "A good day"})
    edition = packs.small_edition(SeminarPack.objects.create(event=event), by)
    approve_pack(edition=edition, by=cast.csp_chair, digest=edition.digest)
    return event


def act_on_an_event_to_come(cast: Cast) -> None:
    """It is planned, filled, changed, written to, emptied and cancelled."""
    by = cast.coordinator
    event = peopled(cast, announced(cast))
    invite(event=event, by=by, people=[("Robin", "person9@practice.test")])
    send_joining_pack(event=event, by=by)
    first, second, _third = Booking.objects.filter(event=event)
    cancel_booking(booking=first, by=by)
    forget_person(booking=second, by=by, reason="Asked for it.")
    remove_speaker(speaker=event.speakers.get(), by=by)
    withdraw_pack_approval(
        edition=PackEdition.objects.get(pack__event=event), by=cast.csp_chair, reason="A date was wrong."
    )
    change_event(event=event, by=by, facts=replace(FACTS, on=event.on, title="Changed"))
    cancel_event(event=event, by=by, reason="The speaker is ill.")


NAMED = ("Sam Invented", "Person Number1", "Person Number2", "Person Number3")
"""Who is named on a peopled event: the speaker and those booked."""


def act_on_an_event_held(cast: Cast) -> None:
    """Who came is noted, they are asked what changed, words are covered, names go on their day."""
    by = cast.coordinator
    event = peopled(cast, planned(cast, -1))
    record_event_held(event=event, by=by)
    record_attendance(event=event, by=by, came={event.bookings.earliest("pk").pk: True})
    form_of(cast, event, FeedbackKind.FOLLOW_UP)
    ask_what_changed(event=event, by=by)
    give_feedback(form=event.feedback_forms.get(kind=FeedbackKind.DAY), answers={"comment": "Another word"})
    cover_words(reply=FeedbackReply.objects.filter(form__event=event).earliest("pk"), by=by, reason="It names somebody")
    gone = forget_due_names(deletes_on(event, KEEP_MONTHS))
    assert gone == {event.code: len(NAMED)}


def act_on_settings(cast: Cast, least: int, months: int) -> None:
    """How few replies stay hidden, how long names are kept."""
    set_feedback(partnership=cast.partnership, by=cast.coordinator, least_shown=least)
    change_event_settings(partnership=cast.partnership, by=cast.coordinator, keep_months=months, follow_up_months=2)


def act_on_a_meeting(cast: Cast, name: str) -> None:
    """A body meets: agenda, papers, attendance, minutes, resolutions, requests, questions, plans."""
    by, body = cast.coordinator, a_body(cast, name)
    member = bodies.add_body_member(body=body, by=by, name="Ms Invented", starts_on=days_ago(90))
    meeting = planned_meeting(cast, body, days_ago(30))
    item, off = an_item(cast, meeting), an_item(cast, meeting, "Taken off")
    agenda.withdraw_item(item=off, by=by, reason="Not ready")
    paper = agenda.expect_meeting_paper(item=item, by=by, title="Report", upload=upload())
    meetings.send_agenda(meeting=meeting, by=by, on=days_ago(37))
    meetings.hold_meeting(meeting=meeting, by=by)
    agenda.circulate_papers(meeting=meeting, by=by, papers=[paper], on=days_ago(36), to="Members")
    attend(cast, meeting, "Ms Invented", "Mr Made-Up")
    attend(cast, meeting, "Mr Made-Up", f"Ms Of The {name}")
    for facts in LIMBS:
        resolutions.resolve(item=item, by=by, words="it be done.", limb=replace(facts, organisation=cast.police))
    question = minutes.record_question(item=item, by=by, text="How many?")
    minutes.answer_question(question=question, by=by, answer="Three.", on=days_ago(20))
    minutes.write_minute(item=item, by=by, discussion="An update.")
    minutes.draft_minutes(meeting=meeting, by=by)
    request = item.partner_requests.get()
    partner_requests.withdraw_partner_request(request=request, by=by, reason="Settled by telephone")
    for planned_item in body.planned_items.filter(ended_on=None):
        forward_plan.end_planned_item(planned=planned_item, by=by, reason="No longer wanted")
    bodies.end_body_member(member=member, by=by, ends_on=days_ago(5))


LIMBS = (
    LimbFacts(kind=ResolutionType.NOTE),
    LimbFacts(kind=ResolutionType.FURTHER_UPDATE, due_on=days_ago(-90), title="Update"),
    LimbFacts(kind=ResolutionType.REQUEST),
)


def attend(cast: Cast, meeting: Meeting, *names: str) -> None:
    """So many were present, the last list counts."""
    lists = {AttendanceClass.PRESENT: tuple(map(Attending, names))}
    meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=lists)


@pytest.fixture(params=["the same partnership", "another partnership"])
def neighbour(request: pytest.FixtureRequest, cast: Cast) -> Cast:
    """Who keeps what stands next door."""
    return cast if request.param == "the same partnership" else cast_elsewhere(cast)


@pytest.mark.parametrize("act", [act_on_an_event_to_come, act_on_an_event_held])
def test_acts_on_an_event_and_on_no_other(cast: Cast, neighbour: Cast, act: Callable[[Cast], None]) -> None:
    peopled(neighbour, announced(neighbour, 40))
    before = rows_of("learning")
    act(cast)
    assert changed(before, rows_of("learning")) == []


def test_sets_the_numbers_of_one_partnership(cast: Cast) -> None:
    far = cast_elsewhere(cast)
    act_on_settings(far, 12, 9)
    before = rows_of("learning")
    act_on_settings(cast, 8, 7)
    assert changed(before, rows_of("learning")) == []
    assert (least_shown(cast.partnership), settings_of(cast.partnership).keep_months) == (8, 7)


def test_acts_on_a_meeting_and_on_no_other(cast: Cast, neighbour: Cast) -> None:
    furnished(neighbour)
    act_on_a_meeting(neighbour, "Second Board")
    before = rows_of("governance")
    act_on_a_meeting(cast, "Third Board")
    assert changed(before, rows_of("governance")) == []

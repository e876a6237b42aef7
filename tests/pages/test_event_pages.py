"""What do people see of an event: those who plan it, those who read, and those who register without an account?"""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from learning.actions.event_bookings import invite, record_attendance
from learning.actions.event_names import forget_due_names
from learning.actions.event_programme import ItemFacts, SpeakerFacts, add_programme_item, add_speaker
from learning.event_retention import deletes_on
from learning.event_terms import KEEP_MONTHS, BookingState, Registration
from learning.models import Booking, Event, Invitation, TopicSuggestion
from tests.conftest import Cast
from tests.events import announced, book, coming, held, planned

TYPED = {"name": "Person Number1", "email": "person1@practice.test", "organisation": "Practice House", "sector": ""}


def page(event: Event, name: str = "event", *about: object) -> str:
    """The address of a page of the event."""
    return reverse(name, args=(event.partnership.code, event.code, *about))


def register_url(event: Event) -> str:
    """The public page of the event."""
    return reverse("event_registration", args=(event.code,))


@pytest.fixture
def office(cast: Cast) -> Client:
    """The coordinator's browser."""
    client = Client()
    client.force_login(cast.coordinator)
    return client


def act(office: Client, cast: Cast, verb: str, row: int | None = None, **answers: object) -> str:
    """Send the form of an act; the text of the page that follows."""
    address = reverse("learning_act", args=(cast.partnership.code, verb, *((row,) if row else ())))
    answer = office.post(address, {**answers, "confirmed": "yes"}, follow=True)
    return str(answer.content.decode())


def test_lists_no_event_and_says_so(office: Client, cast: Cast) -> None:
    assert "No event is recorded yet." in office.get(reverse("events", args=("testshire",))).content.decode()


def test_lists_forty_events_in_as_many_queries_as_one(
    office: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    event = planned(cast)
    for number in range(39):
        Event.objects.get_or_create(code=f"copy-{number}", defaults={**_copied(event), "title": "A" * 190})
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django names no type for it
        text = office.get(reverse("events", args=("testshire",))).content.decode()
    assert text.count("Being planned") == 40


def _copied(event: Event) -> dict[str, object]:
    return {"partnership": event.partnership, "kind": event.kind, "on": event.on}


def test_plans_an_event_by_its_form(office: Client, cast: Cast) -> None:
    answers: dict[str, Any] = {
        "kind": "seminar", "event_title": "Asking again", "on_day": "12", "on_month": "3", "on_year": "2027",
        "starts_at": "9.30", "ends_at": "12:30", "venue": "Town Hall", "registration": "public", "capacity": "40",
    }  # fmt: skip
    text = act(office, cast, "plan_event", **answers)
    event = Event.objects.get()
    assert (event.title, event.capacity, f"{event.starts_at:%H:%M}") == ("Asking again", 40, "09:30")
    assert "12 March 2027, 09:30 to 12:30" in text


def test_shows_what_was_wrong_beside_the_answers(office: Client, cast: Cast) -> None:
    text = act(office, cast, "plan_event", kind="seminar", event_title="Asking again", starts_at="noon", capacity="0")
    assert "Write the time like 09:30." in text
    assert not Event.objects.exists()


def test_records_a_past_event_by_its_form(office: Client, cast: Cast) -> None:
    answers: dict[str, Any] = {
        "kind": "seminar", "event_title": "DHR lessons-learnt seminars", "year": "2017/18", "stands_for": "3",
        "attended_least": "301", "attended_words": "over 300", "source": "Working group report, 5.4",
    }  # fmt: skip
    text = act(office, cast, "record_past_event", **answers)
    assert "over 300" in text
    assert "2017/18" in text


@pytest.mark.parametrize("person", ["csp_chair", "auditor"])
def test_shows_readers_the_figures_and_no_name(cast: Cast, person: str) -> None:
    event = announced(cast, capacity=9)
    book(cast, event)
    add_speaker(event=event, by=cast.coordinator, facts=SpeakerFacts(name="Sam Invented"))
    client = Client()
    client.force_login(cast.people()[person])
    text = client.get(page(event)).content.decode()
    assert "1 of 9" in text
    assert not any(word in text for word in ("Sam Invented", "Number1", "Announce the event"))
    assert client.get(page(event, "event_bookings")).status_code == 404


def test_shows_planners_names_until_they_are_deleted(office: Client, cast: Cast) -> None:
    event = held(cast, people=1)
    assert "Person Number0" in office.get(page(event, "event_bookings")).content.decode()
    forget_due_names(deletes_on(event, KEEP_MONTHS))
    text = office.get(page(event, "event_bookings")).content.decode()
    assert "name deleted" in text
    assert "The names were deleted on" in text


def test_tells_no_small_number_by_sort_of_organisation(office: Client, cast: Cast) -> None:
    event = announced(cast)
    for number in range(4):
        book(cast, event, number)
    assert "fewer than 5" in office.get(page(event, "event_bookings")).content.decode()


def test_takes_a_part_off_the_programme_and_leads_back(office: Client, cast: Cast) -> None:
    event = announced(cast)
    facts = ItemFacts(starts_at=datetime.time(10, 0), minutes=30, title="What a review found")
    item = add_programme_item(event=event, by=cast.coordinator, facts=facts)
    assert "Take off" in office.get(page(event)).content.decode()
    address = reverse("learning_act", args=("testshire", "drop_programme_item", item.pk))
    answer = office.post(f"{address}?back={page(event)}", {})
    assert answer["Location"] == page(event)
    assert "What a review found" not in office.get(page(event)).content.decode()


def test_records_who_came_with_ticks(office: Client, cast: Cast) -> None:
    event = held(cast, people=2)
    first, second = Booking.objects.filter(event=event)
    office.post(page(event, "event_attendance"), {"came": [first.pk]})
    assert list(Booking.objects.filter(event=event).values_list("has_attended", flat=True)) == [True, False]
    ticked = office.get(page(event, "event_attendance")).content.decode()
    assert ticked.count("checked") == 1
    assert str(second.pk) in ticked


def test_says_why_it_is_too_early_to_record_who_came(office: Client, cast: Cast) -> None:
    event = announced(cast)
    booking = book(cast, event)
    answer = office.post(page(event, "event_attendance"), {"came": [booking.pk]})
    assert "Attendance is recorded on the day of the event or after." in answer.content.decode()
    assert Booking.objects.get().has_attended is None


def test_offers_only_what_can_be_done_now(office: Client, cast: Cast) -> None:
    event = planned(cast)
    assert "Announce the event" in office.get(page(event)).content.decode()
    text = act(office, cast, "announce_event", event.pk)
    assert "Announce the event" not in text
    assert "Invite people" in text


def test_names_the_lines_that_hold_no_address(office: Client, cast: Cast) -> None:
    event = announced(cast)
    text = act(office, cast, "invite_to_event", event.pk, people="Ann <ann@practice.test>\nnobody\nbob@practice.test")
    assert "“nobody”" in text
    act(office, cast, "invite_to_event", event.pk, people="Ann <ann@practice.test>\nbob@practice.test")
    assert [row.name for row in Invitation.objects.all()] == ["Ann", ""]


def test_registers_without_signing_in_and_without_a_cookie_but_csrf(cast: Cast) -> None:
    event, client = announced(cast), Client()
    answer = client.post(register_url(event), {**TYPED, "topic": "Stalking"}, follow=True)
    assert "An e-mail is on its way" in answer.content.decode()
    assert set(client.cookies) <= {"csrftoken"}
    assert Booking.objects.get().state == BookingState.BOOKED
    assert TopicSuggestion.objects.get().event == event


def test_sets_no_cookie_for_who_only_looks(cast: Cast) -> None:
    client = Client()
    answer = client.get(register_url(announced(cast, registration_closes_on=None)))
    assert set(client.cookies) <= {"csrftoken"}
    assert answer["Cache-Control"].startswith("max-age=0")


def test_checks_the_token_of_the_form(cast: Cast) -> None:
    event, client = announced(cast), Client(enforce_csrf_checks=True)
    assert client.post(register_url(event), TYPED).status_code == 403
    assert not Booking.objects.exists()


def test_answers_alike_whether_somebody_is_registered_or_not(cast: Cast) -> None:
    event = announced(cast)
    answers = [Client().post(register_url(event), TYPED, follow=True).content for _ in range(2)]
    assert answers[0] == answers[1]
    assert Booking.objects.count() == 1


def test_says_what_is_missing_and_keeps_what_was_typed(cast: Cast) -> None:
    answer = Client().post(register_url(announced(cast)), {**TYPED, "email": "nowhere"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Person Number1" in text
    assert "There is a problem" in text


def test_takes_no_file(cast: Cast) -> None:
    event = announced(cast)
    text = Client().get(register_url(event)).content.decode()
    assert 'type="file"' not in text
    assert "multipart" not in text


def test_books_nobody_for_a_machine_that_fills_every_box(cast: Cast) -> None:
    answer = Client().post(register_url(announced(cast)), {**TYPED, "website": "https://spam.test"}, follow=True)
    assert "An e-mail is on its way" in answer.content.decode()
    assert not Booking.objects.exists()


@override_settings(ACCOUNT_RATE_LIMITS={"event_registration": "2/m/ip"})
def test_limits_how_often_forms_come_from_one_address(cast: Cast) -> None:
    cache.clear()
    event, client = announced(cast), Client()
    statuses = [
        client.post(register_url(event), {**TYPED, "email": f"p{number}@practice.test"}).status_code
        for number in range(3)
    ]
    assert statuses == [302, 302, 429]
    assert Booking.objects.count() == 2
    assert client.get(register_url(event)).status_code == 200


def test_has_a_limit_for_each_public_form() -> None:
    assert set(settings.ACCOUNT_RATE_LIMITS) == {"event_registration", "event_feedback"}


def test_hides_events_that_are_planned_or_not_on_the_web(cast: Cast) -> None:
    hidden = (planned(cast), announced(cast, registration=Registration.NONE), announced(cast, registration="closed"))
    assert [Client().get(register_url(event)).status_code for event in hidden] == [404, 404, 404]


def test_opens_a_closed_page_by_the_secret_of_an_invitation(cast: Cast) -> None:
    event = announced(cast, registration=Registration.CLOSED)
    invite(event=event, by=cast.coordinator, people=[("Person Number1", "person1@practice.test")])
    address = reverse("event_invited", args=(event.code, Invitation.objects.get().token))
    assert "person1@practice.test" in Client().get(address).content.decode()
    Client().post(address, TYPED)
    assert Booking.objects.get().state == BookingState.BOOKED
    assert Client().get(reverse("event_invited", args=(event.code, "guessed"))).status_code == 404


def test_shows_the_address_to_join_to_those_with_a_place_alone(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    booked, waits = (book(cast, event, number).attendee.token for number in range(2))
    pages = [Client().get(reverse("own_booking", args=(token,))).content.decode() for token in (booked, waits)]
    assert "meet.example.test/secret" in pages[0]
    assert "meet.example.test/secret" not in pages[1] + Client().get(register_url(event)).content.decode()


def test_cancels_ones_own_booking(cast: Cast) -> None:
    booking = book(cast, announced(cast))
    address = reverse("own_booking", args=(booking.attendee.token,))
    text = Client().post(address, follow=True).content.decode()
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
    assert "Cancel my booking" not in text
    assert Client().post(address).status_code == 409


def test_gives_a_certificate_to_those_who_came_alone(cast: Cast) -> None:
    event = held(cast, people=2)
    first, second = Booking.objects.filter(event=event)
    record_attendance(event=event, by=cast.coordinator, came={first.pk: True, second.pk: False})
    addresses = [reverse("own_certificate", args=(row.attendee.token,)) for row in (first, second)]
    assert [Client().get(address).status_code for address in addresses] == [200, 404]


def test_refuses_certificates_nobody_earned(office: Client, cast: Cast) -> None:
    answer = office.get(page(held(cast, people=1), "event_paper", "certificates"))
    assert (answer.status_code, "Nobody is recorded as having come" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_hands_out_papers_that_run_nothing(office: Client, cast: Cast, form: str) -> None:
    event = announced(cast)
    answer = office.get(page(event, "event_paper", "joining-pack"), {"format": form})
    assert answer["Content-Disposition"] == f'attachment; filename="{event.code}-joining-pack.{form}"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"meet.example.test" not in answer.content


def test_knows_no_other_format_or_paper(office: Client, cast: Cast) -> None:
    event = announced(cast)
    assert office.get(page(event, "event_paper", "joining-pack"), {"format": "exe"}).status_code == 404
    assert office.get(page(event, "event_paper", "register")).status_code == 404


def test_leads_straight_to_the_events_of_the_only_partnership(office: Client) -> None:
    assert office.get(reverse("learning"))["Location"] == reverse("events", args=("testshire",))


def test_decides_topics_on_their_page(office: Client, cast: Cast) -> None:
    event = announced(cast)
    act(office, cast, "suggest_topic", text="Stalking", suggested_by="Testshire Refuge")
    topic = TopicSuggestion.objects.get()
    assert "Take it up" in office.get(reverse("event_topics", args=("testshire",))).content.decode()
    act(office, cast, "take_up_topic", topic.pk, event=event.pk)
    assert "Taken up: Asking again" in office.get(reverse("event_topics", args=("testshire",))).content.decode()


def test_never_puts_a_name_into_a_title_or_an_address(office: Client, cast: Cast) -> None:
    event = announced(cast)
    booking = book(cast, event)
    text = office.get(page(event, "event_booking", booking.pk)).content.decode()
    title = text.partition("<title>")[2].partition("</title>")[0]
    assert "Number1" not in title + page(event, "event_booking", booking.pk)
    assert coming().name in text


def test_tells_the_history_of_learning_without_naming_who_registered(office: Client, cast: Cast) -> None:
    event = announced(cast)
    Client().post(register_url(event), TYPED)
    text = office.get(reverse("learning_history", args=("testshire",))).content.decode()
    assert "Event announced" in text
    assert "nobody signed in" in text
    assert "Number1" not in text

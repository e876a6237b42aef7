"""Are the tables of events complete, and do places, days and retention follow their rules?"""

import datetime
from enum import StrEnum

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse

from dhr_cases.models import PartialDate
from dhr_cases.models.history import AuditedModel
from dhr_cases.roles import SitePermission
from learning.event_messages import MESSAGES
from learning.event_places import exact_day, has_begun, last_day_of_registration, missing_to_announce, when
from learning.event_retention import deletes_on, follows_up_on
from learning.event_sectors import TOGETHER, told_by_sector
from learning.event_terms import (
    BOOKING_WORDS,
    ITEM_WORDS,
    KINDS,
    REGISTRATION_WORDS,
    STATE_WORDS,
    TOPIC_WORDS,
    BookingState,
    EventKind,
    EventState,
    ItemKind,
    MessageKind,
    Registration,
    TopicState,
)
from learning.forms.event_people import InviteForm
from learning.forms.registry import FORMS
from learning.models import Attendee, Event, EventMessage, Invitation, Speaker
from learning.verbs import VERBS, LearningVerb
from learning.views.event_rows import TAGS

DAY = datetime.date(2027, 3, 31)


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (EventKind, KINDS), (EventState, STATE_WORDS), (EventState, TAGS), (Registration, REGISTRATION_WORDS),
        (BookingState, BOOKING_WORDS), (ItemKind, ITEM_WORDS), (TopicState, TOPIC_WORDS), (MessageKind, MESSAGES),
    ],
)  # fmt: skip
def test_has_a_row_for_every_code(codes: type[StrEnum], table: dict[StrEnum, object]) -> None:
    assert set(table) == set(codes)


@pytest.mark.parametrize("kind", EventKind)
def test_says_where_a_kind_is_known_from(kind: EventKind) -> None:
    assert KINDS[kind].source.endswith(("[V]", "[K]", "[D]"))


def test_lets_nobody_but_those_who_manage_learning_change_an_event() -> None:
    events = [verb for verb in LearningVerb if "event" in verb or "booking" in verb or "speaker" in verb]
    assert {VERBS[verb].permission for verb in events} == {SitePermission.MANAGE_LEARNING}


WITHOUT_FORM = {
    LearningVerb.MOVE_UP_BOOKING: "happens by itself",
    LearningVerb.FORGET_NAMES: "happens by night and by command",
    LearningVerb.RECORD_ATTENDANCE: "has a page of its own",
}


def test_has_a_form_for_every_act_of_an_event_that_a_person_starts() -> None:
    verbs = list(LearningVerb)
    own = verbs[verbs.index(LearningVerb.PLAN_EVENT) : verbs.index(LearningVerb.SET_TOPIC_ASIDE) + 1]
    assert {verb for verb in own if verb not in FORMS} == set(WITHOUT_FORM)


@pytest.mark.parametrize("model", [Speaker, Attendee, Invitation, EventMessage])
def test_keeps_no_history_of_who_somebody_was(model: type[Model]) -> None:
    assert not issubclass(model, AuditedModel)
    assert not hasattr(model, "history")


@pytest.mark.parametrize("kind", MessageKind)
def test_writes_messages_that_name_nobody(kind: MessageKind) -> None:
    row = MESSAGES[kind]
    assert row.subject
    assert row.text.endswith((".", "?"))
    assert not any(mark in row.text + row.subject for mark in "{}%")


def event(on: str = "", **known: object) -> Event:
    """An event in the hand, not in the database."""
    return Event(on=PartialDate.parse(on), **known)


@pytest.mark.parametrize(
    ("on", "year", "words"),
    [
        ("2022-07-15", 2022, "15 July 2022"),
        ("2022-07", 2022, "July 2022"),
        ("", 2017, "2017/18"),
        ("", None, "not known"),
    ],
)
def test_says_the_day_as_it_is_known(on: str, year: int | None, words: str) -> None:
    assert when(event(on, year=year)) == words


@pytest.mark.parametrize(
    ("on", "year", "deleted"),
    [
        ("2027-03-31", None, datetime.date(2028, 3, 31)),
        ("2028-02-29", None, datetime.date(2029, 2, 28)),
        ("2027-02", None, datetime.date(2028, 2, 28)),
        ("2027", None, datetime.date(2028, 12, 31)),
        ("", 2017, datetime.date(2019, 3, 31)),
    ],
)
def test_deletes_names_twelve_months_after_the_last_day_it_can_have_been(
    on: str, year: int | None, deleted: datetime.date
) -> None:
    assert deletes_on(event(on, year=year), 12) == deleted


def test_counts_from_the_day_it_was_entered_where_no_day_is_known() -> None:
    assert deletes_on(event(planned_on=DAY), 1) == datetime.date(2027, 4, 30)


def test_follows_up_after_whole_months() -> None:
    assert follows_up_on(event("2026-11-30"), 3) == datetime.date(2027, 2, 28)


@pytest.mark.parametrize(("on", "exact"), [("2027-03-31", DAY), ("2027-03", None), ("", None)])
def test_knows_an_exact_day_only_where_one_was_given(on: str, exact: datetime.date | None) -> None:
    assert exact_day(event(on)) == exact


def test_closes_on_the_day_that_was_set_or_on_the_eve() -> None:
    assert last_day_of_registration(event("2027-03-31")) == datetime.date(2027, 3, 30)
    assert last_day_of_registration(event("2027-03-31", registration_closes_on=DAY)) == DAY
    assert last_day_of_registration(event("2027-03")) is None


@pytest.mark.parametrize(("offset", "begun"), [(-1, False), (0, True), (1, True)])
def test_begins_on_its_day(offset: int, begun: bool) -> None:
    assert has_begun(event("2027-03-31", state=EventState.OPEN), DAY + datetime.timedelta(days=offset)) is begun


def test_needs_a_venue_or_a_platform() -> None:
    known = {"starts_at": datetime.time(9), "ends_at": datetime.time(10)}
    assert missing_to_announce(event("2027-03-31", **known)) == ("its venue, or that it is online",)
    assert missing_to_announce(event("2027-03-31", is_online=True, **known)) == ("the platform it is held on",)
    assert missing_to_announce(event("2027-03-31", venue="Town Hall", **known)) == ()


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, []),
        ({"Police": 9, "Housing": 5}, [("Police", 9), ("Housing", 5)]),
        ({"Police": 9, "Housing": 5, "Charity": 3}, [("Police", 9), (TOGETHER, 8)]),
        ({"Police": 9, "Housing": 2, "Charity": 3}, [("Police", 9), (TOGETHER, 5)]),
        ({"Police": 9, "Housing": 1, "Charity": 1}, [(TOGETHER, 11)]),
        ({"Police": 3}, [(TOGETHER, None)]),
        ({"Police": 7, "Housing": 0}, [("Police", 7)]),
    ],
)
def test_tells_small_sorts_together_and_never_by_difference(
    counts: dict[str, int], told: list[tuple[str, int | None]]
) -> None:
    assert told_by_sector(counts) == told


def test_names_addresses_of_events_by_code_alone() -> None:
    assert reverse("event", args=("testshire", "asking-again")) == "/learning/testshire/events/asking-again/"
    assert reverse("event_registration", args=("asking-again",)) == "/register/asking-again/"


def test_takes_at_most_five_hundred_invitations_at_once() -> None:
    form = InviteForm.__new__(InviteForm)
    form.cleaned_data = {"people": "\n".join(f"p{number}@practice.test" for number in range(501))}
    with pytest.raises(ValidationError, match="at most 500"):
        form.clean_people()

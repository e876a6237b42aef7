"""What are the kinds, states and parts of events called, and where do the rules of one event begin and end?"""

import datetime
from typing import Any

import pytest

from dhr_cases.errors import NotNow
from dhr_cases.models import PartialDate
from learning.event_calendar import _place
from learning.event_figures import first_day, given_elsewhere, number_held
from learning.event_places import check_open, has_begun, is_open, missing_to_announce
from learning.event_retention import deletes_on, last_day
from learning.event_sectors import TOGETHER, told_by_sector
from learning.event_terms import (
    BOOKING_WORDS,
    FEWEST_KEEP_MONTHS,
    FEWEST_SHOWN,
    FOLLOW_UP_MONTHS,
    ITEM_WORDS,
    KEEP_MONTHS,
    KINDS,
    MOST_KEEP_MONTHS,
    REGISTRATION_WORDS,
    STATE_WORDS,
    TOPIC_WORDS,
    EventState,
    ItemKind,
    Registration,
)
from learning.models import Event

DAY = datetime.date(2027, 3, 31)
S, R = EventState, Registration


def event(on: str = "2027-03-31", **known: Any) -> Event:
    """An announced event that anybody may register for, in the hand."""
    usual = {"state": S.OPEN, "registration": R.PUBLIC}
    return Event(on=PartialDate.parse(on), **{**usual, **known})


def test_calls_each_sort_of_event_as_one_and_as_several() -> None:
    assert [(row.label, row.several) for row in KINDS.values()] == [
        ("Seminar", "seminars"),
        ("Webinar", "webinars"),
        ("Conference", "conferences"),
        ("Information session", "information sessions"),
        ("Workshop", "workshops"),
        ("Course", "courses"),
    ]


def test_says_each_state_as_a_person_would() -> None:
    assert list(STATE_WORDS.values()) == ["Being planned", "Announced", "Held", "Cancelled"]
    assert list(BOOKING_WORDS.values()) == ["Booked", "On the waiting list", "Cancelled"]
    assert list(REGISTRATION_WORDS.values()) == ["Not on the web", "Anybody with the address", "Only those invited"]
    assert list(TOPIC_WORDS.values()) == ["New", "Taken up", "Set aside"]
    assert ITEM_WORDS[ItemKind.CASE] == "A review and its learning"
    assert all(word[0].isupper() for word in ITEM_WORDS.values())


def test_asks_what_changed_before_it_forgets_who_came() -> None:
    assert (FOLLOW_UP_MONTHS, KEEP_MONTHS) == (3, 12)
    assert FEWEST_KEEP_MONTHS < FOLLOW_UP_MONTHS < KEEP_MONTHS < MOST_KEEP_MONTHS == 72


REFUSED = [
    ({"state": S.CANCELLED}, DAY, "This event has been cancelled."),
    ({"state": S.CANCELLED, "registration": R.NONE}, DAY, "This event has been cancelled."),
    ({"state": S.DRAFT}, DAY, "Registration for this event is not open."),
    ({"state": S.HELD}, DAY, "Registration for this event is not open."),
    ({"registration": R.NONE}, DAY, "Registration for this event is not open."),
    ({}, DAY, "Registration for this event has closed."),
    ({"on": "2027-03"}, datetime.date(2027, 1, 1), "Registration for this event has closed."),
    ({"on": ""}, datetime.date(2027, 1, 1), "Registration for this event has closed."),
    ({"registration_closes_on": datetime.date(2027, 3, 1)}, datetime.date(2027, 3, 2), "Registration for this event "
     "has closed."),
]  # fmt: skip  # a row, its day, its sentence


@pytest.mark.parametrize(("known", "today", "sentence"), REFUSED)
def test_says_why_nobody_may_register(known: dict[str, Any], today: datetime.date, sentence: str) -> None:
    with pytest.raises(NotNow) as refused:
        check_open(event(**known), today)
    assert refused.value.sentence == sentence
    assert not is_open(event(**known), today)


@pytest.mark.parametrize(
    ("known", "last"),
    [
        ({}, datetime.date(2027, 3, 30)),
        ({"registration": R.CLOSED}, datetime.date(2027, 3, 30)),
        ({"registration_closes_on": DAY}, DAY),
        ({"registration_closes_on": datetime.date(2027, 3, 1)}, datetime.date(2027, 3, 1)),
        ({"on": "2027-03", "registration_closes_on": DAY}, DAY),
    ],
)
def test_takes_names_up_to_and_with_the_last_day(known: dict[str, Any], last: datetime.date) -> None:
    found = event(**known)
    assert is_open(found, last)
    assert is_open(found, last - datetime.timedelta(days=400))
    assert not is_open(found, last + datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("on", "state", "begun"),
    [
        ("2027-04-01", S.OPEN, False),
        ("2027-03-31", S.DRAFT, True),
        ("2027-03-31", S.CANCELLED, True),
        ("2027-03", S.OPEN, False),
        ("2027-03", S.HELD, True),
        ("", S.HELD, True),
        ("", S.DRAFT, False),
        ("2027-04-01", S.HELD, True),
    ],
)
def test_has_begun_on_its_day_or_once_it_was_held(on: str, state: EventState, *, begun: bool) -> None:
    assert has_begun(event(on, state=state), DAY) is begun


def test_asks_for_everything_that_is_missing_in_the_order_of_the_form() -> None:
    assert missing_to_announce(event("2027-03", is_online=True, platform="")) == (
        "its day",
        "when it starts",
        "when it ends",
        "the platform it is held on",
    )
    assert missing_to_announce(event("", venue="Town Hall")) == ("its day", "when it starts", "when it ends")


def test_needs_a_platform_online_even_where_there_is_a_venue() -> None:
    times: dict[str, Any] = {"starts_at": datetime.time(9), "ends_at": datetime.time(12)}
    assert missing_to_announce(event(venue="Town Hall", is_online=True, **times)) == ("the platform it is held on",)
    assert missing_to_announce(event(is_online=True, platform="Video meeting", **times)) == ()


@pytest.mark.parametrize(
    ("on", "year", "last", "first"),
    [
        ("2027-03-31", 2026, DAY, DAY),
        ("2027-02", 2026, datetime.date(2027, 2, 28), datetime.date(2027, 2, 1)),
        ("2028-02", 2027, datetime.date(2028, 2, 29), datetime.date(2028, 2, 1)),
        ("2027", 2026, datetime.date(2027, 12, 31), datetime.date(2027, 1, 1)),
        ("", 2026, datetime.date(2027, 3, 31), datetime.date(2026, 4, 1)),
        ("", None, datetime.date(2026, 5, 9), datetime.date.max),
    ],
)
def test_counts_from_the_first_and_the_last_day_it_can_have_been(
    on: str, year: int | None, last: datetime.date, first: datetime.date
) -> None:
    found = event(on, year=year, planned_on=datetime.date(2026, 5, 9))
    assert (last_day(found), first_day(found)) == (last, first)


@pytest.mark.parametrize(("months", "on"), [(1, datetime.date(2027, 4, 30)), (72, datetime.date(2033, 3, 31))])
def test_deletes_names_after_as_many_months_as_are_set(months: int, on: datetime.date) -> None:
    assert deletes_on(event(), months) == on


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, (None, None, "")),
        ({"attended_least": 301, "attended_words": "over 300"}, (301, None, "over 300")),
        ({"attended_least": 40, "attended_most": 80, "stands_for": 4}, (40, 80, "")),
        ({"attended_least": 40, "attended_most": 80, "stands_for": 4, "is_attended_each": True}, (160, 320, "")),
        ({"attended_least": 40, "stands_for": 4, "is_attended_each": True}, (160, None, "")),
        ({"attended_most": 80, "stands_for": 4, "is_attended_each": True}, (None, 320, "")),
        ({"attended_least": 0, "attended_most": 0, "stands_for": 4, "is_attended_each": True}, (0, 0, "")),
        ({"attended_least": 40, "attended_words": "some 40", "stands_for": 4, "is_attended_each": True},
         (160, None, "")),
    ],
)  # fmt: skip  # a row as it was given, and what it says of all events together
def test_takes_a_head_count_of_each_event_for_all_of_them(
    known: dict[str, Any], told: tuple[int | None, int | None, str]
) -> None:
    given = given_elsewhere(event(**known))
    assert (given.least, given.most, given.printed) == told


def test_counts_events_that_one_row_stands_for() -> None:
    assert number_held([]) == 0
    assert number_held([event(), event(stands_for=3)]) == 4


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ({}, ""),
        ({"venue": "Town Hall"}, "Town Hall"),
        ({"is_online": True}, "Online"),
        ({"is_online": True, "platform": "Video meeting"}, "Online, Video meeting"),
        ({"venue": "Town Hall", "is_online": True}, "Town Hall; Online"),
        ({"venue": "Town Hall", "is_online": True, "platform": "Video meeting"}, "Town Hall; Online, Video meeting"),
        ({"venue": "Town Hall", "platform": "Video meeting"}, "Town Hall"),
    ],
)
def test_tells_calendars_where_it_is_held(known: dict[str, Any], place: str) -> None:
    assert _place(event(**known)) == place


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"Police": 4}, [(TOGETHER, None)]),
        ({"Police": 5}, [("Police", 5)]),
        ({"Police": 2, "Housing": 2}, [(TOGETHER, None)]),
        ({"Police": 2, "Housing": 3}, [(TOGETHER, 5)]),
        ({"Police": 4, "Housing": 5}, [(TOGETHER, 9)]),
        ({"Police": 4, "Housing": 5, "Charity": 6}, [("Charity", 6), (TOGETHER, 9)]),
        ({"Police": 1, "Housing": 1, "Charity": 1, "Council": 8}, [(TOGETHER, 11)]),
        ({"Police": 6, "Housing": 6}, [("Police", 6), ("Housing", 6)]),
    ],
)
def test_tells_the_next_smallest_sort_with_the_small_ones(
    counts: dict[str, int], told: list[tuple[str, int | None]]
) -> None:
    assert told_by_sector(counts) == told


def test_tells_no_line_under_five_and_never_one_small_sort_by_itself() -> None:
    """Every way in which ten places can fall to three sorts."""
    worlds = [(one, two, 10 - one - two) for one in range(11) for two in range(11 - one)]
    for numbers in worlds:
        lines = told_by_sector(dict(zip(("Police", "Housing", "Charity"), numbers, strict=True)))
        assert all(number is None or number >= FEWEST_SHOWN for _, number in lines)
        assert sum(number or 0 for _, number in lines) == 10
        named = {name for name, _ in lines}
        small = [name for name, number in zip(("Police", "Housing", "Charity"), numbers, strict=True) if 0 < number < 5]
        assert not named & set(small)
        assert len(small) != 1 or len(named - {TOGETHER}) == sum(number > 0 for number in numbers) - 2

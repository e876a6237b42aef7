"""What do the list and the page of an event tell of places and of its last day, in each state?"""

import re

import pytest

from dhr_cases.deadlines import long_date
from learning.event_terms import EventState, Registration
from learning.models import Event
from tests.conftest import Cast
from tests.events import announced, book, day_in, planned
from tests.following import changed
from tests.pages.test_offers_by_state import seen_by

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

S = EventState


def tiles_of(cast: Cast, event: Event) -> dict[str, str]:
    """The figures at the head of the page of an event."""
    return {tile["label"]: tile["value"] for tile in seen_by(cast.csp_chair, "event", event.code).context["figures"]}


def listed(cast: Cast) -> list[str]:
    """The figures of the only event in the list: booked, came."""
    text = seen_by(cast.csp_chair, "events").content.decode()
    (row,) = re.findall(r"<tr[^>]*>(?:(?!</tr>).)*?<td.*?</tr>", text, re.DOTALL)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [re.sub(r"<span.*?</span>|<.*?>", "", cell).strip() for cell in cells[-2:]]


@pytest.mark.parametrize(
    ("state", "is_to_come"), [(S.DRAFT, True), (S.OPEN, True), (S.HELD, False), (S.CANCELLED, False)]
)
def test_says_who_came_and_answered_only_once_it_is_over(cast: Cast, state: EventState, *, is_to_come: bool) -> None:
    event = planned(cast)
    changed(event, state=state)
    tiles = tiles_of(cast, event)
    assert (tiles["Booked"], tiles["Waiting"]) == ("0", "0")
    assert [tiles[label] == "not yet" for label in ("Came", "Responded")] == [is_to_come] * 2
    booked, came = listed(cast)
    assert (booked, came == "not yet") == ("0" if state is S.OPEN else "none", is_to_come)


@pytest.mark.parametrize(
    ("places", "people", "booked", "waiting"),
    [(None, 0, "0", "0"), (None, 2, "2", "0"), (2, 1, "1 of 2", "0"), (2, 2, "2 of 2", "0"), (2, 3, "2 of 2", "1")],
)
def test_counts_places_taken_and_those_who_wait(
    cast: Cast, places: int | None, people: int, booked: str, waiting: str
) -> None:
    event = announced(cast, capacity=places)
    for number in range(people):
        book(cast, event, number)
    tiles = tiles_of(cast, event)
    assert (tiles["Booked"], tiles["Waiting"]) == (booked, waiting)
    assert listed(cast) == [booked if waiting == "0" else f"{booked}, {waiting} waiting", "not yet"]


@pytest.mark.parametrize(
    ("registration", "closes_in", "last"),
    [
        (Registration.NONE, None, None),
        (Registration.NONE, 20, None),
        (Registration.PUBLIC, None, 29),
        (Registration.PUBLIC, 20, 20),
        (Registration.CLOSED, None, 29),
    ],
)
def test_names_the_last_day_of_registration_where_there_is_one(
    cast: Cast, registration: Registration, closes_in: int | None, last: int | None
) -> None:
    """Where none is set, it is the day before the event."""
    closes = None if closes_in is None else day_in(closes_in)
    event = planned(cast, 30, registration=registration, registration_closes_on=closes)
    facts = {fact["label"]: fact["value"] for fact in seen_by(cast.csp_chair, "event", event.code).context["rows"]}
    assert facts.get("Last day of registration") == (None if last is None else long_date(day_in(last)))

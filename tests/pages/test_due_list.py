"""Which clocks stand on whose due list, in which order and words, and what does a secret calendar link give?"""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.case_clocks import ENDED, in_words, is_awaited, readings, request_readings, shown_state
from dhr_cases.events import Event
from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.request_states import RequestState
from dhr_cases.stages import Stage
from tests.actions.test_guards import recorded
from tests.conftest import Cast
from tests.following import changed
from tests.seen import browser, seen
from tests.stages import case_at
from tests.standing import stand_at
from workflows.attention import DUE_SOON, OVERDUE, Due, case_dues, dues_of, figures, own_request_dues
from workflows.task_addresses import agencies_page, own_request_page

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
NOTHING = "No clock runs on your reviews."


@pytest.fixture
def asked(case: Case, cast: Cast) -> Case:
    """Police and hospital trust have been asked."""
    return case_at(cast, case, Stage.INFO_REQUESTED)


def request_to(case: Case, cast: Cast, body: str) -> InformationRequest:
    """The request to one of the two."""
    found: InformationRequest = InformationRequest.objects.get(case=case, organisation=getattr(cast, body))
    return found


def of_requests(dues: list[Due]) -> set[int | None]:
    """The requests among what is due."""
    return {due.request_id for due in dues} - {None}


# Whose


def test_gives_the_office_the_clocks_of_the_review_and_of_every_request(asked: Case, cast: Cast) -> None:
    dues = dues_of(cast.coordinator)
    clocks = [reading for reading in readings(asked, TODAY) if is_awaited(asked, reading)]
    police, health = (request_to(asked, cast, body) for body in ("police", "health"))

    assert {due.clock for due in dues if due.request_id is None} == {reading.clock for reading in clocks}
    assert of_requests(dues) == {police.pk, health.pk}
    assert {due.url for due in dues if due.request_id} == {agencies_page(asked.reference)}
    assert {due.url for due in dues if not due.request_id} == {reverse("case", args=(asked.reference,))}
    assert {due.agency for due in dues} == {"", "Testshire Police", "Testshire NHS Trust"}


def test_names_the_pseudonym_beside_a_clock_of_the_review_only(asked: Case, cast: Cast) -> None:
    """Lines of a request lie open to agencies, who have no need of it."""
    assert {(due.request_id is None, due.pseudonym) for due in dues_of(cast.coordinator)} == {
        (True, "Robin"), (False, ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("part", "body"), [("agency_author", "police"), ("agency_contact", "police"), ("second_author", "health")]
)
def test_gives_an_agencys_person_its_own_request_and_nothing_else(
    asked: Case, cast: Cast, part: str, body: str
) -> None:
    own = request_to(asked, cast, body)
    (due,) = dues_of(getattr(cast, part))

    assert own_request_dues(getattr(cast, part)) == [due]
    assert (due.request_id, due.agency, due.pseudonym) == (own.pk, str(own.organisation), "")
    assert due.url == own_request_page(own.pk)
    clock = next(row for row in request_readings(asked, TODAY) if row.request.pk == own.pk)
    assert (due.label, due.due, due.state, due.words) == (
        clock.reading.label, clock.reading.due, shown_state(clock.reading, TODAY), in_words(clock.reading, TODAY),
    )  # fmt: skip


def test_gives_a_panel_member_the_clocks_of_the_review_without_the_requests(asked: Case, cast: Cast) -> None:
    dues = dues_of(cast.panel_member)

    assert of_requests(dues) == set()
    assert {due.case_id for due in dues} == {asked.pk}


@pytest.mark.parametrize("part", ["outsider", "administrator", "funding_contact", "action_owner"])
def test_gives_nothing_to_who_has_no_part_in_a_review(asked: Case, cast: Cast, part: str) -> None:
    assert dues_of(getattr(cast, part)) == []
    assert NOTHING in seen(getattr(cast, part), "due")


@pytest.fixture
def aware(other_case: Case, cast: Cast) -> Case:
    """A second review, of which the chair has just heard: the time for the decision runs."""
    recorded(other_case, Event.CSP_CHAIR_AWARE, cast.coordinator)
    return other_case


def test_gives_nothing_of_a_review_next_door(asked: Case, aware: Case, cast: Cast) -> None:
    assert {due.case_id for due in dues_of(cast.independent_chair)} == {asked.pk}
    assert {due.case_id for due in dues_of(cast.coordinator)} == {asked.pk, aware.pk}
    assert {due.case_id for due in case_dues([aware], TODAY)} == {aware.pk}
    assert case_dues([], TODAY) == []


# Which


@pytest.mark.parametrize("state", RequestState)
def test_awaits_a_return_until_it_is_in_or_closed(asked: Case, cast: Cast, state: RequestState) -> None:
    police = request_to(asked, cast, "police")
    changed(police, state=state, signed_off_on=TODAY if state is RequestState.SIGNED_OFF else None)
    clock = next(row for row in request_readings(asked, TODAY) if row.request.pk == police.pk)
    awaited = is_awaited(asked, clock.reading)

    assert (police.pk in of_requests(dues_of(cast.coordinator))) is awaited
    if state in (RequestState.WITHDRAWN, RequestState.UNANSWERED):
        assert not awaited
    if state is RequestState.ASKED:
        assert awaited


@pytest.mark.parametrize("stage", ENDED)
def test_awaits_nothing_of_a_review_that_has_ended(asked: Case, cast: Cast, stage: Stage) -> None:
    """Neither of the review nor of a request that was never answered."""
    stand_at(asked, stage)

    assert dues_of(cast.coordinator) == []
    assert dues_of(cast.agency_author) == []


# In which order


def test_puts_what_is_late_first_and_what_has_no_date_last(asked: Case, aware: Case, cast: Cast) -> None:
    """Of the same day by reference, then by name."""
    dues = dues_of(cast.coordinator)
    dated = [due for due in dues if due.due is not None]

    assert dues == [*dated, *(due for due in dues if due.due is None)]
    keys = [(due.due or TODAY, due.reference, due.label) for due in dated]
    assert keys == sorted(keys)
    assert len(dues) > 3


def test_reads_the_clocks_of_the_day_that_is_asked_for(asked: Case, cast: Cast) -> None:
    now, later = (dues_of(cast.coordinator, day) for day in (TODAY, TODAY + 400 * DAY))

    assert [due.due for due in now] == [due.due for due in later]
    assert {due.state for due in later if due.due} == {OVERDUE}
    assert OVERDUE not in {due.state for due in now if due.due and due.due >= TODAY}


# The page


def test_shows_each_line_with_its_day_and_words(asked: Case, cast: Cast) -> None:
    dues = dues_of(cast.coordinator)
    page = seen(cast.coordinator, "due")
    shown = page.tables["Due list"]

    assert [(row[1], row[3]) for row in shown] == [
        (", ".join(filter(None, (due.label, due.agency))), due.words) for due in dues
    ]
    days = [f"{due.due.day} {due.due:%B %Y}" if due.due else "no date set" for due in dues]
    assert [row[2] for row in shown] == days
    assert {row[0] for row in shown} == {asked.reference, f"{asked.reference}Robin"}
    assert page.headings[0] == "Due list"


@pytest.mark.parametrize(("days", "late", "soon"), [(0, 0, 1), (-1, 1, 0), (20, 0, 0)])
def test_counts_what_is_late_and_what_is_due_soon(case: Case, cast: Cast, days: int, late: int, soon: int) -> None:
    """One clock runs of a review just referred: that of the decision."""
    (due,) = [due for due in dues_of(cast.coordinator) if due.due]
    assert due.due is not None
    found = dues_of(cast.coordinator, due.due - days * DAY)

    assert [row["value"] for row in figures(found)] == [late, soon]
    assert {row["url"] for row in figures(found)} == {reverse("due")}
    assert [due.state for due in found] == [OVERDUE] * late + [DUE_SOON] * soon + ["running"] * (not late and not soon)


# The calendar


def link_of(user: User) -> str:
    """The person's secret address; "" for none."""
    user.refresh_from_db()
    return reverse("calendar", args=(user.calendar_key,)) if user.calendar_key else ""


def test_makes_no_link_until_it_is_asked_for(case: Case, cast: Cast) -> None:
    page = seen(cast.coordinator, "due")

    assert page.buttons == ["Make a calendar link"]
    assert link_of(cast.coordinator) == ""


def test_shows_the_whole_address_once_there_is_one(case: Case, cast: Cast) -> None:
    client = browser(cast.coordinator)
    assert client.post(reverse("calendar_new")).headers["Location"] == reverse("due")
    page = seen(cast.coordinator, "due")

    assert f"http://testserver{link_of(cast.coordinator)}" in page
    assert page.buttons == ["Make a new link and end this one", "End this link"]
    assert len(cast.coordinator.calendar_key) >= 32
    assert cast.coordinator.calendar_key not in seen(cast.csp_chair, "due")


def test_gives_the_dates_of_its_owner_to_whoever_has_the_address(asked: Case, cast: Cast) -> None:
    """Nobody signs in: a telephone asks."""
    browser(cast.coordinator).post(reverse("calendar_new"))
    answer = Client().get(link_of(cast.coordinator))
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    dated = [due for due in dues_of(cast.coordinator) if due.due]

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert [line for line in lines if line.startswith("SUMMARY:")] == [
        f"SUMMARY:{due.reference}: {due.label}".replace(",", "\\,") for due in dated
    ]
    assert "Robin" not in answer.content.decode()
    assert not any(body in answer.content.decode() for body in ("Police", "NHS"))


def test_ends_with_the_link_and_with_the_account(asked: Case, cast: Cast) -> None:
    """The answer is the same as for an address that never was."""
    client = browser(cast.coordinator)
    client.post(reverse("calendar_new"))
    first = link_of(cast.coordinator)
    client.post(reverse("calendar_new"))
    second = link_of(cast.coordinator)
    assert first != second
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]
    User.objects.filter(pk=cast.coordinator.pk).update(is_active=False)
    assert Client().get(second).status_code == 404
    User.objects.filter(pk=cast.coordinator.pk).update(is_active=True)
    client = browser(cast.coordinator)
    assert client.post(reverse("calendar_end")).headers["Location"] == reverse("due")

    assert Client().get(second).status_code == 404
    assert link_of(cast.coordinator) == ""


def test_gives_nothing_for_a_key_that_is_nobodys(cast: Cast) -> None:
    """Accounts without a link have an empty key, which is no key."""
    assert User.objects.filter(calendar_key="").exists()
    assert Client().get(reverse("calendar", args=("x",))).status_code == 404


@pytest.mark.parametrize("name", ["calendar_new", "calendar_end"])
def test_changes_a_link_only_when_it_is_sent(cast: Cast, name: str) -> None:
    """A link or a picture in a message cannot end somebody's calendar."""
    client = browser(cast.coordinator)
    client.post(reverse("calendar_new"))
    before = link_of(cast.coordinator)

    assert client.get(reverse(name)).status_code == 405
    assert Client().post(reverse(name)).status_code == 302
    assert link_of(cast.coordinator) == before


def test_leaves_a_review_out_of_the_calendar_once_its_owner_lost_it(case: Case, cast: Cast) -> None:
    browser(cast.csp_chair).post(reverse("calendar_new"))
    assert case.reference in Client().get(link_of(cast.csp_chair)).content.decode()
    stand_at(case, Stage.CLOSED)

    assert "BEGIN:VEVENT" not in Client().get(link_of(cast.csp_chair)).content.decode()


def test_runs_no_clock_before_the_chair_knows_of_the_death(other_case: Case, cast: Cast) -> None:
    assert case_dues([other_case], TODAY) == []
    recorded(other_case, Event.CSP_CHAIR_AWARE, cast.coordinator)

    assert [due.clock for due in case_dues([other_case], TODAY)] == ["decide"]

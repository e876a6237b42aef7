"""What do the pages of meetings say and offer while a meeting, a request or a day is one thing or another?"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from dhr_cases.models import Partnership, User
from funding.years import FinancialYear
from governance.actions import agenda, bodies, minutes, partner_requests
from governance.actions.bodies import BodyFacts
from governance.actions.partner_requests import Ask
from governance.meeting_terms import MEETING_STATES, BodyKind, CirculationMeans, MeetingMode, MeetingState
from governance.models import AgendaItem, GoverningBody, Meeting
from governance.resolution_types import ResolutionType
from governance.verbs import VERBS, GovernanceVerb
from governance.views.home import TAGS
from governance.views.meetings import ACTS, NEXT
from tests.conftest import Cast
from tests.files import upload
from tests.following import changed
from tests.meetings import a_body, an_item, asked, days_ago, held, noted, planned, today
from tests.seen import Seen, browser, seen

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

V, S = GovernanceVerb, MeetingState
COMING, WAITING = "Meetings to come", "Meetings to record, to minute or to approve"
PAPERS, SENT = "Papers and when they came in", "Log of what was sent round"
OFFERED = {
    S.PLANNED: {V.ADD_ITEM, V.TAKE_PLANNED_ITEM, V.CIRCULATE_PAPERS, V.SEND_AGENDA, V.CHANGE_MEETING, V.CANCEL_MEETING},
    S.CALLED: {V.ADD_ITEM, V.TAKE_PLANNED_ITEM, V.CIRCULATE_PAPERS, V.HOLD_MEETING, V.CHANGE_MEETING, V.CANCEL_MEETING},
    S.HELD: {V.ADD_ITEM, V.CIRCULATE_PAPERS, V.RECORD_ATTENDANCE, V.DRAFT_MINUTES, V.CHANGE_MEETING},
    S.DRAFTED: {V.RECORD_ATTENDANCE, V.CIRCULATE_PAPERS},
    S.APPROVED: set(),
    S.CANCELLED: set(),
}
"""What the office may do about a meeting in each state."""


@contextmanager
def taken_back() -> Iterator[None]:
    """What is done within is undone, so that the next state begins where this one did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def day(on: datetime.date) -> str:
    """A day as pages write it."""
    return f"{on.day} {on:%B %Y}"


def home(cast: Cast) -> Seen:
    """The meetings of the partnership."""
    return seen(cast.coordinator, "governance_home", "testshire")


def meeting_page(cast: Cast, meeting: Meeting) -> Seen:
    """The page of a meeting, to the office."""
    return seen(cast.coordinator, "governance_meeting", "testshire", meeting.pk)


def drawn_from(person: User, name: str, *about: object) -> Any:
    """What a page of the partnership is drawn from."""
    return browser(person).get(reverse(f"governance_{name}", args=("testshire", *about))).context


def item_page(cast: Cast, item: AgendaItem) -> Any:
    """What the page of an item is drawn from, to the office."""
    return drawn_from(cast.coordinator, "item", item.pk)


@pytest.fixture
def body(cast: Cast) -> GoverningBody:
    """A body that meets."""
    return a_body(cast)


# A meeting


def test_says_of_each_state_what_it_is_what_comes_next_and_what_may_be_done(cast: Cast, body: GoverningBody) -> None:
    assert set(NEXT) == set(ACTS) == set(TAGS) == set(S)
    meeting = an_item(cast, planned(cast, body, days_ago(3))).meeting
    for state in S:
        with taken_back():
            changed(meeting, state=state)
            office = drawn_from(cast.coordinator, "meeting", meeting.pk)
            assert office["next"] == NEXT[state]
            assert office["facts"][0] == {"label": "Where it stands", "value": MEETING_STATES[state].label}
            assert ("Minutes" in {row["label"] for row in office["downloads"]}) is MEETING_STATES[state].was_held
            assert {offer.verb for offer in office["offers"]} == OFFERED[state], state
    assert drawn_from(cast.csp_chair, "meeting", meeting.pk)["offers"] == []


def test_leads_with_what_is_to_be_done_next(cast: Cast, body: GoverningBody) -> None:
    """An agenda without an item is not sent out."""
    meeting = planned(cast, body, days_ago(3))
    leads = {S.CALLED: (V.HOLD_MEETING,), S.HELD: (V.DRAFT_MINUTES,), S.DRAFTED: (), S.APPROVED: (), S.CANCELLED: ()}

    def leading() -> Any:
        return drawn_from(cast.coordinator, "meeting", meeting.pk)["leads"]

    assert leading() == (V.ADD_ITEM,)
    an_item(cast, meeting)
    assert leading() == (V.SEND_AGENDA,)
    for state, verbs in leads.items():
        with taken_back():
            changed(meeting, state=state)
            assert leading() == verbs, state


def test_says_in_which_way_the_body_meets_and_leaves_out_what_is_not_known(cast: Cast, body: GoverningBody) -> None:
    meeting = planned(cast, body, days_ago(-3))
    first = meeting_page(cast, meeting).facts
    changed(
        meeting, mode=MeetingMode.HYBRID, link="https://meet.example.test/1", starts_at=datetime.time(9, 5),
        note="Quorate", sits_as="Committee",
    )  # fmt: skip
    then = meeting_page(cast, meeting).facts

    assert (first["How"], first["Room"], first["Papers due"]) == ("In a room", "Room 1", day(days_ago(4)))
    assert not {"Online address", "Begins at", "Note", "Sits as", "Agenda sent out", "Minutes approved"} & set(first)
    assert (then["How"], then["Begins at"], then["Note"]) == ("In a room and online", "09:05", "Quorate")
    assert (then["Online address"], then["Sits as"]) == ("https://meet.example.test/1", "Committee")


def test_says_of_a_paper_when_it_came_in_how_late_and_to_whom_it_went(cast: Cast, body: GoverningBody) -> None:
    by = cast.coordinator
    item = an_item(cast, planned(cast, body, days_ago(-3)))
    in_time, one, two, none = (
        agenda.expect_meeting_paper(item=item, by=by, title=title, due_on=days_ago(5))
        for title in ("In time", "One day", "Two days", "None yet")
    )
    for paper, days in ((in_time, 5), (one, 4), (two, 3)):
        agenda.take_in_meeting_paper(paper=paper, by=by, upload=upload(), received_on=days_ago(days))
    agenda.take_in_meeting_paper(paper=one, by=by, upload=upload(), received_on=days_ago(1))
    agenda.circulate_papers(meeting=item.meeting, by=by, papers=[one, two], on=days_ago(1), to="All members")
    agenda.circulate_papers(
        meeting=item.meeting, by=by, papers=[none], on=today(), to="The chair", means=CirculationMeans.TABLED
    )
    page = meeting_page(cast, item.meeting)

    assert [(row[0], row[4], row[5]) for row in page.tables[PAPERS]] == [
        ("In time", f"{day(days_ago(5))}, version 1", "not yet"),
        ("One day", f"{day(days_ago(1))}, 1 day late, version 2", day(days_ago(1))),
        ("Two days", f"{day(days_ago(3))}, 2 days late, version 1", day(days_ago(1))),
        ("None yet", "not in yet", day(today())),
    ]
    assert [(row[0], row[1], row[2], row[4]) for row in page.tables[SENT]] == [
        (day(days_ago(1)), "One day", "All members", "2"),
        (day(days_ago(1)), "Two days", "All members", "1"),
        (day(today()), "None yet", "The chair", "none here"),
    ]


# All meetings


WHERE: dict[MeetingState, tuple[str, str, str]] = {
    S.PLANNED: (WAITING, COMING, COMING),
    S.CALLED: (WAITING, COMING, COMING),
    S.HELD: (WAITING, WAITING, WAITING),
    S.DRAFTED: (WAITING, WAITING, WAITING),
    S.APPROVED: ("", "", ""),
    S.CANCELLED: ("", "", ""),
}
"""In which table a meeting of yesterday, of today and of tomorrow stands, by its state."""


def test_lists_a_meeting_as_to_come_or_as_waiting_for_the_office(cast: Cast, body: GoverningBody) -> None:
    meeting = planned(cast, body, today())
    for state, wanted in WHERE.items():
        for days, table in zip((1, 0, -1), wanted, strict=True):
            with taken_back():
                changed(meeting, state=state, on=days_ago(days))
                tables = home(cast).tables
                found = [name for name in (COMING, WAITING) if name in tables]
                assert found == [name for name in [table] if name], (state, days)
                if table:
                    assert tables[table][0][0] == day(days_ago(days))
                    assert tables[table][0][3] == MEETING_STATES[state].label


def test_says_of_a_body_its_next_meeting_and_its_last_minute(cast: Cast, body: GoverningBody) -> None:
    second = bodies.set_up_body(
        partnership=cast.partnership, by=cast.coordinator,
        facts=BodyFacts(name="Working Group", kind=BodyKind.WORKING_GROUP, reports_to=body),
    )  # fmt: skip
    meeting, item = held(cast, body, days_ago(40))
    changed(item, minute_number=53)
    for days in (-20, -10, 5):
        planned(cast, body, days_ago(days))
    rows = {row[0]: row[1:] for row in home(cast).tables["Bodies that meet"]}

    assert rows[body.name] == ["Partnership", "none here", day(days_ago(-10)), "53"]
    assert rows[second.name] == ["Working group", str(body), "none fixed", "none yet"]
    assert meeting.body == body


def test_says_so_where_there_is_nothing(cast: Cast) -> None:
    page = home(cast)

    assert "No meeting is planned. Open a body to plan one." in page
    assert "No meeting waits for its minutes." in page
    assert "No body is set up yet." in page
    assert "Add a body" in page.buttons
    assert "Add a body" not in seen(cast.csp_chair, "governance_home", "testshire").buttons


@pytest.mark.parametrize(("days", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_tells_of_a_body_when_papers_are_due_and_what_it_is_for(
    cast: Cast, body: GoverningBody, days: int, words: str
) -> None:
    changed(body, paper_days=days, remit="To read", ends_on=days_ago(-9) if days else None)
    lower = a_body(cast, "Second Board")
    changed(lower, reports_to=body)
    facts = seen(cast.coordinator, "governance_body", "testshire", body.pk).facts

    assert facts["Papers due"] == f"{words} before a meeting"
    assert (facts["Purpose"], facts["Remit"], facts["Bodies below it"]) == ("Safety", "To read", str(lower))
    assert (facts["Reports to"], facts["May also sit as"]) == ("none here", "no other body")
    assert ("Ended" in facts) is bool(days)


def test_offers_to_end_a_seat_that_is_still_taken(cast: Cast, body: GoverningBody) -> None:
    by = cast.coordinator
    sits = bodies.add_body_member(body=body, by=by, name="Ann Example", starts_on=days_ago(9), organisation=cast.police)
    left = bodies.add_body_member(body=body, by=by, name="Bea Example", starts_on=days_ago(9))
    bodies.end_body_member(member=left, by=by, ends_on=days_ago(1))
    office, reader = (seen(person, "governance_body", "testshire", body.pk) for person in (by, cast.csp_chair))
    shown, told = ({row[0]: row[3:] for row in page.tables["Who sits on it"]} for page in (office, reader))

    assert shown == {
        "Ann Example": ["Testshire Police", day(days_ago(9)), "End the membership"],
        "Bea Example": ["not stated", day(days_ago(9)), day(days_ago(1))],
    }
    assert told["Ann Example"][2] == "still a member"
    assert office.links["End the membership"].startswith(
        reverse("governance_act", args=("testshire", V.END_BODY_MEMBER.value, sits.pk))
    )


# What is open


def figures(cast: Cast) -> dict[str, tuple[str, str]]:
    """The four numbers above what is open, each with its mark."""
    context = drawn_from(cast.coordinator, "log")
    return {row["label"]: (row["value"], row.get("state", "")) for row in context["figures"]}


def test_counts_what_is_open_and_what_is_late(cast: Cast, body: GoverningBody) -> None:
    _meeting, item = held(cast, body, days_ago(20))
    labels = (
        "Parts of resolutions overdue", "Requests that wait", "Answers overdue", "Questions without an answer",
    )  # fmt: skip
    assert figures(cast) == dict(zip(labels, (("0", "done"), ("0", ""), ("0", "done"), ("0", "")), strict=True))
    noted(cast, item, ResolutionType.AGREE_WITH_COMMENTS)
    limb = item.resolutions.get().limbs.get()
    changed(limb, due_on=days_ago(1))
    for due in (days_ago(1), today(), None):
        asked(cast, item, due)
    minutes.record_question(item=item, by=cast.coordinator, text="How many?")

    assert figures(cast) == dict(zip(labels, (("1", "overdue"), ("3", ""), ("1", "overdue"), ("1", "")), strict=True))
    changed(limb, due_on=today())
    assert figures(cast)["Parts of resolutions overdue"] == ("0", "done")


def test_offers_about_a_request_the_next_step_and_no_other(cast: Cast, body: GoverningBody) -> None:
    by, (_meeting, item) = cast.coordinator, held(cast, body, days_ago(20))
    request = asked(cast, item)

    def offered() -> list[str]:
        return [offer["label"] for offer in item_page(cast, item)["requests"][0]["offers"]]

    record, again, report, withdraw = (
        VERBS[verb].label
        for verb in (V.RECORD_PARTNER_ANSWER, V.ASK_PARTNER_AGAIN, V.REPORT_BACK, V.WITHDRAW_PARTNER_REQUEST)
    )
    assert offered() == [record, withdraw]
    changed(request, answer_due_on=days_ago(1))
    assert item_page(cast, item)["requests"][0]["standing"] == "Answer overdue"
    assert offered() == [record, withdraw]
    partner_requests.record_partner_answer(request=request, by=by, answer="Yes", on=days_ago(10))
    assert offered() == [report, again, withdraw]
    request.refresh_from_db()
    with taken_back():
        partner_requests.withdraw_partner_request(request=request, by=by, reason="Twice")
        assert offered() == []
        facts = {row["label"]: row["value"] for row in item_page(cast, item)["requests"][0]["facts"]}
        assert facts["Withdrawn"] == f"{day(today())}, Twice"
    later = held(cast, body, days_ago(5))[1]
    partner_requests.report_back(request=request, by=by, item=later)
    assert offered() == []
    facts = {row["label"]: row["value"] for row in item_page(cast, item)["requests"][0]["facts"]}
    assert facts["Reported back"] == f"{day(days_ago(5))}, item {later.code}"


def test_offers_about_a_request_for_money_no_answer_of_its_own(cast: Cast, body: GoverningBody) -> None:
    """That is given and approved among the requests of its year."""
    item = held(cast, body, days_ago(20))[1]
    asking = Ask(cast.police, "to pay", year=FinancialYear(today().year))
    request = partner_requests.ask_partner(item=item, by=cast.coordinator, asking=asking)
    row = item_page(cast, item)["requests"][0]

    assert [offer["label"] for offer in row["offers"]] == [VERBS[V.WITHDRAW_PARTNER_REQUEST].label]
    assert row["money_url"].endswith(f"/{request.funding_request_id}/")


def test_shows_nothing_of_a_partnership_next_door(cast: Cast, body: GoverningBody) -> None:
    meeting = planned(cast, body, days_ago(-3))
    far = Partnership(code="afar", name="Afar CSP")
    changed(far)
    changed(body, partnership=far)

    assert seen(cast.coordinator, "governance_meeting", "testshire", meeting.pk).status == 404
    assert seen(cast.coordinator, "governance_body", "testshire", body.pk).status == 404
    assert "No body is set up yet." in home(cast)

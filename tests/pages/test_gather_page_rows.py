"""What stands on the pages of gathering: each agency's request, its history, the panel's meetings and talks?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import meetings, requests, returns
from dhr_cases.actions.meetings import Meeting, Presence
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, InformationRequest, PanelSeat, Part, Person
from dhr_cases.models.history import change
from dhr_cases.request_states import REQUEST_STATES, AnswerKind, RequestState
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import TXT, upload
from tests.seen import Seen, seen
from tests.stages import case_at
from tests.steps_set_up import ASKED, sign_off

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY, DUE = long_date(TODAY), long_date(TODAY + datetime.timedelta(weeks=8))
S = RequestState


@pytest.fixture
def asked(cast: Cast, case: Case) -> Case:
    """The case in which police and hospital trust are asked."""
    return case_at(cast, case, Stage.INFO_REQUESTED)


@pytest.fixture
def police(cast: Cast, asked: Case) -> InformationRequest:
    """The request to the police."""
    found: InformationRequest = InformationRequest.objects.get(case=asked, organisation=cast.police)
    return found


def put(request: InformationRequest, **columns: object) -> None:
    """Write the state of the request alone."""
    with change("Test request", None):
        for name, value in columns.items():
            setattr(request, name, value)
        request.save()


def page_of(cast: Cast, request: InformationRequest, part: str = "coordinator") -> Seen:
    """The page of one request as one of the review's people has it."""
    return seen(cast.people()[part], "case_request", request.case.reference, request.pk)


def test_says_that_nobody_is_asked_yet(cast: Cast, case: Case) -> None:
    page = seen(cast.coordinator, "case_requests", case_at(cast, case, Stage.TOR_AGREED).reference)
    assert page.tables == {}
    assert "No agency has been asked yet." in page
    assert "No agency has been asked to secure its records." in page


def test_lists_each_agency_with_its_state_day_and_reminders(
    cast: Cast, asked: Case, police: InformationRequest
) -> None:
    requests.chase_request(case=asked, by=cast.coordinator, request=police, on=TODAY - ONE)
    requests.chase_request(case=asked, by=cast.coordinator, request=police)
    requests.secure_records(case=asked, by=cast.coordinator, organisations=[cast.police, cast.health])
    page = seen(cast.coordinator, "case_requests", asked.reference)
    assert page.heads == {"Requests": ["Agency", "State", "Due", "How that stands", "Last reminded"]}
    (first, second) = page.tables["Requests"]
    assert first[:3] + first[4:] == ["Testshire NHS Trust", "With the agency's author", DUE, "not reminded"]
    assert second[:3] + second[4:] == ["Testshire Police", "With the agency's author", DUE, f"{DAY} (2 in all)"]
    assert page.states[first[3]] == "running"
    assert page.links["Testshire Police"] == reverse("case_request", args=(asked.reference, police.pk))
    assert page.facts == {DAY: "Testshire Police, Testshire NHS Trust"}


@pytest.mark.parametrize("state", S)
def test_says_of_a_return_what_it_is_only_once_the_agency_stands_by_it(
    cast: Cast, asked: Case, police: InformationRequest, state: RequestState
) -> None:
    """In the list and on its page; a draft is the agency's own."""
    put(police, state=state, answer_kind=AnswerKind.IMR)
    label = REQUEST_STATES[state].label
    stood_by = state in (S.SIGNED_OFF, S.SENT_BACK, S.ACCEPTED)
    row = seen(cast.coordinator, "case_requests", asked.reference).tables["Requests"][1]
    assert row[1] == (f"{label}: Individual Management Review" if stood_by else label)
    facts = page_of(cast, police).facts
    assert facts["State"] == label
    assert facts["Kind of return"] == ("Individual Management Review" if stood_by else "nothing yet")


@pytest.mark.parametrize("state", [S.WITHDRAWN, S.UNANSWERED])
def test_marks_a_request_closed_without_a_return_as_neither_done_nor_late(
    cast: Cast, asked: Case, police: InformationRequest, state: RequestState
) -> None:
    put(police, state=state, due_on=TODAY - 30 * ONE)
    page = seen(cast.coordinator, "case_requests", asked.reference)
    words = REQUEST_STATES[state].label.lower()
    assert page.tables["Requests"][1][3] == words
    assert page.states[words] == "not_stated"


def test_marks_a_late_agency(cast: Cast, asked: Case, police: InformationRequest) -> None:
    put(police, due_on=TODAY - 2 * ONE)
    page = seen(cast.coordinator, "case_requests", asked.reference)
    assert page.tables["Requests"][1][2:4] == [long_date(TODAY - 2 * ONE), "2 days late"]
    assert page.states["2 days late"] == "overdue"


def test_tells_of_a_request_that_waits(cast: Cast, police: InformationRequest) -> None:
    page = page_of(cast, police)
    facts = page.facts
    assert facts.pop("Why this date")
    assert facts.pop("Due").startswith(f"Due on {DUE}")
    assert facts == {
        "State": "With the agency's author", "Asked on": DAY, "What we asked for": ASKED,
        "Last reminded": "not reminded", "Kind of return": "nothing yet", "Returned on": "not yet",
        "Accepted on": "not yet", "Note on the outcome": "none",
    }  # fmt: skip
    assert "The agency has not returned anything yet." in page
    assert "Files that came with it:" not in page


def test_shows_an_accepted_report_to_those_who_read_returns(
    cast: Cast, asked: Case, police: InformationRequest
) -> None:
    """Kept from the partnership's chair, who sees that it is in."""
    sign_off(cast, police, AnswerKind.IMR, "Officers attended twice.")
    requests.accept_return(case=asked, by=cast.independent_chair, request=police, note="Clear and full")
    page = page_of(cast, police)
    assert [page.facts[label] for label in ("State", "Returned on", "Accepted on", "Note on the outcome")] == [
        "Accepted", DAY, DAY, "Clear and full",
    ]  # fmt: skip
    assert page.facts["Due"] == f"{DUE}: met on {DAY}"
    read = {label: page.facts[label] for label in list(page.facts)[-4:]}
    assert read == {
        "Author": "Agency Author", "Author had no part in the case": "Yes", "Signed off by": "Agency Contact",
        "Return": "Officers attended twice.",
    }  # fmt: skip
    other = page_of(cast, police, "csp_chair")
    assert "Return" not in other.facts
    assert "Returns are read by the coordinator, the independent chair" in other
    assert other.facts["State"] == "Accepted"


def test_says_that_a_nil_return_tells_nothing(cast: Cast, police: InformationRequest) -> None:
    """And that nobody was asked about the author's own part."""
    sign_off(cast, police)
    facts = page_of(cast, police).facts
    assert facts["Return"] == "Nothing to tell: the agency had no contact."
    assert facts["Author had no part in the case"] == "not asked for this kind of return"


def test_does_not_state_who_stood_by_a_return_taken_over(cast: Cast, police: InformationRequest) -> None:
    put(police, state=S.ACCEPTED, answer_kind=AnswerKind.IMR, answer="Told", is_author_independent=False)
    facts = page_of(cast, police).facts
    assert [facts[label] for label in ("Author", "Author had no part in the case", "Signed off by")] == [
        "not stated", "No", "not stated",
    ]  # fmt: skip


@pytest.mark.parametrize("state", [S.ASKED, S.DRAFTED, S.WITHDRAWN, S.UNANSWERED])
def test_keeps_an_unfinished_return_from_the_review(
    cast: Cast, police: InformationRequest, state: RequestState
) -> None:
    put(police, state=state, answer_kind=AnswerKind.SUMMARY, answer="Half a sentence")
    page = page_of(cast, police)
    assert "Half a sentence" not in page
    assert "The agency has not returned anything yet." in page


def test_tells_the_history_of_one_request_newest_first(cast: Cast, asked: Case, police: InformationRequest) -> None:
    """With who acted as what, the day and the reason; nothing of another agency's request."""
    requests.chase_request(case=asked, by=cast.coordinator, request=police, note="By telephone")
    sign_off(cast, police)
    requests.send_back_return(case=asked, by=cast.independent_chair, request=police, reason="Search the log")
    health = InformationRequest.objects.get(case=asked, organisation=cast.health)
    requests.withdraw_request(case=asked, by=cast.coordinator, request=health, reason="No contact")
    events = page_of(cast, police).events
    assert "by Independent Chair (" in events[0]
    assert events[0].endswith(f"{DAY} Reason: Search the log")
    assert "by Agency Contact (" in events[1]
    assert any(event.endswith(f"{DAY} Reason: By telephone") for event in events)
    assert "No contact" not in " ".join(events)
    assert events[0][0].isupper()


OFFERS = {
    S.ASKED: {"Record a reminder", "Withdraw the request", "Close without a return"},
    S.DRAFTED: {"Record a reminder", "Withdraw the request", "Close without a return"},
    S.SIGNED_OFF: {
        "Record a reminder", "Accept the return", "Send the return back", "Withdraw the request",
        "Close without a return",
    },
    S.SENT_BACK: {"Record a reminder", "Withdraw the request", "Close without a return"},
    S.ACCEPTED: {"Send the return back"},
    S.WITHDRAWN: {"Reopen the request"},
    S.UNANSWERED: {"Reopen the request"},
}  # fmt: skip


@pytest.mark.parametrize("state", S)
def test_offers_what_the_state_of_a_request_allows(cast: Cast, police: InformationRequest, state: RequestState) -> None:
    """To the coordinator; the panel's member reads and acts on nothing."""
    put(police, state=state)
    found = page_of(cast, police).links
    assert {label for label, url in found.items() if url.endswith(f"/{police.pk}/") and "/do/" in url} == OFFERS[state]
    member = page_of(cast, police, "panel_member")
    assert not [url for url in member.links.values() if "/do/" in url]


def test_names_the_page_of_the_menu_that_a_request_belongs_to(cast: Cast, police: InformationRequest) -> None:
    assert page_of(cast, police).current == ["Agencies"]


MET = {"Where or how", "Present", "Absent", "Quorate", "Declared", "Actions agreed", "Minutes"}


@pytest.fixture
def working(cast: Cast, case: Case) -> Case:
    """The case in which the panel works."""
    return case_at(cast, case, Stage.PANEL_WORK)


def seats_of(case: Case) -> list[PanelSeat]:
    """The hospital trust's seat, then the refuge's."""
    return list(PanelSeat.objects.filter(case=case).order_by("organisation__code"))


def test_shows_a_meeting_with_who_came_and_what_they_declared(cast: Cast, working: Case) -> None:
    health, refuge = seats_of(working)
    presences = [Presence(health, True, "Knows a witness"), Presence(refuge, False)]
    met = Meeting(
        on=TODAY, presences=presences, place="By video", minutes="Long talk", actions_agreed="Ask the GP",
        was_quorate=False, quorum_note="Nothing was decided",
    )  # fmt: skip
    meetings.record_meeting(case=working, by=cast.coordinator, meeting=met)
    page = seen(cast.coordinator, "case_meetings", working.reference)
    assert page.facts == {
        "Where or how": "By video", "Present": "Testshire NHS Trust (Panel Member)", "Absent": "Testshire Refuge",
        "Quorate": "No", "Declared": "Testshire NHS Trust: Knows a witness", "Actions agreed": "Ask the GP",
        "Minutes": "Long talk",
    }  # fmt: skip
    assert DAY in page.headings


def test_says_of_a_bare_meeting_what_is_none(cast: Cast, working: Case) -> None:
    """Everybody came, nobody declared, nothing was agreed."""
    presences = [Presence(seat, True) for seat in seats_of(working)]
    meetings.record_meeting(case=working, by=cast.coordinator, meeting=Meeting(on=TODAY, presences=presences))
    facts = seen(cast.coordinator, "case_meetings", working.reference).facts
    assert set(facts) == MET
    assert [facts[label] for label in ("Absent", "Quorate", "Declared", "Actions agreed", "Where or how")] == [
        "nobody", "Yes", "nothing", "none", "not stated",
    ]  # fmt: skip
    assert facts["Present"] == "Testshire NHS Trust (Panel Member)Testshire Refuge (The refuge's manager)"


def test_shows_the_latest_meeting_first(cast: Cast, working: Case) -> None:
    presences = [Presence(seat, number == 0) for number, seat in enumerate(seats_of(working))]
    for days in (3, 1, 2):
        met = Meeting(on=TODAY - days * ONE, presences=presences, place=f"{days} days ago")
        meetings.record_meeting(case=working, by=cast.coordinator, meeting=met)
    page = seen(cast.coordinator, "case_meetings", working.reference)
    assert [value for label, value in page.all_facts if label == "Where or how"] == [
        "1 days ago", "2 days ago", "3 days ago",
    ]  # fmt: skip
    assert "No meeting is recorded." not in page


def test_says_that_nobody_met_or_spoke(cast: Cast, working: Case) -> None:
    page = seen(cast.coordinator, "case_meetings", working.reference)
    assert "No meeting is recorded." in page
    assert "No interview or refusal is recorded." in page


def talk(case: Case, cast: Cast, **more: object) -> None:
    """An interview of today with a friend."""
    with change("A friend", None):
        person = Person.objects.create(case=case, part=Part.FRIEND, name="Real Name", pseudonym="Sam", **more)
    meetings.record_interview(case=case, by=cast.independent_chair, person=person, on=TODAY, agreed_with_police=True)


def test_lists_interviews_with_notes_for_those_who_run_the_panel(cast: Cast, case: Case) -> None:
    """A refusal is a row too; police and CPS agreed, did not, or were not asked."""
    running = case_at(cast, case, Stage.INTERVIEWS)
    talk(running, cast, relationship="neighbour")
    with change("A child", None):
        child = Person.objects.create(case=running, part=Part.CHILD)
    meetings.record_interview(
        case=running, by=cast.independent_chair, person=child, on=TODAY - ONE, is_refused=True, notes="Rang off"
    )
    with change("A brother", None):
        brother = Person.objects.create(case=running, part=Part.FAMILY, pseudonym="Ash")
    meetings.record_interview(
        case=running, by=cast.independent_chair, person=brother, on=TODAY - 2 * ONE, agreed_with_police=False
    )
    full = seen(cast.independent_chair, "case_meetings", running.reference)
    rows = {row[0]: row[1:] for row in full.tables["Interviews and refusals"]}
    assert rows == {
        "Sam, neighbour": [DAY, "Spoke with us", "agreed", "none"],
        "Child": [long_date(TODAY - ONE), "Did not wish to", "not asked", "Rang off"],
        "Ash": [long_date(TODAY - 2 * ONE), "Spoke with us", "did not agree", "none"],
    }
    kept = seen(cast.panel_member, "case_meetings", running.reference)
    assert kept.heads["Interviews and refusals"] == ["Person", "On", "Outcome", "Police or CPS"]
    assert {len(row) for row in kept.tables["Interviews and refusals"]} == {4}


def test_lists_the_files_of_a_return_newest_first(cast: Cast, asked: Case, police: InformationRequest) -> None:
    """Each leads to its download; another agency's file is not among them."""
    for name in ("first.txt", "second.txt"):
        if police.at is S.SIGNED_OFF:
            requests.send_back_return(case=asked, by=cast.independent_chair, request=police, reason="More")
        returns.answer_request(request=police, by=cast.agency_author, kind=AnswerKind.SUMMARY, text="See the file")
        returns.sign_off_return(request=police, by=cast.agency_contact, upload=upload(name, TXT))
        police.refresh_from_db()
    labels = [label for label in page_of(cast, police).links if label.startswith(("first", "second"))]
    assert labels == ["second.txt, version 2", "first.txt, version 1"]

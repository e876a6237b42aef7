"""Agencies are asked, reminded, accepted, released and asked again; the last one moves the review on."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import timezone

from dhr_cases.actions import core, requests
from dhr_cases.actions.memberships import grant_role
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseEvent, Hold, InformationRequest, LocalClock, RequestUserPermission
from dhr_cases.models.history import change
from dhr_cases.policies.requests import usual_due_date
from dhr_cases.request_states import RequestState
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_set_up import ASKED, asks, sign_off

TODAY = timezone.localdate()
DUE = TODAY + datetime.timedelta(weeks=8)


@pytest.fixture
def gathering(cast: Cast, case: Case) -> Case:
    """A case with a request to the police and one to the hospital trust."""
    return case_at(cast, case, Stage.INFO_REQUESTED)


@pytest.fixture
def police(gathering: Case, cast: Cast) -> InformationRequest:
    """The request to the police."""
    found: InformationRequest = InformationRequest.objects.get(case=gathering, organisation=cast.police)
    return found


@pytest.fixture
def health(gathering: Case, cast: Cast) -> InformationRequest:
    """The request to the hospital trust."""
    found: InformationRequest = InformationRequest.objects.get(case=gathering, organisation=cast.health)
    return found


def hold(case: Case) -> Hold:
    """A hold that stops agency reports and nothing else."""
    with change("Test hold", None):
        row: Hold = Hold.objects.create(
            case=case, reason=HoldReason.CRIMINAL_TRIAL, scope=[HoldScope.AGENCY_REPORTS], starts_on=TODAY
        )
    return row


def refresh(request: InformationRequest) -> InformationRequest:
    """The request as it is stored."""
    found: InformationRequest = InformationRequest.objects.get(pk=request.pk)
    return found


def events(case: Case, kind: Event) -> int:
    """How often the event is recorded."""
    return CaseEvent.objects.filter(case=case, kind=kind).count()


def test_asks_each_agency_once_and_lets_its_people_in(gathering: Case, cast: Cast, police: InformationRequest) -> None:
    """Stage, requests, an event each, and the agency's own access come in one act."""
    assert events(gathering, Event.IMR_REQUESTED) == 2
    assert events(gathering, Event.INFORMATION_REQUESTED) == 1
    assert police.at is RequestState.ASKED
    people = set(RequestUserPermission.objects.filter(content_object=police).values_list("user", flat=True))
    assert people == {cast.agency_author.pk, cast.agency_contact.pk}


def test_refuses_requests_before_the_terms_are_agreed(case: Case, cast: Cast) -> None:
    """The stage comes first."""
    with pytest.raises(NotNow, match="Terms of reference agreed"):
        requests.send_requests(case=case, by=cast.coordinator, asks=asks(cast))


def test_refuses_requests_by_the_independent_chair(cast: Cast, case: Case) -> None:
    """Asking agencies is the coordinator's."""
    case_at(cast, case, Stage.TOR_AGREED)
    with pytest.raises(NotPermitted, match="coordinator"):
        requests.send_requests(case=case, by=cast.independent_chair, asks=asks(cast))


def test_refuses_requests_while_a_hold_stops_agency_reports(cast: Cast, case: Case) -> None:
    """The sentence names what the hold stops."""
    hold(case_at(cast, case, Stage.TOR_AGREED))
    with pytest.raises(NotNow, match="stops agency reports"):
        requests.send_requests(case=case, by=cast.coordinator, asks=asks(cast))


def test_refuses_no_agency_one_twice_and_a_date_gone_by(cast: Cast, case: Case) -> None:
    """Each fault has its sentence, and nothing is asked."""
    case_at(cast, case, Stage.TOR_AGREED)
    police = requests.Ask(cast.police, ASKED, DUE)
    late = replace(police, due_on=TODAY - datetime.timedelta(days=1))
    for wrong, words in (([], "at least one"), ([police, police], "listed twice"), ([late], "before the day")):
        with pytest.raises(Incomplete, match=words):
            requests.send_requests(case=case, by=cast.coordinator, asks=wrong)
    assert not InformationRequest.objects.filter(case=case).exists()


def test_leaves_no_request_behind_when_the_event_fails(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """All requests fall with the event."""
    case_at(cast, case, Stage.TOR_AGREED)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        requests.send_requests(case=case, by=cast.coordinator, asks=asks(cast))
    assert not InformationRequest.objects.filter(case=case).exists()


def test_waits_for_the_last_agency(
    gathering: Case, cast: Cast, police: InformationRequest, health: InformationRequest
) -> None:
    """The first acceptance moves nothing, the last closing moves the review once."""
    sign_off(cast, police)
    requests.accept_return(case=gathering, by=cast.independent_chair, request=police)
    assert gathering.stage == Stage.INFO_REQUESTED
    requests.close_unanswered(case=gathering, by=cast.coordinator, request=health, reason="No answer after three")
    assert gathering.at is Stage.INFO_IN
    assert events(gathering, Event.INFORMATION_COMPLETE) == 1
    assert refresh(police).accepted_on == TODAY


def test_brings_the_review_back_for_a_late_agency(cast: Cast, case: Case) -> None:
    """Going back records the request, not a second first sending."""
    case_at(cast, case, Stage.PANEL_WORK)
    row = requests.add_request(case=case, by=cast.coordinator, ask=requests.Ask(cast.refuge, ASKED, DUE))
    assert case.at is Stage.INFO_REQUESTED
    assert events(case, Event.INFORMATION_REQUESTED) == 1
    assert CaseEvent.objects.filter(case=case, kind=Event.IMR_REQUESTED, subject_id=row.pk).get().moved


def test_lets_the_people_of_a_late_agency_in(gathering: Case, cast: Cast) -> None:
    """Theirs is the request of their agency; those of the others stay shut."""
    author, body = cast.outsider, cast.refuge
    grant_role(case=gathering, by=cast.coordinator, to=author, role=Role.AGENCY_AUTHOR, organisation=body)
    assert not RequestUserPermission.objects.filter(user=cast.outsider).exists()
    row = requests.add_request(case=gathering, by=cast.coordinator, ask=requests.Ask(cast.refuge, ASKED, DUE))
    reached = RequestUserPermission.objects.filter(user=cast.outsider).values_list("content_object", flat=True)
    assert set(reached) == {row.pk}


def test_keeps_a_later_review_where_it_is_when_an_agency_is_added(cast: Cast, case: Case) -> None:
    """From interviews on a late request runs beside the review."""
    case_at(cast, case, Stage.INTERVIEWS)
    row = requests.add_request(case=case, by=cast.coordinator, ask=requests.Ask(cast.refuge, ASKED, DUE))
    assert case.at is Stage.INTERVIEWS
    requests.withdraw_request(case=case, by=cast.coordinator, request=row, reason="Asked in error")
    assert case.at is Stage.INTERVIEWS


def test_refuses_a_second_request_to_one_agency(gathering: Case, cast: Cast) -> None:
    """The first one is reopened instead."""
    with pytest.raises(Incomplete, match="Reopen it"):
        requests.add_request(case=gathering, by=cast.coordinator, ask=requests.Ask(cast.police, ASKED, DUE))


def test_records_reminders(gathering: Case, cast: Cast, police: InformationRequest) -> None:
    """How often and when last is shown beside the request."""
    for _ in range(2):
        requests.chase_request(case=gathering, by=cast.coordinator, request=police, note="By telephone")
    assert refresh(police).times_chased == 2
    assert refresh(police).last_chased_on == TODAY
    assert events(gathering, Event.REQUEST_CHASED) == 2


def test_sends_no_reminder_under_a_hold_or_after_the_end(
    gathering: Case, cast: Cast, police: InformationRequest, health: InformationRequest
) -> None:
    """A hold on agency reports stops reminders; a closed request needs none."""
    requests.withdraw_request(case=gathering, by=cast.coordinator, request=health, reason="No contact")
    with pytest.raises(Incomplete, match="is closed"):
        requests.chase_request(case=gathering, by=cast.coordinator, request=health)
    hold(gathering)
    with pytest.raises(NotNow, match="stops agency reports"):
        requests.chase_request(case=gathering, by=cast.coordinator, request=police)


def test_accepts_only_what_was_signed_off(gathering: Case, cast: Cast, police: InformationRequest) -> None:
    """The sentence names where the request stands."""
    with pytest.raises(NotNow, match="With the agency's author"):
        requests.accept_return(case=gathering, by=cast.coordinator, request=police)
    assert refresh(police).at is RequestState.ASKED


def test_sends_a_return_back_with_what_is_needed(gathering: Case, cast: Cast, police: InformationRequest) -> None:
    """The agency reads the reason; the return counts as not returned."""
    sign_off(cast, police)
    requests.send_back_return(case=gathering, by=cast.independent_chair, request=police, reason="Add the calls of May")
    stored = refresh(police)
    assert stored.at is RequestState.SENT_BACK
    assert stored.returned_on is None
    assert stored.outcome_note == "Add the calls of May"


def test_reopens_the_gathering_when_an_accepted_return_goes_back(cast: Cast, case: Case) -> None:
    """A return accepted too soon brings the review back."""
    case_at(cast, case, Stage.INFO_IN)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    requests.send_back_return(case=case, by=cast.independent_chair, request=police, reason="A page is missing")
    assert case.at is Stage.INFO_REQUESTED
    assert refresh(police).accepted_on is None


def test_reopens_a_withdrawn_request(cast: Cast, case: Case) -> None:
    """It is asked again by a new day, and the review gathers again."""
    case_at(cast, case, Stage.INFO_IN)
    health = InformationRequest.objects.get(case=case, organisation=cast.health)
    requests.reopen_request(case=case, by=cast.coordinator, request=health, due_on=DUE, reason="A record came up")
    assert case.at is Stage.INFO_REQUESTED
    assert refresh(health).at is RequestState.ASKED
    with pytest.raises(NotNow):
        requests.reopen_request(case=case, by=cast.coordinator, request=health, due_on=DUE, reason="Again")


@pytest.mark.parametrize("act", [requests.withdraw_request, requests.close_unanswered, requests.send_back_return])
def test_asks_for_a_reason(gathering: Case, cast: Cast, police: InformationRequest, act: Callable[..., None]) -> None:
    """Nothing ends or goes back without one."""
    with pytest.raises(Incomplete):
        act(case=gathering, by=cast.coordinator, request=police, reason=" ")
    assert refresh(police).at is RequestState.ASKED


def test_refuses_a_request_of_another_review(
    gathering: Case, cast: Cast, other_case: Case, police: InformationRequest
) -> None:
    """A request never travels between cases."""
    with change("Test stage", None):
        other_case.stage = Stage.INFO_REQUESTED
        other_case.save()
    with pytest.raises(Incomplete, match="another review"):
        requests.withdraw_request(case=other_case, by=cast.coordinator, request=police, reason="Not ours")


def test_asks_for_secured_records_before_the_terms(cast: Cast, case: Case) -> None:
    """The notice may go as soon as scoping begins."""
    case_at(cast, case, Stage.SCOPING)
    requests.secure_records(case=case, by=cast.coordinator, organisations=[cast.police, cast.health])
    detail = CaseEvent.objects.get(case=case, kind=Event.RECORDS_SECURED).detail
    assert detail["agencies"] == ["Testshire Police", "Testshire NHS Trust"]
    with pytest.raises(Incomplete, match="Choose the agencies"):
        requests.secure_records(case=case, by=cast.coordinator, organisations=[])


def test_suggests_eight_weeks_or_the_partnerships_own_time(case: Case, cast: Cast) -> None:
    """The local clock wins over the suggestion of the policy file."""
    asked_on = datetime.date(2026, 3, 2)
    assert usual_due_date(case, asked_on) == datetime.date(2026, 4, 27)
    with change("Own clock", None):
        LocalClock.objects.create(partnership=cast.partnership, clock="imr_return", limit="P6W", reason="Our terms")
    assert usual_due_date(case, asked_on) == datetime.date(2026, 4, 13)

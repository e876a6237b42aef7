"""An agency writes, takes back and signs off its return, and touches nothing else."""

import pytest

from dhr_cases.actions import requests, returns
from dhr_cases.actions.core import UnrecordedActError
from dhr_cases.actions.requests_core import RequestAct, acting_on_request
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, InformationRequest
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.roles import RequestPermission
from dhr_cases.stages import Stage
from tests.actions.test_requests import events, hold, refresh
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_set_up import sign_off

REPORT = "Officers attended twice."


@pytest.fixture
def police(cast: Cast, case: Case) -> InformationRequest:
    """The request to the police."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    found: InformationRequest = InformationRequest.objects.get(case=case, organisation=cast.police)
    return found


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_takes_every_kind_of_return_to_its_sign_off(cast: Cast, police: InformationRequest, kind: AnswerKind) -> None:
    """Nil return, summary and full report go the same way; each leaves two events about the request."""
    sign_off(cast, police, kind, "" if kind is AnswerKind.NIL else REPORT)
    stored = refresh(police)
    assert stored.at is RequestState.SIGNED_OFF
    assert stored.signed_off_by == cast.agency_contact
    assert stored.returned_on is not None
    kinds = CaseEvent.objects.filter(subject_id=police.pk, by__in=[cast.agency_author, cast.agency_contact])
    assert list(kinds.values_list("kind", flat=True)) == [Event.RETURN_DRAFTED, Event.RETURN_SIGNED_OFF]


def test_lets_the_contact_send_a_nil_return_alone(cast: Cast, police: InformationRequest) -> None:
    """Nothing to tell needs no second person."""
    returns.answer_request(request=police, by=cast.agency_contact, kind=AnswerKind.NIL)
    returns.sign_off_return(request=police, by=cast.agency_contact)
    assert refresh(police).at is RequestState.SIGNED_OFF


def test_refuses_a_full_report_signed_off_by_its_author(cast: Cast, police: InformationRequest) -> None:
    """A second person of the agency stands by it."""
    returns.answer_request(
        request=police, by=cast.agency_contact, kind=AnswerKind.IMR, text=REPORT, is_author_independent=True
    )
    with pytest.raises(Incomplete, match="somebody other"):
        returns.sign_off_return(request=police, by=cast.agency_contact)
    assert refresh(police).at is RequestState.DRAFTED


def test_refuses_a_report_without_words_or_independence(cast: Cast, police: InformationRequest) -> None:
    """A full report says that its author had no part in the case."""
    with pytest.raises(Incomplete, match="Write the report"):
        returns.answer_request(request=police, by=cast.agency_author, kind=AnswerKind.SUMMARY)
    with pytest.raises(Incomplete, match="no part in the case"):
        returns.answer_request(
            request=police, by=cast.agency_author, kind=AnswerKind.IMR, text=REPORT, is_author_independent=False
        )
    assert refresh(police).at is RequestState.ASKED


def test_keeps_a_draft_without_an_event(cast: Cast, case: Case, police: InformationRequest) -> None:
    """A draft is the agency's own; the review learns nothing of it."""
    before = CaseEvent.objects.filter(case=case).count()
    returns.save_draft(request=police, by=cast.agency_author, kind=AnswerKind.IMR, text=REPORT)
    stored = refresh(police)
    assert (stored.at, stored.answer, stored.answer_kind) == (RequestState.ASKED, REPORT, AnswerKind.IMR)
    assert CaseEvent.objects.filter(case=case).count() == before
    assert stored.history.first().history_user == cast.agency_author


def test_refuses_a_draft_of_a_return_that_waits_for_sign_off(cast: Cast, police: InformationRequest) -> None:
    """It is taken back first."""
    returns.answer_request(request=police, by=cast.agency_author, kind=AnswerKind.SUMMARY, text=REPORT)
    with pytest.raises(NotNow, match="Take it back"):
        returns.save_draft(request=police, by=cast.agency_author, kind=AnswerKind.SUMMARY, text="Other")
    returns.recall_return(request=police, by=cast.agency_author)
    returns.save_draft(request=police, by=cast.agency_author, kind=AnswerKind.SUMMARY, text="Other")
    assert refresh(police).answer == "Other"
    assert events(police.case, Event.RETURN_RECALLED) == 1


def test_refuses_to_take_back_what_is_signed_off(cast: Cast, police: InformationRequest) -> None:
    """From then on the chair sends it back."""
    sign_off(cast, police)
    with pytest.raises(NotNow, match="waiting for acceptance"):
        returns.recall_return(request=police, by=cast.agency_author)


def test_answers_again_after_it_was_sent_back(cast: Cast, case: Case, police: InformationRequest) -> None:
    """A second round goes the same way."""
    sign_off(cast, police)
    requests.send_back_return(case=case, by=cast.independent_chair, request=police, reason="Add the calls of May")
    sign_off(cast, police, AnswerKind.SUMMARY, REPORT)
    requests.accept_return(case=case, by=cast.independent_chair, request=police)
    assert refresh(police).at is RequestState.ACCEPTED


@pytest.mark.parametrize("part", ["second_author", "coordinator", "independent_chair", "outsider"])
def test_refuses_people_of_other_agencies_and_of_the_review(cast: Cast, police: InformationRequest, part: str) -> None:
    """A return is written by the agency's own people alone."""
    with pytest.raises(NotPermitted, match="another agency"):
        returns.answer_request(request=police, by=cast.people()[part], kind=AnswerKind.NIL)
    assert refresh(police).at is RequestState.ASKED


def test_refuses_a_sign_off_by_the_author(cast: Cast, police: InformationRequest) -> None:
    """The author holds no sign-off."""
    returns.answer_request(request=police, by=cast.agency_author, kind=AnswerKind.NIL)
    with pytest.raises(NotPermitted):
        returns.sign_off_return(request=police, by=cast.agency_author)


def test_lets_an_agency_answer_early_under_a_hold(cast: Cast, case: Case, police: InformationRequest) -> None:
    """A hold on agency reports keeps nobody from answering."""
    hold(case)
    sign_off(cast, police)
    assert refresh(police).at is RequestState.SIGNED_OFF


def test_refuses_an_answer_after_the_gathering(cast: Cast, case: Case) -> None:
    """A closed request is not answered."""
    case_at(cast, case, Stage.INFO_IN)
    health = InformationRequest.objects.get(case=case, organisation=cast.health)
    with pytest.raises(NotNow, match="Withdrawn"):
        returns.answer_request(request=health, by=cast.second_author, kind=AnswerKind.NIL)


def test_leaves_no_answer_behind_when_the_event_fails(
    cast: Cast, police: InformationRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """State and text fall with the event."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(RequestAct, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        returns.answer_request(request=police, by=cast.agency_author, kind=AnswerKind.SUMMARY, text=REPORT)
    assert refresh(police).at is RequestState.ASKED
    assert refresh(police).answer == ""


def write_in_silence(cast: Cast, request: InformationRequest) -> None:
    """An act as a careless author of this program would write it."""
    with acting_on_request(RequestPermission.RESPOND, request, cast.agency_author, reason="Test") as act:
        act.request.answer = REPORT
        act.request.save()


def test_undoes_an_act_that_records_nothing(cast: Cast, police: InformationRequest) -> None:
    """An agency's act without an event is a fault of the program."""
    with pytest.raises(UnrecordedActError):
        write_in_silence(cast, police)
    assert refresh(police).answer == ""

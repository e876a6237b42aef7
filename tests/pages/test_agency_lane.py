"""An agency's own lane: from sign-in to its answer, seeing its request and nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dhr_cases.actions import requests
from dhr_cases.models import Case, InformationRequest, PaperVersion, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.request_states import RequestState
from dhr_cases.stages import Stage
from tests.conftest import PASSWORD, Cast
from tests.stages import case_at

MISSING, REFUSED = 404, 422
MOST_SCREENS = 6


@pytest.fixture
def police(cast: Cast, case: Case) -> InformationRequest:
    """The request to the police."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    found: InformationRequest = InformationRequest.objects.get(case=case, organisation=cast.police)
    return found


def signed_in(user: User) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def address(request: InformationRequest) -> str:
    """The page of the request."""
    return reverse("request", args=[request.pk])


def stored(request: InformationRequest) -> InformationRequest:
    """The request as it is stored."""
    found: InformationRequest = InformationRequest.objects.get(pk=request.pk)
    return found


def test_reaches_a_nil_return_in_six_screens(cast: Cast, police: InformationRequest) -> None:
    """Sign in, home, my requests, the request, answered, signed off."""
    client = Client()
    screens = [client.post(reverse("account_login"), {"login": cast.agency_contact.email, "password": PASSWORD})]
    screens.append(client.get(reverse("home")))
    screens.append(client.get(reverse("my_requests")))
    assert address(police) in screens[-1].content.decode()
    screens.append(client.get(address(police)))
    screens.append(client.post(address(police), {"kind": "nil", "step": "answer"}, follow=True))
    screens.append(client.post(address(police), {"step": "sign_off"}, follow=True))
    assert len(screens) <= MOST_SCREENS
    assert stored(police).at is RequestState.SIGNED_OFF
    assert "Sent; the review is reading it" in screens[-1].content.decode()


def test_lists_what_waits_before_what_was_answered(cast: Cast, police: InformationRequest) -> None:
    client = signed_in(cast.agency_contact)
    waits = client.get(reverse("my_requests")).content.decode()
    assert waits.index("Waiting for your agency") < waits.index(address(police))
    assert "Due on " in waits
    assert "Answered or closed" not in waits
    client.post(address(police), {"kind": "nil", "step": "answer"})
    client.post(address(police), {"step": "sign_off"})
    answered = client.get(reverse("my_requests")).content.decode()
    assert "No review waits for an answer of your agency through you." in answered
    assert answered.index("Answered or closed") < answered.index(address(police))


@pytest.mark.parametrize("part", ["agency_author", "agency_contact"])
def test_shows_nothing_else_of_the_case(cast: Cast, case: Case, police: InformationRequest, part: str) -> None:
    """No pseudonym, no stage, no other agency."""
    client = signed_in(cast.people()[part])
    text = client.get(address(police)).content.decode() + client.get(reverse("my_requests")).content.decode()
    assert case.pseudonym not in text
    assert case.row.label not in text
    assert str(cast.health) not in text


def test_says_who_asks_what_and_whom_to_telephone(cast: Cast, police: InformationRequest) -> None:
    """The letter's facts stand on the page."""
    text = signed_in(cast.agency_author).get(address(police)).content.decode()
    assert "Testshire CSP is holding a review" in text
    assert police.asks_for in text
    assert "Telephone:" in text


@pytest.mark.parametrize("part", ["second_author", "outsider", "coordinator", "panel_member"])
def test_is_not_there_for_anybody_else(cast: Cast, police: InformationRequest, part: str) -> None:
    """Another agency's people and the review's own get 404, and an empty list of requests."""
    client = signed_in(cast.people()[part])
    assert client.get(address(police)).status_code == MISSING
    assert client.post(address(police), {"kind": "nil", "step": "answer"}).status_code == MISSING
    assert address(police) not in client.get(reverse("my_requests")).content.decode()
    assert stored(police).at is RequestState.ASKED


def test_keeps_a_draft_between_visits(cast: Cast, police: InformationRequest) -> None:
    """What was saved stands in the form the next time."""
    client = signed_in(cast.agency_author)
    client.post(address(police), {"kind": "imr", "text": "Half a report", "step": "save"})
    assert "Half a report" in client.get(address(police)).content.decode()
    assert stored(police).at is RequestState.ASKED


def test_keeps_what_was_typed_when_it_refuses(cast: Cast, police: InformationRequest) -> None:
    """The refusal stands above the words, and the words stay."""
    client = signed_in(cast.agency_author)
    words = {"kind": "imr", "text": "My own part in it", "is_author_independent": "no", "step": "answer"}
    answer = client.post(address(police), words)
    assert answer.status_code == REFUSED
    assert "no part in the case" in answer.content.decode()
    assert "My own part in it" in answer.content.decode()


def test_offers_the_sign_off_to_the_contact_only(cast: Cast, police: InformationRequest) -> None:
    """The author is told whom to ask."""
    author, contact = signed_in(cast.agency_author), signed_in(cast.agency_contact)
    author.post(address(police), {"kind": "nil", "step": "answer"})
    assert "Sign off and send" not in author.get(address(police)).content.decode()
    assert str(cast.agency_contact) in author.get(address(police)).content.decode()
    assert "Sign off and send" in contact.get(address(police)).content.decode()
    refused = author.post(address(police), {"step": "sign_off"}, follow=True)
    assert "Ask the coordinator" in refused.content.decode()
    assert stored(police).at is RequestState.DRAFTED


def test_takes_a_return_back(cast: Cast, police: InformationRequest) -> None:
    """Until it is signed off the author can change it."""
    client = signed_in(cast.agency_author)
    client.post(address(police), {"kind": "summary", "text": "Short", "step": "answer"})
    client.post(address(police), {"step": "recall"})
    assert stored(police).at is RequestState.ASKED


def test_says_what_more_is_needed(cast: Cast, case: Case, police: InformationRequest) -> None:
    """A return sent back shows the words of the one who sent it."""
    client = signed_in(cast.agency_contact)
    client.post(address(police), {"kind": "nil", "step": "answer"})
    client.post(address(police), {"step": "sign_off"})
    requests.send_back_return(case=case, by=cast.independent_chair, request=police, reason="Search the call log too")
    text = client.get(address(police)).content.decode()
    assert "Search the call log too" in text
    assert "Save the draft" in text


def test_attaches_a_file_with_the_sign_off(cast: Cast, case: Case, police: InformationRequest) -> None:
    """The file lies among the papers only once the agency stands by it; the chair can fetch it."""
    signed_in(cast.agency_author).post(address(police), {"kind": "summary", "text": "See the file", "step": "answer"})
    report = SimpleUploadedFile("report.txt", b"Officers attended twice.")
    signed_in(cast.agency_contact).post(address(police), {"step": "sign_off", "upload": report})
    version = PaperVersion.objects.get(paper__case=case, paper__kind=PaperKind.IMR)
    assert version.paper.organisation == cast.police
    text = signed_in(cast.independent_chair).get(reverse("case_request", args=[case.reference, police.pk]))
    assert reverse("paper_file", args=[case.reference, version.pk]) in text.content.decode()


def test_refuses_a_file_of_a_kind_we_do_not_take(cast: Cast, case: Case, police: InformationRequest) -> None:
    """Sign-off and file fall together."""
    client = signed_in(cast.agency_contact)
    client.post(address(police), {"kind": "summary", "text": "See the file", "step": "answer"})
    program = SimpleUploadedFile("report.exe", b"MZ\x90\x00")
    client.post(address(police), {"step": "sign_off", "upload": program}, follow=True)
    assert stored(police).at is RequestState.DRAFTED
    assert not PaperVersion.objects.filter(paper__case=case).exists()

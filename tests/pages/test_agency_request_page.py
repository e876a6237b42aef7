"""What stands on an agency's own pages in every state of its request, to whom it leads, and what it answers?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import returns
from dhr_cases.actions.memberships import end_role, grant_role
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, CaseMembership, InformationRequest
from dhr_cases.models.history import change
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.views.agency import FOR_THE_AGENCY
from tests.conftest import Cast
from tests.seen import Seen, seen, sent
from tests.stages import case_at
from tests.steps_set_up import ASKED

TODAY = timezone.localdate()
S = RequestState
ONE = datetime.timedelta(days=1)
WAITED_FOR = (S.ASKED, S.DRAFTED, S.SENT_BACK)
WAITS = "Requests to your agency, soonest due first"
ENDED = "Requests of which nothing is awaited, latest first"
RETURN = {
    "Kind of return": "Summary report", "Written by": "Agency Author", "Signed off by": "nobody yet",
    "Text": "One call in May.",
}  # fmt: skip
FACTS = ("What we ask for", "Due", "Where it stands")
WRITING = ["Finish and ask for sign-off", "Save the draft"]
SIGNING = ["Sign off and send", "Take it back to change it"]


@pytest.fixture
def police(cast: Cast, case: Case) -> InformationRequest:
    """The request to the police."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    found: InformationRequest = InformationRequest.objects.get(case=case, organisation=cast.police)
    return found


def written(cast: Cast, asked: InformationRequest) -> None:
    """The author has finished a summary."""
    returns.answer_request(request=asked, by=cast.agency_author, kind=AnswerKind.SUMMARY, text="One call in May.")


def put(asked: InformationRequest, **columns: object) -> None:
    """Write the state of the request alone; how it comes there is the business of the actions' tests."""
    with change("Test request", None):
        for name, value in columns.items():
            setattr(asked, name, value)
        asked.save()


def pages(cast: Cast, asked: InformationRequest) -> tuple[Seen, Seen]:
    """The request as the author and as the contact have it before them."""
    return seen(cast.agency_author, "request", asked.pk), seen(cast.agency_contact, "request", asked.pk)


def test_asks_in_five_lines_and_offers_three_choices(cast: Cast, police: InformationRequest) -> None:
    author, contact = pages(cast, police)
    for page in (author, contact):
        assert page.headings == ["A request to your agency", "Who asks, and why", "Your answer", "Whom to ask"]
        assert list(page.facts) == list(FACTS)
        assert page.facts["What we ask for"] == ASKED
        assert page.facts["Where it stands"] == "Waiting for your answer"
        assert page.buttons == WRITING
        assert page.choices("kind") == ["We have nothing", "We have something small", "We will write the report"]
        assert "Your agency had no contact. This counts as a full answer." in page
        assert "A short summary of slight contact." in page
        assert "written by somebody who had no part in the case." in page
    lines = [line.text_content() for line in author.root.xpath("//main//h2[1]/following-sibling::ul[1]/li")]
    assert lines[0].startswith("Testshire CSP is holding a review of a death under ")
    assert lines[2].startswith("It asks Testshire Police what it knew.")
    assert len(lines) == 5


def test_asks_a_finished_return_to_be_signed_off(cast: Cast, police: InformationRequest) -> None:
    """The contact can sign it off; the author reads whom to ask, and both can take it back."""
    written(cast, police)
    author, contact = pages(cast, police)
    for page in (author, contact):
        assert {name: value for name, value in page.facts.items() if name not in FACTS} == RETURN
        assert page.facts["Where it stands"] == "Waiting for your agency's sign-off"
        assert "Your answer" not in page.headings
    assert (author.buttons, contact.buttons) == (SIGNING[1:], SIGNING)
    assert "A senior of your agency signs the return off before it is sent. Ask: Agency Contact" in author
    assert "Ask:" not in contact
    assert "By signing off, your agency stands by this return" in contact
    assert contact.labels == ["The report, when it is a file (optional)"]
    assert author.labels == []


def test_tells_the_telephone_of_who_can_sign_off(cast: Cast, police: InformationRequest) -> None:
    written(cast, police)
    cast.agency_contact.telephone = "01632 960 001"
    cast.agency_contact.save()
    assert "Ask: Agency Contact, 01632 960 001" in pages(cast, police)[0]


def test_says_that_nobody_of_the_agency_can_sign_off(cast: Cast, case: Case, police: InformationRequest) -> None:
    """The contact's role has ended, and the health trust's author is no help to the police."""
    written(cast, police)
    contact = CaseMembership.objects.get(case=case, user=cast.agency_contact)
    end_role(case=case, by=cast.coordinator, membership=contact, reason="Moved post")
    page = pages(cast, police)[0]
    assert "Nobody of your agency is recorded who can sign off. Telephone the coordinator." in page
    assert "Agency Contact" not in page


def test_shows_a_return_that_was_sent_without_any_act(cast: Cast, police: InformationRequest) -> None:
    written(cast, police)
    returns.sign_off_return(request=police, by=cast.agency_contact)
    for page in pages(cast, police):
        assert page.facts["Signed off by"] == "Agency Contact"
        assert page.facts["Where it stands"] == "Sent; the review is reading it"
        assert page.buttons == []
        assert page.labels == []


def test_says_that_a_nil_return_has_no_text(cast: Cast, police: InformationRequest) -> None:
    returns.answer_request(request=police, by=cast.agency_author, kind=AnswerKind.NIL)
    assert pages(cast, police)[0].facts["Text"] == "none"


def test_does_not_state_an_author_who_is_not_recorded(cast: Cast, police: InformationRequest) -> None:
    """As with a return taken over from an older record."""
    put(police, state=S.ACCEPTED, answer_kind=AnswerKind.SUMMARY, answer="Told by letter", author=None)
    assert pages(cast, police)[0].facts["Written by"] == "not stated"


@pytest.mark.parametrize("state", [S.WITHDRAWN, S.UNANSWERED])
def test_shows_a_request_that_was_closed_without_an_answer(
    cast: Cast, police: InformationRequest, state: RequestState
) -> None:
    """No empty return is shown, and nothing can be sent."""
    put(police, state=state)
    for page in pages(cast, police):
        assert list(page.facts) == list(FACTS)
        assert page.facts["Where it stands"] == FOR_THE_AGENCY[state]
        assert page.headings == ["A request to your agency", "Who asks, and why", "Whom to ask"]
        assert page.buttons == []


@pytest.mark.parametrize(("telephone", "email"), [("", ""), ("01632 960 000", "team@example.test")])
def test_says_whom_to_ask(cast: Cast, police: InformationRequest, telephone: str, email: str) -> None:
    cast.partnership.contact_telephone, cast.partnership.contact_email = telephone, email
    with change("Test contact", None):
        cast.partnership.save()
    page = pages(cast, police)[0]
    assert f"Testshire CSP, quoting {police.case.reference}. Telephone: {telephone or 'not stated'}" in page
    assert page.links.get(email) == (f"mailto:{email}" if email else None)


@pytest.mark.parametrize(
    ("step", "words", "state"),
    [
        ("save", "Your draft is saved. Only your agency sees it.", S.ASKED),
        ("answer", "Your return is written. It now needs your agency's sign-off.", S.DRAFTED),
    ],
)
def test_says_what_was_done_with_an_answer(
    cast: Cast, police: InformationRequest, step: str, words: str, state: RequestState
) -> None:
    page = sent(cast.agency_author, "request", police.pk, kind="summary", text="One call.", step=step)
    assert page.messages == [words]
    police.refresh_from_db()
    assert (police.at, police.answer) == (state, "One call.")


@pytest.mark.parametrize(
    ("step", "words", "state"),
    [
        ("sign_off", "Signed off and sent. The chair reads it; you hear from us if more is needed.", S.SIGNED_OFF),
        ("recall", "Taken back. You can change it and finish it again.", S.ASKED),
    ],
)
def test_says_what_was_done_with_a_finished_return(
    cast: Cast, police: InformationRequest, step: str, words: str, state: RequestState
) -> None:
    written(cast, police)
    page = sent(cast.agency_contact, "request", police.pk, step=step)
    assert page.messages == [words]
    police.refresh_from_db()
    assert police.at is state


@pytest.mark.parametrize("step", ["save", "answer"])
def test_asks_for_the_kind_and_keeps_the_words(cast: Cast, police: InformationRequest, step: str) -> None:
    page = sent(cast.agency_author, "request", police.pk, text="Half a report", step=step)
    assert page.status == 422
    assert page.faults == ["Select what your agency has"]
    assert page.values["text"] == "Half a report"
    assert page.messages == []


@pytest.mark.parametrize("independent", ["yes", "no", ""])
def test_shows_a_draft_as_it_was_saved(cast: Cast, police: InformationRequest, independent: str) -> None:
    """With the answer about the author's own part, or without it."""
    words = "Half"
    sent(
        cast.agency_author, "request", police.pk, step="save", kind="imr", text=words, is_author_independent=independent
    )
    values = pages(cast, police)[1].values
    assert (values["kind"], values["text"]) == ("imr", words)
    assert values.get("is_author_independent", "") == independent


@pytest.mark.parametrize("state", S)
def test_lists_a_request_as_waiting_or_as_ended(cast: Cast, police: InformationRequest, state: RequestState) -> None:
    """Its day says how it stands while the review waits for it, and is a plain day afterwards."""
    put(police, state=state, due_on=TODAY - 2 * ONE)
    page = seen(cast.agency_contact, "my_requests")
    row = [f"Request {police.case.reference}", "Testshire Police", long_date(police.due_on), FOR_THE_AGENCY[state]]
    if state not in WAITED_FOR:
        assert page.tables == {ENDED: [row]}
        assert "No review waits for an answer of your agency through you." in page
    else:
        row[2] = f"{row[2]}: 2 days late"
        assert page.tables == {WAITS: [row]}
        assert page.states == {row[2]: "overdue"}
        assert "No review waits" not in page


def test_lists_what_waits_by_day_and_the_rest_latest_first(
    cast: Cast, case: Case, other_case: Case, police: InformationRequest
) -> None:
    """Of two that wait the one due first, of two that ended the one due last."""
    put(police, due_on=TODAY + 9 * ONE)
    with change("Test request", None):
        other = InformationRequest.objects.create(
            case=other_case, organisation=cast.police, asked_on=TODAY, asks_for=ASKED, due_on=TODAY + ONE
        )
    grant_role(
        case=other_case, by=cast.coordinator, to=cast.agency_contact, role=Role.AGENCY_CONTACT, organisation=cast.police
    )
    by_day = [f"Request {one.reference}" for one in (other_case, case)]
    assert [row[0] for row in seen(cast.agency_contact, "my_requests").tables[WAITS]] == by_day
    for asked in (police, other):
        put(asked, state=S.ACCEPTED)
    assert [row[0] for row in seen(cast.agency_contact, "my_requests").tables[ENDED]] == by_day[::-1]


def test_says_that_nothing_is_asked(cast: Cast, case: Case) -> None:
    page = seen(cast.agency_contact, "my_requests")
    assert page.headings == ["My requests", "Waiting for your agency"]
    assert "No review asks anything of your agency through you." in page
    assert "Answered or closed" not in page


def test_leads_from_the_list_to_the_request_and_back(cast: Cast, police: InformationRequest) -> None:
    label = f"Request {police.case.reference}"
    assert seen(cast.agency_author, "my_requests").links[label] == reverse("request", args=[police.pk])
    crumbs = pages(cast, police)[0].root.xpath("//nav[contains(@class, 'breadcrumbs')]//a/@href")
    assert crumbs == [reverse("home"), reverse("my_requests")]

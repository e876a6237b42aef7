"""Asking a body for money: asked, reminded, questioned, withdrawn, asked again, and on the plan till it is answered."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation
from funding.actions import requests as acts
from funding.actions.asking import Asking
from funding.models import Agreement, Entry, FundingEvent, FundingRequest, JournalDecision
from funding.position import position
from funding.position_rows import facts_of
from funding.queries import open_requests
from funding.terms import AgreementState, Answer, Measure, RequestState
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import YEAR, agreement, body

pytestmark = pytest.mark.django_db

SHARE = 500000
LAST_YEARS = datetime.date(2026, 3, 31)


def asked(cast: Cast, pence: int | None = SHARE, organisation: Organisation | None = None) -> FundingRequest:
    """The police are asked for a share of the year."""
    asking = Asking(organisation=organisation or cast.police, year=YEAR, amount_pence=pence, why="Two reviews")
    return acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


def last_event() -> FundingEvent:
    """The event recorded last."""
    event: FundingEvent = FundingEvent.objects.latest("pk")
    return event


# asking


def test_asks_a_body_and_gives_it_the_days_that_the_partnership_gives(cast: Cast) -> None:
    request = asked(cast)
    assert request.due_on == timezone.localdate() + datetime.timedelta(days=28)
    assert request.asking_body == cast.partnership.name
    assert request.agreement is not None
    assert (request.agreement.state, request.agreement.amount_pence) == (AgreementState.ASKED, SHARE)
    event = last_event()
    assert (event.kind, event.year, event.subject_id) == (FundingVerb.ASK, YEAR.start, request.pk)


def test_asks_about_the_contribution_that_is_there(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, None)
    request = asked(cast)
    owed.refresh_from_db()
    assert (request.agreement, owed.amount_pence, owed.state) == (owed, SHARE, AgreementState.ASKED)


def test_leaves_the_share_that_a_contribution_states(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    asked(cast, SHARE + 1)
    owed.refresh_from_db()
    assert owed.amount_pence == SHARE


def test_refuses_a_second_question_while_one_is_open(cast: Cast) -> None:
    asked(cast)
    with pytest.raises(NotNow, match="a request is open already"):
        asked(cast)
    assert FundingRequest.objects.count() == 1


def test_wants_to_know_which_of_two_contributions_is_meant(cast: Cast) -> None:
    first = agreement(cast.partnership, cast.police, SHARE)
    agreement(cast.partnership, cast.police, SHARE)
    with pytest.raises(Incomplete, match="Say which one"):
        asked(cast)
    asking = Asking(organisation=cast.police, year=YEAR, agreement=first)
    request = acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    assert request.agreement == first


def test_refuses_a_body_that_ended_before_the_year(cast: Cast) -> None:
    with pytest.raises(NotNow, match="ended on 31 March 2026"):
        asked(cast, organisation=body("Old Trust", ends_on=LAST_YEARS))
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"amount_pence": 0}, "above nil"),
        ({"due_on": datetime.date(2020, 1, 1)}, "is over"),
        ({"met_on": datetime.date(2999, 1, 1)}, "in the future"),
    ],
)
def test_refuses_facts_that_cannot_stand(cast: Cast, wrong: dict[str, object], told: str) -> None:
    asking = Asking(organisation=cast.police, year=YEAR, **wrong)  # type: ignore[arg-type]  # one wrong fact at a time
    with pytest.raises(Incomplete, match=told):
        acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    assert not FundingRequest.objects.exists()


@pytest.mark.parametrize("part", ["csp_chair", "auditor", "funding_contact", "outsider"])
def test_lets_only_who_keeps_the_money_ask(cast: Cast, part: str) -> None:
    asking = Asking(organisation=cast.police, year=YEAR)
    with pytest.raises(NotPermitted, match="It is for the coordinator or the finance officer"):
        acts.ask(partnership=cast.partnership, by=getattr(cast, part), asking=asking)
    assert not FundingRequest.objects.exists()


def test_asks_nobody_when_the_event_cannot_be_recorded(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FundingEvent, "save", _fails)
    with pytest.raises(OSError, match="disk"):
        asked(cast)
    assert not FundingRequest.objects.exists()
    assert not Agreement.objects.exists()


def _fails(*_: object, **__: object) -> None:
    raise OSError("disk full")


# AT-F6


def test_at_f6_counts_nothing_from_a_request_until_it_is_confirmed(cast: Cast) -> None:
    """Minute 58 of 24 March 2022 asks Probation about 2022/23 without a sum: on the plan, and no income yet."""
    probation, year = body("Probation Service"), FinancialYear(2022)
    asking = Asking(
        organisation=probation, year=year, why="It is the responsible partner now.", asking_body="Kent CSP",
        meeting="Kent Community Safety Partnership", met_on=datetime.date(2022, 3, 24), minute="58",
    )  # fmt: skip
    request = acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    assert (request.meeting, request.minute, request.asking_body) == (asking.meeting, "58", "Kent CSP")
    assert (request.organisation, request.year, request.state) == (probation, 2022, RequestState.ASKED)
    assert list(open_requests(cast.partnership)) == [request]
    whole = position(facts_of(cast.partnership, year))
    assert set(whole.measures.values()) == {0}
    assert [line.name for line in whole.not_stated] == [probation.name]
    acts.record_answer(
        request=request, by=cast.coordinator, answer=Answer.CONFIRM, amount_pence=SHARE,
        given_on=timezone.localdate(), source="Letter",
    )  # fmt: skip
    assert position(facts_of(cast.partnership, year)).measures[Measure.CONFIRMED] == 0
    acts.approve_answer(request=request, by=cast.csp_chair)
    assert position(facts_of(cast.partnership, year)).measures[Measure.CONFIRMED] == SHARE
    assert not open_requests(cast.partnership).exists()


# reminding


def test_reminds_once_a_day(cast: Cast) -> None:
    request = acts.chase(request=asked(cast), by=cast.finance_officer)
    assert request.chased_on == timezone.localdate()
    assert last_event().kind == FundingVerb.CHASE
    with pytest.raises(NotNow, match="went out today"):
        acts.chase(request=request, by=cast.finance_officer)


def test_does_not_remind_who_has_answered(cast: Cast) -> None:
    request = asked(cast)
    acts.answer(request=request, by=cast.funding_contact, answer=Answer.CONFIRM)
    with pytest.raises(NotNow, match="waiting for approval"):
        acts.chase(request=request, by=cast.coordinator)


# questions


def test_takes_a_question_and_its_reply(cast: Cast) -> None:
    request = asked(cast)
    question = acts.question(request=request, by=cast.funding_contact, text="Which reviews?")
    assert (question.is_from_partner, request.state) == (True, RequestState.QUESTIONED)
    assert last_event().kind == FundingVerb.QUESTION
    reply = acts.reply(request=request, by=cast.coordinator, text="Those of this year.")
    assert (reply.is_from_partner, request.state) == (False, RequestState.ASKED)
    assert [message.text for message in request.messages.all()] == ["Which reviews?", "Those of this year."]


def test_refuses_empty_words_and_a_reply_to_nothing(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Incomplete, match="Write the words"):
        acts.question(request=request, by=cast.funding_contact, text=" ")
    with pytest.raises(NotNow, match="No question"):
        acts.reply(request=request, by=cast.coordinator, text="Yes")
    assert not request.messages.exists()


def test_takes_questions_only_from_the_body_that_is_asked(cast: Cast) -> None:
    request = asked(cast, organisation=cast.health)
    with pytest.raises(NotPermitted, match="do not answer for Testshire NHS Trust"):
        acts.question(request=request, by=cast.funding_contact, text="Why?")
    with pytest.raises(NotPermitted):
        acts.question(request=request, by=cast.coordinator, text="Why?")


# withdrawing and asking again


def test_withdraws_a_request_with_an_answer_that_waits(cast: Cast) -> None:
    request = asked(cast)
    acts.answer(request=request, by=cast.funding_contact, answer=Answer.CONFIRM)
    acts.withdraw_request(request=request, by=cast.coordinator, reason="Asked in error")
    assert (request.state, request.outcome) == (RequestState.WITHDRAWN, "Asked in error")
    assert request.closed_on == timezone.localdate()
    assert not JournalDecision.objects.get(journal=request.journal).is_approved
    assert not Entry.objects.exists()


def test_wants_a_reason_to_withdraw_and_does_it_once(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Incomplete, match="Say why"):
        acts.withdraw_request(request=request, by=cast.coordinator, reason=" ")
    acts.withdraw_request(request=request, by=cast.coordinator, reason="Asked in error")
    with pytest.raises(NotNow, match="stands at “Withdrawn”"):
        acts.withdraw_request(request=request, by=cast.coordinator, reason="Again")


def test_asks_again_after_a_refusal(cast: Cast) -> None:
    request = asked(cast)
    acts.answer(request=request, by=cast.funding_contact, answer=Answer.DECLINE, reason="No budget")
    acts.approve_answer(request=request, by=cast.csp_chair)
    acts.ask_again(request=request, by=cast.coordinator, amount_pence=SHARE - 1, why="Half a review less")
    assert (request.state, request.answer, request.outcome) == (RequestState.ASKED, "", "")
    assert (request.amount_pence, request.why, request.closed_on) == (SHARE - 1, "Half a review less", None)
    assert Agreement.objects.get().state == AgreementState.ASKED
    former = request.history.exclude(answer="").latest("history_id")
    assert (former.answer, former.answer_reason) == (Answer.DECLINE, "No budget")


def test_does_not_ask_again_while_the_request_is_open(cast: Cast) -> None:
    with pytest.raises(NotNow, match="still open"):
        acts.ask_again(request=asked(cast), by=cast.coordinator)


def test_does_not_ask_again_for_what_ended_with_its_body(cast: Cast) -> None:
    request = asked(cast)
    acts.withdraw_request(request=request, by=cast.coordinator, reason="Ends")
    ended = Agreement.objects.get()
    ended.state = AgreementState.ENDED
    ended.save()
    with pytest.raises(NotNow, match="“Ended with the body”"):
        acts.ask_again(request=request, by=cast.coordinator)

"""An answer to a request: put forward by one person, approved by another, and only then in the ledger."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions.memberships import join_team
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from funding.actions import requests as acts
from funding.actions.answer_lines import EFFECTS, least_to_confirm
from funding.actions.asking import Asking
from funding.actions.ledger import approve_journal, refuse_journal
from funding.models import Agreement, Entry, FundingEvent, FundingRequest, Journal, JournalDecision
from funding.money import Qualifier
from funding.queries import posted_for
from funding.terms import AgreementState, Answer, EntryKind, JournalOrigin, Measure, RequestState
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import YEAR, line, posted

pytestmark = pytest.mark.django_db

SHARE = 500000
PART = 300000
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def request_(cast: Cast) -> FundingRequest:
    """The police are asked for a share of the year."""
    return ask(cast, SHARE)


def ask(cast: Cast, pence: int | None) -> FundingRequest:
    """The police are asked."""
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=pence, why="Two reviews")
    return acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


def said(row: FundingRequest, cast: Cast, answer: Answer, pence: int | None = None, reason: str = "") -> FundingRequest:
    """The police's contact answers."""
    return acts.answer(request=row, by=cast.funding_contact, answer=answer, amount_pence=pence, reason=reason)


def settled(row: FundingRequest, cast: Cast, *answer: Any) -> list[Entry]:
    """An answer given and approved by the chair."""
    said(row, cast, *answer)
    return acts.approve_answer(request=row, by=cast.csp_chair)


def stands(row: FundingRequest) -> tuple[int, int]:
    """What the ledger says is agreed and confirmed."""
    assert row.agreement is not None
    sums = posted_for(row.agreement)
    return sums[Measure.AGREED], sums[Measure.CONFIRMED]


def agreement_state() -> str:
    """The state of the one contribution."""
    return str(Agreement.objects.get().state)


# confirming


def test_counts_a_confirmation_only_when_another_person_has_approved_it(cast: Cast, request_: FundingRequest) -> None:
    said(request_, cast, Answer.CONFIRM)
    assert (request_.state, agreement_state()) == (RequestState.ANSWERED, AgreementState.ASKED)
    assert not Entry.objects.exists()
    journal = Journal.objects.get()
    assert (journal.origin, journal.prepared_by) == (JournalOrigin.ANSWER, cast.funding_contact)
    entries = acts.approve_answer(request=request_, by=cast.csp_chair)
    assert [(entry.kind, entry.amount_pence) for entry in entries] == [
        (EntryKind.PLEDGE, SHARE),
        (EntryKind.CONFIRMATION, SHARE),
    ]
    assert (request_.state, request_.outcome) == (RequestState.CLOSED, "Confirmed £5,000.")
    assert agreement_state() == AgreementState.CONFIRMED


def test_records_who_answered_and_who_approved(cast: Cast, request_: FundingRequest) -> None:
    settled(request_, cast, Answer.CONFIRM)
    events = FundingEvent.objects.order_by("pk").values_list("kind", "by", "year")
    assert list(events)[1:] == [
        (FundingVerb.ANSWER, cast.funding_contact.pk, YEAR.start),
        (FundingVerb.APPROVE_ANSWER, cast.csp_chair.pk, YEAR.start),
    ]


def test_keeps_the_order_number_with_the_entries(cast: Cast, request_: FundingRequest) -> None:
    acts.answer(request=request_, by=cast.funding_contact, answer=Answer.CONFIRM, order_number="PO 4711")
    entries = acts.approve_answer(request=request_, by=cast.csp_chair)
    assert {entry.document for entry in entries} == {"PO 4711"}


def test_keeps_a_sum_as_near_as_it_was_asked(cast: Cast) -> None:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SHARE, qualifier=Qualifier.ABOUT)
    row = acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    entries = settled(row, cast, Answer.CONFIRM)
    assert {entry.qualifier for entry in entries} == {Qualifier.ABOUT}
    assert row.outcome == "Confirmed about £5,000."
    acts.ask_again(request=row, by=cast.coordinator)
    entries = settled(row, cast, Answer.CONFIRM, SHARE + 1, "Counted")
    assert {entry.qualifier for entry in entries} == {Qualifier.EXACT}


def test_does_not_confirm_less_than_was_asked(cast: Cast, request_: FundingRequest) -> None:
    with pytest.raises(Incomplete, match="Less than that is a pledge of a part"):
        said(request_, cast, Answer.CONFIRM, PART, "All we have")
    assert not Journal.objects.exists()


def test_takes_more_than_was_asked_with_a_reason(cast: Cast, request_: FundingRequest) -> None:
    with pytest.raises(Incomplete, match="Say why it differs"):
        said(request_, cast, Answer.CONFIRM, SHARE + 1)
    settled(request_, cast, Answer.CONFIRM, SHARE + 1, "A grant came in")
    assert Agreement.objects.get().amount_pence == SHARE + 1
    assert Agreement.objects.get().working == ["Confirmed £5,000.01 of £5,000."]


def test_lets_the_partner_name_a_sum_that_was_not_stated(cast: Cast) -> None:
    row = ask(cast, None)
    with pytest.raises(Incomplete, match="Say how much"):
        said(row, cast, Answer.CONFIRM)
    settled(row, cast, Answer.CONFIRM, PART)
    assert (Agreement.objects.get().amount_pence, stands(row)) == (PART, (PART, PART))


@pytest.mark.parametrize("pence", [0, -1])
def test_takes_no_sum_of_nil_or_less(cast: Cast, request_: FundingRequest, pence: int) -> None:
    with pytest.raises(Incomplete, match="above nil"):
        said(request_, cast, Answer.PLEDGE, pence, "Nothing")


# pledging


def test_leaves_a_pledge_of_a_part_to_be_confirmed(cast: Cast, request_: FundingRequest) -> None:
    with pytest.raises(Incomplete, match="Say why it differs"):
        said(request_, cast, Answer.PLEDGE, PART)
    settled(request_, cast, Answer.PLEDGE, PART, "Half the year")
    assert (request_.state, agreement_state()) == (RequestState.PLEDGED, AgreementState.PLEDGED)
    assert (request_.outcome, request_.closed_on) == ("Pledged £3,000 of £5,000, to be confirmed.", None)
    assert stands(request_) == (PART, 0)
    assert Agreement.objects.get().amount_pence == SHARE


def test_confirms_what_was_pledged_and_writes_no_pledge_twice(cast: Cast, request_: FundingRequest) -> None:
    settled(request_, cast, Answer.PLEDGE, PART, "Half the year")
    assert least_to_confirm(request_) == PART
    entries = settled(request_, cast, Answer.CONFIRM, PART, "That is all")
    assert [(entry.kind, entry.amount_pence) for entry in entries] == [(EntryKind.CONFIRMATION, PART)]
    assert (request_.state, stands(request_)) == (RequestState.CLOSED, (PART, PART))


def test_confirms_by_default_what_was_pledged_without_a_second_reason(cast: Cast, request_: FundingRequest) -> None:
    settled(request_, cast, Answer.PLEDGE, PART, "Half the year")
    settled(request_, cast, Answer.CONFIRM)
    assert (stands(request_), request_.outcome) == ((PART, PART), "Confirmed £3,000 of £5,000.")


def test_finds_or_makes_the_contribution_of_a_request_from_a_file(cast: Cast, request_: FundingRequest) -> None:
    with change("Test", None):
        request_.agreement = None
        request_.save()
    settled(request_, cast, Answer.CONFIRM)
    row = FundingRequest.objects.get()
    assert (row.agreement, stands(row)) == (Agreement.objects.get(), (SHARE, SHARE))


def test_takes_back_a_part_of_a_pledge(cast: Cast, request_: FundingRequest) -> None:
    settled(request_, cast, Answer.PLEDGE)
    settled(request_, cast, Answer.PLEDGE, PART, "Cuts")
    assert stands(request_) == (PART, 0)


def test_pledges_the_same_again_without_an_entry(cast: Cast, request_: FundingRequest) -> None:
    settled(request_, cast, Answer.PLEDGE)
    assert settled(request_, cast, Answer.PLEDGE) == []
    assert (request_.state, request_.journal) == (RequestState.PLEDGED, None)


# declining


def test_posts_nothing_for_a_refusal_and_keeps_its_reason(cast: Cast, request_: FundingRequest) -> None:
    with pytest.raises(Incomplete, match="Say why you will not pay"):
        said(request_, cast, Answer.DECLINE)
    assert settled(request_, cast, Answer.DECLINE, None, "No budget") == []
    assert (request_.state, request_.outcome) == (RequestState.CLOSED, "Declined: No budget")
    assert agreement_state() == AgreementState.DECLINED
    assert not Entry.objects.exists()


def test_takes_back_the_pledge_of_who_declines_later(cast: Cast, request_: FundingRequest) -> None:
    settled(request_, cast, Answer.PLEDGE)
    settled(request_, cast, Answer.DECLINE, None, "Cuts")
    assert (stands(request_), agreement_state()) == ((0, 0), AgreementState.DECLINED)


# who


def test_takes_an_answer_only_from_the_body_itself(cast: Cast) -> None:
    asking = Asking(organisation=cast.health, year=YEAR, amount_pence=SHARE)
    row = acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    with pytest.raises(NotPermitted, match="do not answer for Testshire NHS Trust"):
        said(row, cast, Answer.CONFIRM)
    with pytest.raises(NotPermitted, match="It is for the funding contact"):
        acts.answer(request=row, by=cast.coordinator, answer=Answer.CONFIRM)


def test_refuses_approval_by_who_answered(cast: Cast, request_: FundingRequest) -> None:
    join_team(by=None, to=cast.funding_contact, partnership=cast.partnership, role=Role.FINANCE_OFFICER)
    said(request_, cast, Answer.CONFIRM)
    with pytest.raises(NotPermitted, match="yourself"):
        acts.approve_answer(request=request_, by=cast.funding_contact)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("answer", list(Answer))
def test_refuses_approval_by_who_recorded_the_answer(cast: Cast, request_: FundingRequest, answer: Answer) -> None:
    acts.record_answer(
        request=request_, by=cast.finance_officer, answer=answer, given_on=timezone.localdate(), source="E-mail",
        reason="As they said",
    )  # fmt: skip
    with pytest.raises(NotPermitted, match="yourself"):
        acts.approve_answer(request=request_, by=cast.finance_officer)
    acts.approve_answer(request=request_, by=cast.csp_chair)
    assert (request_.state, agreement_state()) == (EFFECTS[answer].request_state, EFFECTS[answer].agreement_state)


@pytest.mark.parametrize("part", ["coordinator", "auditor", "funding_contact"])
def test_lets_only_approvers_approve(cast: Cast, request_: FundingRequest, part: str) -> None:
    said(request_, cast, Answer.CONFIRM)
    with pytest.raises(NotPermitted):
        acts.approve_answer(request=request_, by=getattr(cast, part))
    assert not Entry.objects.exists()


# recording


def test_records_where_an_answer_was_given(cast: Cast, request_: FundingRequest) -> None:
    acts.record_answer(
        request=request_, by=cast.coordinator, answer=Answer.CONFIRM, given_on=request_.asked_on, source="Minute 7"
    )
    assert (Journal.objects.get().source, request_.answered_by) == ("Minute 7", cast.coordinator)


def test_wants_to_know_where_and_when(cast: Cast, request_: FundingRequest) -> None:
    with pytest.raises(Incomplete, match="Say where"):
        acts.record_answer(
            request=request_, by=cast.coordinator, answer=Answer.CONFIRM, given_on=request_.asked_on, source=""
        )
    with pytest.raises(Incomplete, match="in the future"):
        acts.record_answer(
            request=request_, by=cast.coordinator, answer=Answer.CONFIRM, given_on=TOMORROW, source="E-mail"
        )


# when


def test_takes_one_answer_at_a_time(cast: Cast, request_: FundingRequest) -> None:
    said(request_, cast, Answer.CONFIRM)
    with pytest.raises(NotNow, match="already here"):
        said(request_, cast, Answer.CONFIRM)
    acts.approve_answer(request=request_, by=cast.csp_chair)
    with pytest.raises(NotNow, match="once the partner is asked again"):
        said(request_, cast, Answer.CONFIRM)
    with pytest.raises(NotNow, match="No answer waits"):
        acts.approve_answer(request=request_, by=cast.csp_chair)


def test_does_not_unmake_a_confirmation(cast: Cast, request_: FundingRequest) -> None:
    settled(request_, cast, Answer.CONFIRM)
    acts.ask_again(request=request_, by=cast.coordinator)
    with pytest.raises(NotNow, match="stands at “Confirmed” and cannot become declined"):
        said(request_, cast, Answer.DECLINE, None, "Cuts")


def test_wants_a_new_answer_when_the_ledger_has_moved(cast: Cast, request_: FundingRequest) -> None:
    said(request_, cast, Answer.CONFIRM)
    typed = [line(EntryKind.PLEDGE, PART, about=Agreement.objects.get())]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, typed)
    with pytest.raises(NotNow, match="The ledger has changed"):
        acts.approve_answer(request=request_, by=cast.csp_chair)
    assert stands(request_) == (PART, 0)


def test_decides_on_an_answer_only_with_its_request(cast: Cast, request_: FundingRequest) -> None:
    said(request_, cast, Answer.CONFIRM)
    journal = Journal.objects.get()
    with pytest.raises(NotNow, match="a partner's answer"):
        approve_journal(journal=journal, by=cast.csp_chair)
    with pytest.raises(NotNow, match="a partner's answer"):
        refuse_journal(journal=journal, by=cast.csp_chair, reason="No")
    assert not JournalDecision.objects.exists()


# sending back


def test_sends_an_answer_back_with_words_for_the_partner(cast: Cast, request_: FundingRequest) -> None:
    said(request_, cast, Answer.CONFIRM)
    journal = request_.journal
    message = acts.send_back_answer(request=request_, by=cast.csp_chair, reason="Which budget?")
    assert (message.text, message.is_from_partner) == ("Which budget?", False)
    assert (request_.state, request_.answer, request_.journal) == (RequestState.ASKED, "", None)
    assert not JournalDecision.objects.get(journal=journal).is_approved
    settled(request_, cast, Answer.CONFIRM)
    assert stands(request_) == (SHARE, SHARE)


def test_wants_a_reason_to_send_back(cast: Cast, request_: FundingRequest) -> None:
    said(request_, cast, Answer.CONFIRM)
    with pytest.raises(Incomplete, match="Say why"):
        acts.send_back_answer(request=request_, by=cast.csp_chair, reason="")
    assert request_.state == RequestState.ANSWERED


# all or nothing


@pytest.mark.parametrize("act", ["answer", "approve", "send_back"])
def test_leaves_nothing_when_the_event_fails(
    cast: Cast, request_: FundingRequest, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if act != "answer":
        said(request_, cast, Answer.CONFIRM)
    before = (request_.state, Journal.objects.count())
    monkeypatch.setattr(FundingEvent, "save", _fails)
    tries: dict[str, Callable[[], object]] = {
        "answer": lambda: said(request_, cast, Answer.CONFIRM),
        "approve": lambda: acts.approve_answer(request=request_, by=cast.csp_chair),
        "send_back": lambda: acts.send_back_answer(request=request_, by=cast.csp_chair, reason="Unclear"),
    }
    with pytest.raises(OSError, match="disk"):
        tries[act]()
    request_.refresh_from_db()
    assert (request_.state, Journal.objects.count()) == before
    assert not Entry.objects.exists()
    assert not request_.messages.exists()


def _fails(*_: object, **__: object) -> None:
    raise OSError("disk full")

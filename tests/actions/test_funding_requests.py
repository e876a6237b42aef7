"""Asking a body for money: asked, reminded, questioned, answered, approved by somebody else, on the plan till then."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation, User
from funding.actions import requests as acts
from funding.actions.asking import Asking
from funding.models import Agreement, Entry, FundingEvent, FundingRequest, Journal, JournalDecision
from funding.position import position
from funding.position_rows import facts_of
from funding.queries import open_requests, posted_for
from funding.terms import AgreementState, Answer, EntryKind, Measure, RequestState
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import YEAR, agreement, body

pytestmark = pytest.mark.django_db

SHARE = 500000
PART = 300000


def asked(cast: Cast, pence: int | None = SHARE, organisation: Organisation | None = None) -> FundingRequest:
    """The police are asked for a share of the year."""
    asking = Asking(organisation=organisation or cast.police, year=YEAR, amount_pence=pence, why="Two reviews")
    return acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


def answered(request: FundingRequest, by: User, answer: Answer, pence: int | None = None, reason: str = "") -> None:
    """The partner answers."""
    acts.answer(request=request, by=by, answer=answer, amount_pence=pence, reason=reason)


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


# answering


def test_counts_a_confirmation_only_when_another_person_has_approved_it(cast: Cast) -> None:
    request = asked(cast)
    answered(request, cast.funding_contact, Answer.CONFIRM)
    assert request.state == RequestState.ANSWERED
    assert not Entry.objects.exists()
    acts.approve_answer(request=request, by=cast.csp_chair)
    assert list(Entry.objects.values_list("kind", "amount_pence")) == [
        (EntryKind.PLEDGE, SHARE),
        (EntryKind.CONFIRMATION, SHARE),
    ]
    assert (request.state, request.outcome) == (RequestState.CLOSED, "Confirmed £5,000.")
    assert Agreement.objects.get().state == AgreementState.CONFIRMED
    assert last_event().kind == FundingVerb.APPROVE_ANSWER

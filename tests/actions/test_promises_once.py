"""One promise stands once in the ledger, whichever way it was put forward and whatever else waits."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models.history import change
from funding.actions import requests as acts
from funding.actions.agreements import Withdrawal, record_withdrawal
from funding.actions.asking import Asking
from funding.actions.funding_settings import name_nominee
from funding.actions.income import Step, approve_entries, put_income_forward
from funding.actions.ledger import refuse_journal
from funding.models import Agreement, Entry, FundingRequest, Journal
from funding.permissions import is_nominee
from funding.queries import posted_for
from funding.terms import AgreementState, Answer, EntryKind, Measure
from tests.conftest import Cast
from tests.money import DAY, YEAR
from workflows.money_inbox import reach_of

pytestmark = pytest.mark.django_db

SHARE = 500000


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """The police are asked for a share of the year."""
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SHARE, why="Two reviews")
    return acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


@pytest.fixture
def share(asked: FundingRequest) -> Agreement:
    """The contribution that is asked for."""
    assert asked.agreement is not None
    return asked.agreement


def typed(cast: Cast, share: Agreement) -> Journal:
    """The confirmation, typed by the coordinator."""
    step = Step(kind=EntryKind.CONFIRMATION, pence=SHARE, on=DAY)
    return put_income_forward(agreement=share, by=cast.coordinator, step=step)


def withdrawn(cast: Cast) -> Withdrawal:
    """The police stop paying before the year begins."""
    first = YEAR.first
    return record_withdrawal(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, decided_on=first,
        effective_on=first, reason="No money",
    )  # fmt: skip


def test_approves_no_answer_while_the_same_promise_waits(cast: Cast, asked: FundingRequest, share: Agreement) -> None:
    journal = typed(cast, share)
    acts.answer(request=asked, by=cast.funding_contact, answer=Answer.CONFIRM)
    with pytest.raises(NotNow, match="wait for approval"):
        acts.approve_answer(request=asked, by=cast.csp_chair)
    approve_entries(journal=journal, by=cast.csp_chair)
    with pytest.raises(NotNow, match="has changed since this answer"):
        acts.approve_answer(request=asked, by=cast.csp_chair)
    assert posted_for(share)[Measure.CONFIRMED] == SHARE


def test_approves_the_answer_once_the_other_promise_is_refused(
    cast: Cast, asked: FundingRequest, share: Agreement
) -> None:
    journal = typed(cast, share)
    acts.answer(request=asked, by=cast.funding_contact, answer=Answer.CONFIRM)
    refuse_journal(journal=journal, by=cast.csp_chair, reason="The partner has answered itself")
    acts.approve_answer(request=asked, by=cast.csp_chair)
    assert posted_for(share)[Measure.CONFIRMED] == SHARE


def test_does_not_post_an_answer_past_its_request(cast: Cast, asked: FundingRequest) -> None:
    acts.answer(request=asked, by=cast.funding_contact, answer=Answer.CONFIRM)
    assert asked.journal is not None
    with pytest.raises(NotNow, match="on its request"):
        approve_entries(journal=asked.journal, by=cast.csp_chair)
    assert not Entry.objects.exists()


def test_withdraws_nothing_while_a_promise_waits_to_be_posted(cast: Cast, share: Agreement) -> None:
    journal = typed(cast, share)
    with pytest.raises(NotNow, match="wait for approval"):
        withdrawn(cast)
    share.refresh_from_db()
    assert share.state == AgreementState.ASKED
    refuse_journal(journal=journal, by=cast.csp_chair, reason="It stops paying")
    assert withdrawn(cast).agreements == (share,)


def test_ends_a_nomination_with_the_place_in_the_team(cast: Cast, share: Agreement) -> None:
    today = timezone.localdate()
    name_nominee(
        partnership=cast.partnership, by=cast.csp_chair, user=cast.coordinator, starts_on=today, ends_on=None,
        reason="On leave",
    )  # fmt: skip
    step = Step(kind=EntryKind.PLEDGE, pence=SHARE, on=DAY)
    journal = put_income_forward(agreement=share, by=cast.finance_officer, step=step)
    place = cast.coordinator.team_memberships.get()
    with change("Left", None):
        place.starts_on = place.ends_on = today - datetime.timedelta(days=1)
        place.save()
    assert not is_nominee(cast.coordinator, cast.partnership)
    assert reach_of(cast.coordinator).is_empty
    with pytest.raises(NotPermitted):
        approve_entries(journal=journal, by=cast.coordinator)

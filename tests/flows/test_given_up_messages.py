"""A message that was given up holds no later one back; one that is still tried does."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.models import Notice, User
from dhr_cases.notices import Kind
from funding.models import FundingEvent, FundingRequest
from funding.terms import EntryKind
from funding.verbs import FundingVerb
from governance.actions.partner_answers import Said, answer_as_partner
from governance.actions.partner_requests import ask_again
from governance.models import AgendaItem
from governance.views.request_rows import asked_url
from tests.conftest import Cast
from tests.flows.test_funding_flows import request_to
from tests.meetings import a_body, asked, days_ago, held
from tests.money import YEAR, cost_line, line, posted
from tests.tampering import tamper
from workflows.ledger_nightly import prove_ledgers
from workflows.messages import MOST_ATTEMPTS, send_waiting, still_tried
from workflows.money_addresses import request_page

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
STATES = [
    ({"attempts": 0}, 1),
    ({"attempts": MOST_ATTEMPTS - 1}, 1),
    ({"attempts": MOST_ATTEMPTS}, 2),
    ({"attempts": 1, "sent_at": timezone.now()}, 2),
]
"""What became of the first message, and how many there are after the second act."""


def left(kind: Kind, to: User, path: str) -> int:
    """How many messages of this kind lead this person to this page."""
    return Notice.objects.filter(kind=kind, to=to, path=path).count()


def chased(request: FundingRequest) -> None:
    """The record of a reminder."""
    FundingEvent.objects.create(
        partnership=request.partnership, kind=FundingVerb.CHASE, on=TODAY, year=YEAR.start,
        subject=request._meta.model_name or "", subject_id=request.pk,
    )  # fmt: skip  # an event in one glance


@pytest.mark.parametrize(("became", "count"), STATES)
def test_reminds_of_money_again_unless_a_reminder_still_waits(cast: Cast, became: dict[str, Any], count: int) -> None:
    request = request_to(cast, cast.police)
    chased(request)
    Notice.objects.filter(kind=Kind.MONEY_REMINDED).update(**became)
    chased(request)
    assert left(Kind.MONEY_REMINDED, cast.funding_contact, request_page(request)) == count


@pytest.mark.parametrize(("became", "count"), STATES)
def test_asks_a_partner_again_unless_a_message_still_waits(cast: Cast, became: dict[str, Any], count: int) -> None:
    item: AgendaItem = held(cast, a_body(cast), days_ago(20))[1]
    row = asked(cast, item)
    Notice.objects.filter(kind=Kind.MEETING_ASKED).update(**became)
    answer_as_partner(request=row, by=cast.action_owner, said=Said("Six."))
    ask_again(request=row, by=cast.coordinator, why="Which six?")
    assert left(Kind.MEETING_ASKED, cast.action_owner, asked_url(row)) == count


def test_tells_a_person_who_came_back_of_what_is_asked_now(cast: Cast) -> None:
    """While the account was closed its messages were given up."""
    request = request_to(cast, cast.police)
    chased(request)
    User.objects.filter(pk=cast.funding_contact.pk).update(is_active=False)
    send_waiting()
    User.objects.filter(pk=cast.funding_contact.pk).update(is_active=True)
    assert not still_tried().filter(to=cast.funding_contact).exists()
    chased(request)
    assert [notice.to for notice in still_tried().filter(kind=Kind.MONEY_REMINDED)] == [cast.funding_contact]


def test_tells_of_a_ledger_again_once_a_message_was_given_up(cast: Cast) -> None:
    """Two look after money; one of them was never reached."""
    lines = [line(EntryKind.ACTUAL, 120000, about=cost_line(cast.partnership))]
    (entry,) = posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    tamper(entry, balance_pence=1)
    prove_ledgers(TODAY)
    faults = Notice.objects.filter(kind=Kind.LEDGER_FAULT)
    faults.filter(to=cast.finance_officer).update(attempts=MOST_ATTEMPTS)
    prove_ledgers(TODAY)
    assert (faults.filter(to=cast.finance_officer).count(), faults.filter(to=cast.administrator).count()) == (2, 1)


def test_tries_a_message_whose_turn_has_not_come_later(cast: Cast) -> None:
    now = timezone.now()
    row = Notice.objects.create(kind=Kind.MONEY_REMINDED, to=cast.coordinator, path="/", attempts=1)
    Notice.objects.filter(pk=row.pk).update(queued_at=now)
    assert send_waiting(now + datetime.timedelta(seconds=119)) == 0
    assert send_waiting(now + datetime.timedelta(seconds=120)) == 1
    assert not still_tried().exists()

"""Does one round of the worker do all that is due: papers, packs, the sweep, daily messages and both outboxes?"""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.paper_orders import order_paper
from dhr_cases.models import Case, Notice, OrderState, PaperOrder, PublicState
from dhr_cases.models.history import change
from dhr_cases.notices import Kind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper
from learning.actions.packs import order_pack
from learning.models import EventMessage, PackOrder
from tests import events, packs
from tests.conftest import Cast
from tests.standing import stand_at
from workflows.following import open_process
from workflows.worker import make_what_waits, one_round

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(
    datetime.datetime.combine(timezone.localdate() + datetime.timedelta(days=1), datetime.time(12))
)
"""Of tomorrow, so that whatever is queued now has had its time."""


@pytest.fixture
def paper(cast: Cast, case: Case) -> PaperOrder:
    """A letter that waits to be made."""
    ask = Ask(recipient="Testshire Police")
    return order_paper(case=case, by=cast.coordinator, kind=MadePaper.SCOPING, form=Format.HTML, ask=ask)


@pytest.fixture
def pack(cast: Cast) -> PackOrder:
    """A seminar pack that waits, about a review that was taken down since: it is refused, which is quick."""
    record = packs.a_record(cast)
    planned = packs.planned(cast, events.planned(cast), packs.a_plan(record))
    order = order_pack(pack=planned, by=cast.coordinator)
    with change("Test", None):
        record.state = PublicState.WITHDRAWN
        record.save()
    return order


def test_makes_what_somebody_waits_for_between_two_rounds(paper: PaperOrder, pack: PackOrder, case: Case) -> None:
    """And nothing else: the sweep and the messages have time."""
    make_what_waits()
    paper.refresh_from_db()
    pack.refresh_from_db()
    assert (paper.state, pack.state) == (OrderState.DONE, OrderState.FAILED)
    assert open_process(case.pk) is None
    assert mail.outbox == []


def test_does_everything_that_is_due(paper: PaperOrder, pack: PackOrder, case: Case, cast: Cast) -> None:
    events.book(cast, events.announced(cast))
    Notice.objects.create(kind=Kind.ACCOUNT_INVITATION, to=cast.outsider, path=reverse("home"))
    assert EventMessage.objects.filter(sent_at=None).exists()
    one_round(NOON)
    paper.refresh_from_db()
    pack.refresh_from_db()
    assert (paper.state, pack.state) == (OrderState.DONE, OrderState.FAILED)
    assert open_process(case.pk) is not None
    assert Notice.objects.filter(kind=Kind.DIGEST, to=cast.coordinator).exists()
    assert not Notice.objects.filter(sent_at=None, to__is_active=True).exists()
    assert not EventMessage.objects.filter(sent_at=None).exists()
    told = [address for message in mail.outbox for address in message.to]
    assert {cast.outsider.email, cast.coordinator.email} <= set(told)


def test_sends_nothing_twice_in_the_next_round(case: Case, cast: Cast) -> None:
    stand_at(case, case.at)
    one_round(NOON)
    sent, processes = len(mail.outbox), open_process(case.pk)
    one_round(NOON)
    assert (len(mail.outbox), open_process(case.pk)) == (sent, processes)
    assert sent

"""Is a pack that somebody asked for made outside any request, and a refusal told in words?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.order_queue import put_back
from dhr_cases.models import OrderState, PublicState
from dhr_cases.models.history import change
from learning.actions.packs import claim_pack, order_pack
from learning.models import PackEdition, PackOrder, SeminarPack
from tests import events, packs
from tests.conftest import Cast
from workflows.pack_work import make_packs

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast: Cast) -> PackOrder:
    """A pack that waits to be made."""
    pack = packs.planned(cast, events.planned(cast), packs.a_plan(packs.a_record(cast)))
    return order_pack(pack=pack, by=cast.coordinator)


def test_makes_what_waits_and_nothing_twice(order: PackOrder) -> None:
    assert make_packs() == 1
    order.refresh_from_db()
    assert (order.state, order.fault) == (OrderState.DONE, "")
    assert PackEdition.objects.get().pack == order.pack
    assert make_packs() == 0


def test_says_in_words_why_a_pack_was_not_made(cast: Cast, order: PackOrder) -> None:
    record = order.pack.reviews.get().record
    pack = SeminarPack.objects.get()
    with change("Words of ours", cast.coordinator):
        pack.practice = "Ring Robin’s mother on 07700 900123."
        pack.save()
        record.state = PublicState.WITHDRAWN
        record.save()
    make_packs()
    order.refresh_from_db()
    assert order.state == OrderState.FAILED
    assert order.fault.startswith("Choose at least one published review")


def test_takes_up_again_what_was_left_lying_and_gives_up_in_the_end(order: PackOrder) -> None:
    now = timezone.now()
    later = datetime.timedelta(hours=1)
    assert claim_pack(now) == order
    assert claim_pack(now) is None
    again = claim_pack(now + later)
    assert again is not None
    assert again.tries == 2
    put_back(again, now)
    assert again.state == OrderState.WAITING
    assert claim_pack(now + 2 * later) is not None
    assert claim_pack(now + 4 * later) is None
    order.refresh_from_db()
    assert order.state == OrderState.FAILED
    assert "begun 3 times" in order.fault

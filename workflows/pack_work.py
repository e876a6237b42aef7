"""Which seminar packs wait to be made, and how is each made outside any request?

As papers are: a rule that refuses a pack ends its order with the rule's sentence; a fault of ours is written to the
log without a word of the pack, and it is begun again.
"""

import logging

from django.db import DatabaseError
from django.utils import timezone
from pptx.exc import PythonPptxError

from dhr_cases.actions.order_queue import put_back, refuse
from dhr_cases.errors import ReviewError
from learning.actions.packs import claim_pack, make_pack
from learning.models import PackOrder
from workflows.paper_work import FAULTS_OF_A_PAPER

log = logging.getLogger(__name__)


def make_packs() -> int:
    """Make every pack that waits, one after the other; says how many were begun."""
    begun = 0
    while (order := claim_pack(timezone.now())) is not None:
        make(order)
        begun += 1
    return begun


def make(order: PackOrder) -> None:
    """Make one pack that was claimed, and keep it; or say why not."""
    try:
        make_pack(order)
    except ReviewError as refusal:
        refuse(order, refusal, timezone.now())
    except DatabaseError:
        raise  # the database is busy or away: the worker tries again, and the order is taken up again
    except (*FAULTS_OF_A_PAPER, PythonPptxError) as fault:
        log.error("Pack order %s was not made: %s", order.pk, type(fault).__name__)
        put_back(order, timezone.now())

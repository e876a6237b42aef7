"""Which papers wait to be made, and how is each made outside any request?

A rule that refuses a paper ends its order with the rule's sentence. A fault of ours is written to the log, without a
word of the case, and the paper is begun again; a program that is killed leaves an order that is taken up again.
"""

import datetime
import logging

from django.db import DatabaseError
from django.utils import timezone
from docx.opc.exceptions import OpcError
from jinja2 import TemplateError

from dhr_cases.actions.order_queue import put_back, refuse
from dhr_cases.actions.paper_orders import claim_next, finish_order, tell_progress
from dhr_cases.errors import ReviewError
from dhr_cases.models import PaperOrder
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper, read
from dhr_cases.papers.making import write
from workflows.faults import FAULTS

log = logging.getLogger(__name__)

FAULTS_OF_A_PAPER = (*FAULTS, OpcError, TemplateError)
"""What a mistake in a paper's own words, in its template or on the disk raises. One of them ends this try, not the
worker, which has messages to send."""


def make_papers() -> int:
    """Make every paper that waits, one after the other; says how many were begun."""
    begun = 0
    while (order := claim_next(timezone.now())) is not None:
        make(order)
        begun += 1
    return begun


def make(order: PaperOrder, now: datetime.datetime | None = None) -> None:
    """Make one paper that was claimed, and file it; or say why not."""
    try:
        _make(order)
    except ReviewError as refusal:
        refuse(order, refusal, now or timezone.now())
    except DatabaseError:
        raise  # the database is busy or away: the worker tries again, and the order is taken up again
    except FAULTS_OF_A_PAPER as fault:
        log.error("Order %s was not made: %s", order.pk, type(fault).__name__)
        put_back(order, now or timezone.now())


def _make(order: PaperOrder) -> None:
    kind, form = MadePaper(order.kind), Format(order.file_format)
    tell_progress(order, "Reading the record", 10)
    facts = read(kind, order.case, Ask.of(order.options))
    tell_progress(order, f"Writing {form.label}", 30)
    content = write(kind, form, facts, order.case.lead_csp)
    tell_progress(order, "Filing", 90)
    finish_order(order, content)

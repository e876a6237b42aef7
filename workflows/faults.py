"""What may a mistake of ours raise, and how does work that nobody watches go on after it?

What failed is named in the log by kind and number, with the lines of code it came through and without a word of a
case; the rest is done. A database or a lock that is busy is no mistake: it goes on up, and the whole is begun again.
"""

import logging
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.models import Model
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch
from viewflow.fsm import TransitionNotAllowed
from viewflow.workflow.exceptions import FlowRuntimeError

from dhr_cases.errors import ReviewError
from dhr_cases.models.history import SilentWriteError

log = logging.getLogger(__name__)

FAULTS = (
    ArithmeticError, AssertionError, AttributeError, DatabaseError, FlowRuntimeError, ImportError, LookupError,
    MultipleObjectsReturned, NoReverseMatch, ObjectDoesNotExist, OSError, ReviewError, RuntimeError, SilentWriteError,
    SyntaxError, TemplateDoesNotExist, TemplateSyntaxError, TransitionNotAllowed, TypeError, ValidationError,
    ValueError,
)  # fmt: skip  # a list of words
"""What a mistake in our code, in what is stored or on the disk raises, and a rule that refuses what we do unasked."""

Row = TypeVar("Row", bound=Model)


def alone(name: str, work: Callable[[], object]) -> bool:
    """Do one piece of work; False when it failed, which the log tells.

    Raises OperationalError, InterfaceError and FlowLockFailed: the database or a row of it cannot be had now.
    """
    try:
        work()
    except (OperationalError, InterfaceError):
        raise
    except FAULTS as fault:
        way = "".join(traceback.format_tb(fault.__traceback__))
        log.error("Work that nobody watches failed: %s (%s)\n%s", name, type(fault).__name__, way)
        return False
    return True


def each_alone(kind: str, rows: Iterable[Row], act: Callable[[Row], object]) -> list[str]:
    """Do something with every row; the kind and number of each with which it failed. Raises as ``alone`` does."""
    named = ((f"{kind} {row.pk}", row) for row in rows)
    return [name for name, row in named if not alone(name, partial(act, row))]


def counted_alone(name: str, work: Callable[[], int], failed: Callable[[], object] | None = None) -> int:
    """What a piece of work counts; 0 when it failed, after which ``failed`` is done. Raises as ``alone`` does."""
    found: list[int] = []
    if not alone(name, lambda: found.append(work())) and failed is not None:
        failed()
    return sum(found)

"""What may a mistake of ours raise, and how does work that nobody watches go on after it?

What failed is named in the log by kind and number, with the lines of code it came through and without a word of a
case; the rest is done. A database or a lock that is busy is no mistake: it goes on up, and the whole is begun again.
"""

import logging
import traceback
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.db.models import Model
from viewflow.workflow.exceptions import FlowRuntimeError

from dhr_cases.errors import ReviewError

log = logging.getLogger(__name__)

FAULTS = (ArithmeticError, AssertionError, AttributeError, FlowRuntimeError, ImportError, LookupError,
          ObjectDoesNotExist, OSError, RuntimeError, TypeError, ValueError)  # fmt: skip  # on two lines as a list
"""What a mistake in our code, in what is stored or on the disk raises."""

Row = TypeVar("Row", bound=Model)


def alone(name: str, work: Callable[[], object]) -> bool:
    """Do one piece of work; False when it failed, which the log tells. Raises DatabaseError and FlowLockFailed."""
    try:
        work()
    except DatabaseError:
        raise  # some of its kinds are errors of values or lookups as well
    except (*FAULTS, ReviewError) as fault:
        way = "".join(traceback.format_tb(fault.__traceback__))
        log.error("Work that nobody watches failed: %s (%s)\n%s", name, type(fault).__name__, way)
        return False
    return True


def each_alone(kind: str, rows: Iterable[Row], act: Callable[[Row], object]) -> list[str]:
    """Do something with every row; the kind and number of each with which it failed. Raises as ``alone`` does."""
    named = ((f"{kind} {row.pk}", row) for row in rows)
    return [name for name, row in named if not alone(name, lambda row=row: act(row))]  # type: ignore[misc]

"""How does a worker take the next order, say that it is still at it, and end it or let it be begun again?

An order is taken by whoever finds it first; one that was not finished is taken up again, three times at most. Only
the taking that is still the latest can change it, so that nothing is filed twice.
"""

import datetime
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from dhr_cases.errors import ReviewError
from dhr_cases.models import Order, OrderState

MOST_TRIES = 3
"""How often something is begun before it is given up [D]."""
LEASE = datetime.timedelta(seconds=30)
"""After so long without a word from whoever makes it, an order is taken up by another [D]."""
GIVEN_UP = (
    f"The paper was begun {MOST_TRIES} times and not finished. Ask for it again; if that fails too, tell the "
    "administrator the number of this order."
)
AT_A_TIME = 10
"""How many orders are looked at for one that can be taken [D]."""

Row = TypeVar("Row", bound=Model)
Taken = TypeVar("Taken", bound=Order)


def one_by_one(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows to be locked where the database can pass over what another worker holds; call it in a transaction."""
    skips = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(of=("self",), skip_locked=True) if skips else rows


def claim(orders: QuerySet[Taken], now: datetime.datetime, lease: datetime.timedelta = LEASE) -> Taken | None:
    """The next of the orders, marked as being made: the oldest that waits or was left lying; None without one.

    One that was begun too often is given up on the way.
    """
    for order in _open(orders, now - lease):
        if order.tries >= MOST_TRIES:
            change(order, state=OrderState.FAILED, fault=GIVEN_UP, ended_at=now)
        elif change(order, state=OrderState.BUILDING, tries=order.tries + 1, taken_at=now):
            return order
    return None


def _open(orders: QuerySet[Taken], left_before: datetime.datetime) -> list[Taken]:
    left_lying = Q(state=OrderState.BUILDING, taken_at__lt=left_before)
    rows = orders.filter(Q(state=OrderState.WAITING) | left_lying).order_by("pk")
    with transaction.atomic():
        return list(one_by_one(rows)[:AT_A_TIME])


def change(order: Order, **values: object) -> bool:
    """Change the order if nobody else has taken it since it was read; True when it was changed."""
    same = type(order).objects.filter(pk=order.pk, state=order.state, tries=order.tries)
    is_changed = bool(same.update(**values))
    if is_changed:
        order.refresh_from_db()
    return is_changed


def put_back(order: Order, now: datetime.datetime) -> None:
    """Let what failed for a fault of ours be begun again, or give it up."""
    if order.tries >= MOST_TRIES:
        change(order, state=OrderState.FAILED, fault=GIVEN_UP, ended_at=now)
    else:
        change(order, state=OrderState.WAITING)


def refuse(order: Order, refusal: ReviewError, now: datetime.datetime) -> None:
    """End an order that a rule refuses; the person reads the sentence."""
    change(order, state=OrderState.FAILED, fault=refusal.sentence, ended_at=now)

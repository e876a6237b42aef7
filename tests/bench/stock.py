"""How long do the engine's own pages take on the same rows? Run as a process of its own, with its own settings.

The processes of the reviews are named after the stock flow while it lasts, and given back at the end.
"""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth.models import Permission
from django.core.paginator import UnorderedObjectListWarning
from django.db import connection
from django.test import Client

from dhr_cases.models import User
from tests.bench.measuring import Figure, figure_of, median, queries_of, repeated

GROUP = "engine's own page"
OK = 200
OURS = "workflows/flows.review.ReviewFlow2026"
STOCK = "bench/stock_flow.StockReviewFlow"
PAGES = ("inbox", "queue", "archive", "tasks", "flows", "")
TASKS = """SELECT t.id, t.process_id, t.flow_task, t.created, t.finished FROM viewflow_task t
    JOIN viewflow_process p ON p.id = t.process_id WHERE p.flow_class = %s AND t.flow_task_type = 'HUMAN' AND"""
BOUNDS = {
    "inbox": f"{TASKS} t.owner_id = %s AND t.status = 'ASSIGNED' ORDER BY t.created DESC LIMIT 25",
    "queue": f"{TASKS} (t.owner_id IS NULL OR t.owner_id = %s) AND t.status = 'NEW' ORDER BY t.created DESC LIMIT 25",
    "archive": f"{TASKS} t.owner_id = %s AND t.finished IS NOT NULL ORDER BY t.created DESC LIMIT 25",
}


@contextmanager
def renamed(before: str, after: str) -> Iterator[None]:
    """Reviews run under the other flow's name inside the block."""
    _rename(before, after)
    try:
        yield
    finally:
        _rename(after, before)


def _rename(before: str, after: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE viewflow_process SET flow_class = %s WHERE flow_class = %s", [after, before])
        cursor.execute(
            "UPDATE viewflow_task SET flow_task = replace(flow_task, %s, %s) WHERE flow_task LIKE %s",
            [f"{before}.", f"{after}.", f"{before}.%"],
        )


@contextmanager
def seeing_everything(user: User) -> Iterator[None]:
    """The person holds the model-wide permission, without which these pages answer 403."""
    sees = Permission.objects.get(codename="view_caseprocess")
    user.user_permissions.add(sees)
    try:
        yield
    finally:
        user.user_permissions.remove(sees)


def figures(user: User, rounds: int) -> Iterator[Figure]:
    """Every stock page that a person works from."""
    for name in PAGES:
        yield _figure(user, name, rounds)


def _figure(user: User, name: str, rounds: int) -> Figure:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    answers = []
    url = f"/stockreview/{name}/" if name else "/stockreview/"

    def get() -> None:
        answers.append(client.get(url))

    return figure_of(
        GROUP,
        name or "dashboard",
        repeated(get, rounds),
        queries=queries_of(get),
        size=len(answers[-1].content),
        bound=_bound(user, name, rounds),
        failures=sum(answer.status_code != OK for answer in answers),
    )


def _bound(user: User, name: str, rounds: int) -> float | None:
    if name not in BOUNDS:
        return None

    def fetch() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BOUNDS[name], [STOCK, user.pk])
            cursor.fetchall()

    return median(repeated(fetch, rounds))


def main(outcome: str, email: str, rounds: str) -> None:
    """Write the figures to a file."""
    warnings.simplefilter("ignore", UnorderedObjectListWarning)  # those pages cut lists that have no order
    user = User.objects.get(email=email)
    with renamed(OURS, STOCK), seeing_everything(user):
        found = [figure.as_json() for figure in figures(user, int(rounds))]
    Path(outcome).write_text(json.dumps(found))

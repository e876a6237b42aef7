"""What does an empty form do, sent to every address by everybody? It never breaks, and changes nothing it must not."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from dhr_cases.models import Case, User
from dhr_cases.stages import Stage
from tests.access.asking import Asked, asked
from tests.access.expectations import may_change
from tests.access.test_url_matrix import signed_in
from tests.access.world import World, world_at
from tests.conftest import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

EMPTY = {"csrfmiddlewaretoken": "as-a-browser-sends-it"}
WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
OF_THE_SIGN_IN = frozenset({"django_session", "usersessions_usersession"})
REFUSALS = frozenset({302, 403, 404, 405})
LISTED = 40


@dataclass
class WrittenTables:
    """Notes every table that is written to, the sign-in's own left out."""

    names: set[str] = field(default_factory=set)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Note the table of a writing statement and run it."""
        found = WRITE.match(sql)
        if found and found[1] not in OF_THE_SIGN_IN:
            self.names.add(found[1])
        return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals would fill the log of a failure."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def test_breaks_nothing_and_changes_nothing_without_permission(cast: Cast, case: Case, other_case: Case) -> None:
    world = replace(world_at(cast, case, other_case, Stage.INFO_REQUESTED), asks_every_act=True)
    everything = asked(world)
    wrong = [
        fault
        for number, (part, person) in enumerate([*cast.people().items(), (None, None)])
        for fault in faults_of(world, part, person, [row for row in everything if row.is_asked_of(number)])
    ]
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers", *wrong[:LISTED]])


def faults_of(world: World, part: str | None, person: User | None, everything: list[Asked]) -> Iterator[str]:
    """Send an empty form to every address as one person; what was wrong with the answers."""
    client = signed_in(person)
    as_signed_in = {name: cookie.value for name, cookie in client.cookies.items()}
    for question in everything:
        client.cookies = SimpleCookie(as_signed_in)
        yield from faults(client, world, part, question)


def faults(client: Client, world: World, part: str | None, question: Asked) -> Iterator[str]:
    """Send the empty form and undo what it did, a sign-out too; what was wrong with the answer."""
    written, path = WrittenTables(), question.path
    with transaction.atomic():
        with connection.execute_wrapper(written):
            status = client.post(path, EMPTY).status_code
        transaction.set_rollback(True)
    if status >= 500:
        yield f"{part} {path}: {status}"
    if not may_change(question.address, question.probe, part, world):
        if written.names:
            yield f"{part} {path}: {status}, and wrote to {sorted(written.names)}"
        if status not in REFUSALS:
            yield f"{part} {path}: {status}, which refuses nothing"

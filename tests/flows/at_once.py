"""How do several people act at the same moment in a test? Each in a thread with a database connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection
from django.test import Client

from dhr_cases.models import User

Result = TypeVar("Result")
PATIENCE = 60
"""Seconds after which a start that not everybody reached is given up."""


def at_once(acts: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do all acts at the same moment; their results in order. Raises what an act raises."""
    start = Barrier(len(acts), timeout=PATIENCE)

    def do(act: Callable[[], Result]) -> Result:
        try:
            connection.ensure_connection()
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def browser_of(person: User) -> Client:
    """A browser in which the person is signed in; a fault is an answer 500."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def post(client: Client, path: str, answers: dict[str, str]) -> Callable[[], int]:
    """An act: send a form; its result is the status of the answer."""
    return lambda: client.post(path, answers).status_code

"""Does every address answer every person as the tables say, on their own case, on another's and on none?

Generated from the resolver: a new page is asked for by itself, and one without a rule fails here.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from dhr_cases.disclosure import Material
from dhr_cases.models import Case, User
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.access.addresses import Address, Probe
from tests.access.asking import Asked, asked
from tests.access.expectations import REFUSED, expected, sees
from tests.access.world import STAGES, Which, World, roles_of, world_at
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

NOT_THE_PAGE = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|at \d\d:\d\d')
"""What differs from one answer to the next although the page is the same."""
WHOSE_IT_IS = re.compile(rb"\b(?:It|This|This step) is for \w+")
"""A refusal says who may."""
LISTED = 40


@dataclass
class Answers:
    """What one person was answered, and what of it is wrong."""

    part: str | None
    world: World
    wrong: list[str] = field(default_factory=list)
    not_there: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def check(self, address: Address, path: str, probe: Probe, answer: HttpResponse) -> None:
        """Note an answer that is not the right one; keep the page of what is not there."""
        right = expected(address, probe, self.part, self.world)
        if answer.status_code not in right:
            self.wrong.append(f"{self.part} {path}: {answer.status_code}, not {sorted(right)} ({probe.which})")
        if right == REFUSED and not WHOSE_IT_IS.search(answer.content):
            self.wrong.append(f"{self.part} {path}: refused without saying whose it is")
        if answer.status_code == 404 and not self._knows_of(probe):
            self.not_there[address.route].add(NOT_THE_PAGE.sub(b"", answer.content))

    def _knows_of(self, probe: Probe) -> bool:
        if self.part is None or probe.which is None:
            return False
        return sees(self.part, probe.which, Material.STATUS, self.world.stage)

    def all_wrong(self) -> list[str]:
        """Wrong answers, and addresses at which what is hidden looks different from what is not there."""
        told = [
            f"{self.part} {route}: 404 in several forms" for route, forms in self.not_there.items() if len(forms) > 1
        ]
        return self.wrong + told


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals would fill the log of a failure."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


ON_BOTH = Stage.DRAFTING
"""The stage at which the second database is asked too."""


@pytest.mark.parametrize(
    "stage",
    [pytest.param(stage, marks=() if stage is ON_BOTH else pytest.mark.first_database) for stage in STAGES],
)
def test_answers_every_address_as_the_tables_say(stage: Stage, cast: Cast, case: Case, other_case: Case) -> None:
    world = world_at(cast, case, other_case, stage)
    everything = asked(world)
    wrong: list[str] = []
    for number, (part, person) in enumerate([*cast.people().items(), (None, None)]):
        mine = [question for question in everything if question.is_asked_of(number)]
        wrong += ask_for_all(mine, part, person, world)
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers", *wrong[:LISTED]])


def ask_for_all(everything: list[Asked], part: str | None, person: User | None, world: World) -> list[str]:
    """Open every address as one person; what was wrong. Nothing a page writes is kept."""
    client = signed_in(person)
    answers = Answers(part, world)
    has_a_part = part is not None and bool(roles_of(part, Which.OWN) - {Role.ADMINISTRATOR, Role.FUNDING_CONTACT})
    for question in everything:
        if not (question.is_for_everybody or has_a_part):
            continue
        with transaction.atomic():
            answer = final(client, question.path, follows=question.address.name == "step")
            transaction.set_rollback(True)
        answers.check(question.address, question.path, question.probe, answer)
    return answers.all_wrong()


def final(client: Client, path: str, follows: bool) -> Any:
    """The answer; the page of an act may lead on to that of its open task, which then is the answer."""
    answer = client.get(path)
    if follows and answer.status_code == 302 and answer["Location"].startswith("/tasks/"):
        return client.get(answer["Location"])
    return answer


def signed_in(person: User | None) -> Client:
    """A browser in which the person is signed in; a fault is an answer 500."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client

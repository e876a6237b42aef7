"""Do pages of a review, and lists of reviews, say the same whether there are other reviews, or none?

What pages of learning and meetings say is asked in test_neighbours.py, what is read of money in
tests/actions/test_money_apart.py.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from dhr_cases.actions.referral import refer_death
from dhr_cases.models import Case
from dhr_cases.stages import Stage
from tests.access.addresses import addresses, probes
from tests.access.neighbours import changed_by
from tests.access.world import Which, World, cast_elsewhere, furnish, grant_case_roles, referral_elsewhere
from tests.conftest import CASE_ROLES, Cast
from tests.stages import case_at
from workflows.following import follow

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

OURS = ("dhr_cases.", "workflows.")
OF_ALL = ("/public/", "/cases/new/")
"""The register holds what all partnerships have published; a form for a new case has a mark of its own each time."""
SAID_BEFORE = "/before/"
"""Shows what other reviews recommended."""
MANY = 150
"""Fewer pages than so many are not all about a review."""


@pytest.fixture
def world(cast: Cast, case: Case, other_case: Case) -> World:
    """A published review with rows of every kind; one of other people here, and one elsewhere, just referred."""
    far_cast = cast_elsewhere(cast)
    far_case = refer_death(by=far_cast.coordinator, referral=referral_elsewhere(far_cast.partnership))
    others: dict[str, Any] = {part: getattr(far_cast, part) for part in CASE_ROLES}
    grant_case_roles(far_cast, far_case)
    grant_case_roles(replace(cast, **others), other_case)
    furnish(cast, case_at(cast, case, Stage.PUBLISHED))
    for each in (other_case, far_case):
        follow(each)
    cases = {Which.OWN: case, Which.OTHER: other_case, Which.FAR: far_case}
    return World(cast, far_cast, Stage.PUBLISHED, cases, asks_every_act=True)


def paths_of(world: World, about: Collection[Which | None]) -> list[str]:
    """Every page about one of these that is the cast's own."""
    found = (
        path
        for address in addresses()
        if address.view.__module__.startswith(OURS)
        for path, probe in probes(world, address)
        if probe.fits and probe.which in about and not path.startswith(OF_ALL)
    )
    return list(dict.fromkeys(found))


def test_say_the_same_without_a_review_elsewhere(world: World, client: Client) -> None:
    def another() -> list[str]:
        furnish(world.far_cast, case_at(world.far_cast, world.cases[Which.FAR], Stage.PUBLISHED))
        return paths_of(world, (Which.OWN, None))

    client.force_login(world.cast.coordinator)
    number, changed = changed_by(client, another)
    assert number > MANY
    assert changed == []


def test_say_the_same_without_another_review_here(world: World, client: Client) -> None:
    company: dict[str, Any] = {part: getattr(world.far_cast, part) for part in CASE_ROLES}

    def another() -> list[str]:
        mixed = replace(world.cast, **company)
        furnish(mixed, case_at(mixed, world.cases[Which.OTHER], Stage.PUBLISHED))
        return paths_of(world, (Which.OWN,))

    client.force_login(world.cast.coordinator)
    number, changed = changed_by(client, another)
    assert number > MANY
    assert [path for path in changed if not path.endswith(SAID_BEFORE)] == []

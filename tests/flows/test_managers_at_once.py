"""Can the last two people who manage accounts end each other at the same moment? One of them always stays."""

from collections.abc import Callable
from threading import Event

import pytest
from django.db import transaction

from dhr_cases.actions.accounts import deactivate
from dhr_cases.actions.memberships import join_team, leave_team
from dhr_cases.errors import ReviewError
from dhr_cases.models import TeamMembership, User
from dhr_cases.roles import Role
from tests.conftest import Cast
from tests.flows.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30
"""Seconds after which the other is waited for no longer."""
MOMENT = 1.5
"""Seconds in which whoever is not held back has long come to an end."""
REFUSED = ("last administrator", "This is for the administrator.")
"""Held back by the lock, or on a database that does one transaction at a time a manager no more."""


def place_of(person: User) -> TeamMembership:
    """The person's place among those who manage accounts."""
    place: TeamMembership = TeamMembership.objects.get(user=person, team__role=Role.ADMINISTRATOR)
    return place


def fresh(person: User) -> User:
    """The person as the database knows them now: each request reads its own copy."""
    return User.objects.get(pk=person.pk)


def leaves(by: User, person: User) -> None:
    """One ends the place of the other."""
    leave_team(by=fresh(by), membership=place_of(person), reason="Left")


def is_shut_out(by: User, person: User) -> None:
    """One ends the account of the other."""
    deactivate(by=fresh(by), account=fresh(person), reason="Left")


def managers() -> set[User]:
    """Who can still manage accounts."""
    places = TeamMembership.objects.filter(team__role=Role.ADMINISTRATOR, user__is_active=True, ends_on=None)
    return {place.user for place in places.select_related("user")}


@pytest.mark.parametrize("second_ending", [leaves, is_shut_out])
@pytest.mark.parametrize("first_ending", [leaves, is_shut_out])
def test_keeps_one_of_the_last_two_who_end_each_other_at_once(
    cast: Cast, first_ending: Callable[[User, User], None], second_ending: Callable[[User, User], None]
) -> None:
    """The second is held back until the first is done, and then finds that nobody else is left."""
    one, other = cast.administrator, cast.outsider
    join_team(by=one, to=other, partnership=cast.partnership, role=Role.ADMINISTRATOR)
    begun, ended = Event(), Event()

    def first() -> str:
        with transaction.atomic():
            first_ending(one, other)
            begun.set()
            ended.wait(MOMENT)
        return ""

    def second() -> str:
        begun.wait(PATIENCE)
        try:
            second_ending(other, one)
        except ReviewError as refusal:
            return refusal.sentence
        finally:
            ended.set()
        return ""

    done, told = at_once([first, second])
    assert done == ""
    assert any(sentence in told for sentence in REFUSED)
    assert managers() == {one}

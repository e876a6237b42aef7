"""Who may do each act on a partnership's money? By the role, and by a nomination what the chair approves, no more."""

import datetime
from collections.abc import Mapping, Set

import pytest
from django.utils import timezone

from dhr_cases.actions.memberships import join_team, leave_team
from dhr_cases.errors import NotPermitted
from dhr_cases.models import Partnership, TeamMembership, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role, SitePermission
from funding.models import Nominee
from funding.permissions import (
    bodies_of,
    can,
    check_answers_for,
    check_can,
    check_chair_or_nominee,
    is_chair_or_nominee,
    is_nominee,
)
from funding.verbs import VERBS, FundingVerb
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ONE_DAY = datetime.timedelta(days=1)
MANAGE, APPROVE, ANSWER = (
    SitePermission.MANAGE_FUNDING,
    SitePermission.APPROVE_FUNDING,
    SitePermission.ANSWER_FUNDING,
)
HELD: Mapping[str, Set[SitePermission]] = {
    "coordinator": {MANAGE},
    "csp_chair": {APPROVE},
    "finance_officer": {MANAGE, APPROVE},
    "funding_contact": {ANSWER},
}
"""What each of the cast may do with money; whoever is not named may do nothing."""

PARTS = (
    "coordinator", "csp_chair", "finance_officer", "funding_contact", "auditor", "administrator", "commissioner_office",
    "pcc_office", "home_office_reader", "action_owner", "independent_chair", "panel_member", "agency_author",
    "family_advocate", "outsider",
)  # fmt: skip


def name(cast: Cast, user: User, starts: int = 0, ends: int | None = None, where: Partnership | None = None) -> None:
    """Write a nomination that begins and ends so many days from today."""
    with change("Test", None):
        Nominee.objects.create(
            partnership=where or cast.partnership, user=user, starts_on=TODAY + starts * ONE_DAY,
            ends_on=None if ends is None else TODAY + ends * ONE_DAY,
        )  # fmt: skip


def next_door() -> Partnership:
    with change("Test", None):
        made: Partnership = Partnership.objects.create(code="next-door", name="Next Door CSP")
    return made


def acts_of(user: User, partnership: Partnership) -> set[FundingVerb]:
    return {verb for verb in FundingVerb if can(verb, user, partnership)}


def acts_with(*permissions: SitePermission) -> set[FundingVerb]:
    return {verb for verb, row in VERBS.items() if row.permission in permissions}


@pytest.mark.parametrize("part", PARTS)
def test_lets_each_do_what_the_role_carries_and_nothing_next_door(cast: Cast, part: str) -> None:
    user = cast.people()[part]
    assert acts_of(user, cast.partnership) == acts_with(*HELD.get(part, set()))
    assert acts_of(user, next_door()) == set()


@pytest.mark.parametrize("part", PARTS)
def test_lets_a_nominee_approve_and_do_nothing_else_beside_the_role(cast: Cast, part: str) -> None:
    """A nomination works only for who sees the money; the body's contact does not see the partnership's."""
    user = cast.people()[part]
    name(cast, user)
    sees = part in {"coordinator", "csp_chair", "finance_officer", "auditor"}
    assert is_nominee(user, cast.partnership) is sees
    more = {APPROVE} if sees else set()
    assert acts_of(user, cast.partnership) == acts_with(*HELD.get(part, set()), *more)


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (-1, None, True), (0, None, True), (1, None, False),
        (-9, -1, False), (-9, 0, True), (-9, 1, True), (0, 0, True), (1, 9, False),
    ],
)  # fmt: skip
def test_holds_a_nomination_from_its_first_to_its_last_day(
    cast: Cast, starts: int, ends: int | None, *, holds: bool
) -> None:
    name(cast, cast.auditor, starts, ends)
    assert is_nominee(cast.auditor, cast.partnership) is holds
    assert can(FundingVerb.APPROVE_JOURNAL, cast.auditor, cast.partnership) is holds


def test_ends_a_nomination_with_the_place_in_the_team(cast: Cast) -> None:
    name(cast, cast.auditor)
    leave_team(by=cast.administrator, membership=TeamMembership.objects.get(user=cast.auditor), reason="New post")
    assert not is_nominee(cast.auditor, cast.partnership)
    assert acts_of(cast.auditor, cast.partnership) == set()


def test_ends_a_nomination_with_the_account(cast: Cast) -> None:
    name(cast, cast.auditor)
    with change("Test", None):
        cast.auditor.is_active = False
        cast.auditor.save()
    assert not is_nominee(cast.auditor, cast.partnership)
    assert acts_of(cast.auditor, cast.partnership) == set()


def test_holds_a_nomination_for_the_partnership_that_named_alone(cast: Cast) -> None:
    other = next_door()
    join_team(by=None, to=cast.auditor, partnership=other, role=Role.AUDITOR)
    name(cast, cast.auditor, where=other)
    assert [is_nominee(cast.auditor, where) for where in (cast.partnership, other)] == [False, True]
    assert acts_of(cast.auditor, cast.partnership) == set()


# projects of a grant


@pytest.mark.parametrize("part", PARTS)
def test_lets_the_chair_alone_approve_projects(cast: Cast, part: str) -> None:
    """A finance officer approves entries, and no project."""
    user = cast.people()[part]
    assert is_chair_or_nominee(user, cast.partnership) is (part == "csp_chair")


def test_lets_a_nominee_approve_projects(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="by a nominee the chair has recorded"):
        check_chair_or_nominee(cast.finance_officer, cast.partnership)
    name(cast, cast.finance_officer)
    check_chair_or_nominee(cast.finance_officer, cast.partnership)


def test_knows_no_chair_of_another_partnership(cast: Cast) -> None:
    assert not is_chair_or_nominee(cast.csp_chair, next_door())


# words and bodies


def test_says_whose_an_act_is(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="You may not do this: approve and post. It is for "):
        check_can(FundingVerb.APPROVE_JOURNAL, cast.coordinator, cast.partnership)


def test_answers_for_its_own_body_in_its_own_partnership(cast: Cast) -> None:
    other = next_door()
    check_answers_for(cast.funding_contact, cast.police, cast.partnership)
    assert list(bodies_of(cast.funding_contact, cast.partnership)) == [cast.police]
    for body, where in ((cast.health, cast.partnership), (cast.police, other)):
        with pytest.raises(NotPermitted, match=f"You do not answer for {body} here"):
            check_answers_for(cast.funding_contact, body, where)
    with pytest.raises(NotPermitted, match="You do not answer"):
        check_answers_for(cast.finance_officer, cast.police, cast.partnership)

"""Who answers for the actions of a body, on which days and in which partnership, and which actions have not ended?"""

import datetime
import itertools
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.action_queries import (
    Q_OPEN,
    actions_of,
    belongs_to_owner,
    check_answers_for,
    owners_people,
    terms_of,
)
from dhr_cases.actions.memberships import grant_role, join_team
from dhr_cases.errors import NotPermitted
from dhr_cases.models import (
    Action,
    ActionStatus,
    ActionTerms,
    Case,
    CaseMembership,
    PartialDate,
    Partnership,
    TeamMembership,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.policies.action_life import ANSWERED_STAGES
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.following import changed, followed, planned
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
SPANS = [
    (TODAY, None, True),
    (TODAY - DAY, TODAY, True),
    (TODAY + DAY, None, False),
    (TODAY - 2 * DAY, TODAY - DAY, False),
]
"""First and last day in the team, and whether the person answers today."""


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police, for which the cast's owner answers."""
    (row,) = planned(cast, followed(cast, case), [cast.police])
    return row


@pytest.fixture
def next_door(cast: Cast) -> Partnership:
    """A second partnership on the same site."""
    with change("Test partnership", None):
        row: Partnership = Partnership.objects.create(code="next-door", name="Next Door CSP")
    return row


def answers(user: User, action: Action) -> bool:
    """True when the person may answer, asked of one action; lists say the same."""
    try:
        check_answers_for(user, action)
    except NotPermitted:
        return False
    return True


@pytest.mark.parametrize(("starts", "ends", "does"), SPANS)
def test_answers_from_the_first_day_in_the_team_to_the_last(
    action: Action, cast: Cast, starts: datetime.date, ends: datetime.date | None, does: bool
) -> None:
    user = cast.action_owner
    changed(TeamMembership.objects.get(user=user), starts_on=starts, ends_on=ends)
    assert answers(user, action) is does
    assert actions_of(user).exists() is does
    assert belongs_to_owner(user, action) is does
    assert (user in owners_people(cast.partnership, cast.police, TODAY)) is does


@pytest.mark.parametrize(("starts", "ends", "does"), SPANS)
def test_belongs_to_an_owner_by_a_role_of_a_case_as_well(
    action: Action, other_case: Case, cast: Cast, starts: datetime.date, ends: datetime.date | None, does: bool
) -> None:
    """Whoever stands for the body on any case does not verify what the body did; but only a team answers."""
    role = Role.PANEL_MEMBER
    grant_role(case=other_case, by=cast.coordinator, to=cast.outsider, role=role, organisation=cast.police)
    changed(CaseMembership.objects.get(user=cast.outsider), starts_on=starts, ends_on=ends)
    assert belongs_to_owner(cast.outsider, action) is does
    assert not answers(cast.outsider, action)


def test_answers_for_its_own_body_alone(action: Action, case: Case, cast: Cast) -> None:
    """Not for another body's actions, and nobody answers for what nobody owns."""
    other, nobodys = planned(cast, case, [cast.health, None])
    user = cast.action_owner
    assert [answers(user, each) for each in (action, other, nobodys)] == [True, False, False]
    assert [belongs_to_owner(user, each) for each in (action, other, nobodys)] == [True, False, False]
    assert list(actions_of(user)) == [action]


@pytest.mark.parametrize(("field", "does"), [("lead_csp", True), ("managing_body", True), ("", False)])
def test_answers_where_its_team_leads_or_runs_the_review(
    action: Action, case: Case, cast: Cast, next_door: Partnership, field: str, does: bool
) -> None:
    join_team(by=None, to=cast.outsider, partnership=next_door, role=Role.ACTION_OWNER, organisation=cast.police)
    if field:
        changed(case, **{field: next_door})
    fresh = Action.objects.select_related("recommendation__case").get(pk=action.pk)
    assert answers(cast.outsider, fresh) is does
    assert actions_of(cast.outsider).exists() is does


def test_answers_by_the_role_that_answers_and_no_other(action: Action, cast: Cast) -> None:
    """A funding contact of the same body does not."""
    assert belongs_to_owner(cast.funding_contact, action)
    assert not answers(cast.funding_contact, action)
    assert list(owners_people(cast.partnership, cast.police, TODAY)) == [cast.action_owner]


@pytest.mark.parametrize("stage", Stage)
def test_shows_actions_while_they_are_followed(action: Action, case: Case, cast: Cast, stage: Stage) -> None:
    stand_at(case, stage)
    assert actions_of(cast.action_owner).exists() is (stage in ANSWERED_STAGES)


def test_shows_no_action_of_a_record_that_was_destroyed(action: Action, case: Case, cast: Cast) -> None:
    changed(case, forgotten_on=TODAY)
    assert not actions_of(cast.action_owner).exists()


def test_reaches_nobody_elsewhere_and_nobody_whose_account_is_closed(
    cast: Cast, next_door: Partnership, action: Action
) -> None:
    """On the day asked about, and not on another."""
    user = cast.action_owner
    assert not owners_people(next_door, cast.police, TODAY).exists()
    assert not owners_people(cast.partnership, cast.health, TODAY).exists()
    assert not owners_people(cast.partnership, cast.police, TODAY - 400 * DAY).exists()
    user.is_active = False
    user.save()
    assert not owners_people(cast.partnership, cast.police, TODAY).exists()
    assert not answers(user, action)


def test_knows_in_the_database_which_actions_have_ended(action: Action) -> None:
    """By the same rule as the row itself, for every status, verified or not, accepted or not."""
    sorts: list[dict[str, Any]] = [
        {"status": status, "verified_on": verified, "is_end_accepted": accepted}
        for status, verified, accepted in itertools.product(ActionStatus, (None, TODAY), (False, True))
    ]
    QuerySet[Action, Action](Action).bulk_create(
        Action(recommendation=action.recommendation, text="Sort", target_date=PartialDate.unknown(), **sort)
        for sort in sorts
    )
    rows = list(Action.objects.filter(text="Sort"))
    assert len(rows) == len(sorts)
    expected = {row.pk for row in rows if not row.has_ended}
    assert {row.pk for row in Action.objects.filter(Q_OPEN, text="Sort")} == expected


def test_follows_by_the_partnerships_own_terms_or_the_usual_ones(cast: Cast, next_door: Partnership) -> None:
    with change("Test", None):
        own = ActionTerms.objects.create(partnership=cast.partnership, update_every_months=2)
    assert terms_of(cast.partnership) == own
    for partnership in (next_door, None):
        usual = terms_of(partnership)
        assert not ActionTerms.objects.filter(pk=usual.pk).exists()
        assert usual.partnership_id == (partnership.pk if partnership else None)
        assert usual.update_every_months == ActionTerms().update_every_months != own.update_every_months

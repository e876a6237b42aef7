"""Owners are asked for news once a cycle: one message, however many actions are due."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.action_queries import terms_of
from dhr_cases.actions.action_answers import answer_action
from dhr_cases.actions.action_asking import ask_for_updates
from dhr_cases.actions.memberships import join_team, leave_team
from dhr_cases.models import ActionStatus, ActionTerms, Case, Notice, Partnership, TeamMembership, UpdateAsking
from dhr_cases.models.history import change
from dhr_cases.notices import Kind, held_back
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.working_days import add_months
from tests.conftest import Cast
from tests.followed import RUNNING, followed
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def messages() -> int:
    """How many messages ask for news."""
    return Notice.objects.filter(kind=Kind.ACTIONS_ASKED).count()


def test_sends_one_message_for_forty_actions(case: Case, cast: Cast) -> None:
    for _ in range(40):
        followed(case, cast.police)
    rows = ask_for_updates(cast.partnership, TODAY)
    assert [(row.organisation, row.actions) for row in rows] == [(cast.police, 40)]
    notice = Notice.objects.get(kind=Kind.ACTIONS_ASKED)
    assert (notice.to, notice.case, notice.path) == (cast.action_owner, None, "/my-actions/")


def test_asks_again_only_after_a_cycle(case: Case, cast: Cast) -> None:
    followed(case, cast.police)
    next_cycle = add_months(TODAY, ActionTerms.UPDATE_EVERY_MONTHS)
    asked = [len(ask_for_updates(cast.partnership, day)) for day in (TODAY, TODAY, next_cycle - DAY, next_cycle)]
    assert (asked, messages()) == ([1, 0, 0, 1], 2)


def test_asks_by_the_partnerships_own_cycle(case: Case, cast: Cast) -> None:
    with change("Test", None):
        ActionTerms.objects.create(partnership=cast.partnership, update_every_months=1)
    followed(case, cast.police, heard_on=add_months(TODAY, -1) + DAY)
    assert ask_for_updates(cast.partnership, TODAY) == []
    assert len(ask_for_updates(cast.partnership, TODAY + DAY)) == 1


def test_asks_each_person_of_a_body_and_each_body_once(case: Case, cast: Cast) -> None:
    for person, body in ((cast.outsider, cast.police), (cast.agency_author, cast.health)):
        join_team(
            by=cast.administrator, to=person, partnership=cast.partnership, role=Role.ACTION_OWNER, organisation=body
        )
    for body in (cast.police, cast.health):
        followed(case, body)
    assert len(ask_for_updates(cast.partnership, TODAY)) == 2
    told = Notice.objects.filter(kind=Kind.ACTIONS_ASKED).values_list("to", flat=True)
    assert sorted(told) == sorted([cast.action_owner.pk, cast.outsider.pk, cast.agency_author.pk])


def test_does_not_ask_where_news_are_fresh(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police)
    answer_action(action=action, by=cast.action_owner, answer=RUNNING)
    assert ask_for_updates(cast.partnership, TODAY) == []


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({"status": ActionStatus.REJECTED}, Stage.MONITORING),
        ({"status": ActionStatus.DONE}, Stage.MONITORING),
        ({"is_end_accepted": True}, Stage.MONITORING),
        ({}, Stage.RESUBMITTED),
        ({}, Stage.CLOSED),
    ],
)
def test_does_not_ask_about_what_has_ended_or_is_not_followed(
    case: Case, cast: Cast, facts: dict[str, Any], stage: Stage
) -> None:
    """What is done waits for the verifier, not for the owner."""
    followed(case, cast.police, **facts)
    stand_at(case, stage)
    assert ask_for_updates(cast.partnership, TODAY) == []


def test_asks_nobody_where_nobody_answers(case: Case, cast: Cast) -> None:
    """The cycle does not begin before somebody can be asked."""
    followed(case, cast.police)
    leave_team(by=cast.administrator, membership=TeamMembership.objects.get(user=cast.action_owner), reason="Moved")
    assert ask_for_updates(cast.partnership, TODAY + DAY) == []
    assert not UpdateAsking.objects.exists()


def test_asks_nobody_whose_account_is_closed(case: Case, cast: Cast) -> None:
    """The place in the team stays until somebody ends it; the cycle waits for a person who can answer."""
    followed(case, cast.police)
    with change("Test", None):
        cast.action_owner.is_active = False
        cast.action_owner.save()
    assert ask_for_updates(cast.partnership, TODAY) == []
    assert (messages(), UpdateAsking.objects.count()) == (0, 0)


def test_asks_for_each_partnership_by_itself(case: Case, cast: Cast) -> None:
    """What another partnership asked of the same body today is no reason to wait; its people are not told of ours."""
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
        UpdateAsking.objects.create(partnership=far, organisation=cast.police, on=TODAY, actions=3)
    join_team(
        by=cast.administrator, to=cast.outsider, partnership=far, role=Role.ACTION_OWNER, organisation=cast.police
    )
    followed(case, cast.police)
    assert ask_for_updates(far, TODAY + 365 * DAY) == []
    assert [row.actions for row in ask_for_updates(cast.partnership, TODAY)] == [1]
    assert Notice.objects.get(kind=Kind.ACTIONS_ASKED).to == cast.action_owner


def test_tells_nobody_of_what_is_invented(case: Case, cast: Cast) -> None:
    followed(case, cast.police)
    with held_back():
        assert len(ask_for_updates(cast.partnership, TODAY)) == 1
    assert messages() == 0


def test_begins_with_the_usual_terms(cast: Cast) -> None:
    terms = terms_of(cast.partnership)
    assert (terms.update_every_months, terms.reply_days) == (4, 56)

"""Memberships are the truth; the permission rows are their index and nothing else."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dhr_cases.actions import memberships
from dhr_cases.actions.grants import difference
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, CaseMembership, CaseUserPermission, TeamMembership
from dhr_cases.permissions import granted, roles_on
from dhr_cases.queries import visible_to
from dhr_cases.roles import CasePermission, Role
from tests.conftest import Cast


def test_rows_agree_with_memberships_after_every_grant(case: Case) -> None:
    """Nothing is stored that no membership implies, and nothing is missing."""
    assert difference(case) == set()


def test_a_rebuild_mends_rows_that_were_tampered_with(case: Case, cast: Cast) -> None:
    """The check names the case; the rebuild puts the rows back."""
    CaseUserPermission.objects.filter(content_object=case, user=cast.panel_member).delete()
    with pytest.raises(CommandError, match=case.reference):
        call_command("sync_permissions", check=True)
    call_command("sync_permissions")
    assert difference(case) == set()
    assert CasePermission.VIEW in granted(cast.panel_member, case)


def test_an_ended_role_sees_nothing_at_the_next_question(case: Case, cast: Cast) -> None:
    """Revoking works at once, not at the next sweep."""
    member = CaseMembership.objects.get(case=case, user=cast.panel_member)
    memberships.end_role(case=case, by=cast.coordinator, membership=member, reason="Left the trust")
    assert granted(cast.panel_member, case) == frozenset()
    assert not visible_to(cast.panel_member).exists()


def test_a_last_day_ends_access_without_any_sweep(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row itself carries the last day."""
    today = timezone.localdate()
    memberships.grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.FAMILY_ADVOCATE, ends_on=today)
    assert visible_to(cast.outsider).filter(pk=case.pk).exists()
    monkeypatch.setattr(timezone, "localdate", lambda: today + datetime.timedelta(days=1))
    assert not visible_to(cast.outsider).exists()


def test_leaving_a_team_closes_every_case(case: Case, other_case: Case, cast: Cast) -> None:
    """A standing team's member sees the team's cases until the day they leave."""
    assert set(visible_to(cast.auditor)) == {case, other_case}
    member = TeamMembership.objects.get(user=cast.auditor)
    memberships.leave_team(by=cast.administrator, membership=member, reason="New post")
    assert not visible_to(cast.auditor).exists()


@pytest.mark.parametrize("part", ["administrator", "outsider", "agency_contact", "funding_contact", "finance_officer"])
def test_shows_no_case_to_those_without_one(case: Case, cast: Cast, part: str) -> None:
    """The administrator manages accounts and sees no case; an agency's contact sees its request alone."""
    assert not visible_to(cast.people()[part]).exists()


def test_the_home_office_sees_a_case_once_it_was_told(case: Case, cast: Cast) -> None:
    """Before the notice there is nothing for the Home Office to see."""
    assert roles_on(cast.home_office_reader, case) == frozenset()


def test_a_team_role_is_not_given_on_one_case(case: Case, cast: Cast) -> None:
    """Standing roles are the administrator's to give."""
    with pytest.raises(Incomplete, match="standing team"):
        memberships.grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.AUDITOR)


def test_an_inactive_account_holds_nothing(case: Case, cast: Cast) -> None:
    """Deactivating is enough, whatever memberships remain."""
    cast.panel_member.is_active = False
    assert granted(cast.panel_member, case) == frozenset()

"""Which reviews does a person reach by money, by recommendations and by partnership? Asked for the whole cast."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.memberships import end_role
from dhr_cases.disclosure import Material, may_see
from dhr_cases.models import Case, CaseMembership, Partnership
from dhr_cases.models.history import change
from dhr_cases.permissions import roles_on
from dhr_cases.queries import (
    changed_since,
    money_visible_to,
    of_partnership,
    requests_of,
    reviews_with_recommendations,
    showing,
    visible_to,
)
from dhr_cases.roles import ROLES, CasePermission, Role
from dhr_cases.stages import Stage
from tests.conftest import CASE_ROLES, TEAM_ROLES, Cast
from tests.stages import case_at

P = CasePermission
OF_ONE_CASE = {part: role for part, (role, _body) in CASE_ROLES.items()}


def carries(role: Role, permission: CasePermission) -> bool:
    """True for a role that carries the permission by the table."""
    return permission in ROLES[role].on_case


def is_open_to(role: Role, case: Case) -> bool:
    """True for a role that may see a review and sees where this one stands."""
    return carries(role, P.VIEW) and may_see([role], Material.STATUS, case.standing)


def test_shows_money_to_whoever_carries_it_on_the_cases_of_their_role(case: Case, other_case: Case, cast: Cast) -> None:
    """A standing team on every review of its partnership, a role of one case on that one; an outsider on none."""
    for part, role in (TEAM_ROLES | OF_ONE_CASE).items():
        user = getattr(cast, part)
        cases = {case, other_case} if part in TEAM_ROLES else {case}
        assert set(money_visible_to(user)) == (cases if carries(role, P.VIEW_MONEY) else set()), part
        assert set(visible_to(user)) == (cases if is_open_to(role, case) else set()), part
    assert not money_visible_to(cast.outsider).exists()
    assert not visible_to(cast.outsider).exists()


def test_shows_the_finance_officer_money_and_nothing_else_of_a_review(case: Case, cast: Cast) -> None:
    assert list(money_visible_to(cast.finance_officer)) == [case]
    assert not visible_to(cast.finance_officer).exists()
    moment = case.events.earliest("recorded_at").recorded_at - datetime.timedelta(days=1)
    assert not changed_since(cast.finance_officer, moment).exists()
    for material in Material:
        assert not showing(cast.finance_officer, material).exists()


def test_shows_nothing_once_a_role_has_ended(case: Case, cast: Cast) -> None:
    """From the next look on: the role ends with the day before."""
    member = CaseMembership.objects.get(case=case, user=cast.panel_member)
    assert list(visible_to(cast.panel_member)) == list(showing(cast.panel_member, Material.STATUS)) == [case]
    end_role(case=case, by=cast.coordinator, membership=member, reason="Has left")
    assert not visible_to(cast.panel_member).exists()
    assert not showing(cast.panel_member, Material.STATUS).exists()


@pytest.mark.parametrize("stage", [Stage.REFERRED, Stage.QA_CLEARED])
def test_shows_recommendations_to_whom_the_disclosure_table_shows_them(case: Case, cast: Cast, stage: Stage) -> None:
    """The query and the rule agree for everybody; once the record is destroyed there is nothing to show."""
    case_at(cast, case, stage)
    people = cast.people()
    expected = {
        part: may_see(roles_on(user, case), Material.RECOMMENDATIONS, case.standing) for part, user in people.items()
    }
    found = {part: reviews_with_recommendations(user, cast.partnership).exists() for part, user in people.items()}
    assert found == expected
    assert expected["home_office_reader"] is expected["outsider"] is False
    assert expected["panel_member"] is (stage is Stage.QA_CLEARED)
    case.forgotten_on = timezone.localdate()
    with change("Test", None):
        case.save()
    assert not any(reviews_with_recommendations(user, cast.partnership).exists() for user in people.values())


def test_counts_a_review_to_the_partnership_that_leads_and_to_the_one_that_runs_it(
    case: Case, other_case: Case, cast: Cast
) -> None:
    """And to no third one; each review once, also where both are the same."""
    with change("Test", None):
        there, third = (Partnership.objects.create(code=code, name=code) for code in ("there", "third"))
        case.managing_body = there
        case.save()
        other_case.managing_body = cast.partnership
        other_case.save()
    assert set(Case.objects.filter(of_partnership(cast.partnership))) == {case, other_case}
    assert Case.objects.filter(of_partnership(cast.partnership)).count() == 2
    assert list(Case.objects.filter(of_partnership(there))) == [case]
    assert not Case.objects.filter(of_partnership(third)).exists()
    rows = CaseMembership.objects.filter(of_partnership(there, "case__"))
    assert set(rows.values_list("case", flat=True)) == {case.pk}


def test_gives_requests_to_those_of_the_agency_alone(case: Case, cast: Cast) -> None:
    """Nobody has one before any was made, whatever their role."""
    assert not any(requests_of(user).exists() for user in cast.people().values())
    case_at(cast, case, Stage.INFO_REQUESTED)
    asked = {part: set(requests_of(user)) for part, user in cast.people().items()}
    bodies = {part: body for part, (_role, body) in CASE_ROLES.items()}
    for part, found in asked.items():
        own = getattr(cast, bodies.get(part) or "", None)
        assert {request.organisation for request in found} <= ({own} if own else set())
    assert any(asked["agency_author"])


def test_tells_the_newest_first_and_nothing_from_before_the_moment_asked_about(case: Case, cast: Cast) -> None:
    """Who may not read the history is told of what moved the case and of nothing else."""
    case_at(cast, case, Stage.SCOPING)
    before = case.events.earliest("recorded_at").recorded_at - datetime.timedelta(seconds=1)
    newest_first = list(case.events.order_by("-pk"))
    assert list(changed_since(cast.coordinator, before)) == newest_first
    moved = [event for event in newest_first if event.moved]
    assert 0 < len(moved) < len(newest_first)
    reads = {part: list(changed_since(user, before)) for part, user in cast.people().items()}
    for part, role in (TEAM_ROLES | OF_ONE_CASE).items():
        history = may_see([role], Material.HISTORY, case.standing)
        told = newest_first if history else moved
        assert reads[part] == (told if is_open_to(role, case) else []), part
    assert reads["outsider"] == []
    assert not changed_since(cast.coordinator, timezone.now() + datetime.timedelta(seconds=1)).exists()

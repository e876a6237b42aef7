"""Who holds what on a case from when to when, and what follows from it in permission rows, labels and events?"""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from dhr_cases.actions import core, panel
from dhr_cases.actions.appointments import end_appointment
from dhr_cases.actions.grants import (
    difference,
    expected_group_rows,
    refresh_people,
    refresh_teams,
    stored_group_rows,
    stored_request_rows,
    stored_user_rows,
)
from dhr_cases.actions.memberships import end_role, grant_role, join_team, leave_team, team_of
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Appointment,
    Case,
    CaseEvent,
    CaseMembership,
    InformationRequest,
    Partnership,
    Team,
    TeamMembership,
)
from dhr_cases.models.history import change
from dhr_cases.roles import ROLES, CasePermission, Holding, Role
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import CASE_ROLES, Cast
from tests.stages import case_at
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
WEEK, MONTH = TODAY + 7 * DAY, TODAY + 30 * DAY


@pytest.fixture
def far(cast: Cast) -> Partnership:
    with change("Test", None):
        made: Partnership = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    return made


def last_days(case: Case, cast: Cast) -> set[datetime.date | None]:
    """Until when the outsider's permission rows on the case hold."""
    return {until for user, _, _, until in stored_user_rows(case) if user == cast.outsider.pk}


# permission rows of people


@pytest.mark.parametrize(
    ("first", "second", "until"),
    [
        (WEEK, MONTH, MONTH),
        (MONTH, WEEK, MONTH),
        (WEEK, WEEK, WEEK),
        (None, WEEK, None),
        (WEEK, None, None),
        (None, None, None),
        (TODAY, TODAY - DAY, TODAY),
        (TODAY - DAY, TODAY, TODAY),
    ],
)
def test_holds_until_the_last_of_two_memberships_ends(
    case: Case, cast: Cast, first: datetime.date | None, second: datetime.date | None, until: datetime.date | None
) -> None:
    """One that has ended counts for nothing; one without a last day lasts."""
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "to": cast.outsider, "role": Role.FAMILY_ADVOCATE}
    for last in (first, second):
        grant_role(**said, starts_on=TODAY - DAY, ends_on=last)
    assert last_days(case, cast) == {until}
    assert difference(case) == set()


def test_gives_nothing_before_a_membership_begins(case: Case, cast: Cast) -> None:
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "to": cast.outsider, "role": Role.FAMILY_ADVOCATE}
    grant_role(**said, starts_on=TODAY + DAY)
    assert last_days(case, cast) == set()
    grant_role(**said, starts_on=TODAY)
    assert last_days(case, cast) == {None}


def test_keeps_the_other_role_of_one_who_loses_one(case: Case, cast: Cast) -> None:
    """And what both roles allow, once."""
    grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.FAMILY_ADVOCATE)
    chair = grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.INDEPENDENT_CHAIR)
    end_role(case=case, by=cast.coordinator, membership=chair, reason="A mistake")
    names = sorted(name for user, name, _, _ in stored_user_rows(case) if user == cast.outsider.pk)
    assert names == sorted(permission.value for permission in ROLES[Role.FAMILY_ADVOCATE].on_case)
    stands = CaseMembership.objects.get(pk=chair.pk)
    assert (stands.ends_on, stands.reason) == (TODAY - DAY, "A mistake")


def test_opens_a_request_to_the_people_of_its_agency_alone(case: Case, other_case: Case, cast: Cast) -> None:
    """Of this case: the same agency's request on another one stays shut."""
    own, foreign, elsewhere = (
        put(InformationRequest, case=review, organisation=body, asked_on=TODAY, due_on=WEEK, asks_for="Records")
        for review, body in ((case, cast.police), (case, cast.health), (other_case, cast.police))
    )
    for review in (case, other_case):
        refresh_people(review)
    opened = {(user, request) for user, _, request, _ in stored_request_rows(case)}
    police = {(cast.agency_author.pk, own.pk), (cast.agency_contact.pk, own.pk)}
    assert opened == {*police, (cast.second_author.pk, foreign.pk)}
    assert stored_request_rows(other_case) == set()
    assert elsewhere.case == other_case


def test_puts_rows_back_and_takes_strange_ones_away(case: Case, cast: Cast) -> None:
    """Whatever was written past the acts; twice changes nothing more."""
    before = stored_user_rows(case)
    member = CaseMembership.objects.get(case=case, user=cast.family_advocate)
    with change("Test", None):
        member.user = cast.outsider
        member.save()
    assert difference(case) != set()
    refresh_people(case)
    assert {row[0] for row in stored_user_rows(case) ^ before} == {cast.outsider.pk, cast.family_advocate.pk}
    after = stored_user_rows(case)
    refresh_people(case)
    assert stored_user_rows(case) == after


# permission rows of teams


def test_opens_a_case_to_the_teams_of_every_partnership_it_belongs_to(
    case: Case, other_case: Case, cast: Cast, far: Partnership
) -> None:
    """Lead, joint or managing; a partnership that only exists has none of it."""
    team = team_of(far, Role.COORDINATOR)
    assert {group for group, _, _ in stored_group_rows(case)} & {team.group_id} == set()
    for belong in ("joint", "managing", "lead"):
        with change("Test", None):
            case.joint_csps.set([far] if belong == "joint" else [])
            case.managing_body = far if belong == "managing" else None
            case.lead_csp = far if belong == "lead" else cast.partnership
            case.save()
        refresh_teams(case)
        names = {name for group, name, pk in stored_group_rows(case) if (group, pk) == (team.group_id, case.pk)}
        assert names == {permission.value for permission in ROLES[Role.COORDINATOR].on_case}
    assert {group for group, _, _ in stored_group_rows(other_case)} & {team.group_id} == set()


def test_opens_a_case_to_a_team_from_the_stage_in_which_it_sees_it(case: Case, cast: Cast) -> None:
    """The Home Office's readers see nothing of a death that was only referred."""
    group = Team.objects.get(partnership=cast.partnership, role=Role.HOME_OFFICE_READER).group_id
    for stage, is_open in ((Stage.SCOPING, False), (Stage.HO_NOTIFIED, True), (Stage.SCOPING, False)):
        stand_at(case, stage)
        assert any(row[0] == group for row in stored_group_rows(case)) == is_open
        assert stored_group_rows(case) == expected_group_rows(case)


def test_makes_a_team_on_its_first_use_and_opens_the_cases_to_it(case: Case, cast: Cast) -> None:
    assert team_of(cast.partnership, Role.COORDINATOR) == team_of(cast.partnership, Role.COORDINATOR)
    assert Group.objects.filter(name="testshire: Coordinator").count() == 1


@pytest.mark.parametrize("role", [role for role, row in ROLES.items() if row.holding is Holding.CASE])
def test_makes_no_team_of_a_role_on_one_case(cast: Cast, role: Role) -> None:
    before = Team.objects.count()
    with pytest.raises(Incomplete) as refused:
        team_of(cast.partnership, role)
    assert refused.value.sentence == f"{ROLES[role].label} is a role on one case, not of a standing team."
    assert Team.objects.count() == before


@pytest.mark.parametrize("role", [role for role, row in ROLES.items() if row.holding is Holding.TEAM])
def test_gives_no_teams_role_on_one_case(case: Case, cast: Cast, role: Role) -> None:
    with pytest.raises(Incomplete) as refused:
        grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=role, organisation=cast.police)
    assert refused.value.sentence == f"{ROLES[role].label} is a role of a standing team, not of one case."
    assert not CaseMembership.objects.filter(user=cast.outsider).exists()


NEEDY = [role for role, row in ROLES.items() if row.needs_organisation and row.holding is not Holding.TEAM]


@pytest.mark.parametrize("role", NEEDY)
def test_wants_the_agency_of_those_who_speak_for_one(case: Case, cast: Cast, role: Role) -> None:
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "to": cast.outsider, "role": role}
    with pytest.raises(Incomplete) as refused:
        grant_role(**said)
    assert refused.value.sentence == f"Say for which agency the person is {ROLES[role].label.lower()}."
    assert not CaseMembership.objects.filter(user=cast.outsider).exists()
    member = grant_role(**said, organisation=cast.refuge, reason="Named by the refuge", ends_on=WEEK)
    assert (member.organisation, member.starts_on, member.ends_on) == (cast.refuge, TODAY, WEEK)
    event = CaseEvent.objects.latest("pk")
    assert (event.kind, event.subject_id, event.reason) == (Event.MEMBERSHIP_GRANTED, member.pk, "Named by the refuge")
    assert event.detail == {"role": ROLES[role].label, "account": cast.outsider.pk}


# places in teams


def test_lets_a_person_stand_for_several_bodies(cast: Cast) -> None:
    """Once for each; with the last place they leave the group."""
    said: dict[str, Any] = {"by": cast.administrator, "to": cast.outsider, "partnership": cast.partnership}
    first, second = (
        join_team(**said, role=Role.ACTION_OWNER, organisation=body, reason="Named")
        for body in (cast.police, cast.health)
    )
    with pytest.raises(Incomplete) as refused:
        join_team(**said, role=Role.ACTION_OWNER, organisation=cast.health)
    assert refused.value.sentence == "Outsider is already in this team."
    leave_team(by=cast.administrator, membership=first, reason="Moved")
    assert first.team.group in cast.outsider.groups.all()
    leave_team(by=cast.administrator, membership=second, reason="Retired")
    assert first.team.group not in cast.outsider.groups.all()
    rows = TeamMembership.objects.filter(user=cast.outsider).order_by("pk").values_list("ends_on", "reason")
    assert list(rows) == [(TODAY - DAY, "Moved"), (TODAY - DAY, "Retired")]


def test_joins_a_team_again_after_leaving_it(cast: Cast) -> None:
    place = TeamMembership.objects.get(user=cast.auditor)
    leave_team(by=cast.administrator, membership=place, reason="Left")
    again = join_team(by=cast.administrator, to=cast.auditor, partnership=cast.partnership, role=Role.AUDITOR)
    assert (again.starts_on, again.ends_on, again.team) == (TODAY, None, place.team)
    assert place.team.group in cast.auditor.groups.all()


@pytest.mark.parametrize("part", ["coordinator", "csp_chair", "auditor", "outsider"])
def test_lets_only_an_administrator_change_a_team(cast: Cast, part: str) -> None:
    person = cast.people()[part]
    place = TeamMembership.objects.get(user=cast.auditor)
    with pytest.raises(NotPermitted):
        leave_team(by=person, membership=place, reason="Out")
    with pytest.raises(NotPermitted):
        join_team(by=person, to=cast.outsider, partnership=cast.partnership, role=Role.AUDITOR)
    assert TeamMembership.objects.get(pk=place.pk).ends_on is None
    assert not TeamMembership.objects.filter(user=cast.outsider).exists()


# posts, and what an act says somebody was


@pytest.mark.parametrize("part", CASE_ROLES)
def test_says_as_what_each_person_acted(case: Case, cast: Cast, part: str) -> None:
    role, _ = CASE_ROLES[part]
    assert core.role_label(cast.people()[part], case) == ROLES[role].label


def test_says_the_first_of_several_roles_and_nothing_of_none(case: Case, other_case: Case, cast: Cast) -> None:
    """In the order of the table of roles, whatever came first; and of this case alone."""
    assert core.role_label(cast.outsider, case) == ""
    for role in reversed([role for role, row in ROLES.items() if row.holding is not Holding.TEAM]):
        grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=role, organisation=cast.police)
    first = next(row.label for row in ROLES.values() if row.holding is not Holding.TEAM)
    assert core.role_label(cast.outsider, case) == first
    assert core.role_label(cast.outsider, other_case) == ""
    assert core.role_label(cast.independent_chair, other_case) == ""


def test_makes_a_planned_end_no_reason_to_keep_a_post_without_its_role(cast: Cast, case: Case) -> None:
    """Who holds the role only until a day gets it without one when they take a seat."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    grant_role(
        case=case, by=cast.coordinator, to=cast.outsider, role=Role.PANEL_MEMBER, organisation=cast.police, ends_on=WEEK
    )
    panel.seat_agency(case=case, by=cast.coordinator, seating=panel.Seating(cast.police, user=cast.outsider))
    held = CaseMembership.objects.filter(case=case, user=cast.outsider, role=Role.PANEL_MEMBER)
    assert set(held.values_list("ends_on", flat=True)) == {WEEK, None}
    panel.seat_agency(case=case, by=cast.coordinator, seating=panel.Seating(cast.health, user=cast.outsider))
    assert held.filter(organisation=cast.health, ends_on=None).count() == 1
    panel.seat_agency(case=case, by=cast.coordinator, seating=panel.Seating(cast.police, user=cast.outsider))
    assert held.count() == 3


def test_ends_with_a_seat_every_role_for_that_agency_and_no_other(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    said: dict[str, Any] = {"case": case, "by": cast.coordinator}
    seats = [
        panel.seat_agency(**said, seating=panel.Seating(body, user=cast.outsider))
        for body in (cast.police, cast.police, cast.health)
    ]
    left = panel.Seating(cast.police, panel.SeatChange.LEFT, reason="Retired")
    held = CaseMembership.objects.filter(case=case, user=cast.outsider, ends_on=None)
    panel.seat_agency(**said, seating=left, replaces=seats[0])
    assert set(held.values_list("organisation", flat=True)) == {cast.police.pk, cast.health.pk}
    panel.seat_agency(**said, seating=left, replaces=seats[1])
    assert list(held.values_list("organisation", flat=True)) == [cast.health.pk]
    ended = CaseMembership.objects.get(case=case, user=cast.outsider, organisation=cast.police)
    assert (ended.ends_on, ended.reason) == (TODAY - DAY, "Retired")
    event = CaseEvent.objects.filter(case=case, kind=Event.MEMBERSHIP_ENDED).latest("pk")
    assert (event.subject_id, event.detail) == (ended.pk, {"role": "Panel member", "account": cast.outsider.pk})
    assert difference(case) == set()


def test_keeps_the_chairs_role_while_another_appointment_of_theirs_stands(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    first = Appointment.objects.get(case=case)
    second = put(Appointment, case=case, user=first.user, post="author")
    end_appointment(case=case, by=cast.coordinator, appointment=first, reason="Writes on")
    assert CasePermission.VIEW.value in {name for user, name, _, _ in stored_user_rows(case) if user == first.user_id}
    end_appointment(case=case, by=cast.coordinator, appointment=second, reason="Done", on=TODAY - DAY)
    assert first.user_id not in {row[0] for row in stored_user_rows(case)}
    assert Appointment.objects.get(pk=second.pk).ended_on == TODAY - DAY

"""From which day to which does a person hold what a role permits, on a case, on a request and in a partnership?"""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from dhr_cases import permissions, site_permissions
from dhr_cases.actions import memberships
from dhr_cases.actions.grants import refresh_people
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.errors import NotPermitted
from dhr_cases.models import (
    Case,
    CaseMembership,
    CaseUserPermission,
    InformationRequest,
    Organisation,
    Partnership,
    RequestUserPermission,
    TeamMembership,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.queries import requests_of, visible_to
from dhr_cases.roles import (
    ROLES,
    CasePermission,
    RequestPermission,
    Role,
    SitePermission,
    begun_small,
    in_words,
    roles_with,
)
from dhr_cases.roles_held import is_agency_only, roles_anywhere
from dhr_cases.team_verbs import VerbRow
from dhr_cases.verbs import VERBS, Verb
from tests.conftest import CASE_ROLES, Cast

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
SPANS = [
    (TODAY, None, True),
    (TODAY - DAY, TODAY + DAY, True),
    (TODAY, TODAY, True),
    (TODAY + DAY, None, False),
    (TODAY - 2 * DAY, TODAY - DAY, False),
]
"""First and last day of a membership, and whether it holds today."""


def spanning(member: CaseMembership | TeamMembership, starts: datetime.date, ends: datetime.date | None) -> None:
    """Give the membership its first and its last day."""
    member.starts_on, member.ends_on = starts, ends
    with change("Test span", None):
        member.save()


def team_place(user: User) -> TeamMembership:
    """The person's place in a standing team."""
    return TeamMembership.objects.get(user=user)


@pytest.fixture
def next_door(cast: Cast) -> Partnership:
    """A second partnership on the same site."""
    with change("Test partnership", None):
        row: Partnership = Partnership.objects.create(code="next-door", name="Next Door CSP")
    return row


@pytest.fixture
def request_to_police(case: Case, cast: Cast) -> InformationRequest:
    """A request on which the police's people hold their rows."""
    return ask(case, cast, cast.police)


def ask(case: Case, cast: Cast, body: Organisation) -> InformationRequest:
    """A request to an agency."""
    with change("Test request", cast.coordinator):
        row: InformationRequest = InformationRequest.objects.create(
            case=case, organisation=body, asked_on=TODAY, due_on=TODAY, asks_for="Your records"
        )
    refresh_people(case)
    return row


@pytest.mark.parametrize(("starts", "ends", "holds"), SPANS)
def test_holds_a_role_of_a_case_from_its_first_day_to_its_last(
    case: Case, cast: Cast, starts: datetime.date, ends: datetime.date | None, holds: bool
) -> None:
    spanning(CaseMembership.objects.get(case=case, user=cast.panel_member), starts, ends)
    assert permissions.roles_on(cast.panel_member, case) == ({Role.PANEL_MEMBER} if holds else set())
    assert roles_anywhere(cast.panel_member).roles == ({Role.PANEL_MEMBER} if holds else set())


@pytest.mark.parametrize(("starts", "ends", "holds"), SPANS)
def test_holds_what_a_team_may_from_its_first_day_to_its_last(
    case: Case, cast: Cast, starts: datetime.date, ends: datetime.date | None, holds: bool
) -> None:
    """On every case of the team, and beyond cases."""
    auditor = cast.auditor
    spanning(team_place(auditor), starts, ends)
    assert permissions.roles_on(auditor, case) == ({Role.AUDITOR} if holds else set())
    assert permissions.granted(auditor, case) == (ROLES[Role.AUDITOR].on_case if holds else frozenset())
    assert visible_to(auditor).exists() is holds
    for found in (
        permissions.site_permissions(auditor),
        site_permissions.granted(auditor, cast.partnership),
        roles_anywhere(auditor).on_site,
    ):
        assert found == (ROLES[Role.AUDITOR].on_site if holds else frozenset())
    assert site_permissions.role_label(auditor, cast.partnership) == ("Auditor" if holds else "")


@pytest.mark.parametrize(("until", "holds"), [(None, True), (TODAY + DAY, True), (TODAY, True), (TODAY - DAY, False)])
def test_lets_a_row_of_the_index_last_to_its_last_day(
    case: Case, cast: Cast, request_to_police: InformationRequest, until: datetime.date | None, holds: bool
) -> None:
    """Whether one case is asked about, or all of them."""
    CaseUserPermission.objects.filter(user=cast.panel_member).update(until=until)
    RequestUserPermission.objects.filter(user=cast.agency_author).update(until=until)
    assert (CasePermission.APPROVE in permissions.granted(cast.panel_member, case)) is holds
    assert permissions.cases_with(cast.panel_member, CasePermission.APPROVE).exists() is holds
    assert permissions.can(Verb.APPROVE_FOR_AGENCY, cast.panel_member, case) is holds
    assert permissions.requests_with(cast.agency_author, RequestPermission.RESPOND).exists() is holds


@pytest.mark.parametrize("verb", Verb)
def test_refuses_each_act_to_a_stranger_and_says_whose_it_is(case: Case, cast: Cast, verb: Verb) -> None:
    who = in_words(roles_with(VERBS[verb].permission))
    with pytest.raises(NotPermitted) as refused:
        permissions.check_can(verb, cast.outsider, case)
    assert refused.value.sentence == (
        f"You may not do this: {begun_small(VERBS[verb].label)}. It is for {who} of this review."
    )
    assert not permissions.can(verb, cast.outsider, case)


@pytest.mark.parametrize("permission", CasePermission)
def test_lets_all_who_carry_a_permission_do_it_and_nobody_else(
    case: Case, cast: Cast, permission: CasePermission
) -> None:
    """Agency contacts and readers of the Home Office hold nothing of a case just referred."""
    parts = {"coordinator", "csp_chair", "independent_chair", "panel_member", "agency_author", "family_advocate"}
    people = {part: cast.people()[part] for part in (*parts, "finance_officer", "auditor", "administrator", "outsider")}
    allowed = {part for part, person in people.items() if permission in permissions.granted(person, case)}
    assert allowed == {part for part in people if part in {role.value for role in roles_with(permission)}}
    listed = {part for part, person in people.items() if permissions.cases_with(person, permission).exists()}
    assert listed == allowed


def test_asks_for_the_permission_of_the_right_table(case: Case, cast: Cast) -> None:
    """One codename can stand for cases, for requests and for other tables."""
    codename = CasePermission.APPROVE.value
    namesake = Permission.objects.exclude(content_type__model="case").first()
    assert namesake is not None
    Permission.objects.filter(pk=namesake.pk).update(codename=codename)
    assert permissions.cases_with(cast.panel_member, CasePermission.APPROVE).get() == case


@pytest.mark.parametrize(("part", "role"), [(part, role) for part, (role, _body) in CASE_ROLES.items()])
def test_holds_a_role_of_one_case_on_no_other(case: Case, other_case: Case, cast: Cast, part: str, role: Role) -> None:
    """Whichever way it is asked."""
    user = cast.people()[part]
    assert permissions.roles_on(user, case) == {role}
    assert permissions.granted(user, case) == ROLES[role].on_case
    assert permissions.roles_on(user, other_case) == frozenset()
    assert permissions.granted(user, other_case) == frozenset()
    assert not [verb for verb in Verb if permissions.can(verb, user, other_case)]
    assert set(visible_to(user)) == ({case} if CasePermission.VIEW in ROLES[role].on_case else set())


def test_holds_what_a_team_may_on_no_case_of_another_partnership(
    case: Case, cast: Cast, next_door: Partnership
) -> None:
    """Two coordinators, each in their own partnership."""
    memberships.join_team(by=None, to=cast.outsider, partnership=next_door, role=Role.COORDINATOR)
    theirs = refer_death(
        by=cast.outsider,
        referral=Referral(partnership=next_door, referred_by="Elsewhere Police", referred_on=TODAY),
    )
    for user, own, other in ((cast.coordinator, case, theirs), (cast.outsider, theirs, case)):
        assert permissions.granted(user, own) == ROLES[Role.COORDINATOR].on_case
        assert permissions.granted(user, other) == frozenset()
        assert permissions.roles_on(user, own) == {Role.COORDINATOR}
        assert permissions.roles_on(user, other) == frozenset()
        assert list(visible_to(user)) == [own]


@pytest.mark.parametrize("permission", SitePermission)
def test_does_an_act_of_a_team_for_its_own_partnership_alone(
    cast: Cast, next_door: Partnership, permission: SitePermission
) -> None:
    row = VerbRow("Lay the table", "laid the table", permission)
    holders = site_permissions.roles_with(permission)
    site_permissions.check_can_for_team(row, cast.people()[holders[0].value], cast.partnership)
    for user, partnership in ((cast.people()[holders[0].value], next_door), (cast.outsider, cast.partnership)):
        with pytest.raises(NotPermitted) as refused:
            site_permissions.check_can_for_team(row, user, partnership)
        assert refused.value.sentence == f"You may not do this: lay the table. It is for {in_words(holders)}."


@pytest.mark.parametrize("permission", RequestPermission)
def test_leaves_a_request_to_its_own_agency(
    case: Case, cast: Cast, request_to_police: InformationRequest, permission: RequestPermission
) -> None:
    """Its author answers, its contact answers and signs off; another agency's author does neither."""
    people = cast.people()
    able = [part for part in people if _may(permission, people[part], request_to_police)]
    expected = {
        RequestPermission.RESPOND: ["agency_author", "agency_contact"],
        RequestPermission.SIGN_OFF: ["agency_contact"],
    }
    assert able == expected[permission]
    assert [part for part in people if requests_of(people[part]).exists()] == ["agency_author", "agency_contact"]


def test_keeps_the_requests_of_two_agencies_apart(
    case: Case, cast: Cast, request_to_police: InformationRequest
) -> None:
    """Each author answers one of them, whichever way it is asked."""
    to_health = ask(case, cast, cast.health)
    answers = RequestPermission.RESPOND
    for user, own, other in (
        (cast.agency_author, request_to_police, to_health),
        (cast.second_author, to_health, request_to_police),
    ):
        assert _may(answers, user, own)
        assert not _may(answers, user, other)
        assert list(permissions.requests_with(user, answers)) == [own]
        assert list(InformationRequest.objects.filter(permissions.holds_on_request(user, answers.value, "pk"))) == [own]


def _may(permission: RequestPermission, user: User, request: InformationRequest) -> bool:
    try:
        permissions.check_can_on_request(permission, user, request)
    except NotPermitted:
        return False
    return True


def test_says_that_a_request_is_for_another_agency(cast: Cast, request_to_police: InformationRequest) -> None:
    with pytest.raises(NotPermitted, match="for another agency, or your part in it has ended. Ask the coordinator"):
        permissions.check_can_on_request(RequestPermission.RESPOND, cast.second_author, request_to_police)


def test_lets_an_account_that_is_switched_off_do_nothing_anywhere(
    case: Case, cast: Cast, request_to_police: InformationRequest
) -> None:
    for user in (cast.coordinator, cast.agency_contact):
        user.is_active = False
    assert not visible_to(cast.coordinator).exists()
    assert permissions.site_permissions(cast.coordinator) == frozenset()
    assert site_permissions.granted(cast.coordinator, cast.partnership) == frozenset()
    assert not site_permissions.partnerships_with(cast.coordinator, SitePermission.CREATE_CASE).exists()
    assert not permissions.requests_with(cast.agency_contact, RequestPermission.SIGN_OFF).exists()
    assert not InformationRequest.objects.filter(
        permissions.holds_on_request(cast.agency_contact, RequestPermission.SIGN_OFF.value, "pk")
    ).exists()
    assert roles_anywhere(cast.coordinator) == roles_anywhere(cast.outsider)


@pytest.mark.parametrize("role", [role for role, row in ROLES.items() if row.on_site])
def test_holds_for_the_partnership_of_the_team_and_no_other(cast: Cast, next_door: Partnership, role: Role) -> None:
    user = cast.people()[role.value]
    assert site_permissions.granted(user, cast.partnership) == ROLES[role].on_site
    assert site_permissions.granted(user, next_door) == frozenset()
    for permission in SitePermission:
        expected = [cast.partnership] if permission in ROLES[role].on_site else []
        assert list(site_permissions.partnerships_with(user, permission)) == expected


@pytest.mark.parametrize("permission", SitePermission)
def test_says_whose_an_act_beyond_cases_is(cast: Cast, permission: SitePermission) -> None:
    holders = tuple(role for role, row in ROLES.items() if permission in row.on_site)
    assert site_permissions.roles_with(permission) == holders
    with pytest.raises(NotPermitted) as refused:
        permissions.check_can_on_site(permission, cast.outsider)
    assert refused.value.sentence == f"This is for {in_words(holders)}."
    permissions.check_can_on_site(permission, cast.people()[holders[0].value])


def test_answers_for_its_own_body_in_its_own_partnership(cast: Cast, next_door: Partnership) -> None:
    """A person who answers for one body here and another there mixes neither."""
    user = cast.action_owner
    memberships.join_team(by=None, to=user, partnership=next_door, role=Role.ACTION_OWNER, organisation=cast.health)
    answers = SitePermission.ANSWER_ACTIONS
    assert list(site_permissions.bodies_answered_for(user, answers, cast.partnership)) == [cast.police]
    assert list(site_permissions.bodies_answered_for(user, answers, next_door)) == [cast.health]
    assert not site_permissions.bodies_answered_for(user, SitePermission.ANSWER_FUNDING, next_door).exists()


def test_calls_a_person_of_two_teams_by_the_first_role_of_the_table(cast: Cast) -> None:
    memberships.join_team(by=None, to=cast.auditor, partnership=cast.partnership, role=Role.CSP_CHAIR)
    assert site_permissions.role_label(cast.auditor, cast.partnership) == "Partnership chair"


def test_tells_roles_of_teams_from_roles_of_cases(case: Case, cast: Cast) -> None:
    """A coordinator of one case alone may do nothing beyond it."""
    memberships.grant_role(case=case, by=cast.coordinator, to=cast.auditor, role=Role.COORDINATOR)
    held = roles_anywhere(cast.auditor)
    assert held.roles == {Role.AUDITOR, Role.COORDINATOR}
    assert held.in_teams == {Role.AUDITOR}
    assert held.on_site == ROLES[Role.AUDITOR].on_site


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (set(), False),
        ({Role.AGENCY_AUTHOR}, True),
        ({Role.AGENCY_CONTACT}, True),
        ({Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT}, True),
        ({Role.AGENCY_AUTHOR, Role.PANEL_MEMBER}, False),
        ({Role.PANEL_MEMBER}, False),
    ],
)
def test_knows_who_is_here_only_for_an_agency(roles: set[Role], expected: bool) -> None:
    assert is_agency_only(frozenset(roles)) is expected

"""Who holds which role, what does each permit beyond a review, and what does each see from when?

The product's tables are by role; here they are read by permission and by material, as a person asks: who may, who sees.
"""

from collections.abc import Mapping

import pytest

from dhr_cases.disclosure import FROM_STAGE, Material, may_see, sees_case, stages_showing
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.roles import (
    ROLES,
    CasePermission,
    Holding,
    RequestPermission,
    Role,
    SitePermission,
    in_words,
    inside_a_sentence,
    roles_with,
)
from dhr_cases.roles_held import AGENCY_ROLES, Held, is_agency_only
from dhr_cases.site_permissions import roles_with as roles_on_site
from dhr_cases.stages import STAGES, Stage

R = Role
P = CasePermission
S = SitePermission
M = Material
ON_A_CASE = {
    R.COORDINATOR, R.CSP_CHAIR, R.INDEPENDENT_CHAIR, R.PANEL_MEMBER, R.AGENCY_AUTHOR, R.FAMILY_ADVOCATE,
    R.HOME_OFFICE_READER, R.COMMISSIONER_OFFICE, R.PCC_OFFICE, R.AUDITOR,
}  # fmt: skip
OFFICE = {R.COORDINATOR}

WHO_MAY: Mapping[CasePermission, set[Role]] = {
    P.VIEW: ON_A_CASE,
    P.VIEW_NAMES: {R.COORDINATOR, R.INDEPENDENT_CHAIR},
    P.VIEW_MONEY: {R.COORDINATOR, R.CSP_CHAIR, R.FINANCE_OFFICER, R.AUDITOR},
    P.MANAGE_MONEY: {R.FINANCE_OFFICER},
    P.MANAGE: OFFICE,
    P.GRANT_ROLES: OFFICE,
    P.SCREEN: OFFICE,
    P.DECIDE: {R.CSP_CHAIR},
    P.NOTIFY: OFFICE,
    P.APPOINT: OFFICE,
    P.SET_TERMS: {R.COORDINATOR, R.INDEPENDENT_CHAIR},
    P.REQUEST_INFORMATION: OFFICE,
    P.ACCEPT_RETURNS: {R.COORDINATOR, R.INDEPENDENT_CHAIR},
    P.RUN_PANEL: {R.COORDINATOR, R.INDEPENDENT_CHAIR},
    P.DRAFT: {R.INDEPENDENT_CHAIR},
    P.APPROVE: {R.PANEL_MEMBER},
    P.SIGN_OFF: {R.CSP_CHAIR},
    P.SUBMIT: OFFICE,
    P.RECORD_ASSURANCE: {R.COORDINATOR, R.HOME_OFFICE_READER},
    P.CHECK_PUBLICATION: {R.COORDINATOR, R.CSP_CHAIR, R.PANEL_MEMBER},
    P.PUBLISH: OFFICE,
    P.MONITOR: OFFICE,
    P.CLOSE: {R.COORDINATOR, R.CSP_CHAIR},
}
WHO_MAY_BEYOND: Mapping[SitePermission, set[Role]] = {
    S.CREATE_CASE: OFFICE,
    S.MANAGE_SETTINGS: {R.COORDINATOR, R.ADMINISTRATOR},
    S.MANAGE_ACCOUNTS: {R.ADMINISTRATOR},
    S.VIEW_ORGANISATIONS: {R.COORDINATOR, R.ADMINISTRATOR},
    S.VIEW_FUNDING: {R.COORDINATOR, R.CSP_CHAIR, R.FINANCE_OFFICER, R.AUDITOR},
    S.MANAGE_FUNDING: {R.COORDINATOR, R.FINANCE_OFFICER},
    S.APPROVE_FUNDING: {R.CSP_CHAIR, R.FINANCE_OFFICER},
    S.ANSWER_FUNDING: {R.FUNDING_CONTACT},
    S.ANSWER_ACTIONS: {R.ACTION_OWNER},
    S.ANSWER_MEETINGS: {R.ACTION_OWNER},
    S.VIEW_LEARNING: {R.COORDINATOR, R.CSP_CHAIR, R.AUDITOR},
    S.MANAGE_LEARNING: OFFICE,
    S.VIEW_GOVERNANCE: {R.COORDINATOR, R.CSP_CHAIR, R.AUDITOR},
    S.MANAGE_GOVERNANCE: OFFICE,
}
START, CHAIR, DRAFTING, APPROVED = Stage.REFERRED, Stage.CHAIR_APPOINTED, Stage.DRAFTING, Stage.PANEL_APPROVED
WHO_SEES: Mapping[Material, Mapping[Role, Stage]] = {
    M.STATUS: {
        R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: START, R.PANEL_MEMBER: START,
        R.AGENCY_AUTHOR: START, R.FAMILY_ADVOCATE: START, R.HOME_OFFICE_READER: Stage.HO_NOTIFIED,
        R.COMMISSIONER_OFFICE: Stage.QA_CLEARED, R.PCC_OFFICE: Stage.QA_CLEARED, R.AUDITOR: START,
    },
    M.BRIEFING: {R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: Stage.DECIDED_REVIEW},
    M.PEOPLE: {R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: CHAIR},
    M.ANONYMITY: {R.COORDINATOR: START, R.INDEPENDENT_CHAIR: CHAIR},
    M.FAMILY: {R.COORDINATOR: START, R.INDEPENDENT_CHAIR: CHAIR},
    M.PANEL: {R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: START},
    M.TERMS: {
        R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: START,
        R.AGENCY_AUTHOR: Stage.TOR_AGREED, R.FAMILY_ADVOCATE: Stage.TOR_AGREED,
    },
    M.REQUESTS: {
        R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: Stage.INFO_REQUESTED,
    },
    M.RETURNS: {R.COORDINATOR: START, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: Stage.INFO_IN},
    M.MEETINGS: {R.COORDINATOR: START, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: START},
    M.DRAFTS: {
        R.COORDINATOR: START, R.CSP_CHAIR: APPROVED, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: DRAFTING,
        R.FAMILY_ADVOCATE: Stage.FAMILY_REVIEW,
    },
    M.DRAFTING: {
        R.COORDINATOR: START, R.CSP_CHAIR: APPROVED, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: DRAFTING,
    },
    M.SUBMISSION: {
        R.COORDINATOR: START, R.CSP_CHAIR: APPROVED, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: Stage.SUBMITTED,
        R.HOME_OFFICE_READER: Stage.SUBMITTED,
    },
    M.QA_LETTER: {
        R.COORDINATOR: START, R.CSP_CHAIR: Stage.AT_QA, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: Stage.AT_QA,
        R.HOME_OFFICE_READER: Stage.AT_QA,
    },
    M.RECOMMENDATIONS: {
        R.COORDINATOR: START, R.CSP_CHAIR: APPROVED, R.INDEPENDENT_CHAIR: CHAIR, R.PANEL_MEMBER: DRAFTING,
        R.FAMILY_ADVOCATE: Stage.FAMILY_REVIEW,
    },
    M.PUBLICATION: {
        R.COORDINATOR: START, R.CSP_CHAIR: Stage.QA_CLEARED, R.INDEPENDENT_CHAIR: CHAIR,
        R.PANEL_MEMBER: Stage.QA_CLEARED, R.AGENCY_AUTHOR: Stage.PUBLISHED,
        R.FAMILY_ADVOCATE: Stage.PRE_PUBLICATION, R.HOME_OFFICE_READER: Stage.PUBLISHED,
        R.COMMISSIONER_OFFICE: Stage.QA_CLEARED, R.PCC_OFFICE: Stage.QA_CLEARED,
    },
    M.MEMBERS: {R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: CHAIR},
    M.HISTORY: {R.COORDINATOR: START, R.CSP_CHAIR: START, R.INDEPENDENT_CHAIR: CHAIR, R.AUDITOR: START},
    M.MONEY: {R.COORDINATOR: START, R.CSP_CHAIR: START, R.FINANCE_OFFICER: START, R.AUDITOR: START},
}  # fmt: skip


@pytest.mark.parametrize("permission", CasePermission)
def test_gives_each_permission_on_a_review_to_these_roles(permission: CasePermission) -> None:
    """In the order of the table, which is the order in which a refusal names them."""
    found = roles_with(permission)
    assert set(found) == WHO_MAY[permission]
    assert list(found) == [role for role in ROLES if role in found]


@pytest.mark.parametrize("permission", SitePermission)
def test_gives_each_permission_beyond_reviews_to_these_roles(permission: SitePermission) -> None:
    assert set(roles_on_site(permission)) == WHO_MAY_BEYOND[permission]


def test_gives_what_is_beyond_reviews_only_to_roles_a_team_can_hold() -> None:
    """A role on one case alone carries nothing beyond it; what stands for a body is asked for with its body."""
    assert all(ROLES[role].holding is not Holding.CASE for role in Role if ROLES[role].on_site)
    spoken_for = {S.ANSWER_FUNDING, S.ANSWER_ACTIONS, S.ANSWER_MEETINGS}
    for role in Role:
        assert bool(ROLES[role].on_site & spoken_for) is (role in (R.FUNDING_CONTACT, R.ACTION_OWNER))
    assert {role for role, row in ROLES.items() if row.needs_organisation} == {
        R.PANEL_MEMBER, R.AGENCY_AUTHOR, R.AGENCY_CONTACT, R.FUNDING_CONTACT, R.ACTION_OWNER,
    }  # fmt: skip


def test_holds_each_role_where_it_belongs() -> None:
    held = {where: {role for role, row in ROLES.items() if row.holding is where} for where in Holding}
    assert held == {
        Holding.EITHER: {R.COORDINATOR, R.CSP_CHAIR},
        Holding.CASE: {
            R.INDEPENDENT_CHAIR, R.PANEL_MEMBER, R.AGENCY_AUTHOR, R.AGENCY_CONTACT, R.FAMILY_ADVOCATE,
        },
        Holding.TEAM: {
            R.HOME_OFFICE_READER, R.COMMISSIONER_OFFICE, R.PCC_OFFICE, R.FINANCE_OFFICER, R.FUNDING_CONTACT,
            R.ACTION_OWNER, R.AUDITOR, R.ADMINISTRATOR,
        },
    }  # fmt: skip


def test_lets_an_agencys_people_answer_their_request_and_nobody_else() -> None:
    """The author writes; the contact writes and signs off, and sees nothing of the review."""
    on_request = {role: row.on_request for role, row in ROLES.items() if row.on_request}
    assert on_request == {
        R.AGENCY_AUTHOR: {RequestPermission.RESPOND},
        R.AGENCY_CONTACT: {RequestPermission.RESPOND, RequestPermission.SIGN_OFF},
    }
    assert set(on_request) == AGENCY_ROLES
    assert not ROLES[R.AGENCY_CONTACT].on_case
    assert FROM_STAGE[R.AGENCY_CONTACT] == {}


def test_keeps_money_from_those_who_review_and_reviews_from_those_who_count() -> None:
    """Who keeps the money sees no page of a review; who writes one sees no money."""
    assert set(FROM_STAGE[R.FINANCE_OFFICER]) == {M.MONEY}
    assert P.VIEW not in ROLES[R.FINANCE_OFFICER].on_case
    for role in (R.INDEPENDENT_CHAIR, R.PANEL_MEMBER, R.FAMILY_ADVOCATE, R.AGENCY_AUTHOR, R.HOME_OFFICE_READER):
        assert M.MONEY not in FROM_STAGE[role]
        assert not {P.VIEW_MONEY, P.MANAGE_MONEY} & ROLES[role].on_case
    for role in (R.FUNDING_CONTACT, R.ACTION_OWNER, R.ADMINISTRATOR):
        assert (ROLES[role].on_case, FROM_STAGE[role]) == (frozenset(), {})


@pytest.mark.parametrize("material", Material)
def test_shows_each_material_to_these_roles_from_these_stages(material: Material) -> None:
    found = {role: FROM_STAGE[role][material] for role in Role if material in FROM_STAGE[role]}
    assert found == WHO_SEES[material]
    told = {role: stages for stages, roles in stages_showing(material).items() for role in roles}
    assert set(told) == set(found)
    assert sum(map(len, stages_showing(material).values())) == len(found)
    for role, stages in told.items():
        assert stages == {stage for stage in Stage if may_see((role,), material, stage)}
        assert found[role] in stages


def test_shows_nothing_of_a_case_to_a_role_that_may_not_view_it() -> None:
    """And every role that may, sees at least that it is there, at the latest once it is closed."""
    for role in Role:
        sees = [stage for stage in STAGES if sees_case(role, stage)]
        assert bool(sees) is (role in ON_A_CASE)
        assert sees_case(role, Stage.CLOSED) is (role in ON_A_CASE)
        shown = set(FROM_STAGE[role]) - {M.MONEY}
        assert not shown or M.STATUS in shown


def test_shows_of_several_roles_what_any_of_them_sees() -> None:
    both = (R.AGENCY_AUTHOR, R.PANEL_MEMBER)
    assert may_see(both, M.DRAFTS, DRAFTING)
    assert not may_see(both, M.DRAFTS, Stage.INTERVIEWS)
    assert not may_see((R.AGENCY_AUTHOR,), M.DRAFTS, Stage.CLOSED)
    assert not may_see((), M.STATUS, Stage.CLOSED)


def test_files_each_kind_of_paper_under_a_material_that_somebody_sees() -> None:
    """An agency's own report is the panel's and never the family's; a letter of the Home Office's board is its own."""
    for kind in PaperKind:
        assert WHO_SEES[KINDS[kind].material], kind
    assert KINDS[PaperKind.IMR].material is M.RETURNS
    assert R.FAMILY_ADVOCATE not in WHO_SEES[M.RETURNS]
    assert KINDS[PaperKind.QA_LETTER].material is M.QA_LETTER
    for kind in (PaperKind.PUBLISHED_REPORT, PaperKind.PUBLISHED_SUMMARY, PaperKind.PUBLISHED_PLAN, PaperKind.BRIEFING):
        assert KINDS[kind].material is M.PUBLICATION


# words


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ((), "nobody"),
        ((R.COORDINATOR,), "the coordinator"),
        ((R.COORDINATOR, R.CSP_CHAIR), "the coordinator or the partnership chair"),
        (
            (R.CSP_CHAIR, R.HOME_OFFICE_READER, R.COMMISSIONER_OFFICE),
            "the partnership chair, the Home Office reader or the Domestic Abuse Commissioner's office",
        ),
    ],
)
def test_names_roles_in_a_sentence(roles: tuple[Role, ...], words: str) -> None:
    assert in_words(roles) == words


def test_keeps_the_capital_of_a_role_that_is_named_for_a_body() -> None:
    named = {role for role in Role if inside_a_sentence(ROLES[role].label)[0].isupper()}
    assert named == {R.HOME_OFFICE_READER, R.COMMISSIONER_OFFICE, R.PCC_OFFICE}
    labels = [row.label for row in ROLES.values()]
    assert len(set(labels)) == len(labels) == len(Role)
    assert all(row.held_by and row.source.rstrip().endswith("]") for row in ROLES.values())


def test_asks_what_a_person_may_beyond_reviews_of_their_teams_alone() -> None:
    """A coordinator of one case, who sits in the auditors' team."""
    held = Held(roles=frozenset({R.COORDINATOR, R.AUDITOR}), in_teams=frozenset({R.AUDITOR}))
    assert held.on_site == {S.VIEW_FUNDING, S.VIEW_LEARNING, S.VIEW_GOVERNANCE}
    assert Held(frozenset(), frozenset()).on_site == frozenset()
    assert not is_agency_only(frozenset())
    assert not is_agency_only(held.roles)
    assert is_agency_only(AGENCY_ROLES)

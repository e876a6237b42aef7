"""Which roles are there, who may hold them, and what does each permit?

Imports no Django. ``permissions`` asks this table; memberships say who holds a role.
Source: domain table of who sees what [D] based on 2016 guidance [K].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Codes of the roles a person can hold on a case or in a partnership's standing team."""

    COORDINATOR = "coordinator"
    CSP_CHAIR = "csp_chair"
    INDEPENDENT_CHAIR = "independent_chair"
    PANEL_MEMBER = "panel_member"
    AGENCY_AUTHOR = "agency_author"
    AGENCY_CONTACT = "agency_contact"
    FAMILY_ADVOCATE = "family_advocate"
    HOME_OFFICE_READER = "home_office_reader"
    COMMISSIONER_OFFICE = "commissioner_office"
    PCC_OFFICE = "pcc_office"
    FINANCE_OFFICER = "finance_officer"
    FUNDING_CONTACT = "funding_contact"
    ACTION_OWNER = "action_owner"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class CasePermission(StrEnum):
    """What a person may be allowed on one case; never granted globally."""

    VIEW = "view_review"
    VIEW_NAMES = "view_names"
    VIEW_MONEY = "view_money"
    MANAGE_MONEY = "manage_money"
    MANAGE = "manage_review"
    GRANT_ROLES = "grant_roles"
    SCREEN = "screen_review"
    DECIDE = "decide_review"
    NOTIFY = "notify_about_review"
    APPOINT = "appoint_for_review"
    SET_TERMS = "set_terms_of_review"
    REQUEST_INFORMATION = "request_information"
    ACCEPT_RETURNS = "accept_returns"
    RUN_PANEL = "run_panel"
    DRAFT = "draft_report"
    APPROVE = "approve_report"
    SIGN_OFF = "sign_off_report"
    SUBMIT = "submit_report"
    RECORD_ASSURANCE = "record_assurance"
    CHECK_PUBLICATION = "check_publication"
    PUBLISH = "publish_report"
    MONITOR = "monitor_actions"
    CLOSE = "close_review"


class RequestPermission(StrEnum):
    """What a person may be allowed on one information request."""

    RESPOND = "respond_to_request"
    SIGN_OFF = "sign_off_return"


class SitePermission(StrEnum):
    """What a person may do that concerns no case: held through a standing team."""

    CREATE_CASE = "create_case"
    MANAGE_SETTINGS = "manage_settings"
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_ORGANISATIONS = "view_organisations"
    VIEW_FUNDING = "view_funding"
    MANAGE_FUNDING = "manage_funding"
    APPROVE_FUNDING = "approve_funding"
    ANSWER_FUNDING = "answer_funding"
    ANSWER_ACTIONS = "answer_actions"
    ANSWER_MEETINGS = "answer_meetings"
    VIEW_LEARNING = "view_learning"
    MANAGE_LEARNING = "manage_learning"
    VIEW_GOVERNANCE = "view_governance"
    MANAGE_GOVERNANCE = "manage_governance"


class Holding(StrEnum):
    """Where a role is held: on one case, in a standing team of a partnership, or either."""

    CASE = "case"
    TEAM = "team"
    EITHER = "either"


@dataclass(frozen=True)
class RoleRow:
    """One role: how it reads, where it is held, what it permits, from which source."""

    label: str
    holding: Holding
    held_by: str
    on_case: frozenset[CasePermission]
    on_site: frozenset[SitePermission] = frozenset()
    on_request: frozenset[RequestPermission] = frozenset()
    needs_organisation: bool = False
    source: str = "Local division of duties [D]"


P = CasePermission
S = SitePermission
_COORDINATION = frozenset({
    P.VIEW, P.VIEW_NAMES, P.VIEW_MONEY, P.MANAGE, P.GRANT_ROLES, P.SCREEN, P.NOTIFY, P.APPOINT, P.SET_TERMS,
    P.REQUEST_INFORMATION, P.ACCEPT_RETURNS, P.RUN_PANEL, P.SUBMIT, P.RECORD_ASSURANCE,
    P.CHECK_PUBLICATION, P.PUBLISH, P.MONITOR, P.CLOSE,
})  # fmt: skip  # one line a group reads better than one permission a line

ROLES: Mapping[Role, RoleRow] = {
    Role.COORDINATOR: RoleRow(
        "Coordinator", Holding.EITHER, "Council officer who carries the review through its stages", _COORDINATION,
        frozenset({
            S.CREATE_CASE, S.MANAGE_SETTINGS, S.VIEW_ORGANISATIONS, S.VIEW_FUNDING, S.MANAGE_FUNDING,
            S.VIEW_LEARNING, S.MANAGE_LEARNING, S.VIEW_GOVERNANCE, S.MANAGE_GOVERNANCE,
        }),
    ),
    Role.CSP_CHAIR: RoleRow(
        "Partnership chair", Holding.EITHER, "Chair of the Community Safety Partnership, who decides",
        frozenset({P.VIEW, P.VIEW_MONEY, P.DECIDE, P.SIGN_OFF, P.CHECK_PUBLICATION, P.CLOSE}),
        frozenset({S.VIEW_FUNDING, S.APPROVE_FUNDING, S.VIEW_LEARNING, S.VIEW_GOVERNANCE}),
        source="2016 guidance: the CSP chair makes the decision [V]",
    ),
    Role.INDEPENDENT_CHAIR: RoleRow(
        "Independent chair or author", Holding.CASE, "Contractor tied to no agency in the review",
        frozenset({P.VIEW, P.VIEW_NAMES, P.SET_TERMS, P.ACCEPT_RETURNS, P.RUN_PANEL, P.DRAFT}),
        source="2016 guidance para 39 [V]",
    ),
    Role.PANEL_MEMBER: RoleRow(
        "Panel member", Holding.CASE, "Agency's representative with authority to speak for it",
        frozenset({P.VIEW, P.APPROVE, P.CHECK_PUBLICATION}), needs_organisation=True,
        source="2016 guidance: panel membership [K]",
    ),
    Role.AGENCY_AUTHOR: RoleRow(
        "Agency author", Holding.CASE, "Writer of an agency's own report, not involved in the case",
        frozenset({P.VIEW}), on_request=frozenset({RequestPermission.RESPOND}), needs_organisation=True,
        source="2016 guidance: IMR authors [K]",
    ),
    Role.AGENCY_CONTACT: RoleRow(
        "Agency contact", Holding.CASE, "Agency's senior contact, who signs off its return and sees nothing else",
        frozenset(), on_request=frozenset(RequestPermission), needs_organisation=True,
        source="2016 guidance: agency sign-off [K]",
    ),
    Role.FAMILY_ADVOCATE: RoleRow(
        "Family advocate", Holding.CASE, "Specialist helper named by the family", frozenset({P.VIEW}),
        source="2016 guidance para 56(a) [V]",
    ),
    Role.HOME_OFFICE_READER: RoleRow(
        "Home Office reader", Holding.TEAM, "Home Office review team", frozenset({P.VIEW, P.RECORD_ASSURANCE}),
        source="2016 guidance: quality assurance [V]",
    ),
    Role.COMMISSIONER_OFFICE: RoleRow(
        "Domestic Abuse Commissioner's office", Holding.TEAM, "Receives completed reports", frozenset({P.VIEW}),
        source="DVCVA 2004 s.9(3B) [V]",
    ),
    Role.PCC_OFFICE: RoleRow(
        "Police and Crime Commissioner's office", Holding.TEAM, "Receives completed reports", frozenset({P.VIEW}),
    ),
    Role.FINANCE_OFFICER: RoleRow(
        "Finance officer", Holding.TEAM, "Keeps the money of the partnership; sees references, never names",
        frozenset({P.VIEW_MONEY, P.MANAGE_MONEY}),
        frozenset({S.VIEW_FUNDING, S.MANAGE_FUNDING, S.APPROVE_FUNDING}),
    ),
    Role.FUNDING_CONTACT: RoleRow(
        "Funding contact", Holding.TEAM, "Partner's person who confirms what it will pay", frozenset(),
        frozenset({S.ANSWER_FUNDING}), needs_organisation=True,
    ),
    Role.ACTION_OWNER: RoleRow(
        "Action owner", Holding.TEAM, "Partner's person who answers for its actions and for what meetings ask of it",
        frozenset(), frozenset({S.ANSWER_ACTIONS, S.ANSWER_MEETINGS}), needs_organisation=True,
    ),
    Role.AUDITOR: RoleRow(
        "Auditor", Holding.TEAM, "Reads status, history and money; never writes", frozenset({P.VIEW, P.VIEW_MONEY}),
        frozenset({S.VIEW_FUNDING, S.VIEW_LEARNING, S.VIEW_GOVERNANCE}),
    ),
    Role.ADMINISTRATOR: RoleRow(
        "Administrator", Holding.TEAM, "Manages accounts and settings; sees no case", frozenset(),
        frozenset({S.MANAGE_SETTINGS, S.MANAGE_ACCOUNTS, S.VIEW_ORGANISATIONS}),
    ),
}  # fmt: skip  # the table reads as a table: a role, who holds it, what it permits, its source


def roles_with(permission: CasePermission) -> tuple[Role, ...]:
    """Roles that carry a case permission, in table order; a refusal names them."""
    return tuple(role for role, row in ROLES.items() if permission in row.on_case)


def in_words(roles: tuple[Role, ...]) -> str:
    """Role labels as a phrase: "the coordinator or the partnership chair"; "nobody" for none."""
    labels = [f"the {inside_a_sentence(ROLES[role].label)}" for role in roles]
    return " or ".join(filter(None, (", ".join(labels[:-1]), labels[-1]))) if labels else "nobody"


def inside_a_sentence(label: str) -> str:
    """A role's label as it stands inside a sentence: small at the start unless it is a name."""
    is_name = any(word[0].isupper() for word in label.split()[1:])
    return label if is_name else begun_small(label)


def begun_small(words: str) -> str:
    """Words that began a line as they go on inside a sentence: names in them keep their capitals."""
    return words[:1].lower() + words[1:]

"""Who sees which part of a case in which stage?

Imports no Django. A row gives the first stage in which a role sees a material; no row means never.
Source: domain table of who sees what, when [D], based on 2016 guidance [K].
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from dhr_cases.roles import Role
from dhr_cases.stages import START, Stage, has_reached


class Material(StrEnum):
    """Parts of a case that are shown or kept back as a whole."""

    STATUS = "status"
    BRIEFING = "briefing"
    PEOPLE = "people"
    ANONYMITY = "anonymity"
    FAMILY = "family"
    PANEL = "panel"
    TERMS = "terms"
    REQUESTS = "requests"
    RETURNS = "returns"
    MEETINGS = "meetings"
    DRAFTS = "drafts"
    DRAFTING = "drafting"
    SUBMISSION = "submission"
    QA_LETTER = "qa_letter"
    RECOMMENDATIONS = "recommendations"
    PUBLICATION = "publication"
    MEMBERS = "members"
    HISTORY = "history"
    MONEY = "money"


M = Material
_ALL_CASE: tuple[Material, ...] = tuple(material for material in Material if material is not Material.MONEY)

FROM_STAGE: Mapping[Role, Mapping[Material, Stage]] = {
    Role.COORDINATOR: dict.fromkeys(Material, START),
    Role.CSP_CHAIR: {
        M.STATUS: START, M.BRIEFING: START, M.PEOPLE: START, M.PANEL: START, M.TERMS: START, M.REQUESTS: START,
        M.MEMBERS: START, M.HISTORY: START, M.MONEY: START, M.DRAFTS: Stage.PANEL_APPROVED,
        M.DRAFTING: Stage.PANEL_APPROVED,
        M.RECOMMENDATIONS: Stage.PANEL_APPROVED, M.SUBMISSION: Stage.PANEL_APPROVED,
        M.QA_LETTER: Stage.AT_QA, M.PUBLICATION: Stage.QA_CLEARED,
    },
    Role.INDEPENDENT_CHAIR: dict.fromkeys(_ALL_CASE, Stage.CHAIR_APPOINTED) | {
        M.STATUS: START, M.BRIEFING: Stage.DECIDED_REVIEW,
    },
    Role.PANEL_MEMBER: {
        M.STATUS: START, M.PANEL: START, M.TERMS: START, M.REQUESTS: Stage.INFO_REQUESTED,
        M.RETURNS: Stage.INFO_IN, M.MEETINGS: START, M.DRAFTS: Stage.DRAFTING,
        M.DRAFTING: Stage.DRAFTING,
        M.RECOMMENDATIONS: Stage.DRAFTING, M.SUBMISSION: Stage.SUBMITTED, M.QA_LETTER: Stage.AT_QA,
        M.PUBLICATION: Stage.QA_CLEARED,
    },
    Role.AGENCY_AUTHOR: {M.STATUS: START, M.TERMS: Stage.TOR_AGREED, M.PUBLICATION: Stage.PUBLISHED},
    Role.AGENCY_CONTACT: {},
    Role.FAMILY_ADVOCATE: {
        M.STATUS: START, M.TERMS: Stage.TOR_AGREED, M.DRAFTS: Stage.FAMILY_REVIEW,
        M.RECOMMENDATIONS: Stage.FAMILY_REVIEW, M.PUBLICATION: Stage.PRE_PUBLICATION,
    },
    Role.HOME_OFFICE_READER: {
        M.STATUS: Stage.HO_NOTIFIED, M.SUBMISSION: Stage.SUBMITTED, M.QA_LETTER: Stage.AT_QA,
        M.PUBLICATION: Stage.PUBLISHED,
    },
    Role.COMMISSIONER_OFFICE: {M.STATUS: Stage.QA_CLEARED, M.PUBLICATION: Stage.QA_CLEARED},
    Role.PCC_OFFICE: {M.STATUS: Stage.QA_CLEARED, M.PUBLICATION: Stage.QA_CLEARED},
    Role.FINANCE_OFFICER: {M.MONEY: START},
    Role.FUNDING_CONTACT: {},
    Role.ACTION_OWNER: {},
    Role.AUDITOR: {M.STATUS: START, M.HISTORY: START, M.MONEY: START},
    Role.ADMINISTRATOR: {},
}  # fmt: skip  # the table reads as a table

SHOWN_AS: Mapping[Stage, Stage] = {
    Stage.END_PROPOSED: Stage.DRAFTING,
    Stage.ABBREVIATED: Stage.DRAFTING,
    Stage.TERMINATED: Stage.DRAFTING,
    Stage.PUBLICATION_WITHHELD: Stage.PRE_PUBLICATION,
}
"""Stages beside the usual order, each with the one it shows as much as.

A review that is shortened or ended early may have had no draft that the panel approved or the family was given, and
what is withheld was not published. Source: ours [D].
"""


def may_see(roles: Iterable[Role], material: Material, stage: Stage) -> bool:
    """True when any of the roles sees the material while the case stands at ``stage``."""
    shown = SHOWN_AS.get(stage, stage)
    return any(has_reached(shown, first) for role in roles if (first := FROM_STAGE[role].get(material)) is not None)


@cache
def stages_showing(material: Material) -> Mapping[frozenset[Stage], frozenset[Role]]:
    """For each set of stages in which somebody sees the material, the roles that see it in just these."""
    roles: defaultdict[frozenset[Stage], set[Role]] = defaultdict(set)
    for role, materials in FROM_STAGE.items():
        if material in materials:
            roles[frozenset(stage for stage in Stage if may_see((role,), material, stage))].add(role)
    return {stages: frozenset(alike) for stages, alike in roles.items()}


def sees_case(role: Role, stage: Stage) -> bool:
    """True when the role sees at least the status of a case in this stage; a case not seen does not exist."""
    return may_see((role,), Material.STATUS, stage)

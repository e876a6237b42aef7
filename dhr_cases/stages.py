"""Where can a review stand, who holds it there, and where may it go next?

The table is the law of movement: only ``actions.core.move`` changes a case's stage and it asks
``may_follow``. Flows say who is asked next; they hold no rule.
Source: Home Office statutory guidance 2016 as set out in docs/explanation/stages.md; codes are ours [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.events import Event
from dhr_cases.roles import Role


class Phase(StrEnum):
    """The eight phases a reader sees; a stage belongs to exactly one."""

    NOTIFY = "Notify"
    DECIDE = "Decide"
    SET_UP = "Set up"
    GATHER = "Gather"
    WRITE = "Write"
    ASSURE = "Assure"
    PUBLISH = "Publish"
    LEARN = "Learn"


class Stage(StrEnum):
    """Codes of the stages S00 to S25, named for what has been done."""

    REFERRED = "REFERRED"
    LEAD_AGREED = "LEAD_AGREED"
    SCOPING = "SCOPING"
    TRANSFERRED = "TRANSFERRED"
    DECIDED_REVIEW = "DECIDED_REVIEW"
    DECIDED_NO_REVIEW = "DECIDED_NO_REVIEW"
    DECIDED_ALTERNATIVE = "DECIDED_ALTERNATIVE"
    HO_NOTIFIED = "HO_NOTIFIED"
    HO_SCRUTINY = "HO_SCRUTINY"
    DIRECTED = "DIRECTED"
    FAMILY_CONTACTED = "FAMILY_CONTACTED"
    CHAIR_APPOINTED = "CHAIR_APPOINTED"
    PANEL_FORMED = "PANEL_FORMED"
    TOR_AGREED = "TOR_AGREED"
    INFO_REQUESTED = "INFO_REQUESTED"
    INFO_IN = "INFO_IN"
    PANEL_WORK = "PANEL_WORK"
    INTERVIEWS = "INTERVIEWS"
    DRAFTING = "DRAFTING"
    FAMILY_REVIEW = "FAMILY_REVIEW"
    PANEL_APPROVED = "PANEL_APPROVED"
    CSP_SIGNED_OFF = "CSP_SIGNED_OFF"
    END_PROPOSED = "END_PROPOSED"
    ABBREVIATED = "ABBREVIATED"
    TERMINATED = "TERMINATED"
    SUBMITTED = "SUBMITTED"
    AT_QA = "AT_QA"
    AMENDING = "AMENDING"
    RESUBMITTED = "RESUBMITTED"
    QA_CLEARED = "QA_CLEARED"
    PRE_PUBLICATION = "PRE_PUBLICATION"
    PUBLISHED = "PUBLISHED"
    PUBLICATION_WITHHELD = "PUBLICATION_WITHHELD"
    LEARNING = "LEARNING"
    MONITORING = "MONITORING"
    CLOSED = "CLOSED"


@dataclass(frozen=True)
class StageRow:
    """One stage: how it reads, who acts in it, where it leads, what is recorded on arrival."""

    number: str
    phase: Phase
    label: str
    public_label: str
    owner: Role
    next: tuple[Stage, ...]
    event: Event
    source: str
    is_final: bool = False


S = Stage
E = Event
LIVE_REVIEW = (
    S.FAMILY_CONTACTED,
    S.CHAIR_APPOINTED,
    S.PANEL_FORMED,
    S.TOR_AGREED,
    S.INFO_REQUESTED,
    S.INFO_IN,
    S.PANEL_WORK,
    S.INTERVIEWS,
    S.DRAFTING,
    S.FAMILY_REVIEW,
    S.PANEL_APPROVED,
    S.CSP_SIGNED_OFF,
)
"""Stages of a review under way, in which its ending or shortening can be proposed."""

_NOTIFIED = "notified"
_UNDER_WAY = "review under way"
_WITH_HOME_OFFICE = "with the Home Office"
_END = S.END_PROPOSED

STAGES: Mapping[Stage, StageRow] = {
    S.REFERRED: StageRow(
        "S00", Phase.NOTIFY, "Death referred", _NOTIFIED, Role.COORDINATOR,
        (S.LEAD_AGREED, S.TRANSFERRED), E.REFERRAL_RECEIVED,
        "2016 guidance: police or any agency refer in writing [V]",
    ),
    S.LEAD_AGREED: StageRow(
        "S01", Phase.NOTIFY, "Lead partnership settled", _NOTIFIED, Role.COORDINATOR,
        (S.SCOPING, S.TRANSFERRED), E.LEAD_AGREED,
        "2016 guidance: normal residence of the person who died [K]",
    ),
    S.SCOPING: StageRow(
        "S02", Phase.DECIDE, "Scoping", "decision pending", Role.CSP_CHAIR,
        (S.DECIDED_REVIEW, S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE, S.TRANSFERRED), E.SCOPING_STARTED,
        "2016 guidance: information gathered for the decision [V]",
    ),
    S.TRANSFERRED: StageRow(
        "S03", Phase.DECIDE, "Transferred to another partnership", "led by another partnership", Role.COORDINATOR,
        (S.LEAD_AGREED,), E.TRANSFERRED,
        "Local: closed here with a link to the lead [D]", is_final=True,
    ),
    S.DECIDED_REVIEW: StageRow(
        "S03", Phase.DECIDE, "Decided: review", "review decided", Role.COORDINATOR,
        (S.HO_NOTIFIED,), E.DECISION_RECORDED,
        "2016 guidance: the CSP chair decides within a month [V]",
    ),
    S.DECIDED_NO_REVIEW: StageRow(
        "S03", Phase.DECIDE, "Decided: no review", "no review", Role.COORDINATOR,
        (S.HO_SCRUTINY,), E.DECISION_RECORDED,
        "2016 guidance; scrutiny of every no-review decision since 2021 [V]",
    ),
    S.DECIDED_ALTERNATIVE: StageRow(
        "S03", Phase.DECIDE, "Decided: alternative review", "other learning process", Role.COORDINATOR,
        (S.HO_SCRUTINY,), E.DECISION_RECORDED,
        "Local practice: told to the Home Office as no review [D]",
    ),
    S.HO_NOTIFIED: StageRow(
        "S04", Phase.DECIDE, "Home Office told", "review decided", Role.COORDINATOR,
        (S.FAMILY_CONTACTED,), E.HO_NOTIFIED,
        "2016 guidance: written notice of review and of no review [K]",
    ),
    S.HO_SCRUTINY: StageRow(
        "S04", Phase.DECIDE, "No-review decision with the Home Office", "no review", Role.HOME_OFFICE_READER,
        (S.DIRECTED, S.CLOSED), E.HO_NOTIFIED,
        "DVCVA 2004 s.9(2); Home Office scrutiny since 2021 [V]",
    ),
    S.DIRECTED: StageRow(
        "S04", Phase.DECIDE, "Review directed", "review decided", Role.COORDINATOR,
        (S.FAMILY_CONTACTED,), E.REVIEW_DIRECTED,
        "DVCVA 2004 s.9(2) [V]",
    ),
    S.FAMILY_CONTACTED: StageRow(
        "S05", Phase.SET_UP, "Family told and advocate offered", _UNDER_WAY, Role.COORDINATOR,
        (S.CHAIR_APPOINTED, _END), E.FAMILY_TOLD,
        "2016 guidance para 56(a); family support note June 2021 [V]",
    ),
    S.CHAIR_APPOINTED: StageRow(
        "S06", Phase.SET_UP, "Chair appointed", _UNDER_WAY, Role.COORDINATOR,
        (S.PANEL_FORMED, _END), E.CHAIR_APPOINTED,
        "2016 guidance para 39 [V]",
    ),
    S.PANEL_FORMED: StageRow(
        "S07", Phase.SET_UP, "Panel formed", _UNDER_WAY, Role.INDEPENDENT_CHAIR,
        (S.TOR_AGREED, _END), E.PANEL_FORMED,
        "2016 guidance: panel membership [K]",
    ),
    S.TOR_AGREED: StageRow(
        "S08", Phase.SET_UP, "Terms of reference agreed", _UNDER_WAY, Role.COORDINATOR,
        (S.INFO_REQUESTED, _END), E.TERMS_AGREED,
        "2016 guidance: scope and terms of reference [K]",
    ),
    S.INFO_REQUESTED: StageRow(
        "S09", Phase.GATHER, "Information requested", _UNDER_WAY, Role.AGENCY_AUTHOR,
        (S.INFO_IN, _END), E.INFORMATION_REQUESTED,
        "2016 guidance: IMRs and chronologies [K]",
    ),
    S.INFO_IN: StageRow(
        "S10", Phase.GATHER, "All information in", _UNDER_WAY, Role.INDEPENDENT_CHAIR,
        (S.PANEL_WORK, S.INFO_REQUESTED, _END), E.INFORMATION_COMPLETE,
        "2016 guidance: IMRs and chronologies [K]",
    ),
    S.PANEL_WORK: StageRow(
        "S12", Phase.WRITE, "Panel at work", _UNDER_WAY, Role.INDEPENDENT_CHAIR,
        (S.INTERVIEWS, S.DRAFTING, S.INFO_REQUESTED, _END), E.PANEL_WORK_STARTED,
        "2016 guidance: panel meetings [V]",
    ),
    S.INTERVIEWS: StageRow(
        "S13", Phase.WRITE, "Interviews", _UNDER_WAY, Role.INDEPENDENT_CHAIR,
        (S.DRAFTING, S.PANEL_WORK, _END), E.INTERVIEWS_STARTED,
        "2016 guidance: family, friends and others; after SIO and CPS agree [K]",
    ),
    S.DRAFTING: StageRow(
        "S14", Phase.WRITE, "Drafting the report", _UNDER_WAY, Role.INDEPENDENT_CHAIR,
        (S.FAMILY_REVIEW, _END), E.DRAFTING_STARTED,
        "2016 guidance: overview report, executive summary, action plan [V]",
    ),
    S.FAMILY_REVIEW: StageRow(
        "S15", Phase.WRITE, "Fact check and family reading", _UNDER_WAY, Role.INDEPENDENT_CHAIR,
        (S.PANEL_APPROVED, S.DRAFTING, _END), E.FAMILY_READING_STARTED,
        "2016 guidance: family given time with the draft [K]",
    ),
    S.PANEL_APPROVED: StageRow(
        "S16", Phase.WRITE, "Panel approved", _UNDER_WAY, Role.CSP_CHAIR,
        (S.CSP_SIGNED_OFF, S.DRAFTING, _END), E.PANEL_APPROVED,
        "2016 guidance: panel agrees the report [K]",
    ),
    S.CSP_SIGNED_OFF: StageRow(
        "S17", Phase.WRITE, "Signed off by the partnership", _UNDER_WAY, Role.COORDINATOR,
        (S.SUBMITTED, _END), E.OVERVIEW_REPORT_COMPLETE,
        "2016 guidance: the CSP agrees the report [K]",
    ),
    S.END_PROPOSED: StageRow(
        "S03", Phase.WRITE, "Ending or shortening with the Home Office", _WITH_HOME_OFFICE, Role.HOME_OFFICE_READER,
        (S.ABBREVIATED, S.TERMINATED, *LIVE_REVIEW), E.END_PROPOSED,
        "South Cambridgeshire CSP, October 2022: reviews put to the Home Office as terminated or abbreviated [S]",
    ),
    S.ABBREVIATED: StageRow(
        "S03", Phase.WRITE, "Going on in shortened form", _UNDER_WAY, Role.INDEPENDENT_CHAIR,
        (S.DRAFTING,), E.ABBREVIATION_AGREED,
        "As for an ending proposed [S]",
    ),
    S.TERMINATED: StageRow(
        "S03", Phase.LEARN, "Ended early with the Home Office's agreement", "ended early", Role.COORDINATOR,
        (S.CLOSED,), E.TERMINATION_AGREED,
        "As for an ending proposed [S]",
    ),
    S.SUBMITTED: StageRow(
        "S18", Phase.ASSURE, "Submitted to the Home Office", _WITH_HOME_OFFICE, Role.COORDINATOR,
        (S.AT_QA,), E.SUBMITTED_TO_HO,
        "2016 guidance: submission for quality assurance [V]",
    ),
    S.AT_QA: StageRow(
        "S19", Phase.ASSURE, "With the quality assurance board", _WITH_HOME_OFFICE, Role.HOME_OFFICE_READER,
        (S.QA_CLEARED, S.AMENDING), E.QA_BOARD_DATED,
        "Home Office QA board; published letters [V]",
    ),
    S.AMENDING: StageRow(
        "S20", Phase.ASSURE, "Making the changes asked for", "back from the Home Office for changes",
        Role.INDEPENDENT_CHAIR,
        (S.RESUBMITTED, S.QA_CLEARED), E.QA_LETTER_RECEIVED,
        "Published QA letters [V]",
    ),
    S.RESUBMITTED: StageRow(
        "S20", Phase.ASSURE, "Resubmitted to the Home Office", _WITH_HOME_OFFICE, Role.COORDINATOR,
        (S.AT_QA,), E.RESUBMITTED_TO_HO,
        "Published QA letters: resubmission required [V]",
    ),
    S.QA_CLEARED: StageRow(
        "S21", Phase.ASSURE, "Cleared by the Home Office", "approved, not yet published", Role.COORDINATOR,
        (S.PRE_PUBLICATION,), E.QA_CLEARED,
        "DVCVA 2004 s.9(3B) to (3C): copies follow completion [V]",
    ),
    S.PRE_PUBLICATION: StageRow(
        "S22", Phase.PUBLISH, "Preparing publication", "approved, not yet published", Role.COORDINATOR,
        (S.PUBLISHED, S.PUBLICATION_WITHHELD), E.PUBLICATION_PREPARED,
        "2016 guidance: publication after clearance [K]",
    ),
    S.PUBLISHED: StageRow(
        "S22", Phase.PUBLISH, "Published", "published", Role.COORDINATOR,
        (S.LEARNING,), E.PUBLISHED,
        "2016 guidance: publication after clearance [K]",
    ),
    S.PUBLICATION_WITHHELD: StageRow(
        "S22", Phase.PUBLISH, "Publication withheld", "not published, with reasons", Role.COORDINATOR,
        (S.LEARNING, S.PRE_PUBLICATION), E.PUBLICATION_WITHHELD,
        "2016 guidance: withholding exceptional, agreed with the Home Office [K]",
    ),
    S.LEARNING: StageRow(
        "S23", Phase.LEARN, "Sharing what was learnt", "learning and actions", Role.COORDINATOR,
        (S.MONITORING,), E.LEARNING_STARTED,
        "2016 guidance: dissemination [V]",
    ),
    S.MONITORING: StageRow(
        "S24", Phase.LEARN, "Monitoring the action plan", "learning and actions", Role.COORDINATOR,
        (S.CLOSED,), E.MONITORING_STARTED,
        "2016 guidance: action plan monitoring [V]",
    ),
    S.CLOSED: StageRow(
        "S25", Phase.LEARN, "Closed", "closed", Role.COORDINATOR,
        (S.SCOPING, S.DRAFTING, S.PRE_PUBLICATION, S.MONITORING), E.CLOSED,
        "2016 guidance: action plan implemented and audited [K]", is_final=True,
    ),
}  # fmt: skip  # the table reads as a table: a stage, its words, its way on, its source

START: Stage = Stage.REFERRED


def may_follow(current: Stage, new: Stage) -> bool:
    """True when the table lets a case go from ``current`` to ``new``."""
    return new in STAGES[current].next


def ways_in(stage: Stage) -> tuple[Stage, ...]:
    """Stages from which a case may come to ``stage``, in table order."""
    return tuple(origin for origin, row in STAGES.items() if stage in row.next)


def rank(stage: Stage) -> int:
    """Position of a stage in the table; later in a review is higher. Used by disclosure."""
    return _RANKS[stage]


def has_reached(current: Stage, milestone: Stage) -> bool:
    """True when a case in ``current`` stands at or past ``milestone`` in table order."""
    return _RANKS[current] >= _RANKS[milestone]


_RANKS: Mapping[Stage, int] = {stage: position for position, stage in enumerate(STAGES)}

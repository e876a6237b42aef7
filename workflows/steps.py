"""Which steps does a review's flow ask people to take, in which stages, and who is asked?

The flow names its nodes after these rows; a test compares flow, rows and stage table.
Source: domain stage table, columns actor and outputs [V]/[K]; division of duties [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.roles import CasePermission, Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb


@dataclass(frozen=True)
class Step:
    """One step: the acts that end it (any one of them), the stages in which it is open, who is asked."""

    verbs: tuple[Verb, ...]
    stages: tuple[Stage, ...]
    role: Role
    words: str = ""

    @property
    def title(self) -> str:
        """What is to be done: the step's own words, else those of its first act."""
        return self.words or VERBS[self.verbs[0]].label

    @property
    def permissions(self) -> frozenset[CasePermission]:
        """Holding any of these lets a person take the step."""
        return frozenset(VERBS[verb].permission for verb in self.verbs)


V = Verb
S = Stage
_COORDINATOR = Role.COORDINATOR
_CHAIR = Role.INDEPENDENT_CHAIR

STEPS: Mapping[str, Step] = {
    "agree_lead": Step((V.AGREE_LEAD, V.TRANSFER), (S.REFERRED,), _COORDINATOR),
    "start_scoping": Step((V.START_SCOPING, V.TRANSFER), (S.LEAD_AGREED,), _COORDINATOR),
    "decide": Step((V.DECIDE,), (S.SCOPING,), Role.CSP_CHAIR),
    "tell_home_office": Step(
        (V.TELL_HOME_OFFICE,), (S.DECIDED_REVIEW, S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE), _COORDINATOR
    ),
    "record_scrutiny": Step((V.RECORD_SCRUTINY,), (S.HO_SCRUTINY,), Role.HOME_OFFICE_READER),
    "tell_family": Step((V.TELL_FAMILY,), (S.HO_NOTIFIED, S.DIRECTED), _COORDINATOR),
    "appoint_chair": Step((V.APPOINT_CHAIR,), (S.FAMILY_CONTACTED,), _COORDINATOR),
    "form_panel": Step((V.FORM_PANEL,), (S.CHAIR_APPOINTED,), _COORDINATOR),
    "agree_terms": Step((V.AGREE_TERMS,), (S.PANEL_FORMED,), _CHAIR),
    "send_requests": Step((V.SEND_REQUESTS,), (S.TOR_AGREED,), _COORDINATOR),
    "start_panel_work": Step((V.START_PANEL_WORK,), (S.INFO_IN,), _CHAIR),
    "plan_inquiry": Step(
        (V.START_INTERVIEWS, V.START_DRAFTING), (S.PANEL_WORK,), _CHAIR, "Start interviews or drafting"
    ),
    "start_drafting": Step((V.START_DRAFTING,), (S.INTERVIEWS, S.ABBREVIATED), _CHAIR),
    "send_for_reading": Step((V.SEND_FOR_READING,), (S.DRAFTING,), _CHAIR),
    "settle_reading": Step(
        (V.RECORD_PANEL_APPROVAL, V.SEND_BACK_TO_DRAFT), (S.FAMILY_REVIEW,), _CHAIR,
        "Record the panel's approval or send back to drafting",
    ),
    "sign_off": Step((V.SIGN_OFF, V.SEND_BACK_TO_DRAFT), (S.PANEL_APPROVED,), Role.CSP_CHAIR),
    "record_end_view": Step((V.RECORD_END_VIEW,), (S.END_PROPOSED,), Role.HOME_OFFICE_READER),
    "submit": Step((V.SUBMIT,), (S.CSP_SIGNED_OFF,), _COORDINATOR),
    "record_board": Step((V.RECORD_BOARD,), (S.SUBMITTED, S.RESUBMITTED), _COORDINATOR),
    "record_qa_letter": Step((V.RECORD_QA_LETTER,), (S.AT_QA,), Role.HOME_OFFICE_READER),
    "answer_letter": Step(
        (V.RESUBMIT, V.RECORD_CLEARANCE), (S.AMENDING,), _COORDINATOR, "Record the resubmission or the clearance"
    ),
    "prepare_publication": Step((V.PREPARE_PUBLICATION,), (S.QA_CLEARED,), _COORDINATOR),
    "publish": Step(
        (V.PUBLISH, V.WITHHOLD), (S.PRE_PUBLICATION,), _COORDINATOR, "Record the publication or that it is withheld"
    ),
    "start_learning": Step((V.START_LEARNING,), (S.PUBLISHED,), _COORDINATOR),
    "follow_withholding": Step(
        (V.START_LEARNING, V.PREPARE_PUBLICATION), (S.PUBLICATION_WITHHELD,), _COORDINATOR
    ),
    "start_monitoring": Step((V.START_MONITORING,), (S.LEARNING,), _COORDINATOR),
    "close": Step((V.CLOSE,), (S.MONITORING, S.TERMINATED), _COORDINATOR),
}  # fmt: skip  # the table reads as a table: a step, its acts, its stages, who is asked

WAITING: Mapping[str, tuple[Stage, ...]] = {"information": (S.INFO_REQUESTED,)}
"""Nodes at which the review waits for the processes of its information requests."""

ENDINGS: Mapping[str, tuple[Stage, ...]] = {"closed": (S.CLOSED,), "transferred": (S.TRANSFERRED,)}
"""Nodes at which the flow ends; a reopened case starts a new process."""


def stages_of(node: str) -> tuple[Stage, ...]:
    """The stages in which a node of the review's flow is the right one."""
    if node in STEPS:
        return STEPS[node].stages
    return WAITING.get(node) or ENDINGS[node]


def node_at(stage: Stage) -> str:
    """The node of the review's flow at which a case in this stage stands."""
    return next(node for node in (*STEPS, *WAITING, *ENDINGS) if stage in stages_of(node))


def step_at(stage: Stage) -> Step | None:
    """The step open in this stage; None while the review waits for agencies or has ended."""
    return STEPS.get(node_at(stage))


STEP_VERBS = frozenset(verb for step in STEPS.values() for verb in step.verbs)
"""Acts that end a step somewhere in the review."""

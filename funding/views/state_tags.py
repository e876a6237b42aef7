"""Which tag does the state of a contribution wear?"""

from collections.abc import Mapping

from funding.terms import AGREEMENT_STATES, AgreementState

ORPHANED = "orphaned"

TAGS: Mapping[AgreementState, str] = {
    AgreementState.PROPOSED: "not_started",
    AgreementState.ASKED: "running",
    AgreementState.PLEDGED: "due_soon",
    AgreementState.CONFIRMED: "done",
    AgreementState.DECLINED: "overdue",
    AgreementState.WITHDRAWN: "overdue",
    AgreementState.ENDED: "held",
}
"""The colour of each state; the word stands beside it, so that nobody has to see the colour."""


def state_tag(state: AgreementState, *, is_orphaned: bool = False) -> dict[str, str]:
    """The tag as a cell of a table: one left by a body that ended says so."""
    if is_orphaned:
        return {"text": "Orphaned", "state": "overdue"}
    return {"text": AGREEMENT_STATES[state].label, "state": TAGS[state]}

"""Which tag does the state of a contribution wear?"""

from collections.abc import Iterable, Mapping

from funding.position import PartnerPosition
from funding.terms import AGREEMENT_STATES, AgreementState, Cause, Measure

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


def state_tags(partners: Iterable[PartnerPosition]) -> dict[str, dict[str, str]]:
    """The tag of each contribution by its key, as a cell of a table.

    One left by a body that ended is orphaned until successors have confirmed all of it, or declined; then it is
    passed on. Source: L13 [D].
    """
    by_key = {partner.key: partner for partner in partners}
    return {key: _tag(partner, by_key) for key, partner in by_key.items()}


def is_still_orphaned(partner: PartnerPosition, by_key: Mapping[str, PartnerPosition]) -> bool:
    """True while something of what an ended body left is confirmed by nobody, its heirs' part included."""
    chain = [partner, *(by_key[key] for key in partner.taken_over_by)]
    return partner.is_orphaned and any(each.loss_by_cause[Measure.CONFIRMED][Cause.ORPHANED] > 0 for each in chain)


def _tag(partner: PartnerPosition, by_key: Mapping[str, PartnerPosition]) -> dict[str, str]:
    if is_still_orphaned(partner, by_key):
        return {"text": "Orphaned", "state": "overdue"}
    if partner.is_orphaned and partner.taken_over_by:
        return {"text": "Passed on", "state": "held"}
    return {"text": AGREEMENT_STATES[partner.state].label, "state": TAGS[partner.state]}

"""What does the public read of an action that was recommended: carried out, partly, rejected, no answer?

Imports no Django. Only what somebody else verified is called carried out. Source: what oversight of national
recommendations counts (done, partly, not, no answer) [V]; the words, ours [D].
"""

from collections.abc import Mapping
from enum import StrEnum


class PublicStanding(StrEnum):
    """How an action stands, for the public."""

    CARRIED_OUT = "carried_out"
    REPORTED = "reported"
    PARTLY = "partly"
    NOT_STARTED = "not_started"
    NO_ANSWER = "no_answer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REPLACED = "replaced"
    PASSED_ON = "passed_on"
    NOT_OWNED = "not_owned"


STANDING_LABELS: Mapping[PublicStanding, str] = {
    PublicStanding.CARRIED_OUT: "Carried out, and verified by somebody else",
    PublicStanding.REPORTED: "Reported as carried out, not verified yet",
    PublicStanding.PARTLY: "Partly carried out",
    PublicStanding.NOT_STARTED: "Not started",
    PublicStanding.NO_ANSWER: "No answer from whoever it is for",
    PublicStanding.ACCEPTED: "Accepted as part of usual work, or as ended",
    PublicStanding.REJECTED: "Rejected, with a reason",
    PublicStanding.REPLACED: "Replaced by another action",
    PublicStanding.PASSED_ON: "Passed to another body",
    PublicStanding.NOT_OWNED: "Not accepted by any body",
}
"""How each reads."""

_BY_STATUS: Mapping[str, PublicStanding] = {
    "done": PublicStanding.REPORTED,
    "in_progress": PublicStanding.PARTLY,
    "business_as_usual": PublicStanding.ACCEPTED,
    "rejected": PublicStanding.REJECTED,
    "superseded": PublicStanding.REPLACED,
    "transferred": PublicStanding.PASSED_ON,
    "not_owned": PublicStanding.NOT_OWNED,
}


def public_standing(status: str, *, is_verified: bool, is_end_accepted: bool, is_answered: bool) -> PublicStanding:
    """The standing of an action; one that has not begun and of which nothing was ever said has no answer."""
    if status == "done" and is_verified:
        return PublicStanding.CARRIED_OUT
    if is_end_accepted and status in ("not_started", "in_progress"):
        return PublicStanding.ACCEPTED
    if status == "not_started":
        return PublicStanding.NOT_STARTED if is_answered else PublicStanding.NO_ANSWER
    return _BY_STATUS[status]

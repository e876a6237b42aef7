"""In which states can a request to an agency be, and which may follow which? Imports no Django.

Source: 2016 guidance on IMRs [K]; "nil return counts as a return" domain 2.3 S10 [K].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RequestState(StrEnum):
    """Codes of the states of one information request."""

    ASKED = "asked"
    DRAFTED = "drafted"
    SIGNED_OFF = "signed_off"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"


class AnswerKind(StrEnum):
    """What an agency sends: nothing to tell, something small, or a full report."""

    NIL = "nil"
    SUMMARY = "summary"
    IMR = "imr"

    @property
    def label(self) -> str:
        """The kind in words."""
        return {"nil": "Nil return", "summary": "Summary report", "imr": "Individual Management Review"}[self.value]


@dataclass(frozen=True)
class RequestStateRow:
    """One state: its words, whether it ends the request, and what may follow."""

    label: str
    is_closed: bool
    next: tuple[RequestState, ...]


R = RequestState
_ENDINGS = (R.WITHDRAWN, R.UNANSWERED)

REQUEST_STATES: Mapping[RequestState, RequestStateRow] = {
    R.ASKED: RequestStateRow("With the agency's author", False, (R.DRAFTED, *_ENDINGS)),
    R.DRAFTED: RequestStateRow("Waiting for the agency's sign-off", False, (R.SIGNED_OFF, R.ASKED, *_ENDINGS)),
    R.SIGNED_OFF: RequestStateRow("Returned, waiting for acceptance", False, (R.ACCEPTED, R.SENT_BACK, *_ENDINGS)),
    R.SENT_BACK: RequestStateRow("Sent back for more work", False, (R.DRAFTED, *_ENDINGS)),
    R.ACCEPTED: RequestStateRow("Accepted", True, (R.SENT_BACK,)),
    R.WITHDRAWN: RequestStateRow("Withdrawn", True, (R.ASKED,)),
    R.UNANSWERED: RequestStateRow("Closed without a return", True, (R.ASKED,)),
}

OPEN_STATES = tuple(state for state, row in REQUEST_STATES.items() if not row.is_closed)

"""How does it read where a recommendation was sent to, whether it arrived, and what they reply?"""

from datetime import date
from typing import Any

from dhr_cases.action_cycle import ReplyState, reply_due, reply_state
from dhr_cases.deadlines import long_date
from dhr_cases.models import ActionTerms, NationalSending
from dhr_cases.plurals import counted

STANDS = {
    ReplyState.REPLIED: ("done", "Replied in time"),
    ReplyState.REPLIED_LATE: ("met_late", "Replied late"),
    ReplyState.WAITING: ("running", "A reply is awaited"),
    ReplyState.OVERDUE: ("overdue", "No reply, and it is past its date"),
}
"""How each state of a reply is marked, and its words."""


def sending_row(sending: NationalSending, terms: ActionTerms, today: date) -> dict[str, Any]:
    """One sending as a page shows it."""
    state, label = STANDS[reply_state(sending.sent_on, sending.reply_on, terms.reply_days, today)]
    due = reply_due(sending.sent_on, terms.reply_days)
    facts = (
        ("Sent", _on(sending.sent_on, sending.means)),
        ("Arrived", _on(sending.receipt_on, sending.receipt_note)),
        ("Reply due", f"{long_date(due)}: {counted(terms.reply_days, 'day')} after it was sent, by a local setting"),
        ("Reply", _on(sending.reply_on, sending.get_reply_display() if sending.reply else "")),
        ("What it says", sending.reply_text),
    )
    rows = [{"label": name, "value": value} for name, value in facts]
    return {"sending": sending, "state": state, "label": label, "rows": rows}


def _on(day: date | None, more: str) -> str:
    """A day with what belongs to it; "" for none."""
    return ", ".join(filter(None, (long_date(day), more))) if day else ""

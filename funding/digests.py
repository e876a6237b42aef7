"""What proves that an entry is as it was posted? A digest over its facts and the digest of the entry before it."""

import hashlib

from funding.models import Entry


def digest_of(entry: Entry, before: str) -> str:
    """SHA-256 over the entry's facts and the digest before it, as hexadecimal; "" stands before the first."""
    facts = (
        before,
        entry.partnership_id,
        entry.number,
        entry.kind,
        entry.year,
        entry.on.isoformat(),
        entry.due_on.isoformat() if entry.due_on else "",
        entry.amount_pence,
        entry.qualifier,
        entry.organisation_id or "",
        entry.agreement_id or "",
        entry.cost_line_id or "",
        entry.project_id or "",
        entry.cost_class,
        entry.document,
        entry.text,
        entry.balance_pence,
        entry.posted_by_id or "",
        entry.approved_by_id or "",
        entry.line_id,
    )
    return hashlib.sha256("\x1f".join(str(fact) for fact in facts).encode()).hexdigest()

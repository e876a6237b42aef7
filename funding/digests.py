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
        _or_nothing(entry.due_on),
        entry.amount_pence,
        entry.qualifier,
        _or_nothing(entry.organisation_id),
        _or_nothing(entry.agreement_id),
        _or_nothing(entry.cost_line_id),
        _or_nothing(entry.project_id),
        entry.cost_class,
        entry.document,
        entry.text,
        entry.balance_pence,
        _or_nothing(entry.posted_by_id),
        _or_nothing(entry.approved_by_id),
        entry.line_id,
    )
    return hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()


def _or_nothing(fact: object) -> str:
    """A fact that an entry may lack: nothing is written for it then; a day is written year-month-day."""
    return "" if fact is None else str(fact)

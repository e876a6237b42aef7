"""What stands in a row of money, and what did the last act record? Columns at their defaults are left out."""

from typing import Any

from django.db.models import Model

from funding.models import FundingEvent

EMPTY: tuple[object, ...] = (None, "", [], False)


def columns(row: Model) -> dict[str, Any]:
    """What the database holds in each column of a row but its key and its partnership, where it is not the default."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    found = {}
    for field in fresh._meta.concrete_fields:
        value = getattr(fresh, field.name)
        default = field.default() if callable(field.default) else field.default
        if field.name not in ("id", "partnership") and value not in EMPTY and value != default:
            found[field.name] = value
    return found


def last_event() -> dict[str, Any]:
    """The last act: which, of which year, about which row, by whom, why and with which particulars."""
    event = FundingEvent.objects.latest("pk")
    return {
        "kind": event.kind, "year": event.year, "about": (event.subject, event.subject_id), "by": event.by,
        "role": event.by_role, "on": event.on, "reason": event.reason, "detail": event.detail,
    }  # fmt: skip

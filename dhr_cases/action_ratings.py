"""How do the actions of the record stand today? Rows in, ratings out."""

from collections.abc import Mapping
from datetime import date

from dhr_cases.action_rag import Days, Facts, Rag, Rating, rate
from dhr_cases.models import Action

STATES: Mapping[Rag, str] = {
    Rag.COMPLETE: "done",
    Rag.ENDED: "held",
    Rag.RED: "overdue",
    Rag.AMBER: "due_soon",
    Rag.GREEN: "met",
}
"""How each rating is coloured on screen; the word stands beside it."""


def facts_of(action: Action, today: date) -> Facts:
    """What the rating of an action is made from; its owner should have been fetched with it."""
    owner = action.owner
    return Facts(
        status=action.status,
        due_on=action.due_on,
        heard_on=action.heard_on,
        is_verified=action.verified_on is not None,
        is_end_accepted=action.is_end_accepted,
        has_owner=owner is not None,
        is_owner_gone=owner is not None and owner.ends_on is not None and owner.ends_on < today,
    )


def rating_of(action: Action, days: Days) -> Rating:
    """How an action stands, and why."""
    return rate(facts_of(action, days.today), days)

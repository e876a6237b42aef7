"""How do an action, what was said of it and what shows it read on a page?"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat

from dhr_cases.action_rag import Days, Rag, Rating
from dhr_cases.action_ratings import STATES, rating_of
from dhr_cases.deadlines import long_date
from dhr_cases.models import Action, ActionEvidence, ActionUpdate, Milestone, Organisation
from dhr_cases.views.sentences import in_sentences
from dhr_cases.views.tables import Row, day, heads, row

LANE_HEADS = heads("Action", "Organisation", "Review", "Target date", "Last heard of", "How it stands")
WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.COMPLETE, Rag.ENDED)

Facts = list[dict[str, str]]
Events = list[dict[str, str]]


def lane_rows(rated: Iterable[tuple[Action, Rating]], url_of: Callable[[Action], str]) -> list[Row]:
    """Actions as their owner sees them in a list: the worst first, then by target date."""
    ordered = sorted(rated, key=lambda pair: (WORST_FIRST.index(pair[1].rag), pair[0].due_on or date.max, pair[0].pk))
    return [_lane_row(action, rating, url_of(action)) for action, rating in ordered]


def _lane_row(action: Action, rating: Rating, url: str) -> Row:
    return row(
        action.text,
        str(action.owner),
        ", no. ".join(filter(None, (action.recommendation.case.reference, action.recommendation.ref))),
        _stated(action),
        day(action.heard_on),
        {"text": rating.label, "state": STATES[rating.rag]},
        url=url,
    )


def facts_about(action: Action, days: Days) -> tuple[Facts, Rating]:
    """What is asked of an owner, until when and how it stands; why it stands so is in the rating."""
    rating = rating_of(action, days)
    facts = (
        ("Recommendation", action.recommendation.text),
        ("How we will know", action.recommendation.measure),
        ("Owned by", _named(action.owner)),
        ("Target date", _stated(action)),
        ("Where it stands", action.get_status_display()),
        ("Reason", action.status_reason),
        ("What changed", action.outcome),
        ("Verified", day(action.verified_on)),
        ("Replaced by", action.superseded_by.text if action.superseded_by else ""),
        ("Milestones", "\n".join(_milestone(each) for each in action.milestones.all())),
    )
    needed = ("Recommendation", "Owned by", "Target date", "Where it stands")
    return [_fact(*fact) for fact in facts if fact[1] or fact[0] in needed], rating


def said_of(action: Action) -> Events:
    """Every update, newest first."""
    rows = action.updates.select_related("organisation").order_by("-pk")
    return [_said(update) for update in rows]


def _said(update: ActionUpdate) -> dict[str, str]:
    words = (
        update.progress,
        f"What changed: {update.outcome}" if update.outcome else "",
        f"Expected to be done: {update.expected_on}" if update.expected_on.is_known else "",
    )
    return {
        "title": update.get_status_display(),
        "by": str(update.organisation or "the partnership"),
        "on": long_date(update.on),
        "text": in_sentences(*words),
        "reason": update.reason,
    }


def evidence_rows(rows: Iterable[ActionEvidence], url_of: Callable[[ActionEvidence], str]) -> list[dict[str, Any]]:
    """Every proof: what it shows, from whom, and the file where there is one."""
    return [
        {
            "text": each.text,
            "from": f"{each.organisation or 'The partnership'}, {long_date(each.on)}",
            "file": f"{each.file_name} ({filesizeformat(each.size)})" if each.file else "",
            "url": url_of(each) if each.file else "",
        }
        for each in rows
    ]


def checks_of(action: Action) -> Events:
    """What was found by those who looked at the evidence, newest first; without names."""
    rows = action.verifications.order_by("-pk")
    return [{"title": row.get_verdict_display(), "on": long_date(row.on), "text": row.note} for row in rows]


def transfers_of(action: Action) -> Events:
    """To whom it passed, newest first."""
    rows = action.transfers.select_related("from_owner", "to_owner").order_by("-pk")
    return [
        {
            "title": f"Passed from {_named(row.from_owner) or 'nobody'} to {row.to_owner}",
            "on": long_date(row.on),
            "reason": row.reason,
        }
        for row in rows
    ]


def _fact(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _stated(action: Action) -> str:
    return str(action.target_date) if action.target_date.is_known else ""


def _named(owner: Organisation | None) -> str:
    return owner.name if owner else ""


def _milestone(milestone: Milestone) -> str:
    reached = f"reached {milestone.reached_on}" if milestone.reached_on.is_known else "not reached yet"
    return f"{milestone.text}: {reached}"

"""How do the action plans become counts by partner, as at a day?

On a past day an action stands as it was last updated by then, with the body it had then; one that was first updated
later had not started. What was recorded later is left out. Source: rules ours [D].
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    ActionStatus,
    ActionTransfer,
    ActionUpdate,
    Case,
    CaseEvent,
    Organisation,
    Recommendation,
    RecommendationKind,
)
from dhr_cases.models.recommendations import ENDED_STATUSES
from governance.papers.report_rows import BodyActions, ChangeRow, ThemeRow

NOBODY = "No body owns it"
CARRIED_OUT = (ActionStatus.DONE,)
GIVEN_UP = tuple(status for status in ENDED_STATUSES if status not in CARRIED_OUT)


@dataclass(frozen=True)
class ActionThen:
    """One action as it stood on a day."""

    action: Action
    owner: Organisation | None
    status: str
    is_verified: bool
    is_end_accepted: bool

    @property
    def has_ended(self) -> bool:
        """True when it was verified as carried out, given up with a reason, or accepted as ended."""
        is_done = self.status in CARRIED_OUT and self.is_verified
        return is_done or self.status in GIVEN_UP or self.is_end_accepted

    @property
    def waits(self) -> bool:
        """True when it is said to be done and nobody has verified it."""
        return self.status in CARRIED_OUT and not self.has_ended

    def is_overdue(self, on: date) -> bool:
        """True when even the latest day its target can mean is past, and it is neither ended nor said to be done."""
        late = self.action.due_on is not None and self.action.due_on < on
        return late and not self.has_ended and not self.waits


def actions_then(cases: Iterable[Case], on: date, today: date) -> list[ActionThen]:
    """Every action of the cases as it stood on a day; four queries."""
    rows = list(Action.objects.filter(recommendation__case__in=list(cases)).select_related("owner"))
    recorded = _recorded(rows)
    known = [row for row in rows if recorded.get(row.pk, on) <= on]
    if on >= today:
        return [_now(row) for row in known]
    updates, owners = _updates(known), _owners_before(known, on)
    return [_then(row, updates[row.pk], owners, on) for row in known]


def _recorded(actions: Sequence[Action]) -> dict[int, date]:
    keys = [row.pk for row in actions]
    told = CaseEvent.objects.filter(kind=Event.ACTION_RECORDED, subject_id__in=keys, replaced_by=None)
    return {key: day.value for key, day in told.values_list("subject_id", "on") if key and day.value}


def _now(row: Action) -> ActionThen:
    return ActionThen(row, row.owner, row.status, row.verified_on is not None, row.is_end_accepted)


def _then(
    row: Action, updates: Sequence[tuple[date, str]], owners: Mapping[int, Organisation | None], on: date
) -> ActionThen:
    is_verified = row.verified_on is not None and row.verified_on <= on
    status = _status_then(row, updates, on)
    return ActionThen(row, owners.get(row.pk, row.owner), status, is_verified, row.is_end_accepted and not updates)


def _status_then(row: Action, updates: Sequence[tuple[date, str]], on: date) -> str:
    before = [status for day, status in updates if day <= on]
    if before:
        return before[-1]
    return ActionStatus.NOT_STARTED if updates else row.status


def _updates(actions: Iterable[Action]) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    told = ActionUpdate.objects.filter(action__in=list(actions)).order_by("on", "pk")
    for key, day, status in told.values_list("action_id", "on", "status"):
        found[key].append((day, status))
    return found


def _owners_before(actions: Iterable[Action], on: date) -> dict[int, Organisation | None]:
    """The body before the first transfer after the day, for actions that were passed on later."""
    found: dict[int, Organisation | None] = {}
    later = ActionTransfer.objects.filter(action__in=list(actions), on__gt=on).select_related("from_owner")
    for transfer in later.order_by("on", "pk"):
        found.setdefault(transfer.action_id, transfer.from_owner)
    return found


def by_body(actions: Iterable[ActionThen], on: date) -> tuple[BodyActions, ...]:
    """Counts by the body that owns them, in the order of the bodies' names; those nobody owns come last."""
    grouped: dict[Organisation | None, list[ActionThen]] = defaultdict(list)
    for row in actions:
        grouped[row.owner].append(row)
    ordered = sorted(grouped, key=lambda body: (body is None, str(body)))
    return tuple(_counted(body, grouped[body], on) for body in ordered)


def _counted(body: Organisation | None, rows: Sequence[ActionThen], on: date) -> BodyActions:
    return BodyActions(
        body=str(body) if body else NOBODY,
        open=sum(not row.has_ended for row in rows),
        overdue=sum(row.is_overdue(on) for row in rows),
        waiting=sum(row.waits for row in rows),
        ended=sum(row.has_ended for row in rows),
        is_gone=body is not None and body.ends_on is not None and body.ends_on < on,
    )


def changes(actions: Iterable[ActionThen], since: date | None, on: date) -> tuple[ChangeRow, ...]:
    """What changed by actions verified after ``since`` up to the day, oldest first."""
    found = filter(None, (_change(row) for row in actions))
    within = (row for row in found if row.verified_on <= on and (since is None or row.verified_on > since))
    return tuple(sorted(within, key=lambda row: row.verified_on))


def _change(row: ActionThen) -> ChangeRow | None:
    """What changed by one action; None unless it was verified and says so."""
    what, day = row.action.outcome.strip(), row.action.verified_on
    if day is None or not (what and row.is_verified):
        return None
    return ChangeRow(str(row.owner or NOBODY), what, day)


def kinds_asked_for(cases: Iterable[Case]) -> tuple[ThemeRow, ...]:
    """Recommendations by what they ask for, the most frequent first; nothing where none says what it asks for."""
    found: dict[str, int] = defaultdict(int)
    for kind in Recommendation.objects.filter(case__in=list(cases)).values_list("kind", flat=True):
        found[RecommendationKind(kind).label] += 1
    if set(found) <= {RecommendationKind.NOT_STATED.label}:
        return ()
    return tuple(ThemeRow(label, count) for label, count in sorted(found.items(), key=lambda row: (-row[1], row[0])))

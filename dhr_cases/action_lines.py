"""How does a list of actions read: one line each, with how it stands and why? The same on a page and in a file."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from openpyxl import Workbook

from dhr_cases.action_rag import Days, Rating
from dhr_cases.action_ratings import rating_of
from dhr_cases.deadlines import long_date
from dhr_cases.models import Action, ActionStatus, Case, Organisation, RecommendationKind, Scope, Succession
from dhr_cases.office_text import printable, unformulated

HEADS = (
    "Review", "Number", "Recommendation", "What is asked for", "Reach", "Action", "Body", "Target date", "Status",
    "How it stands", "Why", "Last heard of", "What changed",
)  # fmt: skip  # one line a group reads better than one head a line
NOT_STATED = "not stated"


@dataclass(frozen=True)
class ActionLine:
    """One action with its rating."""

    action: Action
    rating: Rating

    @property
    def case(self) -> Case:
        """The review it belongs to."""
        return self.action.recommendation.case


def in_order(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The actions with all that a line shows, the longest due first, those without a date last."""
    rows = actions.select_related("recommendation__case", "owner")
    found: QuerySet[Action] = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    return found


def lines_of(actions: Iterable[Action], days: Days) -> list[ActionLine]:
    """The lines of actions that were read with all that a line shows."""
    return [ActionLine(action, rating_of(action, days)) for action in actions]


def cells_of(line: ActionLine) -> tuple[str, ...]:
    """One line as texts, in the order of the heads."""
    action, row = line.action, line.action.recommendation
    return (
        row.case.reference,
        row.ref,
        row.text,
        RecommendationKind(row.kind).label,
        Scope(row.scope).label,
        action.text,
        action.owner.name if action.owner else "nobody",
        str(action.target_date) if action.target_date.is_known else NOT_STATED,
        ActionStatus(action.status).label,
        line.rating.label,
        " ".join(line.rating.why),
        long_date(action.heard_on) if action.heard_on else "never",
        action.outcome,
    )


def as_csv(lines: Iterable[ActionLine]) -> bytes:
    """The lines as CSV that a spreadsheet opens with its accents right."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    writer.writerows(map(_guarded, map(cells_of, lines)))
    return text.getvalue().encode("utf-8-sig")


def as_workbook(lines: Iterable[ActionLine]) -> bytes:
    """The lines as an Excel workbook; its parts are written as they come, so that many take little memory."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Actions")
    page.freeze_panes = "A2"
    page.append(list(HEADS))
    for line in lines:
        page.append(_guarded(cell[:LONGEST_CELL] for cell in cells_of(line)))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _guarded(cells: Iterable[str]) -> list[str]:
    """Cells none of which is a formula, without signs that no workbook holds, such as Word leaves at a broken line."""
    return [unformulated(printable(cell)) for cell in cells]


LONGEST_CELL = 32_000
"""Characters that Excel keeps in one cell, rounded down."""


@dataclass(frozen=True)
class EndedOwner:
    """A body that no longer exists, who follows it, and the actions that still name it."""

    body: Organisation
    ended: str
    successors: tuple[str, ...]
    lines: tuple[ActionLine, ...]


def ended_owners(lines: Iterable[ActionLine]) -> list[EndedOwner]:
    """The lines under their owners, which no longer exist; one query for who follows them."""
    by_body: dict[Organisation, list[ActionLine]] = {}
    for line in lines:
        if line.action.owner is not None:
            by_body.setdefault(line.action.owner, []).append(line)
    successors = _successors(by_body)
    return [
        EndedOwner(body, long_date(body.ends_on) if body.ends_on else "", successors.get(body.pk, ()), tuple(found))
        for body, found in sorted(by_body.items(), key=lambda pair: pair[0].name)
    ]


def _successors(bodies: Iterable[Organisation]) -> dict[int, tuple[str, ...]]:
    """Who follows each body, in words; a planned one may have no name yet."""
    rows = Succession.objects.filter(predecessor__in=list(bodies)).select_related("successor")
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        name = row.successor.name if row.successor else "a body that has no name yet"
        found[row.predecessor_id] = (*found.get(row.predecessor_id, ()), name)
    return found

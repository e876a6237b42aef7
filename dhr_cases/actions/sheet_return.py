"""A body's returned sheet is taken in line by line: each answer whole, or refused with its row and the reason.

Every answer is given by the ordinary acts: by the body's own person for its own actions, or recorded for the body by
who runs the reviews. Source: owners answer by sheet as by web, ours [D].
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet

from dhr_cases.actions.action_answers import ActionAnswer, answer_action, record_answer
from dhr_cases.errors import Incomplete, ReviewError
from dhr_cases.models import Action, Case, UpdateSource, User
from dhr_cases.papers.action_sheet.columns import Column, key_in
from dhr_cases.papers.action_sheet.sheet_in import SheetLine, day_of, status_of

Give = Callable[[Action, ActionAnswer], object]


@dataclass(frozen=True)
class TakenLine:
    """A line that was taken in: its row, the action, and what was answered."""

    row: int
    action: Action
    answer: ActionAnswer


@dataclass(frozen=True)
class RefusedLine:
    """A line that was not taken in, and why."""

    row: int
    sentence: str


@dataclass(frozen=True)
class ReturnedSheet:
    """What became of the lines of a sheet."""

    taken: tuple[TakenLine, ...]
    refused: tuple[RefusedLine, ...]


@transaction.atomic
def take_in_own_sheet(*, by: User, lines: Sequence[SheetLine], reach: QuerySet[Action]) -> ReturnedSheet:
    """The body's own person answers for actions within ``reach``; lines about any other are refused."""
    return _take_in(lines, reach, lambda action, answer: answer_action(
        action=action, by=by, answer=answer, source=UpdateSource.SHEET
    ))  # fmt: skip  # the act is the point


@transaction.atomic
def take_in_sheet(*, by: User, lines: Sequence[SheetLine], reach: QuerySet[Action]) -> ReturnedSheet:
    """Record for the bodies what their sheet says of actions within ``reach``; lines about any other are refused."""
    return _take_in(lines, reach, lambda action, answer: record_answer(
        case=action.recommendation.case, by=by, action=action, answer=answer, source=UpdateSource.SHEET
    ))  # fmt: skip  # the act is the point


def rehearsed(take_in: Callable[[], ReturnedSheet]) -> ReturnedSheet:
    """What taking in would do, undone."""
    with transaction.atomic():
        found = take_in()
        transaction.set_rollback(True)
    return found


def _take_in(lines: Iterable[SheetLine], reach: QuerySet[Action], give: Give) -> ReturnedSheet:
    lines = tuple(lines)
    actions = _actions(lines, reach)
    taken: dict[int, TakenLine] = {}
    refused: list[RefusedLine] = []
    for line in lines:
        try:
            done = _take_line(line, actions, taken, give)
            taken[done.action.pk] = done
        except ReviewError as refusal:
            refused.append(RefusedLine(line.row, refusal.sentence))
    return ReturnedSheet(tuple(taken.values()), tuple(refused))


def _actions(lines: Iterable[SheetLine], reach: QuerySet[Action]) -> dict[int, Action]:
    """The actions that the lines name and the person reaches, with how much was said of each.

    Their reviews are locked first: of two sheets returned at the same moment the second finds what the first said.
    """
    keys = (key_in(line.key) for line in lines)
    named = reach.filter(pk__in={key.action for key in keys if key is not None})
    _lock_cases(set(named.values_list("recommendation__case", flat=True)))
    rows = named.select_related("recommendation__case", "owner").annotate(said=Count("updates"))
    return {row.pk: row for row in rows}


def _lock_cases(keys: Collection[int]) -> None:
    """Lock the reviews until the transaction ends; always in the same order, so that no two sheets block each other."""
    list(Case.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _take_line(line: SheetLine, actions: dict[int, Action], taken: dict[int, TakenLine], give: Give) -> TakenLine:
    """Give the answer of one line. Raises what the act raises, or Incomplete for a line that cannot be read."""
    action = _action(line, actions)
    if action.pk in taken:
        raise Incomplete(f"Row {taken[action.pk].row} answers for the same action already.")
    answer = _answer(line)
    with transaction.atomic():
        give(action, answer)
    return TakenLine(line.row, action, answer)


def _action(line: SheetLine, actions: dict[int, Action]) -> Action:
    key = key_in(line.key)
    if key is None:
        raise Incomplete("The key in the first column is not as we sent it. Copy the line into a fresh sheet.")
    action = actions.get(key.action)
    if action is None:
        raise Incomplete("This action is not among those you may answer for.")
    if getattr(action, "said", 0) != key.updates:
        raise Incomplete("Something was recorded of this action after the sheet was made. Take a fresh sheet.")
    return action


def _answer(line: SheetLine) -> ActionAnswer:
    status = status_of(line)
    return ActionAnswer(
        status=status,
        progress=line.progress,
        outcome=line.outcome,
        reason=line.reason,
        expected_on=day_of(line.expected, Column.EXPECTED),
        completed_on=day_of(line.completed, Column.COMPLETED),
    )

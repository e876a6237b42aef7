"""In a list of several reviews, does each line say the same whatever the other reviews have?"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.actions.grants import refresh_people
from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.queries import changed_since
from tests.conftest import Cast
from tests.every_row import give_every_row, make_bodies
from tests.rules.test_said_of_one_review import differing, spelt
from workflows.attention import dues_of, own_request_dues
from workflows.case_rows import CaseRow, Wanted, all_rows
from workflows.following import follow, follow_request
from workflows.inbox import may_take, my_tasks, waiting_on_others

pytestmark = pytest.mark.first_database

READERS = ("coordinator", "independent_chair", "agency_author")
ALL = 1000
"""More lines than the tests make."""
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
WAYS = {
    "newest": Wanted(),
    "next due": Wanted(sort="due"),
    "held": Wanted(is_held=True),
    "mine": Wanted(is_mine=True),
}
"""How the list of cases can be asked for."""

List = Callable[[User], Iterable[Any]]


def _asked(wanted: Wanted, user: User) -> list[CaseRow]:
    return all_rows(user, wanted, timezone.localdate())


LISTS: Mapping[str, List] = {
    "dues": dues_of,
    "own requests": own_request_dues,
    "my tasks": my_tasks,
    "tasks to take": partial(may_take, limit=ALL),
    "tasks of others": partial(waiting_on_others, limit=ALL),
    "news": lambda user: changed_since(user, LONG_AGO),
    **{f"cases, {name}": partial(_asked, wanted) for name, wanted in WAYS.items()},
}


def is_about(case: Case, line: Any) -> bool:
    """Lines name their case by its key, but for rows of the list, which hold it."""
    return bool(line.case.pk == case.pk if isinstance(line, CaseRow) else line.case_id == case.pk)


def lines_of(case: Case, cast: Cast) -> dict[str, str]:
    """The lines about a case in every list of every reader."""
    return {
        f"{name} of {part}": spelt([line for line in make(getattr(cast, part)) if is_about(case, line)])
        for name, make in LISTS.items()
        for part in READERS
    }


def fill(case: Case, cast: Cast) -> None:
    """A row of every kind, the tasks that are open by them, and one of these in somebody's hand."""
    give_every_row(case)
    refresh_people(case)
    for request in InformationRequest.objects.filter(case=case):
        follow_request(request)
    mine = Task.objects.filter(process__caseprocess__case=case, process__caseprocess__request=None, status=STATUS.NEW)
    mine.update(owner=cast.coordinator, status=STATUS.ASSIGNED, assigned=timezone.now())


def test_stand_in_every_list_as_if_alone(case: Case, other_case: Case, cast: Cast) -> None:
    """Of a review that has next to nothing, and of one whose rows are all older than those of the other."""
    make_bodies()
    for each in (case, other_case):
        follow(each)
    nothing = lines_of(other_case, cast)
    fill(case, cast)
    assert differing(nothing, lines_of(other_case, cast)) == {}
    much = lines_of(case, cast)
    fill(other_case, cast)
    assert differing(much, lines_of(case, cast)) == {}
    assert {name for name in LISTS if all(much[f"{name} of {part}"] == "[]" for part in READERS)} == set()

"""Who may take, do, give back and see a task, what do lists say of it, and when does a flow look again?"""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import DatabaseError
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.actions import accounts, referral
from dhr_cases.actions.grants import refresh_people
from dhr_cases.actions.memberships import end_role, grant_role, leave_team
from dhr_cases.actions.overlays import HoldTerms, start_hold
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseMembership, InformationRequest, TeamMembership, User
from dhr_cases.models.history import change
from dhr_cases.request_states import OPEN_STATES, RequestState
from dhr_cases.roles import ROLES, Role
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.standing import stand_at
from workflows.drive import task_for
from workflows.following import follow, follow_request, free_tasks, open_process
from workflows.inbox import events_after, holder_of, may_take, my_tasks, rows, waiting_on_others
from workflows.models import CaseProcess
from workflows.nodes import CaseTask, HumanTask
from workflows.sweep import sweep
from workflows.worker import Worker

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
Committing = Callable[..., AbstractContextManager[list[object]]]
READING = Verb.SEND_FOR_READING


def task_at(case: Case, stage: Stage, verb: Verb) -> Task:
    """The open task of an act on a case that stands at a stage."""
    follow(stand_at(case, stage))
    task = task_for(case, verb)
    assert task is not None
    return task


def given_to(task: Task, person: User) -> Task:
    """The task after the person has taken it."""
    task.flow_task.activation_class(task).assign(person)
    task.refresh_from_db()
    return task


@pytest.fixture
def free(case: Case) -> Task:
    """A task of the draft that nobody has taken."""
    return task_at(case, Stage.DRAFTING, READING)


@pytest.fixture
def held(free: Task, cast: Cast) -> Task:
    """The same, taken by the review's chair."""
    return given_to(free, cast.independent_chair)


def asked(case: Case, cast: Cast, state: RequestState = RequestState.ASKED) -> InformationRequest:
    """A request to the police that its process follows."""
    row: InformationRequest = put(
        InformationRequest, case=case, organisation=cast.police, asked_on=TODAY - 5 * DAY, due_on=TODAY,
        asks_for="Records", state=state,
    )  # fmt: skip
    follow_request(row)
    return row


# who may


MAY: tuple[tuple[str, tuple[bool, bool, bool, bool], tuple[bool, bool, bool, bool]], ...] = (
    ("independent_chair", (True, False, False, True), (False, True, True, True)),
    ("coordinator", (True, False, False, True), (False, False, True, True)),
    ("csp_chair", (False, False, False, True), (False, False, False, True)),
    ("panel_member", (False, False, False, True), (False, False, False, True)),
    ("auditor", (False, False, False, True), (False, False, False, True)),
    ("administrator", (False, False, False, False), (False, False, False, False)),
    ("outsider", (False, False, False, False), (False, False, False, False)),
)
"""For a free task, and for the same held by the chair: may they take it, do it, give it back, see it?"""


def answers(task: Task, person: User) -> tuple[bool, bool, bool, bool]:
    """What the node says of a person and a task."""
    node = task.flow_task
    return (
        node.can_assign(person, task), node.can_execute(person, task), node.can_unassign(person, task),
        node.can_view(person, task),
    )  # fmt: skip


@pytest.mark.parametrize(("part", "of_free", "of_held"), MAY)
def test_says_who_may_do_what_with_a_task(
    free: Task, cast: Cast, part: str, of_free: tuple[bool, ...], of_held: tuple[bool, ...]
) -> None:
    person = cast.people()[part]
    assert answers(free, person) == of_free
    assert answers(given_to(free, cast.independent_chair), person) == of_held


def test_lets_a_holder_whose_role_ended_give_back_and_nothing_else(held: Task, case: Case, cast: Cast) -> None:
    role = CaseMembership.objects.get(case=case, user=cast.independent_chair)
    end_role(case=case, by=cast.coordinator, membership=role, reason="Left")
    assert answers(held, cast.independent_chair) == (False, False, True, False)


@pytest.mark.parametrize(
    ("state", "part", "is_theirs"),
    [
        (RequestState.ASKED, "agency_author", True),
        (RequestState.ASKED, "second_author", False),
        (RequestState.ASKED, "coordinator", False),
        (RequestState.DRAFTED, "agency_contact", True),
        (RequestState.DRAFTED, "agency_author", False),
        (RequestState.SIGNED_OFF, "coordinator", True),
        (RequestState.SIGNED_OFF, "independent_chair", True),
        (RequestState.SIGNED_OFF, "agency_contact", False),
    ],
)
def test_offers_a_return_to_those_who_are_asked_now(
    case: Case, cast: Cast, state: RequestState, part: str, is_theirs: bool
) -> None:
    """Its author, then who signs it off, then who accepts it; in the list as on the page."""
    stand_at(case, Stage.INFO_REQUESTED)
    request = asked(case, cast, state)
    refresh_people(case)
    task = Task.objects.get(process__caseprocess__request=request, status__in=(STATUS.NEW, STATUS.ASSIGNED))
    person = cast.people()[part]
    assert task.flow_task.allowed(person, task) == is_theirs
    listed = [row.request_id for row in may_take(person)]
    assert (request.pk in listed) == is_theirs


# what lists say


def test_moves_a_task_from_one_list_to_the_others_when_it_is_taken(free: Task, case: Case, cast: Cast) -> None:
    chair, office, auditor = cast.independent_chair, cast.coordinator, cast.auditor
    for person, lists in ((chair, (0, 1, 0)), (office, (0, 1, 0)), (auditor, (0, 0, 1))):
        assert tuple(map(len, (my_tasks(person), may_take(person), waiting_on_others(person)))) == lists
    given_to(free, chair)
    for person, lists in ((chair, (1, 0, 0)), (office, (0, 0, 1)), (auditor, (0, 0, 1))):
        assert tuple(map(len, (my_tasks(person), may_take(person), waiting_on_others(person)))) == lists
    assert [row.holder for row in waiting_on_others(office)] == ["Independent Chair"]


def test_says_of_a_task_what_it_is_and_of_which_review(free: Task, case: Case, cast: Cast) -> None:
    with change("Test", None):
        case.stage_since = TODAY - 40 * DAY
        case.save()
    (row,) = may_take(cast.coordinator)
    node = free.flow_task
    assert isinstance(node, CaseTask)
    assert (row.case_id, row.request_id, row.reference, row.pseudonym) == (case.pk, None, case.reference, "Robin")
    assert (row.title, row.agency, row.chased_on) == (node.step.title, "", None)
    assert (row.since, row.leads_to) == (TODAY - 40 * DAY, events_after(node))
    given_to(free, cast.independent_chair)
    assert my_tasks(cast.independent_chair)[0].since == TODAY


def test_counts_the_wait_for_an_agency_from_the_day_it_was_asked(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.INFO_REQUESTED)
    request = asked(case, cast)
    with change("Reminded", None):
        request.last_chased_on = TODAY - DAY
        request.save()
    (row,) = [row for row in waiting_on_others(cast.coordinator) if row.request_id]
    assert (row.since, row.chased_on, row.agency, row.holder) == (
        TODAY - 5 * DAY, TODAY - DAY, "Testshire Police", "Testshire Police",
    )  # fmt: skip


def test_names_the_role_that_is_waited_for(case: Case, cast: Cast) -> None:
    """Where it is an agency's turn the agency; where a return is to be accepted, chair or coordinator."""
    stand_at(case, Stage.INFO_REQUESTED)
    request = asked(case, cast, RequestState.SIGNED_OFF)
    task = Task.objects.get(process__caseprocess__request=request, status=STATUS.NEW)
    assert holder_of(task) == "Chair or coordinator"
    free = task_at(case, Stage.DRAFTING, READING)
    assert isinstance(free.flow_task, CaseTask)
    assert holder_of(free) == ROLES[free.flow_task.step.role].label
    assert holder_of(given_to(free, cast.coordinator)) == "Coordinator"


def test_lists_so_many_rows_and_the_oldest_first(case: Case, other_case: Case, cast: Cast) -> None:
    for review in (case, other_case):
        task_at(review, Stage.DRAFTING, READING)
    late, early = (
        Task.objects.get(process__caseprocess__case=review, status=STATUS.NEW) for review in (case, other_case)
    )
    Task.objects.filter(pk=early.pk).update(created=timezone.now() - 9 * DAY)
    assert [row.case_id for row in may_take(cast.coordinator)] == [other_case.pk, case.pk]
    assert [row.case_id for row in may_take(cast.coordinator, limit=1)] == [other_case.pk]
    assert [row.case_id for row in waiting_on_others(cast.auditor, limit=1)] == [other_case.pk]
    assert [row.case_id for row in rows([late, early])] == [case.pk, other_case.pk]


# when a flow looks again


def test_frees_the_tasks_of_one_review_or_of_all(case: Case, other_case: Case, cast: Cast) -> None:
    grant_role(case=other_case, by=cast.coordinator, to=cast.independent_chair, role=Role.INDEPENDENT_CHAIR)
    tasks = [given_to(task_at(each, Stage.DRAFTING, READING), cast.independent_chair) for each in (case, other_case)]
    with change("Test", None):
        for role in CaseMembership.objects.filter(user=cast.independent_chair):
            role.ends_on = TODAY - DAY
            role.save()
    for review in (case, other_case):
        refresh_people(review)
    assert free_tasks(cast.panel_member) == 0
    assert free_tasks(cast.independent_chair, case) == 1
    assert [Task.objects.get(pk=task.pk).owner for task in tasks] == [None, cast.independent_chair]
    assert free_tasks(cast.independent_chair) == 1


def test_frees_tasks_when_an_account_is_closed(
    held: Task, cast: Cast, django_capture_on_commit_callbacks: Committing
) -> None:
    """Not when its owner only saves other details."""
    with django_capture_on_commit_callbacks(execute=True):
        cast.independent_chair.save()
    assert Task.objects.get(pk=held.pk).owner == cast.independent_chair
    with django_capture_on_commit_callbacks(execute=True):
        accounts.deactivate(by=cast.administrator, account=cast.independent_chair, reason="Left")
    assert Task.objects.get(pk=held.pk).owner is None


def test_frees_tasks_when_somebody_leaves_a_team(
    case: Case, cast: Cast, django_capture_on_commit_callbacks: Committing
) -> None:
    task = given_to(task_at(case, Stage.SUBMITTED, Verb.RECORD_BOARD), cast.home_office_reader)
    place = TeamMembership.objects.get(user=cast.home_office_reader)
    with django_capture_on_commit_callbacks(execute=True), change("Test", None):
        place.reason = "A new post"
        place.save()
    assert Task.objects.get(pk=task.pk).owner == cast.home_office_reader
    with django_capture_on_commit_callbacks(execute=True):
        leave_team(by=cast.administrator, membership=place, reason="Left")
    assert Task.objects.get(pk=task.pk).owner is None


def test_looks_again_only_after_a_move(case: Case, cast: Cast, django_capture_on_commit_callbacks: Committing) -> None:
    """A hold moves nothing; the next act that moves brings the flow along, with who did it."""
    terms = HoldTerms(HoldReason.INQUEST, frozenset({HoldScope.DRAFTING}), TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        start_hold(case=case, by=cast.coordinator, terms=terms)
    assert open_process(case.pk) is None
    follow(case)
    with django_capture_on_commit_callbacks(execute=True):
        referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)
    done = Task.objects.get(flow_task__endswith=".agree_lead")
    assert (done.status, done.owner) == (STATUS.DONE, cast.coordinator)


# the nightly sweep, and the worker


@pytest.mark.parametrize("state", RequestState)
def test_brings_the_process_of_every_request_in_line_by_night(case: Case, cast: Cast, state: RequestState) -> None:
    """One that closed while nobody listened ends; one that is open has a process."""
    stand_at(case, Stage.INFO_REQUESTED)
    request = asked(case, cast)
    with change("Test", None):
        request.state = state
        request.save()
    sweep(TODAY)
    running = CaseProcess.objects.filter(request=request, finished=None)
    assert running.exists() == (state in OPEN_STATES)
    if state not in OPEN_STATES:
        return
    CaseProcess.objects.filter(request=request).update(finished=timezone.now())
    sweep(TODAY)
    assert running.count() == 1


def test_misses_nobody_where_the_record_is_waited_for(case: Case) -> None:
    """While agencies write, no person has a task of the review itself."""
    stand_at(case, Stage.INFO_REQUESTED)
    assert sweep(TODAY).stuck == ()


def test_misses_nobody_on_a_review_at_its_end(case: Case, other_case: Case) -> None:
    for stage in (stage for stage in Stage if STAGES[stage].is_final):
        stand_at(other_case, stage)
        assert sweep(TODAY).stuck == ()


def test_goes_on_working_when_the_database_was_away() -> None:
    """A fault of the program is no such thing: it ends the worker and is seen."""
    worker = Worker(pause=0)
    seen: list[int] = []

    def work() -> None:
        seen.append(len(seen))
        if len(seen) == 1:
            raise DatabaseError("away")
        worker.stopped.set()

    worker.work = work
    worker.run()
    assert seen == [0, 1]
    worker.stopped.clear()
    worker.work = fail
    with pytest.raises(ValueError, match="a fault"):
        worker.run()


def fail() -> None:
    """A fault of the program."""
    raise ValueError("a fault")


def test_looks_for_papers_between_two_rounds() -> None:
    worker = Worker(work=lambda: None, pause=0.05)
    looked: list[int] = []

    def look() -> None:
        looked.append(1)
        worker.stopped.set()

    worker.between = look
    worker.run()
    assert looked == [1]


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if not row.is_final])
def test_leads_each_step_to_the_events_of_its_acts(case: Case, stage: Stage) -> None:
    follow(stand_at(case, stage))
    process = open_process(case.pk)
    assert process is not None
    for task in Task.objects.filter(process_id=process.pk, status=STATUS.NEW):
        node = task.flow_task
        if isinstance(node, CaseTask):
            told = {STAGES[to].event for verb in node.step.verbs for to in VERBS[verb].leads_to}
            assert events_after(node) == told
        elif isinstance(node, HumanTask):
            assert events_after(node) == frozenset()

"""One row that fails at night holds up no other row, no other duty, and not the site; the log says where it failed."""

import datetime
import logging

import pytest
from django.core import mail
from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, ProgrammingError
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from viewflow.fsm import TransitionNotAllowed
from viewflow.workflow.exceptions import FlowLockFailed, FlowRuntimeError
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models import Case, Notice, User
from dhr_cases.models.history import SilentWriteError
from dhr_cases.notices import Kind
from dhr_cases.stages import Stage
from funding.actions.asking import Asking
from funding.actions.requests import ask
from funding.models import FundingRequest
from funding.terms import RequestState
from tests.conftest import Cast
from tests.flows.test_following import open_nodes, stand_at
from tests.flows.test_funding_flows import nodes_of, stand_in
from tests.flows.test_worker_round import NOON
from tests.money import YEAR
from workflows.faults import alone, each_alone
from workflows.following import follow, free_tasks, open_process
from workflows.following_funding import FOLLOWED, follow_everything, follow_money, running
from workflows.messages import MOST_ATTEMPTS, queue_digests, send_waiting
from workflows.money_reminders import remind
from workflows.sweep import sweep
from workflows.worker import Worker, one_round

pytestmark = [pytest.mark.django_db, pytest.mark.work_fails]

WORDS = "Rosalind Achterberg"
GONE = "workflows/flows.review.ReviewFlow.gone"
"""A node that an older version had."""


def break_tasks_of(process_id: int) -> None:
    """What a process waits at is no longer in its flow."""
    assert Task.objects.filter(process_id=process_id, finished=None).update(flow_task=GONE)


@pytest.fixture
def broken(case: Case) -> Case:
    """The first case, which moved on while its flow waited at a node that is gone."""
    follow(case)
    process = open_process(case.pk)
    assert process is not None
    break_tasks_of(process.pk)
    return case


@pytest.fixture
def asked(cast: Cast) -> list[FundingRequest]:
    """Two requests for money whose flows run."""
    requests = [
        ask(
            partnership=cast.partnership,
            by=cast.finance_officer,
            asking=Asking(organisation=body, year=YEAR, amount_pence=500_000),
        )
        for body in (cast.police, cast.health)
    ]
    for request in requests:
        follow_money(request)
    return requests


# One piece of work


@pytest.mark.parametrize(
    "fault",
    [
        AssertionError(WORDS), AttributeError(WORDS), DataError(WORDS), FileNotFoundError(WORDS),
        FlowRuntimeError(WORDS), IndexError(WORDS), IntegrityError(WORDS), KeyError(WORDS),
        ModuleNotFoundError(WORDS), MultipleObjectsReturned(WORDS), NoReverseMatch(WORDS), NotNow(WORDS),
        NotPermitted(WORDS), ObjectDoesNotExist(WORDS), PermissionError(WORDS), ProgrammingError(WORDS),
        RecursionError(WORDS), SilentWriteError(WORDS), SyntaxError(WORDS), TemplateDoesNotExist(WORDS),
        TemplateSyntaxError(WORDS), TransitionNotAllowed(WORDS), TypeError(WORDS),
        UnicodeDecodeError("utf-8", b"x", 0, 1, WORDS), ValidationError(WORDS), ValueError(WORDS),
        ZeroDivisionError(WORDS),
    ],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip  # a list of words
def test_tells_the_log_where_it_failed_and_not_a_word_of_what(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """A rule that refuses what the system does by itself is a fault too: the record is not as the system thinks."""

    def fail() -> None:
        raise fault

    assert alone("reminders", fail) is False
    (record,) = caplog.records
    told = record.getMessage()
    assert told.startswith(f"Work that nobody watches failed: reminders ({type(fault).__name__})\n")
    assert "in fail" in told
    assert WORDS not in caplog.text


@pytest.mark.parametrize(
    "thrown",
    [OperationalError("busy"), InterfaceError("gone"), FlowLockFailed("busy"), KeyboardInterrupt(), SystemExit()],
)
def test_lets_what_is_busy_and_who_stops_it_go_up(thrown: BaseException) -> None:
    def fail() -> None:
        raise thrown

    with pytest.raises(type(thrown)):
        alone("reminders", fail)


def test_says_nothing_where_nothing_failed(caplog: pytest.LogCaptureFixture) -> None:
    assert alone("reminders", lambda: 0) is True
    assert caplog.records == []


def test_names_each_row_that_failed_and_does_the_others(cast: Cast) -> None:
    done: list[User] = []

    def act(user: User) -> None:
        if user in (cast.auditor, cast.outsider):
            raise ObjectDoesNotExist
        done.append(user)

    failed = each_alone("person", [cast.auditor, cast.coordinator, cast.outsider, cast.csp_chair], act)
    assert failed == [f"person {cast.auditor.pk}", f"person {cast.outsider.pk}"]
    assert done == [cast.coordinator, cast.csp_chair]


# The sweep


def test_follows_the_other_cases_and_names_the_one_that_failed(broken: Case, other_case: Case) -> None:
    stand_at(broken, Stage.SCOPING)
    found = sweep(timezone.localdate())
    assert (found.failed, found.stuck) == ((f"case {broken.pk}",), (broken.pk,))
    assert open_nodes(other_case) == ["agree_lead"]


def test_goes_on_with_its_other_duties(
    broken: Case, asked: list[FundingRequest], caplog: pytest.LogCaptureFixture
) -> None:
    stand_in(asked[0], RequestState.ANSWERED)
    with caplog.at_level(logging.ERROR):
        assert sweep(timezone.localdate()).failed == (f"case {broken.pk}",)
    assert nodes_of(asked[0]) == ["approve"]
    assert f"Cases without an open task, by number: {broken.pk}" in caplog.text


def test_follows_the_other_rows_of_money(asked: list[FundingRequest]) -> None:
    first, second = asked
    process = running(FOLLOWED[FundingRequest], first.pk)
    assert process is not None
    break_tasks_of(process.pk)
    for request in asked:
        stand_in(request, RequestState.ANSWERED)
    assert follow_everything() == [f"request {first.pk}"]
    assert nodes_of(second) == ["approve"]


def test_frees_the_tasks_of_a_person_who_holds_one_at_a_node_that_is_gone(
    broken: Case, other_case: Case, cast: Cast
) -> None:
    """Neither the night nor whoever ends the person's part is stopped by it."""
    follow(other_case)
    Task.objects.filter(status=STATUS.NEW).update(owner=cast.outsider, status=STATUS.ASSIGNED)
    assert free_tasks(cast.outsider) == 1
    assert open_nodes(other_case) == ["agree_lead"]


# The worker


def test_sends_the_others_where_one_message_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried as often as one that the post refuses, and then given up."""
    bad, good = (
        Notice.objects.create(kind=Kind.ACCOUNT_INVITATION, to=person, path=reverse("home"))
        for person in (cast.auditor, cast.outsider)
    )
    Notice.objects.filter(pk=bad.pk).update(kind="of an older version")
    for hours in range(MOST_ATTEMPTS + 1):
        send_waiting(NOON + hours * datetime.timedelta(hours=2))
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.attempts, bad.sent_at) == (MOST_ATTEMPTS, None)
    assert (good.attempts, good.sent_at) == (1, NOON)


def test_writes_daily_messages_to_the_others_where_one_persons_fails(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(case)

    def sentence(person: User) -> str:
        if person == cast.auditor:
            raise NoReverseMatch(WORDS)
        return "Today: you hold 1 open task."

    monkeypatch.setattr("workflows.messages.digest_sentence", sentence)
    queue_digests(NOON)
    told = set(Notice.objects.filter(kind=Kind.DIGEST).values_list("to", flat=True))
    assert cast.auditor.pk not in told
    assert {cast.coordinator.pk, cast.outsider.pk} <= told


def test_reminds_the_others_where_one_reminder_fails(
    asked: list[FundingRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    reminded: list[int] = []

    def act(request: FundingRequest, today: datetime.date) -> int:
        if request == asked[0]:
            raise LookupError(WORDS)
        reminded.append(request.pk)
        return 1

    monkeypatch.setattr("workflows.money_reminders._remind", act)
    monkeypatch.setattr("workflows.money_reminders._has_contact", lambda request: True)
    due = asked[0].due_on
    assert due is not None
    assert remind(due) == 1
    assert reminded == [asked[1].pk]


def test_sends_messages_though_the_sweep_failed(broken: Case, cast: Cast) -> None:
    Notice.objects.create(kind=Kind.ACCOUNT_INVITATION, to=cast.outsider, path=reverse("home"))
    one_round(NOON)
    assert cast.outsider.email in [address for message in mail.outbox for address in message.to]
    assert open_process(broken.pk) is not None


@pytest.mark.parametrize("duty", ["make_papers", "make_packs", "sweep_once_a_day", "queue_digests"])
def test_does_every_duty_though_another_failed(duty: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise FlowRuntimeError(WORDS)

    monkeypatch.setattr(f"workflows.worker.{duty}", fail)
    Notice.objects.create(kind=Kind.ACCOUNT_INVITATION, to=cast.outsider, path=reverse("home"))
    one_round(NOON)
    assert cast.outsider.email in [address for message in mail.outbox for address in message.to]


@pytest.mark.parametrize("thrown", [OperationalError("away"), FlowLockFailed("busy")])
def test_tries_again_after_a_round_that_met_a_lock(thrown: Exception) -> None:
    rounds: list[int] = []
    worker = Worker(pause=0)

    def work() -> None:
        rounds.append(1)
        if len(rounds) == 1:
            raise thrown
        worker.stopped.set()

    worker.work = work
    worker.run()
    assert len(rounds) == 2

"""One row that fails at night holds up no other row, no other duty, and not the site; the log says where it failed."""

import logging

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, OperationalError
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.exceptions import FlowLockFailed, FlowRuntimeError
from viewflow.workflow.models import Task

from dhr_cases.errors import NotNow
from dhr_cases.models import Case, Notice, User
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
from workflows.faults import FAULTS, alone, each_alone
from workflows.following import follow, open_process
from workflows.following_funding import FOLLOWED, follow_everything, follow_money, running
from workflows.sweep import sweep
from workflows.worker import Worker, one_round

pytestmark = pytest.mark.django_db

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


@pytest.mark.parametrize("fault", [*FAULTS, KeyError, FileNotFoundError, ModuleNotFoundError, UnicodeDecodeError])
def test_tells_the_log_where_it_failed_and_not_a_word_of_what(
    fault: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise UnicodeDecodeError("utf-8", b"x", 0, 1, WORDS) if fault is UnicodeDecodeError else fault(WORDS)

    assert alone("reminders", fail) is False
    (record,) = caplog.records
    told = record.getMessage()
    assert told.startswith(f"Work that nobody watches failed: reminders ({fault.__name__})\n")
    assert "in fail" in told
    assert WORDS not in caplog.text


def test_takes_the_refusal_of_a_rule_for_a_fault(caplog: pytest.LogCaptureFixture) -> None:
    """A rule that refuses what the system does by itself says that the record is not as the system thinks."""

    def refused() -> None:
        raise NotNow(WORDS)

    assert alone("reminders", refused) is False
    assert WORDS not in caplog.text


@pytest.mark.parametrize(
    "thrown", [OperationalError("busy"), IntegrityError("x"), FlowLockFailed("busy"), KeyboardInterrupt(), SystemExit()]
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


# The worker


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

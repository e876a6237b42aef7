"""Papers are made beside the site: a refusal ends an order, a fault begins it again, a kill loses nothing."""

import datetime
import logging
import time

import pytest
from django.db import OperationalError
from django.utils import timezone

from dhr_cases.actions.memberships import end_role
from dhr_cases.actions.order_queue import LEASE, MOST_TRIES
from dhr_cases.actions.paper_orders import claim_next, order_paper, tell_progress
from dhr_cases.models import Case, OrderState, PaperOrder, PaperVersion
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.papers.read_back import word_texts
from tests.stages import case_at
from workflows import paper_work, worker
from workflows.worker import Worker

pytestmark = pytest.mark.django_db

ASK = Ask(recipient="Testshire Police")


def ordered(cast: Cast, case: Case, form: Format = Format.WORD) -> PaperOrder:
    """A letter asked for by the coordinator."""
    return order_paper(case=case, by=cast.coordinator, kind=MadePaper.SCOPING, form=form, ask=ASK)


def stop_in(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    """The next paper is not written: this is raised instead."""

    def fail(*_: object) -> bytes:
        raise fault

    monkeypatch.setattr(paper_work, "write", fail)


def test_makes_every_paper_that_waits(cast: Cast, case: Case) -> None:
    first, second = ordered(cast, case), ordered(cast, case, Format.HTML)
    assert paper_work.make_papers() == 2
    assert paper_work.make_papers() == 0
    for order in (first, second):
        order.refresh_from_db()
        assert (order.state, order.percent) == (OrderState.DONE, 100)
    assert first.version is not None
    texts = word_texts(first.version.file.read())
    assert texts[0] == "Scoping letter"
    assert f"Our reference: {case.reference}" in "\n".join(texts)


def test_tells_each_step_while_it_works(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []

    def tell(order: PaperOrder, step: str, percent: int) -> None:
        told.append((step, percent))
        tell_progress(order, step, percent)

    monkeypatch.setattr(paper_work, "tell_progress", tell)
    ordered(cast, case)
    paper_work.make_papers()
    assert told == [("Reading the record", 10), ("Writing Word", 30), ("Filing", 90)]


def test_ends_an_order_with_the_sentence_of_the_rule_that_refuses_it(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PANEL_WORK)
    order = order_paper(
        case=case, by=cast.independent_chair, kind=MadePaper.ACTION_PLAN, form=Format.HTML, ask=ASK
    )  # fmt: skip  # one call
    membership = case.memberships.get(user=cast.independent_chair)
    end_role(case=case, by=cast.coordinator, membership=membership, reason="The contract has ended.")
    paper_work.make_papers()
    order.refresh_from_db()
    assert order.state == OrderState.FAILED
    assert "You may not do this" in order.fault


@pytest.mark.parametrize("fault", [ValueError("Rosalind Achterberg"), OSError("full"), RuntimeError("x")])
def test_gives_up_a_paper_with_a_fault_of_ours_and_makes_the_next(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    """The log names the order and the sort of fault, never the words of a case."""
    broken = ordered(cast, case)
    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        stop_in(patched, fault)
        assert paper_work.make_papers() == MOST_TRIES
    broken.refresh_from_db()
    assert (broken.state, broken.tries) == (OrderState.FAILED, MOST_TRIES)
    assert "begun 3 times" in broken.fault
    assert f"Order {broken.pk}" in caplog.text
    assert "Achterberg" not in caplog.text
    ordered(cast, case, Format.HTML)
    assert paper_work.make_papers() == 1


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), SystemExit(), OperationalError("busy")])
def test_loses_no_paper_when_it_is_stopped_in_the_middle(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    """The order stays as being made; whoever comes next takes it up and files one version."""
    order = ordered(cast, case)
    with monkeypatch.context() as patched:
        stop_in(patched, fault)
        with pytest.raises(type(fault)):
            paper_work.make_papers()
    order.refresh_from_db()
    assert order.state == OrderState.BUILDING
    assert paper_work.make_papers() == 0
    again = claim_next(timezone.now() + LEASE + datetime.timedelta(seconds=1))
    assert again is not None
    paper_work.make(again)
    order.refresh_from_db()
    assert order.state == OrderState.DONE
    assert PaperVersion.objects.filter(paper__case=case).count() == 1


def test_makes_papers_in_each_round(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for name in ("make_papers", "sweep_once_a_day", "queue_digests", "send_waiting"):
        monkeypatch.setattr(worker, name, lambda *_, name=name: done.append(name))
    worker.one_round()
    assert done[0] == "make_papers"
    assert len(done) == 4


def test_looks_for_papers_between_two_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOOK_SECONDS", 0.01)
    looks: list[float] = []

    def look() -> None:
        looks.append(time.monotonic())
        if len(looks) == 3:
            program.stopped.set()

    program = Worker(work=lambda: None, pause=5, between=look)
    began = time.monotonic()
    program.run()
    assert len(looks) == 3
    assert time.monotonic() - began < 2


def test_stops_at_once_when_it_is_asked_to() -> None:
    program = Worker(pause=60)
    program.work = program.stopped.set
    began = time.monotonic()
    program.run()
    assert time.monotonic() - began < 1


def test_goes_on_looking_when_the_database_is_busy(caplog: pytest.LogCaptureFixture) -> None:
    program = Worker(work=lambda: None, pause=0)
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        if len(calls) == 2:
            program.stopped.set()
        raise OperationalError("busy")

    program.work = fail
    program.run()
    assert len(calls) == 2
    assert "the next one tries again" in caplog.text

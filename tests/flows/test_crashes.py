"""What is left when the program dies between any two statements of an act? Nothing, or the act done whole.

A flow that had no time to follow is brought in line by the nightly sweep, which may itself die anywhere.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.actions import assurance, decision, publication, referral, requests
from dhr_cases.actions.grants import difference
from dhr_cases.actions.memberships import end_role, grant_role
from dhr_cases.actions.papers import add_paper
from dhr_cases.actions.running_case import RunningCase
from dhr_cases.actions.taking_on import take_on
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, CaseMembership, InformationRequest, PaperVersion, QAOutcome
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.request_states import OPEN_STATES
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.files import upload
from tests.flows.crashing import changed_tables, content, crash_everywhere
from tests.stages import case_at
from tests.steps_decision import REVIEW, prepare_decision
from tests.steps_learning import make_ready
from tests.steps_set_up import asks, sign_off
from tests.steps_writing import POINTS
from workflows.drive import task_for
from workflows.following import OPEN, follow
from workflows.steps import node_at
from workflows.sweep import sweep
from workflows.task_addresses import page_of

pytestmark = pytest.mark.django_db(transaction=True)

LEAST_STATEMENTS = 10
"""Fewer deaths than this and the test did not reach the act."""


def fresh(case: Case) -> Case:
    """The case as a new request reads it."""
    return Case.objects.get(pk=case.pk)


def open_nodes(case: Case) -> list[str]:
    """Open nodes of the review's own process."""
    tasks = Task.objects.filter(process__caseprocess__case=case, process__caseprocess__request=None, status__in=OPEN)
    return [task.flow_task.name for task in tasks]


def mend(case: Case) -> None:
    """Sweep as at night, dying everywhere first where there is something to mend."""
    today = timezone.localdate()
    if open_nodes(case) != [node_at(fresh(case).at)]:
        crash_everywhere(lambda: follow(fresh(case)))
    sweep(today)
    before = content()
    sweep(today)
    assert changed_tables(before, content()) == []


def check_whole(case: Case, stage: Stage, event: Event) -> None:
    """The act was done once, and its flow asks for exactly the next step."""
    mend(case)
    assert fresh(case).at is stage
    assert CaseEvent.objects.filter(case=case, kind=event).count() == 1
    assert open_nodes(case) == [node_at(stage)]


def test_opens_a_case_whole_or_not_at_all(cast: Cast) -> None:
    facts = referral.Referral(cast.partnership, "Testshire Police", timezone.localdate(), timezone.localdate())
    deaths = crash_everywhere(lambda: referral.refer_death(by=cast.coordinator, referral=facts))
    assert deaths > LEAST_STATEMENTS
    case = Case.objects.get()
    assert CaseMembership.objects.filter(case=case, user=cast.coordinator).count() == 1
    check_whole(case, Stage.REFERRED, Event.REFERRAL_RECEIVED)


def test_takes_a_running_case_on_whole_or_not_at_all(cast: Cast) -> None:
    facts = RunningCase(reference="OLD-1", partnership=cast.partnership, stage=Stage.DRAFTING)
    assert crash_everywhere(lambda: take_on(by=cast.coordinator, case_facts=facts)) > LEAST_STATEMENTS
    check_whole(Case.objects.get(), Stage.DRAFTING, Event.TAKEN_ON)


def test_decides_whole_or_not_at_all(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    deaths = crash_everywhere(lambda: decision.decide(case=fresh(case), by=cast.csp_chair, ruling=REVIEW))
    assert deaths > LEAST_STATEMENTS
    check_whole(case, Stage.DECIDED_REVIEW, Event.DECISION_RECORDED)


def test_sends_every_request_or_none(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.TOR_AGREED)
    deaths = crash_everywhere(lambda: requests.send_requests(case=fresh(case), by=cast.coordinator, asks=asks(cast)))
    assert deaths > LEAST_STATEMENTS
    check_whole(case, Stage.INFO_REQUESTED, Event.INFORMATION_REQUESTED)
    assert InformationRequest.objects.filter(case=case).count() == len(asks(cast))
    writing = Task.objects.filter(process__caseprocess__request__case=case, status__in=OPEN)
    assert writing.count() == len(asks(cast))


def test_accepts_the_last_return_and_moves_on_or_does_neither(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    sign_off(cast, police)
    for other in InformationRequest.objects.filter(case=case, state__in=OPEN_STATES).exclude(pk=police.pk):
        requests.withdraw_request(case=case, by=cast.coordinator, request=other, reason="No contact after all")

    def accept() -> None:
        asked = InformationRequest.objects.get(pk=police.pk)
        requests.accept_return(case=fresh(case), by=cast.independent_chair, request=asked)

    assert crash_everywhere(accept) > LEAST_STATEMENTS
    check_whole(case, Stage.INFO_IN, Event.INFORMATION_COMPLETE)
    assert not Task.objects.filter(process__caseprocess__request__case=case, status__in=OPEN).exists()


def test_records_a_letter_with_every_point_or_none(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.AT_QA)

    def record() -> None:
        assurance.record_qa_letter(
            case=fresh(case),
            by=cast.coordinator,
            outcome=QAOutcome.RESUBMIT,
            letter_on=timezone.localdate(),
            points=POINTS,
        )

    assert crash_everywhere(record) > LEAST_STATEMENTS
    check_whole(case, Stage.AMENDING, Event.QA_LETTER_RECEIVED)


def test_publishes_whole_or_not_at_all(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PRE_PUBLICATION)
    make_ready(cast, case)
    url = "https://testshire.example/reviews/robin"
    deaths = crash_everywhere(lambda: publication.publish(case=fresh(case), by=cast.coordinator, url=url))
    assert deaths > LEAST_STATEMENTS
    check_whole(case, Stage.PUBLISHED, Event.PUBLISHED)


def test_grants_a_role_with_its_permissions_or_not_at_all(cast: Cast, case: Case) -> None:
    def grant() -> None:
        grant_role(case=fresh(case), by=cast.coordinator, to=cast.outsider, role=Role.FAMILY_ADVOCATE)

    assert crash_everywhere(grant) > LEAST_STATEMENTS
    assert CaseMembership.objects.filter(case=case, user=cast.outsider).count() == 1
    assert difference(case) == set()


def test_frees_the_tasks_of_a_role_ended_by_the_sweep_at_the_latest(cast: Cast, case: Case, client: Client) -> None:
    case_at(cast, case, Stage.INFO_IN)
    follow(case)
    task = task_for(case, Verb.START_PANEL_WORK)
    assert task is not None
    client.force_login(cast.independent_chair)
    client.post(f"{page_of(task)}take/")
    part = CaseMembership.objects.get(case=case, role=Role.INDEPENDENT_CHAIR)

    def end() -> None:
        membership = CaseMembership.objects.get(pk=part.pk)
        end_role(case=fresh(case), by=cast.coordinator, membership=membership, reason="Left")

    assert crash_everywhere(end) > LEAST_STATEMENTS
    sweep(timezone.localdate())
    task.refresh_from_db()
    assert task.owner is None
    assert open_nodes(case) == ["start_panel_work"]


def test_keeps_no_file_of_a_paper_that_was_not_added(cast: Cast, case: Case) -> None:
    folder = Path(settings.MEDIA_ROOT)
    before = set(folder.rglob("*.pdf"))

    def add() -> None:
        add_paper(case=fresh(case), by=cast.coordinator, kind=PaperKind.MINUTES, title="", upload=upload())

    assert crash_everywhere(add) > LEAST_STATEMENTS
    version = PaperVersion.objects.get(paper__case=case)
    assert set(folder.rglob("*.pdf")) - before == {Path(version.file.path)}


def web_step(cast: Cast, case: Case) -> tuple[str, dict[str, str]]:
    """The page of the open task of a case just referred, and its form filled in."""
    follow(case)
    task = task_for(case, Verb.AGREE_LEAD)
    assert task is not None
    today = timezone.localdate()
    day = {"on_day": str(today.day), "on_month": str(today.month), "on_year": str(today.year)}
    return page_of(task), {"lead": str(cast.partnership.pk), **day}


def test_takes_a_step_in_the_browser_with_its_task_or_does_neither(cast: Cast, case: Case, client: Client) -> None:
    page, answers = web_step(cast, case)
    client.force_login(cast.coordinator)
    deaths = crash_everywhere(lambda: client.post(page, answers))
    assert deaths > LEAST_STATEMENTS
    assert open_nodes(case) == ["start_scoping"]
    check_whole(case, Stage.LEAD_AGREED, Event.LEAD_AGREED)


def test_takes_a_step_that_died_after_its_commit_only_once(cast: Cast, case: Case, client: Client) -> None:
    """The person sees a failure, sends the form again, and is told that the step has just been done."""
    page, answers = web_step(cast, case)
    client.force_login(cast.coordinator)
    crash_everywhere(lambda: client.post(page, answers))
    assert client.post(page, answers).status_code == 409
    check_whole(case, Stage.LEAD_AGREED, Event.LEAD_AGREED)

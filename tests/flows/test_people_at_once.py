"""What happens when people act at the same moment? Nothing is doubled, nothing is half done, nobody sees a failure."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.actions import returns
from dhr_cases.actions.memberships import end_role, grant_role, join_team
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, CaseMembership, InformationRequest, User
from dhr_cases.models.history import change
from dhr_cases.request_states import AnswerKind
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import PASSWORD, Cast
from tests.flows.at_once import at_once, browser_of, post
from tests.stages import case_at
from tests.steps_set_up import sign_off
from workflows.drive import task_for
from workflows.following import OPEN, follow
from workflows.models import CaseProcess
from workflows.task_addresses import address_of, page_of

pytestmark = pytest.mark.django_db(transaction=True)

TRIES = 4
DONE = 302
TOO_LATE = {403, 409, 422}
"""Who has the task, that it has just been done, or the form with the sentence that refuses."""


@pytest.fixture
def second_coordinator(cast: Cast) -> User:
    """A colleague in the coordinators' team."""
    with change("Test cast", None):
        person = User.objects.create_user("second@example.test", PASSWORD, full_name="Second Coordinator")
    join_team(by=None, to=person, partnership=cast.partnership, role=Role.COORDINATOR)
    return person


@pytest.fixture
def browsers(cast: Cast, second_coordinator: User) -> list[Client]:
    """The browsers of two coordinators."""
    return [browser_of(person) for person in (cast.coordinator, second_coordinator)]


def just_referred(cast: Cast) -> Case:
    """One more case."""
    facts = Referral(cast.partnership, "Testshire Police", timezone.localdate())
    return refer_death(by=cast.coordinator, referral=facts)


def task_of(case: Case, verb: Verb) -> Task:
    """The open task of an act."""
    follow(case)
    task = task_for(case, verb)
    assert task is not None
    return task


def counted(case: Case, kind: Event) -> int:
    """How often an event is recorded."""
    return CaseEvent.objects.filter(case=case, kind=kind).count()


def open_nodes(case: Case) -> list[str]:
    """Names of the main process's open nodes."""
    found = Task.objects.filter(process__caseprocess__case=case, status__in=OPEN)
    return [task.flow_task.name for task in found.filter(process__caseprocess__request=None)]


def lead_answers(cast: Cast) -> dict[str, str]:
    """The form of the lead partnership, filled in."""
    today = timezone.localdate()
    day = {"on_day": str(today.day), "on_month": str(today.month), "on_year": str(today.year)}
    return {"lead": str(cast.partnership.pk), **day}


def check_one_lead_agreed(case: Case, statuses: list[int]) -> None:
    """One of the two was in time; the case moved on once and asks for one next step."""
    assert statuses.count(DONE) == 1
    assert set(statuses) - {DONE} <= TOO_LATE
    assert counted(case, Event.LEAD_AGREED) == 1
    assert open_nodes(case) == ["start_scoping"]


@pytest.mark.parametrize("number", range(TRIES))
def test_does_a_task_once_when_two_people_finish_it_at_once(cast: Cast, browsers: list[Client], number: int) -> None:
    case = just_referred(cast)
    page = page_of(task_of(case, Verb.AGREE_LEAD))
    check_one_lead_agreed(case, at_once([post(browser, page, lead_answers(cast)) for browser in browsers]))


def test_does_an_act_once_when_two_people_do_it_from_the_case_page(cast: Cast, browsers: list[Client]) -> None:
    case = just_referred(cast)
    task_of(case, Verb.AGREE_LEAD)
    page = reverse("act", args=[case.reference, Verb.AGREE_LEAD])
    check_one_lead_agreed(case, at_once([post(browser, page, lead_answers(cast)) for browser in browsers]))


@pytest.mark.parametrize("number", range(TRIES))
def test_does_an_act_once_when_task_and_case_page_race(cast: Cast, browsers: list[Client], number: int) -> None:
    case = just_referred(cast)
    pages = (page_of(task_of(case, Verb.AGREE_LEAD)), reverse("act", args=[case.reference, Verb.AGREE_LEAD]))
    acts = [post(browser, page, lead_answers(cast)) for browser, page in zip(browsers, pages, strict=True)]
    check_one_lead_agreed(case, at_once(acts))


@pytest.mark.parametrize("number", range(TRIES))
def test_refuses_a_task_through_the_process_of_another_case(cast: Cast, browsers: list[Client], number: int) -> None:
    """The wrong address locks the wrong process; while the right one is in use it must still be refused."""
    case, other = just_referred(cast), just_referred(cast)
    task, elsewhere = task_of(case, Verb.AGREE_LEAD), task_of(other, Verb.AGREE_LEAD)
    pages = (page_of(task), reverse("task", args=[elsewhere.process_id, "agree_lead", task.pk]))
    acts = [post(browser, page, lead_answers(cast)) for browser, page in zip(browsers, pages, strict=True)]
    assert at_once(acts) == [DONE, 404]
    assert (counted(case, Event.LEAD_AGREED), counted(other, Event.LEAD_AGREED)) == (1, 0)


def test_opens_one_case_for_a_form_sent_twice_at_once(cast: Cast) -> None:
    browser, again = browser_of(cast.coordinator), Client(raise_request_exception=False)
    again.cookies = browser.cookies
    today = timezone.localdate()
    answers = {
        "token": "one-form",
        "partnership": str(cast.partnership.pk),
        "referred_by": "Testshire Police",
        "referred_on_day": str(today.day),
        "referred_on_month": str(today.month),
        "referred_on_year": str(today.year),
        "confirmed": "1",
    }
    statuses = at_once([post(client, reverse("case_new"), answers) for client in (browser, again)])
    assert statuses == [DONE, DONE]
    assert Case.objects.count() == 1


def test_gives_two_cases_opened_at_once_references_of_their_own(cast: Cast, second_coordinator: User) -> None:
    def opened_by(person: User) -> Callable[[], str]:
        facts = Referral(cast.partnership, "Testshire Police", timezone.localdate())
        return lambda: str(refer_death(by=person, referral=facts).reference)

    references: list[str] = []
    for _ in range(TRIES):
        references += at_once([opened_by(cast.coordinator), opened_by(second_coordinator)])
    assert len(set(references)) == Case.objects.count() == 2 * TRIES


def test_frees_and_hides_the_task_of_a_person_whose_role_ended(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PANEL_WORK)
    task = task_of(case, Verb.START_DRAFTING)
    chair = browser_of(cast.independent_chair)
    assert chair.post(address_of("take_task", task)).status_code == DONE
    part = CaseMembership.objects.get(case=case, role=Role.INDEPENDENT_CHAIR)
    end_role(case=case, by=cast.coordinator, membership=part, reason="Left")
    task.refresh_from_db()
    assert (task.owner, task.status) == (None, STATUS.NEW)
    assert chair.post(page_of(task), lead_answers(cast)).status_code == 404
    assert counted(case, Event.DRAFTING_STARTED) == 0


def test_refuses_the_step_to_a_person_who_only_still_sees_the_case(cast: Cast, case: Case) -> None:
    """No longer the chair but still on the panel, a person sees the task taken before and may not do it."""
    case_at(cast, case, Stage.PANEL_WORK)
    part = CaseMembership.objects.get(case=case, role=Role.INDEPENDENT_CHAIR)
    grant_role(
        case=case, by=cast.coordinator, to=cast.independent_chair, role=Role.PANEL_MEMBER, organisation=cast.refuge
    )
    task = task_of(case, Verb.START_DRAFTING)
    chair = browser_of(cast.independent_chair)
    assert chair.post(address_of("take_task", task)).status_code == DONE
    end_role(case=case, by=cast.coordinator, membership=part, reason="Chairs no longer")
    assert chair.post(page_of(task), lead_answers(cast)).status_code == 403
    assert counted(case, Event.DRAFTING_STARTED) == 0


@pytest.mark.parametrize("number", range(TRIES))
def test_never_lets_a_step_follow_the_end_of_its_role(cast: Cast, case: Case, number: int) -> None:
    """Whichever of the two comes first, the record tells them in that order."""
    case_at(cast, case, Stage.PANEL_WORK)
    task = task_of(case, Verb.START_DRAFTING)
    chair = browser_of(cast.independent_chair)
    chair.post(address_of("take_task", task))
    part = CaseMembership.objects.get(case=case, role=Role.INDEPENDENT_CHAIR)

    def revoke() -> int:
        end_role(case=Case.objects.get(pk=case.pk), by=cast.coordinator, membership=part, reason="Left")
        return DONE

    step, ending = at_once([post(chair, f"{page_of(task)}?act=start_drafting", lead_answers(cast)), revoke])
    kinds = list(CaseEvent.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))
    assert ending == DONE
    assert (step == DONE) == (Event.DRAFTING_STARTED in kinds)
    assert step in {DONE, 404} | TOO_LATE
    assert Event.DRAFTING_STARTED not in kinds[kinds.index(Event.MEMBERSHIP_ENDED) :]


def accept(browser: Client, request: InformationRequest) -> Callable[[], int]:
    """An act: accept a return on its page."""
    page = reverse("act", args=[request.case.reference, Verb.ACCEPT_RETURN, request.pk])
    return post(browser, page, {"note": ""})


def test_accepts_a_return_once_when_two_people_accept_it_at_once(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    sign_off(cast, police)
    browsers = [browser_of(person) for person in (cast.coordinator, cast.independent_chair)]
    statuses = at_once([accept(browser, police) for browser in browsers])
    assert statuses.count(DONE) == 1
    assert set(statuses) - {DONE} <= {404} | TOO_LATE
    assert counted(case, Event.IMR_ACCEPTED) == 1
    assert open_nodes(case) == ["information"]


def test_moves_the_flow_on_once_when_the_last_two_returns_are_accepted_at_once(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.INFO_REQUESTED)
    grant_role(
        case=case, by=cast.coordinator, to=cast.agency_contact, role=Role.AGENCY_CONTACT, organisation=cast.health
    )
    asked = list(InformationRequest.objects.filter(case=case))
    for request in asked:
        returns.answer_request(request=request, by=cast.agency_contact, kind=AnswerKind.NIL)
        returns.sign_off_return(request=request, by=cast.agency_contact)
    browsers = [browser_of(person) for person in (cast.coordinator, cast.independent_chair)]
    acts = [accept(browser, request) for browser, request in zip(browsers, asked, strict=True)]
    assert at_once(acts) == [DONE, DONE]
    assert counted(case, Event.INFORMATION_COMPLETE) == 1
    assert open_nodes(case) == ["start_panel_work"]
    assert not CaseProcess.objects.filter(case=case, finished=None).exclude(request=None).exists()

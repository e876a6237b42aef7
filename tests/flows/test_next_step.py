"""What does the case page say is next: which step, with whom, whether the button is there, and else why not?"""

from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from dhr_cases.actions.papers import add_draft
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CriteriaFacts, Hold, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.roles import ROLES, in_words
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.files import upload
from tests.standing import stand_at
from workflows.drive import task_for
from workflows.following import follow
from workflows.steps import STEPS, node_at, step_at
from workflows.task_addresses import address_of, agencies_page
from workflows.views.workspace import next_step

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NO_FACTS = "The facts for both legal tests are not recorded yet. Record them, then decide."


def seen_by(person: User, case: Case) -> dict[str, Any]:
    """The panel of the case page as this person sees it, without clocks."""
    request: Any = RequestFactory().get("/")
    request.user = person
    return next_step(request, case, [], TODAY)


def held(case: Case, *scopes: HoldScope) -> None:
    """The named work is on hold."""
    put(Hold, case=case, reason=HoldReason.INQUEST, scope=[scope.value for scope in scopes], starts_on=TODAY)


def at(case: Case, stage: Stage) -> Case:
    """The case at a stage with its flow."""
    follow(stand_at(case, stage))
    return case


@pytest.mark.parametrize("stage", [stage for stage in STAGES if node_at(stage) in STEPS])
def test_names_the_step_and_who_is_asked(case: Case, cast: Cast, stage: Stage) -> None:
    at(case, stage)
    step = step_at(stage)
    assert step is not None
    seen = seen_by(cast.auditor, case)
    leads = {to for verb in step.verbs for to in VERBS[verb].leads_to} & set(STAGES[stage].next)
    then = " or ".join(f"“{row.label}”" for to, row in STAGES.items() if to in leads)
    assert (seen["label"], seen["holder"], seen["then"]) == (step.title, ROLES[step.role].label, then)
    assert (seen["due"], seen["state"], seen["status"]) == ("", "", "")
    assert seen["refusal"] == f"This step is for {in_words((step.role,))}."
    assert "url" not in seen


def test_says_what_is_missing_before_the_only_act_of_a_step(case: Case, other_case: Case, cast: Cast) -> None:
    """What another review has recorded opens nothing here."""
    put(CriteriaFacts, case=other_case)
    at(case, Stage.SCOPING)
    seen = seen_by(cast.csp_chair, case)
    assert (seen["refusal"], "url" in seen) == (NO_FACTS, False)
    put(CriteriaFacts, case=case)
    seen = seen_by(cast.csp_chair, case)
    task = task_for(case, Verb.DECIDE)
    assert task is not None
    assert (seen["url"], seen["button"], seen["text"]) == (
        address_of("task", task), VERBS[Verb.DECIDE].label, "",
    )  # fmt: skip
    assert "refusal" not in seen


def test_keeps_the_button_while_one_of_two_acts_is_possible(case: Case, cast: Cast) -> None:
    """It says what refuses the first; with both refused, why, each sentence once."""
    at(case, Stage.PANEL_WORK)
    assert seen_by(cast.independent_chair, case)["text"] == ""
    held(case, HoldScope.INTERVIEWS)
    seen = seen_by(cast.independent_chair, case)
    assert seen["button"] == "Go to this step"
    assert "The hold stops interviews" in seen["text"]
    held(case, HoldScope.DRAFTING)
    seen = seen_by(cast.independent_chair, case)
    assert "url" not in seen
    assert "The hold stops interviews" in seen["refusal"]
    assert "The hold stops drafting" in seen["refusal"]


def test_says_who_has_taken_the_step(case: Case, cast: Cast) -> None:
    """Its holder goes on, who manages the review may free it, anybody else is told."""
    at(case, Stage.REFERRED)
    task = task_for(case, Verb.AGREE_LEAD)
    assert task is not None
    task.flow_task.activation_class(task).assign(cast.coordinator)
    seen = seen_by(cast.coordinator, case)
    assert (seen["holder"], seen["url"]) == ("Coordinator", address_of("task", task))
    at(case, Stage.DRAFTING)
    add_draft(case=case, by=cast.independent_chair, kind=PaperKind.OVERVIEW_REPORT, upload=upload())
    task = task_for(case, Verb.SEND_FOR_READING)
    assert task is not None
    task.flow_task.activation_class(task).assign(cast.coordinator)
    assert seen_by(cast.independent_chair, case)["refusal"] == "Coordinator has taken this step."
    task.flow_task.activation_class(task).unassign()
    task.flow_task.activation_class(task).assign(cast.independent_chair)
    assert seen_by(cast.coordinator, case)["url"] == address_of("task", task)


def test_waits_for_the_agencies(case: Case, cast: Cast) -> None:
    at(case, Stage.INFO_REQUESTED)
    seen = seen_by(cast.coordinator, case)
    assert (seen["label"], seen["holder"]) == ("Wait for the agencies' returns", "the agencies asked")
    assert (seen["url"], seen["button"]) == (agencies_page(case.reference), "See the requests")


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if row.is_final])
def test_says_that_nothing_follows_an_end(case: Case, cast: Cast, stage: Stage) -> None:
    at(case, stage)
    assert seen_by(cast.coordinator, case) == {
        "label": "Nothing: the case has ended", "holder": "nobody", "text": STAGES[stage].label,
    }  # fmt: skip


def test_says_so_while_the_flow_has_not_come_yet(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.SCOPING)
    seen = seen_by(cast.coordinator, case)
    assert (seen["label"], seen["holder"]) == ("The next task is being prepared", "nobody yet")
    assert "url" not in seen

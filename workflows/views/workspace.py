"""Where does this review stand, who holds it, what is the next step, and what runs or stands still?"""

import datetime
from collections.abc import Collection
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases import policies
from dhr_cases.case_clocks import in_words, is_awaited, readings, shown_state
from dhr_cases.deadlines import ClockReading, long_date
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.history_words import Told, told
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, Hold
from dhr_cases.permissions import granted, may_see
from dhr_cases.policies.guards import GUARDS
from dhr_cases.roles import CasePermission
from dhr_cases.roles import in_words as roles_in_words
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.case_frame import phases_of
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import Offer, offered
from workflows.following import open_process, open_tasks
from workflows.inbox import events_after, holder_of
from workflows.nodes import CaseTask
from workflows.steps import STEP_VERBS, Step, step_at
from workflows.task_addresses import address_of, agencies_page

EVENTS_SHOWN = 5
EVENTS_A_PAGE = 50
BESIDE = (
    Verb.RECORD_AWARENESS, Verb.TRANSFER, Verb.START_HOLD, Verb.EXTEND, Verb.PROPOSE_END, Verb.ADD_PAPER,
    Verb.RECORD_PROCEEDING, Verb.REOPEN, Verb.CORRECT,
)  # fmt: skip  # acts offered beside the next step, in this order


@case_page(Material.STATUS)
def workspace(request: SignedInRequest, case: Case) -> HttpResponse:
    """The overview of one case."""
    today = timezone.localdate()
    clocks = readings(case, today)
    context = {
        "case": case,
        "phases": phases_of(case.at, case.row.is_final),
        "step": next_step(request, case, clocks, today),
        "clocks": [card(reading, today) for reading in _on_the_card(case, clocks)],
        "holds": [_hold_row(hold) for hold in Hold.objects.filter(case=case, ends_on=None)],
        "events": latest(case) if may_see(request.user, Material.HISTORY, case) else [],
        "acts": _acts_beside(request, case),
    }
    return render(request, "cases/workspace.html", context)


@case_page(Material.HISTORY)
def history(request: SignedInRequest, case: Case) -> HttpResponse:
    """Everything recorded on one case, newest first, as sentences."""
    events = case.events.select_related("by").order_by("-pk")
    page = Paginator(events, EVENTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/history.html", {"case": case, "page": page, "events": [told(row) for row in page]})


def latest(case: Case) -> list[Told]:
    """The last events of a case as sentences."""
    return [told(event) for event in case.events.select_related("by").order_by("-pk")[:EVENTS_SHOWN]]


def next_step(request: SignedInRequest, case: Case, clocks: list[ClockReading], today: datetime.date) -> dict[str, Any]:
    """The panel that says what is next, with whom, by when, and the button for who may do it."""
    task = _open_task(case)
    if task is None:
        return _waiting(case)
    step = task.flow_task.step
    return {
        "label": step.title,
        "holder": holder_of(task),
        **_due_words(_due_of(task, clocks), today),
        "then": _then(case.at, step.verbs),
        **_button(request, case, task),
    }


def _due_words(due: ClockReading | None, today: datetime.date) -> dict[str, str]:
    """When the step is due and how that stands; empty where no clock asks for it."""
    if due is None:
        return {"due": "", "state": "", "status": ""}
    return {
        "due": long_date(due.due) if due.due else "",
        "state": shown_state(due, today),
        "status": in_words(due, today),
    }


def _button(request: SignedInRequest, case: Case, task: Task) -> dict[str, str]:
    step, user = task.flow_task.step, request.user
    permitted = granted(user, case)
    allowed = _allowed(step, permitted)
    if not allowed:
        return {"refusal": f"This step is for {roles_in_words((step.role,))}."}
    if task.owner_id not in (None, user.pk) and CasePermission.MANAGE not in permitted:
        return {"refusal": f"{task.owner} has taken this step."}
    return _way_on(allowed, case, address_of("task", task))


def _allowed(step: Step, permitted: Collection[CasePermission]) -> list[Verb]:
    """The acts of a step that somebody with these permissions may do."""
    return [verb for verb in step.verbs if VERBS[verb].permission in permitted]


def _way_on(verbs: list[Verb], case: Case, url: str) -> dict[str, str]:
    """The button of the step, with what refuses its main act; no button when nothing is possible."""
    refused = {verb: sentence for verb in verbs if (sentence := _refusal_of(verb, case))}
    if len(refused) == len(verbs):
        return {"refusal": " ".join(dict.fromkeys(refused.values()))}
    button = VERBS[verbs[0]].label if len(verbs) == 1 else "Go to this step"
    return {"url": url, "button": button, "text": refused.get(verbs[0], "")}


def _refusal_of(verb: Verb, case: Case) -> str:
    """Why the act is not possible now; empty when it is."""
    try:
        policies.check_now(verb, case, GUARDS)
    except ReviewError as refusal:
        return refusal.sentence
    return ""


def _waiting(case: Case) -> dict[str, Any]:
    """Next step where no task is open: agencies are writing, or the case has ended."""
    if case.row.is_final:
        return {"label": "Nothing: the case has ended", "holder": "nobody", "text": case.row.label}
    if step_at(case.at) is None:
        return {
            "label": "Wait for the agencies' returns",
            "holder": "the agencies asked",
            "then": "The review goes on when every request is accepted, withdrawn or closed.",
            "url": agencies_page(case.reference),
            "button": "See the requests",
        }
    return {"label": "The next task is being prepared", "text": "Reload this page in a moment.", "holder": "nobody yet"}


def _open_task(case: Case) -> Task | None:
    process = open_process(case.pk)
    tasks = open_tasks(process.pk) if process else ()
    return next((task for task in tasks if isinstance(task.flow_task, CaseTask)), None)


def _due_of(task: Task, clocks: list[ClockReading]) -> ClockReading | None:
    ends = events_after(task.flow_task)
    return next((reading for reading in clocks if reading.stop_event in ends and reading.start), None)


def _then(stage: Stage, verbs: tuple[Verb, ...]) -> str:
    """Where the step leads, as far as the tables say."""
    ahead = {following for verb in verbs for following in VERBS[verb].leads_to} & set(STAGES[stage].next)
    return " or ".join(f"“{STAGES[following].label}”" for following in STAGES if following in ahead)


def _acts_beside(request: SignedInRequest, case: Case) -> list[Offer]:
    """What can be done beside the next step."""
    own = _own_verbs(case)
    return [offer for offer in offered(request.user, case, BESIDE) if offer.verb not in own]


def _own_verbs(case: Case) -> frozenset[Verb]:
    """Acts that the next step already offers."""
    step = step_at(case.at)
    return STEP_VERBS & frozenset(step.verbs) if step else frozenset()


def _on_the_card(case: Case, clocks: list[ClockReading]) -> list[ClockReading]:
    """Awaited clocks first; then those that have stopped. Clocks not started stay on the clocks' own page."""
    awaited = [reading for reading in clocks if is_awaited(case, reading)]
    stopped = [reading for reading in clocks if reading.stop is not None]
    return list(dict.fromkeys(awaited + stopped))


def card(reading: ClockReading, today: datetime.date) -> dict[str, str]:
    """One clock as its card shows it."""
    return {
        "label": reading.label,
        "state": shown_state(reading, today),
        "status": in_words(reading, today),
        "started": long_date(reading.start) if reading.start else "",
        "due": long_date(reading.due) if reading.due else "",
        "stopped": long_date(reading.stop) if reading.stop else "",
        "elapsed": _days(reading.elapsed_days),
        "elapsed_net": _days(reading.elapsed_days_net) if reading.elapsed_days_net != reading.elapsed_days else "",
        "why": reading.why,
        "source": reading.source,
        "evidence": reading.evidence,
    }


def _days(count: int | None) -> str:
    if count is None:
        return ""
    return "1 day" if count == 1 else f"{count} days"


def _hold_row(hold: Hold) -> dict[str, Any]:
    runs = [scope.label for scope in HoldScope if scope not in hold.scopes]
    return {
        "reason": HoldReason(hold.reason).label,
        "since": long_date(hold.starts_on),
        "stops": ", ".join(scope.label for scope in HoldScope if scope in hold.scopes),
        "runs": ", ".join(runs),
        "goes_on": hold.goes_on,
    }

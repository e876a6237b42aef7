"""How does this report stand by the partnership's criteria, and which criteria does it keep? Pages of both."""

from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dhr_cases.actions.assessment import criteria_of
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.forms.assessment import AddCriterionForm, ChangeCriterionForm
from dhr_cases.models import Assessment, Case, Criterion, Finding, Partnership
from dhr_cases.permissions import may_see
from dhr_cases.self_assessment import Looked, looked_at
from dhr_cases.verbs import Verb
from dhr_cases.views.assurance import needed_tasks
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, offered
from dhr_cases.views.sentences import in_sentences
from dhr_cases.views.settings_pages import settings_page
from dhr_cases.views.site_forms import show_site_form
from dhr_cases.views.tables import heads, row

PLACE = "Place in the order"
STATES: Mapping[str, str] = {
    Finding.MET: "done",
    Finding.PARTLY: "running",
    Finding.NOT_MET: "not_started",
    Finding.NOT_RELEVANT: "done",
}


@case_page(Material.DRAFTING)
def case_assessment(request: SignedInRequest, case: Case) -> HttpResponse:
    """Every criterion with what was found and what letters asked before; what is open comes first."""
    looked = looked_at(case, criteria_of(case.lead_csp), request.user)
    may_assess = bool(offered(request.user, case, (Verb.ASSESS_CRITERION,)))
    sees_submission = may_see(request.user, Material.SUBMISSION, case)
    context = {
        "case": case,
        "open_tasks": _tasks(case, looked, may_assess, done=False),
        "done_tasks": _tasks(case, looked, may_assess, done=True),
        "all": len(looked),
        "looked_at": sum(1 for one in looked if one.assessment is not None),
        "needed": needed_tasks(request.user, case) if sees_submission else [],
    }
    return render(request, "cases/assessment.html", context)


def _tasks(case: Case, looked: Iterable[Looked], may_assess: bool, *, done: bool) -> list[dict[str, str]]:
    return [_task(case, one, may_assess) for one in looked if one.is_good_enough == done]


def _task(case: Case, looked: Looked, may_assess: bool) -> dict[str, str]:
    state, status = _standing(looked.assessment)
    return {
        "label": looked.criterion.text,
        "url": act_url(case, Verb.ASSESS_CRITERION, looked.criterion) if may_assess else "",
        "hint": _hint(looked),
        "state": state,
        "status": status,
    }


def _standing(found: Assessment | None) -> tuple[str, str]:
    """The state of a criterion and its words."""
    if found is None:
        return "not_started", "Not looked at"
    return STATES[found.finding], Finding(found.finding).label


def _hint(looked: Looked) -> str:
    """What was said of a criterion, what letters asked before, and the newest words of one."""
    asked = looked.asked.in_words.capitalize() if looked.asked.letters else ""
    newest = f"Newest words: {looked.asked.newest}" if looked.asked.newest else ""
    return in_sentences(_said(looked.assessment), asked, newest)


def _said(found: Assessment | None) -> str:
    return f"{found.note} ({long_date(found.on)})" if found and found.note else ""


@settings_page
def settings_criteria(request: SignedInRequest, code: str) -> HttpResponse:
    """The criteria of a partnership in their order."""
    partnership = get_object_or_404(Partnership, code=code)
    context = {
        "partnership": partnership,
        "heads": heads(
            "Question", "Where it comes from", "Place in the order", "In use", figures=("Place in the order",)
        ),
        "rows": [
            row(
                one.text,
                one.source,
                {"text": str(one.position), "is_figure": True},
                "Yes" if one.is_used else "No",
                url=reverse("settings_criterion", args=(code, one.pk)),
            )
            for one in criteria_of(partnership)
        ],
        "back_url": _settings_of(partnership),
    }
    return render(request, "site/criteria.html", context)


def _settings_of(partnership: Partnership) -> str:
    return reverse("settings") if partnership.is_home else reverse("settings_of", args=(partnership.code,))


@settings_page
def settings_criterion_new(request: SignedInRequest, code: str) -> HttpResponse:
    """A question of the partnership's own."""
    partnership = get_object_or_404(Partnership, code=code)
    return show_site_form(request, AddCriterionForm, about=partnership, back=reverse("settings_criteria", args=(code,)))


@settings_page
def settings_criterion(request: SignedInRequest, code: str, criterion_id: int) -> HttpResponse:
    """One question: its words, its place, whether it is in use."""
    rows = Criterion.objects.filter(partnership__code=code)
    criterion: Criterion = get_object_or_404(rows, pk=criterion_id)
    return show_site_form(
        request, ChangeCriterionForm, about=criterion, back=reverse("settings_criteria", args=(code,))
    )

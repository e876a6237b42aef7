"""How does a plan that was written elsewhere come into a review? A file, what it holds, then it is taken in."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dhr_cases.actions.plan_import import TakenPlan, rehearse_plan, take_in_plan
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.forms.plan_import import PlanForm
from dhr_cases.models import Case
from dhr_cases.papers.action_plan.plan_file import PlanFile, Remark
from dhr_cases.papers.action_plan.plan_text import as_text, from_text
from dhr_cases.plurals import counted
from dhr_cases.verbs import Verb
from dhr_cases.views.drafting_rows import refusal_of
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.sending import is_confirmed
from dhr_cases.views.tables import Row, heads, row


@case_page(Material.RECOMMENDATIONS)
def plan_import(request: SignedInRequest, case: Case) -> HttpResponse:
    """Choose a file, look at what would be taken in, take it in."""
    refusal = refusal_of(request, case, Verb.RECORD_RECOMMENDATION)
    if refusal is not None:
        return refusal
    if request.method == "POST" and is_confirmed(request):
        return _take_in(request, case)
    form = PlanForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _choose(request, case, form, 422 if request.method == "POST" else 200)
    return _shown(request, case, form)


def _choose(request: SignedInRequest, case: Case, form: PlanForm, status: int) -> HttpResponse:
    context = {"case": case, "form": form, "cancel_url": _plan_url(case)}
    return render(request, "cases/plan_import.html", context, status=status)


def _plan_url(case: Case) -> str:
    return reverse("case_recommendations", args=(case.reference,))


def _shown(request: SignedInRequest, case: Case, form: PlanForm) -> HttpResponse:
    """The preview, or the form with what the act would refuse."""
    plan: PlanFile = form.cleaned_data["file"]
    try:
        found = rehearse_plan(case=case, by=request.user, plan=plan)
    except ReviewError as refusal:
        form.add_error("file", refusal.sentence)
        return _choose(request, case, form, 422)
    return _preview(request, case, plan, found)


def _preview(request: SignedInRequest, case: Case, plan: PlanFile, found: TakenPlan) -> HttpResponse:
    left = {remark.place for remark in found.set_aside}
    context = {
        "case": case,
        "heads": heads("Place", "Number", "Recommendation", "Actions"),
        "rows": [_row(each) for each in plan.recommendations if each.place not in left],
        "remark_heads": heads("Place", "Why"),
        "set_aside": _remarks(found.set_aside),
        "note_heads": heads("Place", "Note"),
        "notes": _remarks(found.notes),
        "found": found,
        "content": as_text(plan),
        "cancel_url": reverse("plan_import", args=(case.reference,)),
    }
    return render(request, "cases/plan_preview.html", context, status=200 if found.recommendations else 422)


def _row(each: Any) -> Row:
    actions = "; ".join(action.text for action in each.actions)
    return row(each.place, each.ref or "none", each.text, actions or "none yet")


def _remarks(remarks: Iterable[Remark]) -> list[Row]:
    return [row(remark.place, remark.sentence) for remark in remarks]


def _take_in(request: SignedInRequest, case: Case) -> HttpResponse:
    """Take in what the preview showed; where other lines are set aside by now, the preview is shown again."""
    try:
        plan = from_text(request.POST.get("content", ""))
        found = rehearse_plan(case=case, by=request.user, plan=plan)
        if str(found.recommendations) != request.POST.get("count") or not found.recommendations:
            return _preview(request, case, plan, found)
        taken = take_in_plan(case=case, by=request.user, plan=plan)
    except ReviewError as refusal:
        messages.error(request, refusal.sentence)
        return _choose(request, case, PlanForm(), 422)
    messages.success(request, _done(taken))
    return redirect(_plan_url(case))


def _done(taken: TakenPlan) -> str:
    count = "one recommendation" if taken.recommendations == 1 else f"{taken.recommendations} recommendations"
    aside = "One line was" if len(taken.set_aside) == 1 else f"{len(taken.set_aside)} lines were"
    left = f" {aside} set aside." if taken.set_aside else ""
    return f"Done: {count} with {counted(taken.actions, 'action')} taken in.{left}"

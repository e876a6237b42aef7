"""How is a review taken on half way? One case by form, a portfolio by file with a preview before anything is done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dhr_cases.actions.running_case import RunningCase
from dhr_cases.actions.taking_on import take_on_all
from dhr_cases.errors import ReviewError
from dhr_cases.forms.new_case import partnerships_for
from dhr_cases.forms.taking_on import TakeOnFileForm, TakeOnForm
from dhr_cases.portfolio_file import Portfolio, as_csv, check_portfolio, rows_of, template_text
from dhr_cases.roles import SitePermission
from dhr_cases.stages import STAGES
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.sending import is_confirmed, is_sent, status_of, typed

TITLE = "Take on a running case"
FILE_TITLE = "Take on a portfolio"
PREVIEW_HEADS = ("Reference", "Stage", "Partnership", "Dates known", "Chair", "On hold")


@site_page(SitePermission.CREATE_CASE)
def case_take_on(request: SignedInRequest) -> HttpResponse:
    """Enter one running case, check the answers, take it on."""
    form = TakeOnForm(typed(request), by=request.user)
    if not is_sent(request, form):
        return _form(request, form, status_of(request, form))
    if not is_confirmed(request):
        return _form(request, form, template="cases/take_on_check.html")
    try:
        case = form.perform()
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return _form(request, form, 422)
    messages.success(request, f"Done: {case.reference} is taken on at “{case.row.label}”.")
    return redirect("case", reference=case.reference)


def _form(
    request: SignedInRequest, form: TakeOnForm, status: int = 200, template: str = "cases/take_on.html"
) -> HttpResponse:
    rows = form.answers() if template == "cases/take_on_check.html" else []
    context = {"form": form, "rows": rows, "cancel_url": reverse("cases"), "breadcrumbs": _crumbs(TITLE)}
    return render(request, template, context, status=status)


@site_page(SitePermission.CREATE_CASE)
def case_take_on_file(request: SignedInRequest) -> HttpResponse:
    """Choose a file, look at what would be done, do all of it or none."""
    if is_confirmed(request):
        return _take_on_text(request, request.POST.get("content", ""))
    form = TakeOnFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _file(request, form, 422 if request.method == "POST" else 200)
    chosen = form.cleaned_data["file"]
    try:
        rows = rows_of(chosen.name, chosen.read())
    except ReviewError as refusal:
        form.add_error("file", refusal.sentence)
        return _file(request, form, 422)
    portfolio = check_portfolio(request.user, rows, partnerships_for(request.user))
    return _preview(request, portfolio, as_csv(rows))


def _take_on_text(request: SignedInRequest, text: str) -> HttpResponse:
    """Take on the portfolio that the preview carried; a fault that has come up since shows the preview again."""
    try:
        rows = rows_of("portfolio.csv", text.encode())
        portfolio = check_portfolio(request.user, rows, partnerships_for(request.user))
        if not portfolio.is_sound:
            return _preview(request, portfolio, text)
        taken = take_on_all(by=request.user, portfolio=portfolio.cases.values())
    except ReviewError as refusal:
        form = TakeOnFileForm()
        return _file(request, form, 422, refusal.sentence)
    count = "One case is" if len(taken) == 1 else f"{len(taken)} cases are"
    messages.success(request, f"Done: {count} taken on.")
    return redirect("cases")


def _file(request: SignedInRequest, form: TakeOnFileForm, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "cancel_url": reverse("cases"),
        "breadcrumbs": _crumbs(FILE_TITLE),
    }
    return render(request, "cases/take_on_file.html", context, status=status)


def _preview(request: SignedInRequest, portfolio: Portfolio, content: str) -> HttpResponse:
    context = {
        "faults": [str(fault) for fault in portfolio.faults],
        "is_sound": portfolio.is_sound,
        "heads": [{"label": label} for label in PREVIEW_HEADS],
        "rows": [{"cells": _cells(case)} for case in portfolio.cases.values()],
        "count": len(portfolio.cases),
        "content": content,
        "cancel_url": reverse("case_take_on_file"),
        "breadcrumbs": _crumbs(FILE_TITLE),
    }
    return render(request, "cases/take_on_preview.html", context, status=200 if portfolio.is_sound else 422)


def _cells(case: RunningCase) -> list[dict[str, str]]:
    known = sum(1 for day in case.days.values() if day.is_known)
    chair = "named" if case.chair else "not named"
    hold = case.hold.reason.label if case.hold else "no"
    texts = (case.reference, STAGES[case.stage].label, case.partnership.name, str(known), chair, hold)
    return [{"text": text} for text in texts]


@site_page(SitePermission.CREATE_CASE)
def case_take_on_template(request: SignedInRequest) -> HttpResponse:
    """The column heads as a CSV file."""
    answer = HttpResponse(template_text(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="running-cases.csv"'
    return answer


def _crumbs(label: str) -> list[dict[str, str]]:
    return [
        {"label": "Home", "url": reverse("home")},
        {"label": "Cases", "url": reverse("cases")},
        {"label": label},
    ]

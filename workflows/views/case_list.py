"""Which cases may this person see, filtered and sorted as they ask? As a page and as a file."""

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import User
from dhr_cases.office_text import unformulated
from dhr_cases.roles import SitePermission
from dhr_cases.stages import STAGES
from dhr_cases.views.case_frame import phases_of
from dhr_cases.views.gate import SignedInRequest, signed_in
from dhr_cases.views.site_context import partnerships, roles_of
from workflows.case_rows import CaseRow, Wanted, all_rows, page_of_cases
from workflows.forms import CaseFilter

PAGE_SIZE = 25
HEADINGS = (
    "Reference", "Pseudonym", "Stage", "In it since", "Phase", "Lead partnership", "Legal regime", "Next due",
    "Clock", "How it stands", "On hold", "Waiting on",
)  # fmt: skip  # one line a group reads better than one heading a line


@signed_in
def cases(request: SignedInRequest) -> HttpResponse:
    """The list of cases."""
    form = CaseFilter(request.GET, partnerships=partnerships(request))
    wanted = form.wanted()
    rows, page = _page(request.user, wanted, _number(request))
    context = {
        "form": form,
        "rows": [_shown(row) for row in rows],
        "total": page.paginator.count,
        "page": page,
        "chosen": list(_chosen(request.GET, form)),
        "clear_url": reverse("cases"),
        "new_url": reverse("case_new") if SitePermission.CREATE_CASE in roles_of(request).on_site else "",
        "export_url": f"{reverse('cases_export')}?{request.GET.urlencode()}",
    }
    return render(request, "cases/list.html", context)


def _page(user: User, wanted: Wanted, number: int) -> tuple[list[CaseRow], Page[int]]:
    """The rows of a page; of one past the end, as a link kept from a longer list asks for, those of the last."""
    rows, total = page_of_cases(user, wanted, number, PAGE_SIZE, timezone.localdate())
    page = Paginator(range(total), PAGE_SIZE).get_page(number)
    if total and not rows:
        rows, _ = page_of_cases(user, wanted, page.number, PAGE_SIZE, timezone.localdate())
    return rows, page


@signed_in
def cases_export(request: SignedInRequest) -> HttpResponse:
    """The same list as a file; a cell that a spreadsheet would run as a formula is quoted."""
    wanted = CaseFilter(request.GET, partnerships=partnerships(request)).wanted()
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="cases-{timezone.localdate():%Y-%m-%d}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow(HEADINGS)
    for row in all_rows(request.user, wanted, timezone.localdate()):
        writer.writerow([unformulated(cell) for cell in _cells(row)])
    return answer


def _cells(row: CaseRow) -> list[str]:
    case, stage = row.case, STAGES[row.case.at]
    since = case.stage_since.isoformat() if case.stage_since else ""
    return [
        case.reference, case.pseudonym, stage.label, since, stage.phase.value, case.lead_csp.name,
        case.get_regime_display(), row.due.isoformat() if row.due else "", row.due_label, row.due_words,
        "yes" if row.is_held else "no", row.waiting_on,
    ]  # fmt: skip  # in the order of HEADINGS


def _shown(row: CaseRow) -> dict[str, Any]:
    stage = STAGES[row.case.at]
    return {
        "row": row,
        "url": reverse("case", args=(row.case.reference,)),
        "label": stage.label,
        "phases": phases_of(row.case.at, stage.is_final),
    }


def _number(request: SignedInRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def _chosen(query: QueryDict, form: CaseFilter) -> Iterator[dict[str, str]]:
    """Each answer given, with the address of the list without it."""
    for bound in form:
        if bound.name == "sort":
            continue
        for value in query.getlist(bound.name):
            if value:
                yield {
                    "label": f"{bound.label}: {_words(bound.field, value)}",
                    "url": _without(query, bound.name, value),
                }


def _words(field: Any, value: str) -> str:
    choices = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    return choices.get(value, "yes" if value == "on" else value)


def _without(query: QueryDict, name: str, value: str) -> str:
    rest = query.copy()
    rest.setlist(name, [other for other in query.getlist(name) if other != value])
    rest.pop("page", None)
    return f"{reverse('cases')}?{rest.urlencode()}"

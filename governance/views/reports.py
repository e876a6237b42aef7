"""Which reports can be had here, as at which day, and how do they come as downloads?

What is downloaded is made anew from the records each time and kept nowhere.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Partnership
from dhr_cases.papers.formats import Format, possible_here
from dhr_cases.papers.writing import pdf
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import role_label
from dhr_cases.views.downloads import download
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_gate import team_page
from governance.forms.reports import ReportForm, query_of, report_form
from governance.meeting_facts import last_meeting, next_meeting
from governance.papers.reading.report import Asked, report_facts
from governance.papers.report_kinds import KINDS, PUBLIC, RESTRICTED, ReportKind, build, file_name
from governance.views.frame import frame

VERSIONS = {"public": PUBLIC, "restricted": RESTRICTED}
LABELS = {PUBLIC: "For everybody", RESTRICTED: "Restricted"}


@team_page(SitePermission.VIEW_GOVERNANCE)
@require_GET
def governance_reports(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Every report of the partnership, in which versions and formats."""
    form = report_form(request.GET, _usual(partnership))
    query = query_of(form.cleaned_data) if form.is_valid() else ""
    context = frame(
        partnership,
        "governance_reports",
        form=form,
        hindrance=pdf.hindrance(),
        reports=[_report(kind, partnership, query) for kind in KINDS] if query else [],
    )
    return render(request, "governance/reports.html", context)


def _usual(partnership: Partnership) -> dict[str, object]:
    """Today, since the last meeting, for the next one."""
    today = timezone.localdate()
    last, following = last_meeting(partnership, today), next_meeting(partnership, today)
    return {
        "on": today,
        "since": last.on if last else None,
        "to": following.body if following else "",
        "meets_on": following.on if following else None,
    }


def _report(kind: ReportKind, partnership: Partnership, query: str) -> dict[str, Any]:
    row = KINDS[kind]
    address = reverse("governance_report", args=(partnership.code, kind))
    return {
        "label": row.label,
        "holds": row.holds,
        "versions": [_version(row.label, address, query, version) for version in row.versions],
    }


def _version(label: str, address: str, query: str, is_restricted: bool) -> dict[str, Any]:
    code = next(code for code, version in VERSIONS.items() if version is is_restricted)
    links = [
        {"label": form.label, "url": f"{address}?{query}&version={code}&format={form}"} for form in possible_here()
    ]
    return {"label": LABELS[is_restricted], "name": f"{label}, {LABELS[is_restricted].lower()}", "links": links}


@team_page(SitePermission.VIEW_GOVERNANCE)
@require_GET
def governance_report(request: SignedInRequest, partnership: Partnership, report: str) -> HttpResponse:
    """One report as a download; 404 for what there is not, back to the form for a day that cannot be."""
    if report not in set(ReportKind):
        raise Http404
    kind = ReportKind(report)
    is_restricted, form = _version_of(request, kind), _format_of(request)
    asked = report_form(request.GET, {"on": timezone.localdate()})
    if not asked.is_valid():
        return redirect(f"{reverse('governance_reports', args=(partnership.code,))}?{request.GET.urlencode()}")
    return _download(kind, form, partnership, _asked(request, partnership, asked, is_restricted), request)


def _asked(request: SignedInRequest, partnership: Partnership, form: ReportForm, is_restricted: bool) -> Asked:
    given = form.cleaned_data
    by = role_label(request.user, partnership) or Asked.by
    return Asked(given["on"], given["since"], is_restricted, given["to"], given["meets_on"], by)


def _version_of(request: SignedInRequest, kind: ReportKind) -> bool:
    versions = KINDS[kind].versions
    wanted = request.GET.get("version", "restricted" if versions[0] else "public")
    if wanted not in VERSIONS or VERSIONS[wanted] not in versions:
        raise Http404
    return VERSIONS[wanted]


def _format_of(request: SignedInRequest) -> Format:
    wanted = request.GET.get("format", Format.WORD.value)
    if wanted not in set(Format):
        raise Http404
    return Format(wanted)


def _download(
    kind: ReportKind, form: Format, partnership: Partnership, asked: Asked, request: SignedInRequest
) -> HttpResponse:
    """The file; 409 with the reason where it cannot be written here."""
    facts = report_facts(partnership, asked)
    try:
        content = build(kind, form, facts)
    except (NotNow, Incomplete) as refusal:
        context = frame(
            partnership,
            "governance_reports",
            under=[(KINDS[kind].label, "")],
            heading=KINDS[kind].label,
            refusal=refusal,
        )
        return render(request, "governance/report_refused.html", context, status=409)
    return download(content, file_name(kind, form, partnership.code, facts))

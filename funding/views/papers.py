"""Which papers and files of a year's money can be had here, and how do they come as downloads?

What is downloaded is made anew from the records each time and kept nowhere.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Organisation, Partnership, TeamMembership
from dhr_cases.papers.writing import pdf
from dhr_cases.site_permissions import role_label
from dhr_cases.views.downloads import download
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import day
from funding.forms.papers import MeetingForm
from funding.models import FundingRequest
from funding.papers.kinds import KINDS, Format, PaperKind, build, file_name, possible
from funding.papers.reading.entries import invoice_file, journal_file
from funding.papers.reading.requests import letter_facts
from funding.papers.reading.statement import statement_facts
from funding.papers.reading.year import position_facts, year_file
from funding.queries import bodies_in, requests_in
from funding.views.frame import frame
from funding.views.gate import funding_page, partner_page, year_slug
from funding.years import FinancialYear

NO_ROLE = "Partnership team"


@funding_page()
@require_GET
def funding_papers(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """What can be downloaded for a year, in which formats."""
    place = (partnership.code, year_slug(year))
    form = MeetingForm(request.GET if "to" in request.GET else None)
    context = frame(
        partnership,
        year,
        "funding_papers",
        form=form,
        hindrance=pdf.hindrance(),
        of_the_year=[_paper(kind, place, form) for kind in _of_a_year()],
        statements=[_statement_links(body, place) for body in bodies_in(partnership, year)],
        letters=[_letter_links(asked, place) for asked in requests_in(partnership, year)],
    )
    return render(request, "funding/papers.html", context)


def _paper(kind: PaperKind, place: tuple[str, str], form: MeetingForm) -> dict[str, Any]:
    label, address = KINDS[kind].label, reverse("funding_paper", args=(*place, kind))
    return {
        "label": label,
        "name": label,
        "holds": KINDS[kind].holds,
        "links": _links(kind, address, _query(kind, form)),
    }


def _statement_links(body: Organisation, place: tuple[str, str]) -> dict[str, Any]:
    address = reverse("funding_body_statement", args=(*place, body.code))
    return {"label": str(body), "name": f"statement for {body}", "links": _links(PaperKind.STATEMENT, address)}


def _letter_links(asked: FundingRequest, place: tuple[str, str]) -> dict[str, Any]:
    return {
        "label": str(asked.organisation),
        "name": f"letter to {asked.organisation}, request {asked.pk}",
        "asked_on": day(asked.asked_on),
        "links": _links(PaperKind.REQUEST_LETTER, reverse("funding_letter", args=(*place, asked.pk))),
    }


def _of_a_year() -> Iterable[PaperKind]:
    return (kind for kind, row in KINDS.items() if not row.is_of_one_body)


def _query(kind: PaperKind, form: MeetingForm) -> str:
    """The meeting goes into the address of the page that is for one."""
    query = form.query() if kind is PaperKind.POSITION else ""
    return f"&{query}" if query else ""


def _links(kind: PaperKind, address: str, query: str = "") -> list[dict[str, str]]:
    return [{"label": form.label, "url": f"{address}?format={form}{query}"} for form in possible(kind)]


@funding_page()
@require_GET
def funding_paper(request: SignedInRequest, partnership: Partnership, year: FinancialYear, paper: str) -> HttpResponse:
    """One paper of a whole year as a download; 404 for a name that no such paper bears."""
    if paper not in set(_of_a_year()):
        raise Http404
    kind = PaperKind(paper)
    return _download(request, kind, _facts_of(request, kind, partnership, year), (partnership.code, year))


def _facts_of(
    request: SignedInRequest, kind: PaperKind, partnership: Partnership, year: FinancialYear
) -> Callable[[], object]:
    today = timezone.localdate()
    by = role_label(request.user, partnership) or NO_ROLE
    to, meets_on = MeetingForm(request.GET).meeting()
    readers: dict[PaperKind, Callable[[], object]] = {
        PaperKind.POSITION: lambda: position_facts(partnership, year, by, to, meets_on),
        PaperKind.YEAR: lambda: year_file(partnership, year),
        PaperKind.INVOICES: lambda: invoice_file(partnership, year, today),
        PaperKind.JOURNAL: lambda: journal_file(partnership, year, today),
    }
    return readers[kind]


@funding_page()
@require_GET
def funding_body_statement(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, body: str
) -> HttpResponse:
    """The statement of one body that has or was asked for a contribution in the year."""
    return _statement(request, partnership, get_object_or_404(bodies_in(partnership, year), code=body), year)


@partner_page
@require_GET
def funding_statement(request: SignedInRequest, membership: TeamMembership, year: FinancialYear) -> HttpResponse:
    """A body's own statement, for the person who answers for it."""
    body = get_object_or_404(Organisation, pk=membership.organisation_id)
    return _statement(request, membership.team.partnership, body, year)


def _statement(
    request: SignedInRequest, partnership: Partnership, body: Organisation, year: FinancialYear
) -> HttpResponse:
    def facts() -> object:
        return statement_facts(partnership, body, year, timezone.localdate())

    return _download(request, PaperKind.STATEMENT, facts, (body.code, year))


@funding_page()
@require_GET
def funding_letter(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """The letter of one request."""
    return _letter(request, get_object_or_404(requests_in(partnership, year), pk=row_id))


@partner_page
@require_GET
def my_funding_letter(
    request: SignedInRequest, membership: TeamMembership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """The letter of one request to the body for which the person answers."""
    own = requests_in(membership.team.partnership, year).filter(organisation=membership.organisation)
    return _letter(request, get_object_or_404(own, pk=row_id))


def _letter(request: SignedInRequest, asked: FundingRequest) -> HttpResponse:
    year = FinancialYear(asked.year)
    place = (asked.partnership.code, asked.organisation.code, year_slug(year), asked.pk)
    address = f"{settings.SITE_URL}{reverse('my_funding_request', args=place)}"

    def facts() -> object:
        return letter_facts(asked, timezone.localdate(), address)

    return _download(request, PaperKind.REQUEST_LETTER, facts, (asked.organisation.code, year, asked.pk))


def _download(
    request: SignedInRequest, kind: PaperKind, facts: Callable[[], object], named: Iterable[object]
) -> HttpResponse:
    """The paper in the format asked for, or its first one; 409 with the reason where it cannot be written here."""
    form = _format_of(request, kind)
    try:
        content = build(kind, form, facts())
    except (NotNow, Incomplete) as refusal:
        context: dict[str, Any] = {"heading": KINDS[kind].label, "refusal": refusal}
        return render(request, "funding/paper_refused.html", context, status=409)
    return download(content, file_name(kind, form, *named))


def _format_of(request: SignedInRequest, kind: PaperKind) -> Format:
    formats = tuple(KINDS[kind].formats)
    wanted = request.GET.get("format", formats[0])
    if wanted not in formats:
        raise Http404
    return Format(wanted)

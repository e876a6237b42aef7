"""Which pages show the public bodies, their life spans and who followed whom?"""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.forms import organisations as organisation_forms
from dhr_cases.forms.organisations import OrganisationListFilter
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Organisation, OrganisationName, SectionNineStatus, Succession
from dhr_cases.organisation_list import (
    OrganisationFilter,
    after,
    before,
    life_span,
    oldest_first,
    organisations_matching,
    section_9_on,
)
from dhr_cases.permissions import site_permissions
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.site_forms import show_site_form

A_PAGE = 40
HEADS = [{"label": "Name"}, {"label": "Kind"}, {"label": "Exists"}, {"label": "Listed in section 9 today"}]
SECTION_9 = {True: "Yes", False: "No"}

reader_page = site_page(SitePermission.VIEW_ORGANISATIONS)
keeper_page = site_page(SitePermission.MANAGE_SETTINGS)


@reader_page
def organisations(request: SignedInRequest) -> HttpResponse:
    """Every organisation, narrowed as asked; at first those that exist today."""
    form = OrganisationListFilter(_asked(request.GET))
    wanted = OrganisationFilter(**form.cleaned_data) if form.is_valid() else OrganisationFilter()
    today = timezone.localdate()
    page = Paginator(organisations_matching(wanted, today), A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    listed = section_9_on(Organisation.objects.filter(pk__in=[body.pk for body in shown]), today)
    context = {
        "form": form,
        "page": page,
        "count": page.paginator.count,
        "heads": HEADS,
        "rows": [_row(body, listed.get(body.pk)) for body in shown],
        "may_change": _may_change(request),
        "breadcrumbs": [_home_crumb(), {"label": "Organisations"}],
    }
    return render(request, "site/organisations.html", context)


def _asked(query: QueryDict) -> QueryDict | dict[str, str]:
    """What the list is asked for; to turn its page asks for nothing, so it still shows those that exist today."""
    return query if query.keys() - {"page"} else {"exists": "yes"}


def _row(body: Organisation, is_listed: bool | None) -> dict[str, Any]:
    cells = [
        {"text": body.name},
        {"text": body.get_kind_display()},
        {"text": life_span(body)},
        {"text": "not stated" if is_listed is None else SECTION_9[is_listed]},
    ]
    return {"url": reverse("organisation", args=(body.code,)), "cells": cells}


@reader_page
def organisation(request: SignedInRequest, body: str) -> HttpResponse:
    """One body: life span, names, section 9 by date, who came before and after."""
    found = get_object_or_404(Organisation, code=body)
    context = {
        "body": found,
        "rows": _facts(found),
        "names": [(row.name, long_date(row.until)) for row in OrganisationName.objects.filter(organisation=found)],
        "statuses": [_status(row) for row in oldest_first(SectionNineStatus.objects.filter(organisation=found))],
        "before": [_step(row, row.predecessor) for row in before(found)],
        "after": [_step(row, row.successor) for row in after(found)],
        "may_change": _may_change(request),
        "breadcrumbs": [
            _home_crumb(),
            {"label": "Organisations", "url": reverse("organisations")},
            {"label": found.name},
        ],
    }
    return render(request, "site/organisation.html", context)


def _facts(body: Organisation) -> list[dict[str, str]]:
    values = (
        ("Short name", body.short_name),
        ("Kind", body.get_kind_display()),
        ("Exists", life_span(body)),
        ("Responsible authority", SECTION_9[body.is_statutory_partner]),
        ("Domestic abuse specialist", SECTION_9[body.is_domestic_abuse_specialist]),
        ("Contact e-mail", body.contact_email),
        ("Source", body.source),
    )
    return [{"label": label, "value": str(value)} for label, value in values]


def _status(row: SectionNineStatus) -> dict[str, str]:
    since = f"from {long_date(row.starts_on)}" if row.starts_on else "start not stated"
    return {"words": "listed" if row.is_section_9_body else "not listed", "since": since, "source": row.source}


def _step(row: Succession, other: Organisation | None) -> dict[str, str]:
    name = other.name if other else "a body that has no name yet"
    url = reverse("organisation", args=(other.code,)) if other else ""
    shape = row.get_shape_display().lower()
    planned = ", planned" if row.is_planned else ""
    return {"name": name, "url": url, "on": f"{long_date(row.effective_on)}, {shape}{planned}", "source": row.source}


def _may_change(request: SignedInRequest) -> bool:
    return SitePermission.MANAGE_SETTINGS in site_permissions(request.user)


@keeper_page
def organisation_new(request: SignedInRequest) -> HttpResponse:
    """Add an organisation."""
    form = organisation_forms.AddOrganisationForm
    return show_site_form(request, form, back=reverse("organisations"), goes_to=_address_of)


FORMS_OF_AN_ORGANISATION: dict[str, type[SiteForm]] = {
    "rename": organisation_forms.RenameForm,
    "section-9": organisation_forms.SectionNineForm,
    "end": organisation_forms.EndOrganisationForm,
}
"""Forms about one organisation, by the last word of their address."""


@keeper_page
def organisation_form(request: SignedInRequest, body: str, act: str) -> HttpResponse:
    """Rename, record section 9, end."""
    found = get_object_or_404(Organisation, code=body)
    return show_site_form(request, FORMS_OF_AN_ORGANISATION[act], about=found, back=_address_of(found))


def _address_of(row: Model) -> str:
    return reverse("organisation", args=(row.code,)) if isinstance(row, Organisation) else reverse("organisations")


def _home_crumb() -> dict[str, str]:
    return {"label": "Home", "url": reverse("home")}

"""Who may open a page of money? Every view says so here; what is not yours is 404, as if it were not there.

``funding_page`` fetches the partnership named in the address among those whose money the person may see;
``partner_page`` fetches a body for which the person answers.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import memberships_with, partnerships_with
from dhr_cases.views.gate import Rule, SignedInRequest, guarded
from funding.years import FinancialYear, parse_year

View = Callable[..., HttpResponseBase]


def funding_page(permission: SitePermission = SitePermission.VIEW_FUNDING) -> Callable[[View], View]:
    """A page of one partnership's money; the view gets ``partnership`` and, where the address has one, ``year``."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        own = partnerships_with(request.user, permission).select_related("funding_settings")
        found: dict[str, Any] = {"partnership": get_object_or_404(own, code=kwargs.pop("partnership"))}
        return {**found, "year": year_in_address(kwargs.pop("year"))} if "year" in kwargs else found

    return lambda view: guarded(view, Rule("funding", permission=permission), fetch)


def partner_page(view: View) -> View:
    """A page of one body's own contributions; the view gets the team ``membership`` by which the person answers."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        own = memberships_with(request.user, SitePermission.ANSWER_FUNDING)
        rows = own.select_related("team__partnership", "organisation").order_by("-starts_on", "-pk")
        membership = rows.filter(
            team__partnership__code=kwargs.pop("partnership"), organisation__code=kwargs.pop("body")
        ).first()
        if membership is None:
            raise Http404
        found = {"membership": membership}
        return {**found, "year": year_in_address(kwargs.pop("year"))} if "year" in kwargs else found

    return guarded(view, Rule("funding_partner"), fetch)


def year_in_address(text: str) -> FinancialYear:
    """The financial year of an address, such as 2026-27. Raises Http404 for one that is not written so."""
    try:
        year = parse_year(text)
    except ValueError as fault:
        raise Http404 from fault
    if text != year_slug(year):
        raise Http404
    return year


def year_slug(year: FinancialYear) -> str:
    """The year as an address holds it: 2026-27."""
    return year.label.replace("/", "-")

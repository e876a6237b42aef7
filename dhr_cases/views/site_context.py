"""What do all pages share? The partnership's name and colours, and the navigation this person may use."""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from dhr_cases.colours import palette
from dhr_cases.models import Partnership, User
from dhr_cases.reading_access import READER_ROLES
from dhr_cases.roles import ROLES, CasePermission, SitePermission
from dhr_cases.roles_held import Held, is_agency_only, roles_anywhere
from dhr_cases.views.gate import anyone

UNNAMED = "Domestic abuse reviews"
SECONDS_OF_A_YEAR = 365 * 24 * 60 * 60
"""How long a browser keeps the colours; others come under another address."""


@dataclass(frozen=True)
class Place:
    """One entry of the navigation: who sees it by role on any case, or by site permission."""

    label: str
    url_name: str
    case_permission: CasePermission | None = None
    site_permission: SitePermission | None = None
    is_for_agencies: bool = False
    is_for_readers: bool = False


PLACES = (
    Place("Home", "home"),
    Place("Cases", "cases", CasePermission.VIEW),
    Place("Due list", "due", CasePermission.VIEW),
    Place("Money", "funding", site_permission=SitePermission.VIEW_FUNDING),
    Place("Contributions", "my_funding", site_permission=SitePermission.ANSWER_FUNDING),
    Place("Actions", "actions_board", site_permission=SitePermission.VIEW_LEARNING),
    Place("Learning", "learning", site_permission=SitePermission.VIEW_LEARNING),
    Place("Meetings", "governance", site_permission=SitePermission.VIEW_GOVERNANCE),
    Place("My actions", "my_actions", site_permission=SitePermission.ANSWER_ACTIONS),
    Place("Asked by meetings", "my_meeting_requests", site_permission=SitePermission.ANSWER_MEETINGS),
    Place("My requests", "my_requests", is_for_agencies=True),
    Place("Drafts to read", "my_readings", is_for_readers=True),
    Place("Organisations", "organisations", site_permission=SitePermission.VIEW_ORGANISATIONS),
    Place("Accounts", "accounts", site_permission=SitePermission.MANAGE_ACCOUNTS),
    Place("Settings", "settings", site_permission=SitePermission.MANAGE_SETTINGS),
)
"""The navigation in order. A name that no page carries is left out."""


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, label, colours and navigation; on pages shown to nobody in particular only the first three."""
    home = next((row for row in partnerships(request) if row.is_home), None)
    user = getattr(request, "user", None)
    return {
        "service": {
            "name": f"{home.name}: {home.label_shown}s" if home else UNNAMED,
            "label": home.label_shown if home else "DHR",
            "brand_url": f"{reverse('brand_css')}?{_mark_of(_sheet_of(home))}" if home else "",
            "source_url": getattr(settings, "SOURCE_URL", ""),
        },
        "navigation": navigation(roles_of(request), request.path) if isinstance(user, User) else [],
    }


def partnerships(request: HttpRequest) -> list[Partnership]:
    """Every partnership, by name; one query a request however often it is asked."""
    known: list[Partnership] | None = getattr(request, "partnerships", None)
    if known is None:
        known = list(Partnership.objects.all())
        cast("ReadRequest", request).partnerships = known
    return known


class ReadRequest(HttpRequest):
    """A request that carries what was read for it, so that it is read once."""

    partnerships: list[Partnership]
    roles_held: Held


def navigation(held: Held, path: str) -> list[dict[str, Any]]:
    """The places that these roles open."""
    opened = [(place, _address(place)) for place in PLACES if _may_open(place, held)]
    return [{"label": place.label, "url": url, "current": _is_here(url, path)} for place, url in opened if url]


def roles_of(request: HttpRequest) -> Held:
    """The roles of whoever is signed in; one query a request however often it is asked."""
    known: Held | None = getattr(request, "roles_held", None)
    if known is None:
        known = roles_anywhere(request.user) if isinstance(request.user, User) else Held(frozenset(), frozenset())
        cast("ReadRequest", request).roles_held = known
    return known


def _may_open(place: Place, held: Held) -> bool:
    if place.case_permission is not None:
        return _may_on_case(place.case_permission, held) and not is_agency_only(held.roles)
    if place.site_permission is not None:
        return place.site_permission in held.on_site
    if place.is_for_readers:
        return bool(held.roles & READER_ROLES)
    return not place.is_for_agencies or any(ROLES[role].on_request for role in held.roles)


def _may_on_case(permission: CasePermission, held: Held) -> bool:
    return any(permission in ROLES[role].on_case for role in held.roles)


def _address(place: Place) -> str:
    try:
        return reverse(place.url_name)
    except NoReverseMatch:
        return ""


def _is_here(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


@anyone
def brand_css(request: HttpRequest) -> HttpResponse:
    """The partnership's colours as a style sheet; at the address with its mark the browser may keep it."""
    sheet = _sheet_of(Partnership.objects.filter(is_home=True).first() or Partnership())
    response = HttpResponse(sheet, content_type="text/css")
    is_marked = request.META["QUERY_STRING"] == _mark_of(sheet)
    response["Cache-Control"] = f"private, max-age={SECONDS_OF_A_YEAR}, immutable" if is_marked else "no-cache"
    return response


def _sheet_of(partnership: Partnership) -> str:
    return _sheet(partnership.brand_colour, partnership.link_colour)


@cache
def _sheet(brand: str, link: str) -> str:
    return render_to_string("brand.css", {"colours": palette(brand, link)})


def _mark_of(sheet: str) -> str:
    """What changes in the style sheet's address when anything in it does."""
    return hashlib.sha256(sheet.encode()).hexdigest()[:12]

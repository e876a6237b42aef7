"""Who may open this page? Every view says so here, or it answers 403.

``case_page`` fetches and authorises in one step: a case, or a part of one, that is not the person's is
404, the same as one that is not there. Acts ask ``permissions`` again inside the action.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from dhr_cases.disclosure import Material
from dhr_cases.errors import NotPermitted
from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.permissions import check_can_on_site, may_see
from dhr_cases.queries import money_visible_to, requests_of, visible_to
from dhr_cases.roles import SitePermission

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True)
class Rule:
    """What a view declares: its kind and what it asks for. The access matrix is made from it."""

    kind: str
    material: Material | None = None
    permission: SitePermission | None = None


class SignedInRequest(HttpRequest):
    """A request behind the gate: its user is an account of ours; ``case`` is set on pages of a case."""

    user: User
    case: Case


class Declaring(Protocol):
    """A view that carries its rule; the middleware reads it there."""

    gate: Rule


def declare(view: Callable[..., Any], rule: Rule) -> None:
    """Attach a rule to a view, also to one of a library."""
    cast("Declaring", view).gate = rule


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """The rule a view declares, None for a view that declares none."""
    return getattr(view, "gate", None)


def anyone(view: View[P]) -> View[P]:
    """A page open to everybody, signed in or not."""
    declare(view, Rule("anyone"))
    return login_not_required(view)


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for every account; it shows only what the person's own queries return."""
    return guarded(view, Rule("signed_in"), lambda request, kwargs: {})


def site_page(
    permission: SitePermission,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A page for people whose team carries the site permission; 403, saying whose it is, for others."""

    def allow(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        try:
            check_can_on_site(permission, request.user)
        except NotPermitted as refusal:
            raise PermissionDenied(refusal.sentence) from refusal
        return {}

    return lambda view: guarded(view, Rule("site", permission=permission), allow)


def case_page(material: Material) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A page of one case, for people who see the material at its present stage; the view gets ``case``."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        cases = money_visible_to(request.user) if material is Material.MONEY else visible_to(request.user)
        case = get_object_or_404(cases.select_related("lead_csp"), reference=kwargs.pop("reference"))
        if not may_see(request.user, material, case):
            raise Http404
        request.case = case
        return {"case": case}

    return lambda view: guarded(view, Rule("case", material=material), fetch)


def request_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one information request, for the agency's own people; the view gets ``information_request``."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        allowed = requests_of(request.user).values_list("pk", flat=True)
        found: InformationRequest = get_object_or_404(
            InformationRequest.objects.select_related("case__lead_csp", "organisation"),
            pk=kwargs.pop("request_id"),
            pk__in=list(allowed),
        )
        return {"information_request": found}

    return guarded(view, Rule("request"), fetch)


def guarded(
    view: Callable[..., HttpResponseBase],
    rule: Rule,
    fetch: Callable[[SignedInRequest, dict[str, Any]], dict[str, Any]],
) -> Callable[..., HttpResponseBase]:
    """The view behind its rule: ``fetch`` takes from the address what the view gets instead, or raises."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        signed_in_request = cast("SignedInRequest", request)
        return view(request, **fetch(signed_in_request, kwargs), **kwargs)

    declare(inner, rule)
    return inner


class PolicyMiddleware:
    """Refuses every view that declares no rule: forgetting one closes the page, never opens it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raise PermissionDenied for a view without a rule."""
        if rule_of(view) is None:
            raise PermissionDenied("This page has no access rule yet and stays closed.")


__all__ = [
    "Case", "PolicyMiddleware", "Rule", "SignedInRequest", "anyone", "case_page", "declare", "guarded",
    "request_page", "rule_of", "signed_in", "site_page",
]  # fmt: skip

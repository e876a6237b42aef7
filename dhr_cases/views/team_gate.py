"""Who may open a page of a partnership's team? ``team_page`` fetches the partnership and asks in one step.

What is not the person's is 404, as if it were not there.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import partnerships_with
from dhr_cases.views.gate import Rule, SignedInRequest, guarded

View = Callable[..., HttpResponseBase]


def team_page(permission: SitePermission) -> Callable[[View], View]:
    """A page of the partnership whose code is in the address; the view gets ``partnership``."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        own = partnerships_with(request.user, permission)
        return {"partnership": get_object_or_404(own, code=kwargs.pop("partnership"))}

    return lambda view: guarded(view, Rule("team", permission=permission), fetch)

"""Who may open the page of an action in its owner's lane? Those who answer for it; for others it is not there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from dhr_cases.action_queries import actions_of
from dhr_cases.models import Action
from dhr_cases.views.gate import Rule, SignedInRequest, guarded


def owners_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one action, for those who answer for it today; the view gets ``action``."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        rows = actions_of(request.user).select_related("recommendation__case__lead_csp", "owner", "superseded_by")
        found: Action = get_object_or_404(rows, pk=kwargs.pop("action_id"))
        return {"action": found}

    return guarded(view, Rule("action_owner"), fetch)

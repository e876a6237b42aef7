"""How is an act of a partnership's team shown and done? One page for all acts of an app."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from dhr_cases.errors import NotPermitted
from dhr_cases.forms.team_forms import TeamForm, VerbForm
from dhr_cases.models import Partnership
from dhr_cases.site_permissions import check_can_for_team
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.site_forms import show_site_form

Form = TypeVar("Form", bound=VerbForm)
Verb = TypeVar("Verb", bound=StrEnum)


def team_act(
    request: SignedInRequest,
    partnership: Partnership,
    form_class: type[TeamForm],
    row_id: int | None,
    *,
    home: Callable[[Model | None], str],
    page_of: Callable[[Model], str],
) -> HttpResponse:
    """The form of one act; 404 for a row that is not there, 403 with whose it is for one not permitted.

    ``home`` says where the person goes back to; ``page_of`` the page of the row that was acted on, "" for none.
    """
    try:
        check_can_for_team(form_class.verbs[form_class.verb], request.user, partnership)
    except NotPermitted as refusal:
        raise PermissionDenied(refusal.sentence) from refusal
    subject = _subject(form_class, partnership, row_id)
    back = wanted_back(request) or home(subject)
    files = {"files": request.FILES} if request.method == "POST" else {}
    form = partial(form_class, partnership=partnership, **files)
    return show_site_form(request, form, back=back, about=subject, goes_to=lambda row: page_of(row) or back)


def form_named(forms: Mapping[Verb, type[Form]], act: str) -> type[Form]:
    """The form of an act as an address names it; raise Http404 for an act without one."""
    found = next((form for verb, form in forms.items() if verb.value == act), None)
    if found is None:
        raise Http404
    return found


def wanted_back(request: SignedInRequest) -> str:
    """The page of this site that the address names as the way back, "" for none."""
    wanted = request.GET.get("back", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def _subject(form_class: type[TeamForm], partnership: Partnership, row_id: int | None) -> Model | None:
    if form_class.needs_subject != (row_id is not None):
        raise Http404
    if row_id is None:
        return None
    row: Model = get_object_or_404(form_class.subjects(partnership), pk=row_id)
    return row

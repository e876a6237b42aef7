"""How is an act of governance shown and done? One page for all of them."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import check_can_for_team
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.site_forms import show_site_form
from dhr_cases.views.team_gate import team_page
from governance.forms.core import GovernanceForm
from governance.forms.registry import FORMS
from governance.verbs import VERBS, GovernanceVerb
from governance.views.offers import page_of, page_url


@team_page(SitePermission.VIEW_GOVERNANCE)
def governance_act(
    request: SignedInRequest, partnership: Partnership, governance_verb: str, governance_row: int | None = None
) -> HttpResponse:
    """The form of one act; 404 for an act or a row that is not there, 403 with whose it is for one not permitted."""
    form_class = _form_of(governance_verb)
    try:
        check_can_for_team(VERBS[form_class.verb], request.user, partnership)
    except NotPermitted as refusal:
        raise PermissionDenied(refusal.sentence) from refusal
    subject = _subject(form_class, partnership, governance_row)
    files = {"files": request.FILES} if request.method == "POST" else {}
    form = partial(form_class, partnership=partnership, **files)
    return show_site_form(request, form, back=_back(request, partnership), about=subject, goes_to=page_of)


def _form_of(act: str) -> type[GovernanceForm]:
    try:
        return FORMS[GovernanceVerb(act)]
    except (KeyError, ValueError) as fault:
        raise Http404 from fault


def _subject(form_class: type[GovernanceForm], partnership: Partnership, row_id: int | None) -> Model | None:
    if form_class.needs_subject != (row_id is not None):
        raise Http404
    if row_id is None:
        return None
    row: Model = get_object_or_404(form_class.subjects(partnership), pk=row_id)
    return row


def _back(request: SignedInRequest, partnership: Partnership) -> str:
    wanted = request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return page_url("governance_home", partnership)

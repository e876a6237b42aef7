"""How is an act of learning shown and done? One page for all of them."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import check_can_for_team
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.site_forms import show_site_form
from dhr_cases.views.team_gate import team_page
from learning.forms.core import LearningForm
from learning.forms.registry import FORMS
from learning.models import Event
from learning.verbs import VERBS, LearningVerb


@team_page(SitePermission.VIEW_LEARNING)
def learning_act(
    request: SignedInRequest, partnership: Partnership, learning_verb: str, learning_row: int | None = None
) -> HttpResponse:
    """The form of one act; 404 for an act or a row that is not there, 403 with whose it is for one not permitted."""
    form_class = _form_of(learning_verb)
    try:
        check_can_for_team(VERBS[form_class.verb], request.user, partnership)
    except NotPermitted as refusal:
        raise PermissionDenied(refusal.sentence) from refusal
    subject = _subject(form_class, partnership, learning_row)
    back = _back(request, partnership, subject)
    form = partial(form_class, partnership=partnership)
    return show_site_form(request, form, back=back, about=subject, goes_to=lambda row: _page_of(row) or back)


def _form_of(act: str) -> type[LearningForm]:
    try:
        return FORMS[LearningVerb(act)]
    except (KeyError, ValueError) as fault:
        raise Http404 from fault


def _subject(form_class: type[LearningForm], partnership: Partnership, row_id: int | None) -> Model | None:
    if form_class.needs_subject != (row_id is not None):
        raise Http404
    if row_id is None:
        return None
    row: Model = get_object_or_404(form_class.subjects(partnership), pk=row_id)
    return row


def _back(request: SignedInRequest, partnership: Partnership, subject: Model | None) -> str:
    wanted = request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return (_page_of(subject) if subject else "") or reverse("events", args=(partnership.code,))


def _page_of(row: Model) -> str:
    """The page of an event; "" for a row that has none of its own."""
    return reverse("event", args=(row.partnership.code, row.code)) if isinstance(row, Event) else ""

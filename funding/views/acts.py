"""How is an act on money shown and done? One page for all of them."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.site_forms import show_site_form
from dhr_cases.views.team_acts import form_named, wanted_back
from funding.forms.core import FundingForm
from funding.forms.registry import FORMS
from funding.permissions import check_can
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.years import FinancialYear

BODY_FIELDS = ("organisation", "predecessor")
"""Questions that ask which body an act is about."""


@funding_page()
def funding_act(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, act: str, row_id: int | None = None
) -> HttpResponse:
    """The form of one act; 404 for an act or a row that is not there, 403 with whose it is for one not permitted."""
    form_class = form_named(FORMS, act)
    try:
        check_can(form_class.verb, request.user, partnership)
    except NotPermitted as refusal:
        raise PermissionDenied(refusal.sentence) from refusal
    subject = _subject(form_class, partnership, year, row_id)
    form = partial(form_class, partnership=partnership, year=year, initial=_body_named(request, form_class))
    back = wanted_back(request) or page_url("funding_year", partnership, year)
    return show_site_form(request, form, back=back, about=subject)


def _body_named(request: SignedInRequest, form_class: type[FundingForm]) -> dict[str, str]:
    """The body a page about that body names in the address, as the first choice of the question which body it is."""
    named = request.GET.get("organisation", "")
    return {name: named for name in BODY_FIELDS if name in form_class.base_fields and named.isdecimal()}


def _subject(
    form_class: type[FundingForm], partnership: Partnership, year: FinancialYear, row_id: int | None
) -> Model | None:
    if form_class.needs_subject != (row_id is not None):
        raise Http404
    if row_id is None:
        return None
    row: Model = get_object_or_404(form_class.subjects(partnership, year), pk=row_id)
    return row

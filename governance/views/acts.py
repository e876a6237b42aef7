"""How is an act of governance shown and done? One page for all of them."""

from django.http import HttpResponse

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_acts import form_named, team_act
from dhr_cases.views.team_gate import team_page
from governance.forms.registry import FORMS
from governance.views.offers import page_of, page_url


@team_page(SitePermission.VIEW_GOVERNANCE)
def governance_act(
    request: SignedInRequest, partnership: Partnership, governance_verb: str, governance_row: int | None = None
) -> HttpResponse:
    """The form of one act; 404 for an act or a row that is not there, 403 with whose it is for one not permitted."""
    form = form_named(FORMS, governance_verb)
    home = page_url("governance_home", partnership)
    return team_act(request, partnership, form, governance_row, home=lambda _: home, page_of=page_of)

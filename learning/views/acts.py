"""How is an act of learning shown and done? One page for all of them."""

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_acts import form_named, team_act
from dhr_cases.views.team_gate import team_page
from learning.forms.registry import FORMS
from learning.models import Event


@team_page(SitePermission.VIEW_LEARNING)
def learning_act(
    request: SignedInRequest, partnership: Partnership, learning_verb: str, learning_row: int | None = None
) -> HttpResponse:
    """The form of one act; 404 for an act or a row that is not there, 403 with whose it is for one not permitted."""
    form = form_named(FORMS, learning_verb)

    def home(subject: Model | None) -> str:
        return (_page_of(subject) if subject else "") or reverse("events", args=(partnership.code,))

    return team_act(request, partnership, form, learning_row, home=home, page_of=_page_of)


def _page_of(row: Model) -> str:
    """The page of an event; "" for a row that has none of its own."""
    return reverse("event", args=(row.partnership.code, row.code)) if isinstance(row, Event) else ""

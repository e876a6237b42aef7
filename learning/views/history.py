"""Who did what about which event or theme, when and why? Newest first; nobody who registered is named in it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from dhr_cases.views.team_gate import team_page
from learning.history_rows import About, about
from learning.models import LearningEvent
from learning.views.frame import frame

PAGE_SIZE = 50
HEADS = heads("What was done", "About", "By", "As", "On", "Reason")
BY_ITSELF = "nobody signed in"
"""Done on a public page, by night, or at the terminal."""


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def learning_history(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Every act of the partnership's learning."""
    told = LearningEvent.objects.filter(partnership=partnership).select_related("by").order_by("-pk")
    page = Paginator(told, PAGE_SIZE).get_page(request.GET.get("page"))
    subjects = about(partnership, list(page))
    rows = [_row(partnership, one, subjects[one.pk]) for one in page]
    context = frame(partnership, "learning_history", page=page, heads=HEADS, rows=rows)
    return render(request, "learning/history.html", context)


def _row(partnership: Partnership, told: LearningEvent, subject: About) -> Row:
    at = timezone.localtime(told.recorded_at)
    url = reverse("event", args=(partnership.code, subject.code)) if subject.code else ""
    return row(
        str(told),
        {"text": subject.words, "url": url},
        str(told.by or BY_ITSELF),
        told.by_role or "none",
        f"{at:%-d %B %Y, %H:%M}",
        told.reason or "none",
    )

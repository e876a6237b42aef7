"""Which published reviews are coded how far, and what did each reader see in a paragraph?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership, PublicRecord, PublicState
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from dhr_cases.views.team_gate import team_page
from learning.coding_rows import ParagraphRow, ReviewRow, paragraph_rows, review_rows
from learning.verbs import LearningVerb
from learning.views.frame import frame
from learning.views.offers import act_url

V = LearningVerb
TAB = "learning_themes"
COUNTS = ("Paragraphs", "Read by you", "Read by two", "Differing")
HEADS = heads("Review", *COUNTS, figures=COUNTS)


@team_page(SitePermission.MANAGE_LEARNING)
@require_GET
def coding(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Published reviews that can be coded, and how far each is."""
    rows = [_review_row(partnership, each) for each in review_rows(partnership, request.user)]
    context = frame(partnership, TAB, heading="Code published reviews", heads=HEADS, rows=rows)
    return render(request, "learning/coding.html", context)


def _review_row(partnership: Partnership, each: ReviewRow) -> Row:
    counts = (each.paragraphs, each.own, each.by_two, each.open)
    url = reverse("coding_review", args=(partnership.code, each.record.slug))
    return row(each.record.title, *({"text": str(count), "is_figure": True} for count in counts), url=url)


@team_page(SitePermission.MANAGE_LEARNING)
@require_GET
def coding_review(request: SignedInRequest, partnership: Partnership, review: str) -> HttpResponse:
    """The published paragraphs of one review, each with what may be seen of its codes and what to do."""
    published = PublicRecord.objects.filter(partnership=partnership, state=PublicState.PUBLISHED)
    record = get_object_or_404(published, slug=review)
    back = request.path
    crumb = {"label": "Code published reviews", "url": reverse("coding", args=(partnership.code,))}
    rows = [_paragraph(partnership, each, back) for each in paragraph_rows(record, request.user)]
    context = frame(partnership, TAB, crumb, heading=f"Themes of {record.title}", record=record, rows=rows)
    return render(request, "learning/coding_review.html", context)


def _paragraph(partnership: Partnership, each: ParagraphRow, back: str) -> dict[str, Any]:
    number = each.passage.number
    label = f"Read paragraph {number} again" if each.is_own_read else f"Say which themes paragraph {number} holds"
    url = act_url(partnership, V.CODE_PARAGRAPH, each.passage, back) if each.may_be_read else ""
    settle = act_url(partnership, V.SETTLE_PARAGRAPH, each.item, back) if each.item and each.may_be_settled else ""
    return {
        "passage": each.passage,
        "state": each.state,
        "readings": each.readings,
        "kind": each.item.get_kind_display() if each.item else "",
        "read": {"label": label, "url": url},
        "settle": settle,
    }

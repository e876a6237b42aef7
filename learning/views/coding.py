"""Which reviews and recommendations are coded how far, and what did each reader see in them?"""

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership, PublicRecord, PublicState
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from dhr_cases.views.team_gate import team_page
from learning.coding_rows import (
    ParagraphRow,
    ReadRow,
    RecommendationRow,
    ReviewRow,
    paragraph_rows,
    recommendation_rows,
    review_rows,
)
from learning.recommendation_rows import WAITING_WORDS, Waiting, recommendations_seen, waiting
from learning.verbs import LearningVerb
from learning.views.frame import frame
from learning.views.offers import act_url

V = LearningVerb
TAB = "learning_themes"
PAGE_SIZE = 40
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
    number, heading = each.passage.number, each.passage.heading
    return {
        "anchor": f"p{number}",
        "title": f"Paragraph {number}, {heading}" if heading else f"Paragraph {number}",
        "text": each.passage.text,
        "what": f"paragraph {number}",
        "kind": each.item.get_kind_display() if each.item else "",
        "read_url": act_url(partnership, V.CODE_PARAGRAPH, each.passage, back) if each.may_be_read else "",
        **_reading(partnership, each, V.SETTLE_PARAGRAPH, back),
    }


def _reading(partnership: Partnership, each: ReadRow, settle: LearningVerb, back: str) -> dict[str, Any]:
    """What every row says of its readings, and the way to settle them."""
    return {
        "state": each.state,
        "readings": each.readings,
        "is_own_read": each.is_own_read,
        "settle_url": act_url(partnership, settle, each.item, back) if each.item and each.may_be_settled else "",
    }


class WaitingForm(forms.Form):
    """Which recommendations are shown."""

    hides_optional: ClassVar[bool] = True

    show = forms.ChoiceField(
        label="Show", required=False, choices=[(each.value, words) for each, words in WAITING_WORDS.items()]
    )

    def which(self) -> Waiting:
        """What was asked for; what the person may read where nothing was."""
        self.is_valid()
        return Waiting(self.cleaned_data.get("show") or Waiting.MINE)


@team_page(SitePermission.MANAGE_LEARNING)
@require_GET
def coding_recommendations(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The recorded recommendations, each with what may be seen of its codes and what to do."""
    form = WaitingForm(request.GET)
    seen = recommendations_seen(request.user, partnership)
    asked = waiting(seen, partnership, request.user, form.which()).select_related("case")
    page = Paginator(asked, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = recommendation_rows(list(page), partnership, request.user)
    back = request.get_full_path()
    context = frame(
        partnership,
        TAB,
        heading="Code recommendations",
        form=form,
        page=page,
        total=page.paginator.count,
        shown=WAITING_WORDS[form.which()],
        rows=[_recommendation(partnership, each, back) for each in rows],
    )
    return render(request, "learning/coding_recommendations.html", context)


def _recommendation(partnership: Partnership, each: RecommendationRow, back: str) -> dict[str, Any]:
    found = each.recommendation
    what = f"{str(found).lower()} of {found.case.reference}"
    return {
        "anchor": f"r{found.pk}",
        "title": f"{found.case.reference}, {str(found).lower()}",
        "text": found.text,
        "what": what,
        "kind": found.get_kind_display() if found.kind else "",
        "read_url": act_url(partnership, V.CODE_RECOMMENDATION, found, back) if each.may_be_read else "",
        **_reading(partnership, each, V.SETTLE_RECOMMENDATION, back),
    }

"""Have we recommended this before, what became of it, and is the recommendation ready to be acted on?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dhr_cases.disclosure import Material
from dhr_cases.earlier_recommendations import EarlierRecommendation, said_before
from dhr_cases.models import Case, Recommendation
from dhr_cases.smart_prompts import Prompt, RecommendationFacts, prompts
from dhr_cases.views.case_frame import case_context
from dhr_cases.views.gate import SignedInRequest, case_page

HEADS = (
    {"label": "Review"},
    {"label": "Number as printed"},
    {"label": "Recommendation"},
    {"label": "Words in common"},
    {"label": "What became of it"},
)


@case_page(Material.RECOMMENDATIONS)
def recommendation_before(request: SignedInRequest, case: Case, recommendation_id: int) -> HttpResponse:
    """One recommendation beside those of other reviews that say nearly the same."""
    rows = Recommendation.objects.filter(case=case).select_related("owner").prefetch_related("actions")
    row: Recommendation = get_object_or_404(rows, pk=recommendation_id)
    found = said_before(request.user, row.text, case=case)
    context: dict[str, Any] = {
        **case_context(request, case, "case_recommendations"),
        "case": case,
        "recommendation": row,
        "number": row.ref or "without a number",
        "prompts": [_prompt(prompt) for prompt in prompts(_facts(row))],
        "heads": HEADS,
        "rows": [_row(each) for each in found],
        "back_to": reverse("case_recommendations", args=(case.reference,)),
    }
    return render(request, "cases/said_before.html", context)


def _facts(row: Recommendation) -> RecommendationFacts:
    return RecommendationFacts(
        text=row.text,
        owner=row.owner.name if row.owner else "",
        addressee=row.addressee_text,
        scope=row.scope,
        measure=row.measure,
        target=str(row.target_date) if row.target_date.is_known else "",
        actions=len(row.actions.all()),
    )


def _prompt(prompt: Prompt) -> dict[str, str]:
    state, status = ("done", "Nothing missing") if prompt.is_met else ("due_soon", "Look again")
    return {"label": prompt.word, "hint": prompt.sentence, "state": state, "status": status}


def _row(found: EarlierRecommendation) -> dict[str, Any]:
    url = reverse("case_recommendations", args=(found.case.reference,))
    texts = (
        f"{found.case.reference} {found.case.pseudonym}".strip(),
        found.recommendation.ref or "none",
        found.recommendation.text,
        ", ".join(found.shared),
        found.became,
    )
    return {"url": url, "cells": [{"text": text} for text in texts]}

"""Which words of a whole paper might an author look at again? Hints with their place; none of them stops anything."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from dhr_cases.disclosure import Material
from dhr_cases.models import Case
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.plain_language import Hint, hints_of_paper
from dhr_cases.report_sections import section_row
from dhr_cases.report_texts import current_texts
from dhr_cases.views.drafting_rows import kind_of, show
from dhr_cases.views.gate import SignedInRequest, case_page

HEADS = ({"label": "Section"}, {"label": "Paragraph", "is_figure": True}, {"label": "Hint"}, {"label": "What it says"})


@case_page(Material.DRAFTING)
def drafting_hints(request: SignedInRequest, case: Case, draft_kind: str) -> HttpResponse:
    """Every hint about a paper, in the order of its sections."""
    kind = kind_of(draft_kind)
    context: dict[str, Any] = {
        "case": case,
        "paper": KINDS[kind].label,
        "heads": HEADS,
        "rows": [_row(case, kind, hint) for hint in hints_of_paper(current_texts(case, kind))],
        "paper_url": reverse("drafting_paper", args=(case.reference, kind.value)),
    }
    return show(request, "cases/drafting_hints.html", context)


def _row(case: Case, kind: PaperKind, hint: Hint) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [
        {"text": section_row(kind, hint.section).heading},
        {"text": str(hint.paragraph) if hint.paragraph else "whole", "is_figure": True},
        {"text": hint.kind.label},
        {"text": f"“{hint.words}”. {hint.sentence}" if hint.words and hint.paragraph else hint.sentence},
    ]
    return {"url": reverse("drafting_section", args=(case.reference, kind.value, hint.section)), "cells": cells}

"""Which letters can be written on this review, and how does each read?"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dhr_cases.disclosure import Material
from dhr_cases.models import Case
from dhr_cases.papers.letters import LETTERS, LetterKind, letter
from dhr_cases.views.gate import SignedInRequest, case_page


@case_page(Material.BRIEFING)
def case_letters(request: SignedInRequest, case: Case) -> HttpResponse:
    """The letters that belong to this stage, then the others."""
    lines = [
        {
            "label": row.label,
            "to": row.to,
            "url": reverse("case_letter", args=(case.reference, kind)),
            "is_now": case.at in row.stages,
        }
        for kind, row in LETTERS.items()
    ]
    context = {
        "case": case,
        "now": [line for line in lines if line["is_now"]],
        "others": [line for line in lines if not line["is_now"]],
    }
    return render(request, "cases/letters.html", context)


@case_page(Material.BRIEFING)
def case_letter(request: SignedInRequest, case: Case, kind: str) -> HttpResponse:
    """One letter, filled in with open facts."""
    if kind not in set(LetterKind):
        raise Http404
    return render(request, "cases/letter.html", {"case": case, "letter": letter(case, LetterKind(kind))})

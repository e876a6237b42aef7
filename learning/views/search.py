"""What do published reviews say about this? Every answer is a paragraph, with the address where it can be read."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_gate import team_page
from learning.search import Answer, find
from learning.views.frame import frame

LONGEST = 300


class SearchForm(forms.Form):
    """What is looked for, in the person's own words."""

    hides_optional: ClassVar[bool] = True

    q = forms.CharField(
        label="What would you like to know?",
        max_length=LONGEST,
        required=False,
        strip=True,
        help_text="In your own words, for example: how did GPs ask about strangulation?",
    )


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def learning_search(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The form, and the paragraphs that answer best. How many there are in all is not told."""
    form = SearchForm(request.GET)
    question = form.cleaned_data["q"] if form.is_valid() else ""
    answers = [_row(answer) for answer in find(question)] if question else []
    context = frame(partnership, "learning_search", form=form, question=question, answers=answers)
    return render(request, "learning/search.html", context)


def _row(answer: Answer) -> dict[str, Any]:
    record = answer.record
    return {
        "label": f"{record.title}, paragraph {answer.number}",
        "url": f"{reverse('public_record', args=[record.slug])}#p{answer.number}",
        "heading": answer.heading,
        "text": answer.text,
        "partnership": record.partnership.name,
    }

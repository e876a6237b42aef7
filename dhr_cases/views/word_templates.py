"""Which Word templates has a partnership brought, and how does it bring one or take one out of use?"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.actions.word_templates import add_word_template, retire_word_template
from dhr_cases.deadlines import long_date
from dhr_cases.errors import ReviewError
from dhr_cases.forms.paper_orders import RetireTemplateForm, TemplateForm
from dhr_cases.models import Partnership, WordTemplate
from dhr_cases.papers.kinds import MADE, MadePaper
from dhr_cases.papers.templates import PLACEHOLDERS
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.sending import status_of

settings_page = site_page(SitePermission.MANAGE_SETTINGS)
HEADS = ({"label": "Paper"}, {"label": "File"}, {"label": "Brought"}, {"label": "State"})


@settings_page
@require_GET
def word_templates(request: SignedInRequest, code: str) -> HttpResponse:
    """The templates of a partnership, newest first."""
    partnership = get_object_or_404(Partnership, code=code)
    rows = WordTemplate.objects.filter(partnership=partnership).select_related("added_by").order_by("-pk")
    context = {
        "partnership": partnership,
        "heads": HEADS,
        "rows": [_row(partnership, row) for row in rows],
        "add_url": reverse("word_template_new", args=(code,)),
        "back_url": reverse("settings_of", args=(code,)),
        "back_label": "Settings",
        "placeholders": _placeholders(),
    }
    return render(request, "site/word_templates.html", context)


def _placeholders() -> list[dict[str, str]]:
    return [{"label": f"{{{{ {name} }}}}", "value": meaning} for name, meaning in PLACEHOLDERS.items()]


def _row(partnership: Partnership, row: WordTemplate) -> dict[str, object]:
    state = {"text": "In use", "state": "running"} if row.is_used else {"text": "Out of use", "state": "done"}
    at = long_date(timezone.localtime(row.added_at))
    return {
        "url": reverse("word_template_retire", args=(partnership.code, row.pk)) if row.is_used else "",
        "cells": (
            {"text": MADE[MadePaper(row.kind)].label},
            {"text": row.file_name},
            {"text": f"{at} by {row.added_by}"},
            state,
        ),
    }


@settings_page
def word_template_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Bring a template. What is wrong with it is said beside the file."""
    partnership = get_object_or_404(Partnership, code=code)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answers = {**form.cleaned_data, "kind": MadePaper(form.cleaned_data["kind"])}
        try:
            add_word_template(by=request.user, partnership=partnership, **answers)
        except ReviewError as refusal:
            form.add_error("upload", refusal.sentence)
        else:
            messages.success(request, "The template is taken. The next Word file of this paper is written into it.")
            return redirect("word_templates", code)
    more = {"heading": "Bring a Word template", "submit_label": "Try and take the template"}
    return _page(request, partnership, form, **more, placeholders=_placeholders())


@settings_page
def word_template_retire(request: SignedInRequest, code: str, template_id: int) -> HttpResponse:
    """Take a template out of use."""
    partnership = get_object_or_404(Partnership, code=code)
    template = get_object_or_404(WordTemplate, partnership=partnership, pk=template_id)
    form = RetireTemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            retire_word_template(by=request.user, template=template, **form.cleaned_data)
        except ReviewError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "The template is out of use.")
            return redirect("word_templates", code)
    label = MADE[MadePaper(template.kind)].label
    more = {"heading": "Take a template out of use", "submit_label": "Take it out of use"}
    return _page(request, partnership, form, **more, lead=f"{label}: {template.file_name}")


def _page(request: SignedInRequest, partnership: Partnership, form: forms.Form, **more: Any) -> HttpResponse:
    back = reverse("word_templates", args=(partnership.code,))
    context = {"form": form, "partnership": partnership, "back_url": back, "cancel_url": back, **more}
    context["back_label"] = "Word templates"
    return render(request, "site/word_template.html", context, status=status_of(request, form))

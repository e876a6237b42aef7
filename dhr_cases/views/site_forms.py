"""How is a form shown and done that is about no case? One page for all of them."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dhr_cases.errors import ReviewError
from dhr_cases.forms.acts import in_words
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.views.gate import SignedInRequest


def show_site_form(
    request: SignedInRequest,
    form_class: type[SiteForm],
    *,
    back: str,
    about: Model | None = None,
    goes_to: Callable[[Model], str] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and right, do it and go to the row it made, or back."""
    answers = request.POST if request.method == "POST" else getattr(request, "kept_words", None)
    form = form_class(answers, by=request.user, about=about)
    if request.method == "POST" and "change_answers" not in request.POST and form.is_valid():
        if form.checks_answers and "confirmed" not in request.POST:
            return _check(request, form, back)
        done = _perform(form)
        if done is not None:
            messages.success(request, form.done)
            return redirect(goes_to(done[0]) if goes_to and done[0] else back)
    context = {
        "form": form,
        "heading": form.title,
        "lead": form.intro,
        "caption": str(about) if isinstance(about, Model) else "",
        "submit_label": form.submit_label,
        "is_grave": form.is_grave,
        "back_url": back,
        "cancel_url": back,
        "aside": form.aside(),
    }
    return render(request, "site/form.html", context, status=422 if form.errors else 200)


def _check(request: SignedInRequest, form: SiteForm, back: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": form.title,
        "rows": [{"label": str(bound.label), "value": in_words(bound)} for bound in form.visible_fields()],
        "consequence": form.consequence(),
        "submit_label": form.submit_label,
        "back_url": back,
        "cancel_url": back,
    }
    return render(request, "site/check.html", context)


def _perform(form: SiteForm) -> tuple[Model | None] | None:
    try:
        with transaction.atomic():
            return (form.perform(),)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return None

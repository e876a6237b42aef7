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
from dhr_cases.views.sending import is_confirmed, is_sent, status_of, typed


def show_site_form(
    request: SignedInRequest,
    form_class: Callable[..., SiteForm],
    *,
    back: str,
    about: Model | None = None,
    goes_to: Callable[[Model], str] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and right, do it and go to the row it made, or back."""
    form = form_class(request.POST if request.method == "POST" else typed(request), by=request.user, about=about)
    if is_sent(request, form):
        if not is_confirmed(request, form.checks_answers):
            return _check(request, form, back)
        done = _perform(form)
        if done is not None:
            messages.success(request, form.done)
            return redirect(goes_to(done[0]) if goes_to and done[0] else back)
    return _page(request, form, back)


def _page(request: SignedInRequest, form: SiteForm, back: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": form.title,
        "lead": form.intro,
        "caption": "" if form.about is None else str(form.about),
        "submit_label": form.submit_label,
        "is_grave": form.is_grave,
        "back_url": back,
        "cancel_url": back,
        "aside": form.aside(),
    }
    return render(request, "site/form.html", context, status=status_of(request, form))


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

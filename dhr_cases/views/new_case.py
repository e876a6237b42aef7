"""How is a case opened from a referral? Form, check your answers, case; one form opens one case."""

import secrets

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dhr_cases.errors import ReviewError
from dhr_cases.forms.new_case import NewCaseForm
from dhr_cases.models import Case, User
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.sending import is_confirmed, is_sent, status_of, typed

SESSION_KEY = "new_case_forms"
KEPT_FORMS = 20
"""Forms remembered in a session; the oldest is forgotten first."""


@site_page(SitePermission.CREATE_CASE)
def case_new(request: SignedInRequest) -> HttpResponse:
    """Record a referral. A form sent again after it opened its case leads to that case."""
    opened_before = _forms_of(request).get(request.POST.get("token", ""))
    if opened_before:
        return redirect("case", reference=opened_before)
    form = NewCaseForm(typed(request), by=request.user, initial={"token": secrets.token_urlsafe(16)})
    if not is_sent(request, form):
        return _page(request, "cases/new.html", form, status_of(request, form))
    if not is_confirmed(request):
        return _page(request, "cases/new_check.html", form)
    try:
        reference = open_once(request, form)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, "cases/new.html", form, 422)
    messages.success(request, f"Done: the referral is recorded as {reference}. Next, settle the lead partnership.")
    return redirect("case", reference=reference)


def open_once(request: SignedInRequest, form: NewCaseForm) -> str:
    """Open the case of this form, or answer with the case it opened before.

    The person's row is locked and the session read afresh, so that two clicks at once open one case.
    """
    token = form.cleaned_data["token"]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=request.user.pk)
        opened = _forms_of(request)
        if token not in opened:
            case: Case = form.perform()
            opened[token] = case.reference
        request.session[SESSION_KEY] = dict(list(opened.items())[-KEPT_FORMS:])
        request.session.save()
    return opened[token]


def _forms_of(request: SignedInRequest) -> dict[str, str]:
    """Forms already used in this session and the cases they opened, as stored at this moment."""
    stored = type(request.session)(request.session.session_key)
    return dict(stored.get(SESSION_KEY, {}))


def _page(request: SignedInRequest, template: str, form: NewCaseForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "rows": form.answers() if template == "cases/new_check.html" else [],
        "cancel_url": reverse("cases"),
        "breadcrumbs": [
            {"label": "Home", "url": reverse("home")},
            {"label": "Cases", "url": reverse("cases")},
            {"label": "Record a referral"},
        ],
    }
    return render(request, template, context, status=status)

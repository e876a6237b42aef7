"""How does an empty installation come to its first partnership in the browser? Once; then the page is gone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from dhr_cases.actions.setting_up import is_set_up
from dhr_cases.errors import ReviewError
from dhr_cases.forms.set_up import SetUpForm
from dhr_cases.models import Partnership
from dhr_cases.views.gate import anyone
from dhr_cases.views.sending import is_sent, status_of


@anyone
@sensitive_post_parameters("administrator_password", "administrator_again", "coordinator_password", "coordinator_again")
def set_up_page(request: HttpRequest) -> HttpResponse:
    """The questions of an empty installation; not there once it is set up."""
    if is_set_up():
        raise Http404
    form = SetUpForm(request.POST or None)
    if is_sent(request, form):
        home = _perform(form)
        if home is not None:
            messages.success(request, f"{home.name} is set up. Sign in as its administrator or its coordinator.")
            return redirect("account_login")
    return render(request, "site/set_up.html", {"form": form}, status=status_of(request, form))


def _perform(form: SetUpForm) -> Partnership | None:
    try:
        return form.perform()
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return None


def set_up_first(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The page leads to the set-up page while the installation is empty; its own rule stays as it is."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated and not is_set_up():
            return redirect("set_up")
        return view(request, **kwargs)

    return login_not_required(inner)

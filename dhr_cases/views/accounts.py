"""Which pages manage accounts? For people whose team carries that permission; none of them shows a case."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dhr_cases.account_list import AccountFilter, accounts_matching, places_of, team_labels
from dhr_cases.forms import accounts as account_forms
from dhr_cases.forms.accounts import AccountListFilter
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import AccountChange, TeamMembership, User
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest, signed_in, site_page
from dhr_cases.views.site_forms import show_site_form

A_PAGE = 40
HEADS = [{"label": "Name"}, {"label": "E-mail address"}, {"label": "Standing teams"}, {"label": "Account"}]

manager_page = site_page(SitePermission.MANAGE_ACCOUNTS)


@manager_page
def accounts(request: SignedInRequest) -> HttpResponse:
    """Every account, narrowed as asked."""
    form = AccountListFilter(request.GET)
    wanted = AccountFilter(**form.cleaned_data) if form.is_valid() else AccountFilter()
    page = Paginator(accounts_matching(wanted), A_PAGE).get_page(request.GET.get("page"))
    labels = team_labels(page.object_list)
    context = {
        "form": form,
        "page": page,
        "count": page.paginator.count,
        "heads": HEADS,
        "rows": [_row(account, labels.get(account.pk, "none")) for account in page.object_list],
        "chosen": [],
        "breadcrumbs": [_home_crumb(), {"label": "Accounts"}],
    }
    return render(request, "site/accounts.html", context)


def _row(account: User, teams: str) -> dict[str, Any]:
    state = {"text": "Active", "state": "met"} if account.is_active else {"text": "Deactivated", "state": "done"}
    cells = [{"text": account.full_name}, {"text": account.email}, {"text": teams}, state]
    return {"url": reverse("account", args=(account.pk,)), "cells": cells}


@manager_page
def account(request: SignedInRequest, account_id: int) -> HttpResponse:
    """One account: its details, its teams, what was done to it."""
    found = get_object_or_404(User, pk=account_id)
    changes = AccountChange.objects.filter(account=found).select_related("by")
    context = {
        "account": found,
        "rows": own_details(found),
        "places": places_of(found),
        "events": [_event(row) for row in changes],
        "breadcrumbs": [_home_crumb(), {"label": "Accounts", "url": reverse("accounts")}, {"label": str(found)}],
    }
    return render(request, "site/account.html", context)


def own_details(account: User) -> list[dict[str, str]]:
    """What an account says of its person, as rows."""
    return [
        {"label": "Full name", "value": account.full_name},
        {"label": "E-mail address", "value": account.email},
        {"label": "Job title", "value": account.job_title},
        {"label": "Telephone", "value": account.telephone},
    ]


def _event(row: AccountChange) -> dict[str, Any]:
    by = str(row.by) if row.by else "Set-up"
    return {"title": row.get_kind_display(), "by": by, "at": row.at, "text": row.detail, "reason": row.reason}


@manager_page
def account_new(request: SignedInRequest) -> HttpResponse:
    """Make an account."""
    return show_site_form(request, account_forms.MakeAccountForm, back=reverse("accounts"), goes_to=_address_of)


def _address_of(row: Model) -> str:
    return reverse("account", args=(row.pk,))


FORMS_OF_AN_ACCOUNT: dict[str, type[SiteForm]] = {
    "change": account_forms.ChangeAccountForm,
    "deactivate": account_forms.DeactivateForm,
    "reactivate": account_forms.ReactivateForm,
    "invite": account_forms.InviteAgainForm,
    "join": account_forms.JoinTeamForm,
}
"""Forms about one account, by the last word of their address."""


@manager_page
def account_form(request: SignedInRequest, account_id: int, act: str) -> HttpResponse:
    """Change, deactivate, reactivate, invite again, or join a team."""
    found = get_object_or_404(User, pk=account_id)
    return show_site_form(request, FORMS_OF_AN_ACCOUNT[act], about=found, back=_address_of(found))


@manager_page
def account_leave(request: SignedInRequest, account_id: int, membership_id: int) -> HttpResponse:
    """End a person's place in a standing team."""
    rows = TeamMembership.objects.select_related("team__partnership", "user")
    found = get_object_or_404(rows, pk=membership_id, user=account_id)
    return show_site_form(request, account_forms.LeaveTeamForm, about=found, back=_address_of(found.user))


@signed_in
def account_page(request: SignedInRequest) -> HttpResponse:
    """One's own account."""
    current = [place for place in places_of(request.user) if place.is_current]
    context = {
        "rows": own_details(request.user),
        "places": current,
        "wants_digest": request.user.wants_digest,
        "breadcrumbs": [_home_crumb(), {"label": "Your account"}],
    }
    return render(request, "site/own_account.html", context)


@signed_in
def account_digest(request: SignedInRequest) -> HttpResponse:
    """Have the daily e-mail or not."""
    return show_site_form(request, account_forms.OwnAccountForm, back=reverse("account_page"))


def _home_crumb() -> dict[str, str]:
    return {"label": "Home", "url": reverse("home")}

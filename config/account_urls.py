"""Which of allauth's pages does the site have?

Not those by which people make accounts or change their address themselves: an administrator does that.
"""

from collections.abc import Iterable, Iterator

import allauth.account.urls
from django.urls import URLPattern, URLResolver, include, path

from dhr_cases.views.gate import Rule, declare

KEPT = frozenset(
    {
        "account_change_password",
        "account_confirm_login_code",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_set_password",
    }
)

urlpatterns = [
    *(page for page in allauth.account.urls.urlpatterns if page.name in KEPT),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]


def pages(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Every page below these addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns)
        else:
            yield pattern


# allauth itself asks who is there; each page shows nothing but one's own account.
for page in pages(urlpatterns):
    is_for_anyone = not getattr(page.callback, "login_required", True)
    declare(page.callback, Rule("anyone" if is_for_anyone else "signed_in"))

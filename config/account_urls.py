"""Which of allauth's pages does the site have?

Not those by which people make accounts or change their address themselves: an administrator does that.
"""

import allauth.account.urls
from django.urls import include, path

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

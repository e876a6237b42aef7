"""Which address leads to which page about the installation: set-up, accounts, settings, organisations?"""

from django.urls import URLPattern, URLResolver, path

from dhr_cases.views import accounts
from dhr_cases.views.set_up import set_up_page

ACCOUNT_ACTS = [
    path(f"accounts/<int:account_id>/{act}/", accounts.account_form, {"act": act}, name=f"account_{act}")
    for act in accounts.FORMS_OF_AN_ACCOUNT
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("set-up/", set_up_page, name="set_up"),
    path("your-account/", accounts.account_page, name="account_page"),
    path("your-account/daily-e-mail/", accounts.account_digest, name="account_digest"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account_new"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("accounts/<int:account_id>/leave/<int:membership_id>/", accounts.account_leave, name="account_leave"),
    *ACCOUNT_ACTS,
]

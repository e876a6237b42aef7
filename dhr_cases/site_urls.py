"""Which address leads to which page about the installation: set-up, accounts, settings, organisations?"""

from django.urls import URLPattern, URLResolver, path

from dhr_cases.views import accounts, assessment, letters, organisations, settings_pages, word_templates
from dhr_cases.views.set_up import set_up_page

ACCOUNT_ACTS = [
    path(f"accounts/<int:account_id>/{act}/", accounts.account_form, {"act": act}, name=f"account_{act}")
    for act in accounts.FORMS_OF_AN_ACCOUNT
]
ORGANISATION_ACTS = [
    path(f"organisations/<slug:body>/{act}/", organisations.organisation_form, {"act": act}, name=f"organisation_{act}")
    for act in organisations.FORMS_OF_AN_ORGANISATION
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
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.organisation_new, name="organisation_new"),
    path("organisations/<slug:body>/", organisations.organisation, name="organisation"),
    *ORGANISATION_ACTS,
    path("settings/", settings_pages.settings, name="settings"),
    path("settings/partnerships/new/", settings_pages.partnership_new, name="partnership_new"),
    path("settings/of/<slug:code>/", settings_pages.settings_of, name="settings_of"),
    path("settings/of/<slug:code>/clocks/<slug:clock>/", settings_pages.settings_clock, name="settings_clock"),
    path("settings/of/<slug:code>/letters/<slug:kind>/", settings_pages.settings_letter, name="settings_letter"),
    path(
        "settings/of/<slug:code>/letters/<slug:kind>/shipped/",
        settings_pages.settings_letter_shipped,
        name="settings_letter_shipped",
    ),
    path("settings/of/<slug:code>/templates/", word_templates.word_templates, name="word_templates"),
    path("settings/of/<slug:code>/templates/new/", word_templates.word_template_new, name="word_template_new"),
    path(
        "settings/of/<slug:code>/templates/<int:template_id>/",
        word_templates.word_template_retire,
        name="word_template_retire",
    ),
    path("settings/of/<slug:code>/criteria/", assessment.settings_criteria, name="settings_criteria"),
    path("settings/of/<slug:code>/criteria/new/", assessment.settings_criterion_new, name="settings_criterion_new"),
    path(
        "settings/of/<slug:code>/criteria/<int:criterion_id>/",
        assessment.settings_criterion,
        name="settings_criterion",
    ),
    path("settings/of/<slug:code>/<slug:section>/", settings_pages.settings_change, name="settings_change"),
    path("cases/<slug:reference>/letters/", letters.case_letters, name="case_letters"),
    path("cases/<slug:reference>/letters/<slug:kind>/", letters.case_letter, name="case_letter"),
]

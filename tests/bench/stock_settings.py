"""With which settings are the engine's own pages shown? Our database and accounts, its own pages and middleware.

Nothing of ours stands around them: no access rule, no context processor, no form renderer.
"""

from config.settings_test import *  # all of ours, then what differs
from config.settings_test import INSTALLED_APPS as OURS
from config.settings_test import TEMPLATES as OUR_TEMPLATES

INSTALLED_APPS = [*OURS, "viewflow", "tests.bench"]
VIEWFLOW = {"AUTOREGISTER": False}
ROOT_URLCONF = "tests.bench.stock_urls"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
LOGIN_URL = "/"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # our accounts ask for it; it asks the database nothing
    "viewflow.middleware.SiteMiddleware",
]
TEMPLATES = [
    {
        **OUR_TEMPLATES[0],
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

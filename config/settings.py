"""Which settings does the site run with?

What differs between installations comes from `config.env`; what is written here is the same for all.
"""

from datetime import timedelta

import django_stubs_ext

from config import addresses, env

# Django's views, forms and fields may then be written with the types they hold.
django_stubs_ext.monkeypatch()

ENV = env.load()
BASE_DIR = env.ROOT
VAR_DIR = ENV.path("VAR_DIR")
SETTINGS_TABLE = env.VARIABLES  # what docs/reference/settings.md is made from

# Secrets and addresses

DEBUG = ENV.switch("DEBUG")
SECRET_KEY = ENV.secret("SECRET_KEY")
FIELD_ENCRYPTION_KEYS = ENV.keys("FIELD_ENCRYPTION_KEYS")
SITE_URL = ENV.url("SITE_URL").rstrip("/")
SOURCE_URL = ENV.text("SOURCE_URL")
HTTPS = ENV.switch("HTTPS")
ALLOWED_HOSTS = sorted({*ENV.list("ALLOWED_HOSTS"), addresses.host(SITE_URL)})

# What the site is made of

INSTALLED_APPS = [
    "dhr_cases",
    "funding",
    "learning",
    "governance",
    "workflows",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "simple_history",
    "viewflow.workflow",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dhr_cases.views.public_answers.WithoutCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.SessionLimit",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.keep_words.KeepWords",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "dhr_cases.views.gate.PolicyMiddleware",
    "workflows.busy.BusyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dhr_cases.views.site_context.site",
                "dhr_cases.views.case_frame.case_frame",
            ]
        },
    }
]
FORM_RENDERER = "dhr_cases.forms.renderer.GovukRenderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Where things are kept

DATABASES = {"default": addresses.database(ENV.url("DATABASE_URL"), folder=VAR_DIR)}
# Sign-in limits are counted here; every web process must see the same count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
MEDIA_ROOT = VAR_DIR / "media"  # never served by address: only a view that has asked who may read it
UPLOAD_LIMIT = ENV.number("UPLOAD_LIMIT_MB") * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # fields; files are measured against UPLOAD_LIMIT
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# Who is who

AUTH_USER_MODEL = "dhr_cases.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ANONYMOUS_USER_NAME = None  # no row stands for people who have not signed in
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_RAISE_403 = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "config.account_forms.ChangePassword",
    "reset_password_from_key": "config.account_forms.ResetPassword",
    "set_password": "config.account_forms.SetPassword",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator enters every address; nobody can sign up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {  # beside those of signing in; a whole room may sit behind one address
    "event_registration": "20/m/ip,300/d/ip",
    "event_feedback": "60/m/ip,1000/d/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.number("TRUSTED_PROXIES")
MFA_ADAPTER = "config.accounts.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # clocks of telephones may be half a minute wrong
MFA_TOTP_ISSUER = "Domestic Homicide Reviews"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False

# Sessions end; the browser keeps the cookie so that what a person typed can be given back to them

SESSION_COOKIE_AGE = ENV.number("SESSION_IDLE_MINUTES") * 60
SESSION_LIMIT = timedelta(hours=ENV.number("SESSION_LIMIT_HOURS"))
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# What the browser is told

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = ENV.number("HSTS_SECONDS") if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
}

# E-mail

globals().update(addresses.post(ENV.url("EMAIL_URL"), folder=VAR_DIR / "mail"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.text("EMAIL_FROM")

# The log names people by number only; requests are logged without their query

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "plain"}},
    "loggers": {name: {"level": "WARNING"} for name in ("pikepdf", "weasyprint", "fontTools")},  # they tell every step
    "root": {"handlers": ["stdout"], "level": ENV.text("LOG_LEVEL")},
}

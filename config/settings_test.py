"""Which settings does the test suite run with?

The real ones, with a folder and keys of their own, a fast hasher, and nothing that leaves the process.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

# Named here, made when something is put into it (see tests/template_database.py), removed at the end.
FOLDER = Path(tempfile.gettempdir(), f"dhr-tests-{secrets.token_hex(8)}")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ.update(
    VAR_DIR=str(FOLDER),
    SECRET_KEY="only-for-tests-" * 5,
    FIELD_ENCRYPTION_KEYS=Fernet.generate_key().decode(),
    SITE_URL="http://127.0.0.1:8000",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    HTTPS="off",
    DEBUG="off",
    LOG_LEVEL="WARNING",
    EMAIL_URL="file:",
)

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
if not ENV.url("DATABASE_URL"):
    DATABASES["default"]["NAME"] = ":memory:"
    # A file, as in a real installation, because several threads must meet at one database.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}

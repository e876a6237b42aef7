"""Do the settings keep the promises that everything else relies on?"""

from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.test import Client

from config import settings as real
from config.settings import BASE_DIR


def test_allows_no_script_or_style_within_a_page() -> None:
    directives = real.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {source for allowed in directives.values() for source in allowed}
    assert sources == {"'self'", "'none'"}
    assert directives["default-src"] == ["'self'"]


@pytest.mark.django_db
def test_tells_the_browser_so_on_every_page(client: Client) -> None:
    answer = client.get("/account/login/")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_takes_the_write_lock_at_the_start_of_an_sqlite_transaction() -> None:
    database = settings.DATABASES["default"]
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    assert not is_sqlite or database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_ends_sessions_by_idleness_and_by_age() -> None:
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) <= timedelta(minutes=30)
    assert settings.SESSION_SAVE_EVERY_REQUEST
    assert timedelta(hours=8) >= settings.SESSION_LIMIT


def test_has_no_row_that_stands_for_everybody() -> None:
    assert settings.ANONYMOUS_USER_NAME is None


def test_installs_the_flow_engine_without_its_pages() -> None:
    assert "viewflow.workflow" in settings.INSTALLED_APPS
    assert not {"viewflow", "django.contrib.admin"} & set(settings.INSTALLED_APPS)


def test_never_serves_uploaded_files_by_address() -> None:
    assert settings.MEDIA_URL in ("", "/")
    assert BASE_DIR / "static" not in settings.MEDIA_ROOT.parents


def test_seals_the_secret_behind_an_authenticator_app() -> None:
    adapter = get_adapter()
    sealed = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert adapter.decrypt(sealed) == "JBSWY3DPEHPK3PXP"

"""What does the site run with when an installation says this or that? The settings are worked out anew each time."""

import runpy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http.request import split_domain_port, validate_host

from config import addresses
from config.env import ROOT, BadSetting
from config.variables import VARIABLES


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The settings that follow from what is given, and from nothing else but the secrets."""
    for name in VARIABLES.keys() - {"SECRET_KEY", "FIELD_ENCRYPTION_KEYS"}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))

    def work_out(**given: str) -> dict[str, Any]:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return work_out


GUARDED = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS")


def test_guards_cookies_and_pages_unless_it_is_told_otherwise(worked_out: Any) -> None:
    """Told nothing, a site is reached over HTTPS only, for a year, and shows nobody its inside."""
    found = worked_out()
    assert {name: found[name] for name in GUARDED} == dict.fromkeys(GUARDED, True)
    assert (found["SECURE_HSTS_SECONDS"], found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"]) == (365 * 24 * 60 * 60, "https")
    assert (found["DEBUG"], found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]) == (False, False)
    assert (found["CSRF_COOKIE_HTTPONLY"], found["SESSION_COOKIE_SAMESITE"]) == (True, "Lax")
    assert (found["LOGGING"]["root"]["level"], found["SOURCE_URL"]) == ("INFO", "")


def test_lets_a_demonstration_be_reached_in_the_clear(worked_out: Any) -> None:
    """Then no browser is told to insist on HTTPS, whatever the number of seconds."""
    found = worked_out(HTTPS="off", HSTS_SECONDS="600")
    assert {name: found[name] for name in GUARDED} == dict.fromkeys(GUARDED, False)
    assert (found["SECURE_HSTS_SECONDS"], found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"]) == (0, "http")
    assert found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is True


@pytest.mark.parametrize(
    ("proxies", "header"),
    [("0", None), ("1", ("HTTP_X_FORWARDED_PROTO", "https")), ("10", ("HTTP_X_FORWARDED_PROTO", "https"))],
)
def test_believes_forwarded_words_only_behind_its_own_proxies(worked_out: Any, proxies: str, header: object) -> None:
    """Without one anybody could say that they came over HTTPS."""
    found = worked_out(TRUSTED_PROXIES=proxies)
    assert found["SECURE_PROXY_SSL_HEADER"] == header
    assert int(proxies) == found["ALLAUTH_TRUSTED_PROXY_COUNT"]


@pytest.mark.parametrize(
    ("site", "hosts", "allowed"),
    [
        ("https://reviews.example.org", "", ["reviews.example.org"]),
        ("https://Reviews.Example.org:8443/", "b.example.org, a.example.org",
         ["a.example.org", "b.example.org", "reviews.example.org"]),
        ("https://a.example.org", "a.example.org", ["a.example.org"]),
        ("http://[2001:db8::1]:8000", "", ["[2001:db8::1]"]),
    ],
)  # fmt: skip  # each site beside its hosts
def test_answers_to_the_host_of_its_own_address(worked_out: Any, site: str, hosts: str, allowed: list[str]) -> None:
    """Besides those it is told; the site's own may be left out of the list."""
    found = worked_out(SITE_URL=site, ALLOWED_HOSTS=hosts)
    assert found["ALLOWED_HOSTS"] == allowed
    assert site.rstrip("/") == found["SITE_URL"]
    assert [found["SITE_URL"]] == found["CSRF_TRUSTED_ORIGINS"]
    sent, _port = split_domain_port(site.partition("://")[2].rstrip("/").lower())
    assert validate_host(sent, found["ALLOWED_HOSTS"])


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://a.example.org/", "a.example.org"), ("http://A.example.org:80", "a.example.org"), ("", "localhost"),
     ("http://[::1]:8000", "[::1]"), ("http://[::1]", "[::1]")],
)  # fmt: skip  # each address beside its host
def test_names_a_host_as_browsers_send_it(url: str, host: str) -> None:
    assert addresses.host(url) == host


def test_measures_what_is_given_in_the_units_of_the_table(worked_out: Any) -> None:
    found = worked_out(SESSION_IDLE_MINUTES="7", SESSION_LIMIT_HOURS="3", UPLOAD_LIMIT_MB="2", HSTS_SECONDS="0")
    assert (found["SESSION_COOKIE_AGE"], found["SESSION_LIMIT"]) == (7 * 60, timedelta(hours=3))
    assert (found["UPLOAD_LIMIT"], found["SECURE_HSTS_SECONDS"]) == (2 * 1024 * 1024, 0)


def test_keeps_all_it_makes_in_one_folder(worked_out: Any, tmp_path: Path) -> None:
    """Which is the one to back up. What is uploaded is its owner's to read, and lies nowhere that is served."""
    found = worked_out()
    assert found["DATABASES"]["default"]["NAME"] == tmp_path / "db.sqlite3"
    assert (found["MEDIA_ROOT"], found["STATIC_ROOT"]) == (tmp_path / "media", tmp_path / "static")
    assert found["EMAIL_FILE_PATH"] == tmp_path / "mail"
    assert (found["FILE_UPLOAD_PERMISSIONS"], found["FILE_UPLOAD_DIRECTORY_PERMISSIONS"]) == (0o600, 0o700)


def test_sends_every_message_from_the_sender_it_is_told(worked_out: Any) -> None:
    found = worked_out(EMAIL_FROM="Reviews <reviews@example.org>", EMAIL_URL="smtps://post.example.org")
    assert found["DEFAULT_FROM_EMAIL"] == found["SERVER_EMAIL"] == "Reviews <reviews@example.org>"
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_SSL"]) == ("post.example.org", 465, True)


def test_reads_what_it_is_not_told_from_the_local_file(worked_out: Any, tmp_path: Path) -> None:
    """The process wins over the file, the file over the table."""
    (tmp_path / "local.env").write_text("LOG_LEVEL=ERROR\nSESSION_IDLE_MINUTES=5\n", encoding="utf-8")
    found = worked_out(LOG_LEVEL="DEBUG")
    assert (found["LOGGING"]["root"]["level"], found["SESSION_COOKIE_AGE"]) == ("DEBUG", 5 * 60)


@pytest.mark.parametrize(
    "given",
    [
        {"SECRET_KEY": ""}, {"SECRET_KEY": "k" * 49}, {"FIELD_ENCRYPTION_KEYS": "no key"}, {"SITE_URL": "reviews"},
        {"HTTPS": "maybe"}, {"DEBUG": ""}, {"DATABASE_URL": "postgresql://host"}, {"EMAIL_URL": ""},
        {"EMAIL_FROM": ""}, {"SESSION_IDLE_MINUTES": "0"}, {"SESSION_LIMIT_HOURS": "25"}, {"UPLOAD_LIMIT_MB": "501"},
        {"TRUSTED_PROXIES": "11"}, {"HSTS_SECONDS": "-1"}, {"LOG_LEVEL": "LOUD"}, {"VAR_DIR": " "},
    ],
    ids=lambda given: next(iter(given)),
)  # fmt: skip  # each bad value in one glance
def test_starts_with_no_value_that_cannot_be_used(worked_out: Any, given: dict[str, str]) -> None:
    """And names the variable at the beginning of its sentence."""
    with pytest.raises(BadSetting) as stopped:
        worked_out(**given)
    assert stopped.value.sentence.startswith(f"{next(iter(given))} is ")


def test_lets_nobody_be_remembered_or_sign_up(worked_out: Any) -> None:
    found = worked_out()
    assert (found["ACCOUNT_SESSION_REMEMBER"], found["SESSION_EXPIRE_AT_BROWSER_CLOSE"]) == (False, True)
    assert found["ACCOUNT_PREVENT_ENUMERATION"] is True
    lengths = [row["OPTIONS"]["min_length"] for row in found["AUTH_PASSWORD_VALIDATORS"] if "OPTIONS" in row]
    assert lengths == [12]


def test_asks_who_may_before_a_view_is_reached(worked_out: Any) -> None:
    """Who is signed in is known before words are kept, and these before somebody is sent to sign in."""
    order = worked_out()["MIDDLEWARE"]
    wanted = [
        "dhr_cases.views.public_answers.WithoutCookies",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "config.middleware.SessionLimit",
        "django.contrib.messages.middleware.MessageMiddleware",
        "config.keep_words.KeepWords",
        "django.contrib.auth.middleware.LoginRequiredMiddleware",
        "dhr_cases.views.gate.PolicyMiddleware",
    ]
    assert [name for name in order if name in wanted] == wanted

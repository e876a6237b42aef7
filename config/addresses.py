"""What do the database's and the post's addresses say, in Django's own terms?"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

# WAL lets people read while one writes; IMMEDIATE takes the write lock at the start of a transaction, so that
# two people at one task queue up instead of failing half way.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}

# Just-in-time compilation costs more than it saves on our short queries; a lock is waited for at most 5 s.
POSTGRESQL_OPTIONS = "-c jit=off -c lock_timeout=5s"

ROOT = Path(__file__).resolve().parent.parent

SMTP_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


def host(url: str) -> str:
    """The host of an address as browsers send it: in small letters, one of IPv6 in brackets."""
    name = urlsplit(url).hostname or "localhost"
    return f"[{name}]" if ":" in name else name


def database(url: str, *, folder: Path) -> dict[str, Any]:
    """Django's description of the database at `url`; SQLite in `folder` when it is empty.

    A relative SQLite file lies below the project's root, wherever a program is started.
    """
    if urlsplit(url).scheme == "sqlite":
        return sqlite(ROOT / unquote(urlsplit(url).path.removeprefix("/")))
    return postgresql(url) if url else sqlite(folder / "db.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Django's description of an SQLite file."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": SQLITE_OPTIONS}


def postgresql(url: str) -> dict[str, Any]:
    """Django's description of a PostgreSQL database; the query part may hold libpq's own options."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": POSTGRESQL_OPTIONS},
    }


def post(url: str, *, folder: Path) -> dict[str, Any]:
    """Django's e-mail settings for `url`; `file:` writes messages to `folder`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder,
        }
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return smtp(parts)


def smtp(parts: SplitResult) -> dict[str, Any]:
    """Django's e-mail settings for a server; the scheme says how the way to it is guarded."""
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or SMTP_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }

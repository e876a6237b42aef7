"""Does a bad setting stop the site with a sentence that helps?"""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config import addresses, local_file
from config.env import VARIABLES, BadSetting, Environment, read_local_file
from config.variables import Kind

FOLDER = Path("/srv/reviews")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("SESSION_IDLE_MINUTES", "0"),
        ("HTTPS", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("SITE_URL", "reviews.example.org"),
    ],
)
def test_names_the_variable_what_was_given_and_what_is_accepted(name: str, given: str) -> None:
    with pytest.raises(BadSetting) as stopped:
        read(Environment({name: given}), name)
    assert stopped.value.sentence == f"{name} is “{given}”, but must be {VARIABLES[name].accepted}."


def test_never_shows_a_secret() -> None:
    with pytest.raises(BadSetting) as stopped:
        Environment({"DATABASE_URL": "mysql://root:hunter2@host/name"}).url("DATABASE_URL")
    assert "hunter2" not in stopped.value.sentence


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_ENCRYPTION_KEYS"])
@pytest.mark.parametrize("values", [{}, {"SECRET_KEY": "", "FIELD_ENCRYPTION_KEYS": " "}])
def test_refuses_to_start_without_its_secrets(name: str, values: dict[str, str]) -> None:
    with pytest.raises(BadSetting, match=rf"^{name} is not set"):
        read(Environment(values), name)


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_accepts_its_own_defaults(name: str) -> None:
    row = VARIABLES[name]
    assert row.default is None or read(Environment({}), name) is not None
    assert row.meaning.endswith(".")


@pytest.mark.parametrize("line", ["SECRET_KEY", "COLOUR=blue"])
def test_names_the_line_of_a_local_file_that_says_nothing(tmp_path: Path, line: str) -> None:
    file = tmp_path / "local.env"
    file.write_text(f"# ours\nHTTPS=off\n{line}\n")
    with pytest.raises(BadSetting, match=r"^Line 3 of "):
        read_local_file(file)


def test_writes_secrets_once_and_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "var" / "local.env"
    local_file.ensure(file)
    first = read_local_file(file)
    local_file.ensure(file)
    assert read_local_file(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(Environment(first).text("SECRET_KEY")) >= 50
    assert [Fernet(key) for key in Environment(first).list("FIELD_ENCRYPTION_KEYS")]


def test_reads_every_part_of_a_postgresql_address() -> None:
    found = addresses.database("postgresql://ann:p%40ss@db.example.org:6432/reviews?sslmode=require", folder=FOLDER)
    assert [found[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ann",
        "p@ss",
        "db.example.org",
        "6432",
        "reviews",
    ]
    assert found["OPTIONS"] == {"sslmode": "require", "options": addresses.POSTGRESQL_OPTIONS}


def test_reaches_postgresql_by_a_socket() -> None:
    url = Environment({"DATABASE_URL": "postgresql://ann@/reviews?host=/run/postgresql"}).url("DATABASE_URL")
    assert addresses.database(url, folder=FOLDER)["HOST"] == "/run/postgresql"


def test_keeps_an_sqlite_file_in_the_installations_folder() -> None:
    found = addresses.database("", folder=FOLDER)
    assert found["NAME"] == FOLDER / "db.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("url", "port", "starts_tls", "is_tls"),
    [
        ("smtp://ann:p%40ss@post.example.org", 587, True, False),
        ("smtps://ann:p%40ss@post.example.org", 465, False, True),
        ("smtp+plain://ann:p%40ss@post.example.org:2525", 2525, False, False),
    ],
)
def test_sends_post_the_way_its_address_says(url: str, port: int, starts_tls: bool, is_tls: bool) -> None:
    found = addresses.post(url, folder=FOLDER)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starts_tls, is_tls)
    assert found["EMAIL_HOST_PASSWORD"] == "p@ss"


def read(environment: Environment, name: str) -> object:
    """The value, read the way its kind asks for."""
    readers = {
        Kind.TEXT: environment.text,
        Kind.RANDOM: environment.secret,
        Kind.KEYS: environment.keys,
        Kind.SWITCH: environment.switch,
        Kind.NUMBER: environment.number,
        Kind.LIST: environment.list,
        Kind.PATH: environment.path,
    }
    return readers.get(VARIABLES[name].kind, environment.url)(name)


def test_takes_an_sqlite_file_by_its_address(tmp_path: Path) -> None:
    """Four slashes name a file from the root, three one below the present folder."""
    url = Environment({"DATABASE_URL": f"sqlite:///{tmp_path}/reviews.sqlite3"}).url("DATABASE_URL")
    assert addresses.database(url, folder=Path("unused"))["NAME"] == tmp_path / "reviews.sqlite3"

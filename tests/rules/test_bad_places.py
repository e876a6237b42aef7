"""Is a place that leads nowhere stopped with a sentence: a folder, a file, a database, a site, a network address?"""

import errno
import itertools
import os
import socket
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config import addresses, local_file
from config.env import ROOT, BadSetting, Environment, read_local_file
from config.serve import at, hindrance_at, web
from config.variables import VARIABLES, Kind, Variable

FOLDER = Path("/srv/reviews")
SITE = VARIABLES["SITE_URL"].accepted
DATABASE = VARIABLES["DATABASE_URL"].accepted


@pytest.fixture
def no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that gives no secret, as on a first start."""
    for name in ("SECRET_KEY", "FIELD_ENCRYPTION_KEYS"):
        monkeypatch.delenv(name, raising=False)


def stopped(name: str, given: str) -> str:
    """The sentence with which a variable's value stops the program."""
    read = {Kind.DATABASE: "url", Kind.SITE: "url", Kind.PATH: "path", Kind.TEXT: "text", Kind.POST: "url"}
    with pytest.raises(BadSetting) as refusal:
        getattr(Environment({name: given}), read[VARIABLES[name].kind])(name)
    return refusal.value.sentence


@pytest.mark.parametrize("folder", ["~nobody-lives-here", "~nobody-lives-here/reviews"])
def test_refuses_a_folder_in_the_home_of_nobody(folder: str) -> None:
    assert stopped("VAR_DIR", folder) == f"VAR_DIR is “{folder}”, but must be a folder, absolute or below the project."


@pytest.mark.parametrize("name", ["LISTEN", "EMAIL_FROM"])
@pytest.mark.parametrize("given", ["", "   "])
def test_takes_no_emptied_text_for_one_that_has_a_default(name: str, given: str) -> None:
    """An empty address to listen on would open the site to the whole network."""
    assert stopped(name, given) == f"{name} is “”, but must be a text such as {VARIABLES[name].default}."


def test_takes_an_emptied_text_whose_default_is_empty() -> None:
    assert Environment({"SOURCE_URL": " "}).text("SOURCE_URL") == ""


def test_takes_no_host_names_at_all_for_those_of_the_site_alone() -> None:
    assert Environment({"ALLOWED_HOSTS": ""}).list("ALLOWED_HOSTS") == ()


@pytest.mark.parametrize(
    "given",
    [
        "https://reviews.example.org/dhr",
        "https://reviews.example.org/?a=b",
        "https://reviews.example.org?a=b",
        "https://reviews.example.org/#top",
        "https://ann@reviews.example.org",
        "https://ann:secret@reviews.example.org",
        "https://reviews example.org",
    ],
)
def test_refuses_a_site_that_lies_beside_its_host(given: str) -> None:
    """Every link of a letter or an e-mail is this address with the page behind it."""
    assert stopped("SITE_URL", given) == f"SITE_URL is “{given}”, but must be {SITE}."


@pytest.mark.parametrize("given", ["https://reviews.example.org", "https://reviews.example.org/", "http://[::1]:8000"])
def test_takes_a_site_with_or_without_a_last_stroke(given: str) -> None:
    assert Environment({"SITE_URL": given}).url("SITE_URL") == given


@pytest.mark.parametrize(
    "given", ["postgresql://db.example.org", "postgres://ann:secret@db.example.org/", "postgresql://?host=/run/pg"]
)
def test_refuses_a_server_without_the_name_of_a_database(given: str) -> None:
    """The password in it is not repeated."""
    assert stopped("DATABASE_URL", given) == f"DATABASE_URL is a value that is kept secret, but must be {DATABASE}."


@pytest.mark.parametrize("given", ["sqlite:reviews.sqlite3", "sqlite:///reviews.sqlite3"])
def test_looks_for_a_relative_database_below_the_project(given: str, tmp_path: Path) -> None:
    """Wherever the program was started: two places would be two databases."""
    taken = Environment({"DATABASE_URL": given}).url("DATABASE_URL")
    start = Path.cwd()
    os.chdir(tmp_path)
    try:
        assert addresses.database(taken, folder=FOLDER)["NAME"] == ROOT / "reviews.sqlite3"
    finally:
        os.chdir(start)


@pytest.mark.parametrize("scheme", ["sqlite", "SQLite", "SQLITE"])
def test_reads_the_scheme_of_a_database_in_any_case(scheme: str) -> None:
    taken = Environment({"DATABASE_URL": f"{scheme}:////srv/a%20b.sqlite3"}).url("DATABASE_URL")
    found = addresses.database(taken, folder=FOLDER)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", Path("/srv/a b.sqlite3"))


def test_waits_for_a_lock_of_sqlite_and_lets_others_read() -> None:
    options = addresses.database("", folder=FOLDER)["OPTIONS"]
    assert options["timeout"] == 20
    assert {"PRAGMA journal_mode=WAL", "PRAGMA foreign_keys=ON"} <= {
        part.strip() for part in options["init_command"].split(";")
    }


def test_never_lets_an_address_change_how_long_a_lock_is_waited_for() -> None:
    found = addresses.database("postgresql://db/reviews?options=-c%20lock_timeout%3D0&sslmode=require", folder=FOLDER)
    assert found["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off -c lock_timeout=5s"}


@pytest.mark.parametrize(
    ("url", "port"), [("SMTP://post.example.org", 587), ("Smtps://post.example.org", 465), ("smtp://h:25", 25)]
)
def test_reads_the_scheme_of_the_post_in_any_case(url: str, port: int) -> None:
    found = addresses.post(url, folder=FOLDER)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (port, not url.startswith("Smtps"))


def test_reads_a_local_file_with_a_mark_before_its_first_line(tmp_path: Path) -> None:
    """As some editors write it."""
    file = tmp_path / "local.env"
    file.write_bytes(b"\xef\xbb\xbfHTTPS=off\r\nEMAIL_FROM=R\xc3\xa9views <a@example.org>\r\n")
    assert read_local_file(file) == {"HTTPS": "off", "EMAIL_FROM": "Réviews <a@example.org>"}


@pytest.mark.parametrize("content", [b"EMAIL_FROM=R\xe9views", b"\xff\xfeH\x00"])
def test_names_a_local_file_that_is_no_text(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "local.env"
    file.write_bytes(content)
    with pytest.raises(BadSetting) as refusal:
        read_local_file(file)
    assert refusal.value.sentence == f"{file} cannot be read: it must be a text in UTF-8 that this account may open."


def test_names_a_local_file_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="cannot be read"):
        read_local_file(tmp_path)


def test_takes_the_last_of_two_lines_and_what_stands_behind_the_first_equals_sign(tmp_path: Path) -> None:
    file = tmp_path / "local.env"
    file.write_text("PORT=1\nPORT = 2\nSECRET_KEY=a=b=\nLISTEN=\n")
    assert read_local_file(file) == {"PORT": "2", "SECRET_KEY": "a=b=", "LISTEN": ""}


@pytest.mark.parametrize("line", ["port=8000", "export PORT=8000", "=8000", "PORT: 8000", "PORT 8000"])
def test_says_which_line_names_nothing_the_project_knows(tmp_path: Path, line: str) -> None:
    file = tmp_path / "local.env"
    file.write_text(f"HTTPS=on\n\n{line}\n")
    with pytest.raises(BadSetting) as refusal:
        read_local_file(file)
    assert refusal.value.sentence == f"Line 3 of {file} must be NAME=value with a NAME this project knows."


@pytest.mark.usefixtures("no_secrets")
def test_says_that_the_folder_cannot_be_written_to(tmp_path: Path) -> None:
    """VAR_DIR names a file."""
    (tmp_path / "var").write_text("")
    with pytest.raises(BadSetting) as refusal:
        local_file.ensure(tmp_path / "var" / "local.env")
    assert refusal.value.sentence.endswith("VAR_DIR must be a folder this account may write to.")


@pytest.mark.usefixtures("no_secrets")
def test_keeps_folder_and_file_of_the_secrets_to_their_owner(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "var" / "local.env"
    local_file.ensure(file)
    written = read_local_file(file)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert written.keys() == {"SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "HTTPS", "DEMO"}
    (key,) = Environment(written).keys("FIELD_ENCRYPTION_KEYS")
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"sealed")) == b"sealed"
    assert len(Environment(written).secret("SECRET_KEY")) >= 50
    assert (Environment(written).switch("HTTPS"), Environment(written).switch("DEMO")) == (False, True)


@pytest.mark.usefixtures("no_secrets")
def test_writes_other_secrets_for_every_installation(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "local.env", tmp_path / "b" / "local.env"
    for file in (first, second):
        local_file.ensure(file)
    one, other = read_local_file(first), read_local_file(second)
    assert one["SECRET_KEY"] != other["SECRET_KEY"]
    assert one["FIELD_ENCRYPTION_KEYS"] != other["FIELD_ENCRYPTION_KEYS"]


@pytest.mark.parametrize(
    ("given", "is_written"), [(("SECRET_KEY", "FIELD_ENCRYPTION_KEYS"), False), (("SECRET_KEY",), True)]
)
@pytest.mark.usefixtures("no_secrets")
def test_writes_no_secrets_where_the_environment_gives_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], is_written: bool
) -> None:
    for name in given:
        monkeypatch.setenv(name, "given")
    local_file.ensure(tmp_path / "local.env")
    assert (tmp_path / "local.env").exists() is is_written


@pytest.mark.parametrize(
    ("host", "words"), [("127.0.0.1", "127.0.0.1:8000"), ("::1", "[::1]:8000"), ("reviews.local", "reviews.local:8000")]
)
def test_writes_an_address_of_ipv6_in_brackets(host: str, words: str) -> None:
    """Otherwise its own colons would be taken for the port's."""
    assert at(host, 8000) == words


@pytest.mark.parametrize(("host", "bound"), [("::1", "[::1]:8123"), ("0.0.0.0", "0.0.0.0:8123")])  # noqa: S104
def test_binds_the_web_server_where_it_is_told_to_listen(host: str, bound: str) -> None:
    command = web(Environment({"LISTEN": host, "PORT": "8123", "WEB_WORKERS": "3", "WEB_THREADS": "5"})).command
    after = dict(itertools.pairwise(command))
    assert (after["--bind"], after["--workers"], after["--threads"]) == (bound, "3", "5")


def test_says_why_it_cannot_listen_at_the_address_of_another_machine() -> None:
    """192.0.2.1 is kept for examples and never ours."""
    assert hindrance_at("192.0.2.1", 8000) == (
        f"The site cannot listen on 192.0.2.1:8000 ({os.strerror(errno.EADDRNOTAVAIL)}): choose another LISTEN or PORT."
    )


def test_says_of_a_taken_port_which_other_to_choose() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        taken = f"Port {port} is taken by another program: stop that, or choose another: PORT={port + 1} make run"
        assert hindrance_at("127.0.0.1", port) == taken
    assert hindrance_at("127.0.0.1", port) == ""


def test_says_in_the_table_what_each_kind_accepts() -> None:
    """The words end a sentence that begins with the variable's name."""
    assert Variable("A", Kind.TEXT, "", "It.").accepted == "any text"
    assert Variable("A", Kind.TEXT, "x", "It.").accepted == "a text such as x"
    assert Variable("A", Kind.TEXT, "x", "It.", choices=("x", "y")).accepted == "one of x, y"
    assert Variable("A", Kind.NUMBER, "2", "It.", least=1, most=3).accepted == "a whole number from 1 to 3"
    assert Variable("A", Kind.SWITCH, "on", "It.").accepted == "on or off"

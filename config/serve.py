"""How do web server and worker run as one, and stop as one?"""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

from config import env
from dhr_cases.papers.writing import pango

STARTS_IN = 60.0  # seconds the web server may take before it answers
STOPS_IN = 15.0  # seconds a program gets to finish what it is doing
PAUSE = 0.3  # seconds between two looks at the programs
RESTARTS = 3  # times a program may be started again ...
WITHIN = 60.0  # ... in so many seconds


@dataclass
class Program:
    """One program that the parent keeps: its command, whether it may be started again, its latest starts."""

    name: str
    command: tuple[str, ...]
    is_restarted: bool = False
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it below this process."""
        self.process = subprocess.Popen(self.command, cwd=env.ROOT)
        self.starts.append(time.monotonic())

    @property
    def is_running(self) -> bool:
        """Whether it has been started and not ended."""
        return self.process is not None and self.process.poll() is None

    @property
    def may_restart(self) -> bool:
        """Whether it may be started again and has not failed too often of late."""
        recent = [moment for moment in self.starts if time.monotonic() - moment < WITHIN]
        return self.is_restarted and len(recent) <= RESTARTS

    def stop(self) -> None:
        """Ask it to end, then make it."""
        if self.process is None:
            return
        if self.is_running:
            self.process.terminate()
        try:
            self.process.wait(STOPS_IN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Starts programs, looks after them, and stops all when one is lost or someone asks."""

    def __init__(self, *programs: Program) -> None:
        self.programs = programs
        self.stopping = Event()

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """What Ctrl-C and an end signal do."""
        self.stopping.set()

    def start(self) -> None:
        """Start every program."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        for program in self.programs:
            program.start()

    def watch(self) -> int:
        """Look after the programs until asked to stop (0) or until one is lost (1)."""
        while not self.stopping.wait(PAUSE):
            for program in self.programs:
                if not program.is_running and not self.revive(program):
                    return 1
        return 0

    def revive(self, program: Program) -> bool:
        """Start a lost program again where that may help; else say that it is lost."""
        code = program.process.returncode if program.process else None
        if not program.may_restart:
            print(f"The {program.name} ended (code {code}). Its last lines above say why.", flush=True)
            return False
        print(f"The {program.name} ended (code {code}) and is started again.", flush=True)
        program.start()
        return True

    def stop(self) -> None:
        """Stop every program."""
        for program in self.programs:
            if program.is_running and program.process is not None:
                program.process.terminate()
        for program in self.programs:
            program.stop()


def is_free(host: str, port: int) -> bool:
    """Whether a server may listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True


def at(host: str, port: int) -> str:
    """Host and port as addresses write them: one of IPv6 in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def answers(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def web(settings: env.Environment) -> Program:
    """The web server."""
    command = (
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--bind", at(settings.text("LISTEN"), settings.number("PORT"))),
        *("--workers", str(settings.number("WEB_WORKERS"))),
        *("--threads", str(settings.number("WEB_THREADS"))),
        *("--preload", "--no-control-socket", "--log-level", "warning"),
        *("--graceful-timeout", "10", "--timeout", "60"),
    )
    return Program("web server", command)


def worker() -> Program:
    """The loop that sends what is queued and sweeps at night."""
    return Program("worker", (sys.executable, "manage.py", "work"), is_restarted=True)


def wait_until_up(supervisor: Supervisor, host: str, port: int) -> bool:
    """Whether the web server came to answer before it ended, the time ran out or someone asked to stop."""
    deadline = time.monotonic() + STARTS_IN
    while time.monotonic() < deadline and supervisor.programs[0].is_running:
        if answers(host, port):
            return True
        if supervisor.stopping.wait(PAUSE):
            return False
    return False


def welcome(host: str, port: int, *, is_demonstration: bool) -> None:
    """Say where the site is, who can sign in to a demonstration, what this machine cannot do, and how to stop."""
    if is_demonstration:
        subprocess.run((sys.executable, "manage.py", "demo", "--sign-ins"), cwd=env.ROOT, check=False)
    if pango.hindrance():
        print(f"\n{pango.hindrance()}")
    print(f"\nThe site is ready at http://{at(host, port)}/ (Ctrl-C stops it)\n", flush=True)


def hindrance_at(host: str, port: int) -> str:
    """Why nothing can be served there and what to do about it, "" when nothing stands in the way."""
    try:
        if is_free(host, port):
            return ""
    except OSError as error:
        return f"The site cannot listen on {at(host, port)} ({error.strerror}): choose another LISTEN or PORT."
    return f"Port {port} is taken by another program: stop that, or choose another: PORT={port + 1} make run"


def main() -> int:
    """Serve until asked to stop; the exit code."""
    settings = env.load()
    host, port = settings.text("LISTEN"), settings.number("PORT")
    hindrance = hindrance_at(host, port)
    if hindrance:
        print(hindrance)
        return 1
    os.umask(0o077)  # what the site writes is its owner's to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    supervisor = Supervisor(web(settings), worker())
    try:
        supervisor.start()
        if wait_until_up(supervisor, host, port):
            welcome(host, port, is_demonstration=settings.switch("DEMO"))
        return supervisor.watch()
    finally:
        supervisor.stop()
        print("Stopped.", flush=True)


if __name__ == "__main__":
    sys.exit(main())

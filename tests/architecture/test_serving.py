"""Do web server and worker live and end together?"""

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from config.serve import RESTARTS, Program, Supervisor, answers, is_free

SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")
ENDS = (sys.executable, "-c", "raise SystemExit(3)")


@contextmanager
def watched(*programs: Program) -> Iterator[Supervisor]:
    """The programs, started, and stopped whatever happens."""
    supervisor = Supervisor(*programs)
    for program in programs:
        program.start()
    try:
        yield supervisor
    finally:
        supervisor.stop()


def test_stops_everything_when_the_web_server_ends() -> None:
    web, worker = Program("web server", ENDS), Program("worker", SLEEPS, is_restarted=True)
    with watched(web, worker) as supervisor:
        assert supervisor.watch() == 1
    assert not worker.is_running


def test_starts_a_lost_worker_again() -> None:
    worker = Program("worker", SLEEPS, is_restarted=True)
    with watched(worker) as supervisor:
        assert worker.process is not None
        worker.process.kill()
        worker.process.wait()
        assert supervisor.revive(worker)
        assert worker.is_running


def test_gives_up_on_a_worker_that_keeps_failing() -> None:
    worker = Program("worker", ENDS, is_restarted=True)
    with watched(worker) as supervisor:
        assert supervisor.watch() == 1
    assert len(worker.starts) == RESTARTS + 1


def test_ends_well_when_asked_to_stop() -> None:
    worker = Program("worker", SLEEPS)
    with watched(worker) as supervisor:
        supervisor.ask_to_stop(15, None)
        assert supervisor.watch() == 0
    assert not worker.is_running


def test_sees_that_a_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert answers("127.0.0.1", port)
        assert not is_free("127.0.0.1", port)
    deadline = time.monotonic() + 5
    while not is_free("127.0.0.1", port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert is_free("127.0.0.1", port)

"""What runs beside the web server? One process that sends messages and sweeps once a day, until it is stopped."""

import datetime
import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

from django.db import DatabaseError, close_old_connections

from workflows.messages import queue_digests, send_waiting
from workflows.sweep import sweep_once_a_day

log = logging.getLogger(__name__)

PAUSE_SECONDS = 20


def one_round(now: datetime.datetime | None = None) -> None:
    """Do everything that is due now."""
    sweep_once_a_day()
    queue_digests(now)
    send_waiting(now)


@dataclass
class Worker:
    """Rounds with a pause between them; a stop asked for ends it after the round in progress."""

    work: Callable[[], None] = one_round
    pause: float = PAUSE_SECONDS
    stopped: Event = field(default_factory=Event)

    def listen(self) -> None:
        """Stop on the signals by which a process is asked to end."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)

    def run(self) -> None:
        """Round after round until stopped; a database that is busy or away is tried again."""
        while not self.stopped.is_set():
            close_old_connections()
            try:
                self.work()
            except DatabaseError:
                log.exception("This round of work failed; the next one tries again")
            self.stopped.wait(self.pause)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopped.set()

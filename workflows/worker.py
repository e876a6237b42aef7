"""What runs beside the web server? One process that makes papers, sends messages and sweeps once a day."""

import datetime
import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from types import FrameType

from django.db import DatabaseError, close_old_connections
from viewflow.workflow.exceptions import FlowLockFailed

from workflows.event_post import send_event_messages
from workflows.faults import alone
from workflows.messages import queue_digests, send_waiting
from workflows.pack_work import make_packs
from workflows.paper_work import make_papers
from workflows.sweep import sweep_once_a_day

log = logging.getLogger(__name__)

PAUSE_SECONDS = 20
LOOK_SECONDS = 2
"""How often a paper that somebody waits for is looked for between two rounds: one small query each time."""


def one_round(now: datetime.datetime | None = None) -> None:
    """Do everything that is due now. A duty that fails holds up none of the others."""
    make_what_waits()
    alone("sweep", sweep_once_a_day)
    alone("daily messages", partial(queue_digests, now))
    alone("messages", partial(send_waiting, now))
    alone("messages about events", partial(send_event_messages, now))


def make_what_waits() -> None:
    """Make papers and packs that somebody waits for."""
    alone("papers", make_papers)
    alone("packs", make_packs)


@dataclass
class Worker:
    """Rounds with a pause between them; a stop asked for ends it after the round in progress."""

    work: Callable[[], None] = one_round
    pause: float = PAUSE_SECONDS
    between: Callable[[], object] = make_what_waits
    stopped: Event = field(default_factory=Event)

    def listen(self) -> None:
        """Stop on the signals by which a process is asked to end."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)

    def run(self) -> None:
        """Round after round until stopped; a database that is busy or away is tried again."""
        while not self.stopped.is_set():
            self._try(self.work)
            self._pause()

    def _pause(self) -> None:
        """Wait for the next round and look for papers meanwhile; a stop asked for ends the wait at once."""
        until = time.monotonic() + self.pause
        while (left := until - time.monotonic()) > 0 and not self.stopped.wait(min(left, LOOK_SECONDS)):
            self._try(self.between)

    def _try(self, work: Callable[[], object]) -> None:
        close_old_connections()
        try:
            work()
        except (DatabaseError, FlowLockFailed):
            log.exception("This round of work failed; the next one tries again")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopped.set()

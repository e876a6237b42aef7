"""How is one thing timed? Warmed up first; medians of many rounds, and the statements counted apart from the time."""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

WARM_UP = 2
"""Rounds before the clock counts: templates, query plans and caches are then as in a running site."""

FEWEST, LONGEST = 5, 6.0
"""A thing measured by repeating it is not repeated longer than so many seconds once it has had the fewest rounds."""

ONLY_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
"""Statements that open and close transactions; they are not counted as queries."""

Act = Callable[[], object]


@dataclass(frozen=True)
class Taken:
    """Milliseconds of one round: by the clock on the wall, and of work by this process, which others do not disturb."""

    elapsed: float
    cpu: float


@dataclass
class Figure:
    """One line of a table. Times in milliseconds, ``cpu`` of this process alone; size in bytes; None: not measured."""

    group: str
    label: str
    median: float
    p95: float
    cpu: float
    rounds: int
    queries: int | None = None
    few_queries: int | None = None
    size: int | None = None
    bound: float | None = None
    failures: int = 0

    @property
    def ratio(self) -> float | None:
        """How many times the bare SQL it takes."""
        return self.median / self.bound if self.bound else None

    def as_json(self) -> dict[str, Any]:
        """The line as plain values, the ratio with it."""
        return {**asdict(self), "ratio": self.ratio}


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent inside the block, those left out that only open or close a transaction."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.startswith(ONLY_TRANSACTIONS):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def queries_of(act: Act) -> int:
    """The number of statements of one round, after one that fills the caches."""
    act()
    with counted() as seen:
        act()
    return len(seen)


def timed(acts: Iterable[Act]) -> list[Taken]:
    """What each act takes, the warm-up left out."""
    taken = []
    for act in acts:
        began, worked = time.perf_counter(), time.process_time()
        act()
        taken.append(Taken((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000))
    return taken[WARM_UP:]


def repeated(act: Act, rounds: int) -> list[Taken]:
    """What the same act takes in each round; fewer rounds of one that takes long."""
    began = time.perf_counter()

    def again() -> Iterator[Act]:
        for number in range(rounds + WARM_UP):
            if number >= FEWEST + WARM_UP and time.perf_counter() - began > LONGEST:
                return
            yield act

    return timed(again())


def median(taken: list[Taken]) -> float:
    """The time of the middle round."""
    return statistics.median(round_.elapsed for round_ in taken)


def p95(taken: list[Taken]) -> float:
    """The time that nineteen rounds of twenty do not exceed."""
    return statistics.quantiles([round_.elapsed for round_ in taken], n=20, method="inclusive")[-1]


def figure_of(group: str, label: str, taken: list[Taken], **more: Any) -> Figure:
    """A line of a table from the rounds timed."""
    cpu = statistics.median(round_.cpu for round_ in taken)
    return Figure(group=group, label=label, median=median(taken), p95=p95(taken), cpu=cpu, rounds=len(taken), **more)

"""How is the address of a report filled? With the reports of the stage's share, and with what is none."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from governance.papers.report_kinds import ReportKind
from tests.access.world import World

if TYPE_CHECKING:
    from tests.access.addresses import Probe

NO_SUCH_WORD = "no-such-thing"


def report(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The reports, dealt out over the stages of the matrix, and none."""
    kinds = list(ReportKind)
    for kind in world.dealt(kinds) if probe.fits else kinds[:1]:
        yield probe.filled("report", kind.value)
    yield probe.filled("report", NO_SUCH_WORD, fits=False)

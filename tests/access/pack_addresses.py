"""How are addresses of seminar packs filled? Each cast has a pack on its event, with one file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dhr_cases.models.history import change
from learning.models import Event, PackFile, SeminarPack
from tests.conftest import Cast
from tests.packs import small_edition

if TYPE_CHECKING:
    from tests.access.addresses import Probe
    from tests.access.world import World

NO_SUCH_ID = 987654


def furnish_packs(cast: Cast, event: Event) -> None:
    """A pack with one edition."""
    with change("Furnished", cast.coordinator):
        pack = SeminarPack.objects.create(event=event)
    small_edition(pack, cast.coordinator)


def pack_file_id(world: "World", probe: "Probe") -> "Iterator[Probe]":
    """A file of each partnership's pack, and none."""
    for owner in (world.cast.partnership, world.far_cast.partnership):
        row = PackFile.objects.filter(edition__pack__event__partnership=owner).earliest("pk")
        yield probe.filled("pack_file_id", row.pk, row.edition.pack.event == probe.about["event"])
    yield probe.filled("pack_file_id", NO_SUCH_ID, fits=False)

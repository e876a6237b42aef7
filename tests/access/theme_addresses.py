"""How are addresses of themes and coding filled: of the own partnership, of another, of none?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dhr_cases.models import PublicRecord
from learning.models import Theme
from tests.access.learning_addresses import NO_SUCH_ID, NO_SUCH_WORD, owners
from tests.access.world import World

if TYPE_CHECKING:
    from tests.access.addresses import Probe


def theme_id(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A theme of each partnership, and none."""
    for owner in owners(world):
        row = Theme.objects.filter(theme_set__partnership=owner).earliest("pk")
        yield probe.filled("theme_id", row.pk, owner == probe.about["partnership"])
    yield probe.filled("theme_id", NO_SUCH_ID, fits=False)


def review(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A published review of each partnership, and none."""
    for owner in owners(world):
        row = PublicRecord.objects.filter(partnership=owner).earliest("pk")
        yield probe.filled("review", row.slug, owner == probe.about["partnership"])
    yield probe.filled("review", NO_SUCH_WORD, fits=False)

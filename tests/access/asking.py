"""Who of the cast is asked which filled address, at which stage?"""

from dataclasses import dataclass

from tests.access.addresses import Address, Probe, addresses, probes
from tests.access.world import STAGES, Which, World

HANDS = 3
"""Among so many groups of people the further ways of asking for what is not there are dealt out."""


@dataclass(frozen=True)
class Asked:
    """One question of the matrix. ``hand`` names the group of people it is asked of, None for all of them."""

    address: Address
    path: str
    probe: Probe
    is_for_everybody: bool
    hand: int | None

    def is_asked_of(self, number: int) -> bool:
        """True when the person of this number is asked."""
        return self.hand is None or number % HANDS == self.hand


def asked(world: World) -> list[Asked]:
    """What is asked at the world's stage.

    What fits the cast's own case is asked at every stage of those with a part on it. What no stage can change is
    dealt out over the stages and so asked of everybody once. Of the many ways to ask an address for what is not
    there, the first for each case is asked of everybody, the others are dealt out over the people.
    """
    everything = [(address, *filled) for address in addresses() for filled in probes(world, address)]
    met: set[tuple[str, Which | None]] = set()
    found: list[Asked] = []
    for number, (address, path, probe) in enumerate(everything):
        is_dealt, place = number % len(STAGES) == world.share, (address.route, probe.which)
        if is_dealt or (probe.which is Which.OWN and probe.fits):
            hand = number % HANDS if _is_nowhere(probe) and place in met else None
            found.append(Asked(address, path, probe, is_dealt, hand))
            met.add(place)
    return found


def _is_nowhere(probe: Probe) -> bool:
    """True when nobody of the cast may find anything there."""
    return not probe.fits or probe.which in (Which.FAR, Which.NOWHERE)

"""Who of the cast is asked which filled address, at which stage?"""

from dataclasses import dataclass

from tests.access.addresses import Address, Probe, addresses, probes
from tests.access.world import STAGES, Which, World

HANDS = 3
"""Among so many groups of people the ways of asking for what is not there are dealt out."""


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
    dealt out over the stages and so asked of everybody once. What is not there is asked of every third person: all
    ways to ask an address for it of the same people, so that their answers can be compared.
    """
    everything = [(address, *filled) for address in addresses() for filled in probes(world, address)]
    routes = {route: number for number, route in enumerate(dict.fromkeys(row[0].route for row in everything))}
    found: list[Asked] = []
    for number, (address, path, probe) in enumerate(everything):
        is_dealt = number % len(STAGES) == world.share
        if is_dealt or (probe.which is Which.OWN and probe.fits):
            hand = (routes[address.route] + world.share) % HANDS if _is_nowhere(probe) else None
            found.append(Asked(address, path, probe, is_dealt, hand))
    return found


def _is_nowhere(probe: Probe) -> bool:
    """True when nobody of the cast may find anything there."""
    return not probe.fits or probe.which in (Which.FAR, Which.NOWHERE)

"""How are the addresses of actions filled, and to whom do they answer?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dhr_cases.models import Action
from dhr_cases.policies.action_life import ANSWERED_STAGES
from dhr_cases.roles import ROLES, SitePermission
from tests.access.action_world import PLACE
from tests.access.world import Which, World, team_roles_of

if TYPE_CHECKING:
    from tests.access.addresses import Address, Probe

NO_SUCH_ID = 987654


def action_id(world: World, probe: "Probe") -> "Iterator[Probe]":
    """An action of the case in the address, or of every case where it names none, and what is not there."""
    for which, case in world.cases.items():
        row = Action.objects.filter(recommendation__case=case, recommendation__position=PLACE).first()
        if row is not None:
            fits = probe.which in (None, which)
            yield probe.filled("action_id", row.pk, fits, which if probe.which is None else None, row)
    yield probe.filled("action_id", NO_SUCH_ID, fits=False)


def evidence_id(world: World, probe: "Probe") -> "Iterator[Probe]":
    """Nothing was shown yet in this world; who opens what was is asked in tests of its own."""
    yield probe.filled("evidence_id", NO_SUCH_ID, fits=False)


def owners_page(address: "Address", probe: "Probe", part: str, world: World) -> frozenset[int]:
    """An owner's person opens the actions of its body in its partnership once the report is cleared."""
    answers = any(SitePermission.ANSWER_ACTIONS in ROLES[role].on_site for role in team_roles_of(part))
    is_home = probe.which in (Which.OWN, Which.OTHER)
    is_theirs = answers and is_home and world.stage in ANSWERED_STAGES
    return frozenset({200 if is_theirs and probe.fits else 404})

"""What must an address of money answer to a member of the cast? Worked out from the tables of roles and acts alone.

Money that is not yours is not there: 404, never 403. An act on money you do see but may not do is refused, saying
whose it is.
"""

from typing import TYPE_CHECKING

from dhr_cases.roles import ROLES, SitePermission
from funding.verbs import VERBS, FundingVerb
from tests.access import meeting_addresses
from tests.access.learning_addresses import special
from tests.access.money_addresses import form_of
from tests.access.world import World, team_roles_of

if TYPE_CHECKING:
    from tests.access.addresses import Address, Probe

Answer = frozenset[int]
SHOWN: Answer = frozenset({200, 409})
"""A paper that cannot be written yet says so with 409."""
SHOWN_OR_LED_ON: Answer = frozenset({200, 302, 409})
HIDDEN: Answer = frozenset({404})
REFUSED: Answer = frozenset({403})
LEADS_ON: Answer = frozenset({302})
ANSWERS_FOR = "police"
"""The body for which the cast's funding contact answers."""


def holds(part: str, permission: SitePermission | None) -> bool:
    """True when a standing team of the person carries the permission."""
    return any(permission in ROLES[role].on_site for role in team_roles_of(part))


def funding(address: "Address", probe: "Probe", part: str, world: World) -> Answer:
    """A page of a partnership's money: there only for those who hold its permission in that partnership."""
    rule = address.rule
    if rule is None or not holds(part, rule.permission) or not is_home(probe, world):
        return HIDDEN
    if "act" in probe.arguments:
        return _act(probe, part)
    return SHOWN if probe.fits else HIDDEN


def team(address: "Address", probe: "Probe", part: str, world: World) -> Answer:
    """A page of a partnership's team: there only for those who hold its permission in that partnership."""
    permission = address.rule.permission if address.rule else None
    if not holds(part, permission) or not is_home(probe, world):
        return HIDDEN
    judge = meeting_addresses.special if "governance_verb" in probe.arguments else special
    is_shown, is_refused = judge(address, probe, frozenset(row for row in SitePermission if holds(part, row)))
    return REFUSED if is_refused else SHOWN if is_shown else HIDDEN


def is_home(probe: "Probe", world: World) -> bool:
    """True when the address names the cast's own partnership."""
    return bool(probe.arguments["partnership"] == world.cast.partnership.code)


def _act(probe: "Probe", part: str) -> Answer:
    """Who may is asked before which row, so that a refusal says nothing of rows."""
    form = form_of(probe.arguments["act"])
    if form is None or probe.arguments["year"] == "2026-28":
        return HIDDEN
    if not holds(part, VERBS[FundingVerb(probe.arguments["act"])].permission):
        return REFUSED
    has_its_row = form.needs_subject == ("row_id" in probe.arguments)
    return SHOWN if probe.fits and has_its_row else HIDDEN


def funding_partner(address: "Address", probe: "Probe", part: str, world: World) -> Answer:
    """A page of one body's own contributions: there only for the person who answers for it in that partnership."""
    is_theirs = holds(part, SitePermission.ANSWER_FUNDING) and is_home(probe, world)
    is_own_body = probe.arguments["body"] == getattr(world.cast, ANSWERS_FOR).code
    return SHOWN_OR_LED_ON if is_theirs and is_own_body and probe.fits else HIDDEN


def leads_on(address: "Address", part: str) -> bool:
    """True where a page only leads on: money to its present year, learning to its events, home to a contact's lane.

    The owner of actions stays at home: there a meeting asks its body for something.
    """
    is_contact = holds(part, SitePermission.ANSWER_FUNDING)
    return address.name in {"funding", "learning", "governance"} or (address.name == "home" and is_contact)

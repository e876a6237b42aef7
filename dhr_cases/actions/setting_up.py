"""How does an empty installation become a partnership's own? Once, and without demonstration data."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from dhr_cases.actions.accounts import AccountDetails, open_account
from dhr_cases.actions.memberships import join_team, team_of
from dhr_cases.actions.reference_data import load_organisations
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import AccountAct, AccountChange, Organisation, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.roles import ROLES, Holding, Role

REASON = "Installation set up"


@dataclass(frozen=True)
class PartnershipFacts:
    """What a new installation is told about its partnership. The code begins every reference: KENT-2026-001."""

    name: str
    code: str
    label_shown: str = "DHR"
    contact_email: str = ""
    contact_telephone: str = ""
    contact_address: str = ""
    has_kent_and_medway: bool = False


@dataclass(frozen=True)
class FirstPerson:
    """An account of the first hour, with the password its owner chose."""

    details: AccountDetails
    password: str


def is_set_up() -> bool:
    """True once a partnership runs this installation."""
    return Partnership.objects.filter(is_home=True).exists()


@transaction.atomic
def set_up(*, partnership: PartnershipFacts, administrator: FirstPerson, coordinator: FirstPerson) -> Partnership:
    """Make the partnership, its standing teams, its first administrator and its first coordinator.

    Raises NotNow where a partnership runs the installation already, Incomplete for a code, address or password
    that cannot be used, and for one person as both: an administrator sees no case.
    """
    if is_set_up():
        raise NotNow("This installation is set up already. Its settings page changes what was chosen.")
    if administrator.details.email.strip().lower() == coordinator.details.email.strip().lower():
        raise Incomplete("The administrator sees no case, so the coordinator needs another account.")
    with change(REASON, None):
        home = _make_partnership(partnership)
        for role, row in ROLES.items():
            if row.holding is not Holding.CASE:
                team_of(home, role)
        _let_in(administrator, home, Role.ADMINISTRATOR)
        _let_in(coordinator, home, Role.COORDINATOR)
    return home


def _make_partnership(facts: PartnershipFacts) -> Partnership:
    code = slugify(facts.code)[:20]
    if not code:
        raise Incomplete("Give the partnership a short code of letters and digits, such as kent.")
    home: Partnership = Partnership.objects.create(
        code=code,
        name=facts.name,
        is_home=True,
        label_shown=facts.label_shown,
        contact_email=facts.contact_email,
        contact_telephone=facts.contact_telephone,
        contact_address=facts.contact_address,
    )
    if facts.has_kent_and_medway:
        load_organisations(by=None)
        home.bodies.set(existing_bodies())
    return home


def existing_bodies() -> list[Organisation]:
    """Organisations that exist today, by name."""
    today = timezone.localdate()
    return [body for body in Organisation.objects.filter(is_planned=False) if body.exists_on(today)]


def _let_in(person: FirstPerson, home: Partnership, role: Role) -> User:
    account = open_account(person.details, person.password)
    AccountChange.objects.create(account=account, kind=AccountAct.MADE, reason=REASON)
    join_team(by=None, to=account, partnership=home, role=role, reason=REASON)
    return account

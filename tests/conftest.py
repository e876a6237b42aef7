"""The cast of every test, and a case they meet on. A case reaches its stage through actions, never by a set field."""

import datetime
import gc
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from dhr_cases.actions.memberships import grant_role, join_team
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.models import Case, Organisation, OrganisationKind, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.roles import ROLES, Role
from tests.emptying import use_this
from tests.remembered import Watch, remembered, watching

PASSWORD = "a long enough password"
TODAY = datetime.date(2026, 11, 20)


@dataclass(frozen=True)
class Cast:
    """Everybody who can meet a case, and three bodies they come from. All invented."""

    partnership: Partnership
    watch: Watch
    police: Organisation
    health: Organisation
    refuge: Organisation
    coordinator: User
    csp_chair: User
    independent_chair: User
    panel_member: User
    agency_author: User
    agency_contact: User
    second_author: User
    family_advocate: User
    home_office_reader: User
    commissioner_office: User
    pcc_office: User
    finance_officer: User
    funding_contact: User
    action_owner: User
    auditor: User
    administrator: User
    outsider: User

    def people(self) -> dict[str, User]:
        """Every account by its part."""
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def pytest_collection_finish() -> None:
    """Look for rubbish more rarely, and never among what stays until the end: a thirtieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


BODIES = {
    "police": ("test-police", "Testshire Police", OrganisationKind.POLICE),
    "health": ("test-nhs", "Testshire NHS Trust", OrganisationKind.NHS_PROVIDER),
    "refuge": ("test-refuge", "Testshire Refuge", OrganisationKind.CHARITY),
}
TEAM_ROLES = {
    "coordinator": Role.COORDINATOR,
    "csp_chair": Role.CSP_CHAIR,
    "home_office_reader": Role.HOME_OFFICE_READER,
    "commissioner_office": Role.COMMISSIONER_OFFICE,
    "pcc_office": Role.PCC_OFFICE,
    "finance_officer": Role.FINANCE_OFFICER,
    "funding_contact": Role.FUNDING_CONTACT,
    "action_owner": Role.ACTION_OWNER,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}
CASE_ROLES = {
    "independent_chair": (Role.INDEPENDENT_CHAIR, None),
    "panel_member": (Role.PANEL_MEMBER, "health"),
    "agency_author": (Role.AGENCY_AUTHOR, "police"),
    "agency_contact": (Role.AGENCY_CONTACT, "police"),
    "second_author": (Role.AGENCY_AUTHOR, "health"),
    "family_advocate": (Role.FAMILY_ADVOCATE, None),
}


def _account(part: str) -> User:
    return User.objects.create_user(f"{part}@example.test", PASSWORD, full_name=part.replace("_", " ").title())


def _body(code: str, name: str, kind: OrganisationKind) -> Organisation:
    body: Organisation = Organisation.objects.create(
        code=code, name=name, kind=kind, is_domestic_abuse_specialist=code == "test-refuge"
    )
    return body


@pytest.fixture(autouse=True)
def forget_what_was_cached() -> None:
    """Limits on signing in count in the cache: no test begins with what another has used up."""
    cache.clear()


class Failed(logging.Handler):
    """What work that nobody watches told of its failures."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.told.append(record.getMessage())


FAILED = Failed()
logging.getLogger("workflows.faults").addHandler(FAILED)


@pytest.fixture(autouse=True)
def see_that_no_work_failed(request: pytest.FixtureRequest) -> Iterator[None]:
    """The night goes on after a mistake of ours; a test does not, unless it is about that."""
    FAILED.told.clear()
    yield
    assert not FAILED.told or request.node.get_closest_marker("work_fails"), FAILED.told


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The whole cast in one partnership; the outsider has an account and nothing else."""
    beside_others = User.objects.exists() or Organisation.objects.exists()
    if beside_others:
        _enter_the_cast()
    else:
        remembered("cast", _enter_the_cast)
    with watching() as watch:
        watch.wrote = beside_others  # the remembered case belongs to the remembered cast
        yield _cast_now(watch)


def _enter_the_cast() -> None:
    with change("Test cast", None):
        partnership = Partnership.objects.create(code="testshire", name="Testshire CSP", is_home=True)
        for code, name, kind in BODIES.values():
            _body(code, name, kind)
        people = {part: _account(part) for part in (*TEAM_ROLES, *CASE_ROLES, "outsider")}
    police = Organisation.objects.get(code=BODIES["police"][0])
    for part, role in TEAM_ROLES.items():
        stands_for = police if ROLES[role].needs_organisation else None
        join_team(by=None, to=people[part], partnership=partnership, role=role, organisation=stands_for)


def _cast_now(watch: Watch) -> Cast:
    """The cast as the database has it."""
    bodies = {body.code: body for body in Organisation.objects.all()}
    people = {user.email.partition("@")[0]: user for user in User.objects.all()}
    named: dict[str, Any] = {word: bodies[code] for word, (code, _name, _kind) in BODIES.items()}
    named |= {part: people[part] for part in (*TEAM_ROLES, *CASE_ROLES, "outsider")}
    return Cast(
        partnership=Partnership.objects.get(code="testshire"),
        watch=watch,
        **named,
    )


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case just referred, with the case roles granted."""
    if cast.watch.wrote:
        return _refer(cast)
    remembered("case", lambda: _refer_and_forget(cast))
    cast.watch.wrote = False
    return Case.objects.get()


def _refer_and_forget(cast: Cast) -> None:
    _refer(cast)


def _refer(cast: Cast) -> Case:
    today = timezone.localdate()
    opened = refer_death(
        by=cast.coordinator,
        referral=Referral(
            partnership=cast.partnership,
            referred_by="Testshire Police",
            referred_on=today - datetime.timedelta(days=10),
            aware_on=today - datetime.timedelta(days=9),
            pseudonym="Robin",
        ),
    )
    for part, (role, body) in CASE_ROLES.items():
        organisation = getattr(cast, body) if body else None
        grant_role(case=opened, by=cast.coordinator, to=getattr(cast, part), role=role, organisation=organisation)
    return opened


@pytest.fixture
def other_case(cast: Cast) -> Case:
    """A case of the same partnership on which only the standing teams work."""
    return refer_death(
        by=cast.coordinator,
        referral=Referral(
            partnership=cast.partnership, referred_by="Testshire NHS Trust", referred_on=timezone.localdate()
        ),
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Empty tables between tests with transactions of their own in a way that append-only tables allow."""
    use_this()

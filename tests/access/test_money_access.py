"""Who sees money, and does whoever keeps it see nothing else? Every page the person can open is searched for sums.

Finance sees references, never a name, a pseudonym or a paper of a case; who works on a case sees no money unless the
role carries it; a body sees its own lines and only the totals that the partnership allows.
"""

import html
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case, Person
from dhr_cases.models.history import change
from dhr_cases.roles import ROLES, CasePermission, Role, SitePermission
from dhr_cases.stages import Stage
from funding.models import FundingRequest, FundingSettings, RequestMessage
from funding.terms import Sight
from tests.access.addresses import Address, Probe, addresses, probes
from tests.access.money_world import SUMS
from tests.access.world import Which, World, roles_of, team_roles_of, world_at
from tests.conftest import CASE_ROLES, Cast

pytestmark = pytest.mark.django_db

OF_MONEY = frozenset({"funding", "funding_partner"})
SEES_MONEY = frozenset({SitePermission.VIEW_FUNDING, SitePermission.ANSWER_FUNDING})
PSEUDONYM = "Wagtail"
POLICE, HEALTH, COST, WAITING = SUMS
Page = tuple[Address, str, Probe]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Refusals would fill the log of a failure."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(cast: Cast, case: Case, other_case: Case) -> World:
    """The three cases while reports are drafted, the cast's own under a pseudonym that no page holds by chance."""
    made = world_at(cast, case, other_case, Stage.DRAFTING)
    with change("Test pseudonym", None):
        own = made.cases[Which.OWN]
        own.pseudonym = PSEUDONYM
        own.save()
    return replace(made, asks_every_act=True)


def pages(world: World, kinds: frozenset[str] | None = None) -> list[Page]:
    """Filled addresses that fit the cast's own case and partnership, of the kinds of rule named, or of all others."""
    found = []
    for address in addresses():
        kind = address.rule.kind if address.rule else ""
        if kind == "anyone" or (kind in OF_MONEY) is not (kinds == OF_MONEY):
            continue
        found += [(address, *filled) for filled in probes(world, address) if is_own(filled[1], world)]
    return found


def is_own(probe: Probe, world: World) -> bool:
    home = probe.arguments.get("partnership", world.cast.partnership.code) == world.cast.partnership.code
    return probe.fits and home and probe.which in (None, Which.OWN)


def text_of(client: Client, path: str) -> str:
    """The whole of a page that opens, files included; nothing of one that does not."""
    answer: Any = client.get(path)
    if answer.status_code != 200:
        return ""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return html.unescape(str(content, errors="replace"))


def as_person(world: World, part: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.cast.people()[part])
    return client


def without_money(part: str) -> bool:
    """True for a part that carries no permission over money, neither of a case nor of the partnership."""
    on_site = any(ROLES[role].on_site & SEES_MONEY for role in team_roles_of(part))
    return not on_site and not any(
        CasePermission.VIEW_MONEY in ROLES[role].on_case for role in roles_of(part, Which.OWN)
    )


WITHOUT_MONEY = [part for part in (*CASE_ROLES, "home_office_reader", "commissioner_office", "pcc_office",
                                   "administrator", "outsider") if without_money(part)]  # fmt: skip


ON_THE_CASE = ("independent_chair", "panel_member", "agency_author", "family_advocate")


def test_leaves_everybody_on_a_case_without_money_but_those_named() -> None:
    assert set(ON_THE_CASE) <= set(WITHOUT_MONEY)
    assert Role.INDEPENDENT_CHAIR not in [role for role, row in ROLES.items() if row.on_site & SEES_MONEY]


@pytest.mark.first_database
def test_shows_no_sum_to_case_users_without_the_permission(world: World) -> None:
    """Each opens every page of the case and every page without a case; none of them holds a sum."""
    everything = pages(replace(world, asks_every_act=False))
    found, opened = [], 0
    for part in WITHOUT_MONEY:
        client = as_person(world, part)
        for _, path, _ in everything:
            shown = text_of(client, path)
            opened += bool(shown)
            found += [f"{part} {path}: {sum_}" for sum_ in SUMS if sum_ in shown]
    assert found == []
    assert opened > len(WITHOUT_MONEY) * 10


@pytest.mark.first_database
def test_opens_no_page_of_money_to_case_users_without_the_permission(world: World) -> None:
    everything = pages(world, OF_MONEY)
    assert len(everything) > 40
    for part in ON_THE_CASE:
        client = as_person(world, part)
        open_to_them = [path for _, path, _ in everything if client.get(path).status_code != 404]
        assert open_to_them == [], part


@pytest.mark.first_database
def test_shows_finance_no_name_no_pseudonym_and_no_paper_of_a_case(world: World) -> None:
    """Of all that finance can open, nothing says who died; no paper of a case opens at all."""
    own = world.cases[Which.OWN]
    secrets = [PSEUDONYM, *(str(person.name) for person in Person.objects.filter(case=own))]
    client = as_person(world, "finance_officer")
    found, opened = [], 0
    for address, path, _ in [*pages(world), *pages(world, OF_MONEY)]:
        shown = text_of(client, path)
        opened += bool(shown)
        found += [f"{path}: {secret}" for secret in secrets if secret in shown]
        assert not (address.name == "paper_file" and shown), path
    assert found == []
    assert opened > 30


@pytest.mark.first_database
def test_shows_those_who_keep_the_money_the_sums(world: World) -> None:
    """What the searches above look for is there to be found."""
    for part in ("finance_officer", "coordinator", "csp_chair", "auditor"):
        client = as_person(world, part)
        shown = "".join(text_of(client, path) for address, path, _ in pages(world, OF_MONEY) if is_read(address))
        assert [sum_ for sum_ in SUMS if sum_ not in shown] == [], part


FILES = ("paper", "letter", "statement")


def is_read(address: Address) -> bool:
    """True for a page to be read on screen; files are tried where they are made."""
    return not address.name.endswith(FILES) and "act" not in address.parameters


@pytest.mark.parametrize(
    ("sight", "hidden", "shown"),
    [
        (Sight.OWN, [HEALTH, COST, WAITING], [POLICE]),
        (Sight.TOTALS, [WAITING], [POLICE, COST]),
        (Sight.EVERYTHING, [WAITING], [POLICE, COST, HEALTH]),
    ],
)
def test_shows_a_body_its_own_lines_and_the_totals_allowed(
    world: World, sight: Sight, hidden: list[str], shown: list[str]
) -> None:
    with change("Test", None):
        settings = FundingSettings.objects.get(partnership=world.cast.partnership)
        settings.sight = sight
        settings.save()
    client = as_person(world, "funding_contact")
    lane = [path for address, path, _ in pages(world, OF_MONEY) if is_read(address)]
    text = "".join(text_of(client, path) for path in [*lane, reverse("my_funding")])
    assert [sum_ for sum_ in hidden if sum_ in text] == []
    assert [sum_ for sum_ in shown if sum_ not in text] == []


@pytest.mark.first_database
def test_shows_a_body_no_case_at_all(world: World) -> None:
    client = as_person(world, "funding_contact")
    secrets = [world.reference(Which.OWN), world.reference(Which.OTHER), PSEUDONYM]
    found = []
    for _, path, _ in [*pages(world), *pages(world, OF_MONEY)]:
        shown = text_of(client, path)
        found += [f"{path}: {secret}" for secret in secrets if secret in shown and secret not in path]
    assert found == []


def test_lets_no_body_answer_for_another_or_in_another_partnership(world: World) -> None:
    """The same body is asked elsewhere; its contact here has no part in that."""
    client = as_person(world, "funding_contact")
    far = FundingRequest.objects.get(partnership=world.far_cast.partnership)
    place = [far.partnership.code, far.organisation.code, "2026-27", far.pk]
    for name in ("my_funding_request", "my_funding_question", "my_funding_done"):
        answer = client.post(reverse(name, args=place), {"answer": "confirm", "confirmed": "yes", "text": "Why?"})
        assert answer.status_code == 404
    far.refresh_from_db()
    assert far.answer == ""
    assert not RequestMessage.objects.exists()

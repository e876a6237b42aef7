"""Does a case that is not yours show anywhere: in a list, a count, a search, a file, a calendar, an e-mail?

Every page that gathers rows from several cases is searched for every word of every case the person may not know.
"""

import datetime
import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.disclosure import Material
from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.access.addresses import addresses
from tests.access.expectations import answers_for, sees
from tests.access.world import Which, World, world_at
from tests.conftest import Cast
from workflows.messages import queue_digests, send_waiting

pytestmark = pytest.mark.django_db

MORE_CASES = 4
LEAST_PROBES = 5000
BIRDS = ("Sparrow", "Linnet", "Dunnock", "Fieldfare", "Whinchat", "Nightjar", "Goldcrest", "Siskin", "Brambling")
"""Pseudonyms that no page holds by chance."""


@dataclass(frozen=True)
class Secret:
    """The words of one case, and who the case belongs to."""

    which: Which
    reference: str
    pseudonym: str


@dataclass
class Search:
    """How many words were looked for, and which were found that should not be."""

    probes: int = 0
    found: tuple[str, ...] = ()

    def look(self, part: str, path: str, text: str, hidden: list[str]) -> None:
        """Look for every hidden word, leaving out what the person typed in the address."""
        words = [word for word in hidden if word not in path]
        self.probes += len(words)
        self.found += tuple(f"{part} {path}: {word}" for word in words if word in text)


@pytest.fixture
def world(cast: Cast, case: Case, other_case: Case) -> World:
    """The three cases while agencies answer, each with a pseudonym of its own."""
    made = world_at(cast, case, other_case, Stage.INFO_REQUESTED)
    for bird, one in zip(BIRDS, made.cases.values(), strict=False):
        rename(one, bird)
    return made


def rename(case: Case, pseudonym: str) -> None:
    """Give a case its pseudonym."""
    with change("Test pseudonym", None):
        case.pseudonym = pseudonym
        case.save()


@pytest.fixture
def secrets(world: World) -> list[Secret]:
    """The words of all cases, with some more in both partnerships just referred."""
    made = [Secret(which, case.reference, case.pseudonym) for which, case in world.cases.items()]
    for number, bird in enumerate(BIRDS[len(made) :][:MORE_CASES]):
        which = Which.FAR if number % 2 else Which.OTHER
        company = world.far_cast if number % 2 else world.cast
        referral = Referral(company.partnership, "Police", timezone.localdate(), pseudonym=bird)
        case = refer_death(by=company.coordinator, referral=referral)
        made.append(Secret(which, case.reference, bird))
    return made


def hidden_from(part: str, secrets: list[Secret], world: World) -> list[str]:
    """Words of cases the person may not know: pseudonyms of cases not seen, references of cases not even paid for."""
    hidden: list[str] = []
    for secret in secrets:
        stage = world.stage if secret.reference in references(world) else Stage.REFERRED
        if not sees(part, secret.which, Material.STATUS, stage):
            hidden.append(secret.pseudonym)
            if not knows_the_reference(part, secret, stage, world):
                hidden.append(secret.reference)
    return hidden


def references(world: World) -> set[str]:
    """References of the cases at the world's stage."""
    return {case.reference for case in world.cases.values()}


def knows_the_reference(part: str, secret: Secret, stage: Stage, world: World) -> bool:
    """Who sees the money of a case knows its reference; so does an agency that is asked."""
    if sees(part, secret.which, Material.MONEY, stage):
        return True
    asked = InformationRequest.objects.filter(case__reference=secret.reference).select_related("organisation")
    return any(answers_for(part, secret.which, request.organisation, world) for request in asked)


def gathering_pages(secrets: list[Secret]) -> Iterator[str]:
    """Every page without a parameter, and the list and its file asked in every way for every case."""
    for address in addresses():
        if not address.parameters and not address.route.startswith("account/"):
            yield reverse(address.name)
    for question in ("sort=due", "sort=stage", "mine=on", "held=on", "page=2", "clock=overdue"):
        yield f"{reverse('cases')}?{question}"
        yield f"{reverse('cases_export')}?{question}"
    for secret in secrets:
        yield f"{reverse('cases')}?text={secret.reference}"
        yield f"{reverse('cases_export')}?text={secret.pseudonym}"


@pytest.mark.first_database
def test_shows_no_word_of_a_case_to_a_person_who_may_not_know_it(world: World, secrets: list[Secret]) -> None:
    search = Search()
    for part, person in world.cast.people().items():
        client = Client()
        client.force_login(person)
        hidden = hidden_from(part, secrets, world)
        for path in [*gathering_pages(secrets), *own_pages(part, world), calendar_of(client, person)]:
            search.look(part, path, html.unescape(text_of(client, path)), hidden)
    assert search.found == ()
    assert search.probes >= LEAST_PROBES


def text_of(client: Client, path: str) -> str:
    """The whole of an answer, files included."""
    answer: Any = client.get(path, follow=True)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content, errors="replace")


def calendar_of(client: Client, person: User) -> str:
    """The secret calendar link that the person makes for themselves."""
    client.post(reverse("calendar_new"))
    person.refresh_from_db()
    return reverse("calendar", args=[person.calendar_key])


def own_pages(part: str, world: World) -> list[str]:
    """The pages of the case on which the cast works; they name no other case."""
    reference = world.reference(Which.OWN)
    if not sees(part, Which.OWN, Material.STATUS, world.stage):
        return []
    return [
        reverse(address.name, kwargs={"reference": reference})
        for address in addresses()
        if address.parameters == ("reference",)
    ]


def test_shows_their_own_cases_to_those_who_see_them(world: World, secrets: list[Secret], client: Client) -> None:
    """What the search above looks for is there to be found."""
    client.force_login(world.cast.coordinator)
    listed, filed = text_of(client, reverse("cases")), text_of(client, reverse("cases_export"))
    for secret in secrets:
        if secret.which is not Which.FAR:
            assert secret.reference in listed
            assert secret.pseudonym in filed
    assert world.cases[Which.OWN].reference in text_of(client, calendar_of(client, world.cast.coordinator))


def test_counts_only_what_the_person_sees(world: World, secrets: list[Secret], client: Client) -> None:
    """The file of the list holds as many rows as the person has cases, and not one more."""
    for part, person in world.cast.people().items():
        client.force_login(person)
        rows = text_of(client, reverse("cases_export")).strip().splitlines()[1:]
        hidden = hidden_from(part, secrets, world)
        assert len(rows) == sum(secret.pseudonym not in hidden for secret in secrets), part


def test_tells_no_case_in_an_e_mail(world: World, secrets: list[Secret]) -> None:
    """Messages and the daily e-mail hold numbers and links, and no word of any case, whoever gets them."""
    morning = timezone.localtime().replace(hour=8) + datetime.timedelta(days=1)
    queue_digests(morning)
    while send_waiting(morning):
        continue
    assert len(mail.outbox) > len(world.cast.people()) / 2
    sent = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert [secret for secret in secrets if secret.reference in sent or secret.pseudonym in sent] == []

"""What does the log tell of people? No name, no e-mail address, no pseudonym, whatever happens on a page."""

import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.models import Case, Part
from dhr_cases.verbs import Verb
from tests.conftest import PASSWORD, Cast
from workflows.following import follow
from workflows.worker import one_round

pytestmark = pytest.mark.django_db

REAL_NAME = "Marguerite Okonjo-Vale"
TYPED = "Tamsin Hathersage-Quill"
"""A name that somebody types into a form."""


class Kept(logging.Handler):
    """Keeps every line as the log of the site would print it, failures with their traces."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("{asctime} {levelname} {name} {message}", style="{"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Kept]:
    """Everything logged during the test, down to the finest level."""
    kept, root = Kept(), logging.getLogger()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    root.setLevel(level)


def words_about_people(cast: Cast, case: Case) -> list[str]:
    """Names and addresses of the cast, of the people in the case, and what was typed."""
    accounts = cast.people().values()
    names = [person.full_name for person in accounts] + [person.email for person in accounts]
    return [*names, case.pseudonym, REAL_NAME, *REAL_NAME.split(), TYPED, *TYPED.split(), PASSWORD]


def browse(client: Client, case: Case) -> None:
    """Open pages, send forms right and wrong, ask for what is not there."""
    for name in ("home", "cases", "cases_export", "due", "my_requests", "account_page", "accounts"):
        client.get(reverse(name))
    for name in ("case", "case_people", "case_members", "case_history", "case_family"):
        client.get(reverse(name, args=[case.reference]))
    client.get(reverse("cases"), {"text": TYPED})
    client.post(reverse("case_show_names", args=[case.reference]), {"reason": f"To write to {TYPED}"})
    client.get(reverse("case_people", args=[case.reference]))
    for verb in (Verb.RECORD_PERSON, Verb.AGREE_LEAD, Verb.DECIDE):
        client.post(reverse("act", args=[case.reference, verb]), {"name": TYPED, "part": "child", "reason": TYPED})
    client.get("/cases/no-such-case/")
    client.get("/nowhere/")
    client.get("/broken/")
    client.get("/forgotten/")


def sign_in_and_out(client: Client, email: str) -> None:
    """Sign in wrongly, rightly, ask for a new password, and leave."""
    client.post(reverse("account_login"), {"login": email, "password": "not the password at all"})
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    client.post(reverse("account_logout"))
    client.post(reverse("account_reset_password"), {"email": email})


@pytest.mark.urls("tests.access.forgotten_urls")
@pytest.mark.first_database
def test_names_nobody_in_the_log(cast: Cast, case: Case, log: Kept) -> None:
    record_person(case=case, by=cast.coordinator, facts=PersonFacts(part=Part.DECEASED, name=REAL_NAME))
    follow(case)
    for person in cast.people().values():
        client = Client(raise_request_exception=False)
        sign_in_and_out(client, person.email)
        client.force_login(person)
        browse(client, case)
    one_round()
    assert lines_with(log, *words_about_people(cast, case)) == []
    assert any("Traceback" in line for line in lines_with(log, "/broken/"))
    assert lines_with(log, "/cases/no-such-case/")


def lines_with(log: Kept, *words: str) -> list[str]:
    """Lines of the log that hold one of the words."""
    return [line for line in log.lines if any(word in line for word in words)]

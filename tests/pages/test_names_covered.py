"""Real names stay covered until a reason is given, for five minutes, for one review, for one person's session."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.memberships import end_role
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, CaseMembership, Part, Person
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.names import SESSION_KEY, SHOWN_FOR
from dhr_cases.views.offers import act_url
from tests.conftest import Cast
from tests.seen import Seen, browser
from tests.standing import stand_at

pytestmark = pytest.mark.first_database

NAME, OTHER, HOME = "Ada Invented", "Adele", "7 Long Lane"
COVERED = (
    "Real name", "Other names", "Date of birth", "Address", "Contact details", "Advocate",
    "Consent to the real forename",
)  # fmt: skip
OPEN = [
    "Part", "Relationship to the person who died", "Pseudonym chosen by", "Family asked to choose",
    "Age at the time of the death", "Data protection status", "May be a witness at a trial", "Wishes about contact",
]  # fmt: skip


@pytest.fixture
def mother(case: Case, cast: Cast) -> Person:
    """The mother of the person who died, with all that is covered."""
    facts = PersonFacts(part=Part.FAMILY, name=NAME, pseudonym="Wren", aliases=OTHER, address=HOME)
    return record_person(case=case, by=cast.coordinator, facts=facts)


def people(client: Client, case: Case) -> Seen:
    """The people of a review."""
    return Seen(client.get(reverse("case_people", args=(case.reference,))))


def asked(client: Client, case: Case, **answers: str) -> Seen:
    """What comes back when names are asked for."""
    return Seen(client.post(reverse("case_show_names", args=(case.reference,)), answers, follow=True))


def until(client: Client, case: Case) -> datetime.datetime:
    """The moment until which the session shows the names of a review."""
    return datetime.datetime.fromisoformat(client.session[SESSION_KEY][str(case.pk)])


def set_until(client: Client, case: Case, moment: datetime.datetime) -> None:
    """Let the names be shown until another moment."""
    session = client.session
    session[SESSION_KEY] = {**session[SESSION_KEY], str(case.pk): moment.isoformat()}
    session.save()


def test_says_that_nobody_is_recorded_and_offers_no_names(cast: Cast, case: Case) -> None:
    page = people(browser(cast.coordinator), case)
    assert "Nobody is recorded yet." in page
    assert "Show names" not in page.links
    assert page.links[VERBS[Verb.RECORD_PERSON].label] == act_url(case, Verb.RECORD_PERSON)


def test_covers_seven_facts_of_a_person_and_tells_eight(cast: Cast, case: Case, mother: Person) -> None:
    """What is told stands in the same order with and without the names."""
    client = browser(cast.coordinator)
    covered = people(client, case)
    assert [label for label, _ in covered.all_facts] == OPEN
    assert "Real names, addresses and dates of birth are covered." in covered
    assert covered.links["Show names"] == reverse("case_show_names", args=(case.reference,))
    assert not [word for word in (NAME, OTHER, HOME) if word in covered]
    shown = asked(client, case, reason="Writing to her")
    assert [label for label, _ in shown.all_facts] == [*COVERED, *OPEN]
    assert [shown.facts[label] for label in ("Real name", "Other names", "Address")] == [NAME, OTHER, HOME]
    assert shown.facts["Date of birth"] == "not stated"
    assert f"Real names are shown until {timezone.localtime(until(client, case)):%H:%M}." in shown
    assert shown.buttons[0] == "Cover names"
    assert "Show names" not in shown.links
    assert shown.headings.count("Wren") == 1


def test_keeps_names_out_of_title_and_address(cast: Cast, case: Case, mother: Person) -> None:
    shown = asked(browser(cast.coordinator), case, reason="Writing to her")
    assert NAME not in shown.root.findtext("head/title")
    assert not [url for url in shown.root.xpath("//@href | //@action") if "Ada" in url or "Invented" in url]


def test_shows_names_for_five_minutes_and_not_at_the_sixth(cast: Cast, case: Case, mother: Person) -> None:
    """At the very moment they are covered again; asking anew begins five minutes anew."""
    assert datetime.timedelta(minutes=5) == SHOWN_FOR
    client = browser(cast.coordinator)
    start = timezone.now()
    asked(client, case, reason="Writing to her")
    assert start + SHOWN_FOR <= until(client, case) <= timezone.now() + SHOWN_FOR
    for left, is_shown in ((60, True), (0, False), (-1, False)):
        set_until(client, case, timezone.now() + datetime.timedelta(seconds=left))
        assert (NAME in people(client, case)) is is_shown
    asked(client, case, reason="Once more")
    assert NAME in people(client, case)
    assert until(client, case) > timezone.now() + SHOWN_FOR - datetime.timedelta(minutes=1)
    reasons = CaseEvent.objects.filter(kind=Event.NAMES_SHOWN).order_by("pk").values_list("reason", "by")
    assert list(reasons) == [("Writing to her", cast.coordinator.pk), ("Once more", cast.coordinator.pk)]


def test_shows_names_of_one_review_and_covers_those_of_one(
    cast: Cast, case: Case, other_case: Case, mother: Person
) -> None:
    facts = PersonFacts(part=Part.FAMILY, name="Bea Invented", pseudonym="Lark")
    record_person(case=other_case, by=cast.coordinator, facts=facts)
    client = browser(cast.coordinator)
    asked(client, case, reason="Writing to her")
    assert "Bea Invented" not in people(client, other_case)
    asked(client, other_case, reason="Writing to them")
    page = asked(client, case)
    assert page.messages == ["The names are covered again."]
    assert NAME not in page
    assert "Bea Invented" in people(client, other_case)


def test_shows_names_in_one_session_alone(cast: Cast, case: Case, mother: Person) -> None:
    """Neither to a second browser of the same person nor after signing in again, and kept are moments, not names."""
    client = browser(cast.coordinator)
    asked(client, case, reason="Writing to her")
    assert NAME not in people(browser(cast.coordinator), case)
    assert NAME not in str(dict(client.session))
    client.logout()
    client.force_login(cast.coordinator)
    assert NAME not in people(client, case)


def test_covers_names_when_the_role_ends(cast: Cast, case: Case, mother: Person) -> None:
    """The session still says that they are shown; whether the person may see them is asked each time."""
    stand_at(case, Stage.PANEL_WORK)
    client = browser(cast.independent_chair)
    assert NAME in asked(client, case, reason="Preparing the interview")
    held = CaseMembership.objects.get(case=case, user=cast.independent_chair)
    end_role(case=case, by=cast.coordinator, membership=held, reason="Another chair")
    assert client.get(reverse("case_people", args=(case.reference,))).status_code == 404
    assert str(case.pk) in client.session[SESSION_KEY]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_asks_why_and_shows_nothing_without_a_reason(cast: Cast, case: Case, mother: Person, reason: str) -> None:
    client = browser(cast.coordinator)
    opened = Seen(client.get(reverse("case_show_names", args=(case.reference,))))
    assert (opened.status, opened.faults) == (200, [])
    assert opened.links["Cancel"] == reverse("case_people", args=(case.reference,))
    page = asked(client, case, reason=reason)
    assert page.status == 422
    assert len(page.faults) == 1
    assert SESSION_KEY not in client.session
    assert not CaseEvent.objects.filter(kind=Event.NAMES_SHOWN).exists()


def test_covers_nothing_where_nothing_is_shown(cast: Cast, case: Case, mother: Person) -> None:
    """The button of a page whose five minutes are over asks for a reason instead."""
    client = browser(cast.coordinator)
    asked(client, case, reason="Writing to her")
    set_until(client, case, timezone.now())
    page = asked(client, case)
    assert page.messages == []
    assert "reason" in page.values
    assert (page.status, page.faults) == (200, [])


@pytest.mark.parametrize("part", ["csp_chair", "panel_member", "auditor", "home_office_reader"])
def test_refuses_names_to_who_may_not_see_them(cast: Cast, case: Case, mother: Person, part: str) -> None:
    """Not there, or refused by name of who may; nothing is recorded and nothing kept."""
    client = browser(cast.people()[part])
    page = asked(client, case, reason="Curious")
    assert page.status in (403, 404)
    assert NAME not in page
    assert SESSION_KEY not in client.session
    assert not CaseEvent.objects.filter(kind=Event.NAMES_SHOWN).exists()


def test_leads_to_the_correction_only_who_may_correct(cast: Cast, case: Case, mother: Person) -> None:
    address = reverse("case_person_correct", args=(case.reference, mother.pk))
    label = "Correct what is recorded of Wren"
    assert people(browser(cast.coordinator), case).links[label] == address
    assert label not in people(browser(cast.csp_chair), case).links


def test_shows_in_the_register_of_words_what_was_asked_for_there(cast: Cast, case: Case, mother: Person) -> None:
    """The way back leads to where the names were asked for; both pages show them then."""
    client = browser(cast.coordinator)
    path = reverse("case_anonymity_names", args=(case.reference,))
    answer = client.post(path, {"reason": "Looking for spellings"})
    assert answer["Location"] == reverse("case_anonymity", args=(case.reference,))
    assert NAME in Seen(client.get(answer["Location"]))
    assert NAME in people(client, case)

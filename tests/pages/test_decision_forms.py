"""The forms of the first stages, filled in and sent as a person would."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import people
from dhr_cases.models import (
    Case,
    Consultation,
    CriteriaFacts,
    Decision,
    FamilyContact,
    Part,
    Person,
    ScopingReturn,
    User,
)
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_decision import prepare_decision

TODAY = timezone.localdate()


def boxes(name: str) -> dict[str, str]:
    """Today typed into the three boxes of a date."""
    return {f"{name}_day": str(TODAY.day), f"{name}_month": str(TODAY.month), f"{name}_year": str(TODAY.year)}


def send(client: Client, by: User, case: Case, verb: Verb, answers: Mapping[str, object]) -> None:
    """Fill in the page of an act and send it; the page leads back to the case."""
    client.force_login(by)
    answer = client.post(reverse("act", args=[case.reference, verb.value]), {**answers, "confirmed": "yes"})
    assert answer.status_code == 302, answer.context["form"].errors
    case.refresh_from_db()


FACTS = {
    "relationship": "mother",
    "is_relative": "yes",
    "is_intimate": "no",
    "is_same_household": "yes",
    "is_same_household_only": "no",
    "age_deceased": "60",
    "conduct": ["neglect"],
}
DECISION = {
    "meets_section_9": "yes",
    "meets_section_8a": "unknown",
    "outcome": "review",
    "regime": "DHR_S9_2016",
    "reasons": "Agencies knew both.",
    **boxes("on"),
}


def test_takes_a_scoping_return(case: Case, cast: Cast, client: Client) -> None:
    """With what the agency knows in short."""
    answers = {"organisation": cast.health.pk, "known": "yes", "contact_summary": "Seen once.", **boxes("answered_on")}
    send(client, cast.coordinator, case, Verb.RECORD_SCOPING_RETURN, answers)
    assert ScopingReturn.objects.get(case=case).contact_summary == "Seen once."


def test_takes_the_facts_and_offers_them_again(case: Case, cast: Cast, client: Client) -> None:
    """An age left empty is not known; the next visit starts from what is recorded."""
    send(client, cast.coordinator, case, Verb.RECORD_CRITERIA, FACTS)
    known = CriteriaFacts.objects.get(case=case)
    assert (known.age_deceased, known.age_other, known.conduct_types) == (60, None, ["neglect"])
    page = client.get(reverse("act", args=[case.reference, Verb.RECORD_CRITERIA.value]))
    assert page.context["form"]["relationship"].value() == "mother"


def test_takes_a_partners_view(case: Case, cast: Cast, client: Client) -> None:
    """Dissent with its reasons."""
    answers = {
        "organisation": cast.refuge.pk,
        "view": "no_review",
        "is_dissent": "on",
        "reasons": "Known.",
        **boxes("on"),
    }
    send(client, cast.coordinator, case, Verb.CONSULT_PARTNER, answers)
    assert Consultation.objects.get(case=case).is_dissent


def test_takes_the_chairs_decision(case: Case, cast: Cast, client: Client) -> None:
    """As the chair found the tests."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    send(client, cast.csp_chair, case, Verb.DECIDE, DECISION)
    assert case.stage == Stage.DECIDED_REVIEW
    assert Decision.objects.get(case=case).meets_section_8a == "unknown"


def test_asks_the_chair_to_check_the_answers(case: Case, cast: Cast, client: Client) -> None:
    """Nothing is decided before."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    client.force_login(cast.csp_chair)
    page = client.post(reverse("act", args=[case.reference, "decide"]), DECISION).content.decode()
    assert "Check your answers" in page
    assert "Agencies knew both." in page
    assert not Decision.objects.filter(case=case).exists()


def test_says_on_the_form_what_a_decision_lacks(case: Case, cast: Cast, client: Client) -> None:
    """The rule's own sentence."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    client.force_login(cast.csp_chair)
    answers = {**DECISION, "outcome": "transferred", "confirmed": "yes"}
    page = client.post(reverse("act", args=[case.reference, "decide"]), answers)
    assert page.status_code == 422
    assert "Say which partnership leads instead." in page.content.decode()


@pytest.mark.parametrize(("reply", "stage"), [("accepted", Stage.CLOSED), ("directed", Stage.DIRECTED)])
def test_takes_notice_and_answer_of_the_home_office(
    case: Case, cast: Cast, client: Client, reply: str, stage: Stage
) -> None:
    """From a decision against a review to its end or a direction."""
    case_at(cast, case, Stage.DECIDED_NO_REVIEW)
    send(client, cast.coordinator, case, Verb.TELL_HOME_OFFICE, {"sent_to": "Home Office", **boxes("on")})
    send(client, cast.coordinator, case, Verb.RECORD_SCRUTINY, {"reply": reply, **boxes("on")})
    assert case.stage == stage


def test_takes_news_to_the_family_and_contact_with_it(case: Case, cast: Cast, client: Client) -> None:
    """A person told, a promise made, the promise kept."""
    case_at(cast, case, Stage.HO_NOTIFIED)
    facts = people.PersonFacts(part=Part.FAMILY, pseudonym="Wren")
    mother = people.record_person(case=case, by=cast.coordinator, facts=facts)
    contact = {"person": mother.pk, "medium": "visit", "summary": "We met.", **boxes("on")}
    news = {"police_agree_contact_is_safe": "on", "is_trial_witness": "no", **boxes("advocate_offered_on")}
    send(client, cast.coordinator, case, Verb.TELL_FAMILY, {**contact, **news})
    assert case.stage == Stage.FAMILY_CONTACTED
    promise = {"promise": "Send the leaflet", **boxes("promise_due_on")}
    send(client, cast.coordinator, case, Verb.RECORD_FAMILY_CONTACT, {**contact, **promise})
    promised = FamilyContact.objects.exclude(promise="").get(case=case)
    send(client, cast.coordinator, case, Verb.RECORD_FAMILY_CONTACT, {**contact, "keeps": promised.pk})
    promised.refresh_from_db()
    assert promised.promise_kept_on == TODAY


def test_takes_a_person(case: Case, cast: Cast, client: Client) -> None:
    """With what is known of them."""
    answers = {
        "part": "child",
        "name": "Di Invented",
        "data_subject_status": "living",
        "is_trial_witness": "unknown",
        "age_at_death_event": "9",
    }
    send(client, cast.coordinator, case, Verb.RECORD_PERSON, answers)
    person = Person.objects.get(case=case)
    assert (person.name, person.age_at_death_event, person.is_trial_witness) == ("Di Invented", 9, None)

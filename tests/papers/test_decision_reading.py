"""What of the record reaches the notice, the decision letter and the letters, and what of other cases does not?"""

import datetime
from functools import partial
from typing import Any

import pytest

from dhr_cases import legal_tests
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ProceedingKind
from dhr_cases.models import (
    AlternativeKind,
    Appointment,
    Case,
    CaseEvent,
    Consultation,
    CriteriaFacts,
    Decision,
    LetterText,
    Organisation,
    OrganisationKind,
    Outcome,
    ParallelProceeding,
    PartialDate,
    Person,
    Post,
)
from dhr_cases.models.history import change
from dhr_cases.models.people import Part
from dhr_cases.papers.asking import NOTHING, Ask
from dhr_cases.papers.home_office_notice.facts import NoticeFacts, PartnerView
from dhr_cases.papers.letters import LETTERS, NOT_RECORDED, LetterKind
from dhr_cases.papers.reading_decision import (
    NO_DECISION,
    decision_facts,
    latest_decision,
    letter_facts,
    notice_facts,
)
from dhr_cases.policy import regime
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 6, 1)
ASK = Ask("Home Office", "7")


def decide(cast: Cast, case: Case, **said: Any) -> Decision:
    """A decision on the case, with what is said of it."""
    said = {"outcome": Outcome.REVIEW, "on": PartialDate.on(ON), "reasons": "The test is met.", **said}
    with change("Test", None):
        row: Decision = Decision.objects.create(case=case, signed_by=cast.csp_chair, regime=case.regime, **said)
    return row


def view(case: Case, body: Organisation, day: int, outcome: Outcome = Outcome.REVIEW, *, differs: bool = False) -> None:
    """What a partner said on a day of June."""
    with change("Test", None):
        Consultation.objects.create(
            case=case, organisation=body, on=ON.replace(day=day), view=outcome, is_dissent=differs
        )


def proceeding(case: Case, kind: ProceedingKind = ProceedingKind.CRIMINAL, **said: str) -> None:
    """Something that runs beside the review."""
    with change("Test", None):
        ParallelProceeding.objects.create(case=case, kind=kind.value, **said)


def appointed(case: Case, who: Any, post: Post, ended_on: datetime.date | None = None) -> None:
    """Somebody appointed to the review."""
    with change("Test", None):
        Appointment.objects.create(case=case, user=who, post=post, appointed_on=PartialDate.on(ON), ended_on=ended_on)


@pytest.mark.parametrize("read", [latest_decision, partial(decision_facts, ask=ASK), partial(notice_facts, ask=ASK)])
def test_has_nothing_to_tell_before_a_decision(cast: Cast, case: Case, other_case: Case, read: Any) -> None:
    decide(cast, other_case)
    with pytest.raises(Incomplete) as refusal:
        read(case)
    assert refusal.value.sentence == NO_DECISION == "No decision is recorded yet, so there is nothing to tell."


def test_tells_the_last_decision_recorded_whatever_its_day(cast: Cast, case: Case) -> None:
    decide(cast, case)
    said: dict[str, Any] = {"outcome": Outcome.ALTERNATIVE, "alternative": AlternativeKind.JOINED_SAR}
    last = decide(cast, case, on=PartialDate.parse("2026-05"), reasons="Anew.", dissent="The police.", **said)
    assert latest_decision(case) == last
    facts = decision_facts(case, ASK)
    assert (str(facts.decided_on), facts.outcome, facts.reasons) == ("May 2026", "Another learning process", "Anew.")
    assert (facts.alternative, facts.dissent) == ("Joined to a safeguarding adults review", "The police.")
    assert (facts.is_review, facts.law) == (False, regime(case.regime).law)
    assert facts.frame.handling.line == "OFFICIAL-SENSITIVE. For Home Office. Copy 7"


def test_names_each_partner_once_in_the_order_of_being_asked(cast: Cast, case: Case, other_case: Case) -> None:
    decide(cast, case)
    view(case, cast.police, 3)
    view(case, cast.health, 2)
    view(case, cast.police, 1, Outcome.NO_REVIEW, differs=True)
    view(other_case, cast.refuge, 1)
    assert decision_facts(case, ASK).consulted == ("Testshire Police", "Testshire NHS Trust")
    assert decision_facts(case, ASK).is_review
    assert notice_facts(case, ASK).views == (
        PartnerView("Testshire Police", "No review", is_dissent=True),
        PartnerView("Testshire NHS Trust", "Hold a review"),
        PartnerView("Testshire Police", "Hold a review"),
    )


def test_tells_in_the_notice_no_more_than_is_recorded(cast: Cast, case: Case, other_case: Case) -> None:
    """All that is recorded of another case stays there."""
    decide(cast, case, on=PartialDate.unknown())
    proceeding(other_case, state="Charged")
    appointed(other_case, cast.independent_chair, Post.CHAIR)
    with change("Test", None):
        Person.objects.create(case=other_case, part=Part.CHILD, name="A child")
        CriteriaFacts.objects.create(case=other_case, relationship="Partners", age_deceased=40)
        case.death_type, case.death_place_type, case.aware_on = "", "", PartialDate.unknown()
        case.save()
    facts = notice_facts(case, NOTHING)
    unsaid = ("aware_on", "death_type", "place_type", "relationship", "age_deceased", "age_other", "decided_on")
    later = ("dissent", "alternative", "criminal_process", "family_contact", "chair")
    assert {getattr(facts, name) for name in (*unsaid, *later)} == {""}
    assert (facts.tests, facts.views, facts.children) == ((), (), "none recorded")
    assert (facts.decision, facts.reasons) == ("Hold a review", "The test is met.")


@pytest.fixture
def told(cast: Cast, case: Case) -> NoticeFacts:
    """The notice on a case of which everything is recorded."""
    decide(cast, case)
    proceeding(case, state="Charged", outcome="Convicted")
    proceeding(case, outcome="Acquitted")
    proceeding(case)
    proceeding(case, ProceedingKind.INQUEST, state="Opened")
    appointed(case, cast.outsider, Post.CHAIR, ended_on=ON)
    appointed(case, cast.independent_chair, Post.CHAIR_AND_AUTHOR)
    appointed(case, cast.second_author, Post.AUTHOR)
    with change("Test", None):
        for place, part in enumerate((Part.CHILD, Part.CHILD, Part.DECEASED)):
            Person.objects.create(case=case, part=part, name=f"Name {place}")
        CriteriaFacts.objects.create(case=case, relationship="Partners", age_deceased=0, age_other=None)
        force = Organisation.objects.create(code="second", name="Second Police", kind=OrganisationKind.POLICE)
        case.lead_csp.bodies.set([cast.police, cast.health, force])
        case.death_type, case.death_place_type = "homicide", "residential"
        case.aware_on = PartialDate.parse("2026-05-04")
        case.save()
    return notice_facts(case, ASK)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("aware_on", "4 May 2026"),
        ("death_type", "Homicide"),
        ("place_type", "Residential"),
        ("relationship", "Partners"),
        ("age_deceased", "0"),
        ("age_other", ""),
        ("children", "2 recorded"),
        ("criminal_process", "Charged; Acquitted; recorded"),
        ("chair", "Independent Chair"),
        ("decided_on", "1 June 2026"),
    ],
)
def test_tells_in_the_notice_what_is_recorded(told: NoticeFacts, name: str, words: str) -> None:
    assert getattr(told, name) == words


def test_tells_both_tests_and_every_police_force_of_the_area(told: NoticeFacts) -> None:
    tests = (legal_tests.section_9, legal_tests.section_8a)
    assert [test.name for test in told.tests] == [test(legal_tests.Facts()).name for test in tests]
    assert sorted(told.police_force.split(", ")) == ["Second Police", "Testshire Police"]


def test_says_when_the_family_was_told_as_last_corrected(cast: Cast, case: Case) -> None:
    decide(cast, case)
    said: dict[str, Any] = {"case": case, "kind": Event.FAMILY_TOLD, "stage": case.at, "by": cast.coordinator}
    first = CaseEvent.objects.create(on=PartialDate.parse("2026-06-03"), **said)
    assert notice_facts(case, ASK).family_contact == "Told on 3 June 2026"
    CaseEvent.objects.create(on=PartialDate.parse("2026-06"), replaces=first, **said)
    assert notice_facts(case, ASK).family_contact == "Told in June 2026"


def test_reads_a_letter_in_the_partnerships_words_or_ours(cast: Cast, case: Case) -> None:
    read = letter_facts(LetterKind.SCOPING)
    ours = read(case, ASK)
    assert ours.label == LETTERS[LetterKind.SCOPING].label == "Scoping letter"
    assert "Did your organisation know the people named?" in ours.text
    with change("Test", None):
        own = LetterText.objects.create(
            partnership=case.lead_csp, kind=LetterKind.SCOPING, text="{partnership}: {decided_on}.\n{contact_email}"
        )
    assert read(case, ASK).text == f"Testshire CSP: {NOT_RECORDED}."
    decide(cast, case)
    with change("Test", None):
        case.lead_csp.contact_email = "desk@test.invalid"
        case.lead_csp.save()
    assert read(case, ASK).text == "Testshire CSP: 1 June 2026.\ndesk@test.invalid"
    assert letter_facts(LetterKind.PCC_COPY)(case, ASK).text != read(case, ASK).text
    with change("Test", None):
        own.text = ""
        own.save()
    assert read(case, ASK).text.startswith("To: the head of safeguarding of each agency")

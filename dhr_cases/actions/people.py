"""Whom is the review about, who near them is in touch, and who asked to see their names?

Source: domain 3.1 and 5.5 [D]/[V]. Events name people by part only.
"""

import datetime
from dataclasses import dataclass, field, fields

from dhr_cases.actions.core import acting, check_not_future, require, today
from dhr_cases.events import Event
from dhr_cases.models import Case, FamilyContact, Part, PartialDate, Person, User
from dhr_cases.models.people import DataSubjectStatus
from dhr_cases.pseudonyms import Choice, faults_of_person
from dhr_cases.verbs import Verb


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person; an empty answer is "not stated". The age is in whole years."""

    part: str
    name: str = ""
    aliases: str = ""
    contact: str = ""
    date_of_birth: str = ""
    address: str = ""
    pseudonym: str = ""
    pseudonym_reason: str = ""
    family_asked_on: PartialDate = field(default_factory=PartialDate.unknown)
    forename_consent: str = ""
    relationship: str = ""
    age_at_death_event: int | None = None
    sex: str = ""
    ethnicity: str = ""
    data_subject_status: str = DataSubjectStatus.UNKNOWN
    is_trial_witness: bool | None = None
    wishes: str = ""
    medium: str = ""
    advocate_name: str = ""
    advocate_offered_on: PartialDate = field(default_factory=PartialDate.unknown)


@dataclass(frozen=True)
class ShownName:
    """The covered particulars of one person, for the people page while names are shown."""

    person_id: int
    name: str
    aliases: str
    contact: str
    date_of_birth: str
    address: str
    advocate_name: str
    forename_consent: str = ""


def record_person(*, case: Case, by: User, facts: PersonFacts) -> Person:
    """Record a person of the case. Raises Incomplete when the pseudonym is taken or is somebody's real name."""
    with acting(Verb.RECORD_PERSON, case, by) as act:
        _check_facts(case, facts)
        person = Person(case=case)
        _fill(person, facts)
        person.save()
        act.record(Event.PERSON_RECORDED, about=person, detail={"part": Part(facts.part).label})
    return person


def correct_person(*, case: Case, by: User, person: Person, facts: PersonFacts, reason: str) -> None:
    """Correct what is recorded of a person; the former words stay in the history beside the reason."""
    require(
        (bool(reason.strip()), "Give the reason for the correction."),
        (person.case_id == case.pk, "The person belongs to another case."),
    )
    with acting(Verb.CORRECT, case, by, reason=reason) as act:
        person.refresh_from_db()
        _check_facts(case, facts, besides=person)
        changed = _fill(person, facts)
        require((bool(changed), "Nothing was changed."))
        person.save()
        act.record(Event.CORRECTED, about=person, detail={"part": Part(person.part).label, "changed": changed})


def _fill(person: Person, facts: PersonFacts) -> list[str]:
    """Put the facts into the row; answer with the names of the fields that differ, never their content."""
    changed = [row.name for row in fields(facts) if getattr(person, row.name) != getattr(facts, row.name)]
    for name in changed:
        setattr(person, name, getattr(facts, name))
    return changed


def _check_facts(case: Case, facts: PersonFacts, besides: Person | None = None) -> None:
    """A pseudonym keeps the rules of `pseudonyms`, and nobody is dead and living."""
    check_not_future(facts.family_asked_on, "The date on which the family was asked")
    choice = Choice(
        pseudonym=facts.pseudonym,
        part=facts.part,
        name=facts.name,
        aliases=facts.aliases,
        reason=facts.pseudonym_reason,
        forename_consent=facts.forename_consent,
    )
    require(
        *((False, fault) for fault in faults_of_person(case, choice, besides)),
        (not _is_dead_and_living(facts), "The person who died cannot be recorded as living."),
    )


def _is_dead_and_living(facts: PersonFacts) -> bool:
    return facts.part == Part.DECEASED and facts.data_subject_status == DataSubjectStatus.LIVING


def show_names(*, case: Case, by: User, reason: str) -> list[ShownName]:
    """Uncover the real names of the case for this person; that they looked, and why, is recorded.

    How long the page keeps them shown is the page's affair. Source: domain 5.2 [D].
    """
    require((bool(reason.strip()), "Say why you need to see the names."))
    with acting(Verb.SHOW_NAMES, case, by, reason=reason) as act:
        act.record(Event.NAMES_SHOWN)
        return names_of(case)


def names_of(case: Case) -> list[ShownName]:
    """The covered particulars of everybody in the case. Only for a person to whom ``show_names`` showed them."""
    return [
        ShownName(
            person_id=person.pk,
            name=person.name,
            aliases=person.aliases,
            contact=person.contact,
            date_of_birth=person.date_of_birth,
            address=person.address,
            advocate_name=person.advocate_name,
            forename_consent=person.forename_consent,
        )
        for person in Person.objects.filter(case=case)
    ]


def record_family_contact(
    *,
    case: Case,
    by: User,
    summary: str,
    medium: str,
    person: Person | None = None,
    through: str = "",
    promise: str = "",
    promise_due_on: datetime.date | None = None,
    keeps: FamilyContact | None = None,
    on: datetime.date | None = None,
) -> FamilyContact:
    """Log one contact with a bereaved person. A promise has a day by which it is kept; ``keeps`` is one kept now."""
    check_not_future(on, "The date of the contact")
    day = on or today()
    require(
        (person is None or person.case_id == case.pk, "The person belongs to another case."),
        (keeps is None or keeps.case_id == case.pk, "The promise belongs to another case."),
    )
    _check_promise(promise, day, promise_due_on)
    with acting(Verb.RECORD_FAMILY_CONTACT, case, by) as act:
        _check_not_kept(keeps, day)
        contact: FamilyContact = FamilyContact.objects.create(
            case=case,
            person=person,
            on=day,
            medium=medium,
            through=through,
            summary=summary,
            promise=promise,
            promise_due_on=promise_due_on,
        )
        if keeps is not None:
            keeps.promise_kept_on = day
            keeps.save()
        act.record(Event.FAMILY_CONTACT_RECORDED, on=day, about=contact, detail={"has_promise": bool(promise)})
    return contact


def _check_not_kept(promise: FamilyContact | None, day: datetime.date) -> None:
    """A promise is kept once, not before it was made: the first day stays."""
    if promise is not None:
        promise.refresh_from_db()
        require(
            (promise.promise_kept_on is None, "This promise was kept already."),
            (promise.on <= day, "The promise was made after that day. Check the date."),
        )


def _check_promise(promise: str, made_on: datetime.date, due_on: datetime.date | None) -> None:
    """A promise and the day it is to be kept by come together, and that day does not lie before the promise."""
    require(
        (not promise or due_on is not None, "Give the date by which the promise is to be kept."),
        (due_on is None or bool(promise), "Say what was promised."),
        (due_on is None or due_on >= made_on, "The promise is to be kept before it was made. Check the dates."),
    )

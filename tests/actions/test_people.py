"""People of a case: recorded, corrected, shown by name on record; contact with the family and its promises."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.utils import timezone

from dhr_cases.actions import core, decision, people
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, FamilyContact, Part, Person
from dhr_cases.models.people import DataSubjectStatus
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_decision import NEWS

TODAY = timezone.localdate()
MOTHER = people.PersonFacts(part=Part.FAMILY, name="Ada Invented", pseudonym="Wren", relationship="mother")


def a_mother(case: Case, cast: Cast) -> Person:
    """The mother of the person who died."""
    return people.record_person(case=case, by=cast.coordinator, facts=MOTHER)


def last_event(case: Case) -> CaseEvent:
    """The event recorded last."""
    found: CaseEvent = CaseEvent.objects.filter(case=case).latest("pk")
    return found


def test_records_a_person_by_part(case: Case, cast: Cast) -> None:
    """The event holds no name."""
    person = a_mother(case, cast)
    event = last_event(case)
    assert (event.kind, event.subject_id) == (Event.PERSON_RECORDED, person.pk)
    assert event.detail == {"part": "Family member"}


def test_keeps_the_real_name_unreadable_at_rest(case: Case, cast: Cast) -> None:
    """In the row and in its history."""
    a_mother(case, cast)
    with connection.cursor() as cursor:
        cursor.execute("select name from dhr_cases_person union all select name from dhr_cases_historicalperson")
        stored = [name for (name,) in cursor.fetchall()]
    assert len(stored) == 2
    assert not any("Ada" in name for name in stored)


def test_refuses_a_person_by_the_chair(case: Case, cast: Cast) -> None:
    """The coordinator keeps the people."""
    with pytest.raises(NotPermitted, match="coordinator"):
        people.record_person(case=case, by=cast.csp_chair, facts=MOTHER)


@pytest.mark.parametrize("pseudonym", ["Wren", " wren ", "Ada", "ada invented"])
def test_refuses_a_pseudonym_that_is_taken_or_real(case: Case, cast: Cast, pseudonym: str) -> None:
    """Whatever the case of its letters."""
    a_mother(case, cast)
    with pytest.raises(Incomplete, match="Choose another"):
        people.record_person(
            case=case, by=cast.coordinator, facts=people.PersonFacts(part=Part.FRIEND, pseudonym=pseudonym)
        )


def test_refuses_to_call_the_person_who_died_living(case: Case, cast: Cast) -> None:
    """One of the two is wrong."""
    facts = people.PersonFacts(part=Part.DECEASED, data_subject_status=DataSubjectStatus.LIVING)
    with pytest.raises(Incomplete, match="living"):
        people.record_person(case=case, by=cast.coordinator, facts=facts)


def test_corrects_with_a_reason_and_keeps_what_was(case: Case, cast: Cast) -> None:
    """The event names the fields, the history holds both versions."""
    person = a_mother(case, cast)
    people.correct_person(
        case=case, by=cast.coordinator, person=person, facts=replace(MOTHER, relationship="aunt"), reason="Misheard."
    )
    event = last_event(case)
    assert (event.kind, event.reason) == (Event.CORRECTED, "Misheard.")
    assert event.detail["changed"] == ["relationship"]
    assert [row.relationship for row in person.history.order_by("history_id")] == ["mother", "aunt"]


@pytest.mark.parametrize(("relationship", "reason"), [("aunt", " "), ("mother", "No change at all")])
def test_refuses_an_empty_correction(case: Case, cast: Cast, relationship: str, reason: str) -> None:
    """A correction has a reason and changes something."""
    person = a_mother(case, cast)
    facts = replace(MOTHER, relationship=relationship)
    with pytest.raises(Incomplete):
        people.correct_person(case=case, by=cast.coordinator, person=person, facts=facts, reason=reason)


def test_refuses_a_person_of_another_case(case: Case, other_case: Case, cast: Cast) -> None:
    """People never cross from case to case."""
    person = a_mother(other_case, cast)
    with pytest.raises(Incomplete, match="another case"):
        people.correct_person(case=case, by=cast.coordinator, person=person, facts=MOTHER, reason="Mistake")


def test_shows_names_on_record(case: Case, cast: Cast) -> None:
    """Who looked and why is in the history, the name is not."""
    a_mother(case, cast)
    shown = people.show_names(case=case, by=cast.independent_chair, reason="Writing to her")
    event = last_event(case)
    assert [row.name for row in shown] == ["Ada Invented"]
    assert (event.kind, event.by, event.reason) == (Event.NAMES_SHOWN, cast.independent_chair, "Writing to her")
    assert event.detail == {}


def test_refuses_names_to_the_partnership_chair(case: Case, cast: Cast) -> None:
    """A decision needs no names."""
    with pytest.raises(NotPermitted):
        people.show_names(case=case, by=cast.csp_chair, reason="Curious")
    assert not CaseEvent.objects.filter(case=case, kind=Event.NAMES_SHOWN).exists()


def test_refuses_names_without_a_reason(case: Case, cast: Cast) -> None:
    """Why belongs to who and when."""
    with pytest.raises(Incomplete, match="why"):
        people.show_names(case=case, by=cast.coordinator, reason="")


def test_shows_no_name_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be recorded is not shown."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        people.show_names(case=case, by=cast.coordinator, reason="Writing to her")
    assert not CaseEvent.objects.filter(case=case, kind=Event.NAMES_SHOWN).exists()


def test_logs_a_contact_and_its_promise(case: Case, cast: Cast) -> None:
    """A later contact keeps the promise."""
    due = TODAY + datetime.timedelta(days=7)
    promised = people.record_family_contact(
        case=case,
        by=cast.coordinator,
        person=a_mother(case, cast),
        medium="visit",
        summary="She asked for the leaflet.",
        promise="Send the leaflet",
        promise_due_on=due,
    )
    assert last_event(case).detail == {"has_promise": True}
    people.record_family_contact(
        case=case, by=cast.coordinator, medium="letter", summary="Leaflet sent.", keeps=promised
    )
    assert FamilyContact.objects.get(pk=promised.pk).promise_kept_on == TODAY


@pytest.mark.parametrize(
    ("promise", "due", "sentence"),
    [
        ("Call back", None, "by which the promise"),
        ("", TODAY, "what was promised"),
        ("Call back", TODAY - datetime.timedelta(days=1), "before it was made"),
    ],
)
def test_refuses_half_a_promise(case: Case, cast: Cast, promise: str, due: datetime.date | None, sentence: str) -> None:
    """A promise is words and a day."""
    with pytest.raises(Incomplete, match=sentence):
        people.record_family_contact(
            case=case, by=cast.coordinator, medium="visit", summary="Met.", promise=promise, promise_due_on=due
        )


def test_keeps_the_offer_with_the_person_told(case: Case, cast: Cast) -> None:
    """Advocate and trial are known for later contact."""
    person = a_mother(case, cast)
    case_at(cast, case, Stage.HO_NOTIFIED)
    news = replace(NEWS, person=person, is_trial_witness=True, advocate_name="Bo Invented")
    decision.tell_family(case=case, by=cast.coordinator, news=news)
    person.refresh_from_db()
    assert person.is_trial_witness
    assert (person.advocate_name, person.advocate_offered_on.value) == ("Bo Invented", TODAY)

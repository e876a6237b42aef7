"""Which messages does an event cause, and when does nobody hear of it? The table is asked, no database."""

import pytest

from dhr_cases.events import Event
from dhr_cases.models import CaseEvent, PartialDate, Provenance, User
from dhr_cases.notices import NOTICES, Kind, held_back, is_held_back, kinds_for, queue_for
from dhr_cases.roles import ROLES, Holding, Role
from dhr_cases.stages import STAGES, Stage

AGENCY = {Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT}


def event(kind: Event, stage: Stage = Stage.DRAFTING, **more: object) -> CaseEvent:
    """An event that nobody has recorded yet."""
    facts = {"on": PartialDate.unknown(), "stage": stage, "by": User(), **more}
    return CaseEvent(kind=kind, **facts)


@pytest.mark.parametrize("kind", Event)
def test_causes_the_messages_whose_rows_name_the_event(kind: Event) -> None:
    """A step that waits is told apart: only where the case moved."""
    expected = {name for name, row in NOTICES.items() if kind in row.when} - {Kind.STEP_WAITS}
    assert set(kinds_for(event(kind))) == expected


@pytest.mark.parametrize("stage", Stage)
def test_says_that_a_step_waits_where_one_person_is_asked_for_it(stage: Stage) -> None:
    """Not in a stage that ends the review; agencies have a message of their own."""
    row = STAGES[stage]
    moved, same = (kinds_for(event(row.event, stage, moved=has_moved)) for has_moved in (True, False))
    assert (Kind.STEP_WAITS in moved) is (not row.is_final and row.owner not in AGENCY)
    assert Kind.STEP_WAITS not in same


@pytest.mark.parametrize("kind", [Event.PUBLISHED, Event.HOLD_STARTED, Event.MEMBERSHIP_GRANTED])
def test_tells_nobody_of_what_happened_before_or_was_told_already(kind: Event) -> None:
    """A day taken on or assumed, and the corrected day of an event; the database is not even asked."""
    for provenance in (Provenance.TAKEN_ON, Provenance.ASSUMED):
        assert queue_for(event(kind, provenance=provenance)) == []
    assert queue_for(event(kind, replaces_id=7)) == []
    with held_back():
        assert queue_for(event(kind)) == []


def test_holds_messages_back_until_the_outermost_end() -> None:
    """Also when what is done inside fails."""
    assert not is_held_back()
    with held_back():
        with held_back():
            assert is_held_back()
        assert is_held_back()
    with pytest.raises(RuntimeError, match="inside"), held_back():
        raise RuntimeError("inside")
    assert not is_held_back()


@pytest.mark.parametrize("kind", Kind)
def test_says_in_every_message_that_there_is_news_and_not_what(kind: Kind) -> None:
    row = NOTICES[kind]
    assert row.subject == row.subject.strip() != ""
    assert not row.subject.endswith(".")
    assert "{" not in row.subject + row.text
    assert row.text.endswith(".") or kind is Kind.DIGEST
    assert row.source.endswith("]")
    assert len(row.subject) <= 60


@pytest.mark.parametrize("kind", Kind)
def test_names_for_each_event_those_who_are_told(kind: Kind) -> None:
    """Roles, the person concerned or the owner of the stage; one sort of agency or owner at a time."""
    row = NOTICES[kind]
    if row.when and kind is not Kind.STEP_WAITS:
        assert bool(row.to) is not row.is_for_person_concerned
    assert row.is_for_agency + row.is_for_owner + row.is_for_person_concerned <= 1
    if row.is_for_agency:
        assert set(row.to) <= AGENCY
    if row.is_for_owner:
        assert row.to == (Role.ACTION_OWNER,)
        assert ROLES[Role.ACTION_OWNER].holding is Holding.TEAM

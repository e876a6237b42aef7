"""Who took a task of a review, and who gave it back? Kept in the history of the case."""

from django.db import transaction

from dhr_cases.actions.core import Recording, role_label
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, User


def note_taken(*, case: Case, by: User, step: str) -> CaseEvent:
    """Record that a person took a task; ``step`` is its title."""
    return _note(case, by, Event.TASK_TAKEN, step)


def note_given_back(*, case: Case, by: User, step: str) -> CaseEvent:
    """Record that a task went back to everybody who may take it, and who gave it back."""
    return _note(case, by, Event.TASK_GIVEN_BACK, step)


@transaction.atomic
def _note(case: Case, by: User, event: Event, step: str) -> CaseEvent:
    recording = Recording(case=case, by=by, as_role=role_label(by, case), reason="")
    return recording.record(event, detail={"task": step})

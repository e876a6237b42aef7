"""Does the form of an act refuse, at opening, a row that somebody has dealt with? Asked of rows that stand nowhere."""

import datetime
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, ReviewError
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import (
    Action,
    ActionStatus,
    Appointment,
    CaseMembership,
    DateToAvoid,
    Hold,
    InformationRequest,
    LegalHold,
    Organisation,
    PanelSeat,
    ProtectedToken,
    ReadingAccess,
    RecipientTold,
    User,
)
from dhr_cases.request_states import REQUEST_STATES, RequestState
from dhr_cases.roles import Role
from dhr_cases.verbs import Verb

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
NOW = timezone.now()
SOMEBODY = User(full_name="Somebody")


def refusal(verb: Verb, row: Model | None) -> ReviewError | None:
    """With what the page of an act opens instead of its form; None where the form opens."""
    try:
        FORMS[verb].check_subject(row, SOMEBODY)
    except ReviewError as refused:
        return refused
    return None


def sentence(verb: Verb, row: Model | None) -> str:
    """The sentence of the refusal, "" where the form opens."""
    refused = refusal(verb, row)
    return refused.sentence if refused else ""


ENDED: tuple[tuple[Verb, type[Model], dict[str, Any], dict[str, Any], type[ReviewError], str], ...] = (
    (Verb.END_HOLD, Hold, {"ends_on": None}, {"ends_on": TODAY}, NotNow, "This hold has ended already."),
    (Verb.END_LEGAL_HOLD, LegalHold, {"ends_on": None}, {"ends_on": TODAY}, NotNow, "This hold has ended already."),
    (
        Verb.PROTECT_WORDS, ProtectedToken, {}, {"is_retired": True}, NotNow,
        "These words are not protected any more.",
    ),
    (
        Verb.END_PROTECTION, ProtectedToken, {}, {"is_retired": True}, NotNow,
        "These words are not protected any more.",
    ),
    (Verb.END_DATE_TO_AVOID, DateToAvoid, {}, {"is_ended": True}, Incomplete, "The day is not avoided any more."),
    (
        Verb.RECORD_RECIPIENT_TOLD, RecipientTold, {"told_on": None}, {"told_on": TODAY}, Incomplete,
        "It is recorded already that they were told.",
    ),
    (
        Verb.END_APPOINTMENT, Appointment, {"ended_on": None}, {"ended_on": TODAY}, Incomplete,
        "This appointment has ended already.",
    ),
    (Verb.SEAT_AGENCY, PanelSeat, {"ends_on": None}, {"ends_on": TODAY}, Incomplete, "This seat has ended already."),
    (
        Verb.EXTEND_READING, ReadingAccess, {}, {"revoked_at": NOW}, Incomplete,
        "This way in is closed. Let the reader in again instead.",
    ),
    (Verb.CLOSE_READING, ReadingAccess, {}, {"revoked_at": NOW}, Incomplete, "This way in is closed already."),
)  # fmt: skip  # a row of the table reads as one
"""Acts that end something or change it, what they are about, how it runs, how it has ended, and what is said then."""


@pytest.mark.parametrize("row", ENDED, ids=lambda row: row[0].value)
def test_opens_no_form_about_what_has_ended(row: tuple[Any, ...]) -> None:
    verb, table, running, ended, kind, said = row
    assert refusal(verb, table(**running)) is None
    refused = refusal(verb, table(**ended))
    assert (type(refused), sentence(verb, table(**ended))) == (kind, said)


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [(None, ""), (TODAY + DAY, ""), (TODAY, ""), (TODAY - DAY, "This role has ended already.")],
)
def test_ends_a_role_until_its_last_day_is_past(ends_on: datetime.date | None, said: str) -> None:
    """On the last day the person is still let in, so that the role can still be ended."""
    assert sentence(Verb.END_ROLE, CaseMembership(role=Role.PANEL_MEMBER, ends_on=ends_on)) == said


@pytest.mark.parametrize("verb", [Verb.EXTEND_READING, Verb.CLOSE_READING])
@pytest.mark.parametrize("days", [-400, -1, 0, 1])
def test_changes_a_way_in_whose_last_day_is_past(verb: Verb, days: int) -> None:
    """It can be made longer, or closed for good; only one that was closed cannot."""
    assert refusal(verb, ReadingAccess(ends_on=TODAY + days * DAY)) is None


OPEN_FOR = {
    Verb.CHASE_REQUEST: {"asked", "drafted", "signed_off", "sent_back"},
    Verb.ACCEPT_RETURN: {"signed_off"},
    Verb.SEND_BACK_RETURN: {"signed_off", "accepted"},
    Verb.WITHDRAW_REQUEST: {"asked", "drafted", "signed_off", "sent_back"},
    Verb.CLOSE_UNANSWERED: {"asked", "drafted", "signed_off", "sent_back"},
    Verb.REOPEN_REQUEST: {"withdrawn", "unanswered"},
}
"""The states of a request in which the office can do each act about it."""


@pytest.mark.parametrize("verb", OPEN_FOR, ids=lambda verb: verb.value)
@pytest.mark.parametrize("state", RequestState, ids=lambda state: state.value)
def test_names_the_state_in_which_a_request_stands(verb: Verb, state: RequestState) -> None:
    """An agency may have answered, or a colleague decided, since the list was drawn."""
    asked = InformationRequest(organisation=Organisation(name="Testshire Police"), state=state)
    said = (
        f"The request to Testshire Police stands at “{REQUEST_STATES[state].label}”; this is not possible from there."
    )
    assert sentence(verb, asked) == ("" if state.value in OPEN_FOR[verb] else said)


HAS_ENDED = "This action has ended. The coordinator can open it again by an update."
RUNS: dict[str, dict[str, Any]] = {
    "not started": {"status": ActionStatus.NOT_STARTED},
    "in progress": {"status": ActionStatus.IN_PROGRESS},
    "done and not verified": {"status": ActionStatus.DONE},
    "not owned": {"status": ActionStatus.NOT_OWNED},
    "verified and opened again": {"status": ActionStatus.IN_PROGRESS, "verified_on": TODAY},
}
ENDS: dict[str, dict[str, Any]] = {
    "done and verified": {"status": ActionStatus.DONE, "verified_on": TODAY},
    "rejected": {"status": ActionStatus.REJECTED},
    "superseded": {"status": ActionStatus.SUPERSEDED},
    "accepted as ended": {"status": ActionStatus.IN_PROGRESS, "is_end_accepted": True},
}


@pytest.mark.parametrize("verb", [Verb.ADD_EVIDENCE, Verb.TRANSFER_ACTION, Verb.SUPERSEDE_ACTION])
def test_opens_for_an_action_until_it_has_ended(verb: Verb) -> None:
    said = {name: sentence(verb, Action(**facts)) for name, facts in (RUNS | ENDS).items()}
    assert said == dict.fromkeys(RUNS, "") | dict.fromkeys(ENDS, HAS_ENDED)


@pytest.mark.parametrize("name", [*RUNS, *ENDS])
def test_updates_an_action_however_it_stands(name: str) -> None:
    """An update opens again what has ended."""
    assert refusal(Verb.UPDATE_ACTION, Action(**(RUNS | ENDS)[name])) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("not started", "Record the action as done first; then somebody else verifies it."),
        ("not owned", "Record the action as done first; then somebody else verifies it."),
        ("superseded", "Record the action as done first; then somebody else verifies it."),
        ("done and verified", "This action is verified already."),
    ],
)
def test_says_what_a_verification_waits_for(name: str, said: str) -> None:
    assert sentence(Verb.VERIFY_ACTION, Action(**(RUNS | ENDS)[name])) == said


@pytest.mark.parametrize("verb", list(FORMS), ids=lambda verb: verb.value)
def test_opens_the_form_of_an_act_that_is_about_no_row(verb: Verb) -> None:
    """What a row says stops nothing where there is none."""
    assert refusal(verb, None) is None

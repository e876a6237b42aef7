"""Whose comments does a role read, and how is the card of an agency's return headed? No database is needed."""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.case_clocks import RequestClock
from dhr_cases.clock_words import request_cards
from dhr_cases.comment_points import Sight, sight_of
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.models import Case, InformationRequest, Organisation
from dhr_cases.request_states import RequestState
from dhr_cases.roles import Role
from dhr_cases.stages import Stage

R = Role
S = Stage
DAY = datetime.date(2026, 5, 4)
NOBODYS, AGENCIES, FAMILYS, ALL = Sight(False, False), Sight(True, False), Sight(False, True), Sight(True, True)


@pytest.mark.parametrize(
    ("roles", "stage", "sight"),
    [
        (set(), S.DRAFTING, NOBODYS),
        ({R.PANEL_MEMBER}, S.INTERVIEWS, NOBODYS),
        ({R.PANEL_MEMBER}, S.DRAFTING, AGENCIES),
        ({R.FAMILY_ADVOCATE}, S.DRAFTING, FAMILYS),
        ({R.FAMILY_ADVOCATE}, S.PUBLISHED, FAMILYS),
        ({R.FAMILY_ADVOCATE, R.PANEL_MEMBER}, S.DRAFTING, ALL),
        ({R.CSP_CHAIR}, S.FAMILY_REVIEW, NOBODYS),
        ({R.CSP_CHAIR}, S.PANEL_APPROVED, AGENCIES),
        ({R.INDEPENDENT_CHAIR}, S.DRAFTING, ALL),
        ({R.COORDINATOR}, S.DRAFTING, ALL),
        ({R.AGENCY_AUTHOR}, S.FAMILY_REVIEW, NOBODYS),
        ({R.AUDITOR}, S.FAMILY_REVIEW, NOBODYS),
    ],
)
def test_keeps_the_words_of_agencies_and_of_the_family_apart(roles: set[Role], stage: Stage, sight: Sight) -> None:
    """An advocate reads the family's only, a panel member the agencies' only."""
    assert sight_of(frozenset(roles), Case(stage=stage)) == sight


READING = ClockReading(
    clock="imr_return", label="Return", start_event="IMR_REQUESTED", stop_event="IMR_ACCEPTED", start=DAY, limit=None,
    due=DAY, stop=None, state=ClockState.OVERDUE, elapsed_days=9, elapsed_days_net=9, source="", evidence="",
    extended_by=None, why="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "shown", "status"),
    [
        (RequestState.ASKED, "overdue", "9 days late"),
        (RequestState.WITHDRAWN, "not_stated", "Withdrawn"),
        (RequestState.UNANSWERED, "not_stated", "Closed without a return"),
    ],
)
def test_heads_the_card_of_a_return_with_its_agency(state: RequestState, shown: str, status: str) -> None:
    """What became of it begins with a capital."""
    request = InformationRequest(organisation=Organisation(name="Testshire Police"), state=state)
    on = DAY + datetime.timedelta(days=9)
    (card,) = request_cards([RequestClock(request, READING)], on)
    assert (card.label, card.state, card.status) == ("Return of Testshire Police", shown, status)
    met = replace(READING, state=ClockState.MET, stop=DAY)
    (card,) = request_cards([RequestClock(InformationRequest(organisation=request.organisation), met)], on)
    assert (card.state, card.status) == ("met", "Met on 4 May 2026")

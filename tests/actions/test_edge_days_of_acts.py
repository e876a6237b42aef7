"""On which day does an act of a review stop being possible? The day before, the day and the day after are tried.

Each row says what is done with a day, from which day on it is taken, and the sentence that refuses the day before.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import (
    action_settings,
    anonymity,
    assurance,
    drafting,
    organisations,
    overlays,
    panel,
    papers,
    partnership_settings,
    people,
    publication,
    publication_plan,
    reading_room,
    requests,
)
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import (
    Case,
    CaseEvent,
    DateToAvoid,
    Hold,
    InformationRequest,
    PartialDate,
    ProtectedToken,
    Publication,
    RecipientTold,
    Submission,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.publication_days import MOST_DAYS_AROUND, DayToAvoid
from dhr_cases.request_states import RequestState
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.files import upload
from tests.reading_copies import access_of, give_copies
from tests.stages import case_at
from tests.standing import stand_at
from tests.steps_learning import make_ready

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
WEEK = 7 * DAY
Act = Callable[[Cast, Case, datetime.date], object]


def office(cast: Cast, case: Case) -> dict[str, Any]:
    """The coordinator acts on the case."""
    return {"case": case, "by": cast.coordinator}


def end_a_hold(cast: Cast, case: Case, day: datetime.date) -> None:
    hold = put(Hold, case=case, reason=HoldReason.INQUEST, scope=[HoldScope.DRAFTING], starts_on=TODAY - WEEK)
    overlays.end_hold(**office(cast, case), hold=hold, ends_on=day)


def end_a_proceeding(cast: Cast, case: Case, day: datetime.date) -> None:
    began, ended = PartialDate.on(TODAY), PartialDate.on(day)
    facts = overlays.ProceedingFacts(ProceedingKind.INQUEST, starts_on=began, ends_on=ended)
    overlays.record_proceeding(**office(cast, case), facts=facts)


def promise(cast: Cast, case: Case, day: datetime.date) -> None:
    people.record_family_contact(
        **office(cast, case), summary="A call", medium="telephone", promise="Send it", promise_due_on=day,
        on=TODAY - WEEK,
    )  # fmt: skip


def ask_agency(cast: Cast, case: Case, day: datetime.date) -> None:
    stand_at(case, Stage.TOR_AGREED)
    ask = requests.Ask(cast.police, "Records", day)
    requests.send_requests(**office(cast, case), asks=[ask], on=TODAY - WEEK)


def ask_again(cast: Cast, case: Case, day: datetime.date) -> None:
    stand_at(case, Stage.INFO_REQUESTED)
    row = put(
        InformationRequest, case=case, organisation=cast.police, asked_on=TODAY - WEEK, due_on=TODAY - WEEK,
        asks_for="Records", state=RequestState.WITHDRAWN,
    )  # fmt: skip
    requests.reopen_request(**office(cast, case), request=row, due_on=day, reason="They knew her after all")
    assert InformationRequest.objects.get(pk=row.pk).due_on == day


def end_the_period(cast: Cast, case: Case, day: datetime.date) -> None:
    stand_at(case, Stage.PANEL_FORMED)
    terms = panel.Terms(PartialDate.on(TODAY), PartialDate.on(day), "What was known?")
    panel.draft_terms(**office(cast, case), terms=terms)


def give_draft(cast: Cast, case: Case, day: datetime.date) -> None:
    stand_at(case, Stage.DRAFTING)
    papers.add_draft(case=case, by=cast.independent_chair, kind=PaperKind.OVERVIEW_REPORT, upload=upload())
    drafting.send_for_reading(
        **office(cast, case), agencies=[cast.health], due_on=day, on=TODAY - WEEK, sections=()
    )  # fmt: skip


def read_on(cast: Cast, case: Case, day: datetime.date) -> None:
    copies = give_copies(cast, case, [cast.family_advocate])
    access = access_of(copies["sister"], cast.family_advocate)
    reading_room.extend_reading(**office(cast, case), access=access, until=day)


def let_in(cast: Cast, case: Case, day: datetime.date) -> None:
    copies = give_copies(cast, case)
    reading_room.open_reading(
        **office(cast, case), reading=copies["sister"], until=day, readers=[cast.family_advocate]
    )  # fmt: skip


def ready_to_publish(cast: Cast, case: Case) -> None:
    """Two checks, and the family told a week ago."""
    make_ready(cast, case_at(cast, case, Stage.PRE_PUBLICATION))
    plan = Publication.objects.get(case=case)
    plan.family_told_on = PartialDate.on(TODAY - WEEK)
    with change("Test", None):
        plan.save()


def publish(cast: Cast, case: Case, day: datetime.date) -> None:
    ready_to_publish(cast, case)
    publication.publish(**office(cast, case), on=day, url="https://testshire.example/robin")


def tell_the_media(cast: Cast, case: Case, day: datetime.date) -> None:
    ready_to_publish(cast, case)
    row = put(RecipientTold, case=case, who="The media team")
    publication_plan.record_recipient_told(**office(cast, case), recipient=row, on=day)


def end_a_body(cast: Cast, case: Case, day: datetime.date) -> None:
    with change("Test", None):
        cast.refuge.starts_on = TODAY
        cast.refuge.save()
    organisations.end_organisation(by=cast.coordinator, organisation=cast.refuge, ends_on=day, reason="Merged")


def follow_a_body(cast: Cast, case: Case, day: datetime.date) -> None:
    """The successor's last day is the one that is tried."""
    with change("Test", None):
        cast.health.ends_on = day
        cast.health.save()
    organisations.end_organisation(
        by=cast.coordinator, organisation=cast.refuge, ends_on=TODAY, successors=[cast.health], reason="Merged"
    )


def end_the_partnership(cast: Cast, case: Case, day: datetime.date) -> None:
    partnership_settings.change_life_span(
        by=cast.coordinator, partnership=cast.partnership, starts_on=TODAY, ends_on=day, successor=None, reason="New"
    )


@dataclass(frozen=True)
class Edge:
    """What is done with a day, the first day that is taken, and what is told on the day before."""

    name: str
    act: Act
    first: datetime.date
    told: str


FAMILY_FIRST = f"The family was told on {PartialDate.on(TODAY - WEEK)}, after that day. The family is told first."
EDGES = (
    Edge("a hold ends", end_a_hold, TODAY - WEEK, "A hold cannot end before it began."),
    Edge("a proceeding ends", end_a_proceeding, TODAY, "A proceeding cannot end before it began."),
    Edge("a promise falls due", promise, TODAY - WEEK,
         "The promise is to be kept before it was made. Check the dates."),
    Edge("a return falls due", ask_agency, TODAY - WEEK,
         "The due date of Testshire Police lies before the day of asking."),
    Edge("a return falls due anew", ask_again, TODAY, "The new due date has passed already."),
    Edge("the period ends", end_the_period, TODAY, "The period under review ends before it begins."),
    Edge("comments fall due", give_draft, TODAY - WEEK,
         "The day for comments is before the day the draft was given."),
    Edge("reading ends later", read_on, TODAY, "The last day of reading is past. Close the way in instead."),
    Edge("reading ends", let_in, TODAY, "The last day of reading is past. Enter a later one."),
    Edge("publication", publish, TODAY - WEEK, FAMILY_FIRST),
    Edge("the media told", tell_the_media, TODAY - WEEK, FAMILY_FIRST),
    Edge("a body ends", end_a_body, TODAY, "The last day is before the first."),
    Edge("a successor ends", follow_a_body, TODAY + DAY,
         "Testshire NHS Trust will not exist on the day after. Choose another successor."),
    Edge("a partnership ends", end_the_partnership, TODAY, "The last day is before the first."),
)  # fmt: skip  # an edge a paragraph


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.name)
def test_refuses_the_day_before(cast: Cast, case: Case, edge: Edge) -> None:
    with pytest.raises(Incomplete) as refused:
        edge.act(cast, case, edge.first - DAY)
    assert refused.value.sentence == edge.told


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.name)
@pytest.mark.parametrize("later", [0, 1], ids=["the day", "the day after"])
def test_takes_the_day_and_the_day_after(cast: Cast, case: Case, edge: Edge, later: int) -> None:
    edge.act(cast, case, edge.first + later * DAY)


# days that are known only to the month


@pytest.mark.parametrize(
    ("began", "ended", "is_taken"),
    [
        ("2026-05", "2026-05", True),
        ("2026-05-31", "2026-05", True),
        ("2026-05-31", "2026", True),
        ("2026-05", "2026-04", False),
        ("2026-05-01", "2026-04-30", False),
        ("2026", "2025-12-31", False),
        ("", "2026-04", True),
        ("2026-05", "", True),
    ],
)
def test_lets_a_proceeding_end_as_late_as_its_date_can_mean(
    cast: Cast, case: Case, began: str, ended: str, is_taken: bool
) -> None:
    facts = overlays.ProceedingFacts(
        ProceedingKind.INQUEST, starts_on=PartialDate.parse(began), ends_on=PartialDate.parse(ended)
    )
    if is_taken:
        assert overlays.record_proceeding(**office(cast, case), facts=facts).pk
        return
    with pytest.raises(Incomplete, match="^A proceeding cannot end before it began.$"):
        overlays.record_proceeding(**office(cast, case), facts=facts)


@pytest.mark.parametrize(
    ("board_on", "recorded_on"),
    [
        (PartialDate.on(TODAY - DAY), TODAY - DAY),
        (PartialDate.on(TODAY), TODAY),
        (PartialDate.on(TODAY + DAY), TODAY),
        (PartialDate.unknown(), TODAY),
    ],
)
def test_learns_of_a_board_on_its_own_day_once_that_is_past(
    cast: Cast, case: Case, board_on: PartialDate, recorded_on: datetime.date
) -> None:
    stand_at(case, Stage.SUBMITTED)
    put(Submission, case=case, round=1, sent_to="Home Office")
    assurance.record_board(**office(cast, case), board_on=board_on)
    event = CaseEvent.objects.get(case=case, kind=Event.QA_BOARD_DATED)
    assert (event.on.value, event.detail["board_on"]) == (recorded_on, board_on.iso)
    assert Submission.objects.get(case=case).board_on == board_on


# numbers with a limit


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (MOST_DAYS_AROUND, True), (61, False)])
def test_keeps_so_many_days_clear(cast: Cast, case: Case, days: int, is_taken: bool) -> None:
    day = DayToAvoid(TODAY, "Her birthday", days_around=days)
    if is_taken:
        publication_plan.add_date_to_avoid(**office(cast, case), day=day)
    else:
        with pytest.raises(Incomplete, match="^Keep up to 60 days clear before and after.$"):
            publication_plan.add_date_to_avoid(**office(cast, case), day=day)
    assert DateToAvoid.objects.count() == is_taken


@pytest.mark.parametrize(
    ("months", "days", "told"),
    [
        (1, 1, ""),
        (24, 366, ""),
        (0, 30, "Ask at least every 24 months."),
        (25, 30, "Ask at least every 24 months."),
        (3, 0, "Give between 1 and 366 days for a reply."),
        (3, 367, "Give between 1 and 366 days for a reply."),
        (0, 0, "Ask at least every 24 months. Give between 1 and 366 days for a reply."),
    ],
)
def test_asks_owners_as_often_as_its_limits_allow(cast: Cast, months: int, days: int, told: str) -> None:
    said: dict[str, Any] = {"by": cast.coordinator, "partnership": cast.partnership, "reason": "Agreed"}
    if not told:
        action_settings.change_action_terms(**said, update_every_months=months, reply_days=days)
        terms = cast.partnership.action_terms
        assert (terms.update_every_months, terms.reply_days) == (months, days)
        return
    with pytest.raises(Incomplete) as refused:
        action_settings.change_action_terms(**said, update_every_months=months, reply_days=days)
    assert refused.value.sentence == told


@pytest.mark.parametrize(("letters", "is_taken"), [(200, True), (201, False)])
def test_prints_no_more_than_so_many_letters_instead(cast: Cast, case: Case, letters: int, is_taken: bool) -> None:
    words = anonymity.Protection(TokenKind.SCHOOL, "Oast Primary", "x" * letters)
    if is_taken:
        anonymity.protect_words(**office(cast, case), words=words)
    else:
        with pytest.raises(Incomplete, match="^Keep what is printed to 200 letters.$"):
            anonymity.protect_words(**office(cast, case), words=words)
    assert ProtectedToken.objects.count() == is_taken

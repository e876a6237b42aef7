"""In which whole sentence is what lies over the stages refused: holds, more time, lateness, proceedings, moves?"""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone

from dhr_cases.actions import overlays
from dhr_cases.actions.core import Act
from dhr_cases.actions.overlays import HoldTerms, MoreTime, ProceedingFacts
from dhr_cases.case_clocks import REQUEST_CLOCK
from dhr_cases.errors import NotNow
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import (
    Case,
    Hold,
    InformationRequest,
    ParallelProceeding,
    PartialDate,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.refusals import No, check_refused
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."


def put(table: Any, **values: object) -> Any:
    """A row as an action would leave it."""
    with change("Test", None):
        return table._default_manager.create(**values)


def test_holds_nothing_without_words_and_ends_each_hold_once(case: Case, cast: Cast) -> None:
    """A hold says what it stops and why, and its days are in their order and not to come."""
    stand_at(case, Stage.INFO_REQUESTED)
    terms = HoldTerms(reason=HoldReason.OTHER, scope=frozenset({HoldScope.DRAFTING}), starts_on=TODAY)
    ended = put(Hold, case=case, reason=HoldReason.INQUEST, scope=["drafting"], starts_on=TODAY, ends_on=TODAY)
    lasts = put(Hold, case=case, reason=HoldReason.INQUEST, scope=["drafting"], starts_on=TODAY - DAY)
    check_refused(
        [
            No(
                overlays.start_hold,
                "Say what the hold stops.",
                {"terms": replace(terms, scope=frozenset(), note="Asked")},
            ),
            No(overlays.start_hold, "Say in the note what the reason is.", {"terms": replace(terms, note=" ")}),
            No(
                overlays.start_hold,
                LATER.format("The first day of the hold"),
                {"terms": replace(terms, starts_on=TODAY + DAY)},
            ),
            No(overlays.end_hold, "This hold has ended already.", {"hold": ended}, NotNow),
            No(overlays.end_hold, "A hold cannot end before it began.", {"hold": lasts, "ends_on": TODAY - 2 * DAY}),
            No(overlays.end_hold, LATER.format("The last day of the hold"), {"hold": lasts, "ends_on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_gives_no_more_time_without_its_words(case: Case, other_case: Case, cast: Cast) -> None:
    """More time is for a clock of this review, and for a request only where the clock is that of requests."""
    stand_at(case, Stage.INFO_REQUESTED)
    foreign = put(InformationRequest, case=other_case, organisation=cast.police, asked_on=TODAY, due_on=TODAY)
    more = MoreTime("decide", TODAY + DAY, TODAY, "The panel", ExtensionReason.COMPLEX_CASE)
    whose = "Say which agency's request the time is for."
    strange = "The request belongs to another case."
    check_refused(
        [
            No(overlays.extend, "Choose one of the clocks of this review.", {"more": replace(more, clock="tea")}),
            No(overlays.extend, "Enter who agreed to it.", {"more": replace(more, agreed_by=" ")}),
            No(
                overlays.extend,
                "Say in words what the reason is.",
                {"more": replace(more, reason_code=ExtensionReason.OTHER)},
            ),
            No(overlays.extend, whose, {"more": replace(more, clock=REQUEST_CLOCK)}),
            No(overlays.extend, f"{whose} {strange}", {"more": replace(more, request=foreign)}),
            No(overlays.extend, strange, {"more": replace(more, clock=REQUEST_CLOCK, request=foreign)}),
            No(
                overlays.extend,
                LATER.format("The date of the agreement"),
                {"more": replace(more, agreed_on=TODAY + DAY)},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_explains_no_clock_in_time_and_records_no_impossible_proceeding(
    case: Case, other_case: Case, cast: Cast
) -> None:
    """Lateness is explained in words; a proceeding is the case's own and ends after it began."""
    stand_at(case, Stage.INFO_REQUESTED)
    strange = put(ParallelProceeding, case=other_case, kind=ProceedingKind.INQUEST)
    inquest = ProceedingFacts(ProceedingKind.INQUEST)
    over = replace(inquest, starts_on=PartialDate.parse("2026-05-02"), ends_on=PartialDate.parse("2026-04"))
    check_refused(
        [
            No(
                overlays.explain_lateness,
                "This clock is not late, so there is nothing to explain. Enter the reason in words.",
                {"clock": "publish", "reason_code": ExtensionReason.OTHER, "reason": ""},
            ),
            No(overlays.record_proceeding, "A proceeding cannot end before it began.", {"facts": over}),
            No(
                overlays.record_proceeding,
                "The proceeding belongs to another case.",
                {"facts": inquest, "proceeding": strange},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_moves_no_case_past_the_table(case: Case, cast: Cast) -> None:
    """The way is asked for before it is asked whether the act leads there; nothing is kept of the try."""
    act = Act(case=case, by=cast.coordinator, as_role="Coordinator", reason="", verb=Verb.CORRECT)
    check_refused(
        [
            No(act.move, "A review cannot go from “Death referred” to “Closed”.", {"stage": Stage.CLOSED}, NotNow),
            No(
                act.move,
                "A review cannot go from “Death referred” to “Death referred”.",
                {"stage": Stage.REFERRED},
                NotNow,
            ),
        ]
    )
    assert (case.at, act.events) == (Stage.REFERRED, [])

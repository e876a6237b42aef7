"""What happens when a published review's facts run through our acts and flows? The digest of one file."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.actions import overlays
from dhr_cases.actions.core import as_of, known_as
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.errors import ReviewError
from dhr_cases.hold_scopes import ProceedingKind
from dhr_cases.models import Action, Case, PartialDate, Provenance, QAOutcome, Recommendation
from dhr_cases.stages import Stage
from workflows.playing.play import Play
from workflows.playing.scenes import MAIN_LINE, SCENES, perform
from workflows.playing.writing import recommend
from workflows.replay.dating import DatedStage, dated
from workflows.replay.facts import ReviewFacts
from workflows.replay.staging import printed_recommendations, stage_review


def replay(facts: ReviewFacts) -> dict[str, Any]:
    """Play the facts to the last stage they support; return the digest as the command prints it."""
    days = dated(line_of(facts), facts.dates, facts.death_date, facts.not_before)
    play = stage_review(facts, days[0])
    refused = [*_other_regime(facts, play.case), *_out_of_order(facts.death_date, days)]
    done = [days[0]]
    for scene in days[1:]:
        try:
            with transaction.atomic():
                perform(play, SCENES[scene.stage], _played_on(scene), _provenance(scene))
        except ReviewError as refusal:
            refused.append(f"{scene.stage}: {refusal.sentence}")
            break
        done.append(scene)
    refused += _record_proceeding(play, facts)
    refused += _record_recommendations(play, facts, done[-1])
    return _digest(facts.title, play, done, refused)


def line_of(facts: ReviewFacts) -> tuple[Stage, ...]:
    """The main line up to the stage the facts reach; without a letter's points there is no amending."""
    last = facts.reached if facts.reached in MAIN_LINE else _before(facts.reached)
    line = MAIN_LINE[: MAIN_LINE.index(last) + 1]
    is_cleared_at_once = facts.outcome is QAOutcome.CLEARED_NO_CHANGE
    return tuple(stage for stage in line if not (stage is Stage.AMENDING and is_cleared_at_once))


def _before(stage: Stage) -> Stage:
    order = list(Stage)
    return max((row for row in MAIN_LINE if order.index(row) <= order.index(stage)), key=order.index)


def _played_on(scene: DatedStage) -> PartialDate:
    """The scene's day; today where nothing at all is known, since papers and terms need a day."""
    return scene.on if scene.on.is_known else PartialDate.on(timezone.localdate())


def _provenance(scene: DatedStage) -> Provenance:
    return Provenance.ASSUMED if scene.assumed else Provenance.RECORDED


def _other_regime(facts: ReviewFacts, case: Case) -> list[str]:
    """A sentence where the law the file names is not the one a case opened today falls under."""
    if facts.regime == case.regime:
        return []
    return [f"The legal regime {facts.regime} is not in force here; the review runs under {case.regime}."]


def _out_of_order(death: PartialDate, days: list[DatedStage]) -> list[str]:
    """A sentence for each date that lies before one that came earlier, the death's among them."""
    found: list[str] = []
    name, highest = "the death", death
    for scene in filter(_has_day, days):
        if _runs_backwards(highest, scene.on):
            found.append(f"The date of {scene.stage} ({scene.on}) lies before that of {name} ({highest}).")
        elif highest.value is None or (scene.on.value and scene.on.value >= highest.value):
            name, highest = str(scene.stage), scene.on
    return found


def _has_day(scene: DatedStage) -> bool:
    """True where the sources give a day."""
    return not scene.assumed and scene.on.value is not None


def _runs_backwards(earlier: PartialDate, later: PartialDate) -> bool:
    return bool(earlier.value and later.latest and later.latest < earlier.value)


def _record_proceeding(play: Play, facts: ReviewFacts) -> list[str]:
    if facts.proceeding is None:
        return []
    trial = overlays.ProceedingFacts(
        kind=ProceedingKind.CRIMINAL, outcome=facts.proceeding.outcome[:300], ends_on=facts.proceeding.ended_on
    )
    try:
        with as_of(facts.proceeding.ended_on):
            overlays.record_proceeding(case=play.case, by=play.company.coordinator, facts=trial)
    except ReviewError as refusal:
        return [refusal.sentence]
    return []


def _record_recommendations(play: Play, facts: ReviewFacts, last: DatedStage) -> list[str]:
    """Recommendations come from the printed report, whose owners and measures the facts do not give.

    They are recorded behind the last stage, since a submission asks for more than is known of them.
    """
    play.story.recommendations = printed_recommendations(facts)
    try:
        with as_of(_played_on(last)), known_as(Provenance.ASSUMED):
            recommend(play)
    except ReviewError as refusal:
        return [refusal.sentence]
    return []


def _digest(title: str, play: Play, done: list[DatedStage], refused: list[str]) -> dict[str, Any]:
    case = Case.objects.get(pk=play.case.pk)
    recommendations = Recommendation.objects.filter(case=case)
    return {
        "reference": case.reference,
        "title": title,
        "regime": case.regime,
        "stage": case.stage,
        "stages": [
            {
                "stage": str(scene.stage),
                "on": scene.on.iso or None,
                "precision": str(scene.on.precision),
                "assumed": scene.assumed,
            }
            for scene in done
        ],
        "clocks": [_clock(row, done[0].on.is_known) for row in case_clocks.readings(case, timezone.localdate())],
        "recommendations": recommendations.count(),
        "actions": Action.objects.filter(recommendation__case=case).count(),
        "recommendation_numbers": list(recommendations.values_list("ref", flat=True)),
        "refused": refused,
    }


def _clock(reading: ClockReading, is_dated: bool) -> dict[str, Any]:
    """One clock; where no date at all is known it tells only whether it began and ended."""
    row = {
        "clock": reading.clock,
        "start": _iso(reading.start),
        "due": _iso(reading.due),
        "stop": _iso(reading.stop),
        "state": str(reading.state),
        "elapsed_days": reading.elapsed_days,
        "elapsed_days_net": reading.elapsed_days_net,
    }
    if is_dated:
        return row
    began = ClockState.RUNNING if reading.start else ClockState.NOT_STARTED
    return dict.fromkeys(row) | {"clock": reading.clock, "state": str(ClockState.DONE if reading.stop else began)}


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None

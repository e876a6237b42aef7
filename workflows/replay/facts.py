"""What does a file of a published review say: who, when, how far, and which recommendations?

The shape is that of the fact files of published reviews; a key that is absent or null is not known.
"""

import re
from dataclasses import dataclass

from django.utils import timezone

from dhr_cases.models import PartialDate, QAOutcome
from dhr_cases.policy import PolicyError, regimes
from dhr_cases.policy import regime as known_regime
from dhr_cases.stages import Stage
from workflows.replay.partnerships import PartnershipFacts, read_partnerships
from workflows.replay.reading import (
    LONGEST,
    FactsError,
    Json,
    count_at,
    date_at,
    first_known,
    kept,
    list_at,
    read_date,
    table_at,
    text_at,
)
from workflows.replay.recommendations import RecommendationFacts, read_recommendations
from workflows.replay.words import outcome_said, says_no_review, says_something, stage_said


@dataclass(frozen=True)
class Proceeding:
    """A trial beside the review: how it ended and when."""

    outcome: str
    ended_on: PartialDate


@dataclass(frozen=True)
class PeopleFacts:
    """How many people of each part the file tells of."""

    deceased: int = 1
    perpetrators: int = 1
    children: int = 0


@dataclass(frozen=True)
class ReviewFacts:
    """Everything a file gives that a case can hold; ``dates`` only where the file has one."""

    title: str
    pseudonym: str
    regime: str
    partnerships: PartnershipFacts
    death_date: PartialDate
    dates: dict[Stage, PartialDate]
    reached: Stage
    not_before: PartialDate
    outcome: QAOutcome
    agencies: tuple[str, ...] = ()
    meetings: tuple[PartialDate, ...] = ()
    recommendations: tuple[RecommendationFacts, ...] = ()
    proceeding: Proceeding | None = None
    people: PeopleFacts = PeopleFacts()


DATE_KEYS: tuple[tuple[Stage, tuple[str, ...]], ...] = (
    (Stage.REFERRED, ("notified", "referred", "referred_on")),
    (Stage.DECIDED_REVIEW, ("decision", "decision_date", "review_began", "review_initiated")),
    (Stage.HO_NOTIFIED, ("ho_notified",)),
    (Stage.FAMILY_CONTACTED, ("family_told", "family_contacted")),
    (Stage.CHAIR_APPOINTED, ("chair_appointed",)),
    (Stage.TOR_AGREED, ("terms_agreed",)),
    (Stage.INFO_REQUESTED, ("information_requested",)),
    (Stage.DRAFTING, ("drafting_started",)),
    (Stage.CSP_SIGNED_OFF, ("report_completed", "report_first_version", "signed_off")),
    (Stage.SUBMITTED, ("submitted", "submitted_on")),
    (Stage.AT_QA, ("qa_panel_date", "qa_board_date")),
    (Stage.AMENDING, ("qa_letter_date",)),
    (Stage.QA_CLEARED, ("report_updated", "qa_cleared")),
    (Stage.PUBLISHED, ("published", "published_footer_date")),
)
"""Keys that date a stage; of several, the first that holds a date counts."""

SHOWN_BY: tuple[tuple[Stage, tuple[str, ...]], ...] = (
    (Stage.PUBLISHED, ("documents_published", "published_not_before")),
    (Stage.DRAFTING, ("recommendations", "recommendation_count", "action_plan_columns")),
    (Stage.INFO_REQUESTED, ("agencies", "imr_count")),
)
"""Keys that show a stage was reached, whatever they hold and without a date."""

INSIDE = ("date", "on", "decided_on", "when", "month")
"""Where an object in the place of a date may hold it; the first that holds one counts."""


def read_facts(raw: object) -> ReviewFacts:
    """Read one file's content. Raises FactsError with the place of the fault."""
    if not isinstance(raw, dict):
        raise FactsError("The file must hold one object with the facts of one review.")
    facts: Json = {**raw, **_status_row(raw)}
    title = text_at(facts, "title")
    if not title:
        raise FactsError("title: missing. Give the review's public title.")
    answered = outcome_said(text_at(facts, "qa_outcome"))
    outcome = answered or QAOutcome.PUBLISHABLE_WITH_CHANGES
    dates = _with_letter(_dates(facts), outcome)
    _check_was_held(facts)
    return ReviewFacts(
        title=title,
        pseudonym=_pseudonym(title),
        regime=_regime(facts),
        partnerships=read_partnerships(text_at(facts, "csp")),
        death_date=_past(date_at(facts, "death_month", text_at(facts, "death_precision")), "death_month"),
        dates=dates,
        reached=_reached(facts, dates, answered),
        not_before=date_at(facts, "published_not_before"),
        outcome=outcome,
        agencies=_names(facts, "agencies"),
        meetings=tuple(_meetings(facts)),
        recommendations=read_recommendations(facts),
        proceeding=_proceeding(table_at(facts, "criminal")),
        people=_people(facts),
    )


def _status_row(raw: Json) -> Json:
    row = table_at(raw, "example_row")
    if not row or raw.get("title"):
        return {}
    return {"title": row.get("case"), "csp": row.get("area"), "status": row.get("status")}


def _regime(facts: Json) -> str:
    given = text_at(facts, "regime")
    if not given:
        return next(row.id for row in regimes() if row.enabled)
    try:
        return known_regime(given).id
    except PolicyError as fault:
        raise FactsError(f"regime: {fault}") from fault


def _check_was_held(facts: Json) -> None:
    """Raise FactsError for a decision that no review is held: its scrutiny is no part of what sources print."""
    decision = facts.get("decision")
    outcome = text_at(decision, "outcome", "decision") if isinstance(decision, dict) else ""
    if says_no_review(outcome):
        raise FactsError(f"decision.outcome: {outcome!r}. Only a review that was held can be replayed.")


def _dates(facts: Json) -> dict[Stage, PartialDate]:
    dates = {stage: first_known(_date_of(facts, key) for key in keys) for stage, keys in DATE_KEYS}
    version = _past(date_at(facts, "report_version_date"), "report_version_date")
    stage = _stage_of_version(version, dates)
    if stage is not None:
        dates[stage] = first_known((dates[stage], version))
    dates[Stage.PANEL_WORK] = first_known(_at_work(_meetings(facts), dates))
    return {stage: date for stage, date in dates.items() if date.is_known}


def _at_work(meetings: list[PartialDate], dates: dict[Stage, PartialDate]) -> list[PartialDate]:
    """The panel's meetings from the day the agencies were asked: at an earlier one it agreed its terms."""
    asked = dates[Stage.INFO_REQUESTED].iso
    return [date for date in meetings if date.iso >= asked[: len(date.iso)]]


def _with_letter(dates: dict[Stage, PartialDate], outcome: QAOutcome) -> dict[Stage, PartialDate]:
    """A letter that asks for no change is the clearance itself."""
    if outcome is not QAOutcome.CLEARED_NO_CHANGE or Stage.AMENDING not in dates:
        return dates
    rest = {stage: date for stage, date in dates.items() if stage is not Stage.AMENDING}
    return {Stage.QA_CLEARED: dates[Stage.AMENDING]} | rest


def _stage_of_version(version: PartialDate, dates: dict[Stage, PartialDate]) -> Stage | None:
    """A version dated after the Home Office's answer is the cleared one, any other the one signed off.

    One that is later than the submission, with no answer known, dates no stage.
    """
    answered = first_known((dates[Stage.AMENDING], dates[Stage.AT_QA]))
    if answered.is_known and answered.iso <= version.iso:
        return Stage.QA_CLEARED
    submitted = dates[Stage.SUBMITTED].latest
    is_later = bool(submitted and version.value and version.value > submitted)
    return None if is_later else Stage.CSP_SIGNED_OFF


def _date_of(facts: Json, key: str) -> PartialDate:
    return _past(_inside(facts.get(key), key, f"{key}.date"), key)


def _inside(value: object, place: str, inner_place: str) -> PartialDate:
    """A date, alone or inside an object."""
    if isinstance(value, dict):
        return first_known(read_date(value.get(key), inner_place) for key in INSIDE)
    return read_date(value, place)


def _past(date: PartialDate, place: str) -> PartialDate:
    """The date. Raises FactsError for one to come: a published review lies behind us."""
    if date.value is not None and date.value > timezone.localdate():
        raise FactsError(f"{place}: {date} is in the future.")
    return date


def _meetings(facts: Json) -> list[PartialDate]:
    found = []
    for number, row in enumerate(list_at(facts, "panel_meetings")):
        place = f"panel_meetings[{number}]"
        found.append(_past(_inside(row, place, place), place))
    return sorted((date for date in found if date.is_known), key=lambda date: date.iso)


def _names(facts: Json, key: str) -> tuple[str, ...]:
    names = []
    for number, name in enumerate(list_at(facts, key)):
        if not isinstance(name, str) or not name.strip():
            raise FactsError(f"{key}[{number}]: expected a name, found {name!r}.")
        names.append(kept(name.strip(), f"{key}[{number}]"))
    return tuple(dict.fromkeys(names))


def _reached(facts: Json, dates: dict[Stage, PartialDate], answered: QAOutcome | None) -> Stage:
    order = list(Stage)
    found = [Stage.REFERRED, *dates]
    found += [stage for stage, keys in SHOWN_BY if any(says_something(facts.get(key)) for key in keys)]
    found += filter(None, (stage_said(text_at(facts, "status")), _AFTER.get(answered)))
    return max(found, key=order.index)


_AFTER: dict[QAOutcome | None, Stage] = {
    QAOutcome.CLEARED_NO_CHANGE: Stage.QA_CLEARED,
    QAOutcome.PUBLISHABLE_WITH_CHANGES: Stage.AMENDING,
    QAOutcome.RESUBMIT: Stage.AMENDING,
}
"""The stage that an answer of the Home Office leads to."""


def _pseudonym(title: str) -> str:
    named = re.search(r"pseudonyms? (\w+)", title) or re.match(r"(\w[\w -]*)/\d{4}$", title)
    return named.group(1)[: LONGEST["pseudonym"]] if named else ""


def _proceeding(criminal: Json) -> Proceeding | None:
    if not criminal:
        return None
    keys = ("sentence_date", "sentence_month", "conviction_date", "conviction_month")
    ends = (read_date(criminal.get(key), f"criminal.{key}") for key in keys)
    return Proceeding(text_at(criminal, "outcome", "criminal"), first_known(ends))


def _people(facts: Json) -> PeopleFacts:
    flags = table_at(facts, "case_facts_for_tests")
    several = any(map(flags.get, ("multiple_victims", "two_victims"))) or facts.get("multiple_victims")
    return PeopleFacts(
        deceased=count_at(facts, "victims") or 1 + bool(several),
        perpetrators=count_at(facts, "perpetrators") or 1 + bool(flags.get("two_perpetrators")),
        children=2 if flags.get("two_young_children") else int(bool(flags.get("child_in_scope"))),
    )

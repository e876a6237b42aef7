"""How do figures of feedback stand on a page? Rows of tables and bars; what is withheld comes here as words only."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from learning.event_places import when
from learning.feedback_charts import Chart, chart_of
from learning.feedback_facts import ActionLine, action_line
from learning.feedback_pools import Pool
from learning.feedback_scales import OVERALL, ActionState, band_label
from learning.feedback_statistics import Figures, QuestionFigures, Share
from learning.models import Event, EventAction
from learning.verbs import VERBS, LearningVerb
from learning.views.offers import Offer, act_url

SHARE_HEADS = ({"label": "Answer"}, {"label": "Number", "is_figure": True}, {"label": "Per cent", "is_figure": True})
BAND_HEADS = (
    {"label": "Together"},
    {"label": "Number", "is_figure": True},
    {"label": "Base", "is_figure": True},
    {"label": "Per cent", "is_figure": True},
)
PRINTED_HEADS = ({"label": "As printed"}, *BAND_HEADS[1:])
STATES: dict[ActionState, str] = {
    ActionState.OPEN: "running",
    ActionState.DONE: "due_soon",
    ActionState.CONFIRMED: "done",
    ActionState.DROPPED: "not_started",
}
LATE_WORDS = "Report is late"
VERBS_BY_STATE: dict[ActionState, tuple[LearningVerb, ...]] = {
    ActionState.OPEN: (
        LearningVerb.UPDATE_EVENT_ACTION,
        LearningVerb.REPORT_EVENT_ACTION_DONE,
        LearningVerb.DROP_EVENT_ACTION,
    ),
    ActionState.DONE: (LearningVerb.CONFIRM_EVENT_ACTION, LearningVerb.UPDATE_EVENT_ACTION),
}


@dataclass(frozen=True)
class QuestionShown:
    """One question: its chart, the table beside it, and the table of bands; or only why there is none."""

    label: str
    base: str
    is_withheld: bool
    chart: Chart | None
    answers: list[dict[str, Any]]
    bands: list[dict[str, Any]]

    @property
    def caption(self) -> str:
        """What stands above the table: the question and its base."""
        return f"{self.label}: {self.base} answered"


@dataclass(frozen=True)
class ActionShown:
    """One action of an event with what can be done about it."""

    text: str
    rows: list[dict[str, Any]]
    state: str
    words: str
    offers: list[Offer]


def questions_shown(said: Figures) -> list[QuestionShown]:
    """Every question of the figures."""
    return [_question(row) for row in said.questions]


def _question(row: QuestionFigures) -> QuestionShown:
    return QuestionShown(
        label=row.question.label,
        base=row.base_words,
        is_withheld=row.is_withheld,
        chart=None if row.is_withheld else chart_of(row.question.label, row.answers),
        answers=[_cells(share.label, _count(share), f"{share.percent}%") for share in row.answers],
        bands=band_rows(row.bands if row.question.is_graded else ()),
    )


def band_rows(bands: Sequence[Share]) -> list[dict[str, Any]]:
    """Bands as rows of a table, each with its base."""
    return [_cells(band.label, _count(band), band.base_words, f"{band.percent}%") for band in bands]


def _count(share: Share) -> str:
    return "not stated" if share.count is None else f"{share.count:,}"


def _cells(first: str, *figures: str, url: str = "") -> dict[str, Any]:
    return {"url": url, "cells": [{"text": first}, *({"text": text, "is_figure": True} for text in figures)]}


def headline(said: Figures) -> list[dict[str, str]]:
    """Registered, attended, responded and the rate, as big numbers."""
    rate = "not stated" if said.response_rate is None else f"{said.response_rate}%"
    return [
        {"label": "Registered", "value": said.registered.words},
        {"label": "Attended", "value": said.attended.words},
        {"label": "Replied", "value": said.responded_words},
        {"label": "Of those who attended", "value": rate},
    ]


QUOTED = band_label(OVERALL, 2)
"""The band of the overall rating that the list of events quotes."""
EVENT_HEADS = (
    {"label": "Event"},
    {"label": "When"},
    {"label": "Attended", "is_figure": True},
    {"label": "Replied", "is_figure": True},
    {"label": "Of those who attended", "is_figure": True},
    {"label": f"{QUOTED} (base)", "is_figure": True},
)


def event_row(event: Event, said: Figures, url: str) -> dict[str, Any]:
    """One event in the list."""
    rate = "" if said.response_rate is None else f"{said.response_rate}%"
    row = _cells(event.title, said.attended.words, said.responded_words, rate, _quoted(said), url=url)
    is_known = event.on.is_known or event.year is not None
    row["cells"].insert(1, {"text": when(event) if is_known else ""})
    return row


def _quoted(said: Figures) -> str:
    """The band that the list quotes, with its base; "" where nobody was asked, which a table shows as not stated."""
    if said.is_withheld:
        return "withheld"
    found = [band for band in said.bands if band.label == QUOTED]
    return f"{found[0].percent}% ({found[0].base_words})" if found else ""


def left_out(pool: Pool) -> list[str]:
    """Events that the sum does not hold, with the reason."""
    return [f"{row.title}: {row.why}" for row in pool.left_out]


def actions_shown(
    actions: Sequence[EventAction], partnership: Partnership, today: datetime.date, back: str, *, may_act: bool
) -> list[ActionShown]:
    """The actions of an event; no query for each."""
    return [_action(row, partnership, today, back if may_act else "") for row in actions]


def _action(row: EventAction, partnership: Partnership, today: datetime.date, back: str) -> ActionShown:
    line = action_line(row, today)
    colour, words = state_of(row, line)
    verbs = VERBS_BY_STATE.get(ActionState(row.state), ()) if back else ()
    return ActionShown(
        text=row.text,
        rows=[
            {"label": "Theme", "value": row.theme},
            {"label": "Asked of", "value": line.owner},
            {"label": "Reports back by", "value": long_date(row.due_on) if row.due_on else ""},
            *({"label": label, "value": value} for label, value in _told(row) if value),
        ],
        state=colour,
        words=words,
        offers=[Offer(verb, VERBS[verb].label, act_url(partnership, verb, row, back)) for verb in verbs],
    )


def state_of(row: EventAction, line: ActionLine) -> tuple[str, str]:
    """The colour in which an action of an event stands, and the words for it."""
    return ("overdue", LATE_WORDS) if line.is_late else (STATES[ActionState(row.state)], line.state)


def _told(row: EventAction) -> tuple[tuple[str, str], ...]:
    return (
        ("How it gets on", row.progress),
        ("What changed", row.outcome),
        ("What shows it", row.evidence),
        ("Confirmed on", long_date(row.confirmed_on) if row.confirmed_on else ""),
    )

"""Seven reviews of one partnership with seven statuses on one day, as a public paper told of them.

South Cambridgeshire CSP, 12 October 2022: only the statuses are known. The day of each status is the day of the paper.
"""

import datetime

from dhr_cases.actions.running_case import RunningCase, faults_of
from dhr_cases.actions.taking_on import case_event, take_on
from dhr_cases.models import Case, PartialDate, QAOutcome
from dhr_cases.stages import Stage
from tests.conftest import Cast

TOLD_ON = datetime.date(2022, 10, 12)

STATUSES: tuple[tuple[str, Stage, dict[str, object]], ...] = (
    ("back from Home Office for further changes", Stage.AMENDING, {"letter_outcome": QAOutcome.RESUBMIT.value}),
    ("with Home Office after first changes", Stage.RESUBMITTED, {}),
    (
        "with Home Office for consideration as terminated or abbreviated",
        Stage.END_PROPOSED,
        {"stood_at": Stage.DRAFTING},
    ),
    (
        "with Home Office for consideration as terminated or abbreviated",
        Stage.END_PROPOSED,
        {"stood_at": Stage.PANEL_WORK},
    ),
    ("report presented; 12 recommendations approved; signed off for submission", Stage.CSP_SIGNED_OFF, {}),
    ("underway, mindful of criminal process", Stage.PANEL_WORK, {}),
    ("first panel meeting held", Stage.TOR_AGREED, {}),
)
"""Each status with the stage it stands for and what the entry of such a case needs."""


def take_on_portfolio(cast: Cast) -> list[Case]:
    """Take the seven on, each at its status, known since the day of the paper."""
    return [take_on(by=cast.coordinator, case_facts=_facts(cast, number)) for number in range(1, len(STATUSES) + 1)]


def _facts(cast: Cast, number: int) -> RunningCase:
    _, stage, more = STATUSES[number - 1]
    plain = RunningCase(reference=f"SC-{number}", partnership=cast.partnership, stage=stage, **more)  # type: ignore[arg-type]  # facts by their names
    facts = RunningCase(**{**vars(plain), "days": {case_event(plain): PartialDate.on(TOLD_ON)}})
    assert faults_of(facts) == []
    return facts

"""Which line of a committee's position table does each stage of a review belong to? Imports no Django.

Every stage stands in exactly one line, so that the lines add up to the number of reviews.
Source: funding-and-reporting 5.1, lines of the position; South Cambridgeshire CSP, October 2022, for the line on
endings [V]; the cut between the lines is ours [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.stages import LIVE_REVIEW, Stage


class Standing(StrEnum):
    """Codes of the lines, in the order of the table."""

    NOTIFIED = "notified"
    DECISION_PENDING = "decision_pending"
    NO_REVIEW = "no_review"
    DECIDED = "decided"
    UNDER_WAY = "under_way"
    END_PROPOSED = "end_proposed"
    WITH_HOME_OFFICE = "with_home_office"
    BACK_FOR_CHANGES = "back_for_changes"
    APPROVED = "approved_not_published"
    PUBLISHED = "published"
    FOLLOWED = "learning_and_actions"
    NOT_PUBLISHED = "publication_withheld"
    ENDED_EARLY = "ended_early"
    CLOSED = "closed"
    TRANSFERRED = "transferred"


@dataclass(frozen=True)
class StandingRow:
    """One line: its words, its stages, whether a review that stands there is still being worked on."""

    label: str
    stages: tuple[Stage, ...]
    is_live: bool = False


S = Stage
STANDINGS: Mapping[Standing, StandingRow] = {
    Standing.NOTIFIED: StandingRow("Notified", (S.REFERRED, S.LEAD_AGREED)),
    Standing.DECISION_PENDING: StandingRow("Decision pending", (S.SCOPING,)),
    Standing.NO_REVIEW: StandingRow("No review", (S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE, S.HO_SCRUTINY)),
    Standing.DECIDED: StandingRow("Review decided, not yet begun", (S.DECIDED_REVIEW, S.HO_NOTIFIED, S.DIRECTED), True),
    Standing.UNDER_WAY: StandingRow("Review under way", (*LIVE_REVIEW, S.ABBREVIATED), True),
    Standing.END_PROPOSED: StandingRow(
        "With the Home Office for a view on ending or shortening", (S.END_PROPOSED,), True
    ),
    Standing.WITH_HOME_OFFICE: StandingRow("Sent to the Home Office", (S.SUBMITTED, S.AT_QA, S.RESUBMITTED), True),
    Standing.BACK_FOR_CHANGES: StandingRow("Back from the Home Office for changes", (S.AMENDING,), True),
    Standing.APPROVED: StandingRow("Approved, not published", (S.QA_CLEARED, S.PRE_PUBLICATION), True),
    Standing.PUBLISHED: StandingRow("Published", (S.PUBLISHED,)),
    Standing.FOLLOWED: StandingRow("Learning shared and actions followed", (S.LEARNING, S.MONITORING)),
    Standing.NOT_PUBLISHED: StandingRow("Publication withheld", (S.PUBLICATION_WITHHELD,)),
    Standing.ENDED_EARLY: StandingRow("Ended early", (S.TERMINATED,)),
    Standing.CLOSED: StandingRow("Closed", (S.CLOSED,)),
    Standing.TRANSFERRED: StandingRow("Transferred to another partnership", (S.TRANSFERRED,)),
}
"""The lines of the table in their order."""

OF_STAGE: Mapping[Stage, Standing] = {stage: code for code, row in STANDINGS.items() for stage in row.stages}
"""The line of each stage."""

ENDED = (Stage.CLOSED, Stage.TRANSFERRED, Stage.TERMINATED)
"""Stages in which a review no longer runs here."""

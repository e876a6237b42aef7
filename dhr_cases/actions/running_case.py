"""What may be entered of a review that is taken on half way: its stage, the days that are known, and no more.

Source: a portfolio of seven cases with seven statuses on one day, South Cambridgeshire CSP, October 2022 [S].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.events import Event
from dhr_cases.models import Outcome, PartialDate, Partnership, QAOutcome, User
from dhr_cases.stages import LIVE_REVIEW, STAGES, Phase, Stage, has_reached


@dataclass(frozen=True)
class KnownEvent:
    """One event whose day may be entered: its column, its question, the stage it belongs to."""

    column: str
    question: str
    stage: Stage

    @property
    def phase(self) -> Phase:
        """The phase under which forms ask for it."""
        return STAGES[self.stage].phase


S = Stage
E = Event
KNOWN_EVENTS: Mapping[Event, KnownEvent] = {
    E.REFERRAL_RECEIVED: KnownEvent("referral", "Death referred", S.REFERRED),
    E.CSP_CHAIR_AWARE: KnownEvent("chair_aware", "Partnership chair became aware", S.REFERRED),
    E.LEAD_AGREED: KnownEvent("lead_agreed", "Lead partnership settled", S.LEAD_AGREED),
    E.SCOPING_STARTED: KnownEvent("scoping", "Scoping started", S.SCOPING),
    E.DECISION_RECORDED: KnownEvent("decision", "Decision taken", S.DECIDED_REVIEW),
    E.HO_NOTIFIED: KnownEvent("home_office_told", "Home Office told of the decision", S.HO_NOTIFIED),
    E.REVIEW_DIRECTED: KnownEvent("directed", "Review directed", S.DIRECTED),
    E.FAMILY_TOLD: KnownEvent("family_told", "Family told", S.FAMILY_CONTACTED),
    E.CHAIR_APPOINTED: KnownEvent("chair_appointed", "Independent chair appointed", S.CHAIR_APPOINTED),
    E.PANEL_FORMED: KnownEvent("panel_formed", "Panel formed", S.PANEL_FORMED),
    E.TERMS_AGREED: KnownEvent("terms_agreed", "Terms of reference agreed", S.TOR_AGREED),
    E.INFORMATION_REQUESTED: KnownEvent("information_requested", "Information requested", S.INFO_REQUESTED),
    E.INFORMATION_COMPLETE: KnownEvent("information_in", "All information in", S.INFO_IN),
    E.PANEL_WORK_STARTED: KnownEvent("panel_work", "Panel's work started", S.PANEL_WORK),
    E.INTERVIEWS_STARTED: KnownEvent("interviews", "Interviews started", S.INTERVIEWS),
    E.DRAFTING_STARTED: KnownEvent("drafting", "Drafting started", S.DRAFTING),
    E.FAMILY_READING_STARTED: KnownEvent("reading", "Draft sent to its readers", S.FAMILY_REVIEW),
    E.PANEL_APPROVED: KnownEvent("panel_approved", "Panel approved the report", S.PANEL_APPROVED),
    E.OVERVIEW_REPORT_COMPLETE: KnownEvent("signed_off", "Partnership signed the report off", S.CSP_SIGNED_OFF),
    E.END_PROPOSED: KnownEvent("end_proposed", "Ending or shortening proposed", S.END_PROPOSED),
    E.TERMINATION_AGREED: KnownEvent("ended_early", "Ending agreed by the Home Office", S.TERMINATED),
    E.ABBREVIATION_AGREED: KnownEvent("shortened", "Shortened form agreed by the Home Office", S.ABBREVIATED),
    E.SUBMITTED_TO_HO: KnownEvent("submitted", "Submitted to the Home Office", S.SUBMITTED),
    E.QA_BOARD_DATED: KnownEvent("board", "Quality assurance board", S.AT_QA),
    E.QA_LETTER_RECEIVED: KnownEvent("letter", "Quality assurance letter received", S.AMENDING),
    E.RESUBMITTED_TO_HO: KnownEvent("resubmitted", "Resubmitted to the Home Office", S.AMENDING),
    E.QA_CLEARED: KnownEvent("cleared", "Cleared by the Home Office", S.QA_CLEARED),
    E.REPORT_COMPLETE: KnownEvent("report_complete", "Report completed", S.QA_CLEARED),
    E.SENT_TO_DAC: KnownEvent("copy_to_commissioner", "Copy sent to the Commissioner", S.QA_CLEARED),
    E.PUBLICATION_PREPARED: KnownEvent("publication_prepared", "Preparing publication started", S.PRE_PUBLICATION),
    E.PUBLISHED: KnownEvent("published", "Published", S.PUBLISHED),
    E.PUBLICATION_WITHHELD: KnownEvent("withheld", "Publication withheld", S.PUBLICATION_WITHHELD),
    E.LEARNING_STARTED: KnownEvent("learning", "Sharing of learning started", S.LEARNING),
    E.MONITORING_STARTED: KnownEvent("monitoring", "Monitoring of the action plan started", S.MONITORING),
    E.CLOSED: KnownEvent("closed", "Closed", S.CLOSED),
}  # fmt: skip  # the table reads as a table: an event, its column, its question, its stage
"""Events in the order in which history tells them. An event met again, such as a second letter, is entered once:
its latest day, since that is the one the present stage stands on."""

NO_ENTRY = (S.TRANSFERRED,)
"""Stages at which nothing is left to take on."""

ENTRY_STAGES = tuple(stage for stage in STAGES if stage not in NO_ENTRY)

NO_REVIEW_STAGES = (S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE, S.HO_SCRUTINY, S.DIRECTED)


@dataclass(frozen=True)
class RunningCase:
    """A review half way, as far as the partnership knows it. Days may be partial; what is not known is left out.

    ``outcome`` is "" where the stage says it; ``stood_at`` is the stage before an ending was proposed;
    ``letter_outcome`` is what the letter asked for while changes are being made.
    """

    reference: str
    partnership: Partnership
    stage: Stage
    pseudonym: str = ""
    death_date: PartialDate = field(default_factory=PartialDate.unknown)
    death_type: str = ""
    partnership_before: str = ""
    days: Mapping[Event, PartialDate] = field(default_factory=dict)
    outcome: str = ""
    stood_at: Stage | None = None
    letter_outcome: str = ""
    chair: User | None = None
    hold: HoldTerms | None = None

    def day(self, event: Event) -> PartialDate:
        """The day of an event, unknown when it was not entered."""
        return self.days.get(event, PartialDate.unknown())

    @property
    def standing(self) -> Stage:
        """How far the review had come: while an ending is proposed, the stage before that."""
        return self.stood_at if self.stage is S.END_PROPOSED and self.stood_at else self.stage

    @property
    def decided_stage(self) -> Stage:
        """The stage of the decision: what was decided follows from the outcome entered, else from the stage."""
        by_outcome = {
            Outcome.REVIEW.value: S.DECIDED_REVIEW,
            Outcome.NO_REVIEW.value: S.DECIDED_NO_REVIEW,
            Outcome.ALTERNATIVE.value: S.DECIDED_ALTERNATIVE,
        }
        if self.outcome in by_outcome:
            return by_outcome[self.outcome]
        was_refused = self.stage in NO_REVIEW_STAGES or self.day(E.REVIEW_DIRECTED).is_known
        return self._refusal if was_refused else S.DECIDED_REVIEW

    @property
    def _refusal(self) -> Stage:
        return S.DECIDED_ALTERNATIVE if self.stage is S.DECIDED_ALTERNATIVE else S.DECIDED_NO_REVIEW

    def stage_of(self, event: Event) -> Stage:
        """The stage under which an event is told in history."""
        return self.decided_stage if event is E.DECISION_RECORDED else KNOWN_EVENTS[event].stage


def faults_of(facts: RunningCase) -> list[str]:
    """What contradicts itself or is missing, a sentence each; nothing for a case that can be taken on."""
    stands = STAGES[facts.stage].label
    checks = (
        (facts.stage in ENTRY_STAGES, f"A case cannot be taken on at “{stands}”."),
        (
            (facts.stage is S.END_PROPOSED) == (facts.stood_at is not None),
            "Say where the review stood before its ending was proposed, and only then.",
        ),
        (
            facts.stood_at is None or facts.stood_at in LIVE_REVIEW,
            "It must have stood at a stage of a review under way.",
        ),
        (
            facts.stage is not S.AMENDING or facts.letter_outcome in ASKS_FOR_CHANGES,
            "Say what the letter asked for: changes before publication, or resubmission.",
        ),
        (
            facts.chair is None or has_reached(facts.standing, S.CHAIR_APPOINTED),
            f"A chair is named, but at “{stands}” none is appointed yet.",
        ),
    )
    return [sentence for holds, sentence in checks if not holds] + _early_events(facts)


ASKS_FOR_CHANGES = (QAOutcome.PUBLISHABLE_WITH_CHANGES.value, QAOutcome.RESUBMIT.value)


def _early_events(facts: RunningCase) -> list[str]:
    """Events that the present stage has not come to."""
    stands = STAGES[facts.stage].label
    return [
        f"“{KNOWN_EVENTS[event].question}” has a date, but at “{stands}” it has not happened yet."
        for event, day in facts.days.items()
        if day.is_known and not _has_happened(facts, event)
    ]


def _has_happened(facts: RunningCase, event: Event) -> bool:
    if event is E.END_PROPOSED:
        return facts.stage is S.END_PROPOSED or has_reached(facts.stage, S.ABBREVIATED)
    return has_reached(facts.standing, facts.stage_of(event))

"""When may a draft go out, the panel's approval be recorded, and which round is it? No person in any rule.

Source: stage table S14 to S17, column "guard" [K]; rounds are ours [D].
"""

from collections.abc import Mapping

from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.models import AgencyApproval, Case, CaseEvent, Hold, Organisation, PanelSeat, PaperVersion, Person
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies import Guard
from dhr_cases.report_texts import current_texts
from dhr_cases.verbs import Verb

NEW_ROUND = (Event.SENT_BACK_TO_DRAFT, Event.REOPENED, Event.ABBREVIATION_AGREED)
"""Events after which the agencies are asked again: what they said of an earlier draft no longer counts."""


def approval_round(case: Case) -> int:
    """Number of the present round of approval, from 1; the corrected day of an event begins no round."""
    return 1 + CaseEvent.objects.filter(case=case, kind__in=NEW_ROUND, replaces=None).count()


def seated_agencies(case: Case) -> list[Organisation]:
    """Agencies that sit on the panel now, each once; an excused agency or an ended seat is not asked."""
    seats = PanelSeat.objects.filter(case=case, is_excused=False, ends_on=None).select_related("organisation")
    return list({seat.organisation_id: seat.organisation for seat in seats}.values())


def answers_of_round(case: Case) -> dict[int, AgencyApproval]:
    """The answers of the present round by agency."""
    rows = AgencyApproval.objects.filter(case=case, round=approval_round(case))
    return {row.organisation_id: row for row in rows}


def check_send_for_reading_now(case: Case) -> None:
    """Pass when there is a draft of the overview report to read: a file, or at least one section written here."""
    has_file = PaperVersion.objects.filter(paper__case=case, paper__kind=PaperKind.OVERVIEW_REPORT).exists()
    if not has_file and not any(text.is_written for text in current_texts(case, PaperKind.OVERVIEW_REPORT)):
        raise Incomplete("There is no draft to read yet. Write the overview report, or add a draft of it, first.")


def check_may_read(person: Person) -> None:
    """Pass when the draft may go to this person: no witness reads it while a trial is waited for.

    Unknown is not "no": while a criminal hold is open it must first be said whether the person may be a witness.
    Source: 2016 guidance on criminal proceedings [K].
    """
    waits = Hold.objects.filter(case=person.case_id, ends_on=None, reason=HoldReason.CRIMINAL_TRIAL).exists()
    if waits and person.is_trial_witness is None:
        raise Incomplete(
            f"{person}: the review is on hold for a criminal trial and nobody has said whether this person may be a "
            f"witness. Record that first."
        )
    if waits and person.is_trial_witness:
        raise Incomplete(
            f"{person}: may be a witness at the criminal trial the review waits for. Leave them out until the trial "
            f"has ended, or record that they are no witness."
        )


def check_record_panel_approval_now(case: Case) -> None:
    """Pass when every seated agency has answered in this round, and each refusal carries its reason."""
    seated = seated_agencies(case)
    if not seated:
        raise Incomplete("No agency sits on the panel. Record the panel's seats first.")
    answers = answers_of_round(case)
    missing = tuple(f"{body} has not answered." for body in seated if body.pk not in answers)
    if missing:
        raise Incomplete("Not every agency has answered in this round. " + " ".join(missing), missing)


def dissenting(case: Case) -> tuple[AgencyApproval, ...]:
    """Answers of this round that do not approve, from agencies that sit on the panel now."""
    answers = answers_of_round(case)
    return tuple(
        answers[body.pk] for body in seated_agencies(case) if body.pk in answers and not answers[body.pk].is_approved
    )


GUARDS: Mapping[Verb, Guard] = {
    Verb.SEND_FOR_READING: check_send_for_reading_now,
    Verb.RECORD_PANEL_APPROVAL: check_record_panel_approval_now,
}

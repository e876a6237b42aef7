"""When may a report be submitted, resubmitted or cleared? Every refusal lists all that is missing.

Source: stage table S18 to S21, column "guard" [V]; completeness check [D].
"""

from collections.abc import Mapping

from dhr_cases.completeness import missing_items
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Case, QALetter, QAOutcome, QAPoint
from dhr_cases.policies import Guard
from dhr_cases.verbs import Verb


def latest_letter(case: Case) -> QALetter | None:
    """The letter of the last round that has one."""
    letter: QALetter | None = QALetter.objects.filter(submission__case=case).order_by("-submission__round").first()
    return letter


def check_submit_now(case: Case) -> None:
    """Pass when everything a submission needs is there; the refusal is a task list."""
    missing = missing_items(case)
    if missing:
        raise Incomplete("The submission is not complete. " + " ".join(missing), missing)


def check_resubmit_now(case: Case) -> None:
    """Pass when the letter asks for a resubmission and every point of it is answered."""
    letter = _letter(case)
    if letter.outcome != QAOutcome.RESUBMIT:
        raise NotNow(
            "The letter does not ask for a resubmission. Once every point is answered, record the clearance instead."
        )
    _check_answered(letter)


def check_record_clearance_now(case: Case) -> None:
    """Pass when the letter lets the report be published after changes and every point of it is answered."""
    letter = _letter(case)
    if letter.outcome == QAOutcome.RESUBMIT:
        raise NotNow("The letter asks for a resubmission. Once every point is answered, record the resubmission.")
    _check_answered(letter)


def _letter(case: Case) -> QALetter:
    letter = latest_letter(case)
    if letter is None:
        raise Incomplete("No letter is recorded. Record the letter first.")
    return letter


def _check_answered(letter: QALetter) -> None:
    points = QAPoint.objects.filter(letter=letter)
    missing = tuple(f"Point {point.number} is not answered." for point in points if not point.is_answered)
    if missing:
        raise Incomplete(" ".join(missing), missing)


GUARDS: Mapping[Verb, Guard] = {
    Verb.SUBMIT: check_submit_now,
    Verb.RESUBMIT: check_resubmit_now,
    Verb.RECORD_CLEARANCE: check_record_clearance_now,
}

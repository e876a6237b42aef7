"""When may a person be interviewed while a trial is near? Source: 2016 guidance; SIO and CPS agree first [K]."""

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.models import Case, Hold, Person

CRIMINAL = (HoldReason.CRIMINAL_TRIAL, HoldReason.POLICE_REQUEST)
"""Reasons of a hold that protect a trial."""


def check_interview_now(case: Case, person: Person, *, is_agreed_with_police: bool) -> None:
    """Pass unless the person may be a witness, a criminal hold is open and the police have not agreed.

    Unknown is not "no": it must then first be said whether the person may be a witness. Raises NotNow or Incomplete.
    Source: stage table, guard of S13: no interview of a witness before trial without agreement [K].
    """
    if person.is_trial_witness is False or is_agreed_with_police:
        return
    if not Hold.objects.filter(case=case, ends_on=None, reason__in=CRIMINAL).exists():
        return
    if person.is_trial_witness is None:
        raise Incomplete(
            f"{person}: the review is on hold to protect a trial and nobody has said whether this person may be a "
            "witness. Record that first, or that the police or the CPS agreed."
        )
    raise NotNow(
        f"{person} may be a witness at the trial. "
        "An interview before it needs the agreement of the senior investigating officer or the CPS."
    )

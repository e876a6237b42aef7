"""When may a person be interviewed while a trial is near? Source: 2016 guidance; SIO and CPS agree first [K]."""

from dhr_cases.errors import NotNow
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.models import Case, Hold, Person

CRIMINAL = (HoldReason.CRIMINAL_TRIAL, HoldReason.POLICE_REQUEST)
"""Reasons of a hold that protect a trial."""


def check_interview_now(case: Case, person: Person, *, is_agreed_with_police: bool) -> None:
    """Pass unless the person may be a witness, a criminal hold is open and the police have not agreed.

    Raises NotNow. Source: stage table, guard of S13: no interview of a witness before trial without agreement [K].
    """
    if not person.is_trial_witness or is_agreed_with_police:
        return
    if Hold.objects.filter(case=case, ends_on=None, reason__in=CRIMINAL).exists():
        raise NotNow(
            f"{person} may be a witness at the trial. "
            "An interview before it needs the agreement of the senior investigating officer or the CPS."
        )

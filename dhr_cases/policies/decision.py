"""When may a partnership decide, and the Home Office be told or heard? Source: 2016 guidance, deciding [V]/[K]."""

from collections.abc import Mapping

from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, CriteriaFacts, Decision, HomeOfficeNotice
from dhr_cases.policies import Guard
from dhr_cases.verbs import Verb


def check_decide_now(case: Case) -> None:
    """Pass when the facts for both legal tests are recorded; raise Incomplete. Source: domain 1.4 [D]."""
    if not CriteriaFacts.objects.filter(case=case).exists():
        raise Incomplete("The facts for both legal tests are not recorded yet. Record them, then decide.")


def check_tell_home_office_now(case: Case) -> None:
    """Pass when a signed decision is there to tell; raise Incomplete. Source: 2016 guidance [V]/[K].

    The record of a case taken on while running is on paper.
    """
    if not case.is_taken_on and not Decision.objects.filter(case=case).exists():
        raise Incomplete("There is no signed decision to tell the Home Office about. Record the decision first.")


def check_record_scrutiny_now(case: Case) -> None:
    """Pass when a notice was sent that the Home Office can answer; raise Incomplete."""
    if not HomeOfficeNotice.objects.filter(case=case, reply="").exists():
        raise Incomplete("No notice to the Home Office is waiting for an answer. Record the notice first.")


GUARDS: Mapping[Verb, Guard] = {
    Verb.DECIDE: check_decide_now,
    Verb.TELL_HOME_OFFICE: check_tell_home_office_now,
    Verb.RECORD_SCRUTINY: check_record_scrutiny_now,
}

"""When may a chair or author be appointed, and who is it now? Source: 2016 guidance para 39 [V]; domain 5.3 [V]."""

from collections.abc import Mapping

from dhr_cases.errors import Incomplete
from dhr_cases.models import Appointment, Case, Declaration, Post, User
from dhr_cases.policies import Guard
from dhr_cases.verbs import Verb


def chair_of(case: Case) -> Appointment | None:
    """The appointment of the present chair, None while there is none."""
    posts = (Post.CHAIR, Post.CHAIR_AND_AUTHOR)
    found: Appointment | None = Appointment.objects.filter(case=case, ended_on=None, post__in=posts).last()
    return found


def declaration_of(case: Case, person: User) -> Declaration | None:
    """The latest declaration of interests of a person on the case; None when there is none."""
    found: Declaration | None = Declaration.objects.filter(case=case, user=person).order_by("-pk").first()
    return found


def check_appoint_chair_now(case: Case) -> None:
    """Pass when somebody has declared their interests; raise Incomplete."""
    if not Declaration.objects.filter(case=case).exists():
        raise Incomplete(
            "Before a chair is appointed, record the declaration of interests of the person to be appointed.",
            ("A declaration of interests",),
        )


GUARDS: Mapping[Verb, Guard] = {
    Verb.APPOINT_CHAIR: check_appoint_chair_now,
    Verb.APPOINT_AUTHOR: check_appoint_chair_now,
}

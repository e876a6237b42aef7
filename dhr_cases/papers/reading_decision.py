"""How does the record become the notice to the Home Office, the letter on the decision, and the other letters?"""

from collections.abc import Callable

from dhr_cases.briefing import facts_of
from dhr_cases.case_clocks import readings
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ProceedingKind
from dhr_cases.legal_tests import section_8a, section_9
from dhr_cases.models import (
    Appointment,
    Case,
    CaseEvent,
    Consultation,
    CriteriaFacts,
    Decision,
    OrganisationKind,
    Outcome,
    ParallelProceeding,
    PartialDate,
    Person,
    Post,
)
from dhr_cases.models.people import Part
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.decision_letter.facts import DecisionFacts
from dhr_cases.papers.frame import dated
from dhr_cases.papers.home_office_notice.facts import NoticeFacts, PartnerView
from dhr_cases.papers.letter.facts import LetterFacts
from dhr_cases.papers.letters import LETTERS, LetterKind, letter
from dhr_cases.papers.reading import frame_of
from dhr_cases.policy import regime

NO_DECISION = "No decision is recorded yet, so there is nothing to tell."
REPORT_CLOCK = "overview_report"


def latest_decision(case: Case) -> Decision:
    """The latest decision. Raises Incomplete while there is none."""
    found: Decision | None = Decision.objects.filter(case=case).order_by("pk").last()
    if found is None:
        raise Incomplete(NO_DECISION)
    return found


def decision_facts(case: Case, ask: Ask) -> DecisionFacts:
    """The letter on the latest decision. Raises Incomplete while there is none."""
    row = latest_decision(case)
    asked = Consultation.objects.filter(case=case).select_related("organisation")
    return DecisionFacts(
        frame=frame_of(case, ask),
        decided_on=row.on,
        outcome=row.get_outcome_display(),
        law=regime(row.regime).law,
        reasons=row.reasons,
        is_review=row.outcome == Outcome.REVIEW,
        alternative=row.get_alternative_display(),
        dissent=row.dissent,
        consulted=tuple(dict.fromkeys(str(each.organisation) for each in asked)),
    )


def notice_facts(case: Case, ask: Ask) -> NoticeFacts:
    """The notice on the latest decision. Raises Incomplete while there is none."""
    row = latest_decision(case)
    known = CriteriaFacts.objects.filter(case=case).first()
    tests = (section_9(facts_of(known)), section_8a(facts_of(known))) if known else ()
    return NoticeFacts(
        frame=frame_of(case, ask),
        aware_on=_known(case.aware_on),
        death_type=case.get_death_type_display() if case.death_type else "",
        place_type=case.get_death_place_type_display() if case.death_place_type else "",
        relationship=known.relationship if known else "",
        age_deceased=_age(known.age_deceased) if known else "",
        age_other=_age(known.age_other) if known else "",
        police_force=_police(case),
        tests=tests,
        views=_views(case),
        decision=row.get_outcome_display(),
        decided_on=_known(row.on),
        reasons=row.reasons,
        dissent=row.dissent,
        alternative=row.get_alternative_display(),
        children=_children(case),
        criminal_process=_criminal(case),
        family_contact=_family(case),
        chair=_chair(case),
        target_date=_target(case),
    )


def _known(day: PartialDate) -> str:
    return str(day) if day.is_known else ""


def _age(age: int | None) -> str:
    return "" if age is None else str(age)


def _police(case: Case) -> str:
    forces = case.lead_csp.bodies.filter(kind=OrganisationKind.POLICE)
    return ", ".join(str(force) for force in forces)


def _views(case: Case) -> tuple[PartnerView, ...]:
    rows = Consultation.objects.filter(case=case).select_related("organisation")
    return tuple(PartnerView(str(row.organisation), row.get_view_display(), row.is_dissent) for row in rows)


def _children(case: Case) -> str:
    """How many children, never who, of which age or sex. Source: domain 4.2 [K]."""
    number = Person.objects.filter(case=case, part=Part.CHILD).count()
    return f"{number} recorded" if number else "none recorded"


def _criminal(case: Case) -> str:
    rows = ParallelProceeding.objects.filter(case=case, kind=ProceedingKind.CRIMINAL)
    return "; ".join(row.state or row.outcome or "recorded" for row in rows)


def _family(case: Case) -> str:
    told = CaseEvent.objects.filter(case=case, kind=Event.FAMILY_TOLD, replaced_by=None).order_by("pk").last()
    return f"Told {dated(told.on)}".strip() if told else ""


def _chair(case: Case) -> str:
    """That there is a chair, by name: the Home Office writes to them."""
    posts = (Post.CHAIR, Post.CHAIR_AND_AUTHOR)
    found = Appointment.objects.filter(case=case, ended_on=None, post__in=posts).select_related("user").last()
    return found.user.get_full_name() if found else ""


def _target(case: Case) -> str:
    clock = next((row for row in readings(case) if row.clock == REPORT_CLOCK), None)
    return long_date(clock.due) if clock and clock.due else ""


def letter_facts(kind: LetterKind) -> Callable[[Case, Ask], LetterFacts]:
    """What reads one letter: the partnership's own wording, filled in with open facts."""

    def read(case: Case, ask: Ask) -> LetterFacts:
        return LetterFacts(frame_of(case, ask), LETTERS[kind].label, letter(case, kind).text)

    return read

"""How does a case come from its referral to the family being told, and aside to no review or transfer?"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils import timezone

from dhr_cases.actions import decision, referral
from dhr_cases.legal_tests import Conduct, Fact, Facts
from dhr_cases.models import AlternativeKind, Case, Outcome
from dhr_cases.stages import Stage
from tests.conftest import Cast

FORMER_PARTNERS = Facts(
    is_relative=Fact.NO,
    is_intimate=Fact.YES,
    is_same_household=Fact.NO,
    is_same_household_only=Fact.NO,
    age_deceased=34,
    age_other=38,
    conduct=frozenset({Conduct.PHYSICAL_OR_SEXUAL, Conduct.CONTROLLING_OR_COERCIVE}),
)
HOUSEMATES = replace(FORMER_PARTNERS, is_intimate=Fact.NO, is_same_household=Fact.YES, is_same_household_only=Fact.YES)
CRITERIA = decision.Criteria(relationship="former partner", facts=FORMER_PARTNERS)
REVIEW = decision.Ruling(outcome=Outcome.REVIEW, reasons="Both tests are met and agencies knew the family.")
NEWS = decision.FamilyNews(
    police_agree_contact_is_safe=True,
    medium="visit",
    summary="Told that a review will be held.",
    through="family liaison officer",
    advocate_offered_on=timezone.localdate(),
)


def to_referred(cast: Cast, case: Case) -> None:
    """The fixture's case has just been referred."""


def to_lead_agreed(cast: Cast, case: Case) -> None:
    """Its own partnership leads."""
    referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)


def to_scoping(cast: Cast, case: Case) -> None:
    """Scoping letters go out."""
    referral.start_scoping(case=case, by=cast.coordinator)


def prepare_decision(cast: Cast, case: Case) -> None:
    """Facts are recorded and a partner is heard."""
    decision.record_criteria(case=case, by=cast.coordinator, criteria=CRITERIA)
    decision.consult_partner(case=case, by=cast.coordinator, organisation=cast.police, view=Outcome.REVIEW)


def _decided(ruling: decision.Ruling) -> Callable[[Cast, Case], None]:
    def step(cast: Cast, case: Case) -> None:
        prepare_decision(cast, case)
        decision.decide(case=case, by=cast.csp_chair, ruling=ruling)

    return step


def to_home_office(cast: Cast, case: Case) -> None:
    """The Home Office is told; where that leads depends on the decision."""
    decision.tell_home_office(case=case, by=cast.coordinator)


def to_directed(cast: Cast, case: Case) -> None:
    """The Home Office directs a review after a decision against one."""
    decision.record_scrutiny(case=case, by=cast.coordinator, reply="directed", note="A review is to be held.")


def to_family_contacted(cast: Cast, case: Case) -> None:
    """The family is told and an advocate offered."""
    decision.tell_family(case=case, by=cast.coordinator, news=NEWS)


S = Stage
STEPS: Mapping[Stage, tuple[Stage | None, Callable[[Cast, Case], None]]] = {
    S.REFERRED: (None, to_referred),
    S.LEAD_AGREED: (S.REFERRED, to_lead_agreed),
    S.SCOPING: (S.LEAD_AGREED, to_scoping),
    S.TRANSFERRED: (
        S.SCOPING,
        _decided(replace(REVIEW, outcome=Outcome.TRANSFERRED, transferred_to="Elsewhere CSP")),
    ),
    S.DECIDED_REVIEW: (S.SCOPING, _decided(REVIEW)),
    S.DECIDED_NO_REVIEW: (S.SCOPING, _decided(replace(REVIEW, outcome=Outcome.NO_REVIEW))),
    S.DECIDED_ALTERNATIVE: (
        S.SCOPING,
        _decided(replace(REVIEW, outcome=Outcome.ALTERNATIVE, alternative=AlternativeKind.LEARNING_EVENT)),
    ),
    S.HO_NOTIFIED: (S.DECIDED_REVIEW, to_home_office),
    S.HO_SCRUTINY: (S.DECIDED_NO_REVIEW, to_home_office),
    S.DIRECTED: (S.HO_SCRUTINY, to_directed),
    S.FAMILY_CONTACTED: (S.HO_NOTIFIED, to_family_contacted),
}

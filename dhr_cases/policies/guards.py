"""Which acts have a guard of their own beyond stage and hold? Gathered from the episodes."""

from collections.abc import Mapping

from dhr_cases.policies import Guard, appointments, assurance, closing, decision, drafting, panel, publication, release
from dhr_cases.verbs import Verb

GUARDS: Mapping[Verb, Guard] = {
    **decision.GUARDS,
    **appointments.GUARDS,
    **panel.GUARDS,
    **drafting.GUARDS,
    **assurance.GUARDS,
    **publication.GUARDS,
    **release.GUARDS,
    **closing.GUARDS,
}

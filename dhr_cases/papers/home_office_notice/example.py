"""How does a notice to the Home Office look? An invented one."""

from dhr_cases.legal_tests import Conduct, Fact, section_8a, section_9
from dhr_cases.legal_tests import Facts as TestFacts
from dhr_cases.papers.home_office_notice.facts import NoticeFacts, PartnerView
from dhr_cases.papers.invented import FRAME

_KNOWN = TestFacts(
    is_intimate=Fact.YES, age_deceased=41, age_other=None, conduct=frozenset({Conduct.CONTROLLING_OR_COERCIVE})
)

EXAMPLE = NoticeFacts(
    frame=FRAME,
    aware_on="20 May 2024",
    death_type="Homicide",
    place_type="Residential",
    relationship="Former partner",
    age_deceased="41",
    police_force="Northshire Police",
    tests=(section_9(_KNOWN), section_8a(_KNOWN)),
    views=(
        PartnerView("Northshire Police", "Hold a review"),
        PartnerView("Northshire Health Board", "No review", is_dissent=True),
    ),
    decision="Hold a review",
    decided_on="18 July 2024",
    reasons="Both partners knew of control.",
    children="2 children recorded",
    criminal_process="Criminal trial: awaited",
    family_contact="Told on 22 July 2024",
    target_date="18 January 2025",
)

"""What must be known for the notice of a decision to the Home Office?"""

from dataclasses import dataclass

from dhr_cases.legal_tests import LegalTest
from dhr_cases.papers.frame import Frame


@dataclass(frozen=True)
class PartnerView:
    """What one partner said before the decision."""

    body: str
    view: str
    is_dissent: bool = False


@dataclass(frozen=True)
class NoticeFacts:
    """Facts for both tests and the decision. Ages and relationship are of the two people, never their names.

    Empty words are not stated. Source: domain 3.3: the official form was not found, the fields are ours [D].
    """

    frame: Frame
    aware_on: str = ""
    death_type: str = ""
    place_type: str = ""
    relationship: str = ""
    age_deceased: str = ""
    age_other: str = ""
    police_force: str = ""
    tests: tuple[LegalTest, ...] = ()
    views: tuple[PartnerView, ...] = ()
    decision: str = ""
    decided_on: str = ""
    reasons: str = ""
    dissent: str = ""
    alternative: str = ""
    children: str = ""
    criminal_process: str = ""
    family_contact: str = ""
    chair: str = ""
    target_date: str = ""

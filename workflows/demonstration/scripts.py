"""Which invented cases are there, in which stage, and what is particular about each?"""

from dataclasses import dataclass

from dhr_cases.models import Outcome
from dhr_cases.stages import Stage

S = Stage


@dataclass(frozen=True)
class Script:
    """One case: its pseudonym, the last stage, how many days it has stood there, and its particulars.

    ``pace`` stretches the usual time between stages; above 1 the six months are missed.
    """

    pseudonym: str
    stage: Stage
    dwell: int
    pace: float = 1.0
    outcome: Outcome = Outcome.REVIEW
    death_type: str = "homicide"
    is_held: bool = False
    is_extended: bool = False
    is_joint: bool = False
    has_silent_agency: bool = False
    rounds: int = 1


SCRIPTS: tuple[Script, ...] = (
    Script("Rowan", S.REFERRED, 2),
    Script("Hazel", S.LEAD_AGREED, 3, is_joint=True),
    Script("Ivy", S.SCOPING, 6),
    Script("Linden", S.SCOPING, 41, death_type="suspected_suicide"),
    Script("Bryony", S.DECIDED_REVIEW, 3),
    Script("Alder", S.DECIDED_NO_REVIEW, 2, outcome=Outcome.NO_REVIEW, death_type="unexpected"),
    Script("Sorrel", S.DECIDED_ALTERNATIVE, 4, outcome=Outcome.ALTERNATIVE),
    Script("Clover", S.HO_NOTIFIED, 4),
    Script("Fern", S.HO_SCRUTINY, 20, outcome=Outcome.NO_REVIEW, death_type="suspected_suicide"),
    Script("Juniper", S.DIRECTED, 6, outcome=Outcome.NO_REVIEW),
    Script("Aspen", S.FAMILY_CONTACTED, 15),
    Script("Heather", S.CHAIR_APPOINTED, 10),
    Script("Laurel", S.PANEL_FORMED, 8),
    Script("Myrtle", S.TOR_AGREED, 3),
    Script("Willow", S.INFO_REQUESTED, 30, has_silent_agency=True),
    Script("Poppy", S.INFO_REQUESTED, 75, pace=1.4, has_silent_agency=True),
    Script("Bramble", S.INFO_IN, 5),
    Script("Jasper", S.PANEL_WORK, 90, pace=1.6, is_held=True),
    Script("Marigold", S.INTERVIEWS, 25, pace=1.3, is_extended=True),
    Script("Olive", S.DRAFTING, 60, pace=1.5, is_extended=True, is_joint=True),
    Script("Tansy", S.FAMILY_REVIEW, 12, pace=1.6),
    Script("Saffron", S.PANEL_APPROVED, 9, pace=1.8),
    Script("Basil", S.CSP_SIGNED_OFF, 4, pace=1.9),
    Script("Thistle", S.END_PROPOSED, 35, pace=1.2),
    Script("Yarrow", S.ABBREVIATED, 14, pace=1.2),
    Script("Reed", S.TERMINATED, 20),
    Script("Sage", S.SUBMITTED, 25, pace=2.0),
    Script("Lilac", S.AT_QA, 15, pace=2.1),
    Script("Violet", S.AMENDING, 18, pace=2.1),
    Script("Briar", S.RESUBMITTED, 30, pace=2.2, rounds=2),
    Script("Cedar", S.QA_CLEARED, 10, pace=2.2),
    Script("Elder", S.PRE_PUBLICATION, 21, pace=2.4),
    Script("Primrose", S.PUBLISHED, 12, pace=2.3),
    Script("Gorse", S.PUBLICATION_WITHHELD, 40, pace=2.5),
    Script("Flax", S.LEARNING, 30, pace=2.2),
    Script("Mallow", S.MONITORING, 120, pace=2.0),
    Script("Larch", S.CLOSED, 200, pace=1.9),
    Script("Quince", S.CLOSED, 90, outcome=Outcome.NO_REVIEW),
    Script("Teasel", S.TRANSFERRED, 30),
)

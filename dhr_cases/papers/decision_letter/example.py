"""How does a letter on the decision look? An invented one."""

from dhr_cases.models import PartialDate
from dhr_cases.papers.decision_letter.facts import DecisionFacts
from dhr_cases.papers.invented import FRAME

EXAMPLE = DecisionFacts(
    frame=FRAME,
    decided_on=PartialDate.parse("2024-07-18"),
    outcome="Hold a review",
    law="Domestic Violence, Crime and Victims Act 2004, section 9",
    reasons="Both partners knew of control.",
    is_review=True,
    dissent="Northshire Health Board saw no learning for itself.",
    consulted=("Northshire Police", "Northshire Health Board"),
)

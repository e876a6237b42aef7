"""By which criteria does the Home Office seem to judge a report? The shipped list for a partnership's self-assessment.

Imports no Django. The public list of the Home Office was not opened; these are the criteria that can be seen in what
was published. A partnership gets its own copy and changes it as its letters teach it.
Source: domain 3.9, each row with its own source and mark.
"""

from dataclasses import dataclass

NOTICE = "Home Office notice on quality assurance [V]"
LETTERS = "Published quality assurance letters [V]"
GUIDANCE = "2016 guidance [K]"


@dataclass(frozen=True)
class CriterionRow:
    """One question, and where it was seen."""

    code: str
    text: str
    source: str


CRITERIA: tuple[CriterionRow, ...] = (
    CriterionRow("guidance-followed", "Was the statutory guidance followed in how the review was run?", NOTICE),
    CriterionRow(
        "right-people-engaged",
        "Did the chair engage the right agencies, organisations and family members to give a full picture?",
        NOTICE,
    ),
    CriterionRow("real-learning", "Does the report draw out learning that could prevent deaths?", NOTICE),
    CriterionRow("sense-of-the-person", "Does the reader get a sense of who the person who died was?", LETTERS),
    CriterionRow("tribute", "Is there a tribute, or does the report say why there is none?", LETTERS),
    CriterionRow("panel-expertise", "Did the panel have the expertise that this case called for?", LETTERS),
    CriterionRow("agencies-left-out", "Are reasons given for agencies that were left out?", LETTERS),
    CriterionRow(
        "findings-brought-together", "Are the findings of the agencies' own reports brought together?", LETTERS
    ),
    CriterionRow("relevance", "Is it clear why each piece of information matters to the review?", LETTERS),
    CriterionRow("research", "Is research used where it helps to understand what happened?", LETTERS),
    CriterionRow("coercive-control", "Is coercive control defined, and explored in what was known?", LETTERS),
    CriterionRow("economic-abuse", "Is economic abuse defined, and explored in what was known?", LETTERS),
    CriterionRow(
        "equality",
        "Does the equality section look at each protected characteristic, disability and age among them?",
        LETTERS,
    ),
    CriterionRow("male-victims", "Where it applies: does the report consider what men who are abused meet?", LETTERS),
    CriterionRow("unconscious-bias", "Does the report ask whether unconscious bias played a part?", LETTERS),
    CriterionRow("context", "Is the context of the time explained, such as what Covid meant for services?", LETTERS),
    CriterionRow("recommendations-match", "Does each recommendation follow from the analysis?", LETTERS),
    CriterionRow("terms-answered", "Is each question of the terms of reference answered?", GUIDANCE),
)
"""In the order of a report. Codes once released are never renamed."""

"""An invented briefing, to look at and to test with."""

import datetime

from learning.briefing_boxes import BRIEFINGS, BriefingKind
from learning.papers.briefing.facts import BoxFacts, BriefingFacts
from learning.statements import Statement

_TEXTS = {
    "why": (Statement("Agencies held pieces of the picture and nobody put them together.", (4,)),),
    "who": (
        Statement("Robin was a parent of two who died after years of abuse by a partner.", (1,)),
        Statement("The review looked at three years of contact with seven agencies.", (2,)),
    ),
    "person": (Statement("Robin was a parent of two who died after years of abuse by a partner.", (1,)),),
    "agencies": (Statement("Police, a hospital trust, a council, a school and a refuge.", (3,)),),
    "happened": (Statement("Abuse was first reported in the spring of the year before the death.", (4,)),),
    "issues": (Statement("Risk was looked at once and not again when things changed.", (5, 6)),),
    "good": (Statement("A health visitor asked about abuse each time and wrote it down.", (7,)),),
    "lessons": (Statement("A separation raises the risk; it does not end it.", (8,)),),
    "themes": (
        Statement("Separation raises the risk.", (8,)),
        Statement("Ask again when things change.", (9,)),
        Statement("Write down who was told.", (10,)),
    ),
    "recommendations": (Statement("The hospital trust trains every ward manager by summer: in progress.", (11,)),),
    "change": (Statement("The hospital trust has trained every ward manager.", (11,)),),
    "now": (
        Statement("When did we last ask somebody about abuse a second time?"),
        Statement("Help: the National Domestic Abuse Helpline, day and night."),
    ),
}


def example(kind: BriefingKind) -> BriefingFacts:
    """An invented briefing of the kind."""
    boxes = tuple(BoxFacts(box.heading, _TEXTS[box.code]) for box in BRIEFINGS[kind].boxes)
    return BriefingFacts(
        kind,
        "Robin/2023",
        "Testshire Community Safety Partnership",
        datetime.date(2026, 3, 2),
        "https://reviews.example.org/public/robin-2023/",
        boxes,
    )

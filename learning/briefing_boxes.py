"""Of which boxes is a case briefing made, how long may each be, and which need a source? Imports no Django.

Source: sections of the one-page briefing cut from Kent's executive summaries [V]/[D]; boxes of seven-minute briefings
of five safeguarding boards [V], the mix is ours [D]; up to 60 words a box, so that it is read in seven minutes [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SEVEN_MINUTE_WORDS = 60
"""Words in each box of a seven-minute briefing."""


class BriefingKind(StrEnum):
    """Codes of the briefings, as addresses name them."""

    ONE_PAGE = "one-page"
    SEVEN_MINUTE = "seven-minute"


@dataclass(frozen=True)
class BoxRow:
    """One box: its code, its heading, what belongs there, its limit in words, and where its first words come from.

    ``found_under`` are words of the headings of an executive summary. A box that ``needs_source`` has, for every
    statement, the number of a paragraph of the published summary.
    """

    code: str
    heading: str
    hint: str
    limit: int
    needs_source: bool = True
    found_under: tuple[str, ...] = ()


@dataclass(frozen=True)
class BriefingRow:
    """One kind of briefing: its name, what it is for, its boxes in order, its source."""

    label: str
    purpose: str
    boxes: tuple[BoxRow, ...]
    source: str


_HELP = "Where to get help. These lines need no source in the review."
_NOW = "What a team does now, and where to get help. These lines need no source in the review."

BRIEFINGS: Mapping[BriefingKind, BriefingRow] = {
    BriefingKind.ONE_PAGE: BriefingRow(
        "One-page briefing",
        "What happened, what was learnt and what to do now, on one page.",
        (
            BoxRow("who", "Who and what", "Three sentences: no exact date, no place.", 70,
                   found_under=("introduction", "review process", "background")),
            BoxRow("agencies", "Agencies that knew them", "Which agencies, by kind.", 60,
                   found_under=("contributors",)),
            BoxRow("happened", "What happened, in outline", "In the order of time, by month or year.", 120,
                   found_under=("chronology", "background", "facts")),
            BoxRow("issues", "Key issues", "What the review found to matter.", 80,
                   found_under=("key issues", "analysis")),
            BoxRow("good", "What worked well", "Good practice that the review names.", 60,
                   found_under=("good practice", "worked well", "conclusions")),
            BoxRow("lessons", "Lessons", "What is to be learnt.", 100, found_under=("lessons",)),
            BoxRow("recommendations", "Recommendations by agency, with status",
                   "Who is asked to do what, and how far it is.", 120, found_under=("recommendations",)),
            BoxRow("now", "What to do now, and where to get help", _NOW, 80, needs_source=False),
        ),
        "Executive summaries of Kent reviews, cut to a page [V]/[D]",
    ),
    BriefingKind.SEVEN_MINUTE: BriefingRow(
        "Seven-minute briefing",
        "Seven boxes to read and talk about in a team, with a record of what the team will do.",
        (
            BoxRow("why", "Why this matters", "Why a team should read this now.", SEVEN_MINUTE_WORDS,
                   found_under=("key issues", "conclusions")),
            BoxRow("person", "The person and the review", "By pseudonym; no exact age, no place.",
                   SEVEN_MINUTE_WORDS, found_under=("introduction", "review process", "background")),
            BoxRow("happened", "What happened", "In outline, by month or year.", SEVEN_MINUTE_WORDS,
                   found_under=("chronology", "facts", "background")),
            BoxRow("good", "What worked well", "Good practice that the review names.", SEVEN_MINUTE_WORDS,
                   found_under=("good practice", "worked well", "conclusions")),
            BoxRow("themes", "Key learning themes", "Three to five themes, one a line.", SEVEN_MINUTE_WORDS,
                   found_under=("lessons", "key issues")),
            BoxRow("change", "Recommendations and change so far", "What was asked for and what has changed.",
                   SEVEN_MINUTE_WORDS, found_under=("recommendations",)),
            BoxRow("now", "What to do now", f"Three questions for the team. {_HELP}", SEVEN_MINUTE_WORDS,
                   needs_source=False),
        ),
        "Seven-minute briefings of five safeguarding boards [V]; the mix is ours [D]",
    ),
}  # fmt: skip  # the table reads as a table: a box, its heading, its hint, its limit

THEMES = ("themes", 3, 5)
"""The box that holds themes, the fewest and the most of them. Source: Leicestershire and Rutland briefings [V]."""

ACTION_RECORD = ("Team", "Date", "What we discussed", "What we will do", "By when")
"""Columns of the record a team keeps of its talk. Source: Swindon's action plan form [V]."""

CONFIRMATIONS: tuple[str, ...] = (
    "The Home Office's approval is held",
    "The family was consulted and told",
    "Only pseudonyms are used",
    "There is no full date, address, rare job or exact age",
)
"""What the second reader confirms before release. Source: checks for one-page briefings [D]."""


def box_row(kind: BriefingKind, code: str) -> BoxRow:
    """The row of one box; raises KeyError for a box the briefing does not have."""
    return {box.code: box for box in BRIEFINGS[kind].boxes}[code]

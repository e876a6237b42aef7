"""Which reading and which wording fill a section, and how is it said where the words are from?

Protected words that free text of the record carries are covered by what stands for them. Source: domain 3.5 and 4.2.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dhr_cases.anonymisation.matching import Hit, find_tokens
from dhr_cases.anonymisation.register import tokens_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_filling import (
    reading,
    reading_chronology,
    reading_people,
    wording,
    wording_chronology,
    wording_people,
    wording_plan,
)
from dhr_cases.report_filling.facts import Worded
from dhr_cases.report_sections import Filling, section_row

COVERED = "[name removed]"
"""Stands for a protected word that has nothing recorded to stand for it [D]."""


@dataclass(frozen=True)
class FillingRow:
    """One way to fill a section: what it is taken from, in words, and the function that words it for a case.

    A function that may leave something out gives Worded, so that the section can say so.
    """

    taken_from: str
    word: Callable[[Case], str | Worded]


@dataclass(frozen=True)
class Filled:
    """The words for a section, and the sentence that says where they are from."""

    text: str
    source: str


FILLINGS: Mapping[Filling, FillingRow] = {
    Filling.TITLE: FillingRow(
        "the case and its appointments", lambda case: wording.title_words(reading.basics_of(case))
    ),
    Filling.PROCESS: FillingRow(
        "the case and its scoping", lambda case: wording.process_words(reading.basics_of(case))
    ),
    Filling.TIMESCALES: FillingRow(
        "the dates, holds and extensions", lambda case: wording.timeline_words(reading.timeline_of(case))
    ),
    Filling.TERMS: FillingRow("the terms of reference", lambda case: wording.terms_words(reading.terms_of(case))),
    Filling.METHODOLOGY: FillingRow(
        "the requests, meetings and interviews", lambda case: wording.method_words(reading.methods_of(case))
    ),
    Filling.FAMILY: FillingRow(
        "the contact with the family", lambda case: wording_people.family_words(reading_people.relatives_of(case))
    ),
    Filling.CONTRIBUTORS: FillingRow(
        "the requests to agencies",
        lambda case: wording_people.contributor_words(reading_people.contributors_of(case)),
    ),
    Filling.PANEL: FillingRow("the panel", lambda case: wording_people.panel_words(reading_people.panel_of(case))),
    Filling.AUTHOR: FillingRow(
        "the appointments", lambda case: wording_people.author_words(reading_people.contractors_of(case))
    ),
    Filling.PARALLEL: FillingRow(
        "the parallel proceedings", lambda case: wording.parallel_words(reading.proceedings_of(case))
    ),
    Filling.DISSEMINATION: FillingRow(
        "the copies sent and owed", lambda case: wording_people.copies_words(*reading_people.copies_of(case))
    ),
    Filling.CHRONOLOGY: FillingRow(
        "the agencies' chronologies",
        lambda case: wording_chronology.chronology_words(reading_chronology.chronology_of(case)),
    ),
    Filling.CHRONOLOGY_IN_SHORT: FillingRow(
        "the agencies' chronologies",
        lambda case: wording_chronology.short_chronology_words(reading_chronology.chronology_of(case)),
    ),
    Filling.RECOMMENDATIONS: FillingRow(
        "the recommendations", lambda case: wording_plan.recommendation_words(reading_people.recommended_of(case))
    ),
    Filling.PLAN: FillingRow(
        "the action plan", lambda case: wording_plan.plan_words(reading_people.recommended_of(case))
    ),
    Filling.PLAN_FACTS: FillingRow(
        "the action plan",
        lambda case: wording_plan.plan_facts_words(reading_people.recommended_of(case), case.lead_csp.name),
    ),
}
"""How each filling of the section table is done."""


def filled(case: Case, kind: PaperKind, code: str, on: datetime.date) -> Filled | None:
    """The words the record has for a section on this day; None for a section that it cannot fill."""
    filling = section_row(kind, code).filling
    if filling is None:
        return None
    row = FILLINGS[filling]
    said = row.word(case)
    worded = said if isinstance(said, Worded) else Worded(said)
    source = f"From {row.taken_from} as recorded on {long_date(on)}"
    return Filled(covered(worded.text, tokens_of(case)), ": ".join(filter(None, (source, worded.left_out))))


def covered(text: str, tokens: tuple[Token, ...]) -> str:
    """The text with what stands for each protected word in its place; places that overlap are covered once.

    Words that are only like a protected one are left: nobody has decided about them yet.
    """
    pieces: list[str] = []
    at = 0
    for hit in sorted(find_tokens(text, tokens), key=lambda hit: (hit.start, -hit.end)):
        if hit.kind is FindingKind.PROTECTED and hit.start >= at:
            pieces += [text[at : hit.start], _cover(hit)]
            at = hit.end
    return "".join((*pieces, text[at:]))


def _cover(hit: Hit) -> str:
    """What stands for a protected word."""
    return (hit.token.replacement if hit.token else "") or COVERED

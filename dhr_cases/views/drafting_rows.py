"""Which section does an address of the drafting pages mean, and how does a paper stand section by section?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dhr_cases import policies
from dhr_cases.comment_points import comments_seen
from dhr_cases.errors import NotPermitted, ReviewError
from dhr_cases.models import Case, CommentAnswer, ReportSection, SectionState, SectionVersion, TextOrigin, User
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.permissions import check_can
from dhr_cases.plain_text import word_count
from dhr_cases.policies.guards import GUARDS
from dhr_cases.report_sections import SECTIONS, WRITTEN_KINDS, SectionRow, section_row
from dhr_cases.report_texts import current_version, newest_versions
from dhr_cases.stages import has_reached
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.acts import refused
from dhr_cases.views.case_frame import case_context
from dhr_cases.views.gate import SignedInRequest

STATES = {
    SectionState.EMPTY: "not_started",
    SectionState.DRAFTING: "running",
    SectionState.READY: "due_soon",
    SectionState.AGREED: "done",
}
"""How the state of a section is marked."""


@dataclass(frozen=True)
class Place:
    """One section of one paper of a case, begun or not."""

    case: Case
    kind: PaperKind
    row: SectionRow
    section: ReportSection | None
    current: SectionVersion | None

    @property
    def keys(self) -> dict[str, Any]:
        """What every action about the section asks for."""
        return {"case": self.case, "kind": self.kind, "code": self.row.code}

    @property
    def number(self) -> int:
        """The version it stands at, 0 while nothing is written."""
        return self.current.number if self.current else 0

    @property
    def text(self) -> str:
        """What it says."""
        return self.current.text if self.current else ""

    @property
    def is_written(self) -> bool:
        """True when it holds more than blanks."""
        return bool(self.text.strip())

    @property
    def state(self) -> SectionState:
        """How far it is; empty while it is not begun."""
        return SectionState(self.section.state) if self.section else SectionState.EMPTY

    @property
    def author(self) -> str:
        """Who writes it, in words."""
        author = self.section.author if self.section else None
        return author.get_full_name() if author else "nobody yet"

    @property
    def paper(self) -> str:
        """The paper's name."""
        return KINDS[self.kind].label

    def url(self, name: str = "drafting_section") -> str:
        """One of its pages."""
        return reverse(name, args=(self.case.reference, self.kind.value, self.row.code))


def kind_of(draft_kind: str) -> PaperKind:
    """The paper an address means; Http404 for one that is not written in sections."""
    found = next((kind for kind in WRITTEN_KINDS if kind.value == draft_kind), None)
    if found is None:
        raise Http404
    return found


def place_of(case: Case, draft_kind: str, section_code: str) -> Place:
    """The section an address means; Http404 for one the paper does not have."""
    kind = kind_of(draft_kind)
    try:
        row = section_row(kind, section_code)
    except KeyError:
        raise Http404 from None
    section = ReportSection.objects.filter(case=case, kind=kind, code=section_code).select_related("author").first()
    return Place(case, kind, row, section, current_version(section) if section else None)


def refusal_of(request: SignedInRequest, case: Case, verb: Verb) -> HttpResponse | None:
    """The page that says why this person may not do the act now; None when they may."""
    try:
        check_can(verb, request.user, case)
        policies.check_now(verb, case, GUARDS)
    except ReviewError as refusal:
        return refused(request, case, verb, refusal)
    return None


def why_not(user: User, case: Case, verb: Verb) -> str:
    """The sentence of the rule that keeps a person who otherwise may from doing the act now; "" when none does."""
    try:
        check_can(verb, user, case)
        policies.check_now(verb, case, GUARDS)
    except NotPermitted:
        return ""
    except ReviewError as refusal:
        return refusal.sentence
    return ""


def has_begun(case: Case) -> bool:
    """True once the stage of the case allows a draft."""
    return any(has_reached(case.standing, stage) for stage in VERBS[Verb.WRITE_SECTION].stages)


def show(request: SignedInRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the drafting pages, under their line of the side menu."""
    return render(
        request, template, {**case_context(request, context["case"], "case_drafting"), **context}, status=status
    )


@dataclass(frozen=True)
class PaperStanding:
    """One paper section by section: rows of the list and the figures above it."""

    rows: list[dict[str, Any]]
    figures: list[dict[str, str]]
    empty_fillable: int


def standing_of(case: Case, kind: PaperKind, user: User) -> PaperStanding:
    """How every section of a paper stands; six queries however many sections there are."""
    places = _places(case, kind)
    counts = Counts(beside=_beside(case, kind), waiting=_waiting(case, kind, user))
    return PaperStanding(
        rows=[_row(place, counts) for place in places],
        figures=_figures(places, counts),
        empty_fillable=sum(1 for place in places if place.row.filling and not place.is_written),
    )


def _places(case: Case, kind: PaperKind) -> list[Place]:
    """Every section of a paper in its order, begun or not; two queries."""
    found = ReportSection.objects.filter(case=case, kind=kind)
    sections = {section.code: section for section in found.select_related("author")}
    newest = newest_versions(found)
    return [
        Place(case, kind, row, section, newest.get(section.pk) if section else None)
        for row in SECTIONS[kind]
        for section in (sections.get(row.code),)
    ]


@dataclass(frozen=True)
class Counts:
    """What waits in each section, by the section's key: texts kept beside, comments without an answer."""

    beside: Counter[int]
    waiting: Counter[int]


def _beside(case: Case, kind: PaperKind) -> Counter[int]:
    """How many texts of each section wait to be brought together; one query."""
    rows = SectionVersion.objects.filter(section__case=case, section__kind=kind)
    facts = list(rows.values_list("section_id", "number", "is_beside", "origin", "based_on"))
    joined = _joined((section, based_on, origin) for section, _, _, origin, based_on in facts)
    return Counter(section for section, number, beside, _, _ in facts if beside and (section, number) not in joined)


def _joined(facts: Iterable[tuple[int, int, str]]) -> set[tuple[int, int]]:
    """Section and number of texts that were brought together, from section, version built on and origin."""
    return {(section, based_on) for section, based_on, origin in facts if origin == TextOrigin.MERGED}


def _waiting(case: Case, kind: PaperKind, user: User) -> Counter[int]:
    """How many comments on each section have no answer, of those the person sees."""
    waiting = comments_seen(user, case).filter(section__kind=kind, answer=CommentAnswer.OPEN)
    return Counter(waiting.values_list("section_id", flat=True))


def _row(place: Place, counts: Counts) -> dict[str, Any]:
    key = place.section.pk if place.section else 0
    cells = [
        {"text": place.row.heading},
        _state_cell(place, counts.beside[key]),
        {"text": place.author},
        {"text": f"{word_count(place.text):,}", "is_figure": True},
        {"text": str(counts.waiting[key] or "none"), "is_figure": True},
    ]
    return {"url": place.url(), "cells": cells}


def _state_cell(place: Place, beside: int) -> dict[str, str]:
    """How far the section is, or that texts of it wait to be brought together."""
    if beside:
        return {"text": f"Two texts: {beside + 1} to bring together", "state": "overdue"}
    return {"text": place.state.label, "state": STATES[place.state]}


def _figures(places: list[Place], counts: Counts) -> list[dict[str, str]]:
    written = sum(place.is_written for place in places)
    agreed = sum(place.state is SectionState.AGREED for place in places)
    figures = (
        ("Sections written", f"{written} of {len(places)}"),
        ("Agreed", str(agreed)),
        ("Words", f"{sum(word_count(place.text) for place in places):,}"),
        ("Comments without an answer", str(sum(counts.waiting.values()))),
    )
    return [{"label": label, "value": value} for label, value in figures]

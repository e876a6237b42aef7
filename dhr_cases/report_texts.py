"""What do the sections of a paper say now? The newest version of each that does not stand beside another."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from dhr_cases.models import Case, ReportSection, SectionState, SectionVersion, TextOrigin
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_sections import SECTIONS, SectionRow


@dataclass(frozen=True)
class CurrentText:
    """One section as it stands. ``number`` is its version, 0 and ``version_pk`` None while nothing is written."""

    code: str
    heading: str
    number: int
    text: str
    state: SectionState
    version_pk: int | None = None

    @property
    def is_written(self) -> bool:
        """True when the section has a word in it."""
        return bool(self.text.strip())


def current_texts(case: Case, kind: PaperKind) -> tuple[CurrentText, ...]:
    """Every section of the paper in its order, also those nobody has begun; two queries.

    () for a kind of paper that is not written in sections.
    """
    found = ReportSection.objects.filter(case=case, kind=kind)
    sections = {section.code: section for section in found}
    newest = newest_versions(found)
    return tuple(
        _current(row, section, newest.get(section.pk) if section else None)
        for row in SECTIONS.get(kind, ())
        for section in (sections.get(row.code),)
    )


def newest_versions(sections: QuerySet[ReportSection]) -> Mapping[int, SectionVersion]:
    """The current version of each of the sections that has one, by the section's key; one query."""
    of_section = SectionVersion.objects.filter(section=OuterRef("pk"), is_beside=False).order_by("-number")
    newest = sections.annotate(newest=Subquery(of_section.values("pk")[:1])).values("newest")
    return {row.section_id: row for row in SectionVersion.objects.filter(pk__in=newest).select_related("by")}


def _current(row: SectionRow, section: ReportSection | None, version: SectionVersion | None) -> CurrentText:
    state = SectionState(section.state) if section else SectionState.EMPTY
    if version is None:
        return CurrentText(row.code, row.heading, 0, "", state)
    return CurrentText(row.code, row.heading, version.number, version.text, state, version.pk)


def current_version(section: ReportSection) -> SectionVersion | None:
    """The version a section stands at, None while nothing is written."""
    found: SectionVersion | None = section.versions.filter(is_beside=False).order_by("-number").first()
    return found


def versions_beside(section: ReportSection) -> tuple[SectionVersion, ...]:
    """Versions kept beside the current one that nobody has brought together with it yet, oldest first."""
    joined = section.versions.filter(origin=TextOrigin.MERGED).values("based_on")
    beside = section.versions.filter(is_beside=True).exclude(number__in=joined)
    return tuple(beside.select_related("by").order_by("number"))

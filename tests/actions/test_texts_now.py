"""What does each section say now: the newest version that stands beside none, and which still wait to be joined?"""

from typing import Any

import pytest

from dhr_cases.models import Case, ReportSection, SectionState, SectionVersion, TextOrigin
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_sections import SECTIONS
from dhr_cases.report_texts import current_texts, current_version, newest_versions, versions_beside
from tests.conftest import Cast

REPORT = PaperKind.OVERVIEW_REPORT
CODES = tuple(row.code for row in SECTIONS[REPORT])


def section(case: Case, code: str = CODES[0], kind: PaperKind = REPORT, **facts: Any) -> ReportSection:
    """A section somebody has begun."""
    with change("Test", None):
        row: ReportSection = ReportSection.objects.create(case=case, kind=kind, code=code, position=1, **facts)
    return row


def version(of: ReportSection, cast: Cast, number: int, **facts: Any) -> SectionVersion:
    """A version of it, written here unless told otherwise."""
    values = {"text": f"Version {number}.", "origin": TextOrigin.TYPED, **facts}
    row: SectionVersion = SectionVersion.objects.create(section=of, number=number, by=cast.independent_chair, **values)
    return row


def test_says_what_the_newest_version_says_that_stands_beside_none(case: Case, cast: Cast) -> None:
    row = section(case, state=SectionState.DRAFTING)
    assert current_version(row) is None
    version(row, cast, 1)
    second = version(row, cast, 2, based_on=1)
    version(row, cast, 3, based_on=1, is_beside=True)
    assert current_version(row) == second
    assert newest_versions(ReportSection.objects.filter(pk=row.pk)) == {row.pk: second}
    (now, *others) = current_texts(case, REPORT)
    assert (now.code, now.number, now.text, now.version_pk) == (CODES[0], 2, "Version 2.", second.pk)
    assert (now.state, now.is_written) == (SectionState.DRAFTING, True)
    assert {(each.number, each.text, each.version_pk, each.state) for each in others} == {
        (0, "", None, SectionState.EMPTY)
    }


@pytest.mark.parametrize("kind", PaperKind)
def test_lists_every_section_of_the_paper_in_its_order(
    case: Case, other_case: Case, cast: Cast, kind: PaperKind
) -> None:
    """Nothing of another case or of another paper; () for a paper that is not written in sections."""
    for row in (section(other_case), section(case, kind=PaperKind.EXECUTIVE_SUMMARY, code="lessons")):
        version(row, cast, 1)
    found = current_texts(case, kind)
    assert [text.code for text in found] == [row.code for row in SECTIONS.get(kind, ())]
    assert [text.heading for text in found] == [row.heading for row in SECTIONS.get(kind, ())]
    written = {text.code for text in found if text.is_written}
    assert written == ({"lessons"} if kind is PaperKind.EXECUTIVE_SUMMARY else set())


@pytest.mark.parametrize(("text", "is_written"), [("", False), (" \n", False), (".", True)])
def test_calls_a_section_written_once_it_has_a_word(case: Case, cast: Cast, text: str, is_written: bool) -> None:
    version(section(case), cast, 1, text=text)
    assert current_texts(case, REPORT)[0].is_written is is_written


def test_has_no_version_of_a_section_in_which_all_stand_beside(case: Case, cast: Cast) -> None:
    row = section(case)
    version(row, cast, 1, is_beside=True)
    assert newest_versions(ReportSection.objects.all()) == {}
    assert current_texts(case, REPORT)[0].number == 0


def test_keeps_versions_beside_until_they_are_brought_together(case: Case, other_case: Case, cast: Cast) -> None:
    """Writing on top of one is not joining it; what was joined elsewhere counts there alone."""
    row, other = section(case), section(other_case)
    version(row, cast, 1)
    third = version(row, cast, 3, based_on=1, is_beside=True)
    second = version(row, cast, 2, based_on=1, is_beside=True)
    version(row, cast, 4, based_on=2)
    version(other, cast, 4, based_on=2, origin=TextOrigin.MERGED)
    assert versions_beside(row) == (second, third)
    version(row, cast, 5, based_on=2, origin=TextOrigin.MERGED)
    assert versions_beside(row) == (third,)
    version(row, cast, 6, based_on=3, origin=TextOrigin.MERGED)
    assert versions_beside(row) == ()

"""In which whole sentence is each act refused on the sections of a draft and the comments on them?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import report_sections, section_comments
from dhr_cases.errors import NotPermitted
from dhr_cases.models import (
    Case,
    CommentAnswer,
    ReportSection,
    SectionComment,
    SectionState,
    SectionVersion,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.reading_copies import write_on, write_sections
from tests.refusals import No, check_refused
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."
OVERVIEW = PaperKind.OVERVIEW_REPORT


@pytest.fixture
def sections(case: Case, cast: Cast) -> list[ReportSection]:
    """The first three sections of a draft, of one version each."""
    stand_at(case, Stage.DRAFTING)
    return write_sections(cast, case)


def beside(cast: Cast, section: ReportSection) -> SectionVersion:
    """A version kept beside the current one."""
    row: SectionVersion = put(
        SectionVersion, section=section, number=section.versions.count() + 1, text="Another view", based_on=0,
        is_beside=True, by=cast.independent_chair, origin="typed",
    )  # fmt: skip
    return row


def test_saves_no_words_that_change_nothing(case: Case, cast: Cast, sections: list[ReportSection]) -> None:
    """Nor those with which the writer began, while somebody else went on; nor where there are none."""
    first, second = sections[:2]
    write_on(cast, second, "Newer words")
    write = report_sections.write_section
    empty = {"kind": OVERVIEW, "code": "equality", "based_on": 0}
    said: dict[str, Any] = {"kind": OVERVIEW, "code": first.code, "based_on": 1}
    text = first.versions.get().text
    began = second.versions.get(number=1).text
    check_refused(
        [
            No(write, "Nothing has changed since version 1.", {**said, "text": f" {text}\n"}),
            No(
                write,
                "You changed nothing, and somebody else has saved since.",
                {**said, "code": second.code, "text": began},
            ),
            No(write, "There are no words to save yet.", {**empty, "text": "\n"}),
            No(
                write,
                "The paper has no such section. Choose one from its list.",
                {**said, "code": "weather", "text": "X"},
            ),
        ],
        case=case,
        by=cast.independent_chair,
    )


def test_marks_no_section_that_is_not_so_far(case: Case, cast: Cast, sections: list[ReportSection]) -> None:
    """Without words, with two texts, or while comments wait; one and several are told apart."""
    first, second = sections[:2]
    mark = report_sections.mark_section
    said: dict[str, Any] = {"kind": OVERVIEW, "code": first.code}
    for number in (1, 2, 3):
        said_yes = CommentAnswer.ACCEPTED if number == 3 else ""
        put(SectionComment, case=case, section=first, number=number, text="Why?", by=cast.coordinator, answer=said_yes)
    put(SectionComment, case=case, section=second, number=4, text="Say more", by=cast.coordinator)
    beside(cast, sections[2])
    two = "Two texts of this section are kept beside each other. Bring them together first."
    check_refused(
        [
            No(
                mark,
                "A section without words is not started by itself. Choose another state.",
                {**said, "state": SectionState.EMPTY},
            ),
            No(
                mark,
                "There is nothing written in this section yet.",
                {**said, "code": "equality", "state": SectionState.DRAFTING},
            ),
            No(mark, "2 comments wait for an answer.", {**said, "state": SectionState.AGREED}),
            No(mark, "1 comment waits for an answer.", {**said, "code": second.code, "state": SectionState.AGREED}),
            No(mark, two, {**said, "code": sections[2].code, "state": SectionState.READY}),
            No(
                report_sections.give_section,
                "This person may not write in the draft. Give them the role of chair or author first.",
                {**said, "author": cast.coordinator},
            ),
        ],
        case=case,
        by=cast.independent_chair,
    )
    report_sections.mark_section(
        case=case, by=cast.independent_chair, kind=OVERVIEW, code=sections[2].code, state=SectionState.DRAFTING
    )


def test_joins_only_two_texts_that_stand_beside_each_other(
    case: Case, cast: Cast, sections: list[ReportSection]
) -> None:
    first = sections[0]
    other = beside(cast, first)
    join = report_sections.join_texts
    said: dict[str, Any] = {"kind": OVERVIEW, "code": first.code, "beside": other, "text": "One text", "seen": 1}
    gone = "This version does not stand beside another any more."
    check_refused(
        [
            No(join, gone, {**said, "beside": first.versions.get(number=1)}),
            No(join, gone, {**said, "beside": beside(cast, sections[1])}),
            No(
                join,
                "Somebody saved version 1 since. Look at it below, then join the texts again.",
                {**said, "seen": 0},
            ),
        ],
        case=case,
        by=cast.independent_chair,
    )
    row = join(case=case, by=cast.independent_chair, **said)
    assert (row.number, row.based_on, row.is_beside) == (3, 2, False)
    assert row.note == "Version 2 joined to version 1"


@pytest.mark.usefixtures("sections")
def test_takes_no_comment_without_words_or_on_a_draft_that_is_not_open(
    case: Case, other_case: Case, cast: Cast
) -> None:
    """Neither on another review's section, nor by those who are given copies only."""
    foreign = put(ReportSection, case=other_case, kind=OVERVIEW, code="title", heading="Title", position=1)
    check_refused(
        [
            No(section_comments.make_comment, "Enter your comment.", {"text": "\n", "by": cast.coordinator}),
            No(
                section_comments.make_comment,
                "This section belongs to another case.",
                {"text": "X", "section": foreign, "by": cast.coordinator},
            ),
            No(
                section_comments.make_comment,
                "The draft is not open to you at this stage. Comment on the copy you were given.",
                {"text": "A wrong date", "by": cast.family_advocate},
                NotPermitted,
            ),
        ],
        case=case,
    )


def test_answers_no_comment_of_another_review_and_none_without_words(
    case: Case, other_case: Case, cast: Cast, sections: list[ReportSection]
) -> None:
    point = put(SectionComment, case=case, section=sections[0], number=1, text="Say more", by=cast.coordinator)
    strange = put(SectionComment, case=other_case, number=1, text="Say more", by=cast.coordinator)
    why = "Say why it is not accepted, or what was done instead."
    answer: dict[str, Any] = {"comment": point, "answer_text": " "}
    check_refused(
        [
            No(
                section_comments.answer_comment,
                "Say whether the comment is accepted.",
                {**answer, "answer": CommentAnswer.OPEN},
            ),
            No(section_comments.answer_comment, why, {**answer, "answer": CommentAnswer.DECLINED}),
            No(section_comments.answer_comment, why, {**answer, "answer": CommentAnswer.PARTLY}),
            No(
                section_comments.answer_comment,
                "This comment belongs to another case.",
                {**answer, "comment": strange, "answer": CommentAnswer.ACCEPTED},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )

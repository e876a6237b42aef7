"""Points about the draft are numbered, kept apart by reader, and each is answered."""

from typing import Any

import pytest

from dhr_cases.actions.section_comments import answer_comment, comment_on_section, make_comment
from dhr_cases.comment_points import comments_seen, unanswered, works_on_drafts
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, CommentAnswer, ReportSection, SectionComment, SectionVersion, TextOrigin
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

WORDS = "The second call came before the first visit."


@pytest.fixture
def drafted(case: Case, cast: Cast) -> Case:
    """A case whose report is being written."""
    return case_at(cast, case, Stage.DRAFTING)


@pytest.fixture
def section(drafted: Case) -> ReportSection:
    """A section of its overview report."""
    with change("Test section", None):
        row: ReportSection = ReportSection.objects.create(
            case=drafted, kind=PaperKind.OVERVIEW_REPORT, code="analysis", position=1, heading="Analysis"
        )
    return row


def test_numbers_points_within_the_case(drafted: Case, section: ReportSection, cast: Cast) -> None:
    """Whoever makes them and wherever: one row of numbers, so that an answer can name its point."""
    first = make_comment(case=drafted, by=cast.panel_member, text=f"  {WORDS}\n", section=section, version_number=3)
    second = make_comment(case=drafted, by=cast.coordinator, text="Say what the panel thought.")
    assert (first.number, first.text, first.version_number, first.section) == (1, WORDS, 3, section)
    assert (second.number, second.section, second.reading) == (2, None, None)


def test_records_a_point_without_its_words(drafted: Case, cast: Cast) -> None:
    """History says that there is a comment; what it says is for its readers."""
    make_comment(case=drafted, by=cast.panel_member, text=WORDS)
    event = CaseEvent.objects.filter(case=drafted).latest("pk")
    assert (event.kind, event.by, event.detail["point"]) == (Event.COMMENT_MADE, cast.panel_member, 1)
    assert WORDS not in str(event.detail)


@pytest.mark.parametrize("part", ["agency_author", "family_advocate"])
def test_refuses_a_comment_by_who_does_not_see_drafts(drafted: Case, cast: Cast, part: str) -> None:
    """Readers of a copy comment on their copy, nowhere else."""
    with pytest.raises(NotPermitted, match="not open to you"):
        make_comment(case=drafted, by=getattr(cast, part), text=WORDS)
    assert not SectionComment.objects.exists()


def test_refuses_an_empty_comment_and_another_cases_section(
    drafted: Case, other_case: Case, section: ReportSection, cast: Cast
) -> None:
    """A number is given to something said about this draft."""
    with pytest.raises(Incomplete, match="Enter your comment"):
        make_comment(case=drafted, by=cast.coordinator, text="  \n ")
    section.case = other_case
    with pytest.raises(Incomplete, match="another case"):
        make_comment(case=drafted, by=cast.coordinator, text=WORDS, section=section)


def test_keeps_the_version_that_stood_when_the_point_was_made(
    drafted: Case, section: ReportSection, cast: Cast
) -> None:
    """A section is named by its paper and code; one that nobody has begun can be commented on as well."""
    with change("Test version", None):
        SectionVersion.objects.create(section=section, number=4, text="A", origin=TextOrigin.TYPED, by=cast.coordinator)
    about: dict[str, Any] = {"case": drafted, "by": cast.panel_member, "kind": PaperKind.OVERVIEW_REPORT}
    assert comment_on_section(**about, code=section.code, text=WORDS).version_number == 4
    with pytest.raises(NotPermitted):
        comment_on_section(**{**about, "by": cast.family_advocate}, code=section.code, text=WORDS)


def test_refuses_a_comment_before_drafting(case: Case, cast: Cast) -> None:
    """There is nothing to comment on yet."""
    with pytest.raises(NotNow):
        make_comment(case=case, by=cast.coordinator, text=WORDS)


def test_keeps_the_answer_with_who_gave_it(drafted: Case, cast: Cast) -> None:
    """Accepted, in part or not, with what was done; a later answer replaces it and history keeps both."""
    point = make_comment(case=drafted, by=cast.panel_member, text=WORDS)
    assert unanswered(drafted) == 1
    answer_comment(
        case=drafted,
        by=cast.independent_chair,
        comment=point,
        answer=CommentAnswer.DECLINED,
        answer_text="The log differs.",
    )
    answer_comment(
        case=drafted,
        by=cast.coordinator,
        comment=point,
        answer=CommentAnswer.PARTLY,
        answer_text="Order given as logged.",
    )
    point.refresh_from_db()
    assert (point.answer, point.answer_text) == ("partly", "Order given as logged.")
    assert point.answered_by == cast.coordinator
    assert point.answered_at is not None
    assert [row.answer for row in point.history.order_by("history_id")] == ["", "declined", "partly"]
    assert unanswered(drafted) == 0


def test_refuses_an_answer_without_its_words(drafted: Case, cast: Cast) -> None:
    """The reader is owed a reason."""
    point = make_comment(case=drafted, by=cast.panel_member, text=WORDS)
    with pytest.raises(Incomplete, match="Say whether"):
        answer_comment(case=drafted, by=cast.coordinator, comment=point, answer=CommentAnswer.OPEN, answer_text="Done.")
    for answer in (CommentAnswer.PARTLY, CommentAnswer.DECLINED):
        with pytest.raises(Incomplete, match="Say why"):
            answer_comment(case=drafted, by=cast.coordinator, comment=point, answer=answer, answer_text=" ")
    answer_comment(case=drafted, by=cast.coordinator, comment=point, answer=CommentAnswer.ACCEPTED, answer_text="")
    assert unanswered(drafted) == 0


def test_refuses_an_answer_by_a_panel_member(drafted: Case, cast: Cast) -> None:
    """Those who run the panel answer."""
    point = make_comment(case=drafted, by=cast.panel_member, text=WORDS)
    with pytest.raises(NotPermitted):
        answer_comment(
            case=drafted, by=cast.panel_member, comment=point, answer=CommentAnswer.ACCEPTED, answer_text="Done."
        )


def test_shows_points_of_the_draft_to_those_who_work_on_it(drafted: Case, cast: Cast) -> None:
    """An author of an agency's report and an advocate see none of them."""
    point = make_comment(case=drafted, by=cast.coordinator, text=WORDS)
    for part in ("coordinator", "independent_chair", "panel_member"):
        assert comments_seen(getattr(cast, part), drafted).get() == point
        assert works_on_drafts(getattr(cast, part), drafted)
    for part in ("agency_author", "family_advocate", "outsider"):
        assert not comments_seen(getattr(cast, part), drafted)
        assert not works_on_drafts(getattr(cast, part), drafted)

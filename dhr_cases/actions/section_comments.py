"""A point about the draft is made, numbered within the case, and answered. Source: circulation of drafts, S15 [K]."""

from django.db.models import Max
from django.utils import timezone

from dhr_cases.actions.core import Recording, acting, require
from dhr_cases.actions.report_sections import begun
from dhr_cases.comment_points import comments_seen, works_on_drafts
from dhr_cases.errors import NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CommentAnswer, DraftReading, ReportSection, SectionComment, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_texts import current_version
from dhr_cases.verbs import Verb

_WHY = "Say why it is not accepted, or what was done instead."


def make_comment(
    *, case: Case, by: User, text: str, section: ReportSection | None = None, version_number: int = 0
) -> SectionComment:
    """A person who works on the draft makes a point about a section, or about the whole when none is named.

    ``version_number`` is the version they had before them, 0 when it is not said. Readers of a copy make theirs
    in the reading room. Raises Incomplete for an empty comment, NotPermitted for who does not see drafts now.
    """
    with acting(Verb.COMMENT_ON_SECTION, case, by) as act:
        _check_sees_drafts(by, case)
        return write_point(act, text=text, section=section, version_number=version_number)


def comment_on_section(*, case: Case, by: User, kind: PaperKind, code: str, text: str) -> SectionComment:
    """A person who works on the draft makes a point about a section as it stands now, begun or not.

    Raises NotPermitted for somebody who does not see the drafts, Incomplete without words.
    """
    with acting(Verb.COMMENT_ON_SECTION, case, by) as act:
        _check_sees_drafts(by, case)
        section = begun(case, kind, code)
        current = current_version(section)
        return write_point(act, text=text, section=section, version_number=current.number if current else 0)


def _check_sees_drafts(by: User, case: Case) -> None:
    if not works_on_drafts(by, case):
        raise NotPermitted("The draft is not open to you at this stage. Comment on the copy you were given.")


def _next_number(case: Case) -> int:
    last: int = SectionComment.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return last + 1


def write_point(
    act: Recording,
    *,
    text: str,
    section: ReportSection | None,
    version_number: int = 0,
    reading: DraftReading | None = None,
) -> SectionComment:
    """Write a point inside an act, with the next number of the case; ``reading`` is the copy it came from.

    Raises Incomplete for an empty comment, or a section or copy of another case.
    """
    require(
        (bool(text.strip()), "Enter your comment."),
        (section is None or section.case_id == act.case.pk, "This section belongs to another case."),
        (reading is None or reading.case_id == act.case.pk, "This copy belongs to another case."),
    )
    row: SectionComment = SectionComment.objects.create(
        case=act.case,
        section=section,
        version_number=version_number,
        reading=reading,
        number=_next_number(act.case),
        text=text.strip(),
        by=act.by,
    )
    detail = {
        "point": row.number,
        "section": section.heading if section else "",
        "copy": reading.copy_number if reading else None,
    }
    act.record(Event.COMMENT_MADE, about=row, detail=detail)
    return row


def answer_comment(*, case: Case, by: User, comment: SectionComment, answer: CommentAnswer, answer_text: str) -> None:
    """A point is accepted, accepted in part or not accepted, with what was done or why not; a later answer replaces it.

    Raises Incomplete without an answer, or without words when the point is not wholly accepted; NotPermitted for a
    point the person may not read.
    """
    require(
        (comment.case_id == case.pk, "This comment belongs to another case."),
        (answer != CommentAnswer.OPEN, "Say whether the comment is accepted."),
        (answer in (CommentAnswer.OPEN, CommentAnswer.ACCEPTED) or bool(answer_text.strip()), _WHY),
    )
    with acting(Verb.ANSWER_COMMENT, case, by) as act:
        check_reads_comment(by, comment)
        comment.refresh_from_db()
        comment.answer = answer
        comment.answer_text = answer_text.strip()
        comment.answered_by = by
        comment.answered_at = timezone.now()
        comment.save()
        detail = {"point": comment.number, "answer": CommentAnswer(answer).label}
        act.record(Event.COMMENT_ANSWERED, about=comment, detail=detail)


def check_reads_comment(by: User, comment: SectionComment) -> None:
    """Pass for a point the person may read; raise NotPermitted for one that is kept from them."""
    if not comments_seen(by, comment.case).filter(pk=comment.pk).exists():
        raise NotPermitted("This comment is kept for those who work with its reader.")

"""A copy is frozen, a reader is let in, reads, comments and finishes; every opening is kept. Source: S15 [K]."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from dhr_cases.actions.core import Recording, acting, lock, require, role_label
from dhr_cases.actions.section_comments import write_point
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CommentAnswer,
    DraftReading,
    Organisation,
    ReadingAccess,
    ReadingOpening,
    ReadingPassage,
    ReportSection,
    SectionComment,
    SectionVersion,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.drafting import check_may_read
from dhr_cases.reading_access import names_of, readers_of, says_any, way_in, written_sections
from dhr_cases.verbs import Verb

REPLACED = "A newer copy was given."
Chosen = Sequence[tuple[ReportSection, SectionVersion]]
"""Sections that go out, each with the version that is current."""
CLOSED = "This copy is not open to you any more. Ask the coordinator of the review."


@dataclass(kw_only=True)
class ReaderAct(Recording):
    """Something a reader does in the reading room, through a way in that is open."""

    access: ReadingAccess


def freeze(reading: DraftReading, chosen: Chosen) -> int:
    """Put sections into a copy as they read now; how many were put in. A version already in it is left as it is.

    An agency's copy takes those of the chosen sections that name the agency; the family's takes all of them.
    """
    own = chosen if reading.organisation is None else naming(reading.organisation, chosen)
    return _add_passages(reading, (version for _, version in own))


def naming(body: Organisation, chosen: Chosen) -> Chosen:
    """Those of the sections whose present text names the body."""
    names = names_of(body)
    return [(section, version) for section, version in chosen if says_any(version.text, names)]


def _add_passages(reading: DraftReading, versions: Iterable[SectionVersion]) -> int:
    there = set(ReadingPassage.objects.filter(reading=reading).values_list("version", flat=True))
    last = ReadingPassage.objects.filter(reading=reading).aggregate(last=Max("position"))["last"] or 0
    new = [version for version in versions if version.pk not in there]
    for position, version in enumerate(new, start=last + 1):
        ReadingPassage.objects.create(reading=reading, version=version, position=position)
    return len(new)


def sections_that_go_out(
    case: Case, sections: Iterable[ReportSection] | None
) -> list[tuple[ReportSection, SectionVersion]]:
    """The sections with their present versions; every written one of the overview report where none are named.

    Raises Incomplete for a section of another case or one in which nothing is written.
    """
    written = written_sections(case)
    if sections is None:
        return _of_overview_report(written)
    wanted = {section.pk for section in sections}
    found = [row for row in written if row[0].pk in wanted]
    require((len(found) == len(wanted), "A section belongs to another case, or nothing is written in it yet."))
    return found


def _of_overview_report(
    written: Iterable[tuple[ReportSection, SectionVersion]],
) -> list[tuple[ReportSection, SectionVersion]]:
    return [row for row in written if row[0].kind == PaperKind.OVERVIEW_REPORT]


def replace_earlier(act: Recording, readings: Sequence[DraftReading]) -> None:
    """Who gets a new copy reads the earlier one no longer."""
    for reading in readings:
        earlier = _copies_for(reading).exclude(pk=reading.pk)
        for access in ReadingAccess.objects.filter(reading__in=earlier, revoked_at=None).select_related("reading"):
            _close(act, access, REPLACED)


def let_in(act: Recording, reading: DraftReading, reader: User, until: datetime.date) -> ReadingAccess:
    """Open a copy to a reader until a day. Raises NotPermitted for who has no role that entitles them to it."""
    if reader.pk not in {user.pk for user in readers_of(reading)}:
        raise NotPermitted(f"{reader} does not speak for the reader of copy {reading.copy_number}.")
    require((until >= timezone.localdate(), "The last day of reading is past. Enter a later one."))
    key = {"reading": reading, "reader": reader}
    access: ReadingAccess = ReadingAccess.objects.filter(**key).first() or ReadingAccess(**key)
    access.ends_on = until
    access.revoked_at = None
    access.revoked_reason = ""
    access.save()
    detail = {"copy": reading.copy_number, "reader": str(reader), "until": until.isoformat(), "account": reader.pk}
    act.record(Event.READING_ROOM_OPENED, about=access, detail=detail)
    return access


def open_reading(
    *,
    case: Case,
    by: User,
    reading: DraftReading,
    until: datetime.date,
    readers: Sequence[User] = (),
    sections: Sequence[ReportSection] = (),
) -> tuple[ReadingAccess, ...]:
    """Readers are let into a copy until a day, and sections are added to it as they read now.

    Raises Incomplete when nobody is chosen, the copy would be empty, or its reader may be a witness at the trial
    the review waits for; NotNow when a newer copy was given; NotPermitted for who has no role that entitles them to
    the copy.
    """
    require(
        (reading.case_id == case.pk, "This copy belongs to another case."),
        (bool(readers), "Choose who may read the copy."),
    )
    with acting(Verb.OPEN_READING, case, by) as act:
        _check_goes_to_its_reader(reading)
        _add_passages(reading, (version for _, version in sections_that_go_out(case, sections)))
        has_pages = ReadingPassage.objects.filter(reading=reading).exists()
        require((has_pages, "There is no section in this copy. Choose at least one."))
        return tuple(let_in(act, reading, reader, until) for reader in readers)


def check_opens(reading: DraftReading) -> None:
    """Readers can be let into the copy. Raises Incomplete or NotNow, saying what stands against it."""
    _check_goes_to_its_reader(reading)
    require((bool(readers_of(reading)), "Nobody with an account speaks for this reader. Give somebody a role first."))


def _check_goes_to_its_reader(reading: DraftReading) -> None:
    """The copy is the newest its reader was given, and no witness reads it while their trial is waited for."""
    later = _copies_for(reading).filter(copy_number__gt=reading.copy_number)
    if later.exists():
        raise NotNow(f"A newer copy was given: copy {later.latest('copy_number').copy_number}. Let readers into that.")
    if reading.person is not None:
        reading.person.refresh_from_db()
        check_may_read(reading.person)


def _copies_for(reading: DraftReading) -> QuerySet[DraftReading]:
    """Every copy that was given to the same agency or person."""
    same = {"organisation": reading.organisation, "person": reading.person}
    rows: QuerySet[DraftReading] = DraftReading.objects.filter(case=reading.case_id, **same)
    return rows


def extend_reading(*, case: Case, by: User, access: ReadingAccess, until: datetime.date) -> None:
    """A reader's last day changes; a way in that was closed stays closed."""
    require(
        (access.reading.case_id == case.pk, "This copy belongs to another case."),
        (until >= timezone.localdate(), "The last day of reading is past. Close the way in instead."),
    )
    with acting(Verb.EXTEND_READING, case, by) as act:
        access.refresh_from_db()
        check_extensible(access)
        access.ends_on = until
        access.save()
        detail = {"copy": access.reading.copy_number, "reader": str(access.reader), "until": until.isoformat()}
        act.record(Event.READING_ROOM_EXTENDED, about=access, detail=detail)


def check_extensible(access: ReadingAccess) -> None:
    """A way in that is open can have another last day. Raises Incomplete for one that is closed."""
    require((access.revoked_at is None, "This way in is closed. Let the reader in again instead."))


def check_closable(access: ReadingAccess) -> None:
    """A way in is closed once. Raises Incomplete for one that is closed."""
    require((access.revoked_at is None, "This way in is closed already."))


def close_reading(*, case: Case, by: User, access: ReadingAccess, reason: str) -> None:
    """A reader's way in is closed: their next click finds nothing. What they wrote stays."""
    require(
        (access.reading.case_id == case.pk, "This copy belongs to another case."),
        (bool(reason.strip()), "Give the reason."),
    )
    with acting(Verb.CLOSE_READING, case, by, reason=reason) as act:
        access.refresh_from_db()
        check_closable(access)
        _close(act, access, reason)


def _close(act: Recording, access: ReadingAccess, reason: str) -> None:
    access.revoked_at = timezone.now()
    access.revoked_reason = reason
    access.save()
    detail = {"copy": access.reading.copy_number, "reader": str(access.reader)}
    act.record(Event.READING_ROOM_CLOSED, about=access, detail=detail)


@contextmanager
def in_the_room(access: ReadingAccess, by: User, *, reason: str) -> Iterator[ReaderAct]:
    """Run one act of a reader: the case is locked and the way in asked for afresh. Raises NotPermitted."""
    with transaction.atomic():
        case = access.reading.case
        lock(case)
        if access.reader_id != by.pk or way_in(by, access.reading_id) is None:
            raise NotPermitted(CLOSED)
        with change(reason, by):
            yield ReaderAct(case=case, by=by, as_role=role_label(by, case), reason="", access=access)


def open_page(*, access: ReadingAccess, by: User, passage: ReadingPassage | None = None) -> ReadingOpening:
    """A page of a copy is opened and the opening is kept, or the page is not shown. None is the copy's first page.

    Raises NotPermitted when the way in has ended or the page is of another copy.
    """
    if passage is not None and passage.reading_id != access.reading_id:
        raise NotPermitted(CLOSED)
    with in_the_room(access, by, reason="Opened in the reading room") as act:
        row: ReadingOpening = ReadingOpening.objects.create(access=access, passage=passage)
        page = passage.version.section.heading if passage else "Contents"
        act.record(Event.DRAFT_OPENED, about=access, detail={"copy": access.reading.copy_number, "page": page})
    return row


def comment_on_copy(
    *, access: ReadingAccess, by: User, text: str, passage: ReadingPassage | None = None
) -> SectionComment:
    """A reader makes a point about a page of their copy, or about the whole. Raises NotPermitted, Incomplete."""
    if passage is not None and passage.reading_id != access.reading_id:
        raise NotPermitted(CLOSED)
    with in_the_room(access, by, reason="Comment in the reading room") as act:
        return write_point(
            act,
            text=text,
            section=passage.version.section if passage else None,
            version_number=passage.version.number if passage else 0,
            reading=access.reading,
        )


def change_comment(*, access: ReadingAccess, by: User, comment: SectionComment, text: str) -> None:
    """A reader words their own point anew while nobody has answered it; the earlier words stay in history.

    Raises NotPermitted for another's point, NotNow for one that is answered, Incomplete for an empty one.
    """
    if comment.by_id != by.pk or comment.reading_id != access.reading_id:
        raise NotPermitted("You can change only what you wrote yourself.")
    require((bool(text.strip()), "Enter the comment."))
    with in_the_room(access, by, reason="Comment changed in the reading room") as act:
        comment.refresh_from_db()
        if comment.answer != CommentAnswer.OPEN:
            raise NotNow("This comment is answered. Make another one if there is more to say.")
        comment.text = text.strip()
        comment.save()
        act.record(Event.COMMENT_CHANGED, about=comment, detail={"point": comment.number})


def finish_reading(*, access: ReadingAccess, by: User, words: str = "", has_disagreement: bool = False) -> None:
    """A reader has finished; what they say of the whole is kept in their words. They may still come back and add.

    Raises Incomplete when they disagree and do not say with what.
    """
    points = SectionComment.objects.filter(reading=access.reading, by=by).count()
    require((not has_disagreement or bool(words.strip() or points), "Say what you disagree with."))
    with in_the_room(access, by, reason="Reading finished in the reading room") as act:
        reading = access.reading
        reading.refresh_from_db()
        said = words.strip() or f"Points made in the reading room: {points}."
        reading.comments = "\n\n".join(filter(None, (reading.comments, said)))
        reading.has_disagreement = reading.has_disagreement or has_disagreement
        reading.answered_on = timezone.localdate()
        reading.save()
        detail = {"copy": reading.copy_number, "disagreement": has_disagreement}
        act.record(Event.READING_ANSWERED, about=reading, detail=detail)

"""A section of the report is written, marked and given to an author; two who write at once both keep their words.

Source: sections of the report 2016 guidance [K]; versions, states and autosave are ours [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from dhr_cases import policies
from dhr_cases.actions.core import Act, acting, require
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    ReportSection,
    SectionComment,
    SectionState,
    SectionTyping,
    SectionVersion,
    TextOrigin,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.permissions import check_can, granted
from dhr_cases.policies.guards import GUARDS
from dhr_cases.report_sections import SECTIONS, section_row
from dhr_cases.report_texts import current_version, versions_beside
from dhr_cases.roles import CasePermission
from dhr_cases.text_differences import has_marks
from dhr_cases.verbs import Verb

MARKS = (SectionState.DRAFTING, SectionState.READY, SectionState.AGREED)
"""States a person sets; a section without a word is "not started" by itself."""


@dataclass(frozen=True)
class Words:
    """A text for a section: where it comes from, what changed, on top of which version it was written (0 none)."""

    text: str
    based_on: int
    origin: TextOrigin = TextOrigin.TYPED
    note: str = ""


def write_section(
    *, case: Case, by: User, kind: PaperKind, code: str, text: str, based_on: int, note: str = ""
) -> SectionVersion:
    """Save the words of a section as its next version.

    When somebody saved a version the writer had not seen, theirs stays current and this one is kept beside it.
    Raises Incomplete when nothing has changed or the section does not exist, NotNow while a hold stops drafting.
    """
    with acting(Verb.WRITE_SECTION, case, by) as act:
        section = begun(case, kind, code)
        _check_changed(section, text, based_on)
        version = add_version(act, section, Words(text, based_on, note=note))
        throw_away(section, by)
        return version


def join_texts(
    *, case: Case, by: User, kind: PaperKind, code: str, beside: SectionVersion, text: str, seen: int
) -> SectionVersion:
    """Two texts of a section become one; the version kept beside is dealt with, and all three stay to be read.

    ``seen`` is the current version the person had before them. Raises Incomplete when another was saved since, when
    the version is not one that stands beside, or while marks of the joining are left in the text.
    """
    with acting(Verb.JOIN_TEXTS, case, by) as act:
        section = begun(case, kind, code)
        current = current_version(section)
        number = current.number if current else 0
        require(
            (beside in versions_beside(section), "This version does not stand beside another any more."),
            (number == seen, f"Somebody saved version {number} since. Look at it below, then join the texts again."),
            (not has_marks(text), "Lines in square brackets that mark the two texts are left in it. Take them out."),
        )
        note = f"Version {beside.number} joined to version {number}"
        return add_version(act, section, Words(text, number, TextOrigin.MERGED, note), joins=beside)


def mark_section(*, case: Case, by: User, kind: PaperKind, code: str, state: SectionState) -> None:
    """Say how far a section is. Raises Incomplete for a section without words, or one agreed too early."""
    with acting(Verb.MARK_SECTION, case, by) as act:
        section = begun(case, kind, code)
        _check_mark(section, state)
        section.state = state
        section.save()
        detail = {**told(section), "state": SectionState(state).label}
        act.record(Event.SECTION_MARKED, about=section, detail=detail)


def give_section(*, case: Case, by: User, kind: PaperKind, code: str, author: User | None) -> None:
    """Give a section to somebody who may write in it, or to nobody. Raises Incomplete for anybody else."""
    with acting(Verb.GIVE_SECTION, case, by) as act:
        may_write = author is None or CasePermission.DRAFT in granted(author, case)
        require((may_write, "This person may not write in the draft. Give them the role of chair or author first."))
        section = begun(case, kind, code)
        section.author = author
        section.save()
        detail = {**told(section), "author": author.get_full_name() if author else "nobody"}
        act.record(Event.SECTION_GIVEN, about=section, detail=detail)


def keep_typing(*, case: Case, by: User, kind: PaperKind, code: str, text: str, based_on: int) -> SectionTyping:
    """What the person has typed so far is kept for them alone; no version, no event. Raises NotPermitted, NotNow."""
    check_can(Verb.WRITE_SECTION, by, case)
    policies.check_now(Verb.WRITE_SECTION, case, GUARDS)
    with transaction.atomic(), change("Begun by typing", by):
        section = begun(case, kind, code)
        kept, _ = SectionTyping.objects.update_or_create(
            section=section, by=by, defaults={"text": text, "based_on": based_on}
        )
    return kept


def throw_typing_away(*, case: Case, by: User, kind: PaperKind, code: str) -> None:
    """The person's own unsaved words go, because they were saved or are not wanted. Raises NotPermitted."""
    check_can(Verb.WRITE_SECTION, by, case)
    section = ReportSection.objects.filter(case=case, kind=kind, code=code).first()
    if section is not None:
        throw_away(section, by)


def throw_away(section: ReportSection, by: User) -> None:
    """The person's own unsaved words in a section are dropped."""
    SectionTyping.objects.filter(section=section, by=by).delete()


def begun(case: Case, kind: PaperKind, code: str) -> ReportSection:
    """The row of a section, made when it is first written in. Raises Incomplete for a section the paper lacks."""
    codes = [row.code for row in SECTIONS.get(kind, ())]
    if code not in codes:
        raise Incomplete("The paper has no such section. Choose one from its list.")
    first = {"position": codes.index(code) + 1, "heading": section_row(kind, code).heading}
    section, _ = ReportSection.objects.get_or_create(case=case, kind=kind, code=code, defaults=first)
    found: ReportSection = section
    return found


def add_version(
    act: Act, section: ReportSection, words: Words, *, joins: SectionVersion | None = None
) -> SectionVersion:
    """Write the next version inside an act; beside the current one when its writer had not seen that.

    ``joins`` is the version kept beside that this one takes in: it stands as what this one was written on top of.
    """
    latest = SectionVersion.objects.filter(section=section).aggregate(number=Max("number"))["number"] or 0
    current = current_version(section)
    is_beside = words.based_on != (current.number if current else 0)
    version: SectionVersion = SectionVersion.objects.create(
        section=section,
        number=latest + 1,
        text=words.text,
        origin=words.origin,
        based_on=joins.number if joins else words.based_on,
        is_beside=is_beside,
        note=words.note[:300],
        by=act.by,
    )
    _bring_state_in_line(section, version, act.by)
    detail = {
        **told(section),
        "version": version.number,
        "beside": is_beside or None,
        "from": version.get_origin_display(),
    }
    act.record(Event.SECTION_WRITTEN, about=version, detail=detail)
    return version


def is_same(current: SectionVersion | None, text: str) -> bool:
    """True when the text is what the section says already."""
    return text.strip() == (current.text.strip() if current else "")


def told(section: ReportSection) -> Mapping[str, str]:
    """How an event names a section: by paper and heading of the table, never by words of the draft."""
    return {"paper": KINDS[PaperKind(section.kind)].label, "section": section.heading}


def _bring_state_in_line(section: ReportSection, version: SectionVersion, by: User) -> None:
    """New words take back "ready" and "agreed"; the first writer becomes the author where nobody is."""
    if version.is_beside:
        return
    section.state = SectionState.DRAFTING if version.text.strip() else SectionState.EMPTY
    section.author = section.author or by
    section.save()


def _check_mark(section: ReportSection, state: SectionState) -> None:
    current = current_version(section)
    is_final = state == SectionState.AGREED
    waiting = SectionComment.objects.filter(section=section, answer="").count() if is_final else 0
    require(
        (state in MARKS, "A section without words is not started by itself. Choose another state."),
        (bool(current and current.text.strip()), "There is nothing written in this section yet."),
        (
            state == SectionState.DRAFTING or not versions_beside(section),
            "Two texts of this section are kept beside each other. Bring them together first.",
        ),
        (not waiting, f"{waiting} {'comment waits' if waiting == 1 else 'comments wait'} for an answer."),
    )


def _check_changed(section: ReportSection, text: str, based_on: int) -> None:
    """Raise Incomplete when the words are those the section has, or those the writer began with."""
    current = current_version(section)
    begun_with = SectionVersion.objects.filter(section=section, number=based_on).first()
    since = f"Nothing has changed since version {current.number}." if current else "There are no words to save yet."
    is_newest = current is None or current.number == based_on
    require(
        (not is_same(current, text), since),
        (is_newest or not is_same(begun_with, text), "You changed nothing, and somebody else has saved since."),
    )

"""Sections of a draft are filled from the case's own record, and say where their words are from. Source: ours [D]."""

import hashlib

from dhr_cases.actions.core import Act, acting, require, today
from dhr_cases.actions.report_sections import Words, add_version, begun, is_same
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, ReportSection, SectionVersion, TextOrigin, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_filling.filling import Filled, filled
from dhr_cases.report_sections import SECTIONS
from dhr_cases.report_texts import CurrentText, current_texts, current_version
from dhr_cases.verbs import Verb

NOT_FROM_THE_RECORD = "This section is not filled from the record. It is written by hand."


def digest(text: str) -> str:
    """The mark of a text by which it is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def with_record(present: str, from_record: str, *, keeps_present: bool) -> str:
    """What the section will say: the record's words alone, or below those that are there."""
    return f"{present.strip()}\n\n{from_record}" if keeps_present and present.strip() else from_record


def fill_section(
    *, case: Case, by: User, kind: PaperKind, code: str, based_on: int, seen: str, keeps_present: bool = False
) -> SectionVersion:
    """The record's words become the next version of a section, or are put below what it says.

    ``based_on`` and ``seen`` are the version and the mark of the record's words the person looked at. Raises
    Incomplete when either has changed since, when the words are there already, or when the record fills nothing.
    """
    with acting(Verb.FILL_SECTION, case, by) as act:
        section = begun(case, kind, code)
        found = _filled(case, kind, code)
        current = current_version(section)
        present = current.text if current else ""
        text = with_record(present, found.text, keeps_present=keeps_present)
        require(
            (digest(found.text) == seen, "The record has changed since you looked. Look at the difference again."),
            (
                based_on == (current.number if current else 0),
                "Somebody saved this section since you looked. Look at the difference again.",
            ),
            (not is_same(current, text), "The section says already what the record says."),
        )
        return _fill(act, section, text, based_on, found.source)


def fill_empty_sections(*, case: Case, by: User, kind: PaperKind) -> tuple[SectionVersion, ...]:
    """Every section of a paper that the record can fill and in which nothing is written gets the record's words.

    Raises Incomplete when there is none.
    """
    with acting(Verb.FILL_SECTION, case, by) as act:
        empty = _empty_fillable(case, kind)
        require((bool(empty), "Every section that the record can fill has words in it. Fill one of them by itself."))
        return tuple(_fill_empty(act, kind, text.code, text.number) for text in empty)


def _empty_fillable(case: Case, kind: PaperKind) -> list[CurrentText]:
    """The sections without words that the record can fill."""
    fillable = _fillable(kind)
    return [text for text in current_texts(case, kind) if text.code in fillable and not text.is_written]


def _fillable(kind: PaperKind) -> set[str]:
    return {row.code for row in SECTIONS.get(kind, ()) if row.filling is not None}


def _fill_empty(act: Act, kind: PaperKind, code: str, number: int) -> SectionVersion:
    found = _filled(act.case, kind, code)
    return _fill(act, begun(act.case, kind, code), found.text, number, found.source)


def _fill(act: Act, section: ReportSection, text: str, based_on: int, source: str) -> SectionVersion:
    return add_version(act, section, Words(text, based_on, TextOrigin.RECORD, source))


def _filled(case: Case, kind: PaperKind, code: str) -> Filled:
    found = filled(case, kind, code, today())
    if found is None:
        raise Incomplete(NOT_FROM_THE_RECORD)
    return found

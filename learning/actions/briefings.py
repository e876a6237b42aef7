"""A briefing is written from the published record, read by a second person, and made as a file for release.

Source: checks before a one-page briefing goes out: approval held, family told, pseudonyms only, second reader [D].
"""

from contextlib import ExitStack

from dhr_cases.actions.core import acting, require
from dhr_cases.actions.papers import file_checked
from dhr_cases.actions.report_sections import Words, add_version, is_same
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, PaperVersion, ReportSection, SectionVersion, TextOrigin, User
from dhr_cases.paper_kinds import Marking, PaperKind
from dhr_cases.papers.formats import Format
from dhr_cases.papers.uploads import made_file
from dhr_cases.report_texts import current_version
from dhr_cases.verbs import Verb
from learning.briefing_boxes import BRIEFINGS, CONFIRMATIONS, BoxRow, BriefingKind, box_row
from learning.briefings import NO_SOURCE, Briefing, briefing_of, section_code, writers_of
from learning.first_words import first_statements
from learning.models import SecondReading
from learning.papers.briefing.facts import facts_of
from learning.papers.briefing.writing import build, file_name

NOTHING_FITS = "There is no empty box for which the summary has a fitting heading. Write the boxes yourself."


def write_box(*, case: Case, by: User, kind: BriefingKind, code: str, text: str, based_on: int) -> SectionVersion:
    """Save the words of one box as its next version; a box too long or without sources may be saved and mended later.

    When somebody saved a version the writer had not seen, theirs stays current and this one is kept beside it.
    Raises Incomplete when nothing has changed, or when nothing of the review is published to write from.
    """
    with acting(Verb.WRITE_BRIEFING, case, by) as act:
        row = box_row(kind, code)
        _check_published(briefing_of(case, kind))
        section = _begun(case, kind, row)
        require((not is_same(current_version(section), text), "Nothing has changed since it was saved."))
        return add_version(act, section, Words(text, based_on))


def begin_briefing(*, case: Case, by: User, kind: BriefingKind) -> int:
    """Fill every empty box with whole sentences of the published summary; how many boxes got words.

    Raises Incomplete when no box is empty, when nothing is published, or when no heading of the summary fits.
    """
    with acting(Verb.WRITE_BRIEFING, case, by, reason="Begun from the published summary") as act:
        briefing = briefing_of(case, kind)
        _check_published(briefing)
        filled = _first_texts(briefing)
        require((bool(filled), NOTHING_FITS))
        for row, text in filled.items():
            section = _begun(case, kind, row)
            add_version(act, section, Words(text, _number_of(section), TextOrigin.RECORD))
    return len(filled)


def _first_texts(briefing: Briefing) -> dict[BoxRow, str]:
    """What each empty box could begin with; boxes for which no heading fits are left out."""
    texts = {box.row: _first_text(box.row, briefing) for box in briefing.boxes if not box.text.strip()}
    return {row: text for row, text in texts.items() if text}


def _first_text(row: BoxRow, briefing: Briefing) -> str:
    return "\n".join(each.line for each in first_statements(row, briefing.paragraphs))


def _number_of(section: ReportSection) -> int:
    newest = current_version(section)
    return newest.number if newest else 0


def _check_published(briefing: Briefing) -> None:
    require((bool(briefing.paragraphs), NO_SOURCE))


def _begun(case: Case, kind: BriefingKind, row: BoxRow) -> ReportSection:
    key = {"case": case, "kind": PaperKind.BRIEFING, "code": section_code(kind, row)}
    position = BRIEFINGS[kind].boxes.index(row) + 1
    section: ReportSection = ReportSection.objects.get_or_create(
        **key, defaults={"position": position, "heading": row.heading}
    )[0]
    return section


def read_briefing(
    *, case: Case, by: User, kind: BriefingKind, digest: str, confirmed: int, note: str = ""
) -> SecondReading:
    """A second person reads the briefing and signs it off, or says what is wrong.

    ``digest`` is that of the words they read; ``confirmed`` how many of ``CONFIRMATIONS`` they ticked: all of them
    sign it off. Raises NotPermitted for a person who wrote in it, Incomplete when it changed since, when something
    is wrong with it, or when something was found and the note does not say what.
    """
    with acting(Verb.READ_BRIEFING, case, by, reason=note) as act:
        if by.pk in writers_of(case, kind):
            raise NotPermitted("You wrote in this briefing. Somebody else reads it before it goes out.")
        briefing = briefing_of(case, kind)
        if briefing.faults:
            raise Incomplete(" ".join(briefing.faults), briefing.faults)
        is_passed = confirmed == len(CONFIRMATIONS)
        require(
            (briefing.digest == digest, "The briefing or its source has changed since you opened it. Read it again."),
            (is_passed or bool(note.strip()), "Say in the note what you found."),
        )
        reading: SecondReading = SecondReading.objects.create(
            case=case, kind=kind, digest=digest, is_passed=is_passed, note=note, by=by
        )
        detail = {"briefing": briefing.label, "signed_off": is_passed}
        act.record(Event.BRIEFING_READ, about=reading, detail=detail)
    return reading


def make_briefing(*, case: Case, by: User, kind: BriefingKind, form: Format) -> PaperVersion:
    """File the briefing as Word, PDF or web page, for the release gate; it bears no marking and no person's name.

    Raises Incomplete until a second person signed off exactly these words, NotNow where this machine writes no PDF.
    """
    with ExitStack() as undo:
        with acting(Verb.WRITE_BRIEFING, case, by) as act:
            briefing = briefing_of(case, kind)
            require((briefing.is_signed_off, "A second person signs the briefing off first, in exactly these words."))
            content = build(facts_of(briefing), form)
            version = file_checked(
                act,
                undo,
                kind=PaperKind.BRIEFING,
                title=f"{briefing.label} ({form.label})",
                checked=made_file(content, file_name(briefing, form)),
                marking=Marking.PUBLIC,
            )
        undo.pop_all()
    return version

"""A Word draft written outside is taken into the sections; its file is one of the papers. Source: ours [D]."""

from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.actions.core import Act, acting, require
from dhr_cases.actions.report_sections import Words, add_version, begun, is_same
from dhr_cases.events import Event
from dhr_cases.models import Case, PaperVersion, SectionVersion, TextOrigin, User
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.report_sections import FURTHER
from dhr_cases.report_texts import current_version
from dhr_cases.verbs import Verb


@dataclass(frozen=True)
class TakenIn:
    """What became of a Word draft: versions written, and how many of them stand beside a text saved meanwhile."""

    versions: tuple[SectionVersion, ...]

    @property
    def beside(self) -> int:
        """Versions that wait to be brought together with another."""
        return sum(version.is_beside for version in self.versions)


def take_in_word(
    *, case: Case, by: User, file: PaperVersion, texts: Mapping[str, str], seen: Mapping[str, int]
) -> TakenIn:
    """The words of a Word file become versions of the sections they were given to.

    ``texts`` are the words by the code of their section, ``seen`` the versions the person had before them: a section
    saved since keeps both texts. Further text is put below what is there. Raises Incomplete when the file is no draft
    of this case, when a section does not exist, or when the sections say all of it already.
    """
    with acting(Verb.TAKE_IN_WORD, case, by) as act:
        require((file.paper.case_id == case.pk, "The file belongs to another case."))
        kind = PaperKind(file.paper.kind)
        found = [_take(act, kind, file, code, text, seen.get(code, 0)) for code, text in texts.items()]
        versions = tuple(version for version in found if version is not None)
        require((bool(versions), "The sections say already what the file says. Nothing was taken in."))
        detail = {"paper": KINDS[kind].label, "version": file.number, "sections": len(versions)}
        act.record(Event.WORD_TAKEN_IN, about=file, detail=detail)
    return TakenIn(versions)


def _take(act: Act, kind: PaperKind, file: PaperVersion, code: str, text: str, seen: int) -> SectionVersion | None:
    """The next version of one section; None when it says the same already."""
    section = begun(act.case, kind, code)
    current = current_version(section)
    if code == FURTHER and current is not None and current.text.strip():
        text = f"{current.text.strip()}\n\n{text}"
    if is_same(current, text):
        return None
    note = f"From version {file.number} of the paper, added {file.added_at:%d.%m.%Y}"
    return add_version(act, section, Words(text, seen, TextOrigin.WORD, note))

"""How far is a briefing: what stands in its boxes, what is still wrong, and has a second person read these words?"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dhr_cases.models import Case, PublicRecord, ReportSection, SectionVersion
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_texts import newest_versions
from learning.briefing_boxes import BRIEFINGS, BoxRow, BriefingKind
from learning.first_words import SourceParagraph
from learning.models import SecondReading
from learning.sources import paragraphs_of, record_of
from learning.statements import Statement, faults_of, statements_of, words_in


@dataclass(frozen=True)
class Box:
    """One box as it stands; ``number`` is its version, 0 while nothing is written."""

    row: BoxRow
    text: str
    number: int
    faults: tuple[str, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What it states, in order."""
        return statements_of(self.text)

    @property
    def sources(self) -> frozenset[int]:
        """The paragraphs its statements rest on."""
        return frozenset(number for statement in self.statements for number in statement.sources)

    @property
    def words(self) -> int:
        """How many words stand in it."""
        return words_in(self.text)


@dataclass(frozen=True)
class Briefing:
    """One briefing of one case, with the paragraphs it may rest on and the newest reading of exactly these words."""

    case: Case
    kind: BriefingKind
    record: PublicRecord | None
    boxes: tuple[Box, ...]
    paragraphs: tuple[SourceParagraph, ...]
    digest: str
    reading: SecondReading | None

    @property
    def label(self) -> str:
        """Its name."""
        return BRIEFINGS[self.kind].label

    @property
    def faults(self) -> tuple[str, ...]:
        """What keeps it from being read by a second person, each as a sentence."""
        if not self.paragraphs:
            return (NO_SOURCE,)
        return tuple(fault for box in self.boxes for fault in box.faults)

    @property
    def is_begun(self) -> bool:
        """True when anything is written."""
        return any(box.number for box in self.boxes)

    @property
    def is_signed_off(self) -> bool:
        """True when a second person passed exactly these words and their sources."""
        return not self.faults and self.reading is not None and self.reading.is_passed


NO_SOURCE = (
    "A briefing is made from the executive summary on the public register, as a web page or Word file. "
    "There is none of this review yet."
)


def briefing_of(case: Case, kind: BriefingKind) -> Briefing:
    """The briefing as it stands now."""
    record = record_of(case)
    return _briefing(case, kind, _Upon(record, paragraphs_of(record), _written(case)))


def briefings_upon(record: PublicRecord, paragraphs: tuple[SourceParagraph, ...]) -> tuple[Briefing, ...]:
    """Every briefing of a published review upon its paragraphs, which were read already; () once its case is gone."""
    if record.case is None:
        return ()
    case, upon = record.case, _Upon(record, paragraphs, _written(record.case))
    return tuple(_briefing(case, kind, upon) for kind in BriefingKind)


@dataclass(frozen=True)
class _Upon:
    """What every briefing of one case rests on: its record, the paragraphs, and what is written by code of section."""

    record: PublicRecord | None
    paragraphs: tuple[SourceParagraph, ...]
    written: Mapping[str, SectionVersion | None]


def _briefing(case: Case, kind: BriefingKind, upon: _Upon) -> Briefing:
    boxes = _boxes(kind, upon)
    digest = _digest(kind, boxes, upon.paragraphs)
    readings = SecondReading.objects.filter(case=case, kind=kind, digest=digest).select_related("by")
    return Briefing(case, kind, upon.record, boxes, upon.paragraphs, digest, readings.order_by("-pk").first())


def section_code(kind: BriefingKind, box: BoxRow) -> str:
    """Under which code the words of a box are kept."""
    return f"{kind}.{box.code}"


def writers_of(case: Case, kind: BriefingKind) -> frozenset[int]:
    """Keys of everybody who wrote any version of any box."""
    written = ReportSection.objects.filter(case=case, kind=PaperKind.BRIEFING, code__startswith=f"{kind}.")
    return frozenset(written.order_by().exclude(versions=None).values_list("versions__by", flat=True))


def _written(case: Case) -> Mapping[str, SectionVersion | None]:
    """The newest words of every box of every briefing."""
    sections = ReportSection.objects.filter(case=case, kind=PaperKind.BRIEFING)
    newest = newest_versions(sections)
    return {section.code: newest.get(section.pk) for section in sections}


def _boxes(kind: BriefingKind, upon: _Upon) -> tuple[Box, ...]:
    numbers = [paragraph.number for paragraph in upon.paragraphs]
    return tuple(_box(row, upon.written.get(section_code(kind, row)), numbers) for row in BRIEFINGS[kind].boxes)


def _box(row: BoxRow, version: SectionVersion | None, numbers: list[int]) -> Box:
    if version is None:
        return Box(row, "", 0, faults_of(row, "", numbers))
    return Box(row, version.text, version.number, faults_of(row, version.text, numbers))


def _digest(kind: BriefingKind, boxes: Iterable[Box], paragraphs: Iterable[SourceParagraph]) -> str:
    """Of the words and of the paragraphs they rest on: a corrected source asks for a new reading."""
    sources = {paragraph.number: paragraph.text for paragraph in paragraphs}
    digest = hashlib.sha256(kind.encode())
    for box in boxes:
        digest.update(b"\x1e" + box.text.strip().encode())
        for number in sorted(box.sources):
            digest.update(b"\x1f" + sources.get(number, "").encode())
    return digest.hexdigest()

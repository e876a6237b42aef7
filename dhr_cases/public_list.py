"""Which reviews does the public find on the register, and what is told of each?

Everything comes from ``PublicRecord`` and ``PublicFile``, which hold open facts only; bytes come from
``release_gate`` alone. Addresses come from a ``Links``, so that the same rows make the pages of this site and those of
a static copy.
Source: funding-and-reporting 5.6, what councils' public pages carry [V]; the choice of fields, local [D].
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.template.defaultfilters import filesizeformat

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership, PublicFile, PublicRecord, PublicState
from dhr_cases.paper_kinds import PaperKind

PAGE_SIZE = 40
READABLE = frozenset({PublicState.PUBLISHED, PublicState.LEARNING})
"""States in which progress of the action plan is told."""


class Links(Protocol):
    """Addresses of the register, absolute on this site, relative in a static copy."""

    def record(self, record: PublicRecord) -> str:
        """The page of a review."""

    def file(self, file: PublicFile) -> str:
        """A file of a review; "" where the file cannot be had."""


@dataclass(frozen=True)
class Search:
    """What somebody looks for; an empty value asks for nothing."""

    year: int | None = None
    partnership: str = ""
    state: str = ""
    has_learning: bool = False

    @property
    def asks(self) -> bool:
        """True when anything narrows the list."""
        return self != Search()


@dataclass(frozen=True)
class FileRow:
    """One file in words: what it is, how large, since when, or why no longer."""

    label: str
    url: str
    format: str
    size: str
    number: int
    put_up: str
    correction: str
    taken_down: str
    reason: str


@dataclass(frozen=True)
class RecordRow:
    """One line of the list."""

    title: str
    url: str
    facts: str


@dataclass(frozen=True)
class YearGroup:
    """The reviews of one year of death; the heading says so where the year is not stated."""

    heading: str
    rows: list[RecordRow]


def public_records(partnership: Partnership | None = None) -> QuerySet[PublicRecord]:
    """Every review on the register, or those of one partnership, newest year first; with files in one more query."""
    newest_first = PublicRecord.objects.order_by(F("year").desc(nulls_last=True), "title", "pk")
    found: QuerySet[PublicRecord] = newest_first.select_related("partnership").prefetch_related("files")
    return found if partnership is None else found.filter(partnership=partnership)


def found_by(search: Search, records: QuerySet[PublicRecord]) -> QuerySet[PublicRecord]:
    """The records that a search finds."""
    wanted = Q()
    if search.year is not None:
        wanted &= Q(year=search.year)
    if search.partnership:
        wanted &= Q(partnership__code=search.partnership)
    if search.state:
        wanted &= Q(state=search.state)
    if search.has_learning:
        wanted &= _has_learning()
    return records.filter(wanted)


def _has_learning() -> Q:
    """Learning in place of a report, or a standing file that is a briefing."""
    files = PublicFile.objects.filter(kind=PaperKind.BRIEFING, record=OuterRef("pk"), taken_down_on=None)
    return Q(state=PublicState.LEARNING) | Q(Exists(files))


def years_on_the_register(records: QuerySet[PublicRecord]) -> list[int]:
    """Years of death that a filter can offer, newest first."""
    years = records.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in years if year is not None]


def partnerships_on_the_register() -> list[Partnership]:
    """Partnerships with at least one review on the register."""
    return list(Partnership.objects.filter(Exists(PublicRecord.objects.filter(partnership=OuterRef("pk")))))


def changed_at(record: PublicRecord | None = None) -> datetime.datetime | None:
    """When the register, or one review of it, last changed; None when nothing was ever put on it."""
    of_records, of_files = PublicRecord.history.all(), PublicFile.history.all()
    if record is not None:
        of_records, of_files = of_records.filter(id=record.pk), of_files.filter(record=record.pk)
    moments = [rows.aggregate(last=Max("history_date"))["last"] for rows in (of_records, of_files)]
    return max((moment for moment in moments if moment is not None), default=None)


def by_year(records: Iterable[PublicRecord], links: Links, *, names_partnerships: bool = False) -> list[YearGroup]:
    """Records in their order, under a heading for each year; whose each is where there are several partnerships."""
    groups: list[YearGroup] = []
    for record in records:
        heading = str(record.year) if record.year else "Year not stated"
        if not groups or groups[-1].heading != heading:
            groups.append(YearGroup(heading, []))
        groups[-1].rows.append(_record_row(record, links, names_partnerships))
    return groups


def _record_row(record: PublicRecord, links: Links, names_partnership: bool) -> RecordRow:
    facts = [how_it_stands(record)]
    if names_partnership:
        facts.append(record.partnership.name)
    return RecordRow(title=record.title, url=links.record(record), facts=". ".join(facts))


def how_it_stands(record: PublicRecord) -> str:
    """The state and since when, each said once and without the last full stop."""
    state, happened = PublicState(record.state).label, what_happened(record)
    return happened if happened.startswith(state) else ". ".join(filter(None, (state, happened)))


def what_happened(record: PublicRecord) -> str:
    """In a few words: since when it stands, or since when it is down."""
    if record.taken_down_on and record.state == PublicState.WITHDRAWN:
        return f"Taken down on {long_date(record.taken_down_on)}"
    if record.put_up_on and record.state in READABLE:
        return f"Put up on {long_date(record.put_up_on)}"
    return ""


def standing(record: PublicRecord) -> list[PublicFile]:
    """Files the public may have now."""
    return [file for file in record.files.all() if file.taken_down_on is None]


def gone(record: PublicRecord) -> list[PublicFile]:
    """Files that were up and are no longer."""
    return [file for file in record.files.all() if file.taken_down_on is not None]


def file_rows(files: Sequence[PublicFile], links: Links) -> list[FileRow]:
    """Files in words."""
    return [
        FileRow(
            label=file.label,
            url=links.file(file),
            format=file.file_format.upper(),
            size=filesizeformat(file.size).replace("\xa0", " "),
            number=file.number,
            put_up=long_date(file.put_up_on),
            correction=file.correction_reason,
            taken_down=long_date(file.taken_down_on) if file.taken_down_on else "",
            reason=file.taken_down_reason,
        )
        for file in files
    ]


def progress_of(record: PublicRecord) -> list[dict[str, Any]]:
    """Progress of the action plan while the review stands; empty where the partnership does not show it."""
    return list(record.progress) if record.state in READABLE else []

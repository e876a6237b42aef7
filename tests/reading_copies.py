"""Which copies do tests of the reading room read? A draft of three sections, given to an agency and to a sister."""

import datetime
from collections.abc import Mapping, Sequence

from django.utils import timezone

from dhr_cases.actions import drafting
from dhr_cases.models import (
    Case,
    DraftReading,
    Part,
    Person,
    ReadingAccess,
    ReportSection,
    SectionVersion,
    TextOrigin,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_sections import SECTIONS
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.remembered import remembered
from tests.stages import case_at

SISTER = "Alexandra Example"
TEXTS = (
    "Robin loved the sea.\n\n## The last year\n\n- She moved in March.\n- She wrote to a friend.",
    "Testshire NHS Trust saw her twice in the spring.",
    "Testshire Police took the first call.",
)
"""Nobody's own; for the health trust; for the police."""


def write_sections(cast: Cast, case: Case, texts: Sequence[str] = TEXTS) -> list[ReportSection]:
    """The first sections of the overview report say these things."""
    with change("Test sections", cast.independent_chair):
        return [_write(cast, case, place, text) for place, text in enumerate(texts)]


def _write(cast: Cast, case: Case, place: int, text: str) -> ReportSection:
    planned = SECTIONS[PaperKind.OVERVIEW_REPORT][place]
    section: ReportSection = ReportSection.objects.create(
        case=case, kind=PaperKind.OVERVIEW_REPORT, code=planned.code, position=place, heading=planned.heading
    )
    write_on(cast, section, text)
    return section


def write_on(cast: Cast, section: ReportSection, text: str) -> SectionVersion:
    """The next version of a section."""
    number = section.versions.count() + 1
    row: SectionVersion = SectionVersion.objects.create(
        section=section,
        number=number,
        text=text,
        origin=TextOrigin.TYPED,
        based_on=number - 1,
        by=cast.independent_chair,
    )
    return row


def a_sister(case: Case) -> Person:
    """A family member who is no witness."""
    with change("Test person", None):
        person: Person = Person.objects.create(
            case=case, part=Part.FAMILY, name=SISTER, pseudonym="Sky", is_trial_witness=False
        )
    return person


def give_copies(cast: Cast, case: Case, readers: Sequence[User] = ()) -> Mapping[str, DraftReading]:
    """The case is sent for reading: copy 1 to the health trust, copy 2 to the sister."""
    if cast.watch.wrote:
        _give(cast, case, readers)
    else:
        remembered("copies", lambda: _give(cast, case, readers), case.at, *(reader.pk for reader in readers))
        case.refresh_from_db()
    rows = DraftReading.objects.filter(case=case).select_related("organisation", "person", "case")
    return dict(zip(("health", "sister"), rows, strict=True))


def _give(cast: Cast, case: Case, readers: Sequence[User]) -> None:
    case_at(cast, case, Stage.DRAFTING)
    write_sections(cast, case)
    drafting.send_for_reading(
        case=case,
        by=cast.coordinator,
        agencies=[cast.health],
        family=[a_sister(case)],
        due_on=in_days(21),
        readers=readers,
    )


def in_days(days: int) -> datetime.date:
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)


def access_of(reading: DraftReading, reader: User) -> ReadingAccess:
    """The reader's way into a copy."""
    access: ReadingAccess = ReadingAccess.objects.get(reading=reading, reader=reader)
    return access

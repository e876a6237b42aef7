"""The chronology of the report is filled from the agencies' tables: nothing kept back gets in, nothing gets lost."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.papers import add_paper
from dhr_cases.actions.section_filling import digest, fill_empty_sections, fill_section
from dhr_cases.models import Case, Organisation, PaperVersion, Part, Person, SectionVersion
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.plain_text import Bullets, Table, parts_of
from dhr_cases.report_filling.facts import NOT_RECORDED
from dhr_cases.report_filling.filling import Filled, filled
from dhr_cases.report_sections import SECTIONS
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import upload
from tests.standing import stand_at
from tests.writing import REPORT, text_of

SUMMARY = PaperKind.EXECUTIVE_SUMMARY
TODAY = datetime.date(2026, 11, 22)
KEPT_BACK = "An informant rang."
POLICE = (
    "Date,Time,Person,Event,Action taken,Author comment,Published?\n"
    f"4/2/2023,23:10,Alexandra Hidden,{KEPT_BACK},Filed,,No\n"
    "4/2/2023,22:10,Alexandra Hidden,Alexandra Hidden rang.,Officers came,Weak,yes\n"
    "soon,,,A visit,,,\n"
)
HEALTH = "Date,Event\n2023-02,Seen at the clinic\n2019,Registered\n"


@pytest.fixture
def drafted(case: Case, cast: Cast) -> Case:
    """A case in drafting whose sister has a pseudonym; no agency has sent a chronology."""
    stand_at(case, Stage.DRAFTING)
    with change("Test record", cast.coordinator):
        Person.objects.create(case=case, part=Part.FAMILY, name="Alexandra Hidden", pseudonym="Sky")
    return case


@pytest.fixture
def told(drafted: Case, cast: Cast) -> Case:
    """The same once two agencies have sent their tables."""
    send(drafted, cast, cast.police, POLICE)
    send(drafted, cast, cast.health, HEALTH)
    return drafted


def send(case: Case, cast: Cast, body: Organisation, text: str, name: str = "table.csv") -> PaperVersion:
    """An agency's table becomes a paper of the case."""
    file = upload(name, text.encode())
    return add_paper(
        case=case, by=cast.coordinator, kind=PaperKind.CHRONOLOGY, title="", organisation=body, upload=file
    )


def chronology(case: Case, kind: PaperKind = REPORT) -> Filled:
    """What the record says for the chronology of a paper."""
    found = filled(case, kind, "chronology", TODAY)
    assert found is not None
    return found


def test_puts_the_lines_of_all_agencies_in_order_by_month(told: Case) -> None:
    (table,) = parts_of(chronology(told).text)

    assert isinstance(table, Table)
    assert table.rows == (
        ("2019", "Testshire NHS Trust", "Registered", ""),
        ("February 2023", "Testshire NHS Trust", "Seen at the clinic", ""),
        ("February 2023", "Testshire Police", "Sky rang.", "Officers came"),
    )


def test_tells_the_summary_by_month_and_without_what_was_done(told: Case) -> None:
    (items,) = parts_of(chronology(told, SUMMARY).text)

    assert isinstance(items, Bullets)
    assert items.items[-1] == "February 2023, Testshire Police: Sky rang."


@pytest.mark.parametrize("kind", [REPORT, SUMMARY])
def test_counts_what_may_not_be_published_and_what_cannot_be_read(told: Case, kind: PaperKind) -> None:
    found = chronology(told, kind)

    assert KEPT_BACK not in found.text
    assert found.source == (
        "From the agencies' chronologies as recorded on 22 November 2026: 3 of 5 lines; left out: 1 not to be "
        "published, 1 that could not be read. The combined chronology lists them"
    )


@pytest.mark.parametrize("kind", [REPORT, SUMMARY])
def test_prints_neither_persons_nor_comments_nor_names(told: Case, kind: PaperKind) -> None:
    said = chronology(told, kind).text

    assert "Hidden" not in said
    assert "Weak" not in said


def test_takes_the_newest_table_of_an_agency(told: Case, cast: Cast) -> None:
    send(told, cast, cast.health, "Date,Event\n2020,Registered later\n")
    said = chronology(told).text

    assert "Registered later" in said
    assert "| 2019 |" not in said


def test_tells_of_a_file_of_another_kind(told: Case, cast: Cast) -> None:
    send(told, cast, cast.refuge, "A list in plain text.", "list.txt")

    assert "; 1 file or sheet could not be read. The" in chronology(told).source


def test_tells_of_a_file_that_is_gone(drafted: Case, cast: Cast) -> None:
    version = send(drafted, cast, cast.health, HEALTH)
    version.file.storage.delete(str(version.file.name))

    assert "1 file or sheet could not be read" in chronology(drafted).source


def test_tells_of_a_file_with_one_changed_byte(told: Case) -> None:
    version = PaperVersion.objects.get(paper__case=told, paper__organisation__name="Testshire NHS Trust")
    with version.file.storage.open(str(version.file.name), "wb") as stored:
        stored.write(HEALTH.replace("2019", "2018").encode())

    found = chronology(told)
    assert "Registered" not in found.text
    assert "1 file or sheet could not be read" in found.source


@pytest.mark.parametrize("kind", [REPORT, SUMMARY])
def test_says_that_no_table_is_there_yet(drafted: Case, kind: PaperKind) -> None:
    found = chronology(drafted, kind)

    assert NOT_RECORDED in found.text
    assert found.source.endswith(": no table is among the papers yet")


def fill(case: Case, cast: Cast, based_on: int) -> SectionVersion:
    """The author takes what the record says now."""
    return fill_section(
        case=case, by=cast.independent_chair, kind=REPORT, code="chronology", based_on=based_on,
        seen=digest(now(case).text),
    )  # fmt: skip  # one act


def now(case: Case) -> Filled:
    """What the record says today."""
    found = filled(case, REPORT, "chronology", timezone.localdate())
    assert found is not None
    return found


def test_fills_the_section_again_once_the_tables_have_come(drafted: Case, cast: Cast) -> None:
    fill_empty_sections(case=drafted, by=cast.independent_chair, kind=REPORT)
    assert NOT_RECORDED in text_of(drafted, "chronology")

    send(drafted, cast, cast.police, POLICE)
    version = fill(drafted, cast, 1)

    assert "| February 2023 | Testshire Police | Sky rang. | Officers came |" in version.text
    assert version.note == now(drafted).source
    assert text_of(drafted, "chronology") == version.text


def test_fills_every_other_section_though_a_file_is_gone(told: Case, cast: Cast) -> None:
    for version in PaperVersion.objects.filter(paper__case=told):
        version.file.storage.delete(str(version.file.name))
    made = fill_empty_sections(case=told, by=cast.independent_chair, kind=REPORT)

    assert len(made) == sum(row.filling is not None for row in SECTIONS[REPORT])

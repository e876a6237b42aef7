"""A paper is added in a new version, and opened by those who may see it."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from dhr_cases.actions import core, papers
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Hold, Paper, PaperVersion
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import Marking, PaperKind
from dhr_cases.stages import Stage
from tests import files
from tests.conftest import Cast
from tests.standing import stand_at


def stored_files() -> set[Path]:
    """Every file under the folder of papers."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def add_letter(case: Case, cast: Cast, title: str = "Letter to the family") -> PaperVersion:
    return papers.add_paper(
        case=case, by=cast.coordinator, kind=PaperKind.LETTER, title=title, upload=files.upload("Letter (1).pdf")
    )


def test_adds_a_paper_with_its_hash(case: Case, cast: Cast) -> None:
    """Version 1 holds the exact bytes, restricted, under the case's custodian."""
    version = add_letter(case, cast)
    assert version.number == 1
    assert version.file.open("rb").read() == files.PDF
    assert version.marking == Marking.OFFICIAL_SENSITIVE
    detail = CaseEvent.objects.get(case=case, kind=Event.PAPER_ADDED).detail
    assert detail == {"kind": "Letter", "version": 1, "sha256": version.sha256}


def test_stores_the_file_under_a_random_name(case: Case, cast: Cast) -> None:
    """Nothing of the name given is in the folder; it is kept for giving back."""
    version = add_letter(case, cast)
    assert "Letter" not in str(version.file.name)
    assert version.file_name == "Letter (1).pdf"


def test_adds_the_next_version_of_the_same_paper(case: Case, cast: Cast) -> None:
    """The same kind and title again is version 2; another title is another paper."""
    first, second, other = (
        add_letter(case, cast),
        add_letter(case, cast),
        add_letter(case, cast, "Letter to the school"),
    )
    assert (second.paper, second.number) == (first.paper, 2)
    assert (other.paper == first.paper, other.number) == (False, 1)


def test_keeps_one_overview_report_a_case(case: Case, cast: Cast) -> None:
    """Whatever title is given, a new file of the report is its next version."""
    for title in ("Overview report", "Overview report, final"):
        papers.add_paper(
            case=case, by=cast.coordinator, kind=PaperKind.OVERVIEW_REPORT, title=title, upload=files.upload()
        )
    assert [row.number for row in Paper.objects.get(case=case).versions.all()] == [1, 2]


def test_refuses_a_paper_from_the_chair(case: Case, cast: Cast) -> None:
    """Papers of every kind are the coordinator's; the chair adds drafts."""
    with pytest.raises(NotPermitted, match="coordinator"):
        papers.add_paper(case=case, by=cast.independent_chair, kind=PaperKind.LETTER, title="A", upload=files.upload())
    assert not Paper.objects.filter(case=case).exists()


def test_adds_a_draft_of_the_chair(case: Case, cast: Cast) -> None:
    """The chair or author adds versions of the report while the panel is at work."""
    stand_at(case, Stage.DRAFTING)
    version = papers.add_draft(
        case=case, by=cast.independent_chair, kind=PaperKind.ACTION_PLAN, upload=files.upload("plan.xlsx", files.XLSX)
    )
    assert version.paper.title == "Action plan"


def test_refuses_a_draft_of_another_kind(case: Case, cast: Cast) -> None:
    """Minutes are no draft of the report."""
    stand_at(case, Stage.DRAFTING)
    with pytest.raises(Incomplete, match="overview report"):
        papers.add_draft(case=case, by=cast.independent_chair, kind=PaperKind.MINUTES, upload=files.upload())


def test_refuses_a_draft_by_the_coordinator(case: Case, cast: Cast) -> None:
    """The report is the independent chair's or author's to write."""
    stand_at(case, Stage.DRAFTING)
    with pytest.raises(NotPermitted, match="independent chair"):
        papers.add_draft(case=case, by=cast.coordinator, kind=PaperKind.ACTION_PLAN, upload=files.upload())


def test_refuses_a_draft_before_the_panel_works(case: Case, cast: Cast) -> None:
    """There is nothing to write yet."""
    with pytest.raises(NotNow, match="Death referred"):
        papers.add_draft(case=case, by=cast.independent_chair, kind=PaperKind.ACTION_PLAN, upload=files.upload())


def test_refuses_a_draft_while_a_hold_stops_drafting(case: Case, cast: Cast) -> None:
    """The sentence names the hold."""
    stand_at(case, Stage.DRAFTING)
    with change("Test hold", cast.coordinator):
        Hold.objects.create(case=case, reason="inquest", scope=["drafting"], starts_on=timezone.localdate())
    with pytest.raises(NotNow, match="inquest"):
        papers.add_draft(case=case, by=cast.independent_chair, kind=PaperKind.ACTION_PLAN, upload=files.upload())


def test_leaves_no_file_behind_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither row nor bytes remain of a paper that was not recorded."""
    before = stored_files()

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        add_letter(case, cast)
    assert not Paper.objects.filter(case=case).exists()
    assert stored_files() == before


def test_records_each_opening(case: Case, cast: Cast) -> None:
    """Who opened which version is in the history."""
    version = add_letter(case, cast)
    assert papers.open_paper(case=case, by=cast.coordinator, version=version).read() == files.PDF
    event = CaseEvent.objects.get(case=case, kind=Event.PAPER_OPENED)
    assert (event.by, event.subject_id, event.by_role) == (cast.coordinator, version.pk, "Coordinator")


def test_refuses_to_open_what_is_not_disclosed(case: Case, cast: Cast) -> None:
    """A letter to the family is not the panel's; nothing is recorded."""
    version = add_letter(case, cast)
    with pytest.raises(NotPermitted, match="not open to you"):
        papers.open_paper(case=case, by=cast.panel_member, version=version)
    assert not CaseEvent.objects.filter(kind=Event.PAPER_OPENED).exists()


def test_refuses_to_open_a_paper_of_another_case(case: Case, other_case: Case, cast: Cast) -> None:
    """A version is opened on its own case only."""
    version = add_letter(case, cast)
    with pytest.raises(NotPermitted, match="not open to you"):
        papers.open_paper(case=other_case, by=cast.coordinator, version=version)
    assert not CaseEvent.objects.filter(kind=Event.PAPER_OPENED).exists()


@pytest.mark.parametrize("kind", PaperKind)
def test_makes_a_file_the_next_version_of_the_paper_it_belongs_to(case: Case, cast: Cast, kind: PaperKind) -> None:
    """Of some kinds a case has one paper; of others one a title and agency."""
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "kind": kind}
    for title, body in (("First", None), ("Second", None), ("First", cast.police), ("First", None)):
        papers.add_paper(**said, title=title, organisation=body, upload=files.upload())
    kept = Paper.objects.filter(case=case, kind=kind).order_by("pk")
    versions = [[row.number for row in paper.versions.order_by("number")] for paper in kept]
    assert versions == ([[1, 2, 3, 4]] if kind in papers.ONE_A_CASE else [[1, 2], [1], [1]])

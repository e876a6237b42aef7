"""What does each act write on the public register: address, version, days and words, of this review alone?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import public_register, publication
from dhr_cases.actions.corrections import correct
from dhr_cases.actions.public_register import LABELS, PublicWords
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PartialDate, Publication, PublicFile, PublicRecord, PublicState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.release import WRITTEN_AS
from dhr_cases.release_gate import live_files
from dhr_cases.stages import Stage
from tests.actions.test_guards import recorded
from tests.conftest import Cast
from tests.public_records import put_record
from tests.released import NEXT, cleared_case, file_for_public, only_file, published, released
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
WORDS = PublicWords("A child could be recognised.", "What was learnt is in the yearly report.")


def withheld(cast: Cast, case: Case, shown_as: PublicState | None = PublicState.WITHHELD) -> PublicRecord:
    """A review that is not published, and the register says so."""
    stand_at(case, Stage.PRE_PUBLICATION)
    publication.withhold(
        case=case, by=cast.coordinator, reason="A child", home_office_agreed=True, shown_as=shown_as,
        public_words=WORDS, on=TODAY - DAY,
    )  # fmt: skip
    return PublicRecord.objects.get(case=case)


def titled(case: Case, cast: Cast, title: str) -> Case:
    """A review with a title of its own for the public."""
    correct(case=case, by=cast.coordinator, reason="Agreed", facts={"public_title": title})
    return case


# the record


def test_makes_a_record_of_open_facts(case: Case, cast: Cast) -> None:
    """The first version is the making, the second the act that withholds."""
    with change("Test", None):
        case.death_date = PartialDate.parse("2024-05")
        case.save()
    record = withheld(cast, case)
    assert (record.partnership, record.title, record.pseudonym, record.year) == (
        cast.partnership, "Robin/2024", "Robin", 2024,
    )  # fmt: skip
    assert (record.state, record.reason, record.what_remains) == (
        PublicState.WITHHELD, WORDS.reason, WORDS.what_remains,
    )  # fmt: skip
    assert (record.slug, record.put_up_on, record.taken_down_on, record.version) == ("robin-2024", TODAY, None, 2)
    plan = Publication.objects.get(case=case)
    assert (plan.withheld_reason, plan.is_withholding_agreed) == ("A child", True)
    event = CaseEvent.objects.get(case=case, kind=Event.PUBLICATION_WITHHELD)
    assert (event.on.value, event.moved, event.reason) == (TODAY - DAY, True, "A child")


@pytest.mark.parametrize(
    ("taken", "title", "address"),
    [
        ((), "Wren/2023", "wren-2023"),
        (("wren-2023",), "Wren/2023", "wren-2023-2"),
        (("wren-2023", "wren-2023-2", "wren-2023-4"), "Wren/2023", "wren-2023-3"),
        (("wren-2023-x",), "Wren/2023", "wren-2023"),
        ((), "Of", "of-2"),
        ((), "???", "review"),
        (("review",), "???", "review-2"),
        ((), "W" * 80, "w" * 60),
    ],
)
def test_gives_an_address_nobody_has(case: Case, cast: Cast, taken: tuple[str, ...], title: str, address: str) -> None:
    """Other reviews keep theirs for good; a word that leads elsewhere on the register is never one."""
    for slug in taken:
        put_record(cast.partnership, slug)
    assert withheld(cast, titled(case, cast, title)).slug == address


def test_withholds_without_a_word_to_the_public(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PRE_PUBLICATION)
    publication.withhold(case=case, by=cast.coordinator, reason="A child", home_office_agreed=True)
    assert not PublicRecord.objects.exists()
    assert Case.objects.get(pk=case.pk).at is Stage.PUBLICATION_WITHHELD


def test_says_that_it_is_withheld_where_the_register_holds_the_review(case: Case, cast: Cast) -> None:
    """Also when nobody chose how it is shown."""
    put_record(cast.partnership, case=case)
    other = put_record(cast.partnership, "wren-2020", title="Wren/2020")
    record = withheld(cast, case, shown_as=None)
    assert (record.state, record.slug, record.version) == (PublicState.WITHHELD, "robin-2019", 2)
    other.refresh_from_db()
    assert (other.state, other.version) == (PublicState.PUBLISHED, 1)


@pytest.mark.parametrize(
    ("reason", "agreed", "told"),
    [
        (" ", True, "Enter the reason for withholding."),
        ("A child", False, "The Home Office must agree before a report is withheld."),
        ("", False, "Enter the reason for withholding. The Home Office must agree before a report is withheld."),
    ],
)
def test_withholds_nothing_without_reason_and_agreement(
    case: Case, cast: Cast, reason: str, agreed: bool, told: str
) -> None:
    stand_at(case, Stage.PRE_PUBLICATION)
    with pytest.raises(Incomplete) as refused:
        publication.withhold(case=case, by=cast.coordinator, reason=reason, home_office_agreed=agreed)
    assert refused.value.sentence == told
    assert Case.objects.get(pk=case.pk).at is Stage.PRE_PUBLICATION
    assert not Publication.objects.filter(case=case).exists()


def test_shows_a_later_standing_of_the_plan_as_a_version(case: Case, cast: Cast) -> None:
    """Title and year follow the case; the address does not."""
    record = withheld(cast, case)
    stand_at(case, Stage.MONITORING)
    titled(case, cast, "Robin in Testshire")
    public_register.refresh_progress(case=case, by=cast.coordinator)
    now = PublicRecord.objects.get()
    assert (now.title, now.slug, now.version, now.state) == (
        "Robin in Testshire", record.slug, 3, PublicState.WITHHELD,
    )  # fmt: skip
    event = CaseEvent.objects.get(case=case, kind=Event.PUBLIC_PROGRESS_SHOWN)
    assert (event.subject_id, event.detail) == (record.pk, {"version": 3})


# its files


@pytest.fixture
def cleared(case: Case, cast: Cast) -> Case:
    """A case cleared by the Home Office, about a person whose name is protected."""
    return cleared_case(cast, case)


@pytest.fixture
def record(cleared: Case, cast: Cast) -> PublicRecord:
    """A published review with its released report."""
    released(cast, cleared)
    return published(cast, cleared)


def test_labels_every_paper_for_the_public() -> None:
    assert set(LABELS) == set(WRITTEN_AS)


def test_writes_down_what_was_put_up(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    file = only_file(record)
    version = file.paper_version
    assert version is not None
    assert (file.number, file.correction_reason, file.put_up_on, file.put_up_by) == (1, "", TODAY, cast.coordinator)
    assert (file.size, file.sha256, file.file_format, file.kind) == (
        version.size, version.sha256, "txt", PaperKind.PUBLISHED_REPORT,
    )  # fmt: skip
    event = CaseEvent.objects.get(case=cleared, kind=Event.FILE_PUT_UP)
    told = {"file": "Overview report", "format": "txt", "version": 1, "sha256": file.sha256}
    assert (event.detail, event.subject_id, event.by) == (told, file.pk, cast.coordinator)
    assert (record.version, record.put_up_on, record.taken_down_on) == (2, TODAY, None)


def test_counts_the_versions_of_a_file_by_paper_and_format(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """A table beside the report begins at one; what was taken down counts."""
    table = released(cast, cleared, b"agency,learnt\nPolice,Ask\n", name="report.csv")
    beside = public_register.put_up_file(case=cleared, by=cast.coordinator, version=table)
    newer = released(cast, cleared, NEXT)
    put_up = public_register.correct_file(case=cleared, by=cast.coordinator, version=newer, reason="A date.")
    assert (beside.number, beside.file_format, put_up.number, put_up.file_format) == (1, "csv", 2, "txt")
    assert set(live_files(record)) == {beside, put_up}
    assert PublicRecord.objects.get().version == 4


def test_keeps_the_label_through_a_correction(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    first = public_register.put_up_file(case=cleared, by=cast.coordinator, version=briefing, label=" In one page ")
    assert (first.label, first.file_name) == ("In one page", f"{record.slug}-in-one-page.txt")
    newer = released(cast, cleared, NEXT + b"More.\n", PaperKind.BRIEFING, "briefing.txt", "One page")
    second = public_register.correct_file(case=cleared, by=cast.coordinator, version=newer, reason="More was said.")
    assert (second.label, second.number, second.correction_reason) == ("In one page", 2, "More was said.")
    first.refresh_from_db()
    assert (first.taken_down_on, first.taken_down_reason) == (TODAY, "More was said.")


def test_corrects_no_file_that_never_stood(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    with pytest.raises(NotNow) as refused:
        public_register.correct_file(case=cleared, by=cast.coordinator, version=briefing, reason="New")
    assert refused.value.sentence == "There is no other version of this file on the register."
    assert PublicFile.objects.count() == 1


def test_offers_the_newest_version_in_each_format(cleared: Case, cast: Cast) -> None:
    """Released or not, and no working paper."""
    file_for_public(cast, cleared)
    newest = file_for_public(cast, cleared, NEXT)
    table = file_for_public(cast, cleared, b"agency\nPolice\n", name="REPORT.CSV")
    briefing = file_for_public(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    file_for_public(cast, cleared, kind=PaperKind.OVERVIEW_REPORT)
    assert set(public_register.releasable(cleared)) == {newest, table, briefing}
    assert [public_register.name_of(each) for each in (newest, table, briefing)] == [
        "Overview report, version 2 (TXT)",
        "Overview report, version 3 (CSV)",
        "Case briefing, version 1 (TXT)",
    ]


def test_takes_down_the_day_it_is_said(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The plan keeps the day it happened, the register the day on which its page changed."""
    with change("Test", None):
        plan = Publication.objects.get(case=cleared)
        plan.published_on = PartialDate.on(TODAY - DAY)
        plan.save()
    publication.take_down(case=cleared, by=cast.coordinator, reason="Over", public_words=WORDS, on=TODAY - DAY)
    now = PublicRecord.objects.get()
    assert (now.state, now.taken_down_on, now.version) == (PublicState.WITHDRAWN, TODAY, record.version + 1)
    assert Publication.objects.get(case=cleared).withdrawn_on == TODAY - DAY
    event = CaseEvent.objects.get(case=cleared, kind=Event.REPORT_TAKEN_DOWN)
    assert (event.on.value, event.reason) == (TODAY - DAY, "Over")
    assert (live_files(now), PublicFile.objects.get().taken_down_reason) == ((), WORDS.reason)


def test_withholds_the_report_and_leaves_its_briefing_up(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The summary of what was learnt may stand where the report may not."""
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    kept = public_register.put_up_file(case=cleared, by=cast.coordinator, version=briefing)
    report = PublicFile.objects.get(record=record, kind=PaperKind.PUBLISHED_REPORT)
    withheld(cast, cleared)
    assert live_files(PublicRecord.objects.get()) == (kept,)
    report.refresh_from_db()
    assert (report.taken_down_on, report.taken_down_reason) == (TODAY, WORDS.reason)


def test_takes_down_nothing_of_a_review_the_register_does_not_hold(case: Case, cast: Cast) -> None:
    """A report that stands elsewhere needs no words for the public."""
    put_record(cast.partnership, "wren-2020", title="Wren/2020")
    stand_at(case, Stage.PUBLISHED)
    recorded(case, Event.PUBLISHED, cast.coordinator)
    publication.take_down(case=case, by=cast.coordinator, reason="The site was closed")
    assert Publication.objects.get(case=case).withdrawn_on == TODAY
    assert PublicRecord.objects.get().state == PublicState.PUBLISHED

"""A report is taken down, put up again or withheld: its address stays and says why."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import public_register, publication
from dhr_cases.actions.public_register import PublicWords
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Case, Publication, PublicFile, PublicRecord, PublicState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.release_gate import Gone, live_files, served_bytes
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.released import NEXT, cleared_case, only_file, published, released
from tests.stages import case_at
from tests.steps_learning import make_ready, to_pre_publication

TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=400)
WORDS = PublicWords("The two years of publication are over.", "Ask the partnership for a copy.")


@pytest.fixture
def cleared(case: Case, cast: Cast) -> Case:
    """A case cleared by the Home Office, about a person whose name is protected."""
    return cleared_case(cast, case)


@pytest.fixture
def record(cleared: Case, cast: Cast) -> PublicRecord:
    """A published review with its released report."""
    released(cast, cleared)
    return published(cast, cleared)


def test_takes_the_files_down_and_keeps_the_address(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """It goes on saying why and what remains; what is kept stays."""
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    kept = public_register.put_up_file(case=cleared, by=cast.coordinator, version=briefing)
    report = next(file for file in live_files(record) if file != kept)
    publication.take_down(case=cleared, by=cast.coordinator, reason="Over", public_words=WORDS, keeps=[kept.pk])
    now = PublicRecord.objects.get(slug=record.slug)
    assert (now.state, now.reason, now.what_remains) == (PublicState.WITHDRAWN, WORDS.reason, WORDS.what_remains)
    assert live_files(now) == (kept,)
    report.refresh_from_db()
    with pytest.raises(Gone):
        served_bytes(report)


def test_wants_words_for_the_public_before_it_takes_down(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The address must say why."""
    with pytest.raises(Incomplete, match="words for the public"):
        publication.take_down(case=cleared, by=cast.coordinator, reason="Two years are over")
    assert only_file(record).taken_down_on is None


def test_puts_a_report_up_again_after_it_was_taken_down(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The record stands again; a briefing alone leaves it as it is."""
    publication.take_down(case=cleared, by=cast.coordinator, reason="By mistake", public_words=WORDS)
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    public_register.put_up_file(case=cleared, by=cast.coordinator, version=briefing)
    assert PublicRecord.objects.get().state == PublicState.WITHDRAWN
    report = PublicFile.objects.filter(record=record, kind=PaperKind.PUBLISHED_REPORT).get().paper_version
    assert report is not None
    public_register.put_up_file(case=cleared, by=cast.coordinator, version=report)
    now = PublicRecord.objects.get()
    assert (now.state, now.reason, now.taken_down_on) == (PublicState.PUBLISHED, "", None)
    assert Publication.objects.get(case=cleared).withdrawn_on is None
    assert PublicFile.objects.get(paper_version=report, taken_down_on=None).number == 2


@pytest.mark.parametrize("shown_as", [PublicState.WITHHELD, PublicState.LEARNING])
def test_tells_the_public_that_a_report_is_withheld(cleared: Case, cast: Cast, shown_as: PublicState) -> None:
    """Where the partnership chooses so; learning may stand in its place, the report may not."""
    case_at(cast, cleared, Stage.PRE_PUBLICATION)
    publication.withhold(
        case=cleared, by=cast.coordinator, reason="A child", home_office_agreed=True, shown_as=shown_as,
        public_words=PublicWords("A child could be recognised."),
    )  # fmt: skip
    record = PublicRecord.objects.get(case=cleared)
    assert (record.state, record.reason) == (shown_as, "A child could be recognised.")
    briefing = released(cast, cleared, kind=PaperKind.BRIEFING)
    public_register.put_up_file(case=cleared, by=cast.coordinator, version=briefing)
    report = released(cast, cleared, NEXT)
    with pytest.raises(NotNow, match="withheld"):
        public_register.put_up_file(case=cleared, by=cast.coordinator, version=report)
    assert [file.kind for file in live_files(record)] == [PaperKind.BRIEFING]


def test_tells_the_public_nothing_of_a_withheld_report_unless_asked(cleared: Case, cast: Cast) -> None:
    """The register is the partnership's choice."""
    case_at(cast, cleared, Stage.PUBLICATION_WITHHELD)
    assert not PublicRecord.objects.exists()


def test_wants_a_public_reason_for_what_is_withheld(cleared: Case, cast: Cast) -> None:
    """And refuses another state than the two."""
    case_at(cast, cleared, Stage.PRE_PUBLICATION)
    for shown_as, sentence in ((PublicState.WITHHELD, "words for the public"), (PublicState.PUBLISHED, "learning")):
        with pytest.raises(Incomplete, match=sentence):
            publication.withhold(
                case=cleared, by=cast.coordinator, reason="A child", home_office_agreed=True, shown_as=shown_as
            )
    assert Case.objects.get(pk=cleared.pk).at is Stage.PRE_PUBLICATION


def withheld(case: Case, cast: Cast, shown_as: PublicState, on: datetime.date) -> PublicRecord:
    """The register has told since that day that the report is not published."""
    case_at(cast, case, Stage.PRE_PUBLICATION)
    publication.withhold(
        case=case, by=cast.coordinator, reason="Appeal", home_office_agreed=True, shown_as=shown_as,
        public_words=PublicWords("A court has still to decide."),
    )  # fmt: skip
    return told_since(PublicRecord.objects.get(case=case), on)


def told_since(record: PublicRecord, on: datetime.date) -> PublicRecord:
    """The record and its files, as if they had been put up on that day."""
    with change("Test", None):
        for row in (record, *PublicFile.objects.filter(record=record)):
            row.put_up_on = on
            row.save()
    return record


def published_after_all(case: Case, cast: Cast) -> PublicRecord:
    """The report, published once the reason to withhold it is gone."""
    to_pre_publication(cast, case)
    make_ready(cast, case)
    released(cast, case)
    return published_now(case, cast)


def published_now(case: Case, cast: Cast) -> PublicRecord:
    publication.publish(case=case, by=cast.coordinator)
    return PublicRecord.objects.get(case=case)


def test_publishes_a_withheld_report_after_all(cleared: Case, cast: Cast) -> None:
    """Only with a released file, since the register says that there is none; then it says so no more."""
    withheld(cleared, cast, PublicState.WITHHELD, TODAY)
    to_pre_publication(cast, cleared)
    make_ready(cast, cleared)
    with pytest.raises(Incomplete, match="Release its files first"):
        publication.publish(case=cleared, by=cast.coordinator)
    released(cast, cleared)
    publication.publish(case=cleared, by=cast.coordinator)
    record = PublicRecord.objects.get()
    assert (record.state, record.reason) == (PublicState.PUBLISHED, "")


@pytest.mark.parametrize("shown_as", [PublicState.WITHHELD, PublicState.LEARNING])
def test_dates_a_withheld_report_by_the_day_it_was_put_up(cleared: Case, cast: Cast, shown_as: PublicState) -> None:
    """Not by the day on which the public was told that it is withheld."""
    assert withheld(cleared, cast, shown_as, LONG_AGO).put_up_on == LONG_AGO
    assert published_after_all(cleared, cast).put_up_on == TODAY


def test_keeps_the_first_day_of_a_report_put_up_again(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    told_since(record, LONG_AGO)
    publication.take_down(case=cleared, by=cast.coordinator, reason="By mistake", public_words=WORDS)
    report = PublicFile.objects.get(record=record).paper_version
    assert report is not None
    public_register.put_up_file(case=cleared, by=cast.coordinator, version=report)
    assert PublicRecord.objects.get().put_up_on == LONG_AGO


def test_does_not_date_a_report_by_its_briefing(cleared: Case, cast: Cast) -> None:
    """A briefing may stand while the report is withheld."""
    record = withheld(cleared, cast, PublicState.LEARNING, LONG_AGO)
    briefing = released(cast, cleared, kind=PaperKind.BRIEFING)
    public_register.put_up_file(case=cleared, by=cast.coordinator, version=briefing)
    told_since(record, LONG_AGO)
    to_pre_publication(cast, cleared)
    make_ready(cast, cleared)
    released(cast, cleared, NEXT)
    assert published_now(cleared, cast).put_up_on == TODAY

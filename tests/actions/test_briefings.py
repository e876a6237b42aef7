"""A briefing is written from what is published, read by somebody else, and filed for release."""

import pytest

from dhr_cases.actions import release
from dhr_cases.actions.public_register import put_up_file
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PaperVersion, PublicFile, ReportSection, User
from dhr_cases.models.history import SilentWriteError, change
from dhr_cases.paper_kinds import Marking, PaperKind
from dhr_cases.papers.formats import Format
from dhr_cases.stages import Stage
from learning.actions.briefings import begin_briefing, make_briefing, read_briefing, write_box
from learning.briefing_boxes import BRIEFINGS, CONFIRMATIONS, BriefingKind
from learning.briefings import NO_SOURCE, briefing_of, writers_of
from learning.models import SecondReading
from learning.sources import paragraphs_of, record_of
from tests.briefings import FIRST_LESSON, HEADED, published_with_summary, write_all
from tests.conftest import Cast
from tests.released import approved, decided, looked_through
from tests.stages import case_at

pytestmark = pytest.mark.django_db

SEVEN, ONE = BriefingKind.SEVEN_MINUTE, BriefingKind.ONE_PAGE
ALL = len(CONFIRMATIONS)


@pytest.fixture
def public(cast: Cast, case: Case) -> Case:
    """A review with its executive summary on the register."""
    published_with_summary(cast, case)
    return case


def _write(cast: Cast, case: Case, text: str, code: str = "why", based_on: int = 0) -> int:
    kept = write_box(case=case, by=cast.coordinator, kind=SEVEN, code=code, text=text, based_on=based_on)
    return kept.number


def _signed(cast: Cast, case: Case, kind: BriefingKind = SEVEN) -> SecondReading:
    write_all(cast, case, kind)
    digest = briefing_of(case, kind).digest
    return read_briefing(case=case, by=cast.csp_chair, kind=kind, digest=digest, confirmed=ALL)


def test_numbers_the_paragraphs_of_the_published_summary(public: Case) -> None:
    paragraphs = paragraphs_of(record_of(public))
    assert [paragraph.number for paragraph in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert [paragraph.text for paragraph in paragraphs] == [text for _, texts in HEADED for text in texts]
    assert paragraphs[FIRST_LESSON - 1].heading == "Lessons"


def test_has_no_source_before_publication(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PRE_PUBLICATION)
    assert paragraphs_of(record_of(case)) == ()
    assert briefing_of(case, SEVEN).faults == (NO_SOURCE,)


def test_writes_a_box_and_records_it(cast: Cast, public: Case) -> None:
    assert _write(cast, public, f"Agencies did not speak. [{FIRST_LESSON}]") == 1
    (box,) = [box for box in briefing_of(public, SEVEN).boxes if box.row.code == "why"]
    assert (box.text, box.number, box.faults) == (f"Agencies did not speak. [{FIRST_LESSON}]", 1, ())
    event = CaseEvent.objects.filter(case=public).latest("pk")
    assert event.kind == Event.SECTION_WRITTEN
    assert event.by == cast.coordinator


def test_lets_a_box_be_saved_before_it_is_in_order(cast: Cast, public: Case) -> None:
    _write(cast, public, "No source yet.")
    assert any("No source yet." in fault for fault in briefing_of(public, SEVEN).faults)


def test_keeps_both_texts_of_two_who_write_at_once(cast: Cast, public: Case) -> None:
    _write(cast, public, "Mine. [1]")
    theirs = write_box(case=public, by=cast.coordinator, kind=SEVEN, code="why", text="Theirs. [1]", based_on=0)
    assert theirs.is_beside
    section = ReportSection.objects.get(case=public, code="seven-minute.why")
    assert [version.text for version in section.versions.all()] == ["Mine. [1]", "Theirs. [1]"]
    assert next(box.text for box in briefing_of(public, SEVEN).boxes if box.row.code == "why") == "Mine. [1]"


def test_saves_nothing_that_did_not_change(cast: Cast, public: Case) -> None:
    number = _write(cast, public, "Mine. [1]")
    with pytest.raises(Incomplete, match="Nothing has changed"):
        _write(cast, public, "Mine. [1] ", based_on=number)


@pytest.mark.parametrize("part", ["panel_member", "csp_chair", "family_advocate", "home_office_reader", "outsider"])
def test_lets_only_who_watches_the_actions_write(cast: Cast, public: Case, part: str) -> None:
    with pytest.raises(NotPermitted):
        write_box(case=public, by=getattr(cast, part), kind=SEVEN, code="why", text="Mine. [1]", based_on=0)
    assert not ReportSection.objects.filter(case=public, kind=PaperKind.BRIEFING).exists()


def test_writes_nothing_before_publication(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PRE_PUBLICATION)
    with pytest.raises(NotNow):
        _write(cast, case, "Too early. [1]")


def test_writes_nothing_where_no_summary_can_be_read(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PUBLISHED)
    with pytest.raises(Incomplete, match="executive summary on the public register"):
        _write(cast, case, "From nothing. [1]")


def test_knows_no_box_of_another_name(cast: Cast, public: Case) -> None:
    with pytest.raises(KeyError):
        _write(cast, public, "Where? [1]", code="nowhere")


def test_begins_empty_boxes_with_sentences_of_the_summary(cast: Cast, public: Case) -> None:
    _write(cast, public, "My own words. [1]")
    count = begin_briefing(case=public, by=cast.coordinator, kind=SEVEN)
    boxes = {box.row.code: box for box in briefing_of(public, SEVEN).boxes}
    assert count == len([box for box in boxes.values() if box.number]) - 1
    assert boxes["why"].text == "My own words. [1]"
    assert boxes["good"].text == "A health visitor asked each time. [4]"
    assert boxes["now"].text == ""
    assert not boxes["themes"].faults


def test_begins_nothing_twice(cast: Cast, public: Case) -> None:
    begin_briefing(case=public, by=cast.coordinator, kind=SEVEN)
    with pytest.raises(Incomplete, match="no empty box"):
        begin_briefing(case=public, by=cast.coordinator, kind=SEVEN)


def test_keeps_the_two_briefings_apart(cast: Cast, public: Case) -> None:
    _write(cast, public, "Mine. [1]", code="happened")
    assert not briefing_of(public, ONE).is_begun


def test_is_signed_off_by_a_second_person(cast: Cast, public: Case) -> None:
    reading = _signed(cast, public)
    assert reading.is_passed
    assert briefing_of(public, SEVEN).is_signed_off
    event = CaseEvent.objects.filter(case=public).latest("pk")
    assert (event.kind, event.detail["signed_off"]) == (Event.BRIEFING_READ, True)


def test_is_not_signed_off_by_who_wrote_in_it(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    assert writers_of(public, SEVEN) == {cast.coordinator.pk}
    digest = briefing_of(public, SEVEN).digest
    with pytest.raises(NotPermitted, match="You wrote in this briefing"):
        read_briefing(case=public, by=cast.coordinator, kind=SEVEN, digest=digest, confirmed=ALL)
    assert not SecondReading.objects.exists()


def test_is_not_signed_off_by_who_may_not_check(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    digest = briefing_of(public, SEVEN).digest
    with pytest.raises(NotPermitted):
        read_briefing(case=public, by=cast.family_advocate, kind=SEVEN, digest=digest, confirmed=ALL)


def test_is_not_signed_off_while_a_box_is_wrong(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN, but="good")
    digest = briefing_of(public, SEVEN).digest
    with pytest.raises(Incomplete, match="“What worked well” is empty"):
        read_briefing(case=public, by=cast.csp_chair, kind=SEVEN, digest=digest, confirmed=ALL)


def test_is_not_signed_off_in_words_the_reader_has_not_seen(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    digest = briefing_of(public, SEVEN).digest
    _write(cast, public, f"Reworded. [{FIRST_LESSON}]", based_on=1)
    with pytest.raises(Incomplete, match="has changed since you opened it"):
        read_briefing(case=public, by=cast.csp_chair, kind=SEVEN, digest=digest, confirmed=ALL)


def test_records_what_the_second_reader_found(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    digest = briefing_of(public, SEVEN).digest
    with pytest.raises(Incomplete, match="Say in the note what you found"):
        read_briefing(case=public, by=cast.csp_chair, kind=SEVEN, digest=digest, confirmed=ALL - 1)
    read_briefing(case=public, by=cast.csp_chair, kind=SEVEN, digest=digest, confirmed=1, note="An age stands in it.")
    found = briefing_of(public, SEVEN)
    assert found.reading is not None
    assert (found.reading.note, found.is_signed_off) == ("An age stands in it.", False)


def test_loses_its_sign_off_with_one_changed_word(cast: Cast, public: Case) -> None:
    _signed(cast, public)
    _write(cast, public, f"Reworded. [{FIRST_LESSON}]", based_on=1)
    assert not briefing_of(public, SEVEN).is_signed_off


def test_keeps_readings_as_they_were_given(cast: Cast, public: Case) -> None:
    reading = _signed(cast, public)
    reading.is_passed = False
    with pytest.raises(SilentWriteError):
        reading.save()
    with pytest.raises(SilentWriteError):
        reading.delete()


@pytest.mark.parametrize("form", [Format.WORD, Format.HTML])
def test_files_a_signed_briefing_for_release(cast: Cast, public: Case, form: Format) -> None:
    _signed(cast, public)
    version = make_briefing(case=public, by=cast.coordinator, kind=SEVEN, form=form)
    assert (version.paper.kind, version.marking) == (PaperKind.BRIEFING, Marking.PUBLIC)
    assert version.file_name.endswith(f"seven-minute-briefing.{form}")
    assert version.size == len(version.file.open("rb").read())


def test_files_nothing_before_it_is_signed_off(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    with pytest.raises(Incomplete, match="second person signs the briefing off"):
        make_briefing(case=public, by=cast.coordinator, kind=SEVEN, form=Format.WORD)
    assert not PaperVersion.objects.filter(paper__case=public, paper__kind=PaperKind.BRIEFING).exists()


def test_adds_a_version_to_the_paper_of_the_same_format(cast: Cast, public: Case) -> None:
    _signed(cast, public)
    first = make_briefing(case=public, by=cast.coordinator, kind=SEVEN, form=Format.WORD)
    second = make_briefing(case=public, by=cast.coordinator, kind=SEVEN, form=Format.WORD)
    other = make_briefing(case=public, by=cast.coordinator, kind=SEVEN, form=Format.HTML)
    assert (first.paper, first.number, second.number) == (second.paper, 1, 2)
    assert other.paper != first.paper


def test_reaches_the_register_only_with_two_approvals(cast: Cast, public: Case) -> None:
    _signed(cast, public)
    version = make_briefing(case=public, by=cast.coordinator, kind=SEVEN, form=Format.HTML)
    with pytest.raises((Incomplete, NotNow)):
        put_up_file(case=public, by=cast.coordinator, version=version)
    assert not PublicFile.objects.filter(kind=PaperKind.BRIEFING).exists()
    decided(cast, public, looked_through(cast, public, version))
    with pytest.raises(NotPermitted):
        release.approve_release(case=public, by=cast.coordinator, version=version)
    put_up_file(case=public, by=cast.coordinator, version=approved(cast, public, version))
    assert PublicFile.objects.get(kind=PaperKind.BRIEFING).sha256 == version.sha256


def test_names_every_box_in_order_of_the_table(public: Case) -> None:
    for kind in BriefingKind:
        boxes = briefing_of(public, kind).boxes
        assert [box.row for box in boxes] == list(BRIEFINGS[kind].boxes)


def test_knows_who_wrote_in_this_briefing_of_this_review_alone(cast: Cast, public: Case, other_case: Case) -> None:
    """A box begun and left empty has no writer; the other briefing, a report and another review have their own."""

    def box(of: Case, code: str, by: User | None, kind: PaperKind = PaperKind.BRIEFING) -> None:
        section = ReportSection.objects.create(case=of, kind=kind, code=code, position=1)
        if by is not None:
            section.versions.create(number=1, text="Ask. [1]", by=by)

    with change("Test", None):
        box(public, "seven-minute.why", None)
        box(public, "seven-minute.good", cast.csp_chair)
        box(public, "one-page.who", cast.auditor)
        box(public, "seven-minute.now", cast.panel_member, PaperKind.OVERVIEW_REPORT)
        box(other_case, "seven-minute.good", cast.home_office_reader)
    assert writers_of(public, SEVEN) == {cast.csp_chair.pk}
    assert writers_of(public, ONE) == {cast.auditor.pk}
    assert writers_of(other_case, ONE) == frozenset()

"""Released files are put on the public register, corrected, taken down, or kept back with a reason."""

import datetime
import hashlib

import pytest
from django.utils import timezone

from dhr_cases.actions import public_register, publication, release
from dhr_cases.actions.closing import reopen
from dhr_cases.actions.corrections import correct
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.actions.public_register import REPLACED, PublicWords
from dhr_cases.actions.recommendations import RecommendationText, record_action, record_recommendation
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Part, Publication, PublicFile, PublicRecord, PublicState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.writing import word
from dhr_cases.papers.writing.blocks import Bullets, Grid, Heading, Paper, Paragraph
from dhr_cases.plain_text import Paragraph as TextParagraph
from dhr_cases.plain_text import Table
from dhr_cases.release_gate import (
    Gone,
    NotServed,
    live_files,
    record_parts,
    seal_of,
    servable_files,
    served_bytes,
)
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.released import (
    CLEAN,
    NEXT,
    approved,
    change_a_byte,
    cleared_case,
    decided,
    file_for_public,
    looked_through,
    only_file,
    published,
    released,
)
from tests.stages import case_at
from tests.steps_learning import make_ready

TODAY = timezone.localdate()


@pytest.fixture
def cleared(case: Case, cast: Cast) -> Case:
    """A case cleared by the Home Office, about a person whose name is protected."""
    return cleared_case(cast, case)


@pytest.fixture
def record(cleared: Case, cast: Cast) -> PublicRecord:
    """A published review with its released report."""
    released(cast, cleared)
    return published(cast, cleared)


def test_puts_up_the_exact_bytes_that_were_approved(record: PublicRecord, cleared: Case) -> None:
    """Under an address of its own, in a file of its own; the event names the hash."""
    file = only_file(record)
    assert served_bytes(file) == CLEAN
    assert file.paper_version is not None
    assert file.file.name != file.paper_version.file.name
    assert (record.state, record.put_up_on, file.label) == (PublicState.PUBLISHED, TODAY, "Overview report")
    assert CaseEvent.objects.get(case=cleared, kind=Event.FILE_PUT_UP).detail["sha256"] == file.sha256


def test_puts_up_nothing_that_is_not_released(cleared: Case, cast: Cast) -> None:
    """Not looked through, looked through, approved by one: none of them goes out with the one that is released."""
    good = released(cast, cleared, kind=PaperKind.PUBLISHED_REPORT)
    file_for_public(cast, cleared, NEXT, PaperKind.PUBLISHED_PLAN, "plan.txt")
    looked_through(cast, cleared, file_for_public(cast, cleared, NEXT, PaperKind.BRIEFING, "a.txt", "One page"))
    half = looked_through(cast, cleared, file_for_public(cast, cleared, NEXT, PaperKind.BRIEFING, "b.txt", "Seven"))
    release.approve_release(case=cleared, by=cast.csp_chair, version=half)
    record = published(cast, cleared)
    assert [file.paper_version for file in live_files(record)] == [good]


def test_publishes_elsewhere_without_a_place_on_the_register(cleared: Case, cast: Cast) -> None:
    """An old report may stand on a web site already; the register gets nothing."""
    file_for_public(cast, cleared)
    make_ready(cast, case_at(cast, cleared, Stage.PRE_PUBLICATION))
    publication.publish(case=cleared, by=cast.coordinator, url="https://testshire.example/robin")
    assert cleared.at is Stage.PUBLISHED
    assert not PublicRecord.objects.exists()


def test_puts_up_the_newest_version_in_each_format(cleared: Case, cast: Cast) -> None:
    """An older released version of the same format stays back."""
    released(cast, cleared)
    newest = released(cast, cleared, NEXT)
    table = released(cast, cleared, b"agency,learnt\nPolice,Ask\n", name="report.csv")
    record = published(cast, cleared)
    assert {file.paper_version for file in live_files(record)} == {newest, table}


def test_names_the_public_file_by_the_register_and_not_by_its_adder(record: PublicRecord) -> None:
    """The name it was added under is not the public's."""
    assert only_file(record).file_name == f"{record.slug}-overview-report.txt"


def test_holds_back_until_the_embargo_is_over(cleared: Case, cast: Cast) -> None:
    """The sentence says until when."""
    released(cast, cleared)
    make_ready(cast, case_at(cast, cleared, Stage.PRE_PUBLICATION))
    plan = Publication.objects.get(case=cleared)
    plan.embargo_until = timezone.now() + datetime.timedelta(hours=3)
    with change("Test", cast.coordinator):
        plan.save()
    with pytest.raises(NotNow, match="embargo lasts until"):
        publication.publish(case=cleared, by=cast.coordinator)
    assert not PublicFile.objects.exists()


def test_serves_no_file_with_one_byte_changed(record: PublicRecord) -> None:
    """Every call reads the disk; the list of files that can be had is asked in the same way."""
    file = only_file(record)
    change_a_byte(file)
    with pytest.raises(NotServed, match="not those that were added"):
        served_bytes(file)
    assert servable_files(record) == ()


def test_serves_no_other_bytes_under_a_changed_hash(record: PublicRecord, cast: Cast) -> None:
    """Who can write to disk and table alike still has no approvals on those bytes, and no seal."""
    file = only_file(record)
    change_a_byte(file)
    content = file.file.storage.open(str(file.file.name)).read()
    file.sha256 = hashlib.sha256(content).hexdigest()
    with pytest.raises(NotServed, match="not put up by an act"):
        served_bytes(file)
    file.seal = seal_of(record, PaperKind(file.kind), file.sha256)
    with pytest.raises(NotServed, match="approvals no longer stand"):
        served_bytes(file)


def test_serves_no_file_whose_approval_was_taken_back(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """From that moment, without anybody taking it down."""
    file = only_file(record)
    assert file.paper_version is not None
    release.withdraw_approval(case=cleared, by=cast.panel_member, version=file.paper_version, reason="A street")
    with pytest.raises(NotServed, match="approvals no longer stand"):
        served_bytes(only_file(record))


def test_serves_no_file_in_which_a_name_was_found_later(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """A word that becomes protected takes nothing down by itself; finding it in the file does."""
    file = only_file(record)
    who = PersonFacts(part=Part.FRIEND, name="Agencies Learnt", aliases="Agencies")
    record_person(case=cleared, by=cast.coordinator, facts=who)
    assert served_bytes(only_file(record)) == CLEAN
    assert file.paper_version is not None
    looked_through(cast, cleared, file.paper_version)
    with pytest.raises(NotServed, match="protected word"):
        served_bytes(only_file(record))


def test_serves_the_file_after_its_case_is_destroyed(record: PublicRecord) -> None:
    """The seal vouches for it where paper and approvals are gone; a byte still counts."""
    file = only_file(record)
    file.paper_version = None
    assert served_bytes(file) == CLEAN
    change_a_byte(file)
    with pytest.raises(NotServed):
        served_bytes(file)


def test_shows_the_summary_from_the_approved_bytes(cleared: Case, cast: Cast) -> None:
    """Headings, paragraphs, lists and tables; nothing once a byte differs."""
    blocks = (
        Heading("What happened"),
        Paragraph("Robin asked for help and was not heard."),
        Bullets(("Ask again.", "Tell each other.")),
        Grid("Agencies", ("Agency", "Learnt"), (("Police", "Ask"),)),
    )
    content = word.write(Paper(title="Executive summary", subject="Robin", foot="Testshire", blocks=blocks))
    summary = file_for_public(cast, cleared, content, PaperKind.PUBLISHED_SUMMARY, "summary.docx")
    approved(cast, cleared, decided(cast, cleared, looked_through(cast, cleared, summary)))
    record = published(cast, cleared)
    parts = record_parts(record)
    assert TextParagraph("Robin asked for help and was not heard.") in parts
    assert Table(("Agency", "Learnt"), (("Police", "Ask"),)) in parts
    change_a_byte(only_file(record))
    assert record_parts(record) == ()


def test_corrects_a_file_with_a_reason(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The old one comes down and says why; the new one is the next version; the address stays."""
    old = only_file(record)
    version = released(cast, cleared, NEXT)
    public_register.correct_file(case=cleared, by=cast.coordinator, version=version, reason="A date was wrong.")
    new = only_file(record)
    assert (served_bytes(new), new.number, new.correction_reason) == (NEXT, 2, "A date was wrong.")
    old.refresh_from_db()
    assert (old.taken_down_on, old.taken_down_reason) == (TODAY, "A date was wrong.")
    with pytest.raises(Gone):
        served_bytes(old)
    assert PublicRecord.objects.get().slug == record.slug


def test_corrects_nothing_without_release_reason_or_difference(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The correction goes through the gate again."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, NEXT))
    with pytest.raises(Incomplete, match="Two people"):
        public_register.correct_file(case=cleared, by=cast.coordinator, version=version, reason="A date was wrong.")
    with pytest.raises(Incomplete, match="reason for the correction"):
        public_register.correct_file(case=cleared, by=cast.coordinator, version=version, reason=" ")
    standing = only_file(record).paper_version
    assert standing is not None
    with pytest.raises(NotNow, match="no other version"):
        public_register.correct_file(case=cleared, by=cast.coordinator, version=standing, reason="Again")


def test_refuses_a_protected_word_in_what_the_public_reads(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The refusal names the box and not the word."""
    version = released(cast, cleared, NEXT)
    with pytest.raises(Incomplete, match="The reason holds a protected word") as refusal:
        public_register.correct_file(case=cleared, by=cast.coordinator, version=version, reason="For Ms Tarrant")
    assert "Tarrant" not in refusal.value.sentence
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    with pytest.raises(Incomplete, match="The label"):
        public_register.put_up_file(case=cleared, by=cast.coordinator, version=briefing, label="About Rosalind Tarrant")
    words = PublicWords("Time is over.", "Ask Rosalind Tarrant's sister.")
    with pytest.raises(Incomplete, match="What remains"):
        publication.take_down(case=cleared, by=cast.coordinator, reason="Over", public_words=words)
    assert PublicRecord.objects.get().state == PublicState.PUBLISHED
    assert only_file(record).number == 1


def test_refuses_a_real_name_as_the_title(cleared: Case, cast: Cast) -> None:
    """Whatever the partnership recorded for the public is looked through as well."""
    correct(case=cleared, by=cast.coordinator, reason="Title", facts={"public_title": "Rosalind Tarrant/2021"})
    released(cast, cleared)
    make_ready(cast, case_at(cast, cleared, Stage.PRE_PUBLICATION))
    with pytest.raises(Incomplete, match="The title holds a protected word"):
        publication.publish(case=cleared, by=cast.coordinator)
    assert Case.objects.get(pk=cleared.pk).at is Stage.PRE_PUBLICATION


def test_puts_up_a_briefing_after_the_publication(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """Beside the report, once."""
    version = released(cast, cleared, NEXT, PaperKind.BRIEFING, "briefing.txt", "One page")
    public_register.put_up_file(case=cleared, by=cast.coordinator, version=version, label="One-page briefing")
    assert [file.label for file in live_files(record)] == ["Overview report", "One-page briefing"]
    with pytest.raises(NotNow, match="stands on the register"):
        public_register.put_up_file(case=cleared, by=cast.coordinator, version=version)


def test_puts_up_no_file_of_another_case(record: PublicRecord, other_case: Case, cleared: Case, cast: Cast) -> None:
    """Each case has its own place."""
    version = file_for_public(cast, other_case)
    with pytest.raises(NotPermitted, match="another case"):
        public_register.put_up_file(case=cleared, by=cast.coordinator, version=version)


def test_puts_up_nothing_for_a_review_published_nowhere(cleared: Case, cast: Cast) -> None:
    """Preparing comes first; then a withheld review has no place either, unless one was given."""
    version = released(cast, cleared, kind=PaperKind.BRIEFING)
    with pytest.raises(NotNow, match="not in this stage"):
        public_register.put_up_file(case=cleared, by=cast.coordinator, version=version)
    case_at(cast, cleared, Stage.PUBLICATION_WITHHELD)
    with pytest.raises(NotNow, match="was not published"):
        public_register.put_up_file(case=cleared, by=cast.coordinator, version=version)


def test_lets_only_the_coordinator_put_up_and_correct(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """Who approves does not publish."""
    version = released(cast, cleared, NEXT)
    with pytest.raises(NotPermitted):
        public_register.correct_file(case=cleared, by=cast.csp_chair, version=version, reason="A date")
    with pytest.raises(NotPermitted):
        public_register.refresh_progress(case=cleared, by=cast.panel_member)


def test_leaves_no_file_behind_when_the_publication_fails(
    cleared: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a row nor bytes on the disk."""
    released(cast, cleared)
    make_ready(cast, case_at(cast, cleared, Stage.PRE_PUBLICATION))
    stored: list[str] = []

    def fail(file: PublicFile) -> bytes:
        stored.append(str(file.file.name))
        raise OSError("disk full")

    monkeypatch.setattr(public_register, "served_bytes", fail)
    with pytest.raises(OSError, match="disk full"):
        publication.publish(case=cleared, by=cast.coordinator)
    assert not PublicFile.objects.exists()
    assert stored
    assert not PublicFile._meta.get_field("file").storage.exists(stored[0])
    assert Case.objects.get(pk=cleared.pk).at is Stage.PRE_PUBLICATION


def test_shows_progress_where_the_partnership_allows_it(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """Words of an action are told when they stand in an approved file, and not otherwise."""
    printed = RecommendationText(text="Share.", ref="2")
    recommendation = record_recommendation(case=cleared, by=cast.coordinator, printed=printed)
    for text in ("share what they know", "Something typed here only"):
        record_action(case=cleared, by=cast.coordinator, recommendation=recommendation, text=text)
    public_register.refresh_progress(case=cleared, by=cast.coordinator)
    assert PublicRecord.objects.get().progress == []
    plan = Publication.objects.get(case=cleared)
    plan.shows_progress = True
    with change("Test", cast.coordinator):
        plan.save()
    public_register.refresh_progress(case=cleared, by=cast.coordinator)
    steps = PublicRecord.objects.get().progress
    assert [(step["number"], step["text"], step["state"], step["standing"]) for step in steps] == [
        ("2", "share what they know", "Not started", "no_answer"),
        ("2", "", "Not started", "no_answer"),
    ]


def test_refreshes_nothing_that_is_not_on_the_register(cleared: Case, cast: Cast) -> None:
    """A report that stands elsewhere has no place here."""
    case_at(cast, cleared, Stage.PUBLISHED)
    with pytest.raises(NotNow, match="not on the public register"):
        public_register.refresh_progress(case=cleared, by=cast.coordinator)


def test_replaces_a_file_when_the_report_is_published_anew(record: PublicRecord, cleared: Case, cast: Cast) -> None:
    """The older file says that a newer one was put up; the address is the same."""
    before = only_file(record)
    case_at(cast, cleared, Stage.CLOSED)
    reopen(case=cleared, by=cast.coordinator, to=Stage.PRE_PUBLICATION, reason="A mistake in the report")
    released(cast, cleared, NEXT)
    make_ready(cast, cleared)
    publication.publish(case=cleared, by=cast.coordinator)
    before.refresh_from_db()
    assert before.taken_down_reason == REPLACED
    assert served_bytes(only_file(PublicRecord.objects.get(slug=record.slug))) == NEXT

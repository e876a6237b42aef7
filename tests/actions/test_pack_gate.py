"""Which words keep a pack in, which may stand on its programme, and whose approval counts for exactly these files?"""

import json
from pathlib import Path

import pytest
from django.conf import settings

from dhr_cases.actions.core import today
from dhr_cases.actions.memberships import grant_role
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.anonymisation.checking import check_file
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, Part, PublicRecord, PublicState, User
from dhr_cases.models.anonymity import ProtectedToken
from dhr_cases.models.history import change
from dhr_cases.release_gate import NotServed
from dhr_cases.roles import Role
from learning.actions.event_programme import SpeakerFacts, add_speaker
from learning.actions.packs import approve_pack, order_pack, withdraw_pack_approval
from learning.models import Event, PackEdition, PackFile, SeminarPack
from learning.pack_gate import (
    authors_of,
    findings_of,
    kept_findings,
    look_through,
    registers_digest,
    released_bytes,
    standing_approvals,
    state_of,
    stored_bytes,
)
from learning.pack_terms import HELPLINES, PackPart
from learning.papers.pack.files import MadeFile
from tests import events, packs
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

SPEAKER = "Wilhelmina Tarporley"
"""Works on the review, and may speak at the seminar."""
OTHER_PARTS = [part for part in PackPart if part is not PackPart.PROGRAMME]


@pytest.fixture
def record(cast: Cast, case: Case) -> PublicRecord:
    """A published review whose case is still kept, and on whose case the speaker works."""
    user = User.objects.create_user("speaker@example.test", full_name=SPEAKER)
    grant_role(case=case, by=cast.coordinator, to=user, role=Role.PANEL_MEMBER, organisation=cast.health)
    return packs.a_record(cast, case=case)


@pytest.fixture
def event(cast: Cast) -> Event:
    """The event of the pack."""
    return events.planned(cast)


@pytest.fixture
def pack(cast: Cast, event: Event, record: PublicRecord) -> SeminarPack:
    """A pack that tells of the review."""
    return packs.planned(cast, event, packs.a_plan(record))


@pytest.fixture
def other(cast: Cast) -> User:
    """Another coordinator, who works on every review from before the pack was made."""
    return packs.second_coordinator(cast)


@pytest.fixture
def edition(cast: Cast, other: User, pack: SeminarPack) -> PackEdition:
    """An edition that nobody has approved."""
    return packs.small_edition(pack, cast.coordinator)


def speaks(cast: Cast, event: Event, name: str = SPEAKER, *, is_named: bool = True) -> None:
    """Somebody speaks at an event, who agreed to be named or did not."""
    add_speaker(event=event, by=cast.coordinator, facts=SpeakerFacts(name=name, is_named=is_named))


def looked(pack: SeminarPack, record: PublicRecord, words: str = SPEAKER, part: PackPart = PackPart.PROGRAMME) -> None:
    """Look through one file that says the words."""
    made = MadeFile(part, "Made", f"{part}.html", f"<html><body><p>At ten: {words}.</p></body></html>".encode())
    assert [check.name for check in look_through([made], pack, [record])] == [f"{part}.html"]


def test_names_a_speaker_who_agreed_on_the_programme(
    cast: Cast, event: Event, pack: SeminarPack, record: PublicRecord
) -> None:
    speaks(cast, event, f" {SPEAKER.upper()} ")
    looked(pack, record)


@pytest.mark.parametrize("part", OTHER_PARTS)
def test_names_no_speaker_who_works_on_the_review_anywhere_else(
    cast: Cast, event: Event, pack: SeminarPack, record: PublicRecord, part: PackPart
) -> None:
    speaks(cast, event)
    with pytest.raises(Incomplete, match=rf"{part}.html holds a protected word \(.+\)\. Write the pack"):
        looked(pack, record, part=part)


def test_names_no_speaker_who_did_not_agree(cast: Cast, event: Event, pack: SeminarPack, record: PublicRecord) -> None:
    speaks(cast, event, is_named=False)
    with pytest.raises(Incomplete, match="holds a protected word"):
        looked(pack, record)


def test_takes_no_agreement_from_another_event(cast: Cast, pack: SeminarPack, record: PublicRecord) -> None:
    speaks(cast, events.planned(cast, title="Another morning"))
    with pytest.raises(Incomplete, match="holds a protected word"):
        looked(pack, record)


def test_names_nobody_the_review_is_about_though_a_speaker_has_the_name(
    cast: Cast, case: Case, event: Event, pack: SeminarPack, record: PublicRecord
) -> None:
    record_person(case=case, by=cast.coordinator, facts=PersonFacts(part=Part.FAMILY, name="Ottilie Brackenbury"))
    speaks(cast, event, "Ottilie Brackenbury")
    with pytest.raises(Incomplete, match="holds a protected word"):
        looked(pack, record, "Ottilie Brackenbury")


def test_names_no_word_recorded_by_hand_though_a_speaker_has_it(
    cast: Cast, case: Case, event: Event, pack: SeminarPack, record: PublicRecord
) -> None:
    with change("Test", None):
        ProtectedToken.objects.create(case=case, value="Ottilie Brackenbury", kind="name")
    speaks(cast, event, "Ottilie Brackenbury")
    with pytest.raises(Incomplete, match="holds a protected word"):
        looked(pack, record, "Ottilie Brackenbury")


def test_says_every_fault_of_every_file(pack: SeminarPack, record: PublicRecord) -> None:
    broken = MadeFile(PackPart.SLIDES, "Slides", "slides.pptx", b"no slides at all")
    named = MadeFile(PackPart.ROUTES, "Routes", "routes.html", f"<p>Ask {SPEAKER}.</p>".encode())
    with pytest.raises(Incomplete) as refused:
        look_through([broken, named], pack, [record])
    assert [fault.partition(" ")[0] for fault in refused.value.missing] == ["slides.pptx", "routes.html"]
    assert "slides.pptx cannot be read wholly" in refused.value.sentence
    assert SPEAKER not in refused.value.sentence


def test_keeps_each_word_to_be_judged_once_and_leaves_out_what_every_pack_says(pack: SeminarPack) -> None:
    with change("Test", None):
        pack.routes = "Refuge line 01632 960123"
        pack.save()
    ours = (str(pack.event.on), long_date(today()), HELPLINES[1][1], pack.routes, f"{settings.SITE_URL}/events/")
    words = "".join(f"<p>{text}</p>" for text in (*ours, "On 3 June 1987 she wrote.", "On 3 June 1987 again."))
    kept = json.loads(kept_findings(check_file(words.encode(), "handout.html", ()), pack))
    assert [row["words"] for row in kept] == ["3 June 1987"]
    assert set(kept[0]) == {"words", "where", "context"}
    (told,) = findings_of(PackFile(findings=json.dumps(kept)))
    assert (told.words, told.where, told.context) == (kept[0]["words"], kept[0]["where"], kept[0]["context"])


def test_notices_every_new_protected_word_of_a_case_that_is_kept(cast: Cast, case: Case, record: PublicRecord) -> None:
    before = registers_digest([record])
    record_person(case=case, by=cast.coordinator, facts=PersonFacts(part=Part.FAMILY, name="Ottilie Brackenbury"))
    assert registers_digest([record]) != before
    assert registers_digest([]) == registers_digest([packs.a_record(cast, "jo-2021", title="Jo/2021")])


def test_asks_for_a_new_edition_once_a_protected_word_is_new(cast: Cast, case: Case, edition: PackEdition) -> None:
    assert state_of(edition).missing_before_approval == ()
    record_person(case=case, by=cast.coordinator, facts=PersonFacts(part=Part.FAMILY, name="Ottilie Brackenbury"))
    (told,) = state_of(edition).missing_before_approval
    assert told.startswith("The reviews it tells of, or their protected words, have changed since.")
    with pytest.raises(Incomplete, match="have changed since"):
        approve_pack(edition=edition, by=cast.csp_chair, digest=edition.digest)


def test_asks_for_a_new_edition_once_a_review_is_taken_down(record: PublicRecord, edition: PackEdition) -> None:
    with change("Test", None):
        record.state = PublicState.WITHDRAWN
        record.save()
    assert state_of(edition).missing_before_approval == (
        "A review it tells of is no longer published. Make the pack anew.",
    )


def test_passes_no_edition_over_which_a_newer_was_made(cast: Cast, edition: PackEdition) -> None:
    newer = PackEdition.objects.create(
        pack=edition.pack, number=2, digest="2" * 64, register=edition.register, ordered_by=cast.coordinator
    )
    assert state_of(edition).missing_before_approval == ("A newer edition has been made. Look at that one.",)
    assert state_of(newer).missing_before_approval == ()


def test_says_how_many_must_still_approve(cast: Cast, other: User, edition: PackEdition) -> None:
    told = []
    for person in (cast.csp_chair, other):
        told.append(state_of(edition).missing)
        approve_pack(edition=edition, by=person, digest=edition.digest)
    assert told == [
        ("2 more people must approve it, neither of them its author.",),
        ("1 more person must approve it, who is not its author.",),
    ]
    assert state_of(edition).missing == ()


def test_takes_who_planned_and_who_asked_for_it_as_its_authors(cast: Cast, other: User, edition: PackEdition) -> None:
    assert authors_of(edition) == {cast.coordinator.pk}
    order_pack(pack=edition.pack, by=other)
    assert authors_of(edition) == {cast.coordinator.pk, other.pk}


def test_counts_no_approval_of_who_asked_for_it_anew(cast: Cast, other: User, edition: PackEdition) -> None:
    approve_pack(edition=edition, by=other, digest=edition.digest)
    assert [row.by for row in standing_approvals(edition)] == [other]
    order_pack(pack=edition.pack, by=other)
    assert standing_approvals(edition) == []


def test_counts_the_newest_word_of_each_person(cast: Cast, edition: PackEdition) -> None:
    approve_pack(edition=edition, by=cast.csp_chair, digest=edition.digest)
    withdraw_pack_approval(edition=edition, by=cast.csp_chair, reason="A date was wrong.")
    assert standing_approvals(edition) == []
    approve_pack(edition=edition, by=cast.csp_chair, digest=edition.digest)
    assert [row.by for row in standing_approvals(edition)] == [cast.csp_chair]


@pytest.fixture
def file(cast: Cast, other: User, edition: PackEdition) -> PackFile:
    """The first file of the edition, which two people approved."""
    for person in (cast.csp_chair, other):
        approve_pack(edition=edition, by=person, digest=edition.digest)
    return edition.files.earliest("pk")


def test_gives_out_no_file_of_an_edition_to_which_one_was_added(edition: PackEdition, file: PackFile) -> None:
    assert len(released_bytes(file)) == file.size
    PackFile.objects.create(
        edition=edition, part="exercise-sheet", label="More", file_name="m.docx", size=1, sha256="3"
    )
    with pytest.raises(NotServed, match="The files of this edition are not those that were approved"):
        released_bytes(file)


def test_says_when_a_file_lies_no_more_where_it_was_kept(file: PackFile) -> None:
    Path(file.file.path).unlink()
    with pytest.raises(NotServed, match="The file is not where it was kept"):
        stored_bytes(file)

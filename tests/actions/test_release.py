"""A file is released by two people who did not write it, on the exact bytes that were looked through."""

from typing import Any

import pytest

from dhr_cases.actions import release
from dhr_cases.actions.anonymity import Protection, protect_words
from dhr_cases.actions.memberships import grant_role, join_team
from dhr_cases.actions.papers import add_paper
from dhr_cases.anonymisation.checking import FileCheck, check_file
from dhr_cases.anonymity_terms import FindingKind, Judgement, TokenKind
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    FindingDecision,
    PaperOrder,
    ReleaseApproval,
    ReleaseScan,
    ReportSection,
    SectionVersion,
    TextOrigin,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.release import WRITTEN_AS, authors_of, findings_of, standing_approvals
from dhr_cases.release_gate import NotServed, is_released, release_state, stored_bytes
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import PASSWORD, Cast
from tests.files import upload
from tests.released import CLEAN, NEXT, approved, change_a_byte, cleared_case, file_for_public, looked_through, released
from tests.stages import case_at

NAMED = b"Rosalind Tarrant called the police.\n"
DATED = b"She called the police on 14 March 2021.\n"


@pytest.fixture
def cleared(case: Case, cast: Cast) -> Case:
    """A case cleared by the Home Office, about a person whose name is on the register."""
    return cleared_case(cast, case)


def test_releases_a_clean_file_after_two_approvals(cleared: Case, cast: Cast) -> None:
    """One is not enough, two are; each step is recorded."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared))
    release.approve_release(case=cleared, by=cast.csp_chair, version=version)
    assert not is_released(version)
    release.approve_release(case=cleared, by=cast.panel_member, version=version)
    assert is_released(version)
    kinds = [event.kind for event in CaseEvent.objects.filter(case=cleared).order_by("pk")]
    assert kinds[-3:] == [Event.RELEASE_SCANNED, Event.RELEASE_APPROVED, Event.RELEASE_APPROVED]


def test_says_all_that_is_missing_of_a_file_just_added(cleared: Case, cast: Cast) -> None:
    """It was neither looked through nor approved."""
    state = release_state(file_for_public(cast, cleared))
    assert "not been looked through" in state.missing[0]
    assert "so far: 0" in state.missing[1]
    assert not state.may_be_approved


def test_keeps_what_was_found_unreadable_in_the_database(cleared: Case, cast: Cast) -> None:
    """The event says how much was found and not what."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, NAMED))
    scan = ReleaseScan.objects.get(version=version)
    (found,) = [row for row in findings_of(scan) if row.kind is FindingKind.PROTECTED]
    assert "Tarrant" in found.words
    event = CaseEvent.objects.get(case=cleared, kind=Event.RELEASE_SCANNED)
    assert event.detail["protected words"] == scan.blocking > 0
    assert "Tarrant" not in str(event.detail)
    column = (
        ReleaseScan.objects.filter(pk=scan.pk).extra(select={"raw": "findings || ''"}).values_list("raw", flat=True)
    )
    assert "Tarrant" not in column.get()


def test_refuses_to_approve_a_file_with_a_protected_word(cleared: Case, cast: Cast) -> None:
    """No decision waves it through: a new version is needed."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, NAMED))
    for row in release_state(version).found:
        decide(cleared, cast, row.fingerprint, row.kind, Judgement.KEEP)
    with pytest.raises(Incomplete, match="protected word"):
        release.approve_release(case=cleared, by=cast.csp_chair, version=version)
    assert not ReleaseApproval.objects.exists()


def decide(case: Case, cast: Cast, fingerprint: str, kind: FindingKind, judgement: Judgement) -> None:
    """A decision as it stands in the table."""
    FindingDecision.objects.create(
        case=case, fingerprint=fingerprint, kind=kind, words="words", judgement=judgement, by=cast.coordinator
    )


def test_waits_for_a_decision_about_every_suggestion(cleared: Case, cast: Cast) -> None:
    """Kept as it is, it stops nothing; to be changed, it must be changed; the newest decision counts."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, DATED))
    (found,) = [row for row in release_state(version).found if row.kind is FindingKind.DAY]
    others = [row for row in release_state(version).found if row.kind is not FindingKind.DAY]
    for row in others:
        decide(cleared, cast, row.fingerprint, row.kind, Judgement.KEEP)
    assert any("nobody has decided" in sentence for sentence in release_state(version).missing)
    decide(cleared, cast, found.fingerprint, found.kind, Judgement.GENERALISE)
    assert any("to be changed" in sentence for sentence in release_state(version).missing)
    decide(cleared, cast, found.fingerprint, found.kind, Judgement.KEEP)
    assert release_state(version).may_be_approved


def test_carries_a_decision_to_the_next_version(cleared: Case, cast: Cast) -> None:
    """The same words among the same words need no second decision."""
    pages = DATED + CLEAN * 3
    first = looked_through(cast, cleared, file_for_public(cast, cleared, pages))
    for row in release_state(first).found:
        decide(cleared, cast, row.fingerprint, row.kind, Judgement.KEEP)
    second = looked_through(cast, cleared, file_for_public(cast, cleared, pages + b"One line more.\n"))
    assert second.number == first.number + 1
    assert release_state(second).may_be_approved


def test_voids_both_approvals_when_one_byte_changes(cleared: Case, cast: Cast) -> None:
    """The bytes on disk are asked, not the row."""
    version = released(cast, cleared)
    assert is_released(version)
    change_a_byte(version)
    assert not is_released(version)
    with pytest.raises(NotServed, match="not those that were added"):
        stored_bytes(version)
    with pytest.raises(NotServed):
        release.scan_for_release(case=cleared, by=cast.coordinator, version=version)


def test_releases_no_file_that_is_gone_from_the_disk(cleared: Case, cast: Cast) -> None:
    """What cannot be read cannot be compared."""
    version = released(cast, cleared)
    version.file.storage.delete(str(version.file.name))
    assert "not where it was kept" in release_state(version).missing[0]


def test_gives_a_new_version_no_approval_of_the_old(cleared: Case, cast: Cast) -> None:
    """Approvals belong to bytes, not to papers."""
    first = released(cast, cleared)
    second = looked_through(cast, cleared, file_for_public(cast, cleared, CLEAN + b"One word more.\n"))
    assert is_released(first)
    assert "so far: 0" in " ".join(release_state(second).missing)


def test_voids_approvals_when_a_word_becomes_protected(cleared: Case, cast: Cast) -> None:
    """The file must be looked through with it, and approved anew; a look alone does not revive what was approved."""
    version = released(cast, cleared)
    protect(cleared, cast, "Larkspur Academy")
    assert "protected words have changed" in " ".join(release_state(version).missing)
    with pytest.raises(Incomplete, match="Look through it again"):
        release.approve_release(case=cleared, by=cast.csp_chair, version=version)
    looked_through(cast, cleared, version)
    assert release_state(version).missing == (
        "Two people who did not write the file must approve it; approvals so far: 0.",
    )
    assert is_released(approved(cast, cleared, version))


def test_finds_the_word_that_became_protected(cleared: Case, cast: Cast) -> None:
    """A file approved before is stopped by the next look."""
    version = released(cast, cleared, b"The children moved to another school, Larkspur Academy, that spring.\n")
    protect(cleared, cast, "Larkspur Academy")
    looked_through(cast, cleared, version)
    assert any("protected word" in sentence for sentence in release_state(version).missing)


def test_keeps_no_look_during_which_a_word_became_protected(
    cleared: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It did not look for that word; the look is asked for again."""
    version = file_for_public(cast, cleared)

    def meanwhile(*args: Any, **options: Any) -> FileCheck:
        protect(cleared, cast, "Larkspur Academy")
        return check_file(*args, **options)

    monkeypatch.setattr(release, "check_file", meanwhile)
    with pytest.raises(NotNow, match="changed while the file was looked through"):
        release.scan_for_release(case=cleared, by=cast.coordinator, version=version)
    assert not ReleaseScan.objects.exists()


def protect(case: Case, cast: Cast, words: str) -> None:
    """Words become protected."""
    protection = Protection(TokenKind.SCHOOL, words, "a school")
    protect_words(case=case, by=cast.coordinator, words=protection)


def test_takes_an_approval_back(cleared: Case, cast: Cast) -> None:
    """With a reason; the file is released no more until somebody else approves."""
    version = released(cast, cleared)
    release.withdraw_approval(case=cleared, by=cast.panel_member, version=version, reason="A street can be told.")
    assert "so far: 1" in " ".join(release_state(version).missing)
    release.approve_release(case=cleared, by=cast.panel_member, version=version)
    assert is_released(version)


def test_takes_no_approval_back_without_a_reason_or_an_approval(cleared: Case, cast: Cast) -> None:
    """Both refusals say so."""
    version = released(cast, cleared)
    with pytest.raises(Incomplete, match="why you take"):
        release.withdraw_approval(case=cleared, by=cast.panel_member, version=version, reason=" ")
    with pytest.raises(NotNow, match="have not approved"):
        release.withdraw_approval(case=cleared, by=cast.coordinator, version=version, reason="Risk")


def test_counts_one_person_once(cleared: Case, cast: Cast) -> None:
    """A second approval by the same person is refused."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared))
    release.approve_release(case=cleared, by=cast.csp_chair, version=version)
    with pytest.raises(NotNow, match="already"):
        release.approve_release(case=cleared, by=cast.csp_chair, version=version)


def test_lets_nobody_approve_what_they_added(cleared: Case, cast: Cast) -> None:
    """Nor a later version of it by somebody else: they wrote the one before."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared))
    with pytest.raises(NotPermitted, match="wrote, ordered or added"):
        release.approve_release(case=cleared, by=cast.coordinator, version=version)


def test_counts_whoever_ordered_the_file_among_its_authors(cleared: Case, cast: Cast) -> None:
    """The worker files it; the person asked for it."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared))
    PaperOrder.objects.create(
        case=cleared, kind="published_report", file_format="pdf", version=version, ordered_by=cast.panel_member
    )
    with pytest.raises(NotPermitted):
        release.approve_release(case=cleared, by=cast.panel_member, version=version)


@pytest.mark.parametrize(("kind", "written_as"), WRITTEN_AS.items())
def test_counts_whoever_wrote_a_section_among_the_authors(
    cleared: Case, cast: Cast, kind: PaperKind, written_as: PaperKind
) -> None:
    """Of the paper the file is made from, before it was made, and of no other."""
    for paper, person in ((written_as, cast.panel_member), (PaperKind.MINUTES, cast.csp_chair)):
        write(cleared, paper, person)
    version = file_for_public(cast, cleared, kind=kind)
    assert authors_of(version) == {cast.coordinator.pk, cast.panel_member.pk}
    write(cleared, written_as, cast.csp_chair)
    assert authors_of(version) == {cast.coordinator.pk, cast.panel_member.pk}
    later = file_for_public(cast, cleared, NEXT, kind)
    assert authors_of(later) == {cast.coordinator.pk, cast.panel_member.pk, cast.csp_chair.pk}


def write(case: Case, kind: PaperKind, person: User) -> None:
    """A person writes in a section of a paper."""
    with change("Test", person):
        section = ReportSection.objects.get_or_create(
            case=case, kind=kind, code="x", defaults={"position": 1, "heading": "Summary"}
        )[0]
    number = section.versions.count() + 1
    SectionVersion.objects.create(section=section, number=number, text="Words", origin=TextOrigin.TYPED, by=person)


def test_lets_an_approval_stand_when_its_giver_writes_the_next_version(cleared: Case, cast: Cast) -> None:
    """What is public stays; the next version is theirs, and they cannot approve it."""
    second = User.objects.create_user("second@example.test", PASSWORD, full_name="Second Coordinator")
    join_team(by=None, to=second, partnership=cast.partnership, role=Role.COORDINATOR)
    first = looked_through(cast, cleared, file_for_public(cast, cleared))
    for person in (second, cast.panel_member):
        release.approve_release(case=cleared, by=person, version=first)
    file = upload("report.txt", NEXT)
    later = add_paper(case=cleared, by=second, kind=PaperKind.PUBLISHED_REPORT, title="", upload=file)
    assert second.pk in authors_of(later)
    assert second.pk not in authors_of(first)
    assert "One of those" not in " ".join(release_state(first).missing)
    assert len(standing_approvals(first)) == 2


def test_stops_counting_an_approval_when_its_giver_becomes_an_author(cleared: Case, cast: Cast) -> None:
    """Who approves today and adds the next version tomorrow wrote it."""
    version = released(cast, cleared)
    PaperOrder.objects.create(
        case=cleared, kind="published_report", file_format="pdf", version=version, ordered_by=cast.panel_member
    )
    assert not is_released(version)


def test_wants_one_approval_from_outside_the_drafting(cleared: Case, cast: Cast) -> None:
    """Two who are near the text, as chairs of the review, do not release it alone."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared))
    for person in (cast.csp_chair, cast.panel_member):
        grant_role(case=cleared, by=cast.coordinator, to=person, role=Role.INDEPENDENT_CHAIR)
        looked_through(cast, cleared, version)
    approved(cast, cleared, version)
    assert release_state(version).missing == ("One of those who approve must be from outside the drafting.",)


@pytest.mark.parametrize("part", ["independent_chair", "family_advocate", "auditor", "outsider", "agency_author"])
def test_lets_nobody_look_or_approve_who_does_not_check(cleared: Case, cast: Cast, part: str) -> None:
    """The permission is that of the publication check."""
    version, person = file_for_public(cast, cleared), cast.people()[part]
    with pytest.raises(NotPermitted):
        release.scan_for_release(case=cleared, by=person, version=version)
    looked_through(cast, cleared, version)
    with pytest.raises(NotPermitted):
        release.approve_release(case=cleared, by=person, version=version)


def test_looks_through_no_paper_that_is_never_public(cleared: Case, cast: Cast) -> None:
    """Minutes stay minutes."""
    version = file_for_public(cast, cleared, kind=PaperKind.MINUTES)
    with pytest.raises(Incomplete, match="not for the public"):
        release.scan_for_release(case=cleared, by=cast.coordinator, version=version)
    assert not is_released(version)


def test_looks_through_no_paper_of_another_case(cleared: Case, other_case: Case, cast: Cast) -> None:
    """The register of one case says nothing of another's file."""
    version = file_for_public(cast, other_case)
    with pytest.raises(NotPermitted, match="another case"):
        release.scan_for_release(case=cleared, by=cast.coordinator, version=version)


def test_releases_nothing_before_the_clearance(case: Case, cast: Cast) -> None:
    """The sentence says when."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    version = file_for_public(cast, case)
    with pytest.raises(NotNow, match="Cleared by the Home Office"):
        release.scan_for_release(case=case, by=cast.coordinator, version=version)


def test_refuses_a_file_that_cannot_be_read_wholly(cleared: Case, cast: Cast) -> None:
    """It is refused, never waved through; the part is named."""
    broken = b"%PDF-1.7\nno object at all\n%%EOF\n"
    version = looked_through(cast, cleared, file_for_public(cast, cleared, broken, name="report.pdf"))
    assert any("cannot be read" in sentence for sentence in release_state(version).missing)
    with pytest.raises(Incomplete):
        release.approve_release(case=cleared, by=cast.csp_chair, version=version)


def test_finds_a_name_in_the_name_of_the_file(cleared: Case, cast: Cast) -> None:
    """Also when the text is clean."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, name="Tarrant report.txt"))
    assert ReleaseScan.objects.get(version=version).blocking


def test_finds_a_draft_marking_left_in_the_file(cleared: Case, cast: Cast) -> None:
    """Removing it is part of the check."""
    marked = b"OFFICIAL-SENSITIVE\n\n" + CLEAN
    version = looked_through(cast, cleared, file_for_public(cast, cleared, marked))
    assert FindingKind.MARKING in {row.kind for row in release_state(version).found}

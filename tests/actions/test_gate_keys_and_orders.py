"""Does the last gate let a file out under an older key, in which order does it name files, and what does it say?"""

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.test import override_settings

from dhr_cases.models import Case, PublicFile, PublicRecord
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.policies.release import WRITTEN_AS
from dhr_cases.release_gate import (
    ORDER,
    Gone,
    NotServed,
    is_released,
    live_files,
    release_state,
    release_states,
    seal_of,
    servable_files,
    served_bytes,
    stored_bytes,
)
from tests.conftest import Cast
from tests.released import (
    CLEAN,
    NEXT,
    change_a_byte,
    cleared_case,
    file_for_public,
    looked_through,
    only_file,
    published,
    released,
)

REPORT, SUMMARY, PLAN = PaperKind.PUBLISHED_REPORT, PaperKind.PUBLISHED_SUMMARY, PaperKind.PUBLISHED_PLAN


@pytest.fixture
def cleared(case: Case, cast: Cast) -> Case:
    """A case that the Home Office has cleared."""
    return cleared_case(cast, case)


def test_lets_a_file_out_under_an_older_key_and_under_none_but_ours(cleared: Case, cast: Cast) -> None:
    """A key that is added takes nothing down, one that is taken away does; each key seals otherwise."""
    version = released(cast, cleared)
    record = published(cast, cleared)
    file = only_file(record)
    old, new = list(settings.FIELD_ENCRYPTION_KEYS), Fernet.generate_key().decode()
    assert file.seal == seal_of(record, REPORT, version.sha256)
    seals = {seal_of(record, kind, version.sha256) for kind in ORDER} | {seal_of(record, REPORT, "0" * 64)}
    assert len(seals) == len(ORDER) + 1
    with override_settings(FIELD_ENCRYPTION_KEYS=[new, *old]):
        assert seal_of(record, REPORT, version.sha256) != file.seal
        assert served_bytes(file) == CLEAN
    with override_settings(FIELD_ENCRYPTION_KEYS=[new]), pytest.raises(NotServed) as refusal:
        served_bytes(file)
    assert refusal.value.sentence == "The file was not put up by an act of this register."


def test_says_what_is_wrong_with_the_bytes_before_and_after_they_are_public(cleared: Case, cast: Cast) -> None:
    version = released(cast, cleared)
    file = only_file(published(cast, cleared))
    assert stored_bytes(version) == served_bytes(file) == CLEAN
    change_a_byte(file)
    with pytest.raises(NotServed) as refusal:
        served_bytes(file)
    changed = "The bytes of the file are not those that were added. Add the file again."
    assert refusal.value.sentence == changed
    assert stored_bytes(version) == CLEAN
    change_a_byte(version)
    assert release_state(version).missing[0] == changed
    version.file.storage.delete(str(version.file.name))
    assert release_state(version).missing[0] == "The file is not where it was kept. Add it again."
    file.file.storage.delete(str(file.file.name))
    with pytest.raises(NotServed) as refusal:
        served_bytes(file)
    assert refusal.value.sentence == "The file is not where it was kept. Add it again."


def test_reads_how_far_several_versions_are_as_each_by_itself(cleared: Case, other_case: Case, cast: Cast) -> None:
    """Of two cases, in the order asked for."""
    whole = released(cast, cleared, kind=SUMMARY, name="summary.txt")
    looked = looked_through(cast, cleared, file_for_public(cast, cleared, NEXT))
    bare = file_for_public(cast, other_case, kind=PLAN, name="plan.txt")
    letter = file_for_public(cast, cleared, kind=PaperKind.COVER_LETTER, name="letter.txt", title="Letter")
    versions = [bare, whole, letter, looked]
    states = release_states(versions)
    assert [state.version for state in states] == versions
    assert [state.is_released for state in states] == [False, True, False, False]
    assert [state.may_be_approved for state in states] == [False, True, False, True]
    assert states == [release_state(version) for version in versions]
    assert [is_released(version) for version in versions] == [state.is_released for state in states]
    assert states[2].missing[0] == "This kind of paper is not for the public."
    assert states[0].scan is None
    assert states[0].found == ()


def test_lists_the_files_of_a_record_as_a_reader_wants_them(cleared: Case, cast: Cast) -> None:
    """Summary, report, plan and briefing; what was taken down is not among them and says so."""
    for kind, name in ((PLAN, "plan.txt"), (REPORT, "report.txt"), (SUMMARY, "summary.txt")):
        released(cast, cleared, kind=kind, name=name, content=CLEAN + kind.value.encode())
    record = published(cast, cleared)
    assert [file.kind for file in live_files(record)] == [SUMMARY, REPORT, PLAN]
    assert servable_files(record) == live_files(record)
    report = PublicFile.objects.get(record=record, kind=REPORT)
    change_a_byte(report)
    assert [file.kind for file in servable_files(record)] == [SUMMARY, PLAN]
    report.taken_down_on = record.put_up_on
    with pytest.raises(Gone) as refusal:
        served_bytes(report)
    assert refusal.value.sentence == "The file was taken down."
    other = PublicRecord(pk=None, slug="another")
    assert seal_of(other, REPORT, report.sha256) != report.seal


def test_orders_every_kind_that_is_written_for_the_public() -> None:
    assert set(ORDER) == set(WRITTEN_AS)
    assert ORDER[0] is SUMMARY
    assert set(ORDER) < set(KINDS)

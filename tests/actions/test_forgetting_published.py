"""What becomes of a published review, its files and its briefings when the record of the case is destroyed?"""

import pytest

from dhr_cases.actions import release
from dhr_cases.errors import NotNow
from dhr_cases.models import Case, PublicFile, PublicRecord, ReportSection, User
from dhr_cases.models.history import SilentWriteError
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.release_gate import NotServed, live_files, served_bytes
from learning.actions.briefings import read_briefing
from learning.briefing_boxes import CONFIRMATIONS, BriefingKind
from learning.briefings import briefing_of
from learning.models import SecondReading
from tests.briefings import published_with_summary, write_all
from tests.conftest import Cast
from tests.planted import destroy, let_go, put, put_away
from tests.released import NAME

pytestmark = pytest.mark.django_db

KIND = BriefingKind.SEVEN_MINUTE


@pytest.fixture
def record(cast: Cast, case: Case) -> PublicRecord:
    """A closed review whose summary the public can read."""
    found = published_with_summary(cast, case)
    put_away(case)
    let_go(case)
    return found


def summary_of(record: PublicRecord) -> PublicFile:
    """The file that stands, read anew."""
    (found,) = live_files(record)
    return found


def test_leaves_what_two_people_approved_to_the_public(record: PublicRecord, case: Case, cast: Cast) -> None:
    before = served_bytes(summary_of(record))
    destroy(case, cast)
    assert summary_of(record).paper_version is None
    assert served_bytes(summary_of(record)) == before


def test_never_hands_out_again_what_the_gate_held_back(record: PublicRecord, case: Case, cast: Cast) -> None:
    version = summary_of(record).paper_version
    assert version is not None
    release.withdraw_approval(case=case, by=cast.csp_chair, version=version, reason="A doubt")
    with pytest.raises(NotNow, match="up but not handed out"):
        destroy(case, cast)
    with pytest.raises(NotServed, match="approvals"):
        served_bytes(summary_of(record))
    release.approve_release(case=case, by=cast.csp_chair, version=version)
    assert destroy(case, cast).digest
    assert served_bytes(summary_of(record))


def test_takes_briefings_and_their_readings_along(cast: Cast, case: Case, other_case: Case) -> None:
    published_with_summary(cast, case)
    write_all(cast, case, KIND)
    digest = briefing_of(case, KIND).digest
    read_briefing(case=case, by=cast.csp_chair, kind=KIND, digest=digest, confirmed=len(CONFIRMATIONS))
    of_another = put(SecondReading(case=other_case, kind=KIND, digest=digest, is_passed=True, by=cast.csp_chair))
    put_away(case)
    let_go(case)
    rows = destroy(case, cast).certificate["rows"]
    assert rows["learning_secondreading"] == 1
    assert rows["dhr_cases_reportsection"] >= 1
    assert list(SecondReading.objects.all()) == [of_another]
    assert not ReportSection.objects.filter(case=case, kind=PaperKind.BRIEFING).exists()
    with pytest.raises(SilentWriteError):
        SecondReading.objects.all().delete()


def test_leaves_the_account_of_a_relative_who_read_a_briefing_of_another_case(
    record: PublicRecord, case: Case, other_case: Case, cast: Cast
) -> None:
    relative = cast.family_advocate
    relative.full_name = NAME
    relative.save()
    put(SecondReading(case=other_case, kind=KIND, digest="0" * 64, is_passed=True, by=relative))
    destroy(case, cast)
    assert User.objects.filter(pk=relative.pk, full_name=NAME).exists()

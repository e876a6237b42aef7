"""What happens when two people approve a file, or approve and take back, at the same moment?"""

from functools import partial

import pytest

from dhr_cases.actions import release
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PaperVersion, ReleaseApproval
from dhr_cases.release_gate import is_released
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.flows.at_once import at_once
from tests.released import file_for_public, looked_through
from tests.stages import case_at

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(version: PaperVersion) -> PaperVersion:
    """The same row as another process would read it."""
    found: PaperVersion = PaperVersion.objects.select_related("paper__case").get(pk=version.pk)
    return found


def test_counts_two_approvals_given_at_once(case: Case, cast: Cast) -> None:
    """Both stand, each once, and the file is released."""
    case_at(cast, case, Stage.QA_CLEARED)
    version = looked_through(cast, case, file_for_public(cast, case))
    acts = [
        partial(release.approve_release, case=Case.objects.get(pk=case.pk), by=person, version=fresh(version))
        for person in (cast.csp_chair, cast.panel_member)
    ]
    at_once(acts)
    assert is_released(fresh(version))
    assert ReleaseApproval.objects.filter(version=version).count() == len(acts)
    assert CaseEvent.objects.filter(case=case, kind=Event.RELEASE_APPROVED).count() == len(acts)

"""While the Home Office considers an ending, who sees what follows from the stage the review would return to.

The table asked of one case, and the same table asked of the database, say the same.
"""

import pytest

from dhr_cases.disclosure import FROM_STAGE, Material
from dhr_cases.models import Case
from dhr_cases.permissions import may_see
from dhr_cases.queries import showing, visible_to
from dhr_cases.roles import Role
from dhr_cases.stages import Stage, has_reached
from tests.conftest import Cast
from tests.following import changed
from tests.standing import stand_at

PARTS = ("coordinator", "csp_chair", "independent_chair", "panel_member", "agency_author", "family_advocate", "auditor")


@pytest.mark.parametrize("resumes_at", ["", Stage.FAMILY_CONTACTED, Stage.DRAFTING, Stage.CSP_SIGNED_OFF])
@pytest.mark.parametrize("part", PARTS)
def test_shows_what_the_stage_before_it_shows(case: Case, cast: Cast, part: str, resumes_at: str) -> None:
    """Nobody is shown more because an ending is proposed, and nobody less; where nobody recorded it, no draft is."""
    stand_at(case, Stage.END_PROPOSED)
    changed(case, resumes_at=resumes_at)
    user, role = cast.people()[part], Role(part)
    stands = Stage(resumes_at or Stage.DRAFTING)
    expected = {
        material
        for material, first in FROM_STAGE[role].items()
        if has_reached(stands, first) and visible_to(user).filter(pk=case.pk).exists()
    }
    assert {material for material in Material if showing(user, material).filter(pk=case.pk).exists()} == expected
    assert {material for material in Material if may_see(user, material, case)} == expected


def test_goes_by_the_stage_itself_in_every_other_stage(case: Case, cast: Cast) -> None:
    """A stage left behind from an earlier proposal counts for nothing."""
    stand_at(case, Stage.PANEL_FORMED)
    changed(case, resumes_at=Stage.CSP_SIGNED_OFF)
    assert not showing(cast.panel_member, Material.DRAFTS).exists()
    assert not may_see(cast.panel_member, Material.DRAFTS, case)
    assert showing(cast.panel_member, Material.TERMS).get() == case

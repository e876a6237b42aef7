"""What happens when one sheet is returned twice at the same moment? Each of its lines is taken in once."""

import pytest

from dhr_cases.actions.sheet_return import ReturnedSheet
from dhr_cases.models import ActionUpdate, Case, UpdateSource
from tests.actions.test_sheet_return import GOING, filled, returned, written
from tests.conftest import Cast
from tests.flows.at_once import at_once
from tests.following import followed, planned

pytestmark = pytest.mark.django_db(transaction=True)


def test_takes_in_a_sheet_returned_twice_at_once_only_once(cast: Cast, case: Case) -> None:
    actions = planned(cast, followed(cast, case), (cast.police, cast.police, cast.health))
    lines = filled(written(actions), {2: GOING, 3: GOING, 4: GOING})

    def return_it() -> ReturnedSheet:
        return returned(cast, lines)

    sheets = at_once([return_it, return_it])
    assert sorted((len(sheet.taken), len(sheet.refused)) for sheet in sheets) == [(0, 3), (3, 0)]
    assert ActionUpdate.objects.filter(source=UpdateSource.SHEET).count() == 3

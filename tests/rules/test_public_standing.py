"""Only what somebody else verified is told to the public as carried out."""

import pytest

from dhr_cases.models import ActionStatus
from dhr_cases.public_standing import STANDING_LABELS, PublicStanding, public_standing


@pytest.mark.parametrize(
    ("status", "verified", "accepted", "answered", "told"),
    [
        (ActionStatus.DONE, True, False, True, PublicStanding.CARRIED_OUT),
        (ActionStatus.DONE, False, False, True, PublicStanding.REPORTED),
        (ActionStatus.IN_PROGRESS, True, False, True, PublicStanding.PARTLY),
        (ActionStatus.IN_PROGRESS, False, True, True, PublicStanding.ACCEPTED),
        (ActionStatus.NOT_STARTED, False, False, True, PublicStanding.NOT_STARTED),
        (ActionStatus.NOT_STARTED, False, False, False, PublicStanding.NO_ANSWER),
        (ActionStatus.NOT_STARTED, False, True, False, PublicStanding.ACCEPTED),
        (ActionStatus.REJECTED, False, True, True, PublicStanding.REJECTED),
        (ActionStatus.BUSINESS_AS_USUAL, False, False, True, PublicStanding.ACCEPTED),
        (ActionStatus.SUPERSEDED, False, False, True, PublicStanding.REPLACED),
        (ActionStatus.NOT_OWNED, False, False, True, PublicStanding.NOT_OWNED),
        (ActionStatus.TRANSFERRED, False, False, True, PublicStanding.PASSED_ON),
    ],
)
def test_tells_how_an_action_stands(
    status: ActionStatus, verified: bool, accepted: bool, answered: bool, told: PublicStanding
) -> None:
    found = public_standing(status, is_verified=verified, is_end_accepted=accepted, is_answered=answered)
    assert found is told


@pytest.mark.parametrize("status", ActionStatus)
def test_has_an_answer_for_every_status(status: ActionStatus) -> None:
    found = public_standing(status, is_verified=False, is_end_accepted=False, is_answered=True)
    assert STANDING_LABELS[found]


def test_has_words_for_every_standing() -> None:
    assert set(STANDING_LABELS) == set(PublicStanding)

"""The demonstration shows one action verified, one sent back, and one recommendation at a department."""

from dataclasses import dataclass

from dhr_cases.models import Action, ActionStatus, Case, NationalSending, Organisation, User
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at
from workflows.demonstration.action_lives import OWNER, follow_to_an_end


@dataclass
class Players:
    """Who keeps and who verifies the plan."""

    coordinator: User
    csp_chair: User


class InventedTown:
    """As much of the demonstration as the scene asks for."""

    def __init__(self, cast: Cast) -> None:
        self.company = Players(cast.coordinator, cast.csp_chair)
        self.accounts = {"actions": cast.action_owner}


def town_of(cast: Cast) -> InventedTown:
    """The police of the cast bear the code of the demonstration's."""
    with change("Test", None):
        cast.police.code = OWNER
        cast.police.save()
    return InventedTown(cast)


def test_follows_actions_to_an_end(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.MONITORING)
    follow_to_an_end(town_of(cast))  # type: ignore[arg-type]  # the scene asks for no more of the town than this
    first, second = Action.objects.order_by("pk")
    assert (first.has_ended, second.status) == (True, ActionStatus.IN_PROGRESS)
    assert NationalSending.objects.get().receipt_note == "Acknowledged by e-mail"
    assert Organisation.objects.get(code=OWNER) == first.owner


def test_shows_nothing_where_no_plan_is_watched(case: Case, cast: Cast) -> None:
    follow_to_an_end(town_of(cast))  # type: ignore[arg-type]  # the scene asks for no more of the town than this
    assert not Action.objects.exists()

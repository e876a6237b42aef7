"""Evidence is added to an action that is done, and somebody else verifies it."""

from dhr_cases.models import Action
from tests.journeys.visitor import Visitor


def add_evidence(coordinator: Visitor, action: Action) -> None:
    """The coordinator says what shows that it was carried out."""
    coordinator.open(_page_of(action))
    coordinator.press("Add evidence")
    coordinator.send("Add evidence", {"What does it show?": "The audit of the ward, March."})


def verify(chair: Visitor, action: Action) -> None:
    """Somebody who recorded neither its end nor its evidence looks at it."""
    chair.open(_page_of(action))
    chair.press("Verify the action")
    chair.send(
        "Verify the action",
        {
            "What did you find?": "The evidence shows that it was carried out",
            "What did you look at, or what is missing?": "The audit and its count.",
        },
    )
    assert Action.objects.get(pk=action.pk).verified_by is not None


def _page_of(action: Action) -> str:
    return f"/cases/{action.recommendation.case.reference}/recommendations/actions/{action.pk}/"

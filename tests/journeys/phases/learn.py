"""The action plan is watched until every action has ended, and the case is closed."""

from dhr_cases.models import Action, ActionStatus
from dhr_cases.stages import Stage
from tests.journeys.looking import look
from tests.journeys.review import Answers, Review, day
from tests.journeys.verifying import add_evidence, verify


def monitor(review: Review) -> None:
    """Monitoring starts; the case cannot be closed while an action is open."""
    review.take_step("coordinator", "Start monitoring the action plan", {"When did monitoring start?": day()})
    review.assert_at(Stage.MONITORING)
    refused = review.at_overview("coordinator")
    assert refused.sees("2 actions are still open.")


def end_actions(review: Review) -> None:
    """One action is done and verified by somebody else, the other accepted as ended with a reason."""
    done: Answers = {
        "Where does it stand?": "Done",
        "What changed?": "Every call sampled shows the earlier ones.",
        "When was it completed?": day(),
    }
    superseded: Answers = {
        "Where does it stand?": "Superseded",
        "Reason": "A national guide now says the same.",
        "The partnership accepts the action as ended": True,
    }
    for number, answers in enumerate((done, superseded)):
        coordinator = review.at_tab("coordinator", "Recommendations")
        coordinator.click(coordinator.page.get_by_role("link", name="Update the action").nth(number))
        coordinator.send("Update the action", answers)
    carried_out = Action.objects.get(recommendation__case=review.case, status=ActionStatus.DONE)
    add_evidence(review.visit("coordinator"), carried_out)
    verify(review.visit("csp.chair"), carried_out)


def close(review: Review) -> None:
    """The case is closed after the answers were checked; the history tells it all."""
    review.take_step(
        "coordinator", "Close the case", {"Minute": "Board of this month, item 4", "When was it closed?": day()}
    )
    review.assert_at(Stage.CLOSED)


def look_back(review: Review) -> None:
    """Every page of the review, now full, is looked at once more; the history tells it all."""
    coordinator = review.at_overview("coordinator")
    menu = coordinator.page.get_by_role("navigation", name="Parts of this review")
    for tab in menu.get_by_role("link").all_inner_texts():
        full = review.at_tab("coordinator", tab)
        look(full.page, f"{full.looker.prefix}-full-{tab.lower().replace(' ', '-')}")
    history = review.at_tab("coordinator", "History")
    assert history.sees("closed the case")

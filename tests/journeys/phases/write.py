"""The report is drafted, read, approved agency by agency, and signed off by the partnership's chair."""

import datetime

from dhr_cases.stages import Stage
from tests.journeys.review import FILE, Review, day

APPROVERS = ("panel.police", "panel", "panel.council")


def draft(review: Review) -> None:
    """The author begins and adds the first draft as a file."""
    review.go_on("chair", "Start drafting", {"When did drafting start?": day(2)})
    review.assert_at(Stage.DRAFTING)
    review.act(
        "chair",
        "Papers",
        "Add a draft",
        {"What is it a draft of?": "Overview report", "File": FILE, "What changed in this version?": "First draft."},
    )
    papers = review.at_tab("chair", "Papers")
    assert papers.sees("version 1")


def recommend(review: Review) -> None:
    """Two recommendations go into the plan, each with an action that has an owner and a target."""
    ahead = day() + datetime.timedelta(days=180)
    for number, owner in (("1", "Kent Police"), ("2", "Kent County Council")):
        review.act(
            "chair",
            "Recommendations",
            "Record a recommendation",
            {
                "Number as printed": number,
                "Recommendation": "Read repeat calls from one address together.",
                "How far does it reach?": "Local",
                "What does it ask for?": "Change of practice",
                "Which body owns it?": owner,
                "How will we know it is done?": "Every call sampled shows the earlier ones.",
                "Target date": ahead,
            },
        )
        coordinator = review.at_tab("coordinator", "Recommendations")
        coordinator.click(coordinator.page.get_by_role("link", name="Record an action").last)
        action = {"Action to take": f"Change the guide for call handlers ({number}).", "Which body leads?": owner}
        coordinator.send("Record an action", {**action, "Target date": ahead})


def read(review: Review) -> None:
    """Numbered copies go to two agencies and the family; one reader's comments are kept with the answer."""
    review.take_step(
        "chair",
        "Send the draft to its readers",
        {
            "Agencies that check the facts": ["Kent Police", "Kent County Council"],
            "Family members and friends who read it": ["Wren"],
            "When were the copies given?": day(1),
            "Comments by": day() + datetime.timedelta(days=20),
        },
    )
    review.assert_at(Stage.FAMILY_REVIEW)
    chair = review.at_tab("chair", "Reading and approval")
    chair.click(chair.page.get_by_role("link", name="Record comments").first)
    chair.send(
        "Record a reader's comments",
        {
            "What does the reader say?": "The second call was on a Sunday.",
            "The reader disagrees with the report": True,
            "What did we do about it?": "Corrected in section 3.",
        },
    )


def approve(review: Review) -> None:
    """Panel members answer for their agencies, the chair records the one who answered by e-mail."""
    for part in APPROVERS:
        review.act(
            part,
            "Reading and approval",
            "Record my agency's answer",
            {"Does your agency approve the report?": "It approves the report"},
        )
    waiting = review.at_tab("chair", "Reading and approval")
    assert waiting.sees("Not answered yet")
    review.act(
        "chair",
        "Reading and approval",
        "Record an agency's answer",
        {
            "Agency": "Oasis Domestic Abuse Service",
            "Does the agency approve the report?": "It does not approve",
            "How was the answer given, and by whom?": "By e-mail of its director: nobody asked it early enough.",
        },
    )
    review.take_step(
        "chair",
        "Record the panel's approval or send back to drafting",
        {"How did the panel deal with agencies that do not approve?": "A paragraph says so in its own words."},
        button="Record the panel's approval",
    )
    review.assert_at(Stage.PANEL_APPROVED)


def sign_off(review: Review) -> None:
    """The partnership's chair signs the report off."""
    review.take_step(
        "csp.chair", "Sign the report off", {"Which minute records the sign-off?": "Board of this month, item 6"}
    )
    review.assert_at(Stage.CSP_SIGNED_OFF)

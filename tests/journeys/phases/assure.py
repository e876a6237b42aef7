"""The report goes to the Home Office, comes back with points, goes again, is cleared; copies are sent."""

from dhr_cases.stages import Stage
from tests.journeys.review import FILE, Answers, Review, day

CONFIRMED: Answers = {
    "The equality section covers all nine protected characteristics": True,
    "The papers are anonymised: no real name, address or other identifier is left in them": True,
    "Every recommendation was checked: specific, measurable, achievable, relevant and dated": True,
}


def submit(review: Review) -> None:
    """The list of what is missing is worked through, then the report is sent."""
    home_office = review.at_tab("coordinator", "Home Office")
    assert home_office.sees("Missing")
    for kind in _missing_papers(review):
        paper: Answers = {"What kind of paper is it?": kind, "Title": kind, "File": FILE}
        review.act("coordinator", "Papers", "Add a paper", paper)
    review.take_step("coordinator", "Record the submission", {"When was it sent?": day(1), **CONFIRMED})
    review.assert_at(Stage.SUBMITTED)


def _missing_papers(review: Review) -> list[str]:
    page = review.at_tab("coordinator", "Home Office").page
    items = page.locator("main li").filter(has_text="Add the paper.").filter(has_text="Missing")
    return [item.inner_text().splitlines()[0].strip() for item in items.all()]


def resubmit(review: Review) -> None:
    """The board asks for a resubmission; each point is answered and the set goes back."""
    review.take_step("coordinator", "Record the board's date", {"When does the board meet?": day(1)})
    review.assert_at(Stage.AT_QA)
    review.take_step(
        "homeoffice",
        "Record the letter",
        {
            "Date of the letter": day(1),
            "What does it say?": "Resubmission required",
            "Points to answer": "1. Explain the timescale.\n2. Say more of who the person was.",
            "What does the letter praise?": "The family's voice.",
        },
    )
    review.assert_at(Stage.AMENDING)
    for _ in range(2):
        chair = review.at_tab("chair", "Home Office")
        open_point = chair.page.get_by_role("row").filter(has_text="Not answered yet").first
        chair.click(open_point.get_by_role("link"))
        chair.send(
            "Answer the point",
            {
                "Is the point accepted?": "Accepted",
                "What was done, or why is it not accepted?": "Rewritten.",
                "Section of the report": "4.2",
            },
        )
    amended: Answers = {"What is it a draft of?": "Overview report", "File": FILE}
    review.act("chair", "Papers", "Add a draft", {**amended, "What changed in this version?": "Both points answered."})
    review.go_on("coordinator", "Record the resubmission", CONFIRMED)
    review.assert_at(Stage.RESUBMITTED)


def clear(review: Review) -> None:
    """The board looks again and clears the report."""
    review.take_step("coordinator", "Record the board's date", {"When does the board meet?": day()})
    review.take_step(
        "homeoffice",
        "Record the letter",
        {"Date of the letter": day(), "What does it say?": "Cleared with no change"},
    )
    review.assert_at(Stage.QA_CLEARED)


def send_copies(review: Review) -> None:
    """The Commissioner gets the anonymised report."""
    review.act(
        "coordinator",
        "Home Office",
        "Record a copy sent",
        {
            "To whom?": "Domestic Abuse Commissioner",
            "It is the anonymised report": True,
            "When was it sent?": day(),
        },
    )
    commissioner = review.at_overview("commissioner")
    assert commissioner.sees("Cleared by the Home Office")

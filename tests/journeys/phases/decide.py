"""Facts for both legal tests, the partners' views, the chair's decision, the Home Office and the family."""

from dhr_cases.stages import Stage
from tests.journeys.review import Review, day


def prepare(review: Review) -> None:
    """The facts for both tests are recorded and two partners are heard."""
    review.act(
        "coordinator",
        "Decision",
        "Record the facts for both tests",
        {
            "Relationship between the two people": "Former partner",
            "Were they related?": "No",
            "Were they partners, now or before?": "Yes",
            "Did they live in the same household?": "No",
            "Was the household their only link?": "No",
            "Age of the person who died": "41",
            "Age of the other person": "44",
            "What is known or suspected?": ["Violent or threatening behaviour", "Controlling or coercive behaviour"],
        },
    )
    for partner in ("Kent Police", "Kent County Council"):
        review.act(
            "coordinator",
            "Decision",
            "Record a partner's view",
            {
                "Partner": partner,
                "What does the partner think should happen?": "Hold a review",
                "When did the partner say so?": day(12),
            },
        )


def decide(review: Review) -> None:
    """The partnership's chair, not the coordinator, decides, after checking the answers."""
    coordinator = review.at_overview("coordinator")
    assert coordinator.sees("This step is for")
    chair = review.take_step(
        "csp.chair",
        "Record the decision",
        {
            "What do you decide?": "Hold a review",
            "Reasons for the decision": "Both tests are met and several agencies knew the family.",
            "When was this decided?": day(10),
        },
    )
    assert chair.sees("Done: Record the decision.")
    review.assert_at(Stage.DECIDED_REVIEW)


def tell(review: Review) -> None:
    """The Home Office is told of the decision."""
    review.take_step("coordinator", "Record the notice to the Home Office", {"When was it sent?": day(9)})
    review.assert_at(Stage.HO_NOTIFIED)


def tell_family(review: Review) -> None:
    """The family is told and an advocate offered."""
    review.act(
        "coordinator",
        "People",
        "Record a person",
        {
            "Part in the events": "Family member",
            "Relationship to the person who died": "Sister",
            "Pseudonym": "Wren",
            "Data protection status": "Living: a data subject",
            "Real name": "Invented Relative",
            "May they be a witness at a trial?": "No",
        },
    )
    review.go_on(
        "coordinator",
        "Record that the family was told",
        {
            "The police agree that contact is safe": True,
            "When was the family told?": day(8),
            "How?": "Visit with the family liaison officer",
            "What was said": "That a review will be held, and how the family can take part.",
            "May they be a witness at a trial?": "No",
            "When was an advocate offered?": day(8),
        },
    )
    review.assert_at(Stage.FAMILY_CONTACTED)

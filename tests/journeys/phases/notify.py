"""A death is referred, the partnership settles who leads, and asks every agency what it knows."""

from dhr_cases.stages import Stage
from tests.journeys.review import Review, day


def refer(review: Review) -> None:
    """The coordinator opens a case from a referral and checks the answers first."""
    coordinator = review.visit("coordinator")
    coordinator.open("/cases/")
    coordinator.press("Record a new referral")
    coordinator.answer(
        {
            "Who referred the death?": "Kent Police",
            "Route of the referral": "Police notification form",
            "When was it referred?": day(20),
            "When did the partnership chair become aware?": day(19),
            "When did the person die?": day(30),
            "Type of death": "Homicide",
            "Pseudonym": "Robin",
        }
    )
    coordinator.press("Check the referral")
    assert coordinator.heading() == "Check your answers"
    coordinator.press("Record the referral")
    review.reference = coordinator.page.url.rstrip("/").rpartition("/")[2]
    review.assert_at(Stage.REFERRED)


def settle_lead(review: Review) -> None:
    """The coordinator takes the task on the home page, then settles the lead partnership."""
    coordinator = review.visit("coordinator")
    coordinator.open("/")
    row = coordinator.page.get_by_role("row").filter(has_text=review.reference)
    coordinator.click(row.get_by_role("button", name="Take"))
    coordinator.send("Record the lead partnership", {"When was this agreed?": day(18)})
    review.assert_at(Stage.LEAD_AGREED)


def scope(review: Review) -> None:
    """Scoping letters go out."""
    review.go_on("coordinator", "Start scoping", {"When were the scoping letters sent?": day(18)})
    review.assert_at(Stage.SCOPING)


def hear_agencies(review: Review) -> None:
    """Two agencies answer the scoping letter."""
    answers = {
        "Kent Police": ("Had contact", "Three calls to the address in two years."),
        "South East Coast Ambulance Service NHS Foundation Trust": ("No contact", ""),
    }
    for agency, (known, contact) in answers.items():
        review.act(
            "coordinator",
            "Decision",
            "Record a scoping return",
            {
                "Agency": agency,
                "When was it asked?": day(18),
                "Did it know the people?": known,
                "When did it answer?": day(14),
                "Its contact with the people, in short": contact,
            },
        )

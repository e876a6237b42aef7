"""Two people check the report, the family is told first, it is published, and what was learnt is shared."""

from dhr_cases.stages import Stage
from tests.journeys.review import Review, day

CHECKED = (
    "No real name, address or other identifier is left",
    "No full date of an event is left",
    "The draft marking is removed",
    "No live proceedings are harmed",
)


def prepare(review: Review) -> None:
    """Publication is planned, clear of the days that would hurt."""
    review.take_step(
        "coordinator",
        "Start preparing publication",
        {
            "When is publication planned?": day(),
            "Dates to avoid": "The birthday in March.",
            "When did preparation start?": day(),
        },
    )
    review.assert_at(Stage.PRE_PUBLICATION)


def check_twice(review: Review) -> None:
    """The coordinator and, from outside the drafting, the partnership's chair check the report."""
    refused = review.at_tab("coordinator", "Publication")
    assert refused.sees("Two different people must check the report")
    for part in ("coordinator", "csp.chair"):
        review.act(part, "Publication", "Record my check", dict.fromkeys(CHECKED, True))
    review.act(
        "coordinator",
        "Publication",
        "Record that the family was told",
        {
            "Which date of publication were they told?": day(),
            "When were they told?": day(),
            "Who was told, and how?": "The sister, by telephone.",
        },
    )


def publish(review: Review) -> None:
    """The report is published after the answers were checked."""
    review.go_on(
        "coordinator",
        "Record the publication",
        {"When was it published?": day(), "Web address": "https://wealdshore.example/reviews/robin"},
    )
    review.assert_at(Stage.PUBLISHED)


def share(review: Review) -> None:
    """What was learnt is shared."""
    review.take_step(
        "coordinator",
        "Start sharing what was learnt",
        {"How will it be shared?": "A briefing for every team.", "When did sharing start?": day()},
    )
    review.assert_at(Stage.LEARNING)
    review.act(
        "coordinator",
        "Publication",
        "Record learning shared",
        {"What was shared?": "Read repeat calls together.", "With whom?": "Call handlers", "When?": day()},
    )

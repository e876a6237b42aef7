"""Words that people wrote are told one sentence after the other, whatever sign they ended with."""

import pytest

from dhr_cases.actions.action_answers import ActionAnswer, answer_action
from dhr_cases.models import ActionStatus, Case, PartialDate
from dhr_cases.views.action_rows import said_of
from dhr_cases.views.sentences import in_sentences, stopped
from tests.conftest import Cast
from tests.followed import followed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Held twice", "Held twice."),
        ("Held twice.", "Held twice."),
        ("Who asks?", "Who asks?"),
        ("  Held twice \n", "Held twice."),
        ("Held twice!", "Held twice!"),
        ("and so on...", "and so on..."),
    ],
)
def test_sets_a_full_stop_only_where_none_was_set(words: str, told: str) -> None:
    assert stopped(words) == told
    assert in_sentences("", words, "  ", "Then nothing") == f"{told} Then nothing."


def test_says_nothing_of_nothing() -> None:
    assert in_sentences() == in_sentences("", " \n") == ""


@pytest.mark.django_db
@pytest.mark.first_database
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (ActionAnswer(ActionStatus.IN_PROGRESS, progress="Two teams are trained"), "Two teams are trained."),
        (
            ActionAnswer(
                ActionStatus.DONE, progress="Who asks?", outcome="Everybody asks", expected_on=PartialDate.unknown()
            ),
            "Who asks? What changed: Everybody asks.",
        ),
        (
            ActionAnswer(ActionStatus.IN_PROGRESS, progress="Booked", expected_on=PartialDate.parse("2027-03")),
            "Booked. Expected to be done: March 2027.",
        ),
    ],
)
def test_tells_what_was_said_of_an_action_in_sentences(cast: Cast, case: Case, answer: ActionAnswer, told: str) -> None:
    action = followed(case, cast.police)
    answer_action(action=action, by=cast.action_owner, answer=answer)
    assert [row["text"] for row in said_of(action)] == [told]

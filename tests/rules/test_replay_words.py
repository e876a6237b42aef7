"""What do the words of a source say of a review's stage and of the Home Office's answer?"""

from typing import Any

import pytest

from dhr_cases.models import PartialDate, QAOutcome
from dhr_cases.stages import Stage
from tests.rules.test_replay_facts import DAY, facts, sentence
from workflows.replay.replaying import line_of
from workflows.replay.words import STATUS_WORDS

S = Stage
SAID = {
    "Considered by the Home Office: terminated or abbreviated": S.END_PROPOSED,
    "Returned for further changes": S.AMENDING,
    "With the Home Office after first changes": S.RESUBMITTED,
    "Cleared, awaiting publication": S.QA_CLEARED,
    "Published in May": S.PUBLISHED,
    "Signed off by the partnership": S.CSP_SIGNED_OFF,
    "With the Home Office": S.AT_QA,
    "First panel meeting held": S.TOR_AGREED,
    "Underway, mindful of a trial": S.PANEL_WORK,
}
"""What status boards say, and the stage it stands for."""


def test_knows_no_words_that_are_not_told_here() -> None:
    assert len(STATUS_WORDS) == len(SAID)


@pytest.mark.parametrize(("words", "stage"), SAID.items())
def test_reads_the_words_of_a_status_board(words: str, stage: Stage) -> None:
    assert facts(status=words).reached is facts(status=words.upper()).reached is stage
    assert facts(status="Not told").reached is Stage.REFERRED


def test_takes_the_more_telling_words_of_a_status() -> None:
    """What was sent back is not published, whatever else the line says."""
    assert facts(status="Home Office asks for further changes before it is published").reached is Stage.AMENDING


def test_takes_the_furthest_of_all_that_a_file_shows() -> None:
    assert facts(decision=DAY, agencies=["Police"], status="underway").reached is Stage.PANEL_WORK
    assert facts(decision=DAY, published=DAY, status="underway").reached is Stage.PUBLISHED


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Unpublished", S.REFERRED), ("not published", S.REFERRED), ("Never published", S.REFERRED),
        ("To be published", S.REFERRED), ("yet to be published", S.REFERRED), ("Not yet underway", S.REFERRED),
        ("Not yet published; with the Home Office", S.AT_QA), ("awaiting publication; not published", S.QA_CLEARED),
    ],
)  # fmt: skip  # words and the stage
def test_takes_no_stage_from_words_that_deny_it(words: str, stage: Stage) -> None:
    assert facts(status=words).reached is stage


@pytest.mark.parametrize("value", ["none yet", "No", "not yet", "Nothing", "n/a", "TBC", " ", 0, [], {}, False])
def test_takes_no_stage_from_a_value_that_says_nothing(value: Any) -> None:
    assert facts(documents_published=value).reached is Stage.REFERRED
    assert facts(documents_published="overview report").reached is Stage.PUBLISHED


# The letter of the Home Office


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("Publish with changes", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("To be resubmitted", QAOutcome.RESUBMIT),
        ("RESUBMIT without changes", QAOutcome.RESUBMIT),
        ("No change needed", QAOutcome.CLEARED_NO_CHANGE),
        ("no further amendments", QAOutcome.CLEARED_NO_CHANGE),
        ("Without any more changes", QAOutcome.CLEARED_NO_CHANGE),
        ("Cleared", QAOutcome.CLEARED_NO_CHANGE),
        ("Not cleared; changes", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("There is no changelog", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("Not publishable without changes", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("cannot be published without further changes", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("Cleared subject to changes", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("no changes to the summary, overview needs amendments", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("Not suitable to be published until revised", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("Not adequate", QAOutcome.RESUBMIT),
        ("Approved for publication; no need to resubmit", QAOutcome.CLEARED_NO_CHANGE),
        ("resubmission not required", QAOutcome.CLEARED_NO_CHANGE),
        ("Approved for publication", QAOutcome.CLEARED_NO_CHANGE),
    ],
)
def test_reads_what_the_letter_asks_for(words: str, outcome: QAOutcome) -> None:
    assert facts(qa_outcome=words).outcome is outcome


@pytest.mark.parametrize("words", ["not yet known", "Awaited", "pending", "Unknown", "not stated", "TBC"])
def test_takes_an_answer_that_is_not_known_for_none(words: str) -> None:
    assert facts(qa_outcome=words, submitted=DAY).reached is Stage.SUBMITTED
    assert facts(qa_outcome=words).reached is Stage.REFERRED


@pytest.mark.parametrize("words", ["no review", "Not to hold a review", "No DHR", "criteria not met"])
def test_refuses_to_replay_a_review_that_was_not_held(words: str) -> None:
    said = f"decision.outcome: {words!r}. Only a review that was held can be replayed."
    assert sentence(decision={"date": DAY, "outcome": words}) == said


def test_takes_a_letter_that_asks_for_no_change_as_the_clearance() -> None:
    found = facts(qa_outcome="No change", qa_letter_date=DAY)

    assert found.dates == {Stage.QA_CLEARED: PartialDate.parse(DAY)}
    assert Stage.AMENDING not in line_of(found)
    assert line_of(found)[-1] is Stage.QA_CLEARED


def test_keeps_the_day_of_clearance_where_the_letter_has_another() -> None:
    found = facts(qa_outcome="No change", qa_letter_date=DAY, qa_cleared="2019-05-01")

    assert found.dates[Stage.QA_CLEARED] == PartialDate.parse("2019-05-01")


def test_goes_by_the_changes_where_the_letter_asks_for_some() -> None:
    line = line_of(facts(qa_outcome="Changes", published=DAY))

    assert line.index(Stage.AMENDING) < line.index(Stage.QA_CLEARED) < line.index(Stage.PUBLISHED)

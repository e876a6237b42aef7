"""What exactly is an author asked about a recommendation, and what outweighs what in the rating of an action?"""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dhr_cases.action_cycle import ReplyState, due_in, is_news_due, may_ask, reply_due, reply_state
from dhr_cases.action_rag import DONE, ENDED_WORDS, SOON_DAYS, UNCARRIED_WORDS, Facts, Rag, days_of, rate
from dhr_cases.models import ActionStatus
from dhr_cases.smart_prompts import Prompt, RecommendationFacts, prompts, vague_words

TODAY = date(2026, 5, 12)
ONE = timedelta(days=1)
DAYS = days_of(TODAY, 4)
READY = RecommendationFacts(
    text="Police train every response officer.", owner="Police", addressee="Police", scope="local",
    measure="Officers trained", target="2027-01", actions=1,
)  # fmt: skip  # nothing is missing


def specific(text: str, **facts: str) -> Prompt:
    """What is said of how specific a recommendation is."""
    return prompts(replace(READY, text=text, **facts))[0]  # type: ignore[arg-type]  # facts by their names


@pytest.mark.parametrize(
    ("text", "facts", "said"),
    [
        ("Police train staff.", {}, "It asks one thing of one body."),
        ("Police consider training.", {}, "Say who does what instead of “consider”."),
        ("Consider and explore; Consider it.", {}, "Say who does what instead of “consider”, “explore”."),
        (
            "Train and test and tell.", {},
            "It asks for several things. One recommendation for each is easier to follow.",
        ),
        ("Train; test.", {}, "It asks for several things. One recommendation for each is easier to follow."),
        ("Train staff.", {"owner": "", "addressee": ""}, "Say to whom it is addressed."),
        ("Consider; and test and tell.", {"owner": "", "addressee": ""}, "Say who does what instead of “consider”."),
    ],
)  # fmt: skip  # a recommendation and the first thing that is said of it
def test_says_the_first_thing_that_makes_it_less_than_specific(text: str, facts: dict[str, str], said: str) -> None:
    """Words that promise little before several things, and these before nobody to do them."""
    found = specific(text, **facts)
    assert (found.word, found.sentence) == ("Specific", said)
    assert found.is_met is (said == "It asks one thing of one body.")


def test_names_each_word_that_promises_little_once_in_the_order_met() -> None:
    text = "Remind staff, CONSIDER a course, remind them and where possible consider more."
    assert vague_words(text) == ("remind", "consider", "where possible")


def test_asks_five_things_of_every_recommendation() -> None:
    words = ["Specific", "Measurable", "Achievable", "Relevant", "Dated"]
    for facts in (READY, RecommendationFacts(text="")):
        found = prompts(facts)
        assert [prompt.word for prompt in found] == words
        assert all(prompt.sentence.endswith(".") for prompt in found)
    assert [prompt.is_met for prompt in prompts(READY)] == [True] * 5


@pytest.mark.parametrize("status", ActionStatus)
@pytest.mark.parametrize(("is_verified", "is_end_accepted"), list(itertools.product((False, True), repeat=2)))
def test_is_complete_only_when_done_and_verified_and_ended_before_any_colour(
    status: ActionStatus, is_verified: bool, is_end_accepted: bool
) -> None:
    """However late, ownerless and silent it is; a check of something not done completes nothing."""
    facts = Facts(status, TODAY - ONE, None, is_verified, is_end_accepted, has_owner=False)
    found = rate(facts, DAYS)
    if status == DONE and is_verified:
        assert (found.rag, found.why) == (Rag.COMPLETE, ("It is done, and somebody else verified it.",))
    elif status in ENDED_WORDS:
        assert (found.rag, found.why) == (Rag.ENDED, (ENDED_WORDS[status],))
    elif is_end_accepted:
        assert (found.rag, found.why) == (Rag.ENDED, ("The partnership accepts it as ended, with a reason.",))
    else:
        assert found.rag is Rag.RED


def test_says_all_that_makes_an_action_red_and_nothing_that_is_only_amber() -> None:
    facts = Facts("in_progress", TODAY - ONE, None, has_owner=True, is_owner_gone=True)
    assert rate(facts, DAYS).why == (
        "The body that owns it no longer exists.", "Its target date has passed: 11 May 2026.",
    )  # fmt: skip  # in their order
    for status, words in UNCARRIED_WORDS.items():
        assert rate(replace(facts, status=status, has_owner=False, is_owner_gone=False), DAYS).why == (
            words, "Its target date has passed: 11 May 2026.",
        )  # fmt: skip  # nobody owns it, as its status says already
    assert rate(Facts("not_started", TODAY, TODAY, has_owner=False), DAYS).why == ("No body is named as its owner.",)


@pytest.mark.parametrize(
    ("due_on", "heard_on", "why"),
    [
        (None, None, ("It has no target date.", "Nothing was ever heard of it.")),
        (TODAY, TODAY, ("Its target date is near: 12 May 2026.",)),
        (TODAY + SOON_DAYS * ONE, TODAY, ("Its target date is near: 9 June 2026.",)),
        (TODAY + (SOON_DAYS + 1) * ONE, TODAY, ("It has an owner, recent news and time left.",)),
        (TODAY + 99 * ONE, date(2026, 1, 12), ("It has an owner, recent news and time left.",)),
        (TODAY + 99 * ONE, date(2026, 1, 11), ("Nothing was heard of it since 11 January 2026.",)),
        (TODAY + 99 * ONE, None, ("Nothing was ever heard of it.",)),
    ],
)
def test_says_all_that_needs_attention(due_on: date | None, heard_on: date | None, why: tuple[str, ...]) -> None:
    found = rate(Facts("in_progress", due_on, heard_on), DAYS)
    assert found.why == why
    assert found.rag is (Rag.GREEN if why[0].startswith("It has an owner") else Rag.AMBER)


def test_waits_to_be_verified_and_asks_for_nothing_else_meanwhile() -> None:
    late_and_silent = Facts(DONE, TODAY - 99 * ONE, None)
    assert rate(late_and_silent, DAYS).why == ("It is recorded as done and waits to be verified.",)
    assert rate(replace(late_and_silent, is_owner_gone=True), DAYS).rag is Rag.RED


@pytest.mark.parametrize(
    ("heard_on", "today", "is_due"),
    [
        (None, TODAY, True), (date(2026, 1, 12), TODAY, True), (date(2026, 1, 13), TODAY, False), (TODAY, TODAY, False),
        (date(2025, 10, 31), date(2026, 2, 27), False), (date(2025, 10, 31), date(2026, 2, 28), True),
    ],
)  # fmt: skip  # last heard of, today, and whether news are due every four months
def test_asks_for_news_after_a_whole_cycle_and_once_in_each(heard_on: date | None, today: date, is_due: bool) -> None:
    """A body is asked by the same count: one message covers all that is due."""
    assert is_news_due(heard_on, today, 4) is may_ask(heard_on, today, 4) is is_due
    assert due_in([heard_on, today], None, today, 4) == int(is_due)
    assert due_in([None, None], heard_on, today, 4) == (2 if is_due else 0)


@pytest.mark.parametrize(
    ("days", "replied", "waiting"),
    [
        (55, ReplyState.REPLIED, ReplyState.WAITING), (56, ReplyState.REPLIED, ReplyState.WAITING),
        (57, ReplyState.REPLIED_LATE, ReplyState.OVERDUE),
    ],
)  # fmt: skip  # days after the sending, with a reply and without
def test_waits_for_a_reply_to_the_end_of_its_last_day(days: int, replied: ReplyState, waiting: ReplyState) -> None:
    """Whenever it is looked at once it has come."""
    day = TODAY + days * ONE
    assert reply_due(TODAY, 56) == TODAY + 56 * ONE
    assert reply_state(TODAY, None, 56, day) is waiting
    assert reply_state(TODAY, day, 56, day) is reply_state(TODAY, day, 56, day + 999 * ONE) is replied

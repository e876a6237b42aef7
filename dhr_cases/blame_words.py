"""Which words put blame where a review puts learning, and what could be said instead? Imports no Django.

A review finds out what can be learnt and neither blames nor excuses. Source: 2016 guidance, purpose of a review [K];
the words and the advice are ours [D].
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlameWord:
    """An expression, and a sentence that says what to write instead."""

    pattern: re.Pattern[str]
    instead: str


def _row(expression: str, instead: str) -> BlameWord:
    return BlameWord(re.compile(rf"\b(?:{expression})\b", re.IGNORECASE), instead)


BLAME_WORDS: tuple[BlameWord, ...] = (
    _row(
        r"fail(?:ed|s|ing)? to|fail(?:ed|ing|s) (?:her|him|them)|failures? to|failures? (?:of|by|in) (?:the )?[a-z]+|"
        r"failings?",
        "Say what was done, what was expected and why it did not happen.",
    ),
    _row(r"blame[ds]?|at fault|to blame|culpab\w+", "A review does not apportion blame. Say what can be learnt."),
    _row(
        r"negligen(?:t|ce|tly)|neglected to|incompeten\w+|careless(?:ly|ness)?", "Describe the act, not the character."
    ),
    _row(
        r"should have known|ought to have known|with hindsight|obvious(?:ly)?|clearly should",
        "Hindsight: say what could be known then, and what would have made it visible.",
    ),
    _row(
        r"refused to engage|did not engage|would not engage|disengaged|failed to attend|did not attend",
        "Ask what stood in the way of contact, and say what the service tried.",
    ),
    _row(
        r"hard[- ]to[- ]reach|difficult[- ]to[- ]engage|non[- ]?complian\w+",
        "Services may be hard to reach; people are not. Say why.",
    ),
    _row(
        r"chose to (?:stay|remain|return)|could have left|did not leave|went back to him|returned to him",
        "Leaving is dangerous and rarely a free choice. Say what kept the person there.",
    ),
    _row(
        r"provok\w+|(?:volatile|toxic|stormy|turbulent) relationships?|"
        r"crimes? of passion|domestic disputes?|both as bad as each other",
        "This shares out the responsibility for abuse. Name who did what to whom.",
    ),
    _row(
        r"allowed (?:him|her|them) to|put up with|let (?:him|her)(?! know\b)",
        "This makes the victim answer for the abuse.",
    ),
    _row(r"committed suicide|successful suicide|failed suicide", "Write “died by suicide” or “took her own life”."),
    _row(
        r"alcoholics?(?! (?:anonymous|drinks?)\b)|drug (?:addict|abuser)s?|junkies?|schizophrenics?|"
        r"a prostitute|prostitutes",
        "Name the person first and the condition second.",
    ),
)
"""Words, each with the advice shown beside it."""

"""What do the free words of a source say: how far a review is, what the Home Office answered, whether one was held?

What is denied counts for nothing: "not yet published" is no publication. Words of public boards [V]; readings ours [D].
"""

import re

from dhr_cases.models import QAOutcome
from dhr_cases.stages import Stage

STATUS_WORDS: tuple[tuple[str, Stage], ...] = (
    ("terminated or abbreviated", Stage.END_PROPOSED),
    ("further changes", Stage.AMENDING),
    ("after first changes", Stage.RESUBMITTED),
    ("awaiting publication", Stage.QA_CLEARED),
    ("published", Stage.PUBLISHED),
    ("signed off", Stage.CSP_SIGNED_OFF),
    ("home office", Stage.AT_QA),
    ("first panel", Stage.TOR_AGREED),
    ("underway", Stage.PANEL_WORK),
)
"""Words of public status boards and the stage they stand for, the more telling first."""

_DENIED = re.compile(r"\b(?:(?:not|never|yet to)(?: (?:yet|to|been|be))* \w+|unpublished|to be published)\b")
_NOTHING = re.compile(r"(?:no|none|not|nil|nothing|unknown|n/a|tbc)\b")
_NOT_KNOWN = re.compile(r"\b(?:not (?:yet )?(?:known|given|stated|received)|unknown|awaited|awaiting|pending|tbc)\b")
_CHANGE = r"(?:changes?|amendments?|revisions?)"
_NO_CHANGE = re.compile(rf"\b(?:no|without)(?: any| further| more)* {_CHANGE}\b")
_CHANGES = re.compile(rf"\b{_CHANGE}\b|\bamended\b|\brevised\b|\bsubject to\b|\bconditions?\b")
_NO_RESUBMISSION = re.compile(
    r"\b(?:no|not|without|never)\b[\w ]{0,30}?\bresub\w+|\bresubmission(?: is| was)?(?: not|n't) \w+"
)
_REFUSED = re.compile(r"\b(?:not|cannot|may not|un)\b[\w ]{0,20}?\b(?:publish\w*|cleared|approved|adequate|suitable)\b")
_CLEARED = re.compile(r"\b(?:cleared|approved|adequate|publishable|publication agreed)\b")
_NO_REVIEW = re.compile(r"\b(?:no review|not to (?:hold|review)|no dhr|not held|criteria not met)\b")


def stage_said(status: str) -> Stage | None:
    """The stage that a status stands for; None where its words tell none."""
    told = _DENIED.sub("", status.lower())
    return next((stage for words, stage in STATUS_WORDS if words in told), None)


def outcome_said(words: str) -> QAOutcome | None:
    """What the Home Office's answer asks for; None where it is not known. Words that tell nothing else ask for changes.

    A report that "cannot be published without changes" is one to be changed; one that cannot be published comes again.
    """
    lowered = words.lower()
    if not lowered or _NOT_KNOWN.search(lowered):
        return None
    plain = _NO_RESUBMISSION.sub("", lowered)
    if "resubm" in plain:
        return QAOutcome.RESUBMIT
    return _answer(plain, is_final=plain != lowered)


def _answer(words: str, *, is_final: bool) -> QAOutcome:
    """What words that ask for no resubmission ask for; ``is_final`` when they say that none is needed."""
    rest = _NO_CHANGE.sub("", words)
    asks_for_none, is_refused = rest != words, _REFUSED.search(rest) is not None
    if _CHANGES.search(rest) or (is_refused and asks_for_none):
        return QAOutcome.PUBLISHABLE_WITH_CHANGES
    if is_refused:
        return QAOutcome.RESUBMIT
    is_cleared = any((asks_for_none, is_final, _CLEARED.search(rest)))
    return QAOutcome.CLEARED_NO_CHANGE if is_cleared else QAOutcome.PUBLISHABLE_WITH_CHANGES


def says_something(value: object) -> bool:
    """True for a value that shows its subject was there; "none yet", 0 and an empty list do not."""
    if isinstance(value, str):
        return bool(value.strip()) and _NOTHING.match(value.strip().lower()) is None
    return bool(value)


def says_no_review(words: str) -> bool:
    """True for the words of a decision that no review is held."""
    return _NO_REVIEW.search(words.lower()) is not None

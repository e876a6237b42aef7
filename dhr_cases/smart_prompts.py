"""Is a recommendation specific, measurable, achievable, relevant and dated? Prompts for its author. Imports no Django.

A prompt asks; it stops nothing. Source: checks before submission, domain 2.6 [D]; words that promise little [D].
"""

import re
from dataclasses import dataclass

_PROMISES_LITTLE = re.compile(
    r"\b(?:consider\w*|raise awareness|be aware|where (?:appropriate|possible|necessary)|as (?:appropriate|necessary)|"
    r"be reminded|remind\w*|explore\w*|look (?:at|into)|encourag\w*|should ensure|ensure that|robust|embed\w*|"
    r"continue to)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\band\b.*\band\b|;", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class RecommendationFacts:
    """What is known of a recommendation; "" is not stated."""

    text: str
    owner: str = ""
    addressee: str = ""
    scope: str = ""
    measure: str = ""
    target: str = ""
    actions: int = 0


@dataclass(frozen=True)
class Prompt:
    """One of the five: its word, whether nothing is missing, and what to ask oneself."""

    word: str
    is_met: bool
    sentence: str


def prompts(facts: RecommendationFacts) -> tuple[Prompt, ...]:
    """The five prompts in their order, each with a sentence."""
    return (
        _specific(facts),
        _prompt("Measurable", facts.measure, "It says how we will know.", "Say what will be counted or seen when it is "
                "done: a change, not a thing sent or held."),
        _prompt("Achievable", facts.owner, "A body owns it.", "Name the body that owns it and has agreed to."),
        _prompt("Relevant", facts.scope, "It says how far it reaches.", "Say how far it reaches, and from which lesson "
                "it follows."),
        _prompt("Dated", facts.target, "It has a target date.", "Give the month by which it is done."),
    )  # fmt: skip  # the five in their order


def vague_words(text: str) -> tuple[str, ...]:
    """Words of a recommendation that promise little, each once in the order met."""
    return tuple(dict.fromkeys(found[0].lower() for found in _PROMISES_LITTLE.finditer(text)))


def _specific(facts: RecommendationFacts) -> Prompt:
    vague = vague_words(facts.text)
    if vague:
        words = ", ".join(f"“{word}”" for word in vague)
        return Prompt("Specific", False, f"Say who does what instead of {words}.")
    if _SEVERAL.search(facts.text):
        return Prompt("Specific", False, "It asks for several things. One recommendation for each is easier to follow.")
    if not (facts.addressee or facts.owner):
        return Prompt("Specific", False, "Say to whom it is addressed.")
    return Prompt("Specific", True, "It asks one thing of one body.")


def _prompt(word: str, known: str, met: str, missing: str) -> Prompt:
    return Prompt(word, bool(known.strip()), met if known.strip() else missing)

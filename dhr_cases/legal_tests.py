"""Do the recorded facts meet the test of section 9, and that of section 8A? Limb by limb, with reasons.

Imports no Django. The tests inform the partnership chair; they decide nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

ADULT = 16
"""Age in years from which both tests can be met. Source: DVCVA 2004 s.9(1); DAA 2021 s.1(2)(a) [V]."""


class Fact(StrEnum):
    """A fact as it is known; unknown is not "no"."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Conduct(StrEnum):
    """Kinds of conduct the two tests name. Source: DVCVA 2004 s.9(1); DAA 2021 s.1(3) [V]; ``NONE`` is ours [D]."""

    PHYSICAL_OR_SEXUAL = "physical_or_sexual"
    VIOLENT_OR_THREATENING = "violent_or_threatening"
    CONTROLLING_OR_COERCIVE = "controlling_or_coercive"
    ECONOMIC = "economic"
    PSYCHOLOGICAL_OR_OTHER = "psychological_or_other"
    NEGLECT = "neglect"
    NONE = "none"

    @property
    def label(self) -> str:
        """The conduct in words."""
        return _CONDUCT_WORDS[self]


_CONDUCT_WORDS = {
    Conduct.PHYSICAL_OR_SEXUAL: "Physical or sexual abuse",
    Conduct.VIOLENT_OR_THREATENING: "Violent or threatening behaviour",
    Conduct.CONTROLLING_OR_COERCIVE: "Controlling or coercive behaviour",
    Conduct.ECONOMIC: "Economic abuse",
    Conduct.PSYCHOLOGICAL_OR_OTHER: "Psychological, emotional or other abuse",
    Conduct.NEGLECT: "Neglect",
    Conduct.NONE: "None of these, known or suspected",
}
DOMESTIC_ABUSE = frozenset(Conduct) - {Conduct.NEGLECT, Conduct.NONE}
"""Conduct that can be domestic abuse. Source: DAA 2021 s.1(3), which does not name neglect [V]."""


class Verdict(StrEnum):
    """What can be said of a limb or of a whole test."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_BE_SAID = "cannot be said"

    @property
    def as_fact(self) -> Fact:
        """The verdict as yes, no or unknown."""
        return {Verdict.MET: Fact.YES, Verdict.NOT_MET: Fact.NO}.get(self, Fact.UNKNOWN)


@dataclass(frozen=True)
class Facts:
    """What both tests ask for; ages in whole years, None when not known; no conduct means nothing is recorded."""

    is_relative: Fact = Fact.UNKNOWN
    is_intimate: Fact = Fact.UNKNOWN
    is_same_household: Fact = Fact.UNKNOWN
    is_same_household_only: Fact = Fact.UNKNOWN
    age_deceased: int | None = None
    age_other: int | None = None
    conduct: frozenset[Conduct] = frozenset()


@dataclass(frozen=True)
class Limb:
    """One limb of a test: what it asks, what can be said, and why."""

    asks: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class LegalTest:
    """One test on one set of facts."""

    name: str
    source: str
    limbs: tuple[Limb, ...]

    @property
    def verdict(self) -> Verdict:
        """Met when every limb is; not met as soon as one is not; else it cannot be said."""
        verdicts = {limb.verdict for limb in self.limbs}
        if Verdict.NOT_MET in verdicts:
            return Verdict.NOT_MET
        return Verdict.CANNOT_BE_SAID if Verdict.CANNOT_BE_SAID in verdicts else Verdict.MET


def section_9(facts: Facts) -> LegalTest:
    """A person of 16 or over died, from violence, abuse or neglect, by someone close or of the same household.

    Source: DVCVA 2004 s.9(1) [V].
    """
    limbs = (_age("The person who died", facts.age_deceased), _harm(facts), _close_or_household(facts))
    return LegalTest(
        "Section 9: domestic homicide review", "Domestic Violence, Crime and Victims Act 2004, s.9(1)", limbs
    )


def section_8a(facts: Facts) -> LegalTest:
    """Domestic abuse towards the person who died: named conduct, both 16 or over, personally connected.

    Source: DVCVA 2004 s.8A as enacted by VPA 2024 s.19; DAA 2021 ss.1 and 2 [V].
    """
    limbs = (
        _age("The person who died", facts.age_deceased),
        _age("The other person", facts.age_other),
        _abuse(facts),
        _personally_connected(facts),
    )
    name = "Section 8A: domestic abuse related death review"
    return LegalTest(
        name, "Domestic Violence, Crime and Victims Act 2004, s.8A; Domestic Abuse Act 2021, ss.1 and 2", limbs
    )


def _age(who: str, age: int | None) -> Limb:
    asks = f"{who} was {ADULT} or over"
    if age is None:
        return Limb(asks, Verdict.CANNOT_BE_SAID, "The age is not known.")
    verdict = Verdict.MET if age >= ADULT else Verdict.NOT_MET
    return Limb(asks, verdict, f"Aged {age}.")


def _harm(facts: Facts) -> Limb:
    """Source: DVCVA 2004 s.9(1): violence, abuse or neglect, real or apparent [V]."""
    asks = "The death resulted, or appears to have resulted, from violence, abuse or neglect"
    named = facts.conduct - {Conduct.NONE}
    return _conduct_limb(asks, named, facts.conduct, "No violence, abuse or neglect is known or suspected.")


def _abuse(facts: Facts) -> Limb:
    """Source: DAA 2021 s.1(3) [V]."""
    asks = "There was domestic abuse towards the person who died"
    why_not = "No such abuse is known or suspected."
    if Conduct.NEGLECT in facts.conduct:
        why_not = "Only neglect is recorded, which section 1 of the 2021 Act does not name."
    return _conduct_limb(asks, facts.conduct & DOMESTIC_ABUSE, facts.conduct, why_not)


def _conduct_limb(asks: str, named: frozenset[Conduct], recorded: frozenset[Conduct], why_not: str) -> Limb:
    if named:
        return Limb(asks, Verdict.MET, f"Recorded: {_listed(named)}.")
    if recorded:
        return Limb(asks, Verdict.NOT_MET, why_not)
    return Limb(asks, Verdict.CANNOT_BE_SAID, "No conduct is recorded.")


def _listed(conduct: Iterable[Conduct]) -> str:
    found = set(conduct)
    return ", ".join(kind.label.lower() for kind in Conduct if kind in found)


def _close_or_household(facts: Facts) -> Limb:
    """Source: DVCVA 2004 s.9(1)(a) and (b): related, intimate now or before, or same household [V]."""
    asks = "They were related, in an intimate relationship now or before, or of the same household"
    links = {
        "related": facts.is_relative,
        "in an intimate relationship, now or before": facts.is_intimate,
        "of the same household": facts.is_same_household,
    }
    return _link_limb(asks, links, "Not related, not in an intimate relationship, not of the same household.")


def _personally_connected(facts: Facts) -> Limb:
    """A mere housemate is not personally connected. Source: DAA 2021 s.2(1) [V]."""
    asks = "They were personally connected: relatives, or intimate partners now or before"
    links = {"related": facts.is_relative, "in an intimate relationship, now or before": facts.is_intimate}
    if facts.is_same_household_only is Fact.YES:
        return Limb(asks, Verdict.NOT_MET, "They shared a household and had no other link.")
    return _link_limb(asks, links, "Not related and not in an intimate relationship.")


def _link_limb(asks: str, links: dict[str, Fact], why_not: str) -> Limb:
    found = [words for words, fact in links.items() if fact is Fact.YES]
    if found:
        return Limb(asks, Verdict.MET, f"{' and '.join(found).capitalize()}.")
    open_questions = [words for words, fact in links.items() if fact is Fact.UNKNOWN]
    if open_questions:
        return Limb(asks, Verdict.CANNOT_BE_SAID, f"Not known whether {', or '.join(open_questions)}.")
    return Limb(asks, Verdict.NOT_MET, why_not)

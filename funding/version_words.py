"""What does a version of a funding model say in words, and how does it differ from the one before?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from funding.models import ModelVersion
from funding.proposed_shares import parties_of, rules_of
from funding.rule_words import in_a_sentence
from funding.rules import parties_of as named_in
from funding.terms import MODEL_BASES, PART_YEARS, ModelBasis, PartYear
from funding.years import FinancialYear

Item = TypeVar("Item")


def rules_in_words(version: ModelVersion) -> list[str]:
    """Every rule of a version in a sentence, in the order in which rules apply."""
    parties = parties_of(version)
    names = {body.code: body.name for body in parties}
    return [in_a_sentence(rule, names) for rule in rules_of(version, parties)]


def without_a_rule(version: ModelVersion) -> list[str]:
    """Parties that no rule names, so that they pay nothing and no rule says so."""
    parties = parties_of(version)
    named = {key for rule in rules_of(version, parties) for key in named_in(rule)}
    return [body.name for body in parties if body.code not in named]


def version_before(version: ModelVersion) -> ModelVersion | None:
    """The version of the model with the number before."""
    found: ModelVersion | None = version.model.versions.filter(number__lt=version.number).order_by("-number").first()
    return found


def differences(before: ModelVersion, version: ModelVersion) -> list[str]:
    """What a version changes, in sentences; one that changes nothing says so."""
    found = [*_terms(before, version), *_parties(before, version), *_rules(before, version)]
    return found or ["Nothing but the years it covers."]


def _terms(before: ModelVersion, version: ModelVersion) -> Iterator[str]:
    if before.first_year != version.first_year:
        yield f"It begins in {FinancialYear(version.first_year).label}, not {FinancialYear(before.first_year).label}."
    if before.basis != version.basis:
        yield f"Its rules apply to: {_within(MODEL_BASES[ModelBasis(version.basis)])}."
    if before.part_year != version.part_year:
        yield f"A year in which a body ends is shared: {_within(PART_YEARS[PartYear(version.part_year)])}."
    if before.underwriter_id != version.underwriter_id:
        yield f"What is left is carried by: {_underwriter(version)}."


def _within(label: str) -> str:
    """A label within a sentence: its first letter small, a month as it is."""
    return f"{label[0].lower()}{label[1:]}"


def _underwriter(version: ModelVersion) -> str:
    return str(version.underwriter or "nobody")


def _parties(before: ModelVersion, version: ModelVersion) -> Iterator[str]:
    old, new = parties_of(before), parties_of(version)
    yield from (f"{body} joins." for body in _beyond(new, old))
    yield from (f"{body} leaves." for body in _beyond(old, new))
    stayed = _kept(new, old)
    if _kept(old, new) != stayed:
        yield f"The order of partners, which decides who bears an odd penny, is now: {_each(map(str, stayed))}."


def _rules(before: ModelVersion, version: ModelVersion) -> Iterator[str]:
    old, new = rules_in_words(before), rules_in_words(version)
    yield from (f"New rule: {rule}" for rule in _beyond(new, old))
    yield from (f"No longer: {rule}" for rule in _beyond(old, new))
    if _kept(old, new) != _kept(new, old):
        yield "The rules that stay are applied in another order."


def _beyond(items: Iterable[Item], others: Iterable[Item]) -> Iterator[Item]:
    """Items that the others do not hold as often."""
    left = list(others)
    for item in items:
        if item in left:
            left.remove(item)
        else:
            yield item


def _kept(items: Iterable[Item], others: Sequence[Item]) -> list[Item]:
    """Items that the others hold as often, in their order."""
    gone = list(_beyond(items, others))
    return list(_beyond(items, gone))


def _each(words: Iterable[str]) -> str:
    return ", ".join(words)

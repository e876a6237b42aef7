"""Where do facts stand together that are harmless one by one and rare together?"""

import re
from collections.abc import Iterator, Mapping

from dhr_cases.anonymisation.hits import Hit
from dhr_cases.anonymity_terms import FindingKind

_ORIGIN = (
    "Afghan|African|Albanian|Algerian|American|Arab|Asian|Australian|Bangladeshi|Black|Brazilian|Bulgarian|"
    "Caribbean|Chinese|Congolese|Croatian|Czech|Dutch|Egyptian|Eritrean|Estonian|Ethiopian|Filipin[oa]|French|"
    "German|Ghanaian|Greek|Gypsy|Hungarian|Indian|Iranian|Iraqi|Italian|Jamaican|Japanese|Jewish|Kenyan|"
    "Kosovan|Kurdish|Latvian|Lithuanian|Moldovan|Moroccan|Nepalese|Nepali|Nigerian|Pakistani|Polish|Portuguese|"
    "Roma|Romanian|Russian|Sikh|Slovak|Somali|Spanish|Sri Lankan|Sudanese|Syrian|Tamil|Thai|Traveller|Tunisian|"
    "Turkish|Ugandan|Ukrainian|Vietnamese|Zimbabwean"
)
_JOB = (
    "police officer|detective|prison officer|fire ?fighter|paramedic|midwife|head ?teacher|deputy head|surgeon|"
    "consultant|general practitioner|dentist|pharmacist|vet|barrister|solicitor|magistrate|judge|councillor|"
    "mayor|vicar|priest|imam|rabbi|minister|soldier|sailor|airman|officer in the (?:Army|Navy|Royal)|pilot|"
    "train driver|lifeboat|coastguard|postmaster|postmistress|publican|farmer|gamekeeper|professor|lecturer|"
    "footballer|jockey|social worker"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FACTS: dict[str, re.Pattern[str]] = {
    "where somebody comes from": re.compile(rf"\b(?:{_ORIGIN})\b"),
    "a job": re.compile(rf"\b(?:{_JOB})\b", re.IGNORECASE),
    "years of service": re.compile(
        r"\b(?:\d{1,2}|twenty|thirty)[- ]years?(?:[- ](?:career|service)|'? (?:of )?service)\b"
        r"|\b(?:served|worked)(?: \w+){0,6} for (?:over |nearly |about )?(?:\d{1,2}|twenty|thirty) years\b",
        re.IGNORECASE,
    ),
    "a small place": re.compile(
        r"\b(?:village|hamlet|market town|small town|island|estate|parish) of [A-Z]\w+"
        r"|\b(?:lived|living|born|moved|settled|worked|found)(?: \w+){0,3} (?:in|near|at|to) "
        rf"(?!{_MONTHS}|Town|Address|England|Wales|Scotland)[A-Z][a-z]+"
    ),
    "a day": re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\b"),
    "a rare condition or event": re.compile(
        r"\b(?:amputee|wheelchair user|registered blind|profoundly deaf|twins|triplets|lottery|cochlear|transplant|"
        r"rare (?:condition|disease|disorder))\b", re.IGNORECASE
    ),
}  # fmt: skip  # one fact beneath the other
_LEADING = ("where somebody comes from", "a job", "a rare condition or event")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*[.!?]?")


def rare_facts(text: str) -> Iterator[Hit]:
    """Sentences with two facts that together may mean one person only. Source: domain 4.2, rare facts [D].

    One of them must be where somebody comes from, a job or a rare event; the hit reaches from the first to the last.
    """
    for sentence in _SENTENCE.finditer(text):
        found = _facts_in(sentence[0])
        if len(found) > 1 and not found.keys().isdisjoint(_LEADING):
            yield _hit(text, sentence.start(), found)


def _facts_in(sentence: str) -> dict[str, re.Match[str]]:
    return {name: match for name, fact in _FACTS.items() if (match := fact.search(sentence))}


def _hit(text: str, offset: int, found: Mapping[str, re.Match[str]]) -> Hit:
    start = offset + min(match.start() for match in found.values())
    end = offset + max(match.end() for match in found.values())
    why = f"Together these may point to one person: {', '.join(found)}."
    return Hit(start, end, text[start:end], FindingKind.RARE_FACTS, None, why)

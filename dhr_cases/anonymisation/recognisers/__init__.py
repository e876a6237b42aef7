"""What in a text may point to a person, though no register names it? Every hit is a suggestion. Imports no Django.

One table of recognisers; each is a function from a text to its hits. Source: domain 4.2 and 4.3 [K]/[D].
"""

from collections.abc import Callable, Collection, Iterator

from dhr_cases.anonymisation.hits import Hit
from dhr_cases.anonymisation.recognisers.ages import exact_ages, signs_of_children
from dhr_cases.anonymisation.recognisers.combinations import rare_facts
from dhr_cases.anonymisation.recognisers.days import exact_days
from dhr_cases.anonymisation.recognisers.identifiers import (
    emails,
    markings,
    national_insurance_numbers,
    nhs_numbers,
    plates,
    postcodes,
    telephones,
    web_addresses,
)
from dhr_cases.anonymisation.recognisers.names import unknown_names
from dhr_cases.anonymisation.recognisers.plain_view import plain_view
from dhr_cases.anonymity_terms import FindingKind

RECOGNISERS: dict[FindingKind, Callable[[str], Iterator[Hit]]] = {
    FindingKind.DAY: exact_days,
    FindingKind.EXACT_AGE: exact_ages,
    FindingKind.CHILD: signs_of_children,
    FindingKind.POSTCODE: postcodes,
    FindingKind.TELEPHONE: telephones,
    FindingKind.NHS_NUMBER: nhs_numbers,
    FindingKind.NI_NUMBER: national_insurance_numbers,
    FindingKind.PLATE: plates,
    FindingKind.EMAIL: emails,
    FindingKind.WEB_ADDRESS: web_addresses,
    FindingKind.RARE_FACTS: rare_facts,
    FindingKind.MARKING: markings,
}
"""Who looks for what. Words that may be names are looked for apart, since known words must be left out."""


def recognise(text: str, *, known_words: Collection[str] = ()) -> tuple[Hit, ...]:
    """Everything a recogniser finds, in order of place. ``known_words`` are never taken for unknown names.

    What lies wholly inside a hit of another kind is left out, except in a sentence of rare facts.
    """
    view = plain_view(text)
    found = [hit for look in RECOGNISERS.values() for hit in look(view.text)]
    found.extend(unknown_names(view.text, known_words))
    whole = map(view.back, _outermost(found))
    return tuple(sorted(whole, key=lambda hit: (hit.start, hit.end, hit.kind.value)))


def _outermost(hits: list[Hit]) -> Iterator[Hit]:
    reach = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.kind is FindingKind.RARE_FACTS:
            yield hit
        elif hit.end > reach:
            reach = hit.end
            yield hit

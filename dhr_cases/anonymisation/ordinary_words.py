"""Which words are ordinary English, so that they are no misspelt name and no name when written small? No Django.

The list is SCOWL's, made ready at set-up by ``config.assets``; names of peoples, months and services are ours [D].
"""

from functools import cache
from pathlib import Path

_LIST = Path(__file__).parents[2] / "static" / "built" / "ordinary_words.txt"

_MONTHS_IN_ORDER = "january february march april may june july august september october november december"
MONTHS = tuple(_MONTHS_IN_ORDER.split())
"""The months in their order, folded."""

_ALWAYS_LARGE = """
    monday tuesday wednesday thursday friday saturday sunday england english britain british briton wales welsh
    scotland scottish ireland irish european europe african africa caribbean asian asia indian india pakistani
    bangladeshi chinese china polish poland romanian romania bulgarian lithuanian latvian turkish turkey french france
    german germany italian italy spanish spain portuguese russian ukrainian american america australian albanian
    somali nigerian ghanaian kenyan iranian iraqi syrian afghan arab nepali nepalese roman
    christian christians christmas easter muslim muslims islam hindu hindus sikh sikhs jewish jews buddhist catholic
    anglican methodist traveller travellers gypsy roma london kent medway devon dorset norfolk suffolk essex sussex
    surrey hampshire wiltshire somerset cornwall cumbria lancashire yorkshire derbyshire cheshire durham
    safelives refuge respect samaritans mankind galop cafcass
    """
_CAPITALISED = frozenset(_ALWAYS_LARGE.split())

_SERVICES = "MARAC MARACS IDVA IDVAS ISVA ISVAS MAPPA CAMHS CAFCASS DASH MASH IRIS SARA ACPO NSPCC"
_ACRONYMS = frozenset(_SERVICES.split())


@cache
def _sections() -> dict[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in _LIST.read_text(encoding="ascii").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            words.update(line.split())
    return {name: frozenset(found) for name, found in sections.items()}


def is_common(folded: str) -> bool:
    """True for an everyday word, and for a word that is always written large without being a person's name."""
    return folded in _sections()["common"] or is_always_large(folded)


def is_always_large(folded: str) -> bool:
    """True for a word that is written large without being a person's name: a month, a people, a county, a faith."""
    return folded in _CAPITALISED or folded in MONTHS


def is_rarer(folded: str) -> bool:
    """True for a less common English word that looks much like a common name, such as "carton" or "aura"."""
    return folded in _sections()["rarer"]


def is_ordinary(folded: str) -> bool:
    """True for a common or a rarer English word. The word is given folded: small letters, no accents."""
    return is_common(folded) or is_rarer(folded)


def is_acronym(written: str) -> bool:
    """True for the short name of a service or tool, which is always written in capitals."""
    return written in _ACRONYMS

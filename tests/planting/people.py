"""Which people, places and numbers does an invented case protect, and in which ways are they written?"""

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import TokenKind

FIRST_NAMES = (
    "Marianne Bridget Thandiwe Geraldine Oswald Percival Rosalind Leopold Wilhelmina Barnaby Cressida Desmond "
    "Eugenia Fabian Gwendolen Hortense Ignatius Jocasta Kenelm Lavinia Montague Nerissa Octavia Peregrine Quentin "
    "Rowena Septimus Tabitha Ursula Valentin Winifred Xanthe Yolanda Zebedee Ambrose Beatrix Crispin Dorothea "
    "Ebenezer Felicity"
)
SURNAMES = (
    "Ashgrove Blenkinsop Cartmell Dunwoody Entwistle Featherstone Gillingwater Hazeldean Inglethorpe Jessamine "
    "Kirkbride Lethbridge Micklethwaite Netherwood Oakenshaw Postlethwaite Quarmby Ravenscroft Satterthwaite "
    "Thistlewood Umfreville Vavasour Wolstenholme Yelverton Zouche Arkwright Braithwaite Clutterbuck Dalrymple "
    "Ecclestone"
)
STREETS = "Tanyard Ropewalk Gasworks Larkspur Malthouse Wheelwright Bluebell Cordwainer Saltmarsh Windmill"
TOWNS = "Netherfold Brackenham Overstowe Pillingford Marshwick Thornaby Westerleigh Cold-Ashfield"
MISSPELT_FROM = 5
"""Letters a name needs for its misspellings to be promised."""


class Form(StrEnum):
    """How a planted word is written."""

    EXACT = "exact"
    VARIANT = "variant"
    MISSPELT = "misspelt"


@dataclass(frozen=True)
class InventedCase:
    """An invented case: its protected words, and its names long enough to be misspelt."""

    tokens: tuple[Token, ...]
    names: tuple[Token, ...]


def invented_case(seed: int) -> InventedCase:
    """The same case for the same seed: full names with variants, addresses, telephones, plates, schools, numbers."""
    chance = random.Random(seed)  # noqa: S311  # invented words, no secrets
    names = tuple(_names(chance))
    return InventedCase((*names, *_others(chance)), names)


def misspelt(word: str, chance: random.Random) -> str:
    """The word with one letter put in, left out, replaced or swapped with its neighbour, never the first one alone."""
    changes: tuple[Callable[[str, int, random.Random], str], ...] = (_put_in, _left_out, _replaced, _swapped)
    while True:
        wrong = chance.choice(changes)(word, chance.randrange(len(word) - 1), chance)
        if wrong.casefold() != word.casefold():
            return wrong


def _put_in(word: str, at: int, chance: random.Random) -> str:
    return word[: at + 1] + chance.choice(string.ascii_lowercase) + word[at + 1 :]


def _left_out(word: str, at: int, _chance: random.Random) -> str:
    return word[: at + 1] + word[at + 2 :]


def _replaced(word: str, at: int, chance: random.Random) -> str:
    return word[: at + 1] + chance.choice(string.ascii_lowercase) + word[at + 2 :]


def _swapped(word: str, at: int, _chance: random.Random) -> str:
    return (word[:at] + word[at + 1] + word[at] + word[at + 2 :]).capitalize()


def _names(chance: random.Random) -> Iterator[Token]:
    firsts = chance.sample(FIRST_NAMES.split(), 12)
    lasts = chance.sample(SURNAMES.split(), 12)
    for first, last in zip(firsts, lasts, strict=True):
        yield Token(first, (f"{first[:4]}ie-{last[0]}",), "Adult A", TokenKind.NAME)
        yield Token(last, (f"Mac{last.lower()}",), "the family", TokenKind.NAME)


def _others(chance: random.Random) -> Iterator[Token]:
    for street, town in zip(chance.sample(STREETS.split(), 4), chance.sample(TOWNS.split(), 4), strict=True):
        house = chance.randrange(2, 180)
        yield Token(f"{house} {street} Lane", (f"{house} {street} Ln",), "her home", TokenKind.ADDRESS)
        yield Token(f"{town} Grammar School", (f"{town} Grammar",), "a school", TokenKind.SCHOOL)
    for _ in range(4):
        end = chance.randrange(100, 999)
        yield Token(f"07700 900{end}", (f"+44 7700 900{end}", f"07700-900-{end}"), "", TokenKind.NUMBER)
        plate = "".join(chance.choices("BCDFGHJKLMNPRSTVWXY", k=3))
        yield Token(f"QZ{chance.randrange(51, 74)} {plate}", (), "a car", TokenKind.VEHICLE)
        yield Token(f"CRN-{chance.randrange(10**6, 10**7)}", (), "", TokenKind.NUMBER)

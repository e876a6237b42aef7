"""Which files are planted, what is in them, and what must be found? The same files for the same seed."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dhr_cases.anonymisation.tokens import Token
from tests.planting.in_archives import PLACES as IN_ARCHIVES
from tests.planting.in_archives import Bundle
from tests.planting.in_excel import PLACES as IN_EXCEL
from tests.planting.in_excel import excel_package
from tests.planting.in_pdf import PLACES as IN_PDF
from tests.planting.in_pdf import Sheet
from tests.planting.in_pictures import JPEG_PLACES, PNG_PLACES, Picture
from tests.planting.in_powerpoint import PLACES as IN_POWERPOINT
from tests.planting.in_powerpoint import powerpoint_package
from tests.planting.in_web import HTML_PLACES, TABLE_PLACES, Page, Table
from tests.planting.in_word import PLACES as IN_WORD
from tests.planting.in_word import word_package
from tests.planting.people import MISSPELT_FROM, Form, invented_case, misspelt
from tests.planting.places import Place

CASES = 12
"""Invented cases; each file belongs to one."""
PLANTED_IN_ONE = 11
"""Words planted in one file, each in another corner when there are enough."""


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, its corners, how one is made and packed, and how many of 100 files are such."""

    ending: str
    places: Sequence[Place[Any]]
    make: Callable[[], Any]
    pack: Callable[[Any], bytes]
    share: int


@dataclass(frozen=True)
class Plant:
    """One protected word in one corner."""

    token: Token
    written: str
    form: Form
    place: str


@dataclass(frozen=True)
class PlantedFile:
    """A file, the words its case protects, and those planted in it."""

    name: str
    content: bytes
    tokens: tuple[Token, ...]
    plants: tuple[Plant, ...]


FORMATS: tuple[Format, ...] = (
    Format("docx", IN_WORD, word_package, lambda made: made.packed(), 24),
    Format("xlsx", IN_EXCEL, excel_package, lambda made: made.packed(), 18),
    Format("pptx", IN_POWERPOINT, powerpoint_package, lambda made: made.packed(), 9),
    Format("pdf", IN_PDF, Sheet, lambda made: made.packed(), 21),
    Format("html", HTML_PLACES, Page, lambda made: made.packed(), 10),
    Format("csv", TABLE_PLACES, Table, lambda made: made.packed(), 4),
    Format("txt", TABLE_PLACES[:1], Table, lambda made: made.as_text(), 2),
    Format("png", PNG_PLACES, Picture, lambda made: made.as_png(), 3),
    Format("jpg", JPEG_PLACES, Picture, lambda made: made.as_jpeg(), 3),
    Format("zip", IN_ARCHIVES, Bundle, lambda made: made.packed(), 6),
)
"""What is planted. The shares add up to 100."""


def hiding_places() -> list[str]:
    """Every corner of every kind of file."""
    return [f"{kind.ending}: {place.name}" for kind in FORMATS for place in kind.places]


def planted_files(count: int, seed: int) -> Iterator[PlantedFile]:
    """So many files, kinds in their shares, corners and words in turn."""
    kinds = [kind for kind in FORMATS for _ in range(kind.share)]
    used = dict.fromkeys((kind.ending for kind in FORMATS), 0)
    for number in range(count):
        chance = random.Random(seed * 100_000 + number)  # noqa: S311  # invented words, no secrets
        kind = kinds[number * 37 % len(kinds)]  # 37 and 100 share no factor, so every kind comes in its share
        yield _planted(kind, number, used[kind.ending], chance)
        used[kind.ending] += PLANTED_IN_ONE


def _planted(kind: Format, number: int, first: int, chance: random.Random) -> PlantedFile:
    case = invented_case(number % CASES)
    made = kind.make()
    plants = []
    for at, token in enumerate(chance.sample(case.tokens, PLANTED_IN_ONE)):
        place = kind.places[(first + at) % len(kind.places)]
        plant = _plant(token, place, is_name=token in case.names, chance=chance)
        place.put(made, plant.written)
        plants.append(plant)
    return PlantedFile(f"paper {number}.{kind.ending}", kind.pack(made), case.tokens, tuple(plants))


def _plant(token: Token, place: Place[Any], *, is_name: bool, chance: random.Random) -> Plant:
    forms = [Form.EXACT, Form.EXACT]
    if token.variants:
        forms.append(Form.VARIANT)
    if is_name and len(token.value) >= MISSPELT_FROM and not place.of_a_program:
        forms += [Form.MISSPELT] * 5
    form = chance.choice(forms)
    written = {
        Form.EXACT: lambda: token.value,
        Form.VARIANT: lambda: chance.choice(token.variants),
        Form.MISSPELT: lambda: misspelt(token.value, chance),
    }[form]()
    return Plant(token, written, form, place.name)

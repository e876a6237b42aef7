"""How does a planner's text become themes, routes and questions, and what is wrong with it? Imports no Django.

One a line. A theme may name the paragraphs that speak of it behind a colon: "Separation raises the risk: robin-2023
8, 9; jo-2021 4". A route has a name and a way to reach it: "Refuge intake: 01234 567890".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PLACE = re.compile(r"([a-z0-9][a-z0-9-]*)\s+(\d+(?:\s*,\s*\d+)*)")


@dataclass(frozen=True)
class ThemeLine:
    """A theme with the paragraphs named for it: address of a review on the register, numbers of its paragraphs."""

    name: str
    places: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True)
class Route:
    """Somewhere to refer to or get help, and how to reach it."""

    name: str
    contact: str


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that hold something; the dash of a list is no part of them."""
    lines = (line.strip().removeprefix("- ").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def themes_of(text: str) -> tuple[ThemeLine, ...]:
    """The themes of a text, in order. A colon that no paragraph follows belongs to the name."""
    return tuple(_theme(line) for line in lines_of(text))


def _theme(line: str) -> ThemeLine:
    name, colon, after = line.rpartition(":")
    parts = [part.strip() for part in after.split(";")]
    found = [_PLACE.fullmatch(part) for part in parts]
    if not colon or not all(found):
        return ThemeLine(line)
    places = tuple((match[1], _numbers(match[2])) for match in found if match)
    return ThemeLine(name.strip(), places)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


def routes_of(text: str) -> tuple[Route, ...]:
    """The routes of a text; a line without a colon is a name that says how to reach it."""
    pairs = (line.partition(":") for line in lines_of(text))
    return tuple(Route(name.strip(), contact.strip()) for name, _, contact in pairs)


def theme_faults(themes: Iterable[ThemeLine], known: Mapping[str, Iterable[int]]) -> tuple[str, ...]:
    """What is wrong with the places that themes name; ``known`` has the paragraphs of each chosen review."""
    numbers = {slug: frozenset(paragraphs) for slug, paragraphs in known.items()}
    return tuple(
        fault
        for theme in themes
        for slug, places in theme.places
        for fault in _place_faults(theme.name, slug, places, numbers)
    )


def _place_faults(name: str, slug: str, places: Iterable[int], known: Mapping[str, frozenset[int]]) -> list[str]:
    if slug not in known:
        return [f"“{name}” names {slug}, which is none of the chosen reviews."]
    missing = (number for number in places if number not in known[slug])
    return [f"“{name}” names paragraph {number} of {slug}, which its summary does not have." for number in missing]

"""Where do title and words stand on a slide? Lengths in points, from the left upper corner."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Room:
    """Where titles and words stand on one kind of slide, and how much wider than Arial the letters may be."""

    title: Area
    body: Area
    stretch: float = 1.0


@dataclass(frozen=True)
class Look:
    """The colours and letters of a deck: six hexadecimal digits each. ``font`` is "" for that of a template."""

    accent: str
    on_accent: str
    soft: str
    text: str
    quiet: str
    font: str = ""

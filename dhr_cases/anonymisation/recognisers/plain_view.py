"""How does a text read to a recogniser, so that signs which only look like a space or a dash hide no number?

Spaces of every width read as a space, hyphens as a hyphen, wide figures as figures; signs that nobody sees are left
out. Dashes stay dashes: they part sentences.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dhr_cases.anonymisation.hits import Hit

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"
_PLAIN = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_HYPHENS, "-")
    | {chr(0xFF10 + figure): str(figure) for figure in range(10)}
    | {"\uff0b": "+", "\uff20": "@"}
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, marks of width nought, and signs that turn the direction of writing."""


@dataclass(frozen=True)
class PlainView:
    """A text as recognisers read it, and where each of its signs stands in the text itself."""

    written: str
    text: str
    places: Sequence[int]

    def back(self, hit: Hit) -> Hit:
        """The hit with its place and its words in the text itself."""
        start, end = self.places[hit.start], self.places[hit.end - 1] + 1
        return replace(hit, start=start, end=end, words=self.written[start:end])


def plain_view(written: str) -> PlainView:
    """The text made plain; one of ASCII alone is its own view."""
    if written.isascii():
        return PlainView(written, written, range(len(written)))
    places = [place for place, sign in enumerate(written) if not _UNSEEN.match(sign)]
    return PlainView(written, "".join(written[place] for place in places).translate(_PLAIN), places)

"""Which words stand in the code of a page of a PDF without being shown: names, data of pictures, texts put nowhere?"""

import re
from collections.abc import Iterator

_TEXT = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_TEXT_OF_NO_USE = re.compile(rb"(\((?:[^()\\]|\\.)+\))\s*(?!Tj\b)[A-Za-z]", re.DOTALL)
_PICTURE = re.compile(rb"\bID\s(.*?)\sEI\b", re.DOTALL)
_NAME = re.compile(rb"/([^\s/<>()\[\]{}%]{3,})")
_BARE = re.compile(rb"(?<![/\w#.])[A-Za-z]{4}[^\s/<>()\[\]{}%]*")
_USUAL_WORDS = (
    b"Artifact Span Lbl LBody Table THead TBody TFoot Figure Formula Form Link Note Reference Part Art Sect Div "
    b"BlockQuote Caption TOC TOCI Index NonStruct Private Quote BibEntry Code Annot Ruby Warichu Document MCID "
    b"Attached Type Subtype Top Bottom Left Right Pagination Layout Page Background Header Footer Watermark BBox "
    b"ReversedChars Clip Title Strong Sub FENote Aside DocumentFragment Alt ActualText Lang Standard Normal "
    b"true false null"
)
_USUAL = frozenset(_USUAL_WORDS.split())
"""Names of marks that the format has; some are surnames too. Source: ISO 32000-1 14.7 and 14.8 [K]."""


def unshown_words(code: bytes) -> list[bytes]:
    """Names other than the format's own, the data of pictures in the code, texts no operator shows, unknown words."""
    return list(dict.fromkeys(_words(code)))


def _words(code: bytes) -> Iterator[bytes]:
    yield from _PICTURE.findall(code)
    plain = _PICTURE.sub(b" ", code)
    yield from _TEXT_OF_NO_USE.findall(plain)
    bare = _TEXT.sub(b" ", plain)
    yield from (name for name in _NAME.findall(bare) if name not in _USUAL)
    yield from (word for word in _BARE.findall(bare) if word not in _USUAL)

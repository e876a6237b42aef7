"""How large do the packed parts of a PDF grow, and what do they hold once unpacked?"""

import zlib

import pikepdf

from dhr_cases.anonymisation.corners.reading import MEGABYTE, Gathering

MAX_PART = 30 * MEGABYTE
"""How large one part of a PDF other than a picture may grow, in bytes [D]."""
_SAFE = MAX_PART // 1100  # deflate packs a thousand to one at the very best
_SAFE_TWICE = _SAFE // 1100
_FLATE = {"/FlateDecode", "/Fl"}
_PACKINGS = _FLATE | {"/LZWDecode", "/LZW", "/BrotliDecode"}
_PICTURE_FILTERS = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/DCT", "/CCF"}


def filters_of(stream: pikepdf.Stream) -> list[str]:
    """The names of the ways in which a stream is packed, outermost first."""
    given = stream.get("/Filter")
    if given is None:
        return []
    return [str(name) for name in given] if isinstance(given, pikepdf.Array) else [str(given)]


def are_within_limits(gathering: Gathering, document: pikepdf.Pdf) -> bool:
    """Whether everything packed stays within the limits when it is unpacked. Pictures stay packed."""
    streams = [entry for entry in document.objects if isinstance(entry, pikepdf.Stream)]
    return all(_is_within_limits(gathering, stream) for stream in streams)


def raw(stream: pikepdf.Stream) -> bytes:
    """The bytes as they stand in the file."""
    return stream.read_raw_bytes()


def unpacked(stream: pikepdf.Stream) -> bytes | None:
    """The unpacked bytes; none for pictures and for what cannot be unpacked."""
    if set(filters_of(stream)) & _PICTURE_FILTERS:
        return None
    try:
        return stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
    except (pikepdf.PdfError, pikepdf.DataDecodingError):
        return None


def _is_within_limits(gathering: Gathering, stream: pikepdf.Stream) -> bool:
    packings = _packings(stream)
    if not packings:
        return True
    content = stream.read_raw_bytes()
    if len(packings) > 1 or filters_of(stream)[0] not in _FLATE:
        return len(content) < (_SAFE if len(packings) == 1 else _SAFE_TWICE)
    return _spends_its_size(gathering, content)


def _packings(stream: pikepdf.Stream) -> list[str]:
    filters = filters_of(stream)
    if set(filters) & _PICTURE_FILTERS or stream.get("/Subtype") == "/Image":
        return []
    return [name for name in filters if name in _PACKINGS]


def _spends_its_size(gathering: Gathering, content: bytes) -> bool:
    size = len(content) * 8 if len(content) < _SAFE else _size(content)
    return size <= MAX_PART and gathering.budget.takes(size, 0)


def _size(content: bytes) -> int:
    unpacking, size, rest = zlib.decompressobj(), 0, content
    try:
        while rest and size <= MAX_PART:
            size += len(unpacking.decompress(rest, MEGABYTE))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return size  # reading it puts down that it is damaged
    return size

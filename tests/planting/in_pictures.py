"""Where in a picture can a protected word stand?"""

import functools
import io
import struct
import zlib
from dataclasses import dataclass, field

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.planting.places import Place, said

DESCRIPTION, SOFTWARE, COMMENT_OF_WINDOWS, USER_COMMENT, EXIF_PART = 0x010E, 0x0131, 0x9C9C, 0x9286, 0x8769


@dataclass
class Picture:
    """A picture in the making: what goes into its file."""

    notes: PngInfo = field(default_factory=PngInfo)
    exif: Image.Exif = field(default_factory=Image.Exif)
    segments: list[tuple[int, bytes]] = field(default_factory=list)

    def as_png(self) -> bytes:
        """The picture as PNG."""
        target = io.BytesIO()
        Image.new("RGB", (8, 8), "white").save(target, "PNG", pnginfo=self.notes, exif=self.exif)
        return target.getvalue()

    def as_jpeg(self) -> bytes:
        """The picture as JPEG, with its own segments after the start mark."""
        target = io.BytesIO()
        Image.new("RGB", (8, 8), "white").save(target, "JPEG", exif=self.exif)
        content = target.getvalue()
        added = b"".join(struct.pack(">BBH", 0xFF, kind, len(value) + 2) + value for kind, value in self.segments)
        return content[:2] + added + content[2:]


@functools.lru_cache(maxsize=1)
def _plain_png() -> bytes:
    return Picture().as_png()


def png_with_text(text: str) -> bytes:
    """A small PNG with a text chunk."""
    value = b"Comment\0" + text.encode("latin-1")
    chunk = struct.pack(">I", len(value)) + b"tEXt" + value + struct.pack(">I", zlib.crc32(b"tEXt" + value))
    plain = _plain_png()
    return plain[:33] + chunk + plain[33:]


def library_notes(word: str) -> str:
    """XMP that names a creator."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq>'
        f"<rdf:li>{said(word)}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def _text(picture: Picture, word: str) -> None:
    picture.notes.add_text("Title", said(word))


def _packed_text(picture: Picture, word: str) -> None:
    picture.notes.add_text("Comment", said(word), zip=True)


def _wide_text(picture: Picture, word: str) -> None:
    picture.notes.add_itxt("Description", said(word), zip=True)


def _png_library(picture: Picture, word: str) -> None:
    picture.notes.add_itxt("XML:com.adobe.xmp", library_notes(word))


def _camera(picture: Picture, word: str) -> None:
    picture.exif[DESCRIPTION] = f"{picture.exif.get(DESCRIPTION, '')} {said(word)}"


def _windows(picture: Picture, word: str) -> None:
    picture.exif[COMMENT_OF_WINDOWS] = picture.exif.get(COMMENT_OF_WINDOWS, b"") + f"{said(word)} ".encode("utf-16-le")


def _user_comment(picture: Picture, word: str) -> None:
    picture.exif[SOFTWARE] = "Camera"  # without a tag of its own Pillow leaves the part out
    inner = picture.exif.get_ifd(EXIF_PART)
    inner[USER_COMMENT] = inner.get(USER_COMMENT, b"ASCII\0\0\0") + f"{said(word)} ".encode()


def _comment(picture: Picture, word: str) -> None:
    picture.segments.append((0xFE, said(word).encode()))


def _jpeg_library(picture: Picture, word: str) -> None:
    picture.segments.append((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + library_notes(word).encode()))


def _press(picture: Picture, word: str) -> None:
    text = said(word).encode()
    notes = b"\x1c\x02\x78" + struct.pack(">H", len(text)) + text
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(notes)) + notes + b"\0" * (len(notes) % 2)
    picture.segments.append((0xED, b"Photoshop 3.0\0" + resource))


_BOTH = (
    Place("camera's description", _camera),
    Place("comment of Windows", _windows),
    Place("comment of a user", _user_comment),
)
PNG_PLACES: tuple[Place[Picture], ...] = (
    Place("text", _text),
    Place("packed text", _packed_text),
    Place("packed text in any letters", _wide_text),
    Place("library's notes", _png_library),
    *_BOTH,
)
JPEG_PLACES: tuple[Place[Picture], ...] = (
    Place("comment", _comment),
    Place("library's notes", _jpeg_library),
    Place("press notes", _press),
    *_BOTH,
)
"""Every corner of a picture that is tried."""

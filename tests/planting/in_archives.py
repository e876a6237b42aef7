"""Where in a zip archive can a protected word stand?"""

import io
import zipfile
from dataclasses import dataclass, field

from tests.planting.in_pdf import Sheet
from tests.planting.in_pictures import png_with_text
from tests.planting.in_word import PLACES as CORNERS_OF_WORD
from tests.planting.in_word import word_package
from tests.planting.places import Place, said


@dataclass
class Bundle:
    """An archive in the making: its members, each with a comment and an extra field, and its own comment."""

    members: list[tuple[str, bytes, str, bytes]] = field(
        default_factory=lambda: [("read me.txt", b"Nothing.", "", b"")]
    )
    comment: str = ""

    def packed(self) -> bytes:
        """The file."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.comment = self.comment.encode()
            for name, content, comment, extra in self.members:
                entry = zipfile.ZipInfo(name)
                entry.comment, entry.extra, entry.compress_type = comment.encode(), extra, zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        return target.getvalue()

    def put(self, name: str, content: bytes, comment: str = "", extra: bytes = b"") -> None:
        """Put in a member under a name nobody else bears."""
        self.members.append((f"{len(self.members)} {name}", content, comment, extra))


def _text(bundle: Bundle, word: str) -> None:
    bundle.put("note.txt", said(word).encode())


def _old_letters(bundle: Bundle, word: str) -> None:
    bundle.put("café.txt", f"café {said(word)}".encode("cp1252"))


def _wide_letters(bundle: Bundle, word: str) -> None:
    bundle.put("note.txt", said(word).encode("utf-16"))


def _name(bundle: Bundle, word: str) -> None:
    bundle.put(f"about {word}.txt", b"Nothing.")


def _folder(bundle: Bundle, word: str) -> None:
    bundle.put(f"{word}/note.txt", b"Nothing.")


def _comment(bundle: Bundle, word: str) -> None:
    bundle.comment += f"{said(word)} "


def _comment_on_a_member(bundle: Bundle, word: str) -> None:
    bundle.put("note.txt", b"Nothing.", comment=said(word))


def _extra_field(bundle: Bundle, word: str) -> None:
    text = said(word).encode()
    bundle.put("note.txt", b"Nothing.", extra=b"\x99\x99" + len(text).to_bytes(2, "little") + text)


def _archive_inside(bundle: Bundle, word: str) -> None:
    inner = Bundle()
    inner.put("note.txt", said(word).encode())
    bundle.put("more.zip", inner.packed())


def _letter_inside(bundle: Bundle, word: str) -> None:
    package = word_package()
    CORNERS_OF_WORD[0].put(package, word)
    bundle.put("letter.docx", package.packed())


def _pdf_inside(bundle: Bundle, word: str) -> None:
    sheet = Sheet()
    sheet.write(said(word))
    bundle.put("letter.pdf", sheet.packed())


def _picture_inside(bundle: Bundle, word: str) -> None:
    bundle.put("picture.png", png_with_text(said(word)))


def _drawing_inside(bundle: Bundle, word: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{said(word)}</desc></svg>'
    bundle.put("drawing.svg", drawing.encode())


PLACES: tuple[Place[Bundle], ...] = (
    Place("text", _text),
    Place("text in old letters", _old_letters),
    Place("text in wide letters", _wide_letters),
    Place("name of a member", _name),
    Place("name of a folder", _folder),
    Place("comment", _comment),
    Place("comment on a member", _comment_on_a_member),
    Place("extra field", _extra_field, of_a_program=True),
    Place("archive inside", _archive_inside),
    Place("letter inside", _letter_inside),
    Place("PDF inside", _pdf_inside),
    Place("picture inside", _picture_inside),
    Place("drawing inside", _drawing_inside),
)
"""Every corner of an archive that is tried."""

"""Which typefaces of a PDF do not say which letters they show, so that the words cannot be read?"""

from collections.abc import Iterator

import pikepdf
from fontTools import agl

_NAMED_SETS = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/MacExpertEncoding"})
_SIGN_FONTS = ("Symbol", "ZapfDingbats", "Wingdings", "Webdings")


def nameless_letters(document: pikepdf.Pdf) -> Iterator[str]:
    """A sentence for each typeface whose letters cannot be told."""
    for font in document.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font" and not _tells_letters(font):
            name = str(font.get("/BaseFont", "without a name")).removeprefix("/")
            yield f"The typeface {name} does not say which letters it shows. Save the PDF with its text readable."


def _tells_letters(font: pikepdf.Dictionary) -> bool:
    kind = str(font.get("/Subtype", ""))
    if "/ToUnicode" in font or kind.startswith("/CIDFont"):
        return True
    if kind == "/Type0":
        return _is_known_collection(font)
    return _names_letters(font)


def _names_letters(font: pikepdf.Dictionary) -> bool:
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        return all(_is_letter_name(str(name)) for name in encoding.get("/Differences", ()) if _is_name(name))
    return str(encoding) in _NAMED_SETS or not _is_embedded(font)


def _is_known_collection(font: pikepdf.Dictionary) -> bool:
    if str(font.get("/Encoding", "")) not in {"/Identity-H", "/Identity-V"}:
        return True
    for descendant in font.get("/DescendantFonts", ()):
        system = descendant.get("/CIDSystemInfo")
        if system is None or str(system.get("/Ordering", "Identity")) == "Identity":
            return False
    return True


def _is_name(entry: object) -> bool:
    return isinstance(entry, pikepdf.Name)


def _is_letter_name(name: str) -> bool:
    plain = name.removeprefix("/")
    return plain == ".notdef" or bool(agl.toUnicode(plain))


def _is_embedded(font: pikepdf.Dictionary) -> bool:
    describing = font.get("/FontDescriptor")
    if not isinstance(describing, pikepdf.Dictionary):
        return False
    name = str(font.get("/BaseFont", ""))
    is_for_signs = any(sign in name for sign in _SIGN_FONTS)
    return not is_for_signs and any(key.startswith("/FontFile") for key in describing.keys())  # noqa: SIM118  # no mapping

"""Which words does a text hold in codes, that a program shows as plain letters? Imports no Django."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

_SIGNS = re.compile(r"[%&\\<\u202e]|_x|=[0-9A-F]{2}|[\"'][ \t]*[+&,]|[A-Za-z0-9+/]{20}")
"""One of these stands in every text that is coded in a way known here; most texts hold none."""
_LETTER_CODES = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|_x([0-9a-fA-F]{4})_")
_MAIL_CODES = re.compile(r"((?:=[0-9A-F]{2})+)")
_SOFT_LINE_END = re.compile(r"=\r?\n")
_MARKS = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_SEAM = re.compile(r"([\"'])[ \t]*[+&,][ \t]*\1")
_PRINT_HEAD = re.compile(r"^&[LCR]", re.MULTILINE)
_PRINT_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|\d{1,3}|[BIUSXYEOH])")
"""How the head or foot of a printed workbook begins, and the codes in it for typefaces, sizes and colours."""
_FROM_RIGHT = re.compile(r"\u202e([^\u202c\n]+)")
_PACKED = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{20,}={0,2}(?![A-Za-z0-9+/=])")


def words_in_code(text: str) -> Iterator[tuple[str, str]]:
    """Every other way to read the text, with a word that says which; nothing for a text without codes.

    Codes of letters as web addresses, web pages, scripts, workbooks and letters write them; marks of a web page in
    a note; the pieces that a formula or a script joins; the head of a print with its typefaces; words from right to
    left; words packed in base64.
    """
    if not _SIGNS.search(text):
        return
    plain = _without_codes(text)
    read = {text}
    for note, view in (
        ("decoded", plain),
        ("without marks", _MARKS.sub("", plain)),
        ("pieces joined", _SEAM.sub("", plain)),
        ("decoded as mail", _as_mail(text)),
        ("without codes of the print", _without_print_codes(plain)),
        ("from right to left", _FROM_RIGHT.sub(_turned, plain)),
        ("unpacked", "\n".join(_unpacked(text))),
    ):
        if view.strip() and view not in read:
            read.add(view)
            yield note, view


def _without_codes(text: str) -> str:
    return unquote(_LETTER_CODES.sub(_letter, html.unescape(text)))


def _without_print_codes(text: str) -> str:
    return _PRINT_CODES.sub("", _PRINT_HEAD.sub("", text)) if _PRINT_HEAD.search(text) else ""


def _as_mail(text: str) -> str:
    return _MAIL_CODES.sub(_mail_letters, _SOFT_LINE_END.sub("", text)) if _MAIL_CODES.search(text) else ""


def _letter(found: re.Match[str]) -> str:
    number = int(next(group for group in found.groups() if group), 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]


def _mail_letters(found: re.Match[str]) -> str:
    """The letters of a letter coded for old mail: =C3=A9 is é."""
    return bytes.fromhex(found[1].replace("=", "")).decode("utf-8", errors="replace")


def _turned(found: re.Match[str]) -> str:
    return found[1][::-1]


def _unpacked(text: str) -> Iterator[str]:
    """Words that somebody packed; what unpacks to anything but words was no packed text."""
    for found in _PACKED.finditer(text):
        try:
            words = base64.b64decode(found[0], validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if words.isprintable():
            yield words

"""Which text may stand in an office file, and in a cell that a spreadsheet opens? Imports no Django."""

import re

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold; Word and Excel files are XML.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without characters that no office file can hold."""
    return _UNPRINTABLE.sub("", text)


def unformulated(cell: str) -> str:
    """A cell no spreadsheet takes for a formula: an apostrophe stands before a sign that would begin one."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell

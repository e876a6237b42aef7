"""How is a paper kept to one page, whatever the year holds?"""

LISTED = 4
"""Rows of a kind that are listed; the rest are counted. Found by trying forty partners with long names. [D]"""

LONGEST = 180
"""Characters of a free text on the page: about two lines. [D]"""


LONGEST_NAME = 40
"""Characters of a body's name in a row or sentence: what leaves the rest on the same line. [D]"""


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, cut at a word with three dots where it is too long for the page."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    cut = plain[:longest].rsplit(" ", 1)[0]
    return f"{cut} …"


def others(count: int, one: str, many: str) -> str:
    """How many rows are not listed, as the beginning of a sentence."""
    return f"1 more {one}" if count == 1 else f"{count} more {many}"

"""Can this machine write PDF? Knows no Django and does not load what writes it.

WeasyPrint draws letters with Pango, a library of the operating system that no Python package brings.
"""

import ctypes
import ctypes.util
from collections.abc import Callable, Sequence

NEEDED = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig", "gobject-2.0")
SENTENCE = (
    "PDF is not possible on this machine, because Pango is missing. "
    "On Debian or Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0. Word files and everything else work."
)


def can_load(name: str) -> bool:
    """Whether the system finds and opens the library."""
    found = ctypes.util.find_library(name) or f"lib{name}.so.0"
    try:
        ctypes.CDLL(found)
    except OSError:
        return False
    return True


def hindrance(names: Sequence[str] = NEEDED, opens: Callable[[str], bool] = can_load) -> str:
    """Why no PDF can be written here, as a sentence for the screen; "" where one can."""
    return "" if all(opens(name) for name in names) else SENTENCE

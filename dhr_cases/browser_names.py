"""What does a person call the browser that signed in? A browser itself sends a line that only machines read.

The lines name other browsers as well, so the first row that fits is the right one. Source: the browsers' own
documentation of their user agent strings [D].
"""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What stands in the line, and the name of the browser."""

MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)
"""What stands in the line, and on what the browser runs."""

UNKNOWN = "A browser we do not know"


def browser_name(line: str) -> str:
    """For example "Edge on Windows"; what is not known is left out."""
    browser = _first(BROWSERS, line) or UNKNOWN
    machine = _first(MACHINES, line)
    return f"{browser} on {machine}" if machine else browser


def _first(table: tuple[tuple[str, str], ...], line: str) -> str:
    return next((name for part, name in table if part in line), "")

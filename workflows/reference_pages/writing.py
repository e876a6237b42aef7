"""How is a made page written: its head, its tables, its cells?"""

from collections.abc import Iterable, Sequence

NOTE = "Made by `manage.py docs` from {table}. Change the table, not this page."
EVIDENCE = (
    "Marks behind a source: [V] read in the source named, [K] recalled and its wording not checked, [S] seen in a "
    "published review or record, [D] our own choice."
)


def page(title: str, table: str, *parts: str) -> str:
    """A whole page: heading, where it comes from, its parts."""
    return "\n\n".join((f"# {title}", NOTE.format(table=table), *parts)) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; an empty cell stays empty."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")

"""How do the figures read as tables? One line a page or step; beneath them what should be looked at."""

import datetime
import os
import platform
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import django

LIMITS = {"inbox: three lists, no page": 5, "case list": 10, "workspace": 25, "position of 50 partners": 15}
"""The most statements that may be needed, however many cases and partners there are."""

SECONDS = {
    "statement, 10,000 entries: Word": 5,
    "statement, 10,000 entries: PDF": 5,
    "one partner, 10,000 entries": 5,
    "report: Word": 3,
    "report: PDF": 10,
    "report: HTML": 3,
    "gate, 60 words: Word": 5,
    "gate, 60 words: PDF": 5,
    "gate, 60 words: HTML": 5,
}
"""The longest that may be taken on any machine, in seconds of the middle round."""

HEADINGS = ("", "median", "p95", "CPU", "bare SQL", "ratio", "queries", "KB", "rounds", "failed")
WIDTHS = (34, 9, 9, 9, 9, 8, 11, 8, 7, 7)
Figures = Sequence[Mapping[str, Any]]


def machine() -> dict[str, str]:
    """On what the figures were measured."""
    return {
        "measured": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC",
        "processors": str(os.cpu_count()),
        "load when it began": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        "Django": django.get_version(),
    }


def lines_of(found: Mapping[str, Any]) -> Iterator[str]:
    """The tables of one database."""
    sizes = ", ".join(f"{count:,} {kind}" for kind, count in found["sizes"].items())
    yield f"\n=== {found['database']} ==="
    yield from textwrap.wrap(f"Rows: {sizes}.", sum(WIDTHS))
    yield from textwrap.wrap(
        "Milliseconds through the test client; CPU is this process alone, which for SQLite is all of it. "
        f"Queries: with {found['few']}, then with all.",
        sum(WIDTHS),
    )
    figures: Figures = found["figures"]
    for group in dict.fromkeys(figure["group"] for figure in figures):
        yield ""
        yield _line((group.upper(), *HEADINGS[1:]))
        yield from (_line(_cells(figure)) for figure in figures if figure["group"] == group)
    yield ""
    yield from remarks(figures)


def _line(cells: Sequence[str]) -> str:
    first, *others = cells
    return first.ljust(WIDTHS[0]) + "".join(cell.rjust(width) for cell, width in zip(others, WIDTHS[1:], strict=True))


def _cells(figure: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        figure["label"],
        f"{figure['median']:,.1f}",
        f"{figure['p95']:,.1f}",
        f"{figure['cpu']:,.1f}",
        _number(figure["bound"], ",.2f"),
        _ratio(figure["ratio"]),
        _queries(figure),
        _number(figure["size"] / 1000 if figure["size"] else None, ",.1f"),
        str(figure["rounds"]),
        str(figure["failures"]),
    )


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else f"{value:{form}}"


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}x" if value >= 10 else f"{value:.1f}x"


def _queries(figure: Mapping[str, Any]) -> str:
    few, all_of_them = figure["few_queries"], figure["queries"]
    return str(all_of_them) if few is None else f"{few} > {all_of_them}"


def remarks(figures: Figures) -> Iterator[str]:
    """What grows with the rows, needs too much, or failed; one line that says so when nothing does."""
    found = [*_growing(figures), *_beyond(figures), *_slow(figures), *_failed(figures)]
    yield from found or ["No page's queries grow with the rows, nothing exceeds its limit, and nothing failed."]


def _growing(figures: Figures) -> Iterator[str]:
    for figure in figures:
        few = figure["few_queries"]
        if few is not None and few != figure["queries"]:
            yield f"Look: {_named(figure)}: {few} queries with few rows, {figure['queries']} with all."


def _beyond(figures: Figures) -> Iterator[str]:
    for figure in figures:
        limit = LIMITS.get(figure["label"])
        if limit is not None and figure["queries"] > limit:
            yield f"Look: {_named(figure)}: {figure['queries']} queries; at most {limit} are wanted."


def _slow(figures: Figures) -> Iterator[str]:
    for figure in figures:
        limit = SECONDS.get(figure["label"])
        if limit is not None and figure["median"] > limit * 1000:
            yield f"Look: {_named(figure)}: {figure['median'] / 1000:.1f} s; at most {limit} s are wanted."


def _failed(figures: Figures) -> Iterator[str]:
    for figure in figures:
        if figure["failures"]:
            yield f"Failed: {_named(figure)}: {figure['failures']} rounds."


def _named(figure: Mapping[str, Any]) -> str:
    return f"{figure['group']}, {figure['label']}"

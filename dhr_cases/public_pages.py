"""What do the pages of the public register say? The same words for this site and for a static copy of it.

Nothing here knows a request: no session, no cookie and no person can come into a page of the register.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership, PublicFile, PublicRecord, PublicState
from dhr_cases.plain_text import Bullets, Part, Subheading, Table
from dhr_cases.public_list import Links, YearGroup, file_rows, gone, progress_of
from dhr_cases.release_gate import record_parts, servable_files

EXIT = "https://www.bbc.co.uk/weather"
"""Where somebody goes who must leave the page at once: a page that nobody asks about."""

STYLES = (
    "built/govuk.css",
    "css/tokens.css",
    "css/page.css",
    "css/components/panels.css",
    "css/components/tables.css",
    "css/print.css",
    "css/pages/public.css",
)
"""Style sheets of a public page, as static files. The larger library of the working pages is not among them."""
ICON = "img/mark.svg"
SCRIPT = "js/leave.js"

HEADINGS: Mapping[PublicState, str] = {
    PublicState.LEARNING: "Learning in place of the report",
    PublicState.WITHHELD: "This report is not published",
    PublicState.WITHDRAWN: "This report was taken down",
}
"""What a page says first of a review that is not published as a whole."""


@dataclass(frozen=True)
class Frame:
    """What surrounds every page: whose register it is, how it looks, where its other forms are."""

    name: str
    label: str
    email: str
    telephone: str
    postal: str
    styles: tuple[str, ...]
    icon: str
    script: str
    home: str
    feed: str
    json: str
    exit: str = EXIT


def frame_of(
    partnership: Partnership | None, *, styles: Sequence[str], icon: str, script: str, addresses: Mapping[str, str]
) -> Frame:
    """The frame of one partnership's pages; plain where the installation has none yet.

    ``addresses`` holds home, feed and json.
    """
    owner = partnership or Partnership(name="Domestic abuse reviews")
    return Frame(
        name=owner.name,
        label=owner.label_shown,
        email=owner.contact_email,
        telephone=owner.contact_telephone,
        postal=owner.contact_address,
        styles=tuple(styles),
        icon=icon,
        script=script,
        **addresses,
    )


def list_page(frame: Frame, groups: Sequence[YearGroup], count: int, more: Mapping[str, Any]) -> SafeString:
    """The home of the register. ``more``: the filter form, whether it asks for anything, links to other pages."""
    return render_to_string("public/register.html", {"frame": frame, "groups": groups, "count": count, **more})


def record_page(frame: Frame, record: PublicRecord, links: Links, json_url: str) -> SafeString:
    """The page of one review."""
    state = PublicState(record.state)
    context = {
        "frame": frame,
        "record": record,
        "json_url": json_url,
        "facts": _facts(record),
        "stands_heading": HEADINGS.get(state, ""),
        "files": file_rows(servable_files(record), links),
        "gone": file_rows(gone(record), links),
        "summary": numbered(record_parts(record)),
        "progress": progress_of(record),
        "is_down": state is PublicState.WITHDRAWN,
    }
    return render_to_string("public/record.html", context)


@dataclass(frozen=True)
class Numbered:
    """A paragraph, a bullet or a row of a table with its number; the address of the page with ``#p4`` leads to it."""

    number: int
    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A part of the summary as the page shows it: a heading's text, a table's heads, and what is numbered."""

    kind: str
    text: str = ""
    heads: tuple[str, ...] = ()
    lines: tuple[Numbered, ...] = ()


def numbered(parts: Iterable[Part]) -> tuple[Block, ...]:
    """Every paragraph, bullet and row of a table numbered from 1 in reading order; headings are not counted."""
    count = itertools.count(1)
    return tuple(_block(part, count) for part in parts)


def _block(part: Part, count: Iterator[int]) -> Block:
    if isinstance(part, Subheading):
        return Block(part.kind, text=part.text)
    if isinstance(part, Table):
        return _table(part, count)
    texts = part.items if isinstance(part, Bullets) else (part.text,)
    return Block(part.kind, lines=tuple(Numbered(next(count), text) for text in texts))


def _table(part: Table, count: Iterator[int]) -> Block:
    rows = tuple(Numbered(next(count), cells=row) for row in part.rows)
    return Block(part.kind, heads=part.heads, lines=rows)


def _facts(record: PublicRecord) -> list[dict[str, str]]:
    rows = [
        ("Year of death", str(record.year or "")),
        ("Partnership", record.partnership.name),
        ("Where it stands", PublicState(record.state).label),
        ("On the register since", _day_words(record.put_up_on)),
        ("Taken down on", _day_words(record.taken_down_on)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _day_words(day: datetime.date | None) -> str:
    return long_date(day) if day else ""


def gone_page(frame: Frame, file: PublicFile, record_url: str) -> SafeString:
    """What stands at the address of a file that was taken down."""
    taken_down = _day_words(file.taken_down_on)
    context = {"frame": frame, "file": file, "taken_down": taken_down, "record_url": record_url}
    return render_to_string("public/gone.html", context)


def missing_page(frame: Frame) -> SafeString:
    """What stands at an address of the register that leads nowhere."""
    return render_to_string("public/missing.html", {"frame": frame})

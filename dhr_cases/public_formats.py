"""How do machines read the public register? JSON, its schema, and a news feed.

Source: RFC 4287 (Atom) [V]; JSON Schema, draft 2020-12 [V]; the choice of fields, local [D].
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree

from django.utils import timezone

from dhr_cases.models import Partnership, PublicFile, PublicRecord, PublicState
from dhr_cases.office_text import printable
from dhr_cases.papers.uploads import content_type_of
from dhr_cases.policies.release import WRITTEN_AS
from dhr_cases.public_list import Links, how_it_stands, progress_of, standing
from dhr_cases.public_standing import STANDING_LABELS, PublicStanding
from dhr_cases.release_gate import record_parts

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""Entries of a feed."""


def register_json(records: Iterable[PublicRecord], links: Links, schema_url: str) -> dict[str, Any]:
    """The whole register: every review without its text."""
    return {"$schema": schema_url, "reviews": [_review(record, links) for record in records]}


def record_json(record: PublicRecord, links: Links, schema_url: str) -> dict[str, Any]:
    """One review with its summary and the progress of its action plan."""
    return {
        "$schema": schema_url,
        **_review(record, links),
        "summary": [{"kind": part.kind, **asdict(part)} for part in record_parts(record)],
        "progress": progress_of(record),
    }


def progress_json(
    record: PublicRecord, links: Links, schema_url: str, told_at: datetime.datetime | None
) -> dict[str, Any]:
    """How far the action plan of one review is, counted and step by step; ``told_at`` is when the register changed."""
    steps = progress_of(record)
    counted = Counter(step["standing"] for step in steps if "standing" in step)
    return {
        "$schema": schema_url,
        "review": record.slug,
        "url": links.record(record),
        "title": record.title,
        "partnership": {"code": record.partnership.code, "name": record.partnership.name},
        "as_on": _day(timezone.localdate(told_at)) if told_at else None,
        "actions": len(steps),
        "counts": [
            {"standing": code.value, "label": STANDING_LABELS[code], "actions": counted[code.value]}
            for code in PublicStanding
        ],
        "steps": steps,
    }


def _review(record: PublicRecord, links: Links) -> dict[str, Any]:
    return {
        "id": record.slug,
        "url": links.record(record),
        "title": record.title,
        "pseudonym": record.pseudonym,
        "year_of_death": record.year,
        "partnership": {"code": record.partnership.code, "name": record.partnership.name},
        "state": record.state,
        "reason": record.reason,
        "what_remains": record.what_remains,
        "put_up_on": _day(record.put_up_on),
        "taken_down_on": _day(record.taken_down_on),
        "version": record.version,
        "files": [_file(file, links) for file in record.files.all()],
    }


def _file(file: PublicFile, links: Links) -> dict[str, Any]:
    is_up = file.taken_down_on is None
    return {
        "label": file.label,
        "kind": file.kind,
        "url": (links.file(file) or None) if is_up else None,
        "file_name": file.file_name,
        "media_type": content_type_of(file.file_name),
        "size": file.size,
        "sha256": file.sha256,
        "version": file.number,
        "correction_reason": file.correction_reason,
        "put_up_on": _day(file.put_up_on),
        "taken_down_on": _day(file.taken_down_on),
        "taken_down_reason": file.taken_down_reason,
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


TEXT: Mapping[str, Any] = {"type": "string"}
DAY: Mapping[str, Any] = {"type": ["string", "null"], "format": "date"}
STANDING: Mapping[str, Any] = {
    "enum": [code.value for code in PublicStanding],
    "description": "How the action stands; only what somebody else verified is carried_out.",
}


def _object(description: str, properties: Mapping[str, Any], optional: Iterable[str] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": dict(properties),
        "required": [name for name in properties if name not in set(optional)],
        "additionalProperties": False,
    }


def _list_of(items: Mapping[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": dict(items)}


_FILE_SHAPE = _object(
    "A file that is or was up.",
    {
        "label": TEXT,
        "kind": {"enum": [kind.value for kind in WRITTEN_AS]},
        "url": {"type": ["string", "null"], "description": "Null where the file cannot be had."},
        "file_name": TEXT,
        "media_type": TEXT,
        "size": {"type": "integer", "minimum": 0, "description": "Bytes."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "version": {"type": "integer", "minimum": 1},
        "correction_reason": TEXT,
        "put_up_on": DAY,
        "taken_down_on": DAY,
        "taken_down_reason": TEXT,
    },
)
_BLOCK_SHAPE = _object(
    "A part of the executive summary; which of the others it has follows from its kind.",
    {
        "kind": {"enum": ["subheading", "paragraph", "bullets", "table"]},
        "text": TEXT,
        "items": _list_of(TEXT, "Of bullets."),
        "heads": _list_of(TEXT, "Of a table."),
        "rows": _list_of(_list_of(TEXT, "The cells of a row."), "Of a table."),
    },
    optional=("text", "items", "heads", "rows"),
)
_PROGRESS_SHAPE = _object(
    "An action of the plan, in words.",
    {"number": TEXT, "text": TEXT, "state": TEXT, "due": TEXT, "done": TEXT, "standing": STANDING},
    optional=("number", "due", "done", "standing"),
)
_COUNT_SHAPE = _object(
    "Actions that stand in one way.",
    {"standing": STANDING, "label": TEXT, "actions": {"type": "integer", "minimum": 0}},
)
_PROGRESS_PROPERTIES: Mapping[str, Any] = {
    "$schema": TEXT,
    "review": {"type": "string", "description": "The id of the review."},
    "url": TEXT,
    "title": TEXT,
    "partnership": _object("Whose review it is.", {"code": TEXT, "name": TEXT}),
    "as_on": DAY,
    "actions": {"type": "integer", "minimum": 0},
    "counts": _list_of({"$ref": "#/$defs/count"}, "Every standing, also those of no action."),
    "steps": _list_of({"$ref": "#/$defs/action"}, "In the order of the plan."),
}
_REVIEW_PROPERTIES: Mapping[str, Any] = {
    "$schema": TEXT,
    "id": {"type": "string", "description": "The last part of its address; never given to another review."},
    "url": TEXT,
    "title": TEXT,
    "pseudonym": TEXT,
    "year_of_death": {"type": ["integer", "null"]},
    "partnership": _object("Whose review it is.", {"code": TEXT, "name": TEXT}),
    "state": {"enum": [state.value for state in PublicState]},
    "reason": {"type": "string", "description": "Why not published, or why taken down."},
    "what_remains": TEXT,
    "put_up_on": DAY,
    "taken_down_on": DAY,
    "version": {"type": "integer", "minimum": 1},
    "files": _list_of({"$ref": "#/$defs/file"}, "Files that are up, and those that were."),
    "summary": _list_of({"$ref": "#/$defs/block"}, "Only in the record of one review."),
    "progress": _list_of({"$ref": "#/$defs/action"}, "Only in the record of one review."),
}


SCHEMA_ID = "urn:domestic-homicide-reviews:public-register:1"
"""The schema's name for good; where it can be had differs between installations."""


def schema() -> dict[str, Any]:
    """What the register's JSON may hold: the list, or the record of one review."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Public register of domestic homicide reviews",
        "anyOf": [{"$ref": "#/$defs/register"}, {"$ref": "#/$defs/review"}, {"$ref": "#/$defs/progress"}],
        "$defs": {
            "register": _object(
                "The whole register.",
                {"$schema": TEXT, "reviews": _list_of({"$ref": "#/$defs/review"}, "Newest year of death first.")},
            ),
            "review": _object("One review.", _REVIEW_PROPERTIES, optional=("$schema", "summary", "progress")),
            "progress": _object(
                "How far the action plan of one review is.", _PROGRESS_PROPERTIES, optional=("$schema",)
            ),
            "file": _FILE_SHAPE,
            "count": _COUNT_SHAPE,
            "block": _BLOCK_SHAPE,
            "action": _PROGRESS_SHAPE,
        },
    }


def feed(records: Iterable[PublicRecord], links: Links, *, title: str, home: str, address: str, site: str) -> bytes:
    """An Atom feed of the reviews that changed last.

    ``home`` is the page of the register and ``address`` the feed itself, as ``links`` write addresses; ``site`` is
    where the register stands, without a stroke at its end. Identities hang on it, so they are the same in a copy.
    """
    newest = sorted(records, key=_changed_on, reverse=True)[:NEWEST]
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    _text(root, "id", f"{site}/public/feed.xml")
    _text(root, "title", title)
    _text(root, "updated", _moment(max(map(_changed_on, newest), default=datetime.date(1970, 1, 1))))
    _text(ElementTree.SubElement(root, "author"), "name", title)
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    for record in newest:
        _entry(root, record, links, site)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ElementTree.Element, record: PublicRecord, links: Links, site: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _text(entry, "id", f"{site}/public/{record.slug}/")
    _text(entry, "title", record.title)
    _text(entry, "updated", _moment(_changed_on(record)))
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": links.record(record)})
    _text(entry, "summary", _told(record))


def _told(record: PublicRecord) -> str:
    files = ", ".join(file.label for file in standing(record))
    facts = (record.partnership.name, how_it_stands(record), files)
    return " ".join(f"{fact}." for fact in facts if fact)


def _changed_on(record: PublicRecord) -> datetime.date:
    """The last day on which something was put up or taken down; long ago where nothing ever was."""
    of_files = [day for file in record.files.all() for day in (file.put_up_on, file.taken_down_on)]
    days = [day for day in (record.put_up_on, record.taken_down_on, *of_files) if day is not None]
    return max(days, default=datetime.date(1970, 1, 1))


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = printable(text)


def register_title(partnership: Partnership | None) -> str:
    """How the register is called, by whose it is."""
    return f"{partnership.name}: published reviews" if partnership else "Published reviews"

"""The register for machines: JSON as its schema says, the schema as it is documented, and a feed readers can take."""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from dhr_cases.models import PublicRecord, PublicState
from dhr_cases.public_formats import NEWEST, schema
from dhr_cases.public_list import changed_at
from tests.conftest import Cast
from tests.public_records import PUT_UP, put_file, put_record, put_summary

ATOM = "{http://www.w3.org/2005/Atom}"
DOCUMENTED = Path(settings.BASE_DIR) / "docs" / "reference" / "public-register.schema.json"
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "null": type(None),
}  # fmt: skip


def faults(told: Any, shape: dict[str, Any], where: str = "$") -> Iterator[str]:
    """Where a document breaks a schema; knows the words of JSON Schema that ours uses."""
    if "$ref" in shape:
        yield from faults(told, schema()["$defs"][shape["$ref"].rpartition("/")[2]], where)
    if "enum" in shape and told not in shape["enum"]:
        yield f"{where}: {told!r} is none of {shape['enum']}"
    types = shape.get("type", [])
    names = [types] if isinstance(types, str) else types
    if names and not any(isinstance(told, TYPES[name]) for name in names):
        yield f"{where}: {told!r} is no {types}"
    if "pattern" in shape and not re.search(shape["pattern"], told):
        yield f"{where}: {told!r} does not fit"
    if isinstance(told, dict) and "properties" in shape:
        yield from _of_object(told, shape, where)
    if isinstance(told, list):
        for number, item in enumerate(told):
            yield from faults(item, shape.get("items", {}), f"{where}[{number}]")


def _of_object(told: dict[str, Any], shape: dict[str, Any], where: str) -> Iterator[str]:
    yield from (f"{where}: {name} is missing" for name in shape["required"] if name not in told)
    for name, value in told.items():
        if name not in shape["properties"]:
            yield f"{where}: {name} is not known"
        else:
            yield from faults(value, shape["properties"][name], f"{where}.{name}")


@pytest.fixture
def furnished(cast: Cast) -> PublicRecord:
    """A review with everything that can be told of one, and one with nothing."""
    progress = [{"number": "1", "text": "Train staff", "state": "Done", "due": "", "done": "May 2025"}]
    progress.append({"number": "2", "text": "Share", "state": "Rejected with a reason", "standing": "rejected"})
    record = put_record(cast.partnership, progress=progress)
    put_summary(record, cast.coordinator)
    put_file(record, cast.coordinator, number=2, correction_reason="A date was wrong.")
    put_file(record, cast.coordinator, taken_down_on=datetime.date(2026, 5, 4), taken_down_reason="Corrected")
    put_record(cast.partnership, "ash", title="Ash", year=None, state=PublicState.WITHHELD, put_up_on=None)
    return record


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/public/reviews.json", "register"),
        ("/public/robin-2019/review.json", "review"),
        ("/public/ash/review.json", "review"),
        ("/public/robin-2019/progress.json", "progress"),
    ],
)
def test_keeps_to_its_schema(furnished: PublicRecord, client: Client, path: str, shape: str) -> None:
    told = client.get(path).json()
    assert list(faults(told, schema()["$defs"][shape])) == []
    assert told["$schema"] == "http://127.0.0.1:8000/public/schema.json"


def test_counts_how_actions_stand(furnished: PublicRecord, client: Client) -> None:
    """A step that was told before standings were is not counted under any."""
    told = client.get("/public/robin-2019/progress.json").json()
    counts = {row["standing"]: row["actions"] for row in told["counts"]}
    assert (told["actions"], counts["rejected"], sum(counts.values())) == (2, 1, 1)


def test_tells_no_progress_where_none_is_shown(furnished: PublicRecord, client: Client) -> None:
    """Neither of a review that keeps it back nor of one that is not there."""
    assert [client.get(f"/public/{slug}/progress.json").status_code for slug in ("ash", "oak")] == [404, 404]


def test_would_notice_a_document_that_breaks_the_schema(furnished: PublicRecord, client: Client) -> None:
    told = client.get("/public/robin-2019/review.json").json()
    told["state"], told["name"], told["files"][0]["sha256"] = "secret", "somebody", "0"
    del told["title"]
    assert len(list(faults(told, schema()["$defs"]["review"]))) == 4


def test_documents_the_schema_that_it_serves(db: None, client: Client) -> None:
    answer = client.get("/public/schema.json")
    assert answer["Content-Type"] == "application/schema+json"
    assert answer.json() == json.loads(DOCUMENTED.read_text(encoding="utf-8"))


def test_tells_nothing_of_a_case(furnished: PublicRecord, client: Client) -> None:
    """Neither whose hand put a file up nor the paper it came from nor where it lies."""
    text = client.get("/public/robin-2019/review.json").content.decode()
    stored = [file.file.name for file in furnished.files.all()]
    for private in ("put_up_by", "paper_version", "seal", "case", "Coordinator", *stored):
        assert f'"{private}"' not in text


def entries(client: Client, path: str = "/public/feed.xml") -> list[etree._Element]:
    """The entries of a feed."""
    answer = client.get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found: list[etree._Element] = etree.fromstring(answer.content).findall(f"{ATOM}entry")
    return found


def test_feeds_what_changed_last_first(furnished: PublicRecord, cast: Cast, client: Client) -> None:
    put_record(cast.partnership, "sky-2021", title="Sky/2021", put_up_on=datetime.date(2026, 6, 1))
    told = [(row.findtext(f"{ATOM}title"), row.findtext(f"{ATOM}updated")) for row in entries(client)]
    assert told == [
        ("Sky/2021", "2026-06-01T00:00:00Z"),
        ("Robin/2019", "2026-05-04T00:00:00Z"),
        ("Ash", "1970-01-01T00:00:00Z"),
    ]


def test_gives_an_entry_an_identity_that_stays(furnished: PublicRecord, client: Client) -> None:
    entry = next(row for row in entries(client) if row.findtext(f"{ATOM}title") == "Robin/2019")
    address = "http://127.0.0.1:8000/public/robin-2019/"
    link = entry.find(f"{ATOM}link")
    assert entry.findtext(f"{ATOM}id") == address
    assert link is not None
    assert link.get("href") == address
    assert "Published." in (entry.findtext(f"{ATOM}summary") or "")


def test_feeds_no_more_than_readers_want(cast: Cast, client: Client) -> None:
    for number in range(NEWEST + 1):
        put_record(cast.partnership, f"r{number}")
    assert len(entries(client)) == NEWEST


def test_feeds_one_partnership_by_itself(furnished: PublicRecord, client: Client) -> None:
    assert len(entries(client, "/public/of/testshire/feed.xml")) == 2


def test_feeds_nothing_from_an_empty_register(cast: Cast, client: Client) -> None:
    assert entries(client) == []
    assert changed_at() is None


def test_takes_no_sign_that_xml_cannot_carry(cast: Cast, client: Client) -> None:
    put_record(cast.partnership, title="Robin\x0b & <Sky>")
    assert entries(client)[0].findtext(f"{ATOM}title") == "Robin & <Sky>"


def test_knows_when_one_review_changed(furnished: PublicRecord, cast: Cast) -> None:
    before = changed_at(furnished)
    put_record(cast.partnership, "sky-2021", put_up_on=PUT_UP)
    assert changed_at(furnished) == before
    assert changed_at() != before

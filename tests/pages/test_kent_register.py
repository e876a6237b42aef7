"""Does the public register show Kent's twenty-nine published titles, each under its year?"""

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from dhr_cases.models import PublicRecord
from dhr_cases.public_list import public_records
from tests.conftest import Cast
from tests.public_records import put_record

FACTS = json.loads((Path(__file__).parents[1] / "facts" / "learning" / "kent_published_titles.json").read_text())
TITLES: list[str] = FACTS["titles"]


@pytest.fixture
def register(cast: Cast) -> list[PublicRecord]:
    """The titles as reviews on the register."""
    return [
        put_record(
            cast.partnership,
            title.replace("/", "-").lower(),
            title=title,
            pseudonym=title.split("/")[0],
            year=int(title.split("/")[1]),
        )
        for title in TITLES
    ]


def test_holds_29_titles_from_2011_to_2020(cast: Cast, register: list[PublicRecord]) -> None:
    held = public_records(cast.partnership)

    assert held.count() == len(TITLES) == 29
    assert {record.year for record in held} == {*range(2011, 2021)}


def test_shows_every_title_once_and_how_many_there_are(client: Client, register: list[PublicRecord]) -> None:
    shown = client.get("/public/").content.decode()

    links = re.findall(r'<a[^>]*href="/public/[^"]+/"[^>]*>([^<]+)</a>', shown)
    assert sorted(link for link in links if link in TITLES) == sorted(TITLES)
    assert "29 reviews" in " ".join(shown.split())


def test_shows_a_title_under_its_year(client: Client, register: list[PublicRecord]) -> None:
    shown = client.get("/public/").content.decode()
    headings = [int(year) for year in re.findall(r"<h3[^>]*>\s*(\d{4})\s*</h3>", shown)]

    assert headings == sorted({int(title.split("/")[1]) for title in TITLES}, reverse=True)

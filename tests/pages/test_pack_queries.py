"""How often does the page of a seminar pack ask the database? As often for a long summary as for a short one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.models import Case, PublicRecord
from learning.briefing_boxes import BriefingKind
from learning.models import SeminarPack
from tests import events, packs
from tests.briefings import published_with_summary, write_all
from tests.conftest import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PARAGRAPHS = 300
LONG = packs.SUMMARY.replace(
    "<h2>Lessons</h2>", f"<h2>Lessons</h2>{'<p>A separation raises the risk.</p>' * PARAGRAPHS}"
)
MOST = 70
"""For two reviews, one of them with its case, and an edition to approve."""
MOST_A_REVIEW = 8
"""For each further review whose case is gone."""


def planned(cast: Cast, *records: PublicRecord) -> SeminarPack:
    """A pack that tells of the records, with files to judge."""
    pack = packs.planned(cast, events.planned(cast), packs.a_plan(*records, themes=""))
    packs.small_edition(pack, cast.coordinator)
    return pack


def asked(cast: Cast, pack: SeminarPack) -> int:
    """How often the page asks once the person is signed in."""
    client, address = Client(), reverse("event_pack", args=(pack.event.partnership.code, pack.event.code))
    client.force_login(cast.coordinator)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert "What it tells of" in client.get(address).content.decode()
    return len(seen)


def choose(cast: Cast, pack: SeminarPack, *records: PublicRecord) -> None:
    """Let the same pack tell of other reviews."""
    packs.planned(cast, pack.event, packs.a_plan(*records, themes=""))


def test_asks_as_often_for_a_long_summary_as_for_a_short_one(cast: Cast) -> None:
    short = packs.a_record(cast)
    pack = planned(cast, short)
    before = asked(cast, pack)
    choose(cast, pack, packs.a_record(cast, "jo-2021", LONG, title="Jo/2021", pseudonym="Jo", year=2021))
    assert asked(cast, pack) == before


def test_asks_as_often_with_a_briefing_in_every_box(cast: Cast, case: Case) -> None:
    pack = planned(cast, published_with_summary(cast, case), packs.a_record(cast))
    before = asked(cast, pack)
    assert before <= MOST
    for kind in BriefingKind:
        write_all(cast, case, kind)
    assert asked(cast, pack) == before


def test_asks_a_few_times_for_each_further_review(cast: Cast) -> None:
    first = packs.a_record(cast)
    pack = planned(cast, first)
    before = asked(cast, pack)
    more = [packs.a_record(cast, f"jo-{year}", title=f"Jo/{year}", year=year) for year in (2020, 2021, 2022)]
    choose(cast, pack, first, *more)
    assert asked(cast, pack) <= before + MOST_A_REVIEW * len(more)

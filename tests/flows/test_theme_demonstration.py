"""Has a visitor of the demonstration themes to look at, and a review that one person has read?"""

import time

import pytest

from learning.coding_rows import review_rows
from learning.search import find
from learning.theme_rows import sets_of
from learning.themes.reading import SHIPPED, shipped
from tests.public_records import put_record, put_summary
from workflows.demonstration.people import settle
from workflows.demonstration.themes import MOST, name_themes

LONGEST = 3.0
"""Seconds of this process's own work."""


@pytest.mark.django_db
def test_shows_every_shipped_set_and_one_reader() -> None:
    town = settle()
    coordinator = town.accounts["coordinator"]
    put_summary(put_record(town.partnership), coordinator)
    began = time.process_time()

    name_themes(town)

    assert time.process_time() - began < LONGEST
    codes = {row.code for name in SHIPPED for row in shipped(name)}
    assert {each.theme_set.code for each in sets_of(town.partnership)} == codes
    (row,) = review_rows(town.partnership, coordinator)
    assert row.own == min(row.paragraphs, MOST)
    assert row.by_two == 0
    assert find("What is known about sharing?")

"""Has a visitor of the demonstration themes to look at, a review that one has read, recommendations that two have?"""

import time

import pytest
from django.utils import timezone

from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.models import Recommendation
from dhr_cases.models.history import change
from learning.action_themes import by_theme, seen_by
from learning.coding_rows import review_rows
from learning.recommendation_rows import Waiting, recommendations_seen, waiting
from learning.search import find
from learning.theme_rows import sets_of
from learning.themes.reading import SHIPPED, shipped
from tests.public_records import put_record, put_summary
from workflows.demonstration.people import Town, settle
from workflows.demonstration.themes import BY_TWO, MOST, name_themes

TOLD = BY_TWO + 1
LONGEST = 3.0
"""Seconds of this process's own work."""


@pytest.mark.django_db
def test_shows_every_shipped_set_and_one_reader() -> None:
    town = settle()
    coordinator = town.accounts["coordinator"]
    put_summary(put_record(town.partnership), coordinator)
    recommend(town)
    began = time.process_time()

    name_themes(town)

    assert time.process_time() - began < LONGEST
    codes = {row.code for name in SHIPPED for row in shipped(name)}
    assert {each.theme_set.code for each in sets_of(town.partnership)} == codes
    (row,) = review_rows(town.partnership, coordinator)
    assert row.own == min(row.paragraphs, MOST)
    assert row.by_two == 0
    assert find("What is known about sharing?")
    found = by_theme(seen_by(coordinator, town.partnership, timezone.localdate()))
    assert (found.whole, found.with_theme) == (TOLD, BY_TWO - 1)
    differing = waiting(
        recommendations_seen(coordinator, town.partnership), town.partnership, coordinator, Waiting.DIFFERING
    )
    assert differing.count() == 1


def recommend(town: Town) -> None:
    """A review with more recommendations than two people have read."""
    referral = Referral(partnership=town.partnership, referred_by="Police", referred_on=timezone.localdate())
    case = refer_death(by=town.accounts["coordinator"], referral=referral)
    with change("Demonstration", None):
        for position in range(1, TOLD + 1):
            Recommendation.objects.create(case=case, position=position, text="Agencies share what they know.")

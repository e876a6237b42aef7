"""Two coordinators take themes over, read a published paragraph, settle what they differ on, and search for it."""

import pytest

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import User
from dhr_cases.roles import Role
from learning.models import CodedItem, PublishedPassage
from learning.search_index import index
from learning.theme_rows import standing_of
from tests.journeys.conftest import Visit
from tests.journeys.looking import look
from tests.public_records import put_record, put_summary
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

PARAGRAPH = 2


@pytest.fixture
def passage(town: Town) -> PublishedPassage:
    """A paragraph of a published review."""
    record = put_record(town.partnership)
    put_summary(record, town.accounts["coordinator"])
    index(record)
    found: PublishedPassage = PublishedPassage.objects.get(summary__record=record, number=PARAGRAPH)
    return found


@pytest.fixture
def second(town: Town) -> User:
    """The internal auditor helps out as a second coordinator."""
    user = town.accounts["auditor"]
    join_team(by=None, to=user, partnership=town.partnership, role=Role.COORDINATOR)
    return user


def test_themes_are_coded_by_two_and_found_with_their_paragraph(
    town: Town, visit: Visit, passage: PublishedPassage, second: User
) -> None:
    first = visit("coordinator")
    home = f"/learning/{town.partnership.code}"
    for name in ("Themes of local learning, to begin with", "Priorities and cross-cutting themes of Kent, by year"):
        first.open(f"{home}/themes/")
        first.press("Take over a list of themes")
        first.send("Take over a list of themes", {"Which list?": name})
    first.open(f"{home}/themes/?year=2018/19")
    assert first.sees("Serious and Organised Crime")
    first.follow("Serious and Organised Crime")
    assert first.sees("Serious Violence and Organised Crime")

    seen = {"coordinator": "Recognising coercive control", "auditor": "Professional curiosity"}
    for part, theme in seen.items():
        coder = visit(part)
        coder.open(f"{home}/coding/")
        coder.follow("Robin/2019")
        coder.follow("Say which themes paragraph 2 holds")
        coder.send("Record the themes", {"What is it?": "A lesson", "Local themes of learning": [theme]})
    first.open(f"{home}/coding/robin-2019/")
    assert first.sees("The two readings differ")
    first.follow("Settle the difference in paragraph 2")
    first.send(
        "Record the themes",
        {"Local themes of learning": list(seen.values()), "Reason": "Both stand in the paragraph."},
    )
    assert len(standing_of(CodedItem.objects.get()).holding) == len(seen)

    first.open(f"{home}/themes/agreement/")
    assert first.sees("Not told: fewer than 20 items")
    first.open(f"{home}/themes/figures/")
    assert first.sees("Nothing is told yet")
    first.open(f"{home}/search/")
    first.send("Search", {"What would you like to know?": "How is control asked about?"})
    look(first.page, "themes-answers")
    first.follow("Robin/2019, paragraph 2")
    assert first.page.url.endswith("/public/robin-2019/#p2")
    assert first.page.locator("#p2").inner_text().startswith("Ask about control.")

"""Does a site that is killed at any moment lose a word or a paper? Real programs, ended without warning."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.killed_site import KilledSite, killed_site, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

TIMES = 3
LOST_AT_MOST = 5.0
"""Seconds of typing."""
PATIENCE = 40_000
"""Milliseconds for a page of a site that has only just begun."""
SOON = 0.8
"""Seconds after a worker began a paper within which it is killed: it is reading, writing or filing by then."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KilledSite]:
    """A site with one review in drafting, running nowhere yet."""
    folder: Path = tmp_path_factory.mktemp("killed")
    with killed_site(folder) as made:
        yield made


def test_loses_at_most_five_seconds_of_typing(site: KilledSite, new_page: Callable[[], Page]) -> None:
    moment = random.SystemRandom()
    for number in range(TIMES):
        site.serve()
        page = open_section(site, new_page())
        typed = type_for(page, moment.uniform(1, 9), f"word{number}n")
        site.kill()
        killed_at = time.monotonic()
        page.context.close()
        site.serve()
        kept = open_section(site, new_page()).locator("textarea[name=text]").input_value().split()
        must_be_there = [word for word, at in typed if at < killed_at - LOST_AT_MOST]
        assert set(must_be_there) <= set(kept), f"{len(must_be_there)} words, of which {len(kept)} are there"
        site.kill()


def open_section(site: KilledSite, page: Page) -> Page:
    """Sign in and open the section, with what was typed and not saved."""
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site.address}/account/login/")
    page.locator("input[name=login]").fill(site.facts["email"])
    page.locator("input[name=password]").fill(site.facts["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/account/login" not in url)
    page.goto(f"{site.address}{site.facts['section']}?unsaved")
    return page


def type_for(page: Page, seconds: float, word: str) -> list[tuple[str, float]]:
    """Type one word after the other; each with the moment at which it stood on the page."""
    page.locator("textarea[name=text]").focus()
    page.keyboard.press("Control+End")
    typed: list[tuple[str, float]] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        page.keyboard.type(f" {word}{len(typed)}")
        typed.append((f"{word}{len(typed)}", time.monotonic()))
        page.wait_for_timeout(120)
    return typed


def test_makes_every_paper_once_however_often_it_is_killed(site: KilledSite) -> None:
    moment = random.SystemRandom()
    for _ in range(2):
        site.work()
        wait_for(lambda: "building" in states(site) or states(site) == {"done"}, "a paper being made")
        time.sleep(moment.uniform(0, SOON))
        site.kill()
        let_the_lease_run_out(site)
    site.work()
    wait_for(lambda: states(site) == {"done"}, "every paper", seconds=90)
    site.kill()
    made = site.rows("SELECT version_id FROM dhr_cases_paperorder")
    assert len({version for (version,) in made}) == len(made) == site.facts["orders"]


def states(site: KilledSite) -> set[str]:
    """Where the orders stand."""
    return {state for (state,) in site.rows("SELECT state FROM dhr_cases_paperorder")}


def let_the_lease_run_out(site: KilledSite) -> None:
    """As if the site had been down for an hour: an order begun before that may be taken up again."""
    site.rows("UPDATE dhr_cases_paperorder SET taken_at = datetime('now', '-1 hour') WHERE state = 'building'")

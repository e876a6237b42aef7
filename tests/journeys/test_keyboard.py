"""Can a person who uses no mouse sign in, mend an error, check the answers and finish a task?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dhr_cases.actions.decision import Criteria, record_criteria
from dhr_cases.actions.referral import Referral, agree_lead, refer_death, start_scoping
from dhr_cases.models import Case
from dhr_cases.stages import Stage
from tests.journeys.looking import Looker
from tests.journeys.review import day
from tests.steps_decision import CRITERIA
from workflows.demonstration.people import PASSWORD, Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

MOST_TABS = 80
FOCUSED = """() => {
    const element = document.activeElement;
    const label = element.labels && element.labels[0] ? element.labels[0].innerText : element.innerText;
    const legend = element.closest('fieldset')?.querySelector('legend')?.innerText || '';
    return [legend.trim(), (label || element.value || '').trim().replace(/\\s+/g, ' ')];
}"""
SHOWS_FOCUS = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const before = getComputedStyle(element.nextElementSibling || element, '::before');
    const drawn = s => s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0);
    return drawn(style) || drawn(before);
}"""


class Keyboard:
    """A person at the keyboard: Tab to reach, letters to type, Space to choose, Enter to go on."""

    def __init__(self, page: Page, looker: Looker) -> None:
        self.page = page
        self.looker = looker

    def reach(self, words: str, legend: str = "") -> None:
        """Press Tab until what has the focus carries these words; the focus can be seen all the way."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            group, label = self.page.evaluate(FOCUSED)
            if label:
                assert self.page.evaluate(SHOWS_FOCUS), f"the focus on “{label}” cannot be seen"
            if label.startswith(words) and group.startswith(legend):
                return
        raise AssertionError(f"no Tab leads to “{words}” at {self.page.url}")

    def write(self, words: str, text: str, legend: str = "") -> None:
        """Reach a box and type."""
        self.reach(words, legend)
        self.page.keyboard.type(text)

    def choose(self, legend: str, words: str) -> None:
        """Reach the first of several choices and move to one with the arrow keys."""
        group = self.page.get_by_role("group", name=legend)
        position = [label.inner_text() for label in group.locator("label").all()].index(words)
        self.reach("", legend)
        self.page.keyboard.press("Space")
        for _ in range(position):
            self.page.keyboard.press("ArrowDown")

    def go_on(self, words: str) -> None:
        """Reach a button or link and press Enter."""
        self.reach(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looker.meet(self.page, "keyboard")


@pytest.fixture
def case(town: Town) -> Case:
    """A case that waits for the partnership chair's decision."""
    by = town.accounts["coordinator"]
    asked = Referral(partnership=town.partnership, referred_by="Kent Police", referred_on=day(20), aware_on=day(19))
    opened = refer_death(by=by, referral=asked)
    agree_lead(case=opened, by=by, lead=town.partnership)
    start_scoping(case=opened, by=by)
    record_criteria(case=opened, by=by, criteria=Criteria("former partner", CRITERIA.facts))
    return opened


@pytest.fixture
def keyboard(live_server: LiveServer, new_page: Callable[[], Page], looker: Looker) -> Keyboard:
    """Somebody at the page of sign-in."""
    page = new_page()
    page.goto(f"{live_server.url}/account/login/")
    return Keyboard(page, looker)


def test_decides_by_keyboard_alone(case: Case, town: Town, keyboard: Keyboard) -> None:
    page = keyboard.page
    keyboard.write("Email", town.accounts["csp.chair"].email)
    keyboard.write("Password", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your work today").wait_for()
    keyboard.go_on("Record the decision")
    keyboard.choose("What do you decide?", "Hold a review")
    keyboard.write("Why was no partner consulted?", "None could be reached in the time.")
    for box, number in (("Day", day(2).day), ("Month", day(2).month), ("Year", day(2).year)):
        keyboard.write(box, str(number), legend="When was this decided?")
    keyboard.go_on("Record the decision")
    assert page.locator(".govuk-error-summary").evaluate("element => element === document.activeElement")
    keyboard.reach("Enter reasons for the decision")
    page.keyboard.press("Enter")
    page.keyboard.type("Both tests are met.")
    keyboard.go_on("Record the decision")
    assert page.locator("h1").inner_text() == "Check your answers"
    expect(page.get_by_text("Both tests are met.")).to_be_visible()
    keyboard.go_on("Record the decision")
    case.refresh_from_db()
    assert case.at is Stage.DECIDED_REVIEW


def test_skips_to_the_main_part_with_one_key(case: Case, keyboard: Keyboard) -> None:
    keyboard.reach("Skip to main content")
    keyboard.page.keyboard.press("Enter")
    assert keyboard.page.evaluate(
        "document.activeElement.closest('main') !== null || location.hash === '#main-content'"
    )

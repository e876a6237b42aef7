"""How does a person use the site in a browser? By labels, names of buttons and words of links, and by keys alone."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, Response

from tests.journeys import by_keyboard
from tests.journeys.looking import Looker

Answer = str | bool | datetime.date | Path | FilePayload | Sequence[str]


def labelled(label: str) -> re.Pattern[str]:
    """A label as the page shows it, with or without the mark of a field that may stay empty."""
    words = re.escape(label).replace("/", r"\/")  # the browser ends a pattern at a bare stroke, as in 2026/27
    return re.compile(rf"^\s*{words}( \(optional\))?\s*$")


@dataclass
class Visitor:
    """One signed-in person and the tab they work in. Every page they meet is looked at once."""

    name: str
    page: Page
    address: str
    looker: Looker
    screens: int = 0
    """Pages this person has met so far."""

    def open(self, path: str) -> Response | None:
        """Go to an address of the site and look at the page."""
        response = self.page.goto(f"{self.address}{path}")
        self.look()
        return response

    def follow(self, words: str) -> None:
        """Follow a link by its words."""
        self.click(self.page.get_by_role("link", name=words, exact=True).first)

    def press(self, words: str) -> None:
        """Press a button, or follow one of the links that a page lists as acts, by its words."""
        self.click(self.offered(words).first)

    def offered(self, words: str) -> Locator:
        """What the page offers to do under these words: its button, or its link in the list of acts."""
        begins = re.compile(rf"^{re.escape(words)}(:|$)".replace("/", r"\/"))
        listed = self.page.locator(".offers__list").get_by_role("link", name=begins)
        return self.page.get_by_role("button", name=words, exact=True).or_(listed)

    def click(self, control: Locator) -> None:
        """Press Enter on what leads to another page, and look at that page once it is there."""
        with self.page.expect_navigation():
            by_keyboard.activate(control)
        self.look()

    def answer(self, answers: Mapping[str, Answer]) -> None:
        """Fill the fields of a form, each found by its label."""
        for label, given in answers.items():
            self._fill(label, given)

    def send(self, words: str, answers: Mapping[str, Answer] | None = None) -> None:
        """Fill a form and send it, checking the answers where the page asks for that; it must be taken."""
        self.answer(answers or {})
        self.press(words)
        assert not self.problems(), f"{self.name}, “{words}” at {self.page.url}: {self.problems()}"
        if self.heading() == "Check your answers":
            self.press(words)
        assert not self.problems(), f"{self.name}, “{words}” at {self.page.url}: {self.problems()}"

    def look(self) -> None:
        """Let the looker see the page that is open."""
        self.screens += 1
        self.looker.meet(self.page, self.name)

    def heading(self) -> str:
        """The words of the page's only first-level heading."""
        return self.page.locator("h1").inner_text().strip()

    def problems(self) -> str:
        """What the error summary says; empty where there is none."""
        summary = self.page.locator(".govuk-error-summary__body")
        return summary.inner_text() if summary.count() else ""

    def sees(self, words: str) -> bool:
        """True when the main part of the page holds these words."""
        return words in self.page.locator("main").inner_text()

    def _fill(self, label: str, given: Answer) -> None:
        group = self.page.get_by_role("group", name=labelled(label))
        if group.count():
            fill_group(group.first, given)
        else:
            fill_control(self.page.get_by_label(labelled(label)).first, given)


def fill_group(group: Locator, given: Answer) -> None:
    """Answer a question with several controls: the boxes of a date, one choice, or several ticks."""
    if isinstance(given, datetime.date):
        parts = (("Day", given.day), ("Month", given.month), ("Year", given.year))
        for box, number in parts:
            by_keyboard.write(group.get_by_label(box, exact=True), str(number))
        return
    chosen = [given] if isinstance(given, str) else given
    assert isinstance(chosen, (list, tuple)), f"{given!r} answers no group"
    for words in chosen:
        by_keyboard.tick(group.get_by_label(str(words), exact=True))


def fill_control(control: Locator, given: Answer) -> None:
    """Answer a question with one control: a tick, a file, a list, or a line of text."""
    if isinstance(given, bool):
        by_keyboard.tick(control, wanted=given)
    elif isinstance(given, (Path, dict)):
        by_keyboard.attach(control, given)
    elif control.evaluate("element => element.tagName") == "SELECT":
        by_keyboard.choose(control, str(given))
    else:
        by_keyboard.write(control, str(given))

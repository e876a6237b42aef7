"""Is every page that a journey meets accessible and free of overflow, and what does it look like?

Journeys of minutes keep a picture of each main page in ``var/pictures``, for people to look at. With a folder in
SCREENSHOTS every journey keeps one of every page there.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from config.env import ROOT
from dhr_cases.views.offers import TABS
from dhr_cases.views.site_context import PLACES

AXE = Axe()
BROKEN = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
"""What axe found broken, without all that it found in order."""
ERRORS_AND_HEADING = (
    "[document.querySelector('.govuk-error-summary') !== null, document.querySelector('h1')?.innerText.trim() ?? '']"
)
PICTURES = ROOT / "var" / "pictures"
MAIN = frozenset({"account_login", *(place.url_name for place in PLACES), *(tab.url_name for tab in TABS)})
WIDE, MIDDLE, NARROW = 1280, 768, 320
HEIGHT = 900
OVERFLOW = "document.scrollingElement.scrollWidth - innerWidth"
WIDEST = (
    "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    ".slice(0, 3).map(e => e.outerHTML.slice(0, 120))"
)


def photograph(page: Page, name: str, folder: Path | None = None) -> None:
    """Keep a picture of the whole page in SCREENSHOTS where it names a folder, else in this one if any is given."""
    named = os.environ.get("SCREENSHOTS")
    place = Path(named) if named else folder
    if place is not None:
        page.screenshot(path=place / f"{name}.png", full_page=True)


def is_main(page: Page) -> bool:
    """True for a place of the navigation and for a page of the menu of a case, as it first opens."""
    url = urlsplit(page.url)
    try:
        return not url.query and resolve(url.path).url_name in MAIN
    except Resolver404:
        return False


@dataclass
class Looker:
    """Looks at each kind of page once: at its first meeting, and again when its form has errors."""

    prefix: str
    keeps_pictures: bool = False
    seen: set[str] = field(default_factory=set)

    def meet(self, page: Page, by: str) -> None:
        """Look at the page unless one of its kind was looked at before."""
        kind = kind_of(page, by)
        if kind not in self.seen:
            self.seen.add(kind)
            folder = PICTURES if self.keeps_pictures and is_main(page) else None
            look(page, f"{self.prefix}-{len(self.seen):03d}-{kind}", folder)


class Passing(Looker):
    """Looks at nothing: axe cannot run where no script does, and pages look the same on the second database."""

    def meet(self, page: Page, by: str) -> None:
        """Pass on."""


def kind_of(page: Page, by: str) -> str:
    """A name for what this page shows: its address without numbers, its person on pages that differ by person."""
    path = re.sub(r"/\d+(?=/)", "", page.url.split("//", 1)[-1].partition("/")[2].partition("?")[0])
    path = re.sub(r"cases/[A-Z]+-?[\dA-Z-]+", "case", path)
    has_errors, heading = page.evaluate(ERRORS_AND_HEADING)
    state = "-error" if has_errors else ""
    state += "-check" if heading.startswith("Check your answers") else ""
    who = f"-{by}" if path in ("", "case/") else ""
    return re.sub(r"[^a-z0-9]+", "-", f"{path or 'home'}{who}{state}".lower()).strip("-")


def look(page: Page, name: str, folder: Path | None = None) -> None:
    """Check one page with axe and on the narrowest screen, and keep its picture if wanted."""
    assert_accessible(page, name)
    assert_fits(page, name)
    photograph(page, name, folder)


def assert_accessible(page: Page, name: str) -> None:
    """No rule of axe is broken."""
    page.evaluate(AXE.axe_script)
    broken = page.evaluate(BROKEN)
    told = [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in broken]
    assert not told, f"{name} at {page.url}: {told}"


def assert_fits(page: Page, name: str) -> None:
    """Nothing is cut off or needs sideways scrolling on a screen of 320 pixels."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    too_wide = page.evaluate(OVERFLOW)
    assert too_wide <= 0, f"{name} at {page.url}: {too_wide} px too wide at {NARROW}: {page.evaluate(WIDEST)}"
    if before is not None:
        page.set_viewport_size(before)

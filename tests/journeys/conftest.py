"""The browser of the journeys, the site it visits, and the people who sign in there."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from dhr_cases.models import User
from tests.journeys.looking import HEIGHT, WIDE, Looker, Passing
from tests.journeys.visitor import Visitor
from tests.remembered import remembered
from workflows.demonstration.people import PASSWORD, Town, settle, settled

CHROMIUM = (
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)
WAIT = 30_000
"""Milliseconds after which a control that has not come is missing."""

Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin the journeys of minutes before all that has transactions of its own, so that none is left for the end."""
    long = [item for item in items if item.get_closest_marker("takes_minutes")]
    first = next((number for number, item in enumerate(items) if has_transactions_of_its_own(item)), 0)
    items[first:] = [*long, *(item for item in items[first:] if item not in long)]


def has_transactions_of_its_own(item: pytest.Item) -> bool:
    """True for a test that empties the database afterwards; those come after the others that use it."""
    marker = item.get_closest_marker("django_db")
    asked: Iterable[str] = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in asked


def executable() -> str:
    """The browser to drive: the one CHROMIUM names, else the first that is installed; empty when there is none."""
    named = os.environ.get("CHROMIUM", "")
    found = [path for path in (named, *CHROMIUM) if path and Path(path).exists()]
    return found[0] if found else shutil.which("chromium") or ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Missing, the test is skipped, or fails where REQUIRE_BROWSER=1 says it must run."""
    path = executable()
    if not path:
        reason = "no Chromium: install one, or name it in CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright drives the browser from an event loop of its own thread; the test itself is no coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        driven = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield driven
        driven.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """The site, served by threads with connections of their own to the database, which is there before them.

    It serves its own styles and scripts, as a real one does, and the browser keeps them; Django's handler for
    developers would be asked for each of them on every page.
    """
    QuietWSGIRequestHandler.disable_nagle_algorithm = True
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda site: site  # type: ignore[assignment]  # the stubs know Django's own alone
    server.start()
    yield server
    server.stop()


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The people of the demonstration, with no case yet."""
    remembered("town", settle)
    return settled()


@pytest.fixture
def looker(request: pytest.FixtureRequest) -> Looker:
    """Looks at each kind of page once a test; pictures are named after the test's module."""
    if request.config.getoption("--only-database"):
        return Passing("")
    prefix = request.module.__name__.rpartition(".")[2].removeprefix("test_").partition("_")[0]
    return Looker(prefix, keeps_pictures=request.node.get_closest_marker("takes_minutes") is not None)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens tabs that share nothing; what the browser complains of fails the test."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def make(**options: bool | str) -> Page:
        context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT}, **options)  # type: ignore[arg-type]  # options of Playwright's own
        context.set_default_timeout(WAIT)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in browser.contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def visit(live_server: LiveServer, town: Town, new_page: Callable[..., Page], looker: Looker) -> Visit:
    """Signs a person in through the real page, once a test; later visits go on in the same tab."""
    known: dict[str, Visitor] = {}

    def arrive(part: str, **options: bool | str) -> Visitor:
        if part not in known:
            eyes = looker if options.get("java_script_enabled", True) else Passing("")
            visitor = Visitor(part, new_page(**options), live_server.url, eyes)
            sign_in(visitor, town.accounts[part])
            known[part] = visitor
        return known[part]

    return arrive


def sign_in(visitor: Visitor, user: User) -> None:
    """Sign in with e-mail address and password and arrive at the home page, or in a lane of one's own."""
    visitor.open("/account/login/")
    visitor.answer({"Email": user.email, "Password": PASSWORD})
    visitor.press("Sign in")
    assert "/account/" not in visitor.page.url, visitor.problems()

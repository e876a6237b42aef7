"""What does anybody meet on the public register: with a browser, without scripts, by keyboard, on paper, in a hurry?"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from dhr_cases.models import PublicState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.public_pages import EXIT
from tests.journeys.looking import look
from tests.public_records import PUT_UP, put_file, put_record, put_summary
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

Open = Callable[..., Page]
PROGRESS = [
    {"number": "1.1", "text": "Train every housing officer", "state": "Done", "due": "March 2025", "done": "May 2025"},
    {"number": "1.2", "text": "", "state": "Under way", "due": "", "done": ""},
]
FOCUSED = "document.activeElement.innerText.trim()"
FOCUS_SHOWS = "(s => s.boxShadow !== 'none' || s.outlineStyle !== 'none')(getComputedStyle(document.activeElement))"


@pytest.fixture
def register(town: Town) -> None:
    """A published review with everything, one withheld, one taken down, and forty more."""
    by = town.accounts["coordinator"]
    with change("Test", by):
        town.partnership.contact_email = "reviews@council.example"
        town.partnership.save()
    record = put_record(town.partnership, progress=PROGRESS)
    put_summary(record, by)
    put_file(record, by)
    put_file(record, by, b"%PDF-1.7 brief", PaperKind.BRIEFING)
    withheld = {"state": PublicState.WITHHELD, "reason": "A child would be recognised.", "put_up_on": None}
    put_record(town.partnership, "ash-2020", title="Ash/2020", year=2020, **withheld)
    gone = put_record(
        town.partnership, "sky-2017", title="Sky/2017", year=2017, state=PublicState.WITHDRAWN,
        reason="It stood for a year.", what_remains="A copy can be asked for.", taken_down_on=PUT_UP,
    )  # fmt: skip
    put_file(gone, by, taken_down_on=PUT_UP, taken_down_reason="It stood for a year.")
    for number in range(40):
        put_record(town.partnership, f"r{number}", title=f"Review {number:02}/2012", year=2012)


@pytest.fixture
def open_page(live_server: LiveServer, register: None, new_page: Callable[..., Page]) -> Iterator[Open]:
    """Opens an address in a tab of its own; no tab may ask another site for anything or be given a cookie."""
    asked: list[Request] = []
    tabs: list[Page] = []

    def note(request: Request) -> None:
        asked.append(request)

    def arrive(path: str, **options: bool | str) -> Page:
        page = new_page(**options)
        page.on("request", note)
        tabs.append(page)
        page.goto(f"{live_server.url}{path}")
        return page

    yield arrive
    elsewhere = {request.url for request in asked if urlsplit(request.url).netloc != urlsplit(live_server.url).netloc}
    assert not elsewhere - {EXIT}
    assert [page.context.cookies() for page in tabs] == [[]] * len(tabs)


def test_finds_a_review_and_reads_it_without_scripts(open_page: Open) -> None:
    page = open_page("/public/", java_script_enabled=False)
    expect(page.get_by_text("43 reviews, page 1 of 2.")).to_be_visible()
    expect(page.get_by_text("or press Escape")).to_be_hidden()
    page.get_by_label("Has a briefing or learning to read").check()
    page.get_by_label("Where it stands").select_option("Published")
    page.get_by_role("button", name="Show these reviews").click()
    expect(page.get_by_text("1 review found.")).to_be_visible()
    page.get_by_role("link", name="Robin/2019").click()
    expect(page.get_by_role("heading", name="What was learnt")).to_be_visible()
    expect(page.get_by_role("link", name="Report for publication (PDF")).to_be_visible()
    expect(page.get_by_text("done May 2025")).to_be_visible()
    page.get_by_text("Where to get support").click()
    expect(page.get_by_text("Samaritans: 116 123")).to_be_visible()
    assert page.get_by_role("link", name="Leave this page quickly").get_attribute("href") == EXIT
    page.get_by_role("link", name="All published reviews").first.click()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Page 2 of 2", exact=True)).to_be_visible()


LOOKED_AT = {
    "list": "/public/", "nothing": "/public/?year=2020&state=published", "review": "/public/robin-2019/",
    "taken-down": "/public/sky-2017/", "withheld": "/public/ash-2020/", "missing": "/public/nobody/",
}  # fmt: skip  # a kind of page and where it is


def test_is_accessible_and_fits_a_narrow_screen(open_page: Open) -> None:
    page = open_page("/public/")
    home = page.url
    for name, path in LOOKED_AT.items():
        page.goto(home.replace("/public/", path))
        look(page, f"public-{name}")
        assert page.locator("h1").count() == 1


def test_is_used_by_keyboard_alone(open_page: Open) -> None:
    """The first two steps are to the main part and away; everything shows where the focus is."""
    page = open_page("/public/robin-2019/")
    for words in ("Skip to main content", "Leave this page quickly"):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == words
        assert page.evaluate(FOCUS_SHOWS)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith("Executive summary for publication"):
            break
    assert page.evaluate(FOCUS_SHOWS)
    assert page.locator(":focus").evaluate("e => e.getBoundingClientRect().top") > page.locator(".leave").evaluate(
        "e => e.getBoundingClientRect().bottom"
    )


def test_leaves_at_once_and_not_by_the_way_back(open_page: Open) -> None:
    """By the Escape key and by the link."""
    page = open_page("/public/")
    home = page.url
    page.route(EXIT, answered)
    for by_key in (True, False):
        page.goto(f"{home}robin-2019/")
        expect(page.get_by_text("or press Escape")).to_be_visible()
        with page.expect_navigation(url=EXIT):
            if by_key:
                page.keyboard.press("Escape")
            else:
                page.get_by_role("link", name="Leave this page quickly").click()
        page.go_back()
        assert page.url == home


def answered(route: Route) -> None:
    """The page one flees to, without the network; it is not told where its visitor came from."""
    assert "referer" not in route.request.headers
    route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>")


def test_gives_a_file_and_is_a_paper_when_printed(open_page: Open) -> None:
    """The summary is on paper, the way out and the filters are not; what was taken down says why."""
    page = open_page("/public/robin-2019/")
    address = page.get_by_role("link", name="Report for publication (PDF").get_attribute("href")
    answer = page.request.get(page.url.replace("/public/robin-2019/", str(address)))
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Leave this page quickly")).to_be_hidden()
    expect(page.get_by_role("heading", name="What was learnt")).to_be_visible()
    assert len(page.pdf()) > 10_000
    page.goto(page.url.replace("robin-2019/", ""))
    expect(page.get_by_role("button", name="Show these reviews")).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto(f"{page.url}sky-2017/")
    expect(page.get_by_text("A copy can be asked for.")).to_be_visible()
    expect(page.get_by_text("Put up on 2 March 2026, taken down on 2 March 2026.")).to_be_visible()
    expect(page.get_by_role("link", name="reviews@council.example")).to_be_visible()

"""Do pages hold when something is refused, broken, empty, long, printed, enlarged, or shown without script?"""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from dhr_cases.actions.referral import Referral, agree_lead, refer_death, start_scoping
from dhr_cases.actions.requests import Ask, send_requests
from dhr_cases.models import Case, Organisation, OrganisationKind
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.journeys.conftest import Visit
from tests.journeys.looking import assert_fits, look, photograph
from tests.journeys.review import day
from tests.journeys.visitor import Visitor
from tests.many_cases import copies_of
from tests.standing import stand_at
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

LONG = "North and Mid Kent Integrated Something NHS Foundation Trust"
MANY = 40
SCOPING_STARTED = "When were the scoping letters sent?"


@pytest.fixture
def case(town: Town) -> Case:
    """A case just referred by a body with a long name."""
    asked = Referral(
        partnership=town.partnership, referred_by=LONG, referred_on=day(40), aware_on=day(39), pseudonym="Robin"
    )
    return refer_death(by=town.accounts["coordinator"], referral=asked)


@pytest.fixture
def coordinator(visit: Visit) -> Visitor:
    """The coordinator at the home page."""
    return visit("coordinator")


def show(page: Page, address: str, template: str, context: dict[str, str], status: int) -> None:
    """Answer one address with a page that only a failure or a race brings up."""
    body = render_to_string(template, context)

    def answer(route: Route) -> None:
        route.fulfill(status=status, content_type="text/html", body=body)

    page.route("**/as-if/", answer)
    page.goto(f"{address}/as-if/")
    page.unroute("**/as-if/")


def test_refuses_in_pages_of_its_own(coordinator: Visitor) -> None:
    refused = {"403": "/accounts/", "404": "/cases/NO-SUCH-CASE/"}
    for status, address in refused.items():
        answer = coordinator.open(address)
        assert answer is not None
        assert str(answer.status) == status
        look(coordinator.page, f"special-{status}")


def test_says_what_happened_when_something_fails(live_server: LiveServer, new_page: Callable[..., Page]) -> None:
    pages = {"500.html": 500, "400.html": 400, "busy.html": 423}
    for template, status in pages.items():
        page = new_page()
        show(page, live_server.url, template, {"holder": "Dana Okafor", "back_url": "/"}, status)
        look(page, f"special-{template.removesuffix('.html')}")
        assert page.locator("h1").count() == 1


def test_says_so_where_a_list_is_empty(coordinator: Visitor, visit: Visit) -> None:
    for address in ("/cases/", "/due/"):
        coordinator.open(address)
        look(coordinator.page, f"special-empty-{address.strip('/')}")
        assert coordinator.page.get_by_role("table").count() == 0
    contact = visit("contact")
    contact.open("/requests/")
    assert contact.sees("No review asks anything of your agency")


def test_shows_every_page_of_a_fresh_case_before_anything_is_there(case: Case, coordinator: Visitor) -> None:
    coordinator.open(f"/cases/{case.reference}/")
    menu = coordinator.page.get_by_role("navigation", name="Parts of this review")
    addresses = [link.get_attribute("href") or "" for link in menu.get_by_role("link").all()]
    for address in addresses:
        answer = coordinator.open(address)
        assert answer is not None
        assert answer.ok
    assert len(addresses) > 15


def test_carries_the_longest_name(case: Case, town: Town, visit: Visit, coordinator: Visitor) -> None:
    by = town.accounts["coordinator"]
    with change("Test", None):
        body = Organisation.objects.create(code="long", name=LONG, kind=OrganisationKind.NHS_PROVIDER)
    stand_at(case, Stage.TOR_AGREED)
    send_requests(case=case, by=by, asks=[Ask(body, "A chronology.", day(-50))])
    for tab in ("", "agencies/", "clocks/", "history/"):
        coordinator.open(f"/cases/{case.reference}/{tab}")
        look(coordinator.page, f"special-long-{tab.strip('/') or 'overview'}")
    assert coordinator.sees(LONG)


def test_lists_forty_cases(case: Case, town: Town, coordinator: Visitor) -> None:
    by = town.accounts["coordinator"]
    agree_lead(case=case, by=by, lead=town.partnership)
    start_scoping(case=case, by=by)
    copies_of(case, MANY)
    for address in ("/", "/cases/", "/due/"):
        coordinator.open(address)
        look(coordinator.page, f"special-forty-{address.strip('/') or 'home'}")
    coordinator.open("/cases/")
    assert coordinator.sees(str(MANY + 1))


def test_prints_a_paper_with_its_marking_and_without_navigation(case: Case, coordinator: Visitor) -> None:
    coordinator.open(f"/cases/{case.reference}/")
    coordinator.page.emulate_media(media="print")
    expect(coordinator.page.get_by_text("OFFICIAL-SENSITIVE").first).to_be_visible()
    expect(coordinator.page.get_by_role("heading", name="Overview")).to_be_visible()
    hidden = ("Parts of this review", "Breadcrumb")
    assert [coordinator.page.get_by_role("navigation", name=name).count() for name in hidden] == [0, 0]
    assert coordinator.page.get_by_role("button").count() == 0
    photograph(coordinator.page, "special-print")
    coordinator.page.emulate_media(media="screen")


def test_holds_text_of_twice_the_size(case: Case, coordinator: Visitor) -> None:
    page = coordinator.page
    page.set_viewport_size({"width": 640, "height": 900})
    for address in ("/", "/cases/", f"/cases/{case.reference}/", "/cases/new/"):
        page.goto(f"{coordinator.address}{address}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        too_wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert too_wide <= 0, address
        photograph(page, f"special-twice-{address.strip('/').replace('/', '-')}")


def test_works_without_script(case: Case, visit: Visit) -> None:
    coordinator = visit("coordinator", java_script_enabled=False)
    coordinator.open(f"/cases/{case.reference}/")
    coordinator.follow("Correct the record")
    coordinator.answer({"Pseudonym": "Wren", "Reason": "The family chose it."})
    coordinator.press("Correct the record")
    assert coordinator.heading() == "Check your answers"
    coordinator.press("Correct the record")
    case.refresh_from_db()
    assert case.pseudonym == "Wren"


def test_fits_a_narrow_screen_with_an_error(case: Case, coordinator: Visitor) -> None:
    coordinator.open("/cases/new/")
    coordinator.press("Check the referral")
    assert coordinator.problems()
    assert_fits(coordinator.page, "special-error")

"""The first page of money: what a year needs, what it has, what is missing and why."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import OrganisationName, Partnership
from dhr_cases.models.history import change
from funding.models import FundingModel, FundingRequest, FundingSettings, ModelVersion, RecordedGap
from funding.money import Qualifier
from funding.terms import EntryKind, Measure, RequestState
from funding.verbs import FundingVerb
from funding.views.gate import year_slug
from funding.views.year_pages import REQUESTS_SHOWN, measure_in
from funding.years import FinancialYear
from tests.bench.measuring import queries_of
from tests.conftest import Cast
from tests.money import agreement, body, cost_line, line, posted
from tests.partners import DAY, LONG, POUND, YEAR, a_year, confirmed, many, take_over

pytestmark = pytest.mark.both_databases

MOST_QUERIES = 15


def address(cast: Cast, year: FinancialYear = YEAR) -> str:
    """The page of a year."""
    return reverse("funding_year", args=(cast.partnership.code, year_slug(year)))


@pytest.fixture
def finance(cast: Cast, client: Client) -> Client:
    """The finance officer at the browser."""
    client.force_login(cast.finance_officer)
    return client


def text_of(page: str) -> str:
    """The words of the page as a reader has them, spaces made one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def words(client: Client, url: str) -> str:
    """The words of the page at an address."""
    return text_of(client.get(url).content.decode())


def cells(page: str, label: str) -> list[str]:
    """The cells of the first table row that begins with the label."""
    found = re.search(rf'<th scope="row"[^>]*>(?:<a[^>]*>)?{re.escape(label)}(?=<).*?</th>(.*?)</tr>', page, re.S)
    assert found, f"no row {label}"
    return [text_of(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.S)]


def test_begins_with_four_figures(cast: Cast, finance: Client) -> None:
    """Required, confirmed, received, and what is missing against what is confirmed."""
    a_year(cast)
    figures = finance.get(address(cast)).context["figures"]
    assert [(figure["label"], figure["value"]) for figure in figures] == [
        ("Required", "£35,000"),
        ("Confirmed", "£10,000"),
        ("Received", "£6,000"),
        ("Shortfall", "£24,000"),
    ]


def test_shows_the_shortfall_in_four_measures(cast: Cast, finance: Client) -> None:
    """Each surer kind of income leaves more missing."""
    a_year(cast)
    page = finance.get(address(cast)).content.decode()
    assert cells(page, "Required") == ["£35,000"] * 4
    assert cells(page, "Income") == ["£18,000", "£10,000", "£10,000", "£6,000"]
    assert cells(page, "Shortfall") == ["£16,000", "£24,000", "£24,000", "£28,000"]


def test_says_why_money_is_missing(cast: Cast, finance: Client) -> None:
    """Five causes, in each measure adding up to the shortfall."""
    a_year(cast)
    page = finance.get(address(cast)).content.decode()
    assert cells(page, "of it: the model asks for less than the cost") == ["£2,000"] * 4
    assert cells(page, "of it: orphaned by a body that ended") == ["£4,000"] * 4
    assert cells(page, "of it: declined or withdrawn") == ["£2,000"] * 4
    assert cells(page, "of it: still outstanding") == ["£7,000", "£15,000", "£15,000", "£19,000"]
    assert cells(page, "of it: overspend") == ["£1,000"] * 4


@pytest.mark.parametrize(("measure", "missing"), [("agreed", "£16,000"), ("received", "£28,000")])
def test_draws_the_measure_that_is_asked_for(cast: Cast, finance: Client, measure: str, missing: str) -> None:
    """The bars lead down from what is required; the causes hang from the shortfall."""
    a_year(cast)
    found = finance.get(address(cast), {"measure": measure})
    shown = {bar.label: bar.shown for bar in found.context["bars"]}
    assert shown["Required"] == "£35,000"
    assert shown["Shortfall"] == missing
    assert [link["label"] for link in found.context["measures"] if link["current"]] == [measure.capitalize()]


def test_draws_what_is_confirmed_unless_asked() -> None:
    """Only what is confirmed counts in the main view; a word that is no measure is not obeyed."""
    assert measure_in("") is measure_in("promised") is Measure.CONFIRMED
    assert measure_in("invoiced") is Measure.INVOICED


def test_keeps_every_bar_on_the_picture(cast: Cast, finance: Client) -> None:
    """No bar begins before the edge or ends beyond it, and none is too thin to see."""
    a_year(cast)
    bars = finance.get(address(cast)).context["bars"]
    assert all(bar.x >= 0 and bar.x + bar.width <= 1000 and bar.width > 0 for bar in bars)


def test_calls_a_surplus_a_surplus(cast: Cast, finance: Client) -> None:
    """More is confirmed than is needed; the figure has no minus sign and is not marked as late."""
    confirmed(cast, body("Vale Council"), 2_000)
    cost = [line(EntryKind.FORECAST, 500 * POUND, about=cost_line(cast.partnership), on=DAY)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, cost)
    page = finance.get(address(cast))
    assert page.context["figures"][3]["label"] == "Surplus"
    assert page.context["figures"][3]["value"] == "£1,500"
    assert page.context["figures"][3]["state"] == "done"
    assert cells(page.content.decode(), "Shortfall or surplus")[1] == "surplus £1,500"


def test_says_what_is_not_stated(cast: Cast, finance: Client) -> None:
    """A partner without an amount is named, and the totals say that they leave it out."""
    a_year(cast)
    page = words(finance, address(cast))
    assert "excludes 1 contributor with no stated amount" in page
    assert "No amount is known for these. Not stated is not nil." in page
    assert cells(finance.get(address(cast)).content.decode(), cast.refuge.name)[1] == "not stated"


def test_keeps_about_with_the_figure(cast: Cast, finance: Client) -> None:
    """What is only about so much never becomes exact."""
    owed = agreement(cast.partnership, body("Vale Fire"), 500 * POUND, year=YEAR)
    with change("Test", None):
        owed.qualifier = Qualifier.ABOUT
        owed.save()
    lines = [line(kind, 500 * POUND, about=owed, on=DAY) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    page = finance.get(address(cast))
    assert page.context["figures"][1]["value"] == "about £500"
    assert cells(page.content.decode(), "Vale Fire")[1] == "about £500"


def test_marks_what_an_ended_body_left(cast: Cast, finance: Client) -> None:
    """The state says orphaned until a successor confirms."""
    a_year(cast)
    page = finance.get(address(cast)).content.decode()
    assert cells(page, "Vale Rehabilitation Company")[0] == "Orphaned"


def test_calls_it_passed_on_once_the_successor_has_confirmed(cast: Cast, finance: Client) -> None:
    """Asked, it is still orphaned; confirmed, it is not."""
    year = a_year(cast)
    taken = take_over(year.agreements["company"], body("Vale Probation"), 4_000 * POUND)
    assert cells(finance.get(address(cast)).content.decode(), "Vale Rehabilitation Company")[0] == "Orphaned"
    lines = [line(kind, 4_000 * POUND, about=taken, on=DAY) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    page = finance.get(address(cast)).content.decode()
    assert cells(page, "Vale Rehabilitation Company")[0] == "Passed on"
    assert cells(page, "of it: orphaned by a body that ended")[1] == "£0"
    listed = reverse("funding_partners", args=(cast.partnership.code, year_slug(YEAR)))
    assert finance.get(listed, {"state": "orphaned"}).context["partners"] == []


def test_moves_the_loss_to_declined_when_the_successor_declines(cast: Cast, finance: Client) -> None:
    """The duty is not counted twice and is never lost."""
    year = a_year(cast)
    taken = take_over(year.agreements["company"], body("Vale Probation"), 4_000 * POUND)
    before = finance.get(address(cast)).content.decode()
    assert cells(before, "of it: orphaned by a body that ended")[1] == "£4,000"
    with change("Test", None):
        taken.state = "declined"
        taken.save()
    after = finance.get(address(cast)).content.decode()
    assert cells(after, "of it: orphaned by a body that ended")[1] == "£0"
    assert cells(after, "of it: declined or withdrawn")[1] == "£6,000"
    assert cells(after, "Shortfall")[1] == cells(before, "Shortfall")[1] == "£24,000"


def test_names_a_body_as_it_was_called_then(cast: Cast, finance: Client) -> None:
    """A former name holds until its last day."""
    a_year(cast)
    with change("Test", None):
        OrganisationName.objects.create(organisation=cast.police, name="Testshire Constabulary", until=YEAR.next.first)
    assert "Testshire Constabulary" in words(finance, address(cast))


def test_shows_a_gap_of_which_only_a_minute_is_known(cast: Cast, finance: Client) -> None:
    """It stands apart from the shortfall that was worked out, with where it was said."""
    with change("Test", None):
        FundingSettings.objects.create(partnership=cast.partnership, average_cost_pence=2_000_000)
        RecordedGap.objects.create(
            partnership=cast.partnership,
            amount_pence=2_000_000,
            qualifier="about",
            text="Reviews cost more than is in the fund.",
            meeting="Executive group",
            minute="5.2",
        )
        RecordedGap.objects.create(partnership=cast.partnership, text="Long ago closed.", closed_on=YEAR.first)
    page = words(finance, address(cast))
    assert "about £20,000" in page
    assert "Executive group, minute 5.2" in page
    assert "about 1.0 reviews at the local average of £20,000" in page
    assert "Shortfall £20,000" not in page
    assert "Long ago closed." not in page


def test_shows_the_shortfall_as_reviews(cast: Cast, finance: Client) -> None:
    """Only with a local average, and as an approximate figure."""
    a_year(cast)
    assert "reviews at the local average" not in words(finance, address(cast))
    with change("Test", None):
        settings = FundingSettings.objects.get(partnership=cast.partnership)
        settings.average_cost_pence = 2_000_000
        settings.save()
    assert "The shortfall is about 1.2 reviews at the local average of £20,000." in words(finance, address(cast))


def test_shows_the_exposure_of_the_underwriter(cast: Cast, finance: Client) -> None:
    """Apart from its own share."""
    year = a_year(cast)
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
        ModelVersion.objects.create(
            model=model,
            number=1,
            first_year=YEAR.start,
            state="in_force",
            underwriter=year.agreements["council"].organisation,
        )
    page = words(finance, address(cast))
    assert "Vale Council carries what is left" in page
    assert "Its own share £8,000" in page
    assert "Exposed, confirmed £24,000" in page


def test_lists_requests_that_wait(cast: Cast, finance: Client) -> None:
    """The first ten, then a way to the rest; those answered are gone."""
    bodies = [body(f"Body {number}") for number in range(REQUESTS_SHOWN + 2)]
    with change("Test", None):
        for number, who in enumerate(bodies):
            FundingRequest.objects.create(
                partnership=cast.partnership,
                organisation=who,
                year=YEAR.start,
                asked_on=DAY,
                state=RequestState.ASKED if number else RequestState.CLOSED,
            )
    context = finance.get(address(cast)).context
    assert len(context["request_rows"]) == REQUESTS_SHOWN
    assert context["request_rows"][0]["cells"][0]["text"] == "Body 1"


def test_says_that_an_empty_year_is_not_known_to_cost_nothing(cast: Cast, finance: Client) -> None:
    """Nothing recorded is not nil."""
    page = words(finance, address(cast))
    assert "what it needs and lacks is not known yet" in page
    assert "Nothing is recorded for this year yet." in page
    figures = finance.get(address(cast)).context["figures"]
    assert [figure["value"] for figure in figures] == ["not stated", "£0", "£0", "not known"]
    assert "state" not in figures[3]
    assert "No contribution is recorded for this year. That does not mean that nobody pays." in page
    assert "Every request has been answered." in page


def test_knows_no_surplus_while_no_cost_has_an_amount(cast: Cast, finance: Client) -> None:
    """What came in is shown; what is left of it is not known."""
    confirmed(cast, body("Vale Council"), 2_000)
    found = finance.get(address(cast))
    assert [figure["value"] for figure in found.context["figures"]] == ["not stated", "£2,000", "£0", "not known"]
    assert cells(found.content.decode(), "Required") == ["not stated"] * 4


def test_shows_forty_partners_with_long_names(cast: Cast, finance: Client) -> None:
    """Each one, in the order they were made."""
    many(cast.partnership, 40)
    rows = finance.get(address(cast)).context["partner_rows"]
    assert [row["cells"][0]["text"] for row in rows] == [f"{LONG} {number}" for number in range(40)]


def test_asks_as_often_for_fifty_partners_as_for_one(cast: Cast, finance: Client) -> None:
    """At most fifteen queries, session and account among them."""
    first = many(cast.partnership, 1)
    few = queries_of(lambda: finance.get(address(cast)))
    others = [agreement(cast.partnership, body(f"Body {number}"), POUND, year=YEAR) for number in range(49)]
    lines = [line(EntryKind.PLEDGE, POUND, about=owed, on=DAY) for owed in [*first, *others]]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    assert len(finance.get(address(cast)).context["partner_rows"]) == 50
    assert queries_of(lambda: finance.get(address(cast))) == few <= MOST_QUERIES


def test_opens_every_figure_to_what_it_is_made_of(cast: Cast, finance: Client) -> None:
    """Costs, entries of the ledger, partners and the model; each page is there."""
    a_year(cast)
    context = finance.get(address(cast)).context
    urls = [figure["url"] for figure in context["figures"]][:3] + [row["url"] for row in context["measure_rows"]]
    urls += [cell["url"] for cell in context["measure_rows"][2]["cells"][1:]]
    assert [finance.get(url).status_code for url in urls if url] == [200] * (len(urls) - 2)
    assert "£6,000" in finance.get(context["figures"][2]["url"]).content.decode()


def test_keeps_years_apart(cast: Cast, finance: Client) -> None:
    """What belongs to one year does not show in the next."""
    a_year(cast)
    page = words(finance, address(cast, YEAR.next))
    assert "Vale Council" not in page
    assert "£0" in page


def test_leads_to_the_years_beside_it(cast: Cast, finance: Client) -> None:
    """One back, one on."""
    page = finance.get(address(cast)).content.decode()
    assert address(cast, YEAR.previous) in page
    assert address(cast, YEAR.next) in page


def test_opens_the_present_year_first(cast: Cast, finance: Client) -> None:
    """The plain address leads there."""
    found = finance.get(reverse("funding"))
    assert found.status_code == 302
    assert found.headers["Location"].startswith(f"/funding/{cast.partnership.code}/")


@pytest.mark.parametrize("part", ["funding_contact", "panel_member", "outsider", "administrator"])
def test_is_not_there_for_people_without_sight_of_money(cast: Cast, client: Client, part: str) -> None:
    """404, as if there were no such page."""
    client.force_login(cast.people()[part])
    assert client.get(address(cast)).status_code == 404


def test_is_not_there_for_another_partnership(cast: Cast, finance: Client) -> None:
    """The finance officer of one partnership sees nothing of the next."""
    with change("Test", None):
        Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    assert finance.get(reverse("funding_year", args=("elsewhere", "2021-22"))).status_code == 404


@pytest.mark.parametrize("year", ["2021", "2021-23", "nineteen", "2021-2022"])
def test_has_one_address_for_each_year(cast: Cast, finance: Client, year: str) -> None:
    """Another way to write it is no address."""
    assert finance.get(reverse("funding_year", args=(cast.partnership.code, year))).status_code == 404


def test_offers_acts_to_those_who_may_do_them(cast: Cast, client: Client) -> None:
    """The auditor reads and is offered nothing."""
    client.force_login(cast.auditor)
    page = client.get(address(cast))
    assert page.status_code == 200
    assert page.context["offers"] == []


def test_holds_no_name_of_a_case(cast: Cast, finance: Client) -> None:
    """The title names the year alone."""
    a_year(cast)
    page = finance.get(address(cast)).content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title
    assert "Money 2021/22" in title[1]
    assert FundingVerb.ASK.value not in title[1]

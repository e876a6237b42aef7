"""Partners of a year over four years: share, state, trend and what to watch."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, Partnership, Succession
from dhr_cases.models.history import change
from funding.models import Agreement, FundingRequest
from funding.terms import AgreementState, EntryKind, RequestState
from funding.years import FinancialYear
from tests.bench.measuring import queries_of
from tests.conftest import Cast
from tests.money import agreement, body
from tests.pages.test_year_position import cells, text_of
from tests.partners import DAY, LAST_DAY, POUND, YEAR, Year, a_year, confirmed, many, take_over

pytestmark = pytest.mark.both_databases

MOST_QUERIES = 30
E = EntryKind


@pytest.fixture
def year(cast: Cast) -> Year:
    """A year with partners in every state."""
    return a_year(cast)


@pytest.fixture
def finance(cast: Cast, client: Client) -> Client:
    """The finance officer at the browser."""
    client.force_login(cast.finance_officer)
    return client


def list_address(cast: Cast) -> str:
    """Partners of the year."""
    return reverse("funding_partners", args=(cast.partnership.code, "2021-22"))


def page_address(cast: Cast, who: Organisation, year: str = "2021-22") -> str:
    """One partner in a year."""
    return reverse("funding_partner", args=(cast.partnership.code, year, who.code))


def watched(client: Client, cast: Cast, name: str) -> str:
    """What the list says of a partner in its last cell."""
    return cells(client.get(list_address(cast)).content.decode(), name)[-1]


def names(client: Client, url: str) -> list[str]:
    """The partners a list shows, in order."""
    return [partner["name"] for partner in client.get(url).context["partners"]]


def asked(cast: Cast, who: Organisation, state: RequestState = RequestState.ASKED, **more: object) -> FundingRequest:
    """A request to a body for the year."""
    with change("Test", None):
        return FundingRequest.objects.create(
            partnership=cast.partnership, organisation=who, year=YEAR.start, asked_on=DAY, state=state, **more
        )


def changed(row: Agreement, **values: object) -> None:
    """Set facts of a contribution, with its history."""
    with change("Test", None):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def test_lists_every_partner_with_share_and_state(cast: Cast, year: Year, finance: Client) -> None:
    """By name; one without a stated amount says so."""
    page = finance.get(list_address(cast)).content.decode()
    assert cells(page, "Vale Council")[:5] == ["none", "none", "none", "£8,000", "new"]
    assert cells(page, cast.refuge.name)[3] == "not stated"
    assert cells(page, "Vale Fire")[5].startswith("Declined")
    assert names(finance, list_address(cast)) == sorted(names(finance, list_address(cast)))


def test_shows_how_a_share_has_gone(cast: Cast, year: Year, finance: Client) -> None:
    """Four years, then the way it went in words and a figure."""
    council = year.agreements["council"].organisation
    for back, pounds in ((1, 7_500), (2, 7_500), (5, 1)):
        confirmed(cast, council, pounds, FinancialYear(YEAR.start - back))
    page = finance.get(list_address(cast)).content.decode()
    assert cells(page, "Vale Council")[:5] == ["none", "£7,500", "£7,500", "£8,000", "up £500"]


def test_keeps_a_partner_that_pays_no_longer(cast: Cast, finance: Client) -> None:
    """Its share ended; it is among those without one."""
    confirmed(cast, body("Vale Housing"), 900, YEAR.previous)
    page = finance.get(list_address(cast)).content.decode()
    assert cells(page, "Vale Housing")[3:5] == ["none", "ended after 2020/21"]
    assert names(finance, f"{list_address(cast)}?state=no_share") == ["Vale Housing"]


def test_forgets_a_partner_of_long_ago(cast: Cast, finance: Client) -> None:
    """The list goes back three years; the body's own page goes back to the beginning."""
    long_ago = body("Vale Housing")
    confirmed(cast, long_ago, 900, FinancialYear(2016))
    assert names(finance, list_address(cast)) == []
    assert "2016/17" in text_of(finance.get(page_address(cast, long_ago)).content.decode())


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("confirmed", ["Testshire Police"]),
        ("pledged", ["Vale Council"]),
        ("declined", ["Vale Fire"]),
        ("orphaned", ["Vale Rehabilitation Company"]),
        ("at_risk", ["Vale Council", "Vale Rehabilitation Company"]),
        ("nonsense", []),
    ],
)
def test_narrows_by_state(cast: Cast, year: Year, finance: Client, state: str, expected: list[str]) -> None:
    """Links with counts; a word that is no state finds nobody and says so."""
    found = finance.get(list_address(cast), {"state": state})
    assert [partner["name"] for partner in found.context["partners"]] == expected
    assert ("No partner is in this state." in found.content.decode()) == (not expected)


def test_counts_each_state_on_its_link(cast: Cast, year: Year, finance: Client) -> None:
    """Only states that somebody is in have a link."""
    links = {link["label"]: link["count"] for link in finance.get(list_address(cast)).context["filters"]}
    assert links == {
        "All": 6,
        "Asked": 3,
        "Pledged": 1,
        "Confirmed": 1,
        "Declined": 1,
        "Orphaned": 1,
        "To watch": 2,
    }


@pytest.mark.parametrize(
    ("asked_for", "here"),
    [("", "All"), ("?state=", "All"), ("?state=pledged", "Pledged"), ("?state=orphaned", "Orphaned"),
     ("?state=withdrawn", "Withdrawn"), ("?state=nonsense", None)],
)  # fmt: skip
def test_says_on_which_link_the_reader_is(
    cast: Cast, year: Year, finance: Client, asked_for: str, here: str | None
) -> None:
    """One link at most; a state that nobody is in has a link only while it is asked for."""
    address = list_address(cast)
    links = finance.get(f"{address}{asked_for}").context["filters"]
    assert [link["label"] for link in links if link["current"]] == ([here] if here else [])
    assert ("Withdrawn" in {link["label"] for link in links}) is (here == "Withdrawn")
    assert links[0]["url"] == address
    assert {link["label"]: link["url"] for link in links}["Pledged"] == f"{address}?state=pledged"


def test_finds_a_partner_that_has_no_share_this_year(cast: Cast, year: Year, finance: Client) -> None:
    """It paid last year and is asked for nothing now."""
    confirmed(cast, body("Vale Housing"), 900, YEAR.previous)
    found = finance.get(list_address(cast), {"state": "no_share"})
    assert [partner["name"] for partner in found.context["partners"]] == ["Vale Housing"]
    links = {link["label"]: link["count"] for link in found.context["filters"]}
    assert (links["All"], links["No share this year"]) == (7, 1)


@pytest.mark.parametrize("share", ["first", "second"])
def test_finds_a_body_under_the_state_of_each_of_its_contributions(
    cast: Cast, year: Year, finance: Client, share: str
) -> None:
    """The council pledged its own and is asked for what the company left."""
    take_over(year.agreements["company"], year.agreements["council"].organisation, 4_000 * POUND)
    state = {"first": "pledged", "second": "asked"}[share]
    found = finance.get(list_address(cast), {"state": state}).context["partners"]
    (council,) = [partner for partner in found if partner["name"] == "Vale Council"]
    assert [tag["text"] for tag in council["tags"]] == ["Pledged", "Asked"]


def test_flags_a_body_that_ended(cast: Cast, year: Year, finance: Client) -> None:
    """With its last day, and as orphaned while something is unpaid."""
    shown = watched(finance, cast, "Vale Rehabilitation Company")
    assert "Orphaned" in shown
    assert f"Ended on {long_date(LAST_DAY)}" in shown


def test_flags_a_body_that_is_to_end(cast: Cast, finance: Client) -> None:
    """Before it happens."""
    last = timezone.localdate() + datetime.timedelta(days=30)
    agreement(cast.partnership, body("Vale Council", ends_on=last), POUND, year=YEAR)
    assert f"Ends on {long_date(last)}" in watched(finance, cast, "Vale Council")


@pytest.mark.parametrize("has_name", [True, False])
def test_flags_a_planned_successor(cast: Cast, year: Year, finance: Client, has_name: bool) -> None:
    """Named, or not named yet."""
    day = timezone.localdate() + datetime.timedelta(days=400)
    heir = body("Vale Unitary") if has_name else None
    council = year.agreements["council"].organisation
    with change("Test", None):
        Succession.objects.create(
            predecessor=council, successor=heir, effective_on=day, shape="merge", is_planned=True, source="Invented"
        )
    expected = "Vale Unitary" if has_name else "a body that has no name yet"
    assert f"Planned to be followed by {expected} on {long_date(day)}" in watched(finance, cast, "Vale Council")


@pytest.mark.parametrize(
    ("decided", "effective", "words"),
    [
        (datetime.date(2021, 3, 7), datetime.date(2021, 4, 1), "Withdraws from 1 April 2021, 25 days after"),
        (None, datetime.date(2021, 4, 1), "Withdraws from 1 April 2021"),
        (datetime.date(2021, 3, 7), None, "Withdraws; from which day is not stated"),
    ],
)
def test_flags_a_withdrawal_with_its_notice(
    cast: Cast,
    year: Year,
    finance: Client,
    decided: datetime.date | None,
    effective: datetime.date | None,
    words: str,
) -> None:
    """As far as the days are known."""
    changed(year.agreements["council"], state=AgreementState.WITHDRAWN, decided_on=decided, effective_on=effective)
    assert words in watched(finance, cast, "Vale Council")


def test_flags_a_mere_pledge(cast: Cast, year: Year, finance: Client) -> None:
    """It counts as agreed and not as income."""
    assert "Only pledged, not confirmed" in watched(finance, cast, "Vale Council")
    assert "Only pledged" not in watched(finance, cast, "Testshire Police")


def test_says_who_has_nobody_to_answer(cast: Cast, year: Year, finance: Client) -> None:
    """The police have a funding contact, the council has not."""
    assert "No funding contact" not in watched(finance, cast, "Testshire Police")
    assert "No funding contact" in watched(finance, cast, "Vale Council")


def test_names_the_body_a_successor_follows(cast: Cast, year: Year, finance: Client) -> None:
    """From the contribution it took over."""
    take_over(year.agreements["company"], body("Vale Probation"), 4_000 * POUND)
    assert "follows Vale Rehabilitation Company" in text_of(finance.get(list_address(cast)).content.decode())


def test_shows_an_open_request_also_of_a_body_without_a_share(cast: Cast, year: Year, finance: Client) -> None:
    """Asked and not answered; once answered it is gone."""
    request = asked(cast, body("Vale Schools"))
    assert "Open request 2021/22" in watched(finance, cast, "Vale Schools")
    with change("Test", None):
        request.state = RequestState.CLOSED
        request.save()
    assert "Vale Schools" not in names(finance, list_address(cast))


def test_adds_up_two_contributions_of_a_body(cast: Cast, year: Year, finance: Client) -> None:
    """One stated, one not: over what is stated."""
    council = year.agreements["council"].organisation
    take_over(year.agreements["company"], council, None)
    assert cells(finance.get(list_address(cast)).content.decode(), "Vale Council")[3] == "over £8,000"


def test_says_that_nothing_is_recorded(cast: Cast, finance: Client) -> None:
    """Which does not mean that nobody pays."""
    assert "No contribution is recorded for these years." in finance.get(list_address(cast)).content.decode()


def test_asks_as_often_for_forty_partners_as_for_one(cast: Cast, finance: Client) -> None:
    """Queries do not grow with rows."""
    many(cast.partnership, 1)
    few = queries_of(lambda: finance.get(list_address(cast)))
    for number in range(39):
        agreement(cast.partnership, body(f"Body {number}"), POUND, year=YEAR)
    assert len(names(finance, list_address(cast))) == 40
    assert queries_of(lambda: finance.get(list_address(cast))) == few <= MOST_QUERIES


def test_is_not_there_for_another_partnership(cast: Cast, year: Year, finance: Client) -> None:
    """Nor is its list."""
    with change("Test", None):
        Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    for name, about in (("funding_partners", ()), ("funding_partner", (cast.police.code,))):
        assert finance.get(reverse(name, args=("elsewhere", "2021-22", *about))).status_code == 404


@pytest.mark.parametrize("part", ["funding_contact", "panel_member", "outsider", "administrator"])
def test_is_not_there_for_people_without_sight_of_money(cast: Cast, year: Year, client: Client, part: str) -> None:
    """A partner's own people have a lane of their own."""
    client.force_login(cast.people()[part])
    assert client.get(list_address(cast)).status_code == 404
    assert client.get(page_address(cast, cast.police)).status_code == 404

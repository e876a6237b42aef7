"""One partner: its statement of the year, its history, what it was asked, and those before and after it."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Organisation, OrganisationName, Succession
from dhr_cases.models.history import change
from funding.models import Agreement, FundingRequest
from funding.money import Qualifier
from funding.papers.kinds import PaperKind, possible
from funding.posting_lines import Line
from funding.terms import Answer, EntryKind, RequestState
from funding.verbs import FundingVerb
from tests.bench.measuring import queries_of
from tests.conftest import Cast
from tests.money import agreement, body, line, posted
from tests.pages.test_year_position import cells, text_of
from tests.partners import DAY, LONG, POUND, YEAR, Year, a_year, confirmed, take_over

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


def test_begins_a_statement_with_four_figures(cast: Cast, year: Year, finance: Client) -> None:
    """Share, confirmed, received, and what has not come."""
    figures = finance.get(page_address(cast, cast.police)).context["figures"]
    assert [(figure["label"], figure["value"]) for figure in figures] == [
        ("Share", "£10,000"),
        ("Confirmed", "£10,000"),
        ("Received", "£6,000"),
        ("Not yet received", "£4,000"),
    ]


def test_opens_each_figure_to_its_entries(cast: Cast, year: Year, finance: Client) -> None:
    """The ledger, narrowed to the body and to the kind of entry."""
    (contribution,) = finance.get(page_address(cast, cast.police)).context["contributions"]
    links = {row["label"]: row["value_url"] for row in contribution["rows"] if row.get("value_url")}
    assert list(links) == ["Agreed", "Confirmed", "Invoiced", "Received"]
    assert links["Received"].endswith(f"/ledger/?kind=receipt&body={cast.police.pk}")
    assert "£6,000" in finance.get(links["Received"]).content.decode()


def test_keeps_not_stated_apart_from_nil(cast: Cast, year: Year, finance: Client) -> None:
    """Neither the share nor what has not come is a figure."""
    figures = finance.get(page_address(cast, cast.refuge)).context["figures"]
    assert [figures[0]["value"], figures[3]["value"]] == ["not stated", "not stated"]


def test_lists_entries_with_their_balance(cast: Cast, year: Year, finance: Client) -> None:
    """Two receipts: the second shows what both come to."""
    owed = year.agreements["police"]
    more = line(E.RECEIPT, 1_000 * POUND, about=owed, on=DAY)
    (entry,) = posted(cast.partnership, cast.finance_officer, cast.csp_chair, [more])
    page = finance.get(page_address(cast, cast.police)).content.decode()
    assert cells(page, str(entry.number)) == ["3 May 2021", "Receipt", "none", "£1,000", "£7,000"]


def test_lists_entries_a_page_at_a_time(cast: Cast, year: Year, finance: Client) -> None:
    """Fifty a page, the rest one link away."""
    lines = [line(E.RECEIPT, POUND, about=year.agreements["police"], on=DAY) for _ in range(60)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    first = finance.get(page_address(cast, cast.police))
    second = finance.get(page_address(cast, cast.police), {"page": "2"})
    assert [len(found.context["entry_rows"]) for found in (first, second)] == [50, 14]


def test_says_what_is_outstanding_step_by_step(cast: Cast, year: Year, finance: Client) -> None:
    """The police owe £4,000 of an invoice of May 2021; the council has not confirmed."""
    police = text_of(finance.get(page_address(cast, cast.police)).content.decode())
    assert "Invoiced, not yet paid £4,000" in police
    assert "Oldest invoice not paid 3 May 2021 (Over 90 days)" in police
    council = text_of(finance.get(page_address(cast, year.agreements["council"].organisation)).content.decode())
    assert "Not yet confirmed £8,000" in council
    assert "Invoiced, not yet paid" not in council


def test_says_that_nothing_is_outstanding(cast: Cast, year: Year, finance: Client) -> None:
    """All has come."""
    rest = line(E.RECEIPT, 4_000 * POUND, about=year.agreements["police"], on=DAY)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [rest])
    assert "Nothing is outstanding." in finance.get(page_address(cast, cast.police)).content.decode()


def test_says_what_an_ended_body_left(cast: Cast, year: Year, finance: Client) -> None:
    """Its share by the days before and after its last day."""
    page = text_of(finance.get(page_address(cast, year.agreements["company"].organisation)).content.decode())
    assert "Orphaned: the body ended on 25 June 2021 with £4,000 unpaid (was: Asked)" in page
    assert "£942.47 until its last day, £3,057.53 after it" in page


def test_names_a_contribution_taken_over(cast: Cast, year: Year, finance: Client) -> None:
    """Beside the successor's own."""
    council = year.agreements["council"].organisation
    take_over(year.agreements["company"], council, 4_000 * POUND)
    titles = [each["title"] for each in finance.get(page_address(cast, council)).context["contributions"]]
    assert titles == ["Its own contribution", "Taken over from Vale Rehabilitation Company"]


def test_shows_how_a_share_was_worked_out(cast: Cast, year: Year, finance: Client) -> None:
    """Sentence by sentence."""
    changed(year.agreements["council"], working=["A fixed sum of £8,000, agreed each March."])
    page = finance.get(page_address(cast, year.agreements["council"].organisation)).content.decode()
    assert "A fixed sum of £8,000, agreed each March." in page


def test_keeps_support_in_kind_apart(cast: Cast, finance: Client) -> None:
    """It has words and a value, and is in no total."""
    owed = agreement(cast.partnership, cast.refuge, None, year=YEAR)
    changed(owed, is_in_kind=True, in_kind_description="Two rooms a month", in_kind_value_pence=120_000)
    found = finance.get(page_address(cast, cast.refuge))
    assert "Two rooms a month (value £1,200; no part of any total)" in found.content.decode()
    assert found.context["figures"][0]["value"] == "in kind"


def test_shows_every_year_under_the_name_at_the_time(cast: Cast, year: Year, finance: Client) -> None:
    """The latest first; each leads to its own statement."""
    confirmed(cast, cast.police, 9_000, YEAR.previous)
    with change("Test", None):
        OrganisationName.objects.create(
            organisation=cast.police, name="Testshire Constabulary", until=YEAR.previous.last
        )
    page = finance.get(page_address(cast, cast.police)).content.decode()
    assert cells(page, "2021/22") == ["Testshire Police", "Confirmed", "£10,000", "£10,000", "£6,000"]
    assert cells(page, "2020/21") == ["Testshire Constabulary", "Confirmed", "£9,000", "£9,000", "£0"]
    assert page_address(cast, cast.police, "2020-21") in page


def test_calls_a_body_by_the_name_of_the_year(cast: Cast, finance: Client) -> None:
    """With its name today beside it."""
    confirmed(cast, cast.police, 9_000, YEAR.previous)
    with change("Test", None):
        OrganisationName.objects.create(
            organisation=cast.police, name="Testshire Constabulary", until=YEAR.previous.last
        )
    page = text_of(finance.get(page_address(cast, cast.police, "2020-21")).content.decode())
    assert "Testshire Constabulary" in page
    assert "Today Testshire Police" in page


def test_lists_requests_with_their_answers(cast: Cast, year: Year, finance: Client) -> None:
    """Of every year, with the reason that was given."""
    asked(
        cast,
        cast.police,
        RequestState.CLOSED,
        amount_pence=1_000_000,
        qualifier=Qualifier.ABOUT,
        answer=Answer.DECLINE,
        answer_reason="No budget line",
    )
    page = finance.get(page_address(cast, cast.police)).content.decode()
    row = cells(page, "3 May 2021")
    assert row[0:2] == ["2021/22", "about £10,000"]
    assert row[-1] == "We will not pay. No budget line"


def test_leads_to_those_before_and_after(cast: Cast, year: Year, finance: Client) -> None:
    """Both ways, where there is money of both here."""
    company, heir = year.agreements["company"].organisation, body("Vale Probation")
    with change("Test", None):
        Succession.objects.create(
            predecessor=company,
            successor=heir,
            effective_on=datetime.date(2021, 6, 26),
            shape="one_to_one",
            source="Invented",
        )
    old, new = (finance.get(page_address(cast, who)).content.decode() for who in (company, heir))
    assert "Is followed by Vale Probation , on 26 June 2021, one to one" in text_of(old)
    assert page_address(cast, heir) in old
    assert "Follows Vale Rehabilitation Company , on 26 June 2021, one to one" in text_of(new)
    assert page_address(cast, company) in new


@pytest.mark.parametrize(("is_planned", "words"), [(True, "merge, planned"), (False, "merge")])
def test_says_that_a_follower_is_only_planned(
    cast: Cast, year: Year, finance: Client, is_planned: bool, words: str
) -> None:
    council, fire = (year.agreements[word].organisation for word in ("council", "fire"))
    on = timezone.localdate() + datetime.timedelta(days=100)
    with change("Test", None):
        Succession.objects.create(
            predecessor=fire, successor=council, effective_on=on, shape="merge", is_planned=is_planned,
            source="Invented",
        )  # fmt: skip
    shown = text_of(finance.get(page_address(cast, fire)).content.decode())
    assert re.search(rf"Is followed by Vale Council , on \d+ \w+ \d+, {words}(?!,)", shown)


def test_offers_acts_that_lead_back_here(cast: Cast, year: Year, finance: Client) -> None:
    """Whoever does one comes back to the partner."""
    offers = finance.get(page_address(cast, cast.police)).context["offers"]
    assert {offer.verb for offer in offers} >= {FundingVerb.RECORD_SUCCESSION}
    assert all("?back=/funding/testshire/2021-22/partners/test-police/" in offer.url for offer in offers)


def test_offers_only_pages_that_are_there(cast: Cast, year: Year, finance: Client) -> None:
    """Every button opens its form."""
    context = finance.get(page_address(cast, cast.police)).context
    offers = [*context["offers"], *(offer for each in context["contributions"] for offer in each["offers"])]
    assert [finance.get(offer.url).status_code for offer in offers] == [200] * len(offers)


def test_begins_an_act_with_the_body_of_the_page(cast: Cast, year: Year, finance: Client) -> None:
    """Nobody has to look it up again; what is no number is passed over."""
    offers = {offer.verb: offer.url for offer in finance.get(page_address(cast, cast.police)).context["offers"]}
    form = finance.get(offers[FundingVerb.ASK]).context["form"]
    assert form["organisation"].value() == str(cast.police.pk)
    plain = offers[FundingVerb.ASK].partition("?")[0]
    assert finance.get(plain, {"organisation": "the police"}).context["form"]["organisation"].value() is None


def test_offers_nothing_to_who_only_reads(cast: Cast, year: Year, client: Client) -> None:
    """The auditor sees the statement alone."""
    client.force_login(cast.auditor)
    context = client.get(page_address(cast, cast.police)).context
    assert context["offers"] == []
    assert [each["offers"] for each in context["contributions"]] == [[]]


def test_says_that_a_year_holds_nothing(cast: Cast, year: Year, finance: Client) -> None:
    """The body is known, the year is empty."""
    page = text_of(finance.get(page_address(cast, cast.police, "2030-31")).content.decode())
    assert "No contribution is recorded for this year. That does not mean that it is nil." in page
    assert "Nothing has been posted for this year." in page


def test_shows_a_long_name(cast: Cast, year: Year, finance: Client) -> None:
    """In full."""
    assert LONG in finance.get(page_address(cast, year.agreements["health"].organisation)).content.decode()


def test_asks_as_often_for_many_entries_as_for_few(cast: Cast, year: Year, finance: Client) -> None:
    """Queries do not grow with rows."""
    url = page_address(cast, cast.police)
    few = queries_of(lambda: finance.get(url))
    lines = [line(E.RECEIPT, POUND, about=year.agreements["police"], on=DAY) for _ in range(100)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    assert queries_of(lambda: finance.get(url)) <= few + 1


def test_is_not_there_for_a_body_of_no_concern(cast: Cast, year: Year, finance: Client) -> None:
    """A body that was never asked here has no page here."""
    assert finance.get(page_address(cast, body("Far Away Council"))).status_code == 404


def files(cast: Cast, finance: Client, who: Organisation, year: str = "2021-22") -> list[str]:
    """The addresses of the statement on the body's page."""
    return [link["url"] for link in finance.get(page_address(cast, who, year)).context["statements"]]


def test_offers_the_statement_in_every_format_and_each_comes(cast: Cast, year: Year, finance: Client) -> None:
    """Word always; what this machine cannot write is not offered."""
    links = files(cast, finance, cast.police)
    assert len(links) == len(possible(PaperKind.STATEMENT)) > 0
    assert [finance.get(link).status_code for link in links] == [200] * len(links)


def test_offers_no_statement_of_a_year_that_knows_nothing_of_the_body(cast: Cast, year: Year, finance: Client) -> None:
    """A link would lead to nothing; a request alone is something to state."""
    assert files(cast, finance, cast.police, "2030-31") == []
    with change("Test", None):
        FundingRequest.objects.create(
            partnership=cast.partnership, organisation=cast.police, year=2030, asked_on=DAY, state=RequestState.ASKED
        )
    (first, *_) = files(cast, finance, cast.police, "2030-31")
    assert finance.get(first).status_code == 200


def test_has_a_statement_for_a_body_that_only_got_money_back(cast: Cast, year: Year, finance: Client) -> None:
    """Money of the year went back to a body that pays nothing in it."""
    agreement(cast.partnership, cast.health, 1, year=YEAR.next)
    assert files(cast, finance, cast.health) == []
    returned = Line(kind=E.RETURNED, year=YEAR.start, on=YEAR.last, pence=5_050, organisation=cast.health)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [returned])
    papers = reverse("funding_papers", args=(cast.partnership.code, "2021-22"))
    assert str(cast.health) in [each["label"] for each in finance.get(papers).context["statements"]]
    (first, *_) = files(cast, finance, cast.health)
    assert finance.get(first).status_code == 200


def test_leads_back_to_the_list_of_partners(cast: Cast, year: Year, finance: Client) -> None:
    """Through the year, as the list itself does."""
    crumbs = finance.get(page_address(cast, cast.police)).context["breadcrumbs"]
    above = finance.get(list_address(cast)).context["breadcrumbs"]
    assert crumbs[:-2] == above[:-1]
    assert crumbs[-2] == {**above[-1], "url": list_address(cast)}
    assert crumbs[-1] == {"label": "Testshire Police"}

"""What if? The year supposed otherwise stands beside the true one, and nothing is kept."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case
from dhr_cases.models.history import change
from funding.models import Agreement, CostLine, Entry, FundingEvent, FundingSettings
from funding.terms import CostClass, EntryKind
from tests.bench.measuring import queries_of
from tests.conftest import Cast
from tests.money import agreement, body, line, posted
from tests.pages.test_year_position import cells, text_of
from tests.partners import DAY, POUND, YEAR, Year, a_year, many, take_over

MOST_QUERIES = 15


@pytest.fixture
def year(cast: Cast) -> Year:
    """A year with partners in every state."""
    return a_year(cast)


@pytest.fixture
def auditor(cast: Cast, client: Client) -> Client:
    """Whoever may see money may suppose."""
    client.force_login(cast.auditor)
    return client


def address(cast: Cast) -> str:
    """The page of the year."""
    return reverse("funding_scenarios", args=(cast.partnership.code, "2021-22"))


def asked(client: Client, cast: Cast, **answers: str | int | list[int]) -> str:
    """The page after these answers."""
    return client.get(address(cast), answers).content.decode()


def errors(client: Client, cast: Cast, **answers: str | int | list[int]) -> dict[str, Any]:
    """What the form finds wrong in these answers."""
    found: dict[str, Any] = client.get(address(cast), answers).context["form"].errors
    return found


def average(cast: Cast, pounds: int) -> None:
    """Set what a review costs here."""
    with change("Test", None):
        settings = FundingSettings.objects.get_or_create(partnership=cast.partnership)[0]
        settings.average_cost_pence = pounds * POUND
        settings.save()


def costly_review(cast: Cast, case: Case, pounds: int) -> CostLine:
    """A review of which so much is planned."""
    with change("Test", None):
        cost = CostLine.objects.create(
            partnership=cast.partnership, case=case, cost_class=CostClass.CHAIR, description="Chairing"
        )
    posted(
        cast.partnership,
        cast.finance_officer,
        cast.csp_chair,
        [line(EntryKind.FORECAST, pounds * POUND, about=cost, on=DAY)],
    )
    return cost


def test_begins_with_questions_and_no_result(cast: Cast, year: Year, auditor: Client) -> None:
    """Nothing is supposed yet, and nothing is wrong."""
    page = auditor.get(address(cast))
    assert "supposed" not in page.context
    assert not page.context["form"].is_bound
    assert "If so" not in page.content.decode()


def test_shows_the_year_without_a_partner(cast: Cast, year: Year, auditor: Client) -> None:
    """The police have paid £6,000 of £10,000: that stays, the rest is missing and counts as withdrawn."""
    page = asked(auditor, cast, partners=year.agreements["police"].pk)
    assert "Testshire Police does not pay" in page
    assert (
        "Against what is confirmed, a shortfall of £24,000 becomes a shortfall of £28,000: £4,000 more to be found."
        in page
    )
    assert cells(page, "Confirmed") == ["£24,000", "£28,000", "£4,000 more"]
    assert cells(page, "Received") == ["£28,000", "£28,000", "the same"]
    assert cells(page, "Declined or withdrawn") == ["£2,000", "£6,000", "£4,000 more"]


def test_leaves_several_partners_out_at_once(cast: Cast, year: Year, auditor: Client) -> None:
    """Each is named, and their losses add up."""
    keys = [year.agreements[word].pk for word in ("police", "council")]
    page = asked(auditor, cast, partners=keys)
    assert "Testshire Police does not pay" in page
    assert "Vale Council does not pay" in page
    assert cells(page, "Agreed") == ["£16,000", "£28,000", "£12,000 more"]


def test_shows_every_measure_and_every_cause(cast: Cast, year: Year, auditor: Client) -> None:
    """The measure that counts first, the others to be opened; each table adds up to the shortfall."""
    found = auditor.get(address(cast), {"partners": year.agreements["council"].pk})
    tables = found.context["cause_tables"]
    assert [table["label"] for table in tables] == [
        f"Why, against what is {word}" for word in ("confirmed", "agreed", "invoiced", "received")
    ]
    assert all(len(table["rows"]) == 6 for table in tables)
    assert found.content.decode().count("<details") == 3


def test_multiplies_what_a_review_costs(cast: Cast, year: Year, case: Case, auditor: Client) -> None:
    """What the review costs more is a gap of the model until it is asked for."""
    costly_review(cast, case, 12_000)
    page = asked(auditor, cast, review=case.reference, times="1.5")
    assert f"{case.reference} costs 1.5 times what is planned" in text_of(page)
    assert cells(page, "Required in all") == ["£47,000", "£53,000", "£6,000 more"]
    assert cells(page, "The model asks for less than the cost") == ["£14,000", "£20,000", "£6,000 more"]


def test_supposes_that_a_review_costs_less(cast: Cast, year: Year, case: Case, auditor: Client) -> None:
    """Half of it is less to be found."""
    costly_review(cast, case, 12_000)
    page = asked(auditor, cast, review=case.reference, times="0.5")
    assert cells(page, "Confirmed") == ["£36,000", "£30,000", "£6,000 less"]


def test_starts_more_reviews_at_the_local_average(cast: Cast, year: Year, auditor: Client) -> None:
    """About so much each, so the shortfall is only about so much, and so is the difference."""
    average(cast, 20_000)
    page = asked(auditor, cast, more="2")
    assert "2 more reviews start, each at about £20,000" in page
    assert cells(page, "Confirmed") == ["£24,000", "about £64,000", "about £40,000 more"]
    assert "The difference is about 2.0 reviews at the local average of £20,000." in page


def test_starts_more_reviews_at_a_cost_that_is_typed(cast: Cast, year: Year, auditor: Client) -> None:
    """It goes before the local average."""
    average(cast, 20_000)
    assert "1 more review starts, each at about £9,000" in asked(auditor, cast, more="1", each="9,000")


def test_supposes_several_things_at_once(cast: Cast, year: Year, case: Case, auditor: Client) -> None:
    """One after the other, in one result."""
    average(cast, 20_000)
    costly_review(cast, case, 12_000)
    answers: dict[str, str | int] = {
        "partners": year.agreements["council"].pk,
        "review": case.reference,
        "times": "2",
        "more": "1",
    }
    found = auditor.get(address(cast), answers)
    assert len(found.context["supposed"]) == 3
    assert cells(found.content.decode(), "Agreed") == ["£28,000", "about £68,000", "about £40,000 more"]


def test_says_that_nothing_changes(cast: Cast, year: Year, auditor: Client) -> None:
    """A partner that has confirmed nothing can withdraw nothing of what is confirmed."""
    page = asked(auditor, cast, partners=year.agreements["health"].pk)
    assert "Against what is confirmed nothing changes: the shortfall stays £24,000." in page


def test_says_that_nothing_was_supposed(cast: Cast, year: Year, auditor: Client) -> None:
    """The form was sent empty."""
    assert "Nothing was supposed, so nothing changes." in asked(auditor, cast, more="", each="")


def test_names_the_share_of_a_successor(cast: Cast, year: Year, auditor: Client) -> None:
    """It can be told from the successor's own."""
    taken = take_over(year.agreements["company"], year.agreements["council"].organisation, 4_000 * POUND)
    choices = dict(auditor.get(address(cast)).context["form"].fields["partners"].choices)
    assert choices[str(taken.pk)] == "Vale Council (taken over): £4,000"


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"more": "lots"}, "more", "Enter a whole number, such as 2"),
        ({"more": "-1"}, "more", "The number cannot be below nought"),
        ({"more": "51"}, "more", "Enter at most 50"),
        ({"more": "2"}, "each", "Enter what a review costs, because no local average is set"),
        ({"times": "twice"}, "times", "Enter a number, such as 2 or 1.5"),
        ({"times": "-1"}, "times", "A review cannot cost less than nothing"),
        ({"times": "1.234"}, "times", "Enter at most two figures after the point"),
        ({"times": "101"}, "times", "Enter at most 100"),
        ({"times": "nan"}, "times", "Enter a number, such as 2 or 1.5"),
        ({"times": "2"}, "review", "Choose the review that costs so much"),
        ({"review": "DHR-1999-99"}, "review", "Choose among the reviews that cost something this year"),
        ({"partners": "987654"}, "partners", "Choose among the partners of this year"),
        ({"partners": "the police"}, "partners", "Choose among the partners of this year"),
    ],
)
def test_answers_bad_input_with_a_sentence(
    cast: Cast, year: Year, case: Case, auditor: Client, answers: dict[str, str], field: str, sentence: str
) -> None:
    """Beside the question, with what was typed kept and no result shown."""
    costly_review(cast, case, 12_000)
    assert errors(auditor, cast, **answers) == {field: [sentence]}
    page = asked(auditor, cast, **answers)
    assert sentence in page
    assert "If so" not in page


def test_asks_how_many_times_the_review_costs(cast: Cast, year: Year, case: Case, auditor: Client) -> None:
    """A review alone says nothing."""
    costly_review(cast, case, 12_000)
    found = errors(auditor, cast, review=case.reference)
    assert found == {"times": ["Enter how many times its planned cost the review comes to"]}


def test_keeps_what_was_typed(cast: Cast, year: Year, auditor: Client) -> None:
    """Wrong or right, it stands in its box."""
    page = asked(auditor, cast, more="lots", each="12.345")
    assert 'value="lots"' in page
    assert 'value="12.345"' in page


def test_leaves_out_questions_that_have_no_answer(cast: Cast, auditor: Client) -> None:
    """A year without partners and reviews asks for neither."""
    assert list(auditor.get(address(cast)).context["form"].fields) == ["more", "each"]


def test_keeps_nothing(cast: Cast, year: Year, auditor: Client) -> None:
    """No row and no event comes of it."""
    before = [rows.objects.count() for rows in (Entry, Agreement, CostLine, FundingEvent)]
    asked(auditor, cast, partners=year.agreements["police"].pk)
    assert [rows.objects.count() for rows in (Entry, Agreement, CostLine, FundingEvent)] == before
    assert Agreement.objects.get(pk=year.agreements["police"].pk).state == "confirmed"


def test_asks_as_often_for_fifty_partners_as_for_one(cast: Cast, auditor: Client) -> None:
    """Queries do not grow with rows."""
    first = many(cast.partnership, 1)
    few = queries_of(lambda: auditor.get(address(cast), {"partners": first[0].pk}))
    for number in range(49):
        agreement(cast.partnership, body(f"Body {number}"), POUND, year=YEAR)
    assert queries_of(lambda: auditor.get(address(cast), {"partners": first[0].pk})) == few <= MOST_QUERIES


@pytest.mark.parametrize("part", ["funding_contact", "agency_author", "outsider"])
def test_is_not_there_for_people_without_sight_of_money(cast: Cast, client: Client, part: str) -> None:
    """404."""
    client.force_login(cast.people()[part])
    assert client.get(address(cast)).status_code == 404

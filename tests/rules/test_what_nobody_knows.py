"""Is a year whose costs nobody has stated told as not known, in every place that speaks of it, and never as nil?"""

import io
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from dhr_cases.models.history import change
from dhr_cases.papers.writing.blocks import Grid
from funding.money import Qualifier
from funding.papers.position_paper.example import EXAMPLE as PAGE
from funding.papers.position_paper.wording import summary
from funding.papers.reading.statement import statement_facts
from funding.part_years import is_awaited, is_owed
from funding.position import CostFact, Position, position
from funding.position_rows import facts_of
from funding.terms import AgreementState as A
from funding.terms import CostClass, EntryKind, Measure
from governance.papers.report_rows import Money
from governance.papers.sections.money import funding
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, cost_line, line, posted
from tests.report_blocks import EMPTY
from tests.rules.year_facts import agreement as a_share
from tests.rules.year_facts import chair, year

CONFIRMED = 500_000


@pytest.mark.parametrize(
    ("costs", "words", "gap"),
    [
        ([], "not stated", "not known"),
        ([chair(None)], "not stated", "not known"),
        ([chair(None), chair(None, "DHR 2")], "not stated", "not known"),
        ([chair(0)], "£0", "surplus £5,000"),
        ([chair(None), chair(1, "DHR 2")], "£0.01", "surplus £4,999.99"),
        ([CostFact(CostClass.LEGAL, None, actual=500_001)], "£5,000.01", "shortfall £0.01"),
        ([chair(500_000, qualifier=Qualifier.ABOUT)], "about £5,000", "shortfall about £0"),
        ([chair(700_000, qualifier=Qualifier.OVER)], "over £7,000", "shortfall over £2,000"),
        ([chair(300_000, qualifier=Qualifier.OVER)], "over £3,000", "surplus under £2,000"),
    ],
)
def test_knows_what_a_year_needs_once_one_cost_has_an_amount(costs: list[CostFact], words: str, gap: str) -> None:
    found = found_with(costs)
    assert (found.required_in_words, found.gap_in_words(Measure.CONFIRMED)) == (words, gap)
    assert found.is_required_known is (words != "not stated")


def found_with(costs: list[CostFact]) -> Position:
    """A year with these costs of which £5,000 is confirmed."""
    share = a_share("Police", CONFIRMED, (CONFIRMED, CONFIRMED, 0, 0), state=A.CONFIRMED)
    return position(year(share, costs=costs))


def test_tells_the_committee_so_in_one_sentence() -> None:
    told = summary(replace(PAGE, position=found_with([chair(None)])))
    assert told == "£5,000 is confirmed. What is required is not stated, so what is missing is not known."


def test_tells_a_meeting_so_in_its_report() -> None:
    tables = [block for block in funding(replace(EMPTY, money=Money(found_with([])))) if isinstance(block, Grid)]
    assert [table.rows for table in tables] == [
        (("Required", "not stated"), ("Confirmed", "£5,000"), ("Shortfall", "not known")),
    ]  # fmt: skip


@pytest.mark.parametrize("state", list(A))
@pytest.mark.parametrize("withdrawn_from", [None, date(2022, 3, 31), date(2022, 4, 1)])
def test_leaves_an_ended_body_nothing_to_pay_and_its_successors_what_it_left(
    state: A, withdrawn_from: date | None
) -> None:
    asked = year().year
    owed, awaited = is_owed(state, asked, withdrawn_from), is_awaited(state, asked, withdrawn_from)
    assert owed is (awaited and state is not A.ENDED)
    assert is_awaited(A.ENDED, asked, withdrawn_from)


def written(row: Model, **columns: object) -> None:
    """A row with other facts in some of its columns."""
    with change("Test", None):
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()


@pytest.fixture
def unknown(cast: Cast) -> Cast:
    """The police have confirmed £5,000; of the one cost nobody has said how much it is, nor of the opening balance."""
    owed = agreement(cast.partnership, cast.police, CONFIRMED, state=A.CONFIRMED)
    written(cost_line(cast.partnership), expected_year=YEAR.start)
    lines = [line(kind, CONFIRMED, about=owed) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    return cast


@pytest.mark.django_db
def test_says_the_same_on_every_page_and_paper(unknown: Cast, client: Client) -> None:
    whole = position(facts_of(unknown.partnership, YEAR))
    assert (whole.required, whole.costs.lines, whole.costs.not_stated) == (0, 1, 1)

    client.force_login(unknown.finance_officer)
    page = client.get(reverse("funding_year", args=(unknown.partnership.code, "2026-27")))
    rows = {head: amounts for head, *amounts in map(texts, page.context["measure_rows"])}
    assert rows["Required"] == ["not stated"] * 4
    assert rows["Shortfall or surplus"] == ["not known"] * 4
    assert rows["of it: the model asks for less than the cost"] == ["not known"] * 4
    assert rows["Income"] == ["£5,000", "£5,000", "£0", "£0"]
    assert rows["of it: still outstanding"] == ["£0", "£0", "£5,000", "£5,000"]
    assert (page.context["bars"], page.context["as_reviews"]) == ([], None)
    assert "waterfall__step" not in page.content.decode()

    client.force_login(unknown.funding_contact)
    own = client.get(reverse("my_funding_year", args=(unknown.partnership.code, unknown.police.code, "2026-27")))
    assert "not known" in own.content.decode()
    facts = statement_facts(unknown.partnership, unknown.police, YEAR, DAY)
    assert facts.whole[0] == ("Required", "not stated")


def texts(row: dict[str, list[dict[str, str]]]) -> list[str]:
    """What a row says, cell by cell."""
    return [cell["text"] for cell in row["cells"]]


@pytest.mark.django_db
def test_prints_it_for_people_at_the_terminal(unknown: Cast) -> None:
    out = io.StringIO()
    call_command("funding_position", "2026/27", stdout=out)
    lines = [" ".join(each.split()) for each in out.getvalue().splitlines()]
    for told in (
        "Required not stated",
        "Confirmed £5,000 not known",
        "The model asks for less than the cost not known",
    ):
        assert told in lines
    assert not [each for each in lines if "surplus" in each]


@pytest.mark.django_db
def test_keeps_what_is_approximate_approximate_at_the_terminal(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, CONFIRMED, state=A.CONFIRMED)
    written(owed, qualifier=Qualifier.ABOUT)
    lines = [line(kind, CONFIRMED, about=owed) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    lines.append(line(EntryKind.FORECAST, CONFIRMED + 1, about=cost_line(cast.partnership)))
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    out = io.StringIO()
    call_command("funding_position", "2026/27", stdout=out)
    told = [" ".join(each.split()) for each in out.getvalue().splitlines()]
    assert "Required £5,000.01" in told
    assert "Confirmed about £5,000 about £0.01" in told
    assert "The model asks for less than the cost about £0.01" in told

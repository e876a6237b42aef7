"""Does funding_position print the year, for people and for machines, and say in a sentence where there is none?"""

import datetime
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.models import Partnership
from dhr_cases.models.history import change
from funding.terms import AgreementState, CostClass, EntryKind
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, cost_line, line, posted
from tests.successions import LAST_DAY

pytestmark = pytest.mark.django_db

YEAR = FinancialYear(2021)
DAY = datetime.date(2021, 9, 1)
COST, SHARE = 1_200_000, 500_000


def answer(*options: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("funding_position", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def year(cast: Cast) -> Cast:
    """A cost of £12,000; £5,000 confirmed and part paid, a contributor without an amount, a body that ended."""
    lines = [line(EntryKind.FORECAST, COST, about=cost_line(cast.partnership, CostClass.CHAIR), on=DAY)]
    paid = agreement(cast.partnership, body("Fire"), SHARE, year=YEAR, state=AgreementState.CONFIRMED)
    kinds = (EntryKind.PLEDGE, EntryKind.CONFIRMATION, EntryKind.INVOICE)
    lines += [line(kind, SHARE, about=paid, on=DAY) for kind in kinds]
    lines.append(line(EntryKind.RECEIPT, 200_000, about=paid, on=DAY))
    agreement(cast.partnership, body("Health"), None, year=YEAR)
    agreement(cast.partnership, body("Company", ends_on=LAST_DAY), 100_000, year=YEAR)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    return cast


@pytest.mark.parametrize("written", ["2021/22", "2021-22", "2021"])
def test_takes_the_year_as_people_write_it(year: Cast, written: str) -> None:
    assert json.loads(answer(written, "--json"))["year"] == "2021/22"


def test_gives_every_figure_in_whole_pence(year: Cast) -> None:
    found: dict[str, Any] = json.loads(answer("2021/22", "--json"))
    assert {
        key: found[key] for key in ("required", "brought_forward", "agreed", "confirmed", "invoiced", "received")
    } == {
        "required": COST,
        "brought_forward": 0,
        "agreed": SHARE,
        "confirmed": SHARE,
        "invoiced": SHARE,
        "received": 200_000,
    }
    assert found["shortfall"] == {"agreed": 700_000, "confirmed": 700_000, "invoiced": 700_000, "received": 1_000_000}
    assert sum(found["causes"].values()) == found["shortfall"]["confirmed"]
    assert found["causes"]["orphaned"] == 100_000
    assert found["not_stated"] == ["Health"]


def test_gives_a_share_not_stated_as_null(year: Cast) -> None:
    partners = {row["name"]: row for row in json.loads(answer("2021", "--json"))["partners"]}
    assert partners["Health"] == {
        "name": "Health",
        "name_at_time": "Health",
        "state": "proposed",
        "share": None,
        "confirmed": 0,
        "received": 0,
    }


def test_takes_the_year_as_it_stood_on_a_day(year: Cast) -> None:
    """Before the company ended nothing was orphaned."""
    found = json.loads(answer("2021", "--json", "--on", "2021-06-25"))
    assert found["causes"]["orphaned"] == 0


def test_prints_a_table_for_people(year: Cast) -> None:
    words = answer("2021/22", "--on", "2022-03-24")
    assert words.startswith("Testshire CSP, 2021/22, as at 24 March 2022\n")
    for row in ("Required         £12,000", "Received   £2,000  £10,000", "Orphaned by a body that ended"):
        assert row in words
    assert "Fire     Confirmed      £5,000     £5,000    £2,000" in words
    assert words.rstrip().endswith("Not stated: Health")


def test_names_a_surplus_by_its_own_label(year: Cast) -> None:
    extra = agreement(year.partnership, body("Council"), 2_000_000, year=YEAR)
    kinds = (EntryKind.PLEDGE, EntryKind.CONFIRMATION)
    lines = [line(kind, 2_000_000, about=extra, on=DAY) for kind in kinds]
    posted(year.partnership, year.finance_officer, year.csp_chair, lines)
    assert "£13,000 surplus" in answer("2021/22")
    assert json.loads(answer("2021", "--json"))["shortfall"]["confirmed"] == -1_300_000


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["next year"], "“next year” is not a financial year. Write it like 2021/22."),
        (["2021/23"], "2021 is followed by 2022"),
        (["2030/31"], "Nothing is recorded for 2030/31 in Testshire CSP. Years with records: 2021/22."),
        (["2021", "--partnership", "nowhere"], "There is no partnership “nowhere”. Known here: testshire."),
        (["2021", "--on", "24/03/2022"], "“24/03/2022” is not a date."),
    ],
)
def test_says_in_a_sentence_what_is_not_known(year: Cast, options: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("funding_position", *options)
    assert sentence in str(refusal.value)
    assert refusal.value.returncode == 1


def test_says_that_there_is_no_partnership_yet(db: None) -> None:
    with pytest.raises(CommandError, match="There is no partnership yet"):
        answer("2021")


def test_takes_the_home_partnership_among_several(year: Cast) -> None:
    with change("Test", None):
        Partnership.objects.create(code="alphashire", name="Alphashire CSP")
    assert json.loads(answer("2021", "--json"))["required"] == COST
    with pytest.raises(CommandError, match="Nothing is recorded for 2021/22 in Alphashire CSP"):
        answer("2021", "--partnership", "alphashire")


def test_asks_which_partnership_where_none_is_at_home(year: Cast) -> None:
    with change("Test", None):
        Partnership.objects.create(code="alphashire", name="Alphashire CSP")
        year.partnership.is_home = False
        year.partnership.save()
    with pytest.raises(CommandError, match="Name one with --partnership: alphashire, testshire"):
        answer("2021")

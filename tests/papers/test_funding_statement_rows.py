"""A statement holds a body's own lines as the records have them, under the names of their time."""

import pytest

from dhr_cases.models.history import change
from funding.models import FundingSettings
from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure
from funding.papers.reading.entries import entries_of_body
from funding.terms import AgreementState, EntryKind, Measure, Sight
from tests.bench.measuring import queries_of
from tests.conftest import Cast
from tests.money import agreement, line, posted
from tests.papers.records import former_name, model_of, settings_of, statement_of
from tests.partners import DAY, LAST_DAY, POUND, YEAR, a_year, confirmed, take_over

pytestmark = pytest.mark.django_db


def test_states_what_a_body_owes_and_how_far_it_has_come(cast: Cast) -> None:
    a_year(cast)
    (row,) = statement_of(cast).agreements
    assert row.share == Figure(10_000 * POUND)
    assert row.state is AgreementState.CONFIRMED
    assert [row.counted[measure] // POUND for measure in Measure] == [10_000, 10_000, 10_000, 6_000]
    assert row.to_pay == "£4,000"


def test_lists_a_bodys_own_entries_and_nobody_elses(cast: Cast) -> None:
    a_year(cast)
    kinds = [row.kind for row in statement_of(cast).entries]
    assert kinds == [EntryKind.PLEDGE, EntryKind.CONFIRMATION, EntryKind.INVOICE, EntryKind.RECEIPT]
    assert {row.organisation for row in statement_of(cast).entries} == {"Testshire Police"}


def test_keeps_a_share_that_is_not_stated_apart_from_nil(cast: Cast) -> None:
    a_year(cast)
    (row,) = statement_of(cast, cast.refuge).agreements
    assert row.share == UNSTATED
    assert row.to_pay == "not stated"


def test_keeps_about_with_the_share(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, 500, year=YEAR)
    with change("Test", None):
        owed.qualifier = Qualifier.ABOUT
        owed.save()
    (row,) = statement_of(cast).agreements
    assert str(row.share) == "about £5"


def test_shows_every_year_under_the_name_of_its_time(cast: Cast) -> None:
    former_name(cast.police, "Testshire Constabulary", YEAR.last)
    confirmed(cast, cast.police, 100)
    confirmed(cast, cast.police, 200, YEAR.next)
    facts = statement_of(cast)
    assert facts.name_at_time == "Testshire Constabulary"
    assert facts.organisation == "Testshire Police"
    assert [(row.year, row.name_at_time, row.confirmed) for row in facts.years] == [
        (YEAR, "Testshire Constabulary", Figure(100 * POUND)),
        (YEAR.next, "Testshire Police", Figure(200 * POUND)),
    ]


def test_says_from_whom_a_contribution_was_taken_over(cast: Cast) -> None:
    year = a_year(cast)
    take_over(year.agreements["company"], cast.health, 4_000 * POUND)
    (row,) = statement_of(cast, cast.health).agreements
    assert row.takes_over_from == "Vale Rehabilitation Company"


def test_says_the_last_day_of_a_body_that_ended(cast: Cast) -> None:
    company = a_year(cast).agreements["company"].organisation
    (row,) = statement_of(cast, company).agreements
    assert row.ended_on == LAST_DAY


def test_shows_support_in_kind_apart_from_money(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.health, None, year=YEAR)
    with change("Test", None):
        owed.is_in_kind, owed.in_kind_description, owed.in_kind_value_pence = True, "A room", 90_000
        owed.save()
    facts = statement_of(cast, cast.health)
    assert (facts.agreements[0].in_kind, facts.agreements[0].in_kind_value) == ("A room", Figure(90_000))
    assert (facts.years[0].share, facts.years[0].share_in_words) == (UNSTATED, "in kind")
    with change("Test", None):
        owed.amount_pence = 700
        owed.save()
    assert statement_of(cast, cast.health).years[0].share_in_words == "£7"


def test_repeats_how_the_share_was_worked_out_word_for_word(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, 500, year=YEAR)
    with change("Test", None):
        owed.working = ["Half of £10: £5."]
        owed.version = model_of(cast)
        owed.save()
    (row,) = statement_of(cast).agreements
    assert (row.working, row.model) == (("Half of £10: £5.",), "Shared cost, version 2")


@pytest.mark.parametrize(("sight", "is_shown"), [(Sight.OWN, False), (Sight.TOTALS, True), (Sight.EVERYTHING, True)])
def test_shows_totals_of_the_whole_as_the_partnership_allows(cast: Cast, sight: Sight, is_shown: bool) -> None:
    a_year(cast)
    settings_of(cast, sight=sight)
    whole = dict(statement_of(cast).whole)
    assert ("Required" in whole) is is_shown
    assert whole.get("Confirmed", "£10,000") == "£10,000"


def test_shows_the_same_before_anything_is_set_as_when_an_act_has_made_the_settings(cast: Cast) -> None:
    agreement(cast.partnership, cast.police, 500, year=YEAR)
    before = statement_of(cast).whole
    assert not FundingSettings.objects.exists()
    settings_of(cast)
    assert FundingSettings.objects.get().sight == Sight.TOTALS
    assert statement_of(cast).whole == before
    assert "Required" in dict(before)


def test_states_nothing_of_a_body_without_a_contribution(cast: Cast) -> None:
    facts = statement_of(cast, cast.refuge)
    assert (facts.agreements, facts.entries, facts.requests, facts.years) == ((), (), (), ())


def test_leaves_costs_out_of_a_bodys_statement(cast: Cast) -> None:
    a_year(cast)
    kinds = set(entries_of_body(cast.partnership, cast.police, YEAR).values_list("kind", flat=True))
    assert not kinds & {EntryKind.FORECAST, EntryKind.ACTUAL, EntryKind.BROUGHT_FORWARD}


def test_reads_a_statement_with_as_many_queries_for_many_entries_as_for_few(cast: Cast) -> None:
    owed = confirmed(cast, cast.police, 100)
    few = queries_of(lambda: statement_of(cast))
    lines = [line(EntryKind.RECEIPT, 1, about=owed, on=DAY) for _ in range(40)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    assert len(statement_of(cast).entries) == 42
    assert queries_of(lambda: statement_of(cast)) == few

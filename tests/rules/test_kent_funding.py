"""Does the arithmetic give what Kent's and Lancashire's printed facts lead to? AT-F1 and AT-F4 to AT-F8."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from funding.open_gaps import as_reviews
from funding.part_years import days_before_and_after, first_year_touched, notice_days, split_by_days, withdrawal_touches
from funding.position import YearFacts, as_json, notes_under, position
from funding.terms import AgreementState, Cause, Measure, PartYear
from funding.years import FinancialYear
from tests.rules.year_facts import PROBATION, agreement, chair, ended, successor, year

FACTS: dict[str, dict[str, Any]] = json.loads(
    (settings.BASE_DIR / "tests" / "facts" / "money" / "kent_funding.json").read_text(encoding="utf-8")
)


def test_at_f1_shows_the_gap_as_one_review() -> None:
    fact = FACTS["AT-F1"]
    for required in (fact["gap_pence"], 3 * fact["average_pence"]):
        confirmed = required - fact["gap_pence"]
        paid = agreement("Council", confirmed, (confirmed, confirmed, 0, 0), state=AgreementState.CONFIRMED)
        gap = position(year(paid, costs=[chair(required)])).gap(Measure.CONFIRMED)
        reviews = as_reviews(gap.pence, fact["average_pence"])
        assert reviews is not None
        assert (gap.pence, gap.label, str(reviews.count)) == (fact["gap_pence"], "shortfall", fact["as_reviews"])
        assert reviews.label.startswith("about ")


def test_at_f4_divides_the_year_at_the_successor_s_first_day() -> None:
    fact = FACTS["AT-F4"]
    when = FinancialYear(fact["year"])
    days = days_before_and_after(when, date.fromisoformat(fact["successor_from"]))
    assert days == (fact["predecessor_days"], fact["successor_days"])
    assert when.days == fact["days_in_year"]
    last_day = date.fromisoformat(fact["predecessor_to"])
    parts = split_by_days(fact["share_pence"], when, last_day, PartYear.BY_DAYS)
    assert parts == (fact["paid_by_days_pence"], fact["orphaned_pence"])


def test_at_f4_orphans_what_was_not_paid_until_the_successor_confirms() -> None:
    fact = FACTS["AT-F4"]
    share, paid, orphaned = fact["share_pence"], fact["paid_by_days_pence"], fact["orphaned_pence"]
    body = ended(share, (share, share, paid, paid))
    unpaid = ended(share, (share, share, 0, 0))
    confirmed = successor(orphaned, (orphaned, orphaned, 0, 0), state=AgreementState.CONFIRMED)
    for shares, expected in (
        ((body,), orphaned),
        ((body, successor(orphaned)), orphaned),
        ((unpaid,), share),
        ((body, confirmed), 0),
    ):
        found = position(year(*shares, costs=[chair(share)]))
        assert found.causes[Measure.CONFIRMED][Cause.ORPHANED] == expected
        assert found.shortfall[Measure.CONFIRMED] == expected


def test_at_f5_gives_the_notice_in_days_and_the_first_year_it_touches() -> None:
    fact = FACTS["AT-F5"]
    effective_on = date.fromisoformat(fact["effective_on"])
    assert notice_days(date.fromisoformat(fact["decided_on"]), effective_on) == fact["notice_days"]
    assert first_year_touched(effective_on).start == fact["first_year_without"]
    assert not withdrawal_touches(FinancialYear(fact["last_year_unchanged"]), effective_on)


def test_at_f5_leaves_the_year_before_unchanged_and_expects_nothing_after() -> None:
    fact = FACTS["AT-F5"]
    share = fact["share_pence"]
    decided_on, effective_on = date.fromisoformat(fact["decided_on"]), date.fromisoformat(fact["effective_on"])
    kept = agreement("Commissioner", share, (share, share, share, 0), state=AgreementState.CONFIRMED)
    gone = replace(kept, state=AgreementState.WITHDRAWN, withdrawal_effective_on=effective_on)
    before = [
        position(YearFacts(FinancialYear(fact["last_year_unchanged"]), decided_on, 0, (chair(share),), (share_fact,)))
        for share_fact in (kept, gone)
    ]
    assert before[0].causes == before[1].causes
    assert before[0].measures == before[1].measures
    asked = replace(gone, counted={})
    after = position(YearFacts(FinancialYear(fact["first_year_without"]), decided_on, 0, (chair(share),), (asked,)))
    assert set(after.measures.values()) == {0}
    assert after.causes[Measure.CONFIRMED][Cause.DECLINED] == share


def test_at_f6_counts_nothing_from_a_successor_that_has_not_answered() -> None:
    fact = FACTS["AT-F6"]
    asked = agreement(PROBATION, None)
    on = date.fromisoformat(fact["asked_on"])
    found = position(YearFacts(FinancialYear(fact["year"]), on, 0, (chair(500),), (asked,)))
    assert set(found.measures.values()) == {0}
    assert set(found.shortfall.values()) == {500}


def test_at_f7_keeps_agreed_invoiced_and_received_apart() -> None:
    fact = FACTS["AT-F7"]
    share, invoiced, received = fact["share_pence"], fact["invoiced_pence"], fact["received_pence"]
    partner = agreement("Police", share, (share, share, invoiced, received), state=AgreementState.CONFIRMED)
    found = position(year(partner, costs=[chair(share)]))
    assert list(found.measures.values()) == [share, share, invoiced, received]
    assert list(found.shortfall.values()) == [0, 0, share - invoiced, share - received]


def test_at_f8_shows_a_contributor_without_an_amount_as_not_stated() -> None:
    fact = FACTS["AT-F8"]
    one = position(year(agreement("Fire", None), agreement("Police", 500), costs=[chair(900)]))
    assert one.partners[0].share_in_words == fact["shown"]
    assert as_json(one)["partners"][0]["share"] is None
    assert as_json(one)["not_stated"] == ["Fire"]
    assert notes_under(one) == (fact["note_for_one"],)
    two = position(year(agreement("Fire", None), agreement("Police", None)))
    assert notes_under(two) == (fact["note_for_two"],)

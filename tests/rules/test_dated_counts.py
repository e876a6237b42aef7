"""Is a count of reviews always one of a period, as at a day? Kent's thirteen since 2013, as at 4 February 2015."""

import datetime

from dhr_cases.stages import START
from governance.position import CaseRecord, Step, position

DAY = datetime.date
SINCE, AS_AT = DAY(2012, 12, 31), DAY(2015, 2, 4)
BEFORE = [DAY(2011, 6, 1), DAY(2012, 12, 31)]
WITHIN = [DAY(2013, 1, 1), *(DAY(2013 + number // 6, 1 + number % 6 * 2, 15) for number in range(11)), AS_AT]
AFTER = [AS_AT + datetime.timedelta(days=1), DAY(2016, 1, 1), DAY(2020, 3, 23)]
RECORDS = [CaseRecord(number, (Step(START, day),)) for number, day in enumerate([*BEFORE, *WITHIN, *AFTER], start=1)]


def test_counts_thirteen_reviews_since_2013_as_at_4_february_2015() -> None:
    assert len(position(RECORDS, AS_AT, SINCE).opened) == 13


def test_is_not_changed_by_what_came_later() -> None:
    without_later = RECORDS[: len(BEFORE) + len(WITHIN)]

    assert position(RECORDS, AS_AT, SINCE) == position(without_later, AS_AT, SINCE)


def test_changes_with_its_day() -> None:
    assert len(position(RECORDS, DAY(2014, 1, 1), SINCE).opened) < 13
    assert len(position(RECORDS, AFTER[0], SINCE).opened) == 14


def test_leaves_out_what_began_before_the_period() -> None:
    assert len(position(RECORDS, AS_AT, None).cases) == len(BEFORE) + len(WITHIN)

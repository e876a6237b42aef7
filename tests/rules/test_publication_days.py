"""A day of publication keeps clear of the days that a family dreads, over the end of a year and of February too."""

import datetime

import pytest

from dhr_cases.publication_days import DayToAvoid, clashes, in_year

DEATH = DayToAvoid(datetime.date(2019, 5, 12), "Anniversary", days_around=7, every_year=True)
TRIAL = DayToAvoid(datetime.date(2027, 5, 10), "Trial")


def day(text: str) -> datetime.date:
    """A day written as 2027-05-12."""
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("planned", "away"),
    [
        ("2027-05-12", 0), ("2027-05-05", -7), ("2027-05-19", 7), ("2030-05-10", -2),
        ("2027-05-04", None), ("2027-05-20", None),
    ],
)  # fmt: skip  # a row a day
def test_keeps_days_before_and_after_clear_every_year(planned: str, away: int | None) -> None:
    found = clashes(day(planned), [DEATH])
    assert [clash.days_after for clash in found] == ([] if away is None else [away])


@pytest.mark.parametrize(("planned", "count"), [("2027-05-10", 1), ("2027-05-11", 0), ("2028-05-10", 0)])
def test_avoids_a_single_day_once(planned: str, count: int) -> None:
    assert len(clashes(day(planned), [TRIAL])) == count


@pytest.mark.parametrize(("on", "planned"), [("2015-12-30", "2027-01-02"), ("2015-01-02", "2026-12-30")])
def test_looks_over_the_end_of_a_year(on: str, planned: str) -> None:
    found = clashes(day(planned), [DayToAvoid(day(on), "Birthday", days_around=3, every_year=True)])
    assert [abs(clash.days_after) for clash in found] == [3]


def test_knows_the_29th_of_february_in_every_year() -> None:
    assert in_year(day("2024-02-29"), 2027) == day("2027-02-28")
    assert in_year(day("2024-02-29"), 2028) == day("2028-02-29")


def test_names_the_nearest_first() -> None:
    found = clashes(day("2027-05-10"), [DEATH, TRIAL])
    assert [clash.name for clash in found] == ["Trial", "Anniversary"]


@pytest.mark.parametrize(
    ("planned", "sentence"),
    [
        ("2027-05-12", "That is the day “Anniversary”."),
        ("2027-05-11", "That is 1 day before “Anniversary” on 12 May 2027."),
        ("2027-05-13", "That is 1 day after “Anniversary” on 12 May 2027."),
        ("2027-05-10", "That is 2 days before “Anniversary” on 12 May 2027."),
        ("2027-05-15", "That is 3 days after “Anniversary” on 12 May 2027."),
    ],
)
def test_says_in_words_what_speaks_against_a_day(planned: str, sentence: str) -> None:
    assert [clash.sentence for clash in clashes(day(planned), [DEATH])] == [sentence]


@pytest.mark.parametrize(
    ("planned", "away"), [("2027-05-08", None), ("2027-05-09", -1), ("2027-05-11", 1), ("2027-05-12", None)]
)
def test_keeps_the_days_around_a_single_day_clear(planned: str, away: int | None) -> None:
    trial = DayToAvoid(day("2027-05-10"), "Trial", days_around=1)
    assert [clash.days_after for clash in clashes(day(planned), [trial])] == ([] if away is None else [away])


def test_avoids_the_nearest_of_two_falls_in_the_middle_of_a_year() -> None:
    """Half a year away from both, the one before counts as near as the one after; the nearer one is told."""
    yearly = DayToAvoid(day("2019-01-01"), "Birthday", days_around=366, every_year=True)
    falls = [clashes(day(planned), [yearly])[0].falls_on.year for planned in ("2027-07-01", "2027-07-04")]
    assert falls == [2027, 2028]


def test_names_what_is_equally_near_in_the_order_of_the_calendar() -> None:
    before, after = (DayToAvoid(day(on), on, days_around=3) for on in ("2027-05-08", "2027-05-12"))
    found = clashes(day("2027-05-10"), [after, before])
    assert [clash.name for clash in found] == ["2027-05-08", "2027-05-12"]


@pytest.mark.parametrize(
    ("on", "year", "falls"),
    [
        ("2024-02-29", 2100, "2100-02-28"),
        ("2024-02-29", 2400, "2400-02-29"),
        ("2023-02-28", 2024, "2024-02-28"),
        ("2023-12-31", 2024, "2024-12-31"),
    ],
)
def test_falls_on_the_same_day_of_every_year_that_has_it(on: str, year: int, falls: str) -> None:
    assert in_year(day(on), year) == day(falls)


@pytest.mark.parametrize(
    ("day", "on", "away"),
    [
        ("9999-12-31", "2018-12-28", 3), ("9999-12-31", "2018-01-02", None), ("0001-01-01", "2018-01-03", -2),
        ("0001-01-01", "2018-12-30", None),
    ],
)  # fmt: skip  # a day at either end of the calendar, a day to avoid, and how far it is away
def test_looks_no_further_than_the_calendar_goes(day: str, on: str, away: int | None) -> None:
    """A year mistyped in a form is a day like others."""
    avoided = DayToAvoid(datetime.date.fromisoformat(on), "Birthday", days_around=5, every_year=True)
    found = [clash.days_after for clash in clashes(datetime.date.fromisoformat(day), [avoided])]
    assert found == ([] if away is None else [away])

"""Is a day read from every usual way of writing, and written in each of them?"""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.anonymisation.day_forms import day_forms, day_named
from dhr_cases.anonymisation.matching import find_tokens
from dhr_cases.anonymisation.tokens import Token

DAY = datetime.date(1984, 3, 2)


@pytest.mark.parametrize(
    "words",
    ["02/03/1984", "2/3/84", "2.3.1984", "2-3-1984", "1984-03-02", "2 March 1984", "2nd March 1984",
     "2nd of March 1984",
     "the 2nd of March, 1984", "2 Mar 84", "March 2, 1984", "Mar 2nd 1984", " 2  MARCH  1984 "],
)  # fmt: skip  # ways of one day
def test_reads_a_day_in_the_british_order(words: str) -> None:
    assert day_named(words) == DAY


@pytest.mark.parametrize(
    "words", ["", "March 1984", "2 March", "32/1/84", "30 February 1984", "1984", "2/13/84", "May"]
)
def test_reads_no_day_where_none_is_named(words: str) -> None:
    assert day_named(words) is None


@pytest.mark.parametrize(("words", "year"), [("1/1/30", 2030), ("1/1/31", 1931), ("1/1/00", 2000), ("1/1/99", 1999)])
def test_places_a_short_year_in_its_century(words: str, year: int) -> None:
    assert day_named(words) == datetime.date(year, 1, 1)


def test_writes_the_number_a_spreadsheet_keeps() -> None:
    assert ("45000",) in set(day_forms(datetime.date(2023, 3, 15)))


ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@pytest.mark.parametrize("number", range(1, 32))
def test_finds_the_number_of_a_day_as_it_is_spoken(number: int) -> None:
    spoken = f"{number}{ENDINGS.get(number, 'th')}"
    for way in (
        f"{spoken} of May 1985",
        f"{spoken} May 85",
        f"May {spoken}, 1985",
        f"{number} of May 1985",
        f"1985-May-{number}",
    ):
        assert [hit.words for hit in find_tokens(f"Born {way}.", [Token(f"{number}/5/1985")])] == [way]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.dates(min_value=datetime.date(1920, 1, 1), max_value=datetime.date(2029, 12, 31)))
def test_finds_every_day_in_each_of_its_forms(day: datetime.date) -> None:
    month = f"{day:%B}"
    ways = (f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day.day} {month} {day.year}", f"{day:%Y-%m-%d}",
            f"{month} {day.day}, {day.year}", f"{day.day}-{day:%b}-{day:%y}")  # fmt: skip  # ways of one day
    for way in ways:
        assert [hit.words for hit in find_tokens(f"Born {way}, they say.", [Token(f"{day:%d/%m/%Y}")])] == [way]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.dates(min_value=datetime.date(1920, 1, 1), max_value=datetime.date(2029, 12, 31)))
def test_never_takes_the_next_day_for_the_day(day: datetime.date) -> None:
    later = day + datetime.timedelta(days=1)
    assert find_tokens(f"Born {later.day} {later:%B %Y}.", [Token(f"{day:%d/%m/%Y}")]) == ()

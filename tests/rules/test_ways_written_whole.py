"""Are the ways in which a name, an address, a day and a number are written told wholly, none more and none less?"""

import pytest

from dhr_cases.anonymisation.ways_written import (
    PARTICLES,
    SPOKEN_TITLES,
    TITLES,
    address_ways,
    bare_name,
    day_ways,
    name_ways,
    number_ways,
    postcodes,
    reachable_at,
    ways_of_days_in,
    work_name_ways,
)

TITLED = tuple(f"{title} Invented" for title in ("Mr", "Mrs", "Ms", "Miss"))


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Ada Invented", ("Ada", "Invented", *TITLED, "Invented, Ada", "A Invented", "A. Invented")),
        (
            "Ms Ada van Invented",
            ("Ada Invented", "Ada", "Invented", *TITLED, "Invented, Ada", "A Invented", "A. Invented"),
        ),
        ("A. Invented", ("Invented", *TITLED, "Invented, A.", "A Invented")),
        ("Invented", ()),
        (
            "Ada Smith-Jones",
            ("Ada", "Smith-Jones", "Smith", "Jones", *(way.replace("Invented", "Smith-Jones") for way in TITLED),
             "Smith-Jones, Ada", "A Smith-Jones", "A. Smith-Jones"),
        ),
        ("Ann-Marie", ("Ann", "Marie")),
        ("Sarah/Sally", ("Sarah", "Sally")),
        ("Al-Hassan", ("Hassan",)),
        ("Jo-J", ("Jo",)),
    ],
)  # fmt: skip  # the ways read side by side
def test_tells_every_way_of_a_name_once(name: str, ways: tuple[str, ...]) -> None:
    assert name_ways(name) == ways


@pytest.mark.parametrize("name", ["Ada Invented", "Ada Maria Invented", "DC Ada Invented"])
def test_tells_every_way_of_somebody_at_work(name: str) -> None:
    whole = ("Ada Invented",) if "Maria" in name else ()
    titled = tuple(f"{title} Invented" for title in SPOKEN_TITLES)
    assert work_name_ways(name) == (*whole, "Invented, Ada", "A Invented", *titled)


@pytest.mark.parametrize("title", sorted(TITLES))
def test_takes_every_title_off_a_name_but_not_out_of_it(title: str) -> None:
    assert bare_name(f"{title.capitalize()}. {title} Ann Bell") == "Ann Bell"
    assert bare_name(f"Ann {title} Bell") == f"Ann {title} Bell"


@pytest.mark.parametrize("particle", sorted(PARTICLES))
def test_looks_for_no_particle_alone_whatever_its_capitals(particle: str) -> None:
    assert {particle, particle.upper()}.isdisjoint(name_ways(f"Ada {particle} {particle.upper()} Invented"))


@pytest.mark.parametrize(
    ("address", "ways"),
    [
        ("12 Hop Lane\nB2\nTestford, Hill View", ("12 Hop Lane", "Hill View", "Hop Lane")),
        ("3\n12\nHop Lane", ("Hop Lane",)),
        ("Flat 3, 12 Hop Lane, Testford", ("Flat 3", "12 Hop Lane", "Hop Lane")),
        ("12a Hop Lane", ("12a Hop Lane", "Hop Lane")),
        ("Flat 2B, 7 Hop Lane", ("Flat 2B", "7 Hop Lane", "Hop Lane")),
        ("Hop House, TE1 2ST", ("Hop House",)),
        ("Hop\nLong Road", ("Long Road",)),
        ("Hops\nTestford", ("Hops",)),
    ],
)
def test_tells_the_lines_that_lead_to_a_house(address: str, ways: tuple[str, ...]) -> None:
    assert address_ways(address) == ways


@pytest.mark.parametrize(
    ("text", "codes"),
    [("TE1 2ST, te12st, CT11  3AB", ("TE1 2ST", "CT11 3AB")), ("SW1A1AA", ("SW1A 1AA",)), ("M1 1AE", ("M1 1AE",))],
)
def test_writes_postcodes_in_capitals_with_one_space(text: str, codes: tuple[str, ...]) -> None:
    assert postcodes(text) == codes


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        (
            "3 May 1985",
            ("3 May 1985", "3rd May 1985", "3rd of May 1985", "03 May 1985", "May 3, 1985", "May 3 1985", "03/05/1985",
             "3/5/1985", "03/05/85", "03.05.1985", "03-05-1985", "1985-05-03"),
        ),
        (
            "2005-11-09",
            ("9 November 2005", "9th November 2005", "9th of November 2005", "09 November 2005", "9 Nov 2005",
             "November 9, 2005", "November 9 2005", "09/11/2005", "9/11/2005", "09/11/05", "09.11.2005", "09-11-2005",
             "2005-11-09"),
        ),
    ],
)  # fmt: skip  # the shapes read side by side
def test_writes_a_day_in_all_its_shapes(typed: str, ways: tuple[str, ...]) -> None:
    assert day_ways(typed) == ways


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ("3 May 1985", True), ("3/5/85, from the GP", True), ("DOB 03.05.1985", True), ("3 May 1985 or 1986", True),
        ("born on 3 May 1985", True), ("3 May 1985 (approx.)", True), ("May 1985", False), ("1985", False), ("", False),
    ],
)  # fmt: skip  # what is typed and whether it tells the day
def test_writes_a_day_that_stands_among_other_words(typed: str, is_told: bool) -> None:
    assert ({"3 May 1985", "03/05/1985", "1985-05-03"} <= set(ways_of_days_in(typed))) == is_told


def test_writes_each_of_two_days() -> None:
    assert {"03/05/1985", "04/05/1985", "or"} & set(ways_of_days_in("3 May 1985 or 4 May 1985")) == {
        "03/05/1985",
        "04/05/1985",
    }


ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@pytest.mark.parametrize("number", range(1, 32))
def test_ends_the_number_of_every_day_as_it_is_spoken(number: int) -> None:
    assert f"{number}{ENDINGS.get(number, 'th')} May 1985" in day_ways(f"{number} May 1985")


@pytest.mark.parametrize("typed", ["May 1985", "May", "1985", "3 May", "Monday", "10000000000000000000", "2005-11"])
def test_takes_no_part_of_a_day_for_a_day(typed: str) -> None:
    assert day_ways(typed) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+44 (0)7700 900123; 123456 or a@b.org", ("a@b.org", "+44 (0)7700 900123", "123456")),
        ("1-2-3-4-5-6", ("1-2-3-4-5-6",)),
        ("12345", ()),
        ("ring 01622 671411 or 01622 671411", ("01622 671411",)),
        ("a.b+c'd@e-f.co.uk.", ("a.b+c'd@e-f.co.uk",)),
        ("a123456789@b.org", ("a123456789@b.org",)),
    ],
)  # fmt: skip  # a text and what it tells
def test_finds_where_somebody_is_reached(text: str, found: tuple[str, ...]) -> None:
    assert reachable_at(text) == found


@pytest.mark.parametrize(
    ("number", "ways"),
    [("+44 (0)7700-900123", ("+4407700900123",)), ("123456", ()), ("a@b.org", ()), ("1 2", ("12",))],
)
def test_writes_a_number_without_what_stands_between_its_figures(number: str, ways: tuple[str, ...]) -> None:
    assert number_ways(number) == ways

"""In which ways is a name, an address, a day or a number written?"""

import pytest

from dhr_cases.anonymisation.ways_written import (
    address_ways,
    bare_name,
    day_ways,
    entries,
    name_ways,
    number_ways,
    postcodes,
    reachable_at,
    work_name_ways,
)


@pytest.mark.parametrize(
    ("typed", "bare"),
    [("Dr Helen Marsh", "Helen Marsh"), ("Det. Sgt. Ann  Invented", "Ann Invented"), ("Mrs", ""), ("", "")],
)
def test_takes_titles_off_a_name(typed: str, bare: str) -> None:
    assert bare_name(typed) == bare


def test_splits_a_name_into_its_parts_and_turns_it_round() -> None:
    ways = name_ways("Ada Maria Invented")
    titled = {f"{title} Invented" for title in ("Mr", "Mrs", "Ms", "Miss")}
    parts = {"Ada", "Maria", "Invented", "Ada Invented", "Invented, Ada", "A Invented", "A. Invented"}
    assert set(ways) == parts | titled


def test_looks_for_no_particle_and_no_single_letter_alone() -> None:
    assert {"de", "J", "J."}.isdisjoint(name_ways("Ana J. de Invented"))


@pytest.mark.parametrize("name", ["", "Cher", "Mr Cher"])
def test_finds_no_parts_in_one_word(name: str) -> None:
    assert name_ways(name) == ()
    assert work_name_ways(name) == ()


def test_names_staff_by_title_and_surname_but_never_by_one_word() -> None:
    ways = work_name_ways("Supt Grace Boateng")
    assert {"DC Boateng", "Boateng, Grace"} <= set(ways)
    assert all(len(way.split()) > 1 for way in ways)


def test_reads_entries_from_lines_commas_and_semicolons() -> None:
    assert entries("Addie, Ad;\n Addie \n\nA.I.") == ("Addie", "Ad", "A.I.")


def test_keeps_the_house_and_the_street_but_not_the_town() -> None:
    ways = address_ways("12 Hop Lane\nUpper Flat 3, Testford\nTE1 2ST")
    assert ways == ("12 Hop Lane", "Upper Flat 3", "Hop Lane")
    assert postcodes("12 Hop Lane, te12st") == ("TE1 2ST",)


@pytest.mark.parametrize("text", ["", "TE1 2ST", "Testford TE1 2ST"])
def test_finds_no_street_where_none_is(text: str) -> None:
    assert "TE1 2ST" not in address_ways(text)


@pytest.mark.parametrize("typed", ["3 May 1985", "03/05/1985", "1985-05-03", "3rd of May 1985"])
def test_writes_a_day_of_birth_in_every_usual_shape(typed: str) -> None:
    assert {"3 May 1985", "3rd May 1985", "03/05/1985", "3/5/1985", "1985-05-03", "May 3, 1985"} <= set(day_ways(typed))


@pytest.mark.parametrize("typed", ["", "May 1985", "1985", "about forty", "31 February 1985"])
def test_makes_no_day_of_what_is_not_one(typed: str) -> None:
    assert day_ways(typed) == ()


@pytest.mark.parametrize(("day", "spoken"), [("11 May 1985", "11th"), ("22 May 1985", "22nd"), ("23 May 1985", "23rd")])
def test_ends_ordinals_rightly(day: str, spoken: str) -> None:
    assert f"{spoken} May 1985" in day_ways(day)


def test_finds_mail_addresses_and_numbers_among_words() -> None:
    text = "Her sister, 07700 900123 after six; a.invented@example.test, flat 4"
    assert reachable_at(text) == ("a.invented@example.test", "07700 900123")
    assert number_ways("07700 900123") == ("07700900123",)
    assert number_ways("a.invented@example.test") == ()

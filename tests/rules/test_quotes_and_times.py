"""Which words of a paragraph are quoted, at which time does it stand, and which lesson speaks of a theme?"""

import pytest

from learning.pack_quotes import quotation, speaks_of, when_of
from learning.pack_terms import MOST_WORDS

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip  # the year


@pytest.mark.parametrize(("number", "month"), list(enumerate(MONTHS, 1)))
def test_knows_every_month_with_and_without_its_year(number: int, month: str) -> None:
    assert when_of(f"In {month} 2019 she left.") == (f"{month} 2019", (2019, number))
    assert when_of(f"By late {month.lower()} of 2020 she left.") == (f"Late {month.lower()} 2020", (2020, number))
    assert when_of(f"Since mid-{month} she was followed.") == (f"Mid-{month}", (0, number))
    assert when_of(f"{month} was cold.") is None


@pytest.mark.parametrize(("season", "month"), [("spring", 4), ("summer", 7), ("autumn", 10), ("winter", 12)])
def test_knows_every_season_by_its_first_month(season: str, month: int) -> None:
    assert when_of(f"In the {season} of 2018 she left.") == (f"{season.capitalize()} 2018", (2018, month))
    assert when_of(f"During that {season} she left.") == (season.capitalize(), (0, month))
    assert when_of(f"Until early {season} she stayed.") == (f"Early {season}", (0, month))
    assert when_of(f"A {season} coat was found.") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In 2018 and in May 2019 it was said.", "2018"),
        ("In May she left, and in 2019 she came back.", "2019"),
        ("IN MAY 2019 SHE LEFT.", "MAY 2019"),
        ("From 1999 on.", "1999"),
        ("In 1899 it was built.", ""),
        ("In 2100 it ends.", ""),
        ("Call 020190 now.", ""),
        ("", ""),
    ],
)
def test_takes_the_first_time_with_a_year_before_one_without(text: str, words: str) -> None:
    found = when_of(text)
    assert (found[0] if found else "") == words


def test_puts_a_year_alone_before_its_months() -> None:
    told = [when_of(f"In {words} it was so.") for words in ("winter 2019", "2019", "May 2019", "December 2018")]
    assert sorted(found[1] for found in told if found) == [(2018, 12), (2019, 0), (2019, 5), (2019, 12)]


@pytest.mark.parametrize(
    ("most", "quoted"),
    [
        (1, "One two."),
        (4, "One two."),
        (5, "One two. Three four five."),
        (6, "One two. Three four five. Six!"),
        (7, "One two. Three four five. Six! “Seven?”"),
    ],
)
def test_quotes_as_many_whole_sentences_as_there_are_words_for(most: int, quoted: str) -> None:
    assert quotation(" One two. Three four five.  Six! “Seven?” ", most) == quoted


def test_ends_no_sentence_within_one() -> None:
    """A mark before a small letter or a figure ends nothing, nor does one without a space."""
    for text in ("At 9.30 p.m. she rang. 12 calls were made.", "She asked “why?” and left.", "See www.x.test.Then go."):
        assert quotation(text, 1) == text
    assert quotation("") == ""


def test_quotes_fifty_five_words_and_no_more() -> None:
    first, second = " ".join(["Word"] * 54) + ".", "End."
    assert MOST_WORDS == 55
    assert quotation(f"{first} {second}") == f"{first} {second}"
    assert quotation(f"Word {first} {second}") == f"Word {first}"


@pytest.mark.parametrize(
    ("text", "name", "speaks"),
    [
        ("They had separated.", "Separation", True),
        ("SEPARATION raises the risk.", "separation", True),
        ("Carers were seen as help.", "The carer", True),
        ("A carer was never asked.", "Carers can do harm", True),
        ("Weapons were in the house.", "A weapon", True),
        ("The risk rose.", "Risk", False),
        ("Housing was asked.", "House", False),
        ("People were asked about domestic abuse.", "Domestic abuse of people", False),
        ("A review should say which.", "Which review should", False),
        ("", "Separation", False),
        ("They had separated.", "", False),
        ("Information was shared.", "Sharing of information", True),
        ("They were informed.", "Information", False),
    ],
)
def test_speaks_of_a_theme_by_a_longer_word_that_begins_alike(text: str, name: str, *, speaks: bool) -> None:
    """Five letters and more, the first seven of them, in one or in many; words of every review tell nothing."""
    assert speaks_of(text, name) is speaks

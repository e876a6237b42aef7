"""Which words of a review are taken for a box, a slide or a theme, from which paragraph, and where does one stop?"""

import pytest

from learning.briefing_boxes import BRIEFINGS, BoxRow, BriefingKind, box_row
from learning.first_words import SourceParagraph, first_statements
from learning.pack_lines import Route, ThemeLine, lines_of, routes_of, theme_faults, themes_of
from learning.pack_quotes import quotation, speaks_of, when_of
from learning.pack_terms import MOST_WORDS
from learning.statements import Statement, faults_of, statements_of

TEN = "One two three four five six seven eight nine ten."
LESSONS = BoxRow("lessons", "Lessons", "What is to be learnt.", 20, found_under=("lessons", "key issues"))


def under(heading: str, *texts: str, first: int = 1) -> list[SourceParagraph]:
    """Paragraphs under one heading."""
    return [SourceParagraph(number, heading, text) for number, text in enumerate(texts, start=first)]


@pytest.mark.parametrize(
    ("limit", "taken"),
    [(9, []), (10, [1]), (19, [1]), (20, [1, 2]), (29, [1, 2]), (30, [1, 2, 3])],
)
def test_fills_a_box_to_its_last_word_and_no_further(limit: int, taken: list[int]) -> None:
    box = BoxRow("lessons", "Lessons", "", limit, found_under=("lessons",))
    found = first_statements(box, under("Lessons", TEN, TEN, TEN))
    assert [statement.sources for statement in found] == [(number,) for number in taken]


def test_stops_at_the_first_sentence_that_does_not_fit() -> None:
    """A short one behind it would stand out of its place."""
    long = " ".join(["word"] * 15) + "."
    assert first_statements(LESSONS, under("Lessons", TEN, long, "Ask.")) == (Statement(TEN, (1,)),)


def test_takes_words_of_the_first_heading_that_fits_from_all_its_places() -> None:
    rows = [
        *under("Key issues", "Not this."),
        *under("Lessons to be learnt", "Ask.", first=2),
        *under("Background", "Nor this.", first=3),
        *under("LESSONS FOR HOUSING", "Share.", first=4),
    ]
    assert first_statements(LESSONS, rows) == (Statement("Ask.", (2,)), Statement("Share.", (4,)))
    assert first_statements(LESSONS, rows[:1]) == (Statement("Not this.", (1,)),)
    assert first_statements(LESSONS, rows[2:3]) == ()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ask. Ask again.", ["Ask.", "Ask again."]),
        ("Why? Nobody asked! “Tell me.” They did.", ["Why?", "Nobody asked!", "“Tell me.” They did."]),
        ("On 3. May she left.", ["On 3.", "May she left."]),
        ("It took 2.5 days. then it ended.", ["It took 2.5 days. then it ended."]),
        ("  Ask.   Share.  ", ["Ask.", "Share."]),
    ],
)
def test_cuts_a_paragraph_into_whole_sentences(text: str, sentences: list[str]) -> None:
    found = first_statements(LESSONS, under("Lessons", text))
    assert [statement.text for statement in found] == sentences


@pytest.mark.parametrize("kind", BriefingKind)
def test_has_for_every_sourced_box_words_in_small_letters_to_look_for(kind: BriefingKind) -> None:
    for box in BRIEFINGS[kind].boxes:
        assert all(words == words.lower() and words.strip() == words for words in box.found_under)
        assert box_row(kind, box.code) is box
        for words in box.found_under:
            found = first_statements(box, under(f"The {words.upper()} of this review", "Ask."))
            assert found == (Statement("Ask.", (1,)),)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("word " * 20 + "[1]", 0),
        ("word " * 21 + "[1]", 1),
        ("word " * 21, 2),
        ("word [1]\nword [2]\nword [9]", 1),
        ("word [1, 2, 8, 9]", 2),
        ("[1]", 0),
    ],
)
def test_counts_each_thing_that_is_wrong_with_a_box(text: str, faults: int) -> None:
    assert len(faults_of(LESSONS, text, (1, 2, 3))) == faults


def test_shows_sixty_letters_of_a_statement_in_a_sentence_about_it() -> None:
    at, over = "a" * 60, "a" * 61
    assert faults_of(LESSONS, at, ())[0].startswith(f"“{at}” has no source")
    assert faults_of(LESSONS, over, ())[0].startswith(f"“{at} …” has no source")


def test_reads_the_last_brackets_of_a_line_as_its_source() -> None:
    assert statements_of("He said [1] so. [2]\n– Not a dash. [3]\n-Ask. [4]") == (
        Statement("He said [1] so.", (2,)),
        Statement("– Not a dash.", (3,)),
        Statement("-Ask.", (4,)),
    )


@pytest.mark.parametrize(
    ("line", "theme"),
    [
        ("Risk", ThemeLine("Risk")),
        ("Risk:", ThemeLine("Risk:")),
        ("Risk: robin-2023 8", ThemeLine("Risk", (("robin-2023", (8,)),))),
        ("Risk: robin-2023 8,9 ; jo-2021 4", ThemeLine("Risk", (("robin-2023", (8, 9)), ("jo-2021", (4,))))),
        ("Risk: robin-2023", ThemeLine("Risk: robin-2023")),
        ("Risk: Robin-2023 8", ThemeLine("Risk: Robin-2023 8")),
        ("Risk: robin-2023 8;", ThemeLine("Risk: robin-2023 8;")),
        ("Risk: after: robin-2023 8", ThemeLine("Risk: after", (("robin-2023", (8,)),))),
        ("- Risk: robin-2023 8", ThemeLine("Risk", (("robin-2023", (8,)),))),
        ("Risk: 2023 8", ThemeLine("Risk", (("2023", (8,)),))),
    ],
)
def test_reads_the_places_of_a_theme_or_leaves_the_line_as_it_is(line: str, theme: ThemeLine) -> None:
    assert themes_of(line) == (theme,)


def test_names_each_place_that_is_not_there_in_the_order_of_the_lines() -> None:
    themes = themes_of("Risk: jo-2021 4, 5\nAsk: ada-2019 1, 2\nShare: robin-2023 8")
    assert theme_faults(themes, {"robin-2023": (8,), "jo-2021": (4,)}) == (
        "“Risk” names paragraph 5 of jo-2021, which its summary does not have.",
        "“Ask” names ada-2019, which is none of the chosen reviews.",
    )
    assert theme_faults((), {}) == theme_faults(themes_of("Risk"), {}) == ()


def test_reads_a_route_up_to_its_first_colon() -> None:
    assert routes_of("Desk: 01632: ask for Sam\nHelp:\n: 999") == (
        Route("Desk", "01632: ask for Sam"),
        Route("Help", ""),
        Route("", "999"),
    )
    assert lines_of("") == ()
    assert routes_of(" \n ") == ()


@pytest.mark.parametrize("extra", [0, 1])
def test_quotes_as_many_words_as_a_slide_holds(extra: int) -> None:
    first = " ".join(["Word"] * (MOST_WORDS - 5 + extra)) + "."
    second = "It took five words, too."
    told = quotation(f"  {first} {second}  ")
    assert told == (first if extra else f"{first} {second}")
    assert MOST_WORDS == 55


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("It began in mid-March 2019.", "Mid-March 2019", (2019, 3)),
        ("It began in LATE DECEMBER 1999.", "LATE DECEMBER 1999", (1999, 12)),
        ("In 2018, and in May 2019.", "2018", (2018, 0)),
        ("In the winter of 2020 it was cold.", "Winter 2020", (2020, 12)),
        ("During the spring she left.", "Spring", (0, 4)),
        ("Since that summer he drank.", "Summer", (0, 7)),
        ("By early June they knew.", "Early June", (0, 6)),
        ("Until autumn nobody asked.", "Autumn", (0, 10)),
    ],
)
def test_knows_each_way_of_saying_when(text: str, words: str, key: tuple[int, int]) -> None:
    assert when_of(text) == (words, key)


@pytest.mark.parametrize(
    "text", ["", "In 1850 and 2150.", "Flat 20191.", "She may leave.", "Spring came.", "In marching."]
)
def test_knows_no_time_where_none_is_named(text: str) -> None:
    assert when_of(text) is None


@pytest.mark.parametrize(
    ("text", "name", "speaks"),
    [
        ("They had separated.", "Separation raises the risk", True),
        ("Financial abuse began.", "Financially bound", True),
        ("Finance was tight.", "Financial control", False),
        ("The risk was high.", "Risk", False),
        ("Domestic abuse of people.", "Domestic abuse", False),
        ("", "Separation", False),
        ("They separated.", "", False),
        ("Staff shared information.", "Information sharing", True),
    ],
)
def test_a_text_speaks_of_a_theme_by_a_word_of_five_letters_or_more(text: str, name: str, *, speaks: bool) -> None:
    assert speaks_of(text, name) is speaks

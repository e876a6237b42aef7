"""What of a published summary is read, indexed and looked for, and which reviews count for a theme?"""

import datetime
from collections.abc import Mapping, Sequence

import pytest

from dhr_cases.models import PublicRecord
from dhr_cases.papers.overview_report.wording import ABOUT
from dhr_cases.plain_text import Bullets, Paragraph, Part, Subheading, Table
from learning import search
from learning.first_words import SourceParagraph
from learning.models import Event, IndexedSummary, ProgrammeItem, Speaker, Theme, ThemeSet
from learning.papers.joining_pack.facts import PartFacts, _part
from learning.ranking import Stock
from learning.recommendation_rows import WAITING_WORDS, Waiting
from learning.search_index import BATCH, LONGEST_HEADING, LONGEST_WORD, _batches, _passage, summary_sha256
from learning.search_words import words_of
from learning.sources import OF_WHAT, _paragraphs, paragraphs_of
from learning.theme_figures import NOT_TOLD, Counted, ThemeFigure, _set_figures
from learning.theme_rows import SetOfThemes
from learning.themes.small_numbers import Told
from learning.themes.taxonomy import Taxonomy, ThemeRow

ABOUT_TABLE = Table((OF_WHAT, "Robin/2023"), (("Version", "2"), ("Written by", "the panel")))
BODY: tuple[Part, ...] = (
    Subheading("Lessons"),
    Paragraph("Ask again."),
    Bullets(("Write it down.", "Pass it on.")),
    Subheading("Recommendations"),
    Table(("Who", "What"), (("The trust", "Trains."), ("", "Reports."))),
)


def read(*parts: Part) -> list[tuple[int, str, str]]:
    """The paragraphs of a summary: number, heading, words."""
    return [(row.number, row.heading, row.text) for row in _paragraphs(parts)]


def test_numbers_every_paragraph_bullet_and_row_under_its_heading() -> None:
    assert read(*BODY) == [
        (1, "Lessons", "Ask again."),
        (2, "Lessons", "Write it down."),
        (3, "Lessons", "Pass it on."),
        (4, "Recommendations", "The trust; Trains."),
        (5, "Recommendations", "Reports."),
    ]
    assert read(Paragraph("Before any heading."))[0][:2] == (1, "")
    assert read() == []
    assert paragraphs_of(None) == ()


@pytest.mark.parametrize(
    ("head", "numbers"),
    [
        ((), [1, 2, 3, 4, 5]),
        ((ABOUT_TABLE,), [3, 4, 5, 6, 7]),
        ((Subheading("Summary"), ABOUT_TABLE), [3, 4, 5, 6, 7]),
        ((Paragraph(ABOUT), ABOUT_TABLE), [4, 5, 6, 7, 8]),
        ((Paragraph(ABOUT),), [1, 2, 3, 4, 5, 6]),
        ((Paragraph("By the panel."), ABOUT_TABLE), [1, 2, 3, 4, 5, 6, 7, 8]),
        ((Table(("Agency", OF_WHAT), (("Police", "x"),)),), [1, 2, 3, 4, 5, 6]),
    ],
)
def test_leaves_out_what_a_paper_says_of_itself_and_keeps_the_numbers_of_the_page(
    head: tuple[Part, ...], numbers: list[int]
) -> None:
    assert [number for number, _, _ in read(*head, *BODY)] == numbers


def passage(heading: str, text: str) -> tuple[str, str, list[str]]:
    """A paragraph as the index keeps it: heading, text, words."""
    row = _passage(IndexedSummary(), SourceParagraph(3, heading, text))
    assert row.number == 3
    return row.heading, row.text, row.words.split()


def test_finds_a_paragraph_by_its_heading_too_and_keeps_its_words_whole() -> None:
    heading, text, words = passage("Weapons", "The police, called twice.")
    assert (heading, text) == ("Weapons", "The police, called twice.")
    assert words == words_of("Weapons The police, called twice.")
    assert {"mweapon", "mpolice"} <= set(words)


@pytest.mark.parametrize("more", [-1, 0, 1, 50])
def test_cuts_a_heading_and_a_word_that_are_too_long_for_their_columns(more: int) -> None:
    heading, text, _ = passage("x" * (LONGEST_HEADING + more), "y")
    assert len(heading) == LONGEST_HEADING + min(more, 0)
    long = "7" * (LONGEST_WORD + more)
    _, text, words = passage("", long)
    assert text == long
    assert max(map(len, words)) == LONGEST_WORD + min(more, 0)


@pytest.mark.parametrize(
    ("number", "sizes"),
    [(0, []), (1, [1]), (BATCH, [BATCH]), (BATCH + 1, [BATCH, 1]), (2 * BATCH, [BATCH, BATCH])],
)
def test_asks_for_no_more_words_at_once_than_the_database_takes(number: int, sizes: list[int]) -> None:
    words = [str(each) for each in range(number)]
    batches = list(_batches(words))
    assert [len(batch) for batch in batches] == sizes
    assert [word for batch in batches for word in batch] == words


@pytest.mark.parametrize("state", ["learning", "withheld", "withdrawn"])
def test_shows_no_file_of_a_review_that_is_not_published(state: str) -> None:
    assert summary_sha256(PublicRecord(state=state)) == ""


@pytest.mark.parametrize(
    ("held", "taken"),
    [
        ({"a": 10, "b": 20}, ["a", "b"]),
        ({"a": search.CANDIDATES, "b": 1}, ["a"]),
        ({"a": search.CANDIDATES - 1, "b": 1}, ["a", "b"]),
        ({"a": search.CANDIDATES - 1, "b": 2}, ["a"]),
        ({"a": search.CANDIDATES + 1}, []),
        ({}, []),
    ],
)
def test_looks_for_the_rarest_words_as_far_as_their_paragraphs_can_be_weighed(
    held: Mapping[str, int], taken: list[str]
) -> None:
    assert search._rarest(list(held), Stock(5_000, 40.0, held)) == taken


def test_asks_for_any_of_the_rare_words_or_for_the_two_rarest_together() -> None:
    """Each word is quoted, so that none is a sign of the database."""
    words = ["or", "and", "not"]
    quoted = [search._quoted(word) for word in words]
    assert all(each[0] == each[-1] and each[1:-1] == word for each, word in zip(quoted, words, strict=True))
    assert search._any_of(words) == search._or().join(quoted)
    assert search._both_of(words) == search._and().join(quoted[:2])
    assert search._both_of(words[:1]) == quoted[0]


SINCE = datetime.date(2020, 4, 1)


def themes(*keys: int, is_exclusive: bool = False) -> SetOfThemes:
    """A set of themes by key, all in force."""
    theme_set = ThemeSet(pk=1, label="Values", is_exclusive=is_exclusive)
    rows = tuple(Theme(pk=key, theme_set=theme_set, code=f"t{key}", label=f"T{key}", from_on=SINCE) for key in keys)
    return SetOfThemes(theme_set, rows, Taxonomy(tuple(ThemeRow(row.code, row.label, SINCE) for row in rows)))


def stock(*held: Sequence[int]) -> Counted:
    """Reviews with the themes that hold in each."""
    return Counted(tuple(range(len(held))), {review: keys for review, keys in enumerate(held) if keys})


def test_counts_reviews_that_hold_a_theme_of_each_group() -> None:
    found = stock([7], [7, 8], [9], [], [8, 9])
    assert found.whole == 5
    assert found.with_all([[7]]) == 2
    assert found.with_all([[7, 9]]) == 4
    assert found.with_all([[7], [8]]) == 1
    assert found.with_all([[7], [9]]) == 0
    assert found.with_all([[4]]) == 0
    assert Counted((), {}).with_all([[7]]) == 0


def test_counts_no_review_that_is_not_among_the_counted() -> None:
    assert Counted((1, 2), {1: [7], 3: [7]}).with_all([[7]]) == 1


def test_gives_a_review_the_value_that_its_text_says_first() -> None:
    found = stock([8, 7], [9, 7], [9], [])
    keys = {7: 70, 8: 80}
    assert [found.first_of(review, keys) for review in found.reviews] == [80, 70, None, None]


def words(found: SetOfThemes, counted: Counted) -> list[str]:
    """The figures of a set in words."""
    return [row.words for row in _set_figures(found, SINCE, counted).rows]


def test_tells_the_band_of_each_theme_of_a_set() -> None:
    held = [*[[7]] * 4, *[[7, 8]] * 5, *[[]] * 6]
    assert words(themes(7, 8, 9), stock(*held)) == ["5 to 9", "5 to 9", "fewer than 5"]
    assert words(themes(7, 8), Counted((), {})) == [NOT_TOLD, NOT_TOLD]
    assert ThemeFigure(Theme(), None).words == "not told"
    assert ThemeFigure(Theme(), Told(10, 15, 15)).words == "10 or more"


def test_tells_values_that_exclude_one_another_only_where_none_is_pinned_down() -> None:
    """Reviews without a value are one number more; of what the whole would pin down nothing is told."""
    told = [*[[7]] * 12, *[[8]] * 12, *[[]] * 6]
    assert words(themes(7, 8, is_exclusive=True), stock(*told)) == ["10 to 14", "10 to 14"]
    pinned = [[key] for key in (7, 8, 9) for _ in range(4)] + [[]] * 3
    assert words(themes(7, 8, 9, is_exclusive=True), stock(*pinned)) == [NOT_TOLD] * 3
    assert words(themes(7, 8, 9), stock(*pinned)) == ["fewer than 5"] * 3


def part(**known: object) -> PartFacts:
    """A part of a programme as the joining pack tells it."""
    row = ProgrammeItem(event=Event(), starts_at=datetime.time(9, 30), minutes=15, kind="talk", title="Asking")
    for name, value in known.items():
        setattr(row, name, value)
    return _part(row)


@pytest.mark.parametrize(
    ("starts", "minutes", "time"),
    [
        (datetime.time(9, 30), 15, "09:30 to 09:45"),
        (datetime.time(9, 45), 15, "09:45 to 10:00"),
        (datetime.time(23, 0), 59, "23:00 to 23:59"),
        (datetime.time(23, 0), 60, "23:00 to 00:00"),
        (datetime.time(23, 30), 90, "23:30 to 01:00"),
        (datetime.time(0, 0), 1440, "00:00 to 00:00"),
    ],
)
def test_says_until_when_a_part_lasts(starts: datetime.time, minutes: int, time: str) -> None:
    assert part(starts_at=starts, minutes=minutes).time == time


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("talk", "Asking"),
        ("break", "Break: Asking"),
        ("case", "A review and its learning: Asking"),
        ("close", "Close: Asking"),
    ],
)
def test_says_of_what_sort_a_part_is_unless_it_is_a_talk(kind: str, title: str) -> None:
    assert part(kind=kind).title == title


@pytest.mark.parametrize(
    ("speaker", "shown"),
    [
        (None, ""),
        (Speaker(name="A. Chair", job_title="Chair", body="Refuge", is_named=True), "A. Chair, Chair, Refuge"),
        (Speaker(name="A. Chair", job_title="", body="", is_named=True), "A. Chair"),
        (Speaker(name="A. Chair", job_title="Chair", body="Refuge", is_named=False), "Refuge"),
        (Speaker(name="A. Chair", job_title="Chair", body="", is_named=False), ""),
    ],
)
def test_names_a_speaker_only_where_they_agreed_else_their_body_alone(speaker: Speaker | None, shown: str) -> None:
    assert part(speaker=speaker).speaker == shown


def test_lists_recommendations_in_three_ways() -> None:
    assert set(WAITING_WORDS) == set(Waiting)
    assert list(WAITING_WORDS.values()) == ["For you to read", "The two readings differ", "All"]

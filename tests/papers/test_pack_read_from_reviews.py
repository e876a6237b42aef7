"""What does a pack take from a published summary and its briefings, and which themes does it tell?"""

import datetime
from collections.abc import Iterable

import pytest

from dhr_cases.models import Case, PublicRecord
from learning.briefing_boxes import BriefingKind, box_row
from learning.briefings import Box, Briefing
from learning.first_words import SourceParagraph
from learning.models import PackReview, SecondReading, SeminarPack, Theme
from learning.papers.pack.facts import Quoted, ThemeFacts
from learning.papers.pack.material import Material, ReviewMaterial
from learning.papers.pack.reading import MOST_QUOTED, case_of, themes_told

SUMMARY = (
    SourceParagraph(1, "Introduction", "Robin was a parent of two. The review looked at three years."),
    SourceParagraph(2, "Introduction", "Seven agencies knew the family."),
    SourceParagraph(3, "Chronology", "In May 2019 Robin told a midwife. She wrote it down."),
    SourceParagraph(4, "Chronology", "In March 2018 the police were called."),
    SourceParagraph(5, "Key issues", "Risk was looked at once."),
    SourceParagraph(6, "Conclusions", "Good practice was seen at the school."),
    SourceParagraph(7, "Conclusions", "Nobody asked twice."),
    SourceParagraph(8, "Lessons learnt", "A separation raises the risk."),
    SourceParagraph(9, "Recommendations", "The trust trains every manager."),
    SourceParagraph(10, "A tribute by the family", "She lit up every room."),
)
"""A summary with each sort of heading that a pack looks for."""


def record(**known: object) -> PublicRecord:
    """A place on the public register."""
    row = PublicRecord(title="Robin/2023", slug="robin-2023", state="published")
    for name, value in known.items():
        setattr(row, name, value)
    return row


def review(
    paragraphs: Iterable[SourceParagraph] = SUMMARY,
    *,
    of: PublicRecord | None = None,
    briefings: tuple[Briefing, ...] = (),
    themes: tuple[tuple[Theme, tuple[int, ...]], ...] = (),
    has_agreed: bool = False,
) -> ReviewMaterial:
    """A review on the table."""
    found = of or record()
    choice = PackReview(record=found, has_family_agreed=has_agreed)
    return ReviewMaterial(choice, found.title, tuple(paragraphs), briefings, themes)


def briefing(kind: BriefingKind, texts: dict[str, str], *, is_passed: bool | None = True) -> Briefing:
    """A briefing in these words; ``is_passed`` None: nobody has read it."""
    boxes = tuple(Box(box_row(kind, code), text, 1, ()) for code, text in texts.items())
    reading = None if is_passed is None else SecondReading(is_passed=is_passed)
    return Briefing(Case(), kind, None, boxes, SUMMARY, "", reading)


def texts(quoted: Iterable[Quoted]) -> list[str]:
    """What is quoted, with its source."""
    return [f"{each.text} [{each.source}]" for each in quoted]


def test_takes_each_part_from_under_the_headings_that_fit_it() -> None:
    told = case_of(review(has_agreed=True))
    assert texts(told.outline) == [
        "Robin was a parent of two. The review looked at three years. [Robin/2023, 1]",
        "Risk was looked at once. [Robin/2023, 5]",
    ]
    assert texts(told.happened) == [
        "In May 2019 Robin told a midwife. She wrote it down. [Robin/2023, 3]",
        "In March 2018 the police were called. [Robin/2023, 4]",
    ]
    assert texts(told.lessons) == ["A separation raises the risk. [Robin/2023, 8]"]
    assert texts(told.recommendations) == ["The trust trains every manager. [Robin/2023, 9]"]
    assert texts(told.family) == ["She lit up every room. [Robin/2023, 10]"]
    assert told.paragraphs == {row.number: row.text for row in SUMMARY}
    assert told.address.endswith("/public/robin-2023/")


def test_tells_of_conclusions_those_that_praise() -> None:
    """All of them where none says in so many words that something went well."""
    assert texts(case_of(review()).good) == ["Good practice was seen at the school. [Robin/2023, 6]"]
    sober = case_of(
        review([SourceParagraph(1, "Conclusions", "Nobody asked."), SourceParagraph(2, "Conclusions", "A.")])
    )
    assert texts(sober.good) == ["Nobody asked. [Robin/2023, 1]", "A. [Robin/2023, 2]"]
    loud = case_of(
        review([SourceParagraph(1, "Conclusions", "Much WORKED WELL."), SourceParagraph(2, "Conclusions", "A.")])
    )
    assert texts(loud.good) == ["Much WORKED WELL. [Robin/2023, 1]"]


def test_puts_what_happened_in_the_outline_where_there_is_no_timeline() -> None:
    """One time alone is none; nothing stands twice."""
    rows = (
        SourceParagraph(1, "Background", "Robin was a parent. In May 2019 Robin told a midwife."),
        SourceParagraph(2, "Background", "The trust was asked."),
    )
    told = case_of(review(rows))
    assert told.in_time == ()
    assert texts(told.outline) == [
        "Robin was a parent. In May 2019 Robin told a midwife. [Robin/2023, 1]",
        "The trust was asked. [Robin/2023, 2]",
    ]
    timed = case_of(review())
    assert [when for when, _ in timed.in_time] == ["March 2018", "May 2019"]
    assert not set(timed.outline) & set(timed.happened)


def test_says_nothing_of_a_summary_without_a_heading_that_fits() -> None:
    told = case_of(review([SourceParagraph(1, "Anything else", "The panel met. It was cold.")]))
    parts = (told.outline, told.happened, told.in_time, told.good, told.lessons, told.family, told.recommendations)
    assert not any(parts)
    assert told.paragraphs == {1: "The panel met. It was cold."}


@pytest.mark.parametrize(
    ("heading", "is_of_family"),
    [
        ("Tribute", True), ("A pen portrait of Robin", True), ("The Voice of the Family", True),
        ("Words of her sister", True), ("The family", False), ("Crosswords", False), ("", False),
    ],
)  # fmt: skip  # headings under which a family speaks
def test_reads_the_words_of_a_family_only_where_it_agreed(heading: str, *, is_of_family: bool) -> None:
    row = SourceParagraph(4, heading, "She lit up every room.")
    asked, agreed = review([row]), review([row], has_agreed=True)
    assert asked.of_family == agreed.of_family == (frozenset({4}) if is_of_family else frozenset())
    assert agreed.read_out == (row,)
    assert asked.read_out == (() if is_of_family else (row,))
    assert case_of(asked).paragraphs == ({} if is_of_family else {4: row.text})


ONE, SEVEN = BriefingKind.ONE_PAGE, BriefingKind.SEVEN_MINUTE


def test_takes_a_box_that_was_signed_off_before_the_summary() -> None:
    one = briefing(ONE, {"who": "Robin died. [1]", "happened": "It began. [3]\nIt ended. [4]", "lessons": "Ask. [8]"})
    told = case_of(review(briefings=(one,)))
    assert texts(told.outline) == [
        "Robin died. [Robin/2023, 1]",
        "It began. [Robin/2023, 3]",
        "It ended. [Robin/2023, 4]",
    ]
    assert texts(told.lessons) == ["Ask. [Robin/2023, 8]"]
    assert texts(told.recommendations) == ["The trust trains every manager. [Robin/2023, 9]"]


@pytest.mark.parametrize("is_passed", [None, False])
def test_takes_nothing_from_a_briefing_that_nobody_signed_off(is_passed: bool | None) -> None:
    unread = briefing(ONE, {"lessons": "Ask. [8]"}, is_passed=is_passed)
    assert texts(case_of(review(briefings=(unread,))).lessons) == ["A separation raises the risk. [Robin/2023, 8]"]


def test_takes_the_one_page_briefing_before_the_seven_minute_one() -> None:
    one = briefing(ONE, {"good": "One page. [6]", "issues": "Issue. [5]"})
    seven = briefing(SEVEN, {"good": "Seven. [6]", "person": "P. [1]", "change": "C. [9]", "themes": "T. [8]"})
    both = case_of(review(briefings=(one, seven)))
    assert texts(both.good) == ["One page. [Robin/2023, 6]"]
    assert texts(both.lessons) == ["T. [Robin/2023, 8]"]
    assert texts(both.recommendations) == ["C. [Robin/2023, 9]"]
    assert texts(both.outline) == ["P. [Robin/2023, 1]"]
    who = briefing(ONE, {"who": "W. [1]"})
    assert texts(case_of(review(briefings=(who, seven))).outline) == ["W. [Robin/2023, 1]"]
    assert texts(case_of(review(briefings=(one,))).lessons) == ["Issue. [Robin/2023, 5]"]


def test_quotes_from_a_briefing_only_what_may_be_read_out_and_has_a_source() -> None:
    """A statement upon the family's own words, or upon a paragraph that is gone, stays out; so do our own words."""
    one = briefing(ONE, {"lessons": "Hers. [8, 10]\nGone. [8, 99]\nAsk. [8]", "now": "Ring the helpline."})
    assert texts(case_of(review(briefings=(one,))).lessons) == ["Ask. [Robin/2023, 8]"]
    agreed = case_of(review(briefings=(one,), has_agreed=True))
    assert texts(agreed.lessons) == ["Hers. [Robin/2023, 8, 10]", "Ask. [Robin/2023, 8]"]
    everything = (agreed.outline, agreed.happened, agreed.good, agreed.lessons, agreed.family, agreed.recommendations)
    assert not [each for part in everything for each in part if "helpline" in each.text]


STEP = {"text": "Train every manager.", "state": "Done", "due": "June 2026", "done": True}


@pytest.mark.parametrize(("state", "is_told"), [("published", True), ("withdrawn", False)])
def test_tells_progress_while_the_review_stands(state: str, *, is_told: bool) -> None:
    told = case_of(review(of=record(progress=[STEP], state=state, put_up_on=datetime.date(2026, 3, 2))))
    assert told.progress == ((("Train every manager.", "Done", "June 2026"),) if is_told else ())
    assert told.published_on == datetime.date(2026, 3, 2)


def themes(lines: str, *reviews: ReviewMaterial) -> list[ThemeFacts]:
    """The themes of a pack that was planned so."""
    return list(themes_told(Material(SeminarPack(themes=lines), reviews)))


def sources(found: Iterable[ThemeFacts]) -> dict[str, list[str]]:
    """Each theme with the places it is told from."""
    return {row.name: [each.source for each in row.said] for row in found}


JO = (SourceParagraph(1, "Lessons", "Carers were separated from help."), SourceParagraph(2, "Lessons", "Ask alone."))


def jo(**known: object) -> ReviewMaterial:
    """A second review."""
    coded = known.get("themes", ())
    assert isinstance(coded, tuple)
    return review(JO, of=record(title="Jo/2021", slug="jo-2021"), themes=coded)


def test_tells_a_theme_from_the_paragraphs_named_for_it() -> None:
    found = themes("Separation: robin-2023 8, 5; jo-2021 2", review(), jo())
    assert sources(found) == {"Separation": ["Robin/2023, 8", "Robin/2023, 5", "Jo/2021, 2"]}
    assert found[0].said[1].text == "Risk was looked at once."


def test_passes_over_places_that_no_chosen_review_has() -> None:
    assert sources(themes("Separation: robin-2023 99, 8", review())) == {"Separation": ["Robin/2023, 8"]}
    assert sources(themes("Separation: else-2020 1; robin-2023 8", review())) == {"Separation": ["Robin/2023, 8"]}
    assert sources(themes("Separation: robin-2023 10", review())) == {"Separation": []}


def test_tells_a_theme_that_nobody_placed_from_what_was_coded_in_any_letters() -> None:
    coded = (Theme(label="Information Sharing"), (2, 5))
    assert sources(themes("information sharing", review(themes=(coded,)), jo())) == {
        "information sharing": ["Robin/2023, 2", "Robin/2023, 5"]
    }


def test_quotes_at_most_four_coded_paragraphs_and_as_many_as_were_named() -> None:
    coded = (Theme(label="Risk"), (1, 2, 3, 4, 5))
    assert len(themes("Risk", review(themes=(coded,)))[0].said) == MOST_QUOTED
    assert len(themes("Risk: robin-2023 1, 2, 3, 4, 5", review(themes=(coded,)))[0].said) == MOST_QUOTED + 1


def test_tells_a_theme_that_nobody_coded_from_lessons_that_share_a_word() -> None:
    assert sources(themes("Separation", review(), jo())) == {"Separation": ["Robin/2023, 8", "Jo/2021, 1"]}
    assert sources(themes("Housing", review(), jo())) == {"Housing": []}


def test_finds_themes_where_nobody_chose_any() -> None:
    """Those the reviews were coded with, by name; else the lessons of each review that has some."""
    risk, asking = Theme(label="Risk"), Theme(label="Asking again")
    coded = themes("", review(themes=((risk, (5,)), (asking, (7,)))), jo(themes=((risk, (1,)),)))
    assert sources(coded) == {"Asking again": ["Robin/2023, 7"], "Risk": ["Robin/2023, 5", "Jo/2021, 1"]}
    many = tuple((Theme(label=label), (8,)) for label in "GBFCEDA")
    assert [row.name for row in themes("", review(themes=many))] == list("ABCDEFG")
    silent = review([SourceParagraph(1, "Chronology", "It began.")], of=record(title="Al/2020", slug="al-2020"))
    assert sources(themes("\n  \n", review(), silent, jo())) == {
        "What Robin/2023 teaches": ["Robin/2023, 8"],
        "What Jo/2021 teaches": ["Jo/2021, 1", "Jo/2021, 2"],
    }
    assert themes("") == []

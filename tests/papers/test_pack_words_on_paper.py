"""What do the handouts and slides of a pack say with all that a seminar can have, and with the least?"""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.papers.writing.blocks import Bullets, Facts, Grid, Heading, Lines, Paper, Paragraph
from dhr_cases.papers.writing.deck import Bars, Picture, Points, Slide, SlideKind, Steps, Table
from learning.briefing_boxes import BriefingKind
from learning.pack_lines import Route
from learning.pack_terms import (
    ACCESS,
    ACTION_HEADS,
    CARE,
    CONFIDENTIAL,
    HELPLINES,
    PARTS,
    PRACTICE,
    PURPOSE,
    QUESTIONS,
    ROWS_TO_FILL,
    STEPS,
    WHAT_IT_LOOKS_AT,
    PackPart,
)
from learning.papers.briefing.example import example
from learning.papers.pack.example import EXAMPLE
from learning.papers.pack.facts import CaseFacts, PackFacts, Quoted, ThemeFacts
from learning.papers.pack.files import BRIEFING_PARTS, stem_of
from learning.papers.pack.handouts import HANDOUTS, SOURCES
from learning.papers.pack.reading import timeline
from learning.papers.pack.slide_words import SOURCES_NOTE, compose

BARE = PackFacts(
    partnership="Testshire CSP", brand="#000000", label="DARDR", mailbox="", code="asking-again", title="Asking again",
    kind="Webinar", when="", where="", access="", as_at="1 March 2027", aims=(), cases=(), themes=(),
    practice=PRACTICE, questions=QUESTIONS, routes=(),
)  # fmt: skip  # the least that a pack can be made of
ONE = CaseFacts("Jo/2021", "https://reviews.example.org/public/jo-2021/", None, {1: "Jo died.", 2: "Ask alone."})
SAYING = Quoted("Ask alone.", "Jo/2021", (2,))


def blocks(part: PackPart, facts: PackFacts) -> Paper:
    """A handout."""
    return HANDOUTS[part](facts)


def slides(facts: PackFacts) -> dict[str, Slide]:
    """The slides by their title."""
    return {slide.title: slide for slide in compose(facts).slides}


def said(slide: Slide) -> list[tuple[str, str]]:
    """What stands on a slide of words, with its sources."""
    assert isinstance(slide.body, Points)
    return [(each.text, each.source) for each in slide.body.said]


@pytest.mark.parametrize("part", HANDOUTS)
def test_heads_each_handout_with_its_name_what_it_is_for_and_when_and_where(part: PackPart) -> None:
    full, bare = blocks(part, EXAMPLE), blocks(part, BARE)
    assert full.title == f"{PARTS[part].label}: Learning from domestic homicide reviews"
    assert full.subject == PARTS[part].purpose
    assert full.foot == (
        "Demonstration, all invented. Testshire Community Safety Partnership. Learning from domestic homicide reviews."
    )
    assert full.blocks[0] == Paragraph("12 March 2027, 10:00 to 13:00, County Hall, Testford")
    assert bare.title == f"{PARTS[part].label}: Asking again"
    assert bare.foot == "Testshire CSP. Asking again."
    assert not isinstance(bare.blocks[0], Paragraph) or bare.blocks[0].text != ""


@pytest.mark.parametrize(("when", "where", "head"), [("12 March 2027", "", "12 March 2027"), ("", "Hall", "Hall")])
def test_says_when_or_where_alone_without_a_comma(when: str, where: str, head: str) -> None:
    paper = blocks(PackPart.ROUTES, replace(BARE, when=when, where=where))
    assert paper.blocks[0] == Paragraph(head)


def test_gives_each_theme_its_sayings_and_room_to_write() -> None:
    themes = (ThemeFacts("Carers", (SAYING, Quoted("Our own advice."))), ThemeFacts("Risk", (SAYING,)))
    paper = blocks(PackPart.THEME_SHEET, replace(BARE, themes=themes, cases=(ONE,)))
    assert paper.blocks == (
        Heading("Carers"),
        Bullets(("Ask alone. [Jo/2021, 2]", "Our own advice.")),
        Grid("For my work", ("What will I do?",), (("",), ("",))),
        Heading("Risk"),
        Bullets(("Ask alone. [Jo/2021, 2]",)),
        Grid("For my work", ("What will I do?",), (("",), ("",))),
        Heading("Sources"),
        Paragraph(SOURCES),
        Lines(("Jo/2021: https://reviews.example.org/public/jo-2021/",)),
    )


def test_names_national_lines_always_and_routes_where_there_are_any() -> None:
    national = Grid("National lines of help", ("Who", "How to reach them"), HELPLINES)
    assert blocks(PackPart.ROUTES, BARE).blocks == (national,)
    local = (("Refuge", "01632 960456"), ("The front desk", ""))
    routes = tuple(Route(name, contact) for name, contact in local)
    assert blocks(PackPart.ROUTES, replace(BARE, routes=routes)).blocks == (
        national,
        Grid("Routes of Testshire CSP", ("Where", "How to reach them"), local),
    )


def test_asks_each_question_with_room_after_the_outline_of_each_review() -> None:
    told = replace(ONE, outline=(Quoted("Jo died.", "Jo/2021", (1,)),))
    other = replace(ONE, title="Al/2020", happened=(Quoted("It began in May.", "Al/2020", (1,)),))
    silent = replace(ONE, title="Wren/2019")
    paper = blocks(PackPart.EXERCISE, replace(BARE, cases=(told, other, silent), questions=("Who knew?", "Who asked?")))
    assert paper.blocks[:7] == (
        Heading("Jo/2021"),
        Bullets(("Jo died. [Jo/2021, 1]",)),
        Heading("Al/2020"),
        Bullets(("It began in May. [Al/2020, 1]",)),
        Heading("Talk about it"),
        Grid("Who knew?", ("Our answer",), (("",), ("",))),
        Grid("Who asked?", ("Our answer",), (("",), ("",))),
    )


@pytest.mark.parametrize(("mailbox", "reach"), [("", "the partnership."), ("a@b.test", "a@b.test.")])
def test_leaves_six_rows_for_what_a_team_will_do_and_says_whom_to_tell(mailbox: str, reach: str) -> None:
    record, told = blocks(PackPart.ACTION_RECORD, replace(BARE, mailbox=mailbox)).blocks
    assert record == Grid("What our team will do", ACTION_HEADS, (("", "", "", "", ""),) * 6)
    assert told == Paragraph(f"Send a copy to {reach}")
    assert ROWS_TO_FILL == 6


def test_tells_the_programme_or_that_it_is_not_settled() -> None:
    bare = blocks(PackPart.PROGRAMME, BARE)
    assert bare.blocks == (Heading("Programme"), Paragraph("The programme is not settled yet."))
    full = blocks(PackPart.PROGRAMME, EXAMPLE)
    assert full.blocks[1:3] == (Heading("What we are here for"), Bullets(EXAMPLE.aims))
    assert full.blocks[-1] == Grid(
        "Programme",
        ("Time", "What", "Who"),
        (
            ("10:00", "Welcome", ""),
            ("10:15", "Robin/2023: what was learnt", "Alex Example, independent chair"),
            ("11:15", "Break", ""),
            ("11:30", "Exercise", ""),
        ),
    )


def test_warns_asks_and_helps_before_the_day() -> None:
    paper = blocks(PackPart.CARE_NOTICE, BARE)
    assert paper.blocks == (
        Heading("Take care of yourself"),
        Bullets(CARE),
        Heading("What we ask of you"),
        Bullets(CONFIDENTIAL),
        Heading("Access"),
        Bullets(ACCESS),
        Heading("Lines of help"),
        Facts("National lines", HELPLINES),
    )
    more = blocks(PackPart.CARE_NOTICE, replace(BARE, mailbox="a@b.test", access="There is a hearing loop.")).blocks
    assert Bullets((*ACCESS, "There is a hearing loop.")) in more
    assert Paragraph("Write to a@b.test.") in more


def test_has_a_handout_or_a_briefing_for_every_part_but_the_slides() -> None:
    assert set(HANDOUTS) | set(BRIEFING_PARTS) | {PackPart.SLIDES} == set(PackPart)
    assert {part for part, row in PARTS.items() if row.is_of_a_review} == set(BRIEFING_PARTS)


def test_shows_the_least_seminar_in_eight_slides() -> None:
    assert list(slides(BARE)) == [
        "Asking again", "Before we begin", "What a DARDR is", "How a review runs", "What you can do",
        "Exercise: talk about it", "Where to get help", "Questions",
    ]  # fmt: skip  # in their order
    deck = compose(BARE)
    assert (deck.title, deck.subject, deck.foot) == ("Asking again", "Webinar", "Testshire CSP. Asking again.")
    assert deck.slides[0].kind is SlideKind.OPENING
    assert said(deck.slides[0]) == [("Testshire CSP", ""), ("Webinar", "")]
    full = compose(replace(BARE, when="12 March 2027", where="Hall"))
    assert full.subject == "Webinar, 12 March 2027"
    assert said(full.slides[0]) == [("Testshire CSP", ""), ("Webinar, 12 March 2027", ""), ("Hall", "")]


def test_warns_first_and_tells_the_speaker_to_wait() -> None:
    slide = slides(BARE)["Before we begin"]
    assert [text for text, _ in said(slide)] == list(CARE)
    assert slide.notes == ("Read this aloud and wait a moment before going on.", *CONFIDENTIAL)


@pytest.mark.parametrize("label", ["DHR", "DARDR"])
def test_says_what_a_review_is_by_the_law_of_its_name(label: str) -> None:
    slide = slides(replace(BARE, label=label))[f"What a {label} is"]
    rows = [WHAT_IT_LOOKS_AT[label], *PURPOSE]
    assert said(slide) == rows
    assert slide.notes == tuple(f"{text} Source: {source}." for text, source in rows)


def test_tells_the_eight_steps_in_order_to_who_sees_and_who_hears() -> None:
    slide = slides(BARE)["How a review runs"]
    assert isinstance(slide.body, Steps)
    assert slide.body.steps == STEPS
    told = slide.notes[0]
    assert told.startswith("1. Told: The police tell the partnership of a death. 2. Decided:")
    assert told in slide.body.alt
    assert slide.notes[1] == "Source: statutory guidance 2016, sections 3 to 9."


NUMBERS = [
    ((("2021", 1),), (0, 0), ["1 review on the public register of Testshire CSP on 1 March 2027."], False),
    ((("2019", 2), ("2021", 1)), (0, 0), ["3 reviews on the public register of Testshire CSP on 1 March 2027."], True),
    (
        (("2021", 1),),
        (1, 1),
        [
            "1 review on the public register of Testshire CSP on 1 March 2027.",
            "Published action plans have 1 step; 1 of them is done.",
        ],
        False,
    ),
    (
        (("2019", 2), ("2021", 1)),
        (9, 14),
        [
            "3 reviews on the public register of Testshire CSP on 1 March 2027.",
            "Published action plans have 14 steps; 9 of them are done.",
        ],
        True,
    ),
]


@pytest.mark.parametrize(("years", "steps", "lines", "has_chart"), NUMBERS)
def test_counts_what_the_register_shows(
    years: tuple[tuple[str, int], ...], steps: tuple[int, int], lines: list[str], *, has_chart: bool
) -> None:
    shown = slides(replace(BARE, years=years, steps_done=steps))
    slide = shown["Reviews here, in figures"]
    assert said(slide) == [(line, "public register") for line in lines]
    rows = ", ".join(f"{year}: {number}" for year, number in years)
    assert slide.notes == (*lines, f"By year of death. {rows}.", "Source: public register, 1 March 2027.")
    assert ("Reviews here, by year of death" in shown) is has_chart
    if has_chart:
        chart = shown["Reviews here, by year of death"].body
        assert isinstance(chart, Bars)
        assert (chart.rows, chart.alt) == (years, f"Bar chart of published reviews by year of death. {rows}.")


@pytest.mark.parametrize(
    ("published_on", "words"),
    [(None, "Published"), (datetime.date(2026, 3, 2), "Published in March 2026")],
)
def test_opens_each_review_with_its_address(published_on: datetime.date | None, words: str) -> None:
    slide = slides(replace(BARE, cases=(replace(ONE, published_on=published_on),)))["Jo/2021"]
    assert slide.kind is SlideKind.SECTION
    assert said(slide) == [(words, ""), (ONE.address, "")]
    assert slide.notes == (f"The published review: {ONE.address}", SOURCES_NOTE)


def test_quotes_with_the_whole_paragraph_in_the_notes_once() -> None:
    case = replace(ONE, lessons=(SAYING,), outline=(SAYING, Quoted("Jo died.", "Jo/2021", (1, 2))))
    slide = slides(replace(BARE, cases=(case,)))["In outline: Jo/2021"]
    assert said(slide) == [("Ask alone.", "Jo/2021, 2"), ("Jo died.", "Jo/2021, 1, 2")]
    assert slide.notes == (
        f"Jo/2021, paragraph 2: “Ask alone.” {ONE.address}#p2",
        f"Jo/2021, paragraph 1: “Jo died.” {ONE.address}#p1",
    )


@pytest.mark.parametrize(("count", "words"), [(1, "1 entry"), (2, "2 entries")])
def test_shows_times_as_a_table(count: int, words: str) -> None:
    in_time = tuple((f"May 201{number}", SAYING) for number in range(count))
    slide = slides(replace(BARE, cases=(replace(ONE, in_time=in_time),)))["In the order of time: Jo/2021"]
    assert isinstance(slide.body, Table)
    assert slide.body.alt == f"Timeline of Jo/2021 with {words}, the earliest first."
    assert [(row[0].text, row[1].text, row[1].source) for row in slide.body.rows] == [
        (f"May 201{number}", "Ask alone.", "Jo/2021, 2") for number in range(count)
    ]


def test_shows_recommendations_and_how_far_each_step_is() -> None:
    case = replace(ONE, recommendations=(SAYING,), progress=(("Train all.", "Done", "June 2026"),))
    shown = slides(replace(BARE, cases=(case,)))
    assert said(shown["What was recommended: Jo/2021"]) == [("Ask alone.", "Jo/2021, 2")]
    table = shown["What has been done: Jo/2021"]
    assert isinstance(table.body, Table)
    assert table.body.heads == ("Step", "How it stands", "By when")
    assert [[cell.text for cell in row] for row in table.body.rows] == [["Train all.", "Done", "June 2026"]]
    assert table.body.alt == "How 1 step of the action plan of Jo/2021 stands."
    assert table.notes == (f"Source: progress published at {ONE.address}",)


def test_says_that_the_family_agreed_before_its_words() -> None:
    slide = slides(replace(BARE, cases=(replace(ONE, family=(SAYING,)),)))["The family’s voice: Jo/2021"]
    assert slide.notes[0] == "The family agreed to this being read out."
    assert "The family’s voice: Jo/2021" not in slides(replace(BARE, cases=(ONE,)))


def test_ends_with_help_routes_questions_and_the_way_to_answer() -> None:
    full = replace(BARE, mailbox="a@b.test", routes=(Route("Refuge", "01632"),), feedback_link="https://x.test/f/")
    shown = slides(full)
    assert list(shown)[-4:] == ["Where to get help", "Where to refer here", "Questions", "Tell us what you think"]
    help_slide, routes = shown["Where to get help"], shown["Where to refer here"]
    assert isinstance(help_slide.body, Table)
    assert isinstance(routes.body, Table)
    assert help_slide.body.alt == "Where to get help: 5 places and how to reach each."
    assert routes.body.alt == "Where to refer here: 1 place and how to reach each."
    assert help_slide.notes == ("Leave this slide up during the break.",)
    assert routes.notes == ("Routes named by Testshire CSP.",)
    assert said(shown["Questions"]) == [("What would you like to ask?", ""), ("Afterwards: a@b.test", "")]
    assert said(slides(BARE)["Questions"]) == [("What would you like to ask?", "")]
    last = shown["Tell us what you think"].body
    assert isinstance(last, Picture)
    assert last.alt == "A code to scan with a telephone. It opens https://x.test/f/"


def at(text: str, number: int = 1) -> Quoted:
    """A sentence of the review."""
    return Quoted(text, "Jo/2021", (number,))


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["In May 2019 it began."], []),
        (["It began.", "It ended."], []),
        (["In May 2019 it ended.", "In March 2018 it began."], ["March 2018", "May 2019"]),
        (["In 2019 it ended.", "In May 2019 she left.", "In 2018 it began."], ["2018", "2019", "May 2019"]),
        (["In May 2019 it began.", "She told nobody.", "In June 2019 it ended."], ["May 2019", "June 2019"]),
        (["In the spring it began.", "She told nobody.", "In the autumn it ended."], ["Spring", "Then", "Autumn"]),
        (["In the autumn it began.", "In May 2019 it ended."], ["Autumn", "May 2019"]),
    ],
)
def test_puts_what_happened_in_the_order_of_time(texts: list[str], order: list[str]) -> None:
    """By year and month where every time has its year; else as the review tells it."""
    assert [when for when, _ in timeline(at(text) for text in texts)] == order


@pytest.mark.parametrize(
    "address", ["https://r.example.org/public/robin-2023/", "https://r.example.org/public/robin-2023"]
)
def test_names_the_file_of_a_briefing_by_the_address_of_its_review(address: str) -> None:
    """Two partnerships may give two reviews one title; their files keep apart."""
    briefing = replace(example(BriefingKind.ONE_PAGE), address=address)
    assert stem_of(EXAMPLE, PackPart.ONE_PAGE, briefing) == "seminar-2027-one-page-briefing-robin-2023"
    other = replace(briefing, address="https://r.example.org/public/farshire-robin/")
    assert other.title == briefing.title
    assert stem_of(EXAMPLE, PackPart.ONE_PAGE, other) == "seminar-2027-one-page-briefing-farshire-robin"

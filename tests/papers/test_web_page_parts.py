"""Each part of a paper as HTML: landmarks, addresses, heads of tables, and wide tables that scroll by themselves."""

from collections.abc import Iterator

import pytest
from lxml import html

from dhr_cases.papers.writing import web_page
from dhr_cases.papers.writing.blocks import (
    OPEN,
    Block,
    Bullets,
    Contents,
    Facts,
    Grid,
    Handling,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
)
from dhr_cases.papers.writing.page import Places, page_of
from tests.papers.test_sides import ABOUT, FEW, PLAN

MONEY = Grid("Money", ("Partner", "Asked"), (("Police", "£1,000.00"), ("", "")), frozenset({1}), ("Total", "£1,000.00"))
SCRIPT = "<script>alert(1)</script> & “Tŷ”"


def page(*blocks: Block, handling: Handling = OPEN) -> html.HtmlElement:
    """The HTML file of a paper, opened as a browser does."""
    return html.document_fromstring(web_page.write(Paper("Report", "About", "Foot.", blocks, handling=handling)))


def found(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements at a path, in order."""
    elements = element.xpath(path)
    assert isinstance(elements, list)
    return elements


def words(element: html.HtmlElement) -> str:
    """The words of an element, with single spaces."""
    return " ".join(element.text_content().split())


def texts(element: html.HtmlElement, path: str) -> list[str]:
    """The words of each element at a path."""
    return [words(one) for one in found(element, path)]


def regions(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The parts that scroll by themselves."""
    return found(element, "//div[@role='region']")


# Tables that scroll


def test_puts_each_table_of_columns_in_a_region_with_its_name_and_keyboard_focus() -> None:
    scrolling = regions(page(FEW, Paragraph("Between."), PLAN))
    assert [one.get("aria-label") for one in scrolling] == ["Contacts", "Plan"]
    assert {one.get("tabindex") for one in scrolling} == {"0"}
    assert [texts(one, "./table/caption") for one in scrolling] == [["Contacts"], ["Plan"]]
    assert all(len(one) == 1 for one in scrolling)


def test_lets_nothing_else_scroll_by_itself() -> None:
    made = page(ABOUT, Paragraph("Alone."), Bullets(("One",)), Lines(("A", "B")), Contents(), PageBreak())
    assert regions(made) == []
    assert found(made, "//*[@tabindex]") == []
    assert texts(made, "//table/caption") == ["About"]


def test_gives_no_two_regions_the_same_name() -> None:
    made = page(FEW, Heading("Further"), FEW, PLAN, Heading("Last"), FEW)
    assert [one.get("aria-label") for one in regions(made)] == [
        "Contacts",
        "Contacts, table 2",
        "Plan",
        "Contacts, table 3",
    ]
    assert texts(made, "//caption") == ["Contacts", "Contacts", "Plan", "Contacts"]


def test_hands_out_addresses_and_names_in_the_order_they_are_asked_for() -> None:
    places = Places()
    assert [places.anchor(), places.name("Plan"), places.anchor(), places.name("Plan")] == [
        "section-1", "Plan", "section-2", "Plan, table 2",
    ]  # fmt: skip  # one row as one row
    assert (Places().anchor(), Places().name("Plan")) == ("section-1", "Plan")


def test_names_a_region_safely() -> None:
    scrolling = regions(page(Grid(SCRIPT, ("A",), (("b",),))))
    assert [one.get("aria-label") for one in scrolling] == [SCRIPT]
    assert found(scrolling[0], "//script") == []


def test_scrolls_on_a_screen_and_lies_open_on_paper() -> None:
    style = texts(page(PLAN), "//style")[0]
    on_screen, in_print = style.index("@media screen"), style.index("@media print")
    assert style.index(".region { position: relative;") < style.index("overflow-x: auto") < on_screen < in_print
    assert on_screen < style.index(".region th, .region td { overflow-wrap: normal; min-width: 5rem; }") < in_print
    assert in_print < style.index(".region { overflow: visible; }")
    assert "outline: 3px solid" in style[style.index(".region:focus") :].split("}")[0]


@pytest.mark.parametrize("template", ["papers/file.html", "papers/paper.html"])
def test_leaves_no_attribute_empty_that_says_nothing(template: str) -> None:
    for one_page, wide in ((False, False), (True, False), (False, True), (True, True)):
        paper = Paper("Report", "About", "Foot.", (FEW, PLAN, MONEY), is_one_page=one_page, is_wide=wide)
        assert 'class=""' not in page_of(paper, template)
        assert 'class=" ' not in page_of(paper, template)


def test_needs_no_region_in_the_page_from_which_a_pdf_is_drawn() -> None:
    drawn = page_of(Paper("Report", "About", "Foot.", (FEW, PLAN)), "papers/paper.html")
    assert "tabindex" not in drawn
    assert "region" not in drawn
    assert drawn.count("<table") == 2


@pytest.mark.parametrize(
    ("one_page", "wide", "body"), [(False, False, None), (True, False, "one-page"), (False, True, "wide")]
)
def test_says_how_the_pages_of_a_pdf_are_printed(one_page: bool, wide: bool, body: str | None) -> None:
    paper = Paper("Report", "About", "Foot.", (FEW,), is_one_page=one_page, is_wide=wide)
    drawn = html.document_fromstring(page_of(paper, "papers/paper.html"))
    assert found(drawn, "//body")[0].get("class") == body
    assert [one.get("class") for one in found(drawn, "//h1")] == ["lies" if wide else "stands"]


def test_marks_the_look_of_a_table_only_where_it_has_one() -> None:
    wide = Grid("Wide", tuple(f"Department{place}{'x' * 12}" for place in range(12)), (("y",) * 12,))
    made = page(FEW, Heading("Plan"), PLAN, Heading("Wide"), wide)
    assert [one.get("class") for one in found(made, "//table")] == ["keeps-words", "keeps-words small", "small"]
    assert [one.get("class") for one in found(made, "//main/div")] == ["stands", "lies"]


# Rows, columns and facts


def test_heads_every_column_and_every_row_of_a_table() -> None:
    table = found(page(MONEY), "//table")[0]
    assert texts(table, "./thead/tr/th[@scope='col']") == ["Partner", "Asked"]
    assert texts(table, "./tbody/tr/th[@scope='row']") == ["Police", "", "Total"]
    assert texts(table, "./tbody/tr/td") == ["£1,000.00", "", "£1,000.00"]
    assert found(table, ".//th[not(@scope)]") == []


def test_sets_amounts_to_the_right_in_head_rows_and_total() -> None:
    table = found(page(MONEY), "//table")[0]
    assert texts(table, ".//*[@class='figure']") == ["Asked", "£1,000.00", "", "£1,000.00"]
    assert texts(table, "./tbody/tr[@class='last']/*") == ["Total", "£1,000.00"]
    assert [row.get("class") for row in found(table, "./tbody/tr")] == [None, None, "last"]


def test_has_no_last_row_where_nothing_is_added_up() -> None:
    table = found(page(FEW), "//table")[0]
    assert [row.get("class") for row in found(table, ".//tr")] == [None, None]
    assert found(table, ".//*[@class='figure']") == []


def test_names_each_fact_by_a_row_head() -> None:
    table = found(page(ABOUT), "//table")[0]
    assert table.get("class") == "facts"
    assert texts(table, ".//th[@scope='row']") == ["Review", "Report of"]
    assert texts(table, ".//td") == ["Wren", "March 2026"]
    assert found(table, ".//thead") == []


def test_writes_a_table_of_facts_in_which_nothing_stands() -> None:
    table = found(page(Facts("About", ())), "//table")[0]
    assert texts(table, "./caption") == ["About"]
    assert found(table, ".//tr") == []


# Headings, contents, paragraphs


def everywhere(level: int) -> Iterator[Block]:
    """Three headings one below the other, and a list of contents as deep as asked."""
    yield Contents("What stands here", deepest=level)
    yield Heading("First")
    yield Heading("Second", level=2)
    yield Heading("Third", level=3)
    yield Heading("Fourth")


@pytest.mark.parametrize(
    ("deepest", "listed"),
    [
        (1, [("level-1", "#section-1", "First"), ("level-1", "#section-4", "Fourth")]),
        (
            2,
            [
                ("level-1", "#section-1", "First"),
                ("level-2", "#section-2", "Second"),
                ("level-1", "#section-4", "Fourth"),
            ],
        ),
    ],
)
def test_lists_headings_as_deep_as_asked_each_with_its_address(
    deepest: int, listed: list[tuple[str, str, str]]
) -> None:
    made = page(*everywhere(deepest))
    lines = found(made, "//nav[@aria-label='What stands here']//li")
    assert [(line.get("class"), line[0].get("href"), words(line)) for line in lines] == listed
    for _, address, text in listed:
        assert texts(made, f"//*[@id='{address[1:]}']") == [text]


def test_lists_all_three_levels_where_asked() -> None:
    made = page(*everywhere(3))
    assert [one.get("class") for one in found(made, "//nav//li")] == ["level-1", "level-2", "level-3", "level-1"]


def test_sets_headings_one_below_the_title_each_with_an_address_of_its_own() -> None:
    made = page(*everywhere(1))
    heads = found(made, "//h1|//h2|//h3|//h4")
    assert [one.tag for one in heads] == ["h1", "h2", "h3", "h4", "h2"]
    assert [one.get("id") for one in heads] == [None, "section-1", "section-2", "section-3", "section-4"]


def test_counts_addresses_on_over_pages_that_turn() -> None:
    made = page(Heading("A"), Heading("Plan"), PLAN, Heading("B"))
    assert [(one.get("id"), words(one)) for one in found(made, "//h2")] == [
        ("section-1", "A"), ("section-2", "Plan"), ("section-3", "B"),
    ]  # fmt: skip  # one row as one row
    assert [one.get("class") for one in found(made, "//main/div")] == ["lies", "stands"]


def test_writes_paragraphs_lines_and_lists_as_such() -> None:
    made = page(Paragraph("Plain."), Paragraph("Numbered.", "2.1"), Lines(("1 Road", "Town")), Bullets(("One", "Two")))
    assert texts(made, "//main//p") == ["Plain.", "2.1 Numbered.", "1 RoadTown"]
    assert texts(made, "//p/span[@class='number']") == ["2.1"]
    assert texts(made, "//p[@class='lines']/span") == ["1 Road", "Town"]
    assert texts(made, "//main//ul/li") == ["One", "Two"]


def test_keeps_the_text_of_every_part_from_being_taken_for_code() -> None:
    table = Grid(SCRIPT, (SCRIPT,), ((SCRIPT,),), last_row=(SCRIPT,))
    text = (Heading(SCRIPT), Paragraph(SCRIPT, SCRIPT), Lines((SCRIPT,)), Bullets((SCRIPT,)))
    made = page(Contents(SCRIPT), *text, Facts("F", ((SCRIPT, SCRIPT),)), table)
    assert found(made, "//script") == []
    assert words(found(made, "//main")[0]).count(SCRIPT) == 13


def test_drops_what_no_page_can_hold() -> None:
    assert texts(page(Paragraph("a\x00b\x0bc\ud800d")), "//main//p") == ["abcd"]


def test_writes_an_empty_paper_with_its_title_and_foot() -> None:
    made = page()
    assert texts(made, "//h1|//footer") == ["Report", "Foot."]
    assert texts(made, "//main/div") == [""]


# Head of the page


def test_says_language_title_and_subject_and_nobodys_name() -> None:
    made = page(FEW)
    assert found(made, "/html")[0].get("lang") == "en-GB"
    assert texts(made, "//title") == ["Report"]
    assert {one.get("name"): one.get("content") for one in found(made, "//meta[@name]")} == {
        "viewport": "width=device-width, initial-scale=1",
        "description": "About",
    }


def test_marks_a_restricted_page_in_a_landmark_before_everything_else() -> None:
    made = page(FEW, handling=Handling("OFFICIAL-SENSITIVE", "the police", "3"))
    assert [one.tag for one in found(made, "//body/*")] == ["header", "main", "footer"]
    assert texts(made, "//header/p[@class='marking']") == ["OFFICIAL-SENSITIVE. For the police. Copy 3"]
    assert [one.get("content") for one in found(made, "//meta[@name='robots']")] == ["noindex"]


@pytest.mark.parametrize("handling", [OPEN, Handling("", "the police", "3")])
def test_bears_no_mark_where_there_is_none(handling: Handling) -> None:
    made = page(FEW, handling=handling)
    assert [one.tag for one in found(made, "//body/*")] == ["main", "footer"]
    assert found(made, "//meta[@name='robots']") == []


@pytest.mark.parametrize(
    ("handling", "line"),
    [
        (Handling("OFFICIAL"), "OFFICIAL"),
        (Handling("OFFICIAL", "Alva"), "OFFICIAL. For Alva"),
        (Handling("OFFICIAL", copy_number="7"), "OFFICIAL. Copy 7"),
        (Handling("OFFICIAL", "Alva", "7"), "OFFICIAL. For Alva. Copy 7"),
        (Handling("", "Alva", "7"), ""),
    ],
)
def test_says_in_the_line_of_the_marking_what_is_known(handling: Handling, line: str) -> None:
    assert handling.line == line

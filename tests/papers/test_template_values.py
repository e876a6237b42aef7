"""What may a Word template of a partnership name, and what does each name stand for?"""

import pytest
from jinja2.exceptions import TemplateError

from dhr_cases.errors import Incomplete
from dhr_cases.papers.template_language import DEEPEST, FILTERS, PlainEnvironment
from dhr_cases.papers.templates import values_of
from dhr_cases.papers.writing.blocks import (
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

FACTS = {"title": "Report", "list": ["a", "b"], "row": {"name": "Police", "keys": "of the row"}}


def paper(*blocks: Block) -> Paper:
    """A paper of these blocks."""
    handling = Handling(marking="OFFICIAL", recipient="Ada", copy_number="3")
    return Paper(title="Report", subject="Robin", foot="Foot", blocks=blocks, handling=handling)


def said(template: str) -> str:
    """What a template says of the facts."""
    return PlainEnvironment().from_string(template).render(FACTS)


def test_names_every_fact_of_a_paper() -> None:
    rows = (("Year", "2019"), ("Area", "Kent"))
    values = values_of(paper(Facts("Facts", rows), Heading("One"), Facts("More", (("Day", "4 May"),))))
    assert {name: values[name] for name in values if name not in {"facts", "sections"}} == {
        "title": "Report",
        "subject": "Robin",
        "marking": "OFFICIAL",
        "recipient": "Ada",
        "copy_number": "3",
        "foot": "Foot",
    }
    assert [(row["name"], row["value"]) for row in values["facts"]] == [*rows, ("Day", "4 May")]


def test_gives_each_section_its_texts_and_tables_in_their_order() -> None:
    grid = Grid("Costs", ("Who", "How much"), (("Police", "£1"),), last_row=("Sum", "£1"))
    found = values_of(
        paper(
            Paragraph("Before."),
            Heading("One", 2),
            Paragraph("Numbered.", "1.1"),
            Lines(("a", "b")),
            Bullets(("c", "d")),
            grid,
            Heading("Two"),
            PageBreak(),
            Contents(),
        )
    )["sections"]
    assert found == [
        {"heading": "", "level": 1, "texts": ["Before."], "tables": []},
        {
            "heading": "One",
            "level": 2,
            "texts": ["1.1 Numbered.", "a", "b", "c", "d"],
            "tables": [
                {"caption": "Costs", "heads": ("Who", "How much"), "rows": (("Police", "£1"), ("Sum", "£1"))},
            ],
        },
        {"heading": "Two", "level": 1, "texts": [], "tables": []},
    ]


def test_has_no_section_where_nothing_stands_before_the_first_heading() -> None:
    assert [section["heading"] for section in values_of(paper(PageBreak(), Heading("One")))["sections"]] == ["One"]


def test_leaves_the_rows_of_a_table_without_a_sum_as_they_are() -> None:
    (section,) = values_of(paper(Grid("Costs", ("Who",), (("Police",), ("Health",)))))["sections"]
    assert section["tables"][0]["rows"] == (("Police",), ("Health",))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ title }}", "Report"),
        ("{{ row.name }}", "Police"),
        ("{{ row.keys }}", "of the row"),
        ("{% for one in list %}{{ one }};{% endfor %}", "a;b;"),
        ("{% if title == 'Report' and not row.name == 'x' %}yes{% endif %}", "yes"),
        ("{{ title|upper|lower|title|trim }}", "Report"),
        ("{{ list|join }}{{ list|length }}", "ab2"),
        ("{{ '<b>' }}", "&lt;b&gt;"),
    ],
)
def test_names_asks_and_goes_through_lists(template: str, text: str) -> None:
    assert said(template) == text


@pytest.mark.parametrize(
    "template",
    ["{{ title.upper }}", "{{ title.x }}", "{{ list.append }}", "{{ list.a }}", "{{ row.items }}", "{{ other }}"],
)  # fmt: skip  # names of the program, not of the paper
def test_reaches_nothing_but_facts(template: str) -> None:
    with pytest.raises(TemplateError):
        said(template)


REFUSED = (
    ("{{ title.upper() }}", "a call with brackets is not allowed"),
    ("{{ list[0] }}", "a place in square brackets is not allowed"),
    ("{% set a = 1 %}", "“set” is not allowed"),
    ("{% macro a() %}{% endmacro %}", "“macro” is not allowed"),
    ("{% include 'a' %}", "“include” is not allowed"),
    ("{% import 'a' as b %}", "“import” is not allowed"),
    ("{% extends 'a' %}", "“extends” is not allowed"),
    ("{{ 1 + 1 }}", "“add” is not allowed"),
    ("{{ [1] }}", "“list” is not allowed"),
    ("{{ title ~ title }}", "“concat” is not allowed"),
    ("{{ title._name }}", "“_name” is not a fact of a paper"),
    ("{{ title.__class__ }}", "“__class__” is not a fact of a paper"),
    ("{{ title|attr('x') }}", "The filter “attr” is not one of"),
    ("{{ title|safe }}", "The filter “safe” is not one of"),
    ("{% for one in list|join %}{% endfor %}", "a loop goes through a list of the paper"),
    ("{% for one in 'abc' %}{% endfor %}", "a loop goes through a list of the paper"),
    ("{% for one in list recursive %}{% endfor %}", "a loop that calls itself is not allowed"),
    ("{% if title %}{{ title.upper() }}{% endif %}", "a call with brackets is not allowed"),
    ("{% for one in list %}{{ one|safe }}{% endfor %}", "The filter “safe” is not one of"),
)


@pytest.mark.parametrize(("template", "why"), REFUSED)
def test_says_what_a_template_may_not_do_before_it_is_run(template: str, why: str) -> None:
    with pytest.raises(Incomplete, match=".") as refusal:
        PlainEnvironment().from_string(template)
    assert why in refusal.value.sentence


@pytest.mark.parametrize(("loops", "is_taken"), [(1, True), (DEEPEST, True), (DEEPEST + 1, False)])
def test_lets_so_many_loops_stand_inside_each_other(loops: int, is_taken: bool) -> None:
    template = "{% for one in list %}" * loops + "{{ title }}" + "{% endfor %}" * loops
    if is_taken:
        assert said(template) == "Report" * 2**loops
    else:
        with pytest.raises(Incomplete, match=f"More than {DEEPEST} loops"):
            said(template)


def test_lists_the_filters_in_the_refusal() -> None:
    with pytest.raises(Incomplete, match=", ".join(sorted(FILTERS))):
        said("{{ title|nope }}")

"""A partnership's Word template takes a paper; one that cannot says why, and one that attacks is refused unread."""

import io
import time

import pytest
from docx.oxml.ns import qn

from dhr_cases.errors import Incomplete
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.papers.templates import PLACEHOLDERS, check, fill, values_of
from dhr_cases.papers.writing.blocks import Heading, Paper, Paragraph, texts_of
from tests.papers.made import OWN_FOLDER, paper_of
from tests.papers.read_back import squeezed, word_texts
from tests.papers.read_back import word as opened
from tests.papers.templates import part_of, template, with_part

REPORT = paper_of(MadePaper.OVERVIEW_REPORT)


@pytest.mark.parametrize("kind", OWN_FOLDER)
def test_takes_every_paper_whole(kind: MadePaper) -> None:
    """Every text of the paper stands in the filled template, in its order."""
    paper = paper_of(kind)
    texts = [*word_texts(fill(template(), paper))]
    text, place = squeezed("".join(texts)), 0
    for wanted in list(texts_of(paper))[2 if paper.handling.line else 1 : -1]:
        found = max(text.find(squeezed(wanted), place), text.find(squeezed(wanted.replace(": ", "|", 1)), place))
        assert found >= 0, wanted
        place = found + 1


def test_fills_in_what_is_named() -> None:
    texts = word_texts(fill(template(), REPORT))
    assert texts[:2] == ["Overview report: Wren/2024", "For Northshire Police, copy 3"]
    assert texts[-1].startswith("Northshire Community Safety Partnership. NSH-2024-03.")


def test_keeps_signs_of_a_machine_as_plain_text() -> None:
    odd = Paper("<w:p/> & {{ title }}", "s", "f", (Heading("A {% b %}"), Paragraph("{{ title }} <x> & y")))
    texts = word_texts(fill(template(), odd))
    assert texts[0] == "<w:p/> & {{ title }}"
    assert "{{ title }} <x> & y" in texts
    assert "A {% b %}" in texts


def test_uses_real_headings_in_the_templates_own_styles() -> None:
    document = opened(fill(template(), REPORT))
    styles = {row.text: row.style.name for row in document.paragraphs if row.style}
    assert styles["Timescales"] == "Heading 1"
    assert len(list(document.element.iter(qn("w:tblHeader")))) == 2


def test_goes_through_sections_and_their_tables() -> None:
    loop = (
        "{%p for section in sections %}", "{{ section.heading }}", "{%p for text in section.texts %}", "- {{ text }}",
        "{%p endfor %}", "{%p endfor %}",
    )  # fmt: skip  # a loop reads as one
    texts = word_texts(fill(template(loop), REPORT))
    assert "Preface and tribute" in texts
    assert "- She was a gardener & a friend to many." in texts


def test_marks_every_page_whatever_the_template_says() -> None:
    document = opened(fill(template(head="Northshire"), REPORT))
    assert [row.text for row in document.sections[0].header.paragraphs] == [REPORT.handling.line, "Northshire"]


def test_marks_a_first_page_apart_as_well() -> None:
    first = opened(template())
    first.sections[0].different_first_page_header_footer = True
    target = io.BytesIO()
    first.save(target)
    section = opened(fill(target.getvalue(), REPORT)).sections[0]
    assert section.first_page_header.paragraphs[0].text == REPORT.handling.line


def test_does_not_mark_twice() -> None:
    marked = template(head="{{ marking }}. For {{ recipient }}. Copy {{ copy_number }}")
    assert len(opened(fill(marked, REPORT)).sections[0].header.paragraphs) == 1


def test_marks_nothing_that_is_published() -> None:
    document = opened(fill(template(), paper_of(MadePaper.PUBLISHED_REPORT)))
    assert "OFFICIAL" not in "".join(row.text for row in document.sections[0].header.paragraphs)


def test_leaves_nobodys_name_in_the_properties() -> None:
    assert opened(fill(template(), REPORT)).core_properties.author == ""


def test_has_a_meaning_for_every_value() -> None:
    assert {*values_of(REPORT), "body"} == set(PLACEHOLDERS)


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (("{{ body }}", "{{ pseudonim }}"), "{{ pseudonim }}: nothing is called so"),
        (("{{ title }}",), "no place for the paper"),
        (("Text: {{ body }}",), "alone in its paragraph"),
        (("{{ body }}", "{{ body }}"), "alone in its paragraph"),
        (("{{ body }}", "{{ title "), "cannot be read"),
        (("{{ body }}", "{% if title %}"), "cannot be read"),
        (("{{ body }}", "{{ sections.nothing }}"), "names what a paper does not have"),
        (("{{ body }}", "{{ title.upper }}"), "names what a paper does not have"),
    ],
)
def test_says_in_words_what_a_template_cannot_do(texts: tuple[str, ...], fault: str) -> None:
    with pytest.raises(Incomplete) as refused:
        check(template(texts), REPORT)
    assert fault in refused.value.sentence


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ sections[0] }}",
        "{{ title.format() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ namespace() }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ title ~ title }}",
        "{% for a in range(1000000000) %}x{% endfor %}",
        "{% for a in 'abc' %}x{% endfor %}",
        "{% for a in sections recursive %}x{% endfor %}",
        "{% for a in sections %}{% for b in sections %}{% for c in sections %}{% for d in sections %}x"
        "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% set a = 1 %}",
        "{% include 'papers/paper.css' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro a() %}{% endmacro %}",
        "{% block a %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{{ title|attr('x') }}",
        "{{ title|center(1000000000) }}",
        "{{ title|pprint }}",
    ],
)
def test_refuses_an_attack_at_once(attack: str) -> None:
    began = time.perf_counter()
    with pytest.raises(Incomplete):
        check(template(("{{ body }}", attack)), REPORT)
    assert time.perf_counter() - began < 2


def test_refuses_an_attack_in_head_and_properties_too() -> None:
    with pytest.raises(Incomplete, match="call"):
        check(template(head="{{ title.format() }}"), REPORT)
    hidden = opened(template())
    hidden.core_properties.subject = "{{ title.format() }}"
    target = io.BytesIO()
    hidden.save(target)
    with pytest.raises(Incomplete, match="call"):
        check(target.getvalue(), REPORT)


def test_refuses_body_in_a_table_or_a_head() -> None:
    for odd in (template(("Text",), cell="{{ body }}"), template(("Text",), head="{{ body }}")):
        with pytest.raises(Incomplete, match="alone in its paragraph"):
            check(odd, REPORT)


@pytest.mark.parametrize(
    ("name", "part", "why"),
    [
        ("word/embeddings/object.bin", b"x", "another file"),
        ("word/activeX/activeX1.xml", b"<x/>", "another file"),
        ("customXml/item1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        ("word/large.xml", b"<a>" + b" " * 2_100_000 + b"</a>", "larger than 2 MB"),
        (
            "word/_rels/settings.xml.rels",
            b'<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="https://example.org/a.dotm" '
            b'TargetMode="External"/></Relationships>',
            "fetches something from elsewhere",
        ),
    ],
)
def test_refuses_a_package_that_brings_more_than_text(name: str, part: bytes, why: str) -> None:
    with pytest.raises(Incomplete, match=why):
        check(with_part(template(), name, part), REPORT)


def test_takes_a_template_that_lacks_our_styles() -> None:
    """Word keeps only the styles that were once used."""
    full = template()
    styles = part_of(full, "word/styles.xml")
    bare = with_part(full, "word/styles.xml", styles.replace(b'w:val="heading 1"', b'w:val="other 1"'))
    texts = word_texts(fill(bare, REPORT))
    assert "Timescales" in texts

"""Is a protected word found in the marks of a page, a drawing or a part themselves: in names, ends and declarations?"""

import pytest

from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.corners.web_names import is_made_up
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from tests.planting.in_word import BODY, word_package

TOKENS = (Token("Inglethorpe"),)


def are_found(content: bytes, name: str) -> bool:
    """Whether the gate tells the word as protected."""
    check = check_file(content, name, TOKENS)
    return any(finding.kind is FindingKind.PROTECTED for finding in check.findings)


def page(body: str) -> bytes:
    """A page with this in its body."""
    return f"<!DOCTYPE html><html><body><p>Hello</p>{body}<p>Goodbye</p></body></html>".encode()


IN_MARKS = (
    "<x-inglethorpe/>", "<p inglethorpe='x'>a</p>", "<p inglethorpe>a</p>", "<inglethorpe>a</inglethorpe>",
    "<jo.inglethorpe@example.org>", "<o:inglethorpe>x", "<st1:inglethorpe w:st=on>", "<p aria-inglethorpe='x'>",
    "<p _inglethorpe=1>", "<p on.inglethorpe=1>", "<p data-inglethorpe=1>", "<svg><inglethorpe/></svg>",
    "</inglethorpe>", "</ inglethorpe>", "</p inglethorpe>", "</p title='Inglethorpe'>", "</p/inglethorpe >",
    "<!inglethorpe>", "<![CDATA[Inglethorpe]]>", "<? inglethorpe ?>", "<script src='x'/>Inglethorpe",
    "<style type='inglethorpe'></style>", "<p title='Inglethorpe",
)  # fmt: skip  # as many a line as fit


@pytest.mark.parametrize("body", IN_MARKS)
def test_finds_a_word_in_the_marks_of_a_page(body: str) -> None:
    assert are_found(page(body), "page.html")


@pytest.mark.parametrize("code", ["script", "style"])
def test_finds_a_word_in_code_that_does_not_end(code: str) -> None:
    assert are_found(f"<!DOCTYPE html><html><body><p>Hello</p><{code}>Inglethorpe".encode(), "page.html")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ingle<span hidden/>xx</span>thorpe</p>",
        "<p>Ingle<template>xx</template>thorpe</p>",
        "<p>Ingle<script>xx</script>thorpe</p>",
        "<p>Ingle<style>xx</style>thorpe</p>",
        "<p>Ingle<script src='x'/>thorpe</p>",
        "<p>Ingle<i/>thorpe</i></p>",
    ],
)
def test_finds_a_word_that_a_browser_shows_joined(body: str) -> None:
    assert are_found(page(body), "page.html")


@pytest.mark.parametrize(
    ("kind", "is_told"),
    [
        ("<!doctype html inglethorpe>", True),
        ('<!DOCTYPE html SYSTEM "about:Inglethorpe">', True),
        ('<!DOCTYPE html PUBLIC "-//Inglethorpe//DTD HTML 4.01//EN">', True),
        ("<!DOCTYPE html>", False),
        ("<!doctype  html>", False),
        ('<!DOCTYPE html SYSTEM "about:legacy-compat">', False),
        ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">', False),
        ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', False),
    ],
)  # fmt: skip  # a kind of page and whether it says more than that
def test_reads_a_kind_of_page_that_says_more_than_the_kind(kind: str, is_told: bool) -> None:
    usual = (Token("html"), Token("DTD"), Token("Strict"), Token("legacy compat"), *TOKENS)
    check = check_file(f"{kind}<html><body><p>x</p></body></html>".encode(), "page", usual)
    assert any(finding.kind is FindingKind.PROTECTED for finding in check.findings) == is_told


USUAL_NAMES = (
    "mark", "lang", "label", "title", "aria-label", "aria-describedby", "viewBox", "LinearGradient", "h1",
)  # fmt: skip  # as many a line as fit


@pytest.mark.parametrize("name", USUAL_NAMES)
def test_knows_the_names_of_pages_and_drawings(name: str) -> None:
    assert not is_made_up(name)


@pytest.mark.parametrize("name", ["x-mark", "aria-mark", "rich", "o:p", "data-lang", "st1:personname", ""])
def test_knows_no_other_name(name: str) -> None:
    assert is_made_up(name)


def test_blocks_no_page_because_somebody_is_called_like_a_mark() -> None:
    tokens = tuple(map(Token, ("Lang", "Dir", "Nav", "Colspan", "Rel", "Svg", "Viewbox", "Href")))
    body = '<nav dir="ltr"><a href="#x" rel="y" lang="en">z</a><svg viewBox="0 0 1 1"></svg><td colspan="2"></nav>'
    assert check_file(page(body), "page.html", tokens).findings == ()


DRAWINGS = (
    ("", "<g inglethorpe='x'/>"), ("", "<inglethorpe/>"), ("", "<x:g xmlns:x='urn:x' inglethorpe='1'/>"),
    ("", "<g xmlns:inglethorpe='urn:x'/>"), ("", "<g xmlns:x='urn:inglethorpe'/>"),
    ("", '<g xmlns:x="urn:inglethorpe"/>'),
    ("", "<g xmlns:inglethorpe='http://www.w3.org/x'/>"), ("", "<g class='Inglethorpe'/>"), ("", "<?inglethorpe?>"),
    ("<!DOCTYPE svg SYSTEM 'Inglethorpe'>", ""), ("<!DOCTYPE svg PUBLIC 'Inglethorpe' 'x'>", ""),
    ("<!DOCTYPE svg [<!ELEMENT inglethorpe ANY>]>", ""), ("<!DOCTYPE svg [<!-- Inglethorpe -->]>", ""),
    ("<!DOCTYPE svg [<!ATTLIST g inglethorpe CDATA #IMPLIED>]>", ""),
    ("<!DOCTYPE svg [<!NOTATION inglethorpe SYSTEM 'x'>]>", ""), ("<?inglethorpe?>", ""),
)  # fmt: skip  # what stands before a drawing and in it


@pytest.mark.parametrize(("before", "inside"), DRAWINGS)
def test_finds_a_word_in_the_marks_of_a_drawing(before: str, inside: str) -> None:
    drawing = f'<?xml version="1.0"?>{before}<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    assert are_found(drawing.encode(), "drawing.svg")


@pytest.mark.parametrize(
    "xml",
    [
        "<x xmlns='urn:x' inglethorpe='1'/>",
        "<x xmlns='urn:x'><inglethorpe/></x>",
        "<inglethorpe xmlns='urn:x'/>",
        "<w:p xmlns:inglethorpe='urn:x'/>",
        "<w:p><w:r xmlns:y='urn:inglethorpe'/></w:p>",
        "<w:p xmlns:y='urn:y' y:inglethorpe='1'/>",
    ],
)
def test_finds_a_word_in_the_marks_of_a_letter(xml: str) -> None:
    package = word_package()
    package.put_before(BODY, "<w:sectPr", xml, last=True)
    assert are_found(package.packed(), "letter.docx")


def test_takes_no_name_of_the_format_for_a_word() -> None:
    tokens = tuple(map(Token, ("Drawing", "Document", "Schemas", "Relationships", "Wordprocessingml", "Microsoft")))
    check = check_file(word_package().packed(), "letter.docx", tokens)
    assert [finding.where for finding in check.findings if finding.where.endswith("declarations")] == []

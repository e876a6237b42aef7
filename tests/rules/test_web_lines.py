"""Is a web page read line by line as a browser shows it, what it hides as well, and what no browser shows?"""

import pytest

from dhr_cases.anonymisation.corners.reading import Gathering, Passage
from dhr_cases.anonymisation.corners.web import ENCODING, is_web_page, read_web_page

WORD = "Inglethorpe"
HEAD = "<!doctype html>"
PREFIX = "page, "


def gathered(html: str | bytes) -> Gathering:
    """What is read of a page."""
    gathering = Gathering(lambda inner, content, name: inner.add(name, content.decode()))
    content = html if isinstance(html, bytes) else html.encode()
    read_web_page(gathering, content, "a.html")
    return gathering


def passages(html: str | bytes) -> dict[str, Passage]:
    """What is read, by place."""
    return {row.where: row for row in gathered(html).passages}


def read(html: str | bytes) -> dict[str, str]:
    """The words read, by place."""
    return {where: row.text for where, row in passages(html).items()}


def lines(html: str) -> list[str]:
    """The lines of the page as it is shown with all that it hides."""
    kept = (row for row in gathered(html).passages if row.where.startswith("page, paragraph"))
    return [line for row in kept if row.where.count(",") == 1 for line in row.text.split("\n")]


@pytest.mark.parametrize(
    ("start", "is_page"),
    [
        ("<!doctype html>", True), ("<!DOCTYPE HTML>", True), ("\n <!-- a --> <!-- b -->\n<html>", True),
        ("<HEAD>", True), ("<body class='x'>", True), ("<title>", True), ("<p>", True), ("<div>", True),
        ("<h1>", True), ("<h6>", True), ("<h7>", False), ("<section>", True), ("<table>", True), ("<ul>", True),
        ("<span>", True), ("<a href='x'>", True), ("<abbr>", False), ("<img>", True), ("<script>", True),
        ("<style>", True), ("<meta charset='utf-8'>", True), ("<pre>", False), ("<price>", False), ("<svg>", False),
        ("<?xml version='1.0'?><html>", True), ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'>\n<html>", True),
        ("<?xml version='1.0'?><feed>", False), ("words <html>", False), ("", False), ("<", False),
        ("\ufeff<html>", True),
    ],
)  # fmt: skip  # start beside whether it is a page
def test_knows_a_web_page_by_how_it_begins(start: str, is_page: bool) -> None:
    assert is_web_page(start.encode()) is is_page


def test_knows_a_web_page_behind_a_long_comment_cut_inside_a_letter() -> None:
    assert is_web_page(b"<html>" + b"x" * 3993 + "é".encode() + b"x")
    assert not is_web_page(b"\x00\x01<html>")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Ingle<b>thorpe</b>", [WORD]), ("Ingle<span>thorpe</span>", [WORD]), ("Ingle<wbr>thorpe", [WORD]),
        ("Ingle<br>thorpe", ["Ingle", "thorpe"]), ("<p>Ingle<p>thorpe", ["Ingle", "thorpe"]),
        ("<div>Ingle</div>thorpe", ["Ingle", "thorpe"]), ("<li>Ingle<li>thorpe", ["Ingle", "thorpe"]),
        ("Ingle<made-up>thorpe</made-up>", ["Ingle", "thorpe"]), ("Ingle<hr>thorpe", ["Ingle", "thorpe"]),
        ("a \n\t b", ["a b"]), ("&#73;ngle&shy;thorpe", ["Ingle\u00adthorpe"]), ("&lt;b&gt;", ["<b>"]),
        ("Ingle<!-- x -->thorpe", [WORD]), ("<p></p>", []), ("", []),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>", ["a\t\tb", "c\td"]),
        ("<table><tr><td><p>a</p><div>b</div></td><td>c</td></tr></table>", ["a  b \t\tc"]),
        ("<tr><td>a</td></tr><p>b</p><p>c</p>", ["a", "b", "c"]),
    ],
)  # fmt: skip  # page beside lines
def test_reads_the_lines_that_a_browser_shows(body: str, shown: list[str]) -> None:
    assert lines(HEAD + body) == shown


@pytest.mark.parametrize(
    "hiding",
    [
        "hidden", "hidden=''", "hidden='until-found'", "style='display:none'", "style='DISPLAY : NONE'",
        "style='visibility: hidden'", "style='font-size:0'", "style='font-size:0px'", "style='opacity:0'",
        "style='color:red;opacity: 0;'",
    ],
)  # fmt: skip  # many in a line
def test_reads_a_line_with_and_without_what_it_hides(hiding: str) -> None:
    found = read(f"{HEAD}<p>Ingle<span {hiding}>zz<b>z</b></span>thorpe</p>")
    assert found["page, paragraph 1"] == "Inglezzzthorpe"
    assert found["page, paragraph 2, without hidden words"] == WORD


@pytest.mark.parametrize(
    "showing",
    ["", "style", "style='display:block'", "style='opacity:0.5'", "style='opacity:01'", "style='visibility:visible'",
     "title='hidden'", "data-hidden='1'"],
)  # fmt: skip  # many in a line
def test_takes_nothing_for_hidden_that_is_shown(showing: str) -> None:
    found = read(f"{HEAD}<p>Ingle<span {showing}>zz</span>thorpe</p>")
    assert found["page, paragraph 1"] == "Inglezzthorpe"
    assert not [where for where in found if "hidden" in where]


def test_hides_a_template_and_all_inside_until_it_ends() -> None:
    found = read(f"{HEAD}<p>Ingle<template><i>zz</i></template>thorpe</p>")
    assert found["page, paragraph 2, without hidden words"] == WORD


def test_hides_nothing_after_a_tag_that_holds_no_words() -> None:
    assert "page, paragraph 2, without hidden words" not in read(f"{HEAD}<p>Ingle<img hidden>thorpe</p>")


def test_closes_what_was_left_open_within_a_tag_that_closes() -> None:
    found = read(f"{HEAD}<span><i hidden>zz</span>Ingle</i>thorpe")
    assert found["page, paragraph 2, without hidden words"] == WORD


@pytest.mark.parametrize(
    ("html", "where", "text", "is_prose"),
    [
        ("<!-- Ingle -->", "comment in the code", " Ingle ", True),
        ("<?Ingle x>", "instruction in the code", "Ingle x", False),
        ("<!DOCTYPE Ingle>", "declaration", "DOCTYPE Ingle", False),
        ("<![CDATA[Ingle]]>", "declaration", "CDATA[Ingle", True),
        ("<script>Ingle</script>", "script", "Ingle", False), ("<style>Ingle</style>", "style", "Ingle", False),
        ("<script>'\\u0049ngle'</script>", "script, decoded", "'Ingle'", False),
        ("<script>'\\u{49}ngle'</script>", "script, decoded", "'Ingle'", False),
        ("<script>'\\x49ngle'</script>", "script, decoded", "'Ingle'", False),
        ("<style>a{content:'\\49 ngle'}</style>", "style, decoded", "a{content:'Ingle'}", False),
        ("<style>a{content:'\\000049ngle'}</style>", "style, decoded", "a{content:'Ingle'}", False),
        ("<p title='Ingle'>", "attributes", "Ingle", True), ("<p class='Ingle'>", "other attributes", "Ingle", False),
        ("<p onclick='Ingle'>", "other attributes", "Ingle\nonclick", False),
        ("<ingle>", "other attributes", "ingle", False),
        ("<p ingle>", "other attributes", "ingle", False), ("<p></p Ingle>", "closing tags", "Ingle", False),
        ("<p onclick='\\x49ngle'>", "other attributes", "Ingle\n\\x49ngle\nonclick", False),
        ("<p title='b'><p title='a'><p title='b'>", "attributes", "b\na", True),
        ("<iframe srcdoc='Ingle'>", "page within the page › page.html", "Ingle", True),
    ],
)  # fmt: skip  # page, place, words and kind in a line
def test_reads_what_no_line_shows(html: str, where: str, text: str, is_prose: bool) -> None:
    assert passages(HEAD + html)[where] == Passage(where, text, is_prose)


@pytest.mark.parametrize("code", ["\\ud800", "\\u{dfff}", "\\u{110000}", "\\110000 "])
def test_leaves_a_code_that_stands_for_no_letter_as_it_is(code: str) -> None:
    html = f"{HEAD}<script>'{code}\\x49ngle'</script>"
    assert read(html)["script, decoded"] == f"'{code}Ingle'"
    assert all(row.text.encode() for row in gathered(html).passages)


def test_says_no_code_decoded_that_holds_none() -> None:
    assert read(f"{HEAD}<script>plain</script>") == {"script": "plain"}


def test_ends_a_script_that_closes_itself() -> None:
    assert lines(f"{HEAD}<script src='a'/><p>Ingle</p>") == ["Ingle"]


@pytest.mark.parametrize(
    ("named", "is_known"),
    [
        ("utf-8", True), ("UTF-8", True), ("utf8", True), ("us-ascii", True), ("windows-1252", True),
        ("iso-8859-1", True), ("utf-16", True), ("utf-7", False), ("shift_jis", False), ("iso-8859-2", False),
    ],
)  # fmt: skip  # pairs read side by side
def test_refuses_letters_it_cannot_tell_and_names_them(named: str, is_known: bool) -> None:
    refused = [(row.where, row.why) for row in gathered(f'{HEAD}<meta charset="{named}"><p>x').unreadable]
    assert refused == ([] if is_known else [("", ENCODING.format(named))])


def test_finds_the_letters_named_the_old_way() -> None:
    page = f"{HEAD}<META http-equiv='Content-Type' content='text/html; charset=koi8-r'>"
    assert [row.why for row in gathered(page).unreadable] == [
        "The page says it is written in “koi8-r”. Save it as UTF-8."
    ]


def test_reads_a_long_line_by_itself_and_short_ones_together() -> None:
    long_line = "word " * 30
    found = read(f"{HEAD}<p>a</p><p>b</p><p>{long_line}</p><p>c</p>")
    assert found == {
        "page, paragraphs 1 to 2": "a\nb",
        "page, paragraph 3": long_line.strip(),
        "page, paragraph 4": "c",
    }


def test_reads_a_page_of_nothing() -> None:
    assert read(b"") == {}

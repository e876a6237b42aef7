"""Where in a file does a found word stand, in words by which a person finds it again? Every hiding place of every kind.

Places that ``test_corners_office`` names already are left to it.
"""

from collections.abc import Iterator

import pytest

from dhr_cases.anonymisation.corners import Passage, Reading, read_file
from dhr_cases.anonymisation.matching import find_tokens
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import TokenKind
from tests.planting.planter import FORMATS, Format

WORD = "Inglethorpe"
PROTECTED = (Token(WORD, (), "Adult A", TokenKind.NAME),)
BY_ENDING = {kind.ending: kind for kind in FORMATS}

STANDS: dict[str, dict[str, str]] = {
    "docx": {
        "body": "body, paragraphs 1 to 3",
        "over many runs": "body, paragraphs 1 to 3",
        "over an insertion and a deletion": "body, paragraphs 1 to 3",
        "inserted": "body, paragraphs 1 to 3",
        "moved": "body, paragraph 4, before the changes",
        "author of a change": "body, author",
        "hidden text": "body, paragraphs 1 to 3",
        "table": "body, paragraphs 1 to 3",
        "straight in a paragraph": "body, between the elements",
        "after a run": "body, between the elements",
        "within a sign": "body, between the elements",
        "beside a paragraph of a table": "body, between the elements",
        "text box": "body, paragraphs 1 to 5",
        "text box for older programs": "body, paragraphs 1 to 4",
        "title of a content control": "body, title of a field",
        "entry of a list": "body, list entry",
        "simple field": "body, code of a field",
        "target of a link": "links of document.xml, target of a link",
        "footer": "footer 9, paragraph 1",
        "endnote": "endnotes, paragraph 1",
        "comment": "comments, paragraph 1",
        "people": "people who commented, author",
        "building block": "building blocks (document), paragraph 1",
        "path of the template": "links of settings.xml, target of a link",
        "document property": "document properties, paragraphs 1 to 6",
        "manager": "document properties of the program, paragraphs 2 to 18",
        "property of one's own": "document properties of your own, paragraph 1",
        "stored data": "data kept in the file (item9), paragraph 1",
        "attribute of stored data": "data kept in the file (item8), attributes of its own",
        "name of a style": "word/styles.xml, name",
        "name of a part": "names of the parts",
    },
    "xlsx": {
        "cell": "sheet Sheet, row 101",
        "two cells": "sheet Sheet, row 101",
        "cell in several typefaces": "sheet Sheet, row 101",
        "shared text": "sheet Sheet, row 102",
        "straight in a cell": "sheet Sheet, paragraph 1",
        "after a cell": "sheet Sheet, paragraph 1",
        "after a row": "sheet Sheet, paragraph 1",
        "straight in a shared text": "shared texts, between the elements",
        "phonetic guide": "phonetic guide",
        "hidden column": "sheet Sheet, row 101",
        "stored result of a formula": "sheet Sheet, row 101",
        "name of a sheet nobody sees": "workbook: names of sheets and ranges, name of a sheet",
        "list of choices": "sheet Sheet, paragraph 1",
        "help for a cell": "sheet Sheet, help text",
        "condition of a format": "sheet Sheet, text",
        "header of the print": "sheet Sheet, paragraph 1",
        "tip of a link": "sheet Sheet, tip of a link",
        "comment": "comments 1, paragraph 1",
        "author of a comment": "comments 2, paragraph 1",
        "thread of comments": "comments (threadedComment1), paragraph 1",
        "pivot table's store": "stored values of a pivot table (pivotCacheDefinition1), stored value",
        "pivot table's rows": "stored values of a pivot table (pivotCacheRecords1), stored value",
        "stored values of a linked book": "stored values of a linked workbook (externalLink1), paragraph 1",
        "connection": "connections to other data, attributes",
        "drawing": "drawing (drawing1), paragraph 1",
        "chart": "chart (chart1), paragraph 1",
        "number format": "xl/styles.xml, number format",
        "head of a table's column": "table (table1), head of a column",
        "who holds the file open": "workbook: names of sheets and ranges, author",
    },
    "pptx": {
        "slide": "slide 1, paragraphs 1 to 2",
        "over many runs": "slide 1, paragraphs 1 to 2",
        "master": "master (slideMaster1), paragraphs 1 to 12",
        "layout": "layout (slideLayout1), paragraphs 1 to 8",
        "alternative text": "slide 1, alternative text",
        "name of a shape": "slide 1, name of a shape",
        "table": "slide 1, paragraphs 1 to 2",
        "comment": "comments (comment1), paragraph 1",
        "author of a comment": "people who commented, author",
        "tag": "ppt/tags/tag1.xml, tag of a field",
        "name of a section": "presentation, name of a section",
        "diagram": "diagram (data1), paragraph 1",
    },
    "pdf": {
        "page": "page 1",
        "letter by letter": "page 1",
        "over two lines": "page 1",
        "under a black box": "page 1",
        "white on white": "page 1",
        "invisible letters": "page 1",
        "off the page": "page 1",
        "drawing used on the page": "page 1",
        "look of a note": "drawing no page shows by itself",
        "note": "note",
        "rich note": "note",
        "author of a note": "author of a note or name of a field",
        "target of a link": "target of a link",
        "value of a field": "value of a field",
        "help of a field": "help text of a field",
        "attached file": "attached file minutes.txt › text",
        "name of an attached file": "file name",
        "title": "title",
        "author": "author",
        "property of one's own": "texts of the file",
        "library's notes": "properties, paragraph 1",
        "outline": "title",
        "page label": "page label",
        "alternative text": "alternative text",
        "replacement text": "replacement text",
        "written-out abbreviation": "written-out abbreviation",
        "replacement text on the page": "replacement text",
        "name of a layer": "name",
        "hidden layer": "page 1",
        "script": "script",
        "comment in a picture": "picture › comment",
        "table of letters": "table of letters",
        "name of a target": "texts of the file",
        "earlier version": "earlier version 1 kept in the file › subject",
    },
    "html": {
        "page": "page, paragraphs 1 to 4",
        "over several tags": "page, paragraphs 1 to 4",
        "letters by number": "page, paragraphs 1 to 4",
        "hidden by attribute": "page, paragraphs 1 to 4",
        "hidden by style": "page, paragraphs 1 to 4",
        "around hidden letters": "page, paragraph 5, without hidden words",
        "table": "page, paragraphs 1 to 4",
        "comment": "comment in the code",
        "alternative text": "attributes",
        "title": "attributes",
        "target of a link": "attributes, decoded",
        "data": "attributes",
        "value of a field": "attributes",
        "template": "page, paragraphs 1 to 4",
        "page within the page": "page within the page › page, paragraph 1",
        "carried picture": "attributes, carried file › text of the picture",
        "drawing": "page, paragraphs 1 to 5",
        "title of the page": "page, paragraphs 1 to 3",
        "description": "attributes",
        "script": "script",
        "script in codes": "script, decoded",
        "style": "style",
    },
    "csv": {"cell": "row 3", "two cells": "row 3", "head of a column": "row 1", "lines in a cell": "row 3"},
    "txt": {"cell": "text"},
    "png": {
        "text": "text of the picture",
        "packed text": "text of the picture",
        "packed text in any letters": "text of the picture",
        "library's notes": "library's notes, paragraph 1",
        "camera's description": "camera's notes",
        "comment of Windows": "camera's notes",
        "comment of a user": "camera's notes",
    },
    "jpg": {
        "comment": "comment",
        "library's notes": "library's notes, paragraph 1",
        "press notes": "press notes",
        "camera's description": "camera's notes",
        "comment of Windows": "camera's notes",
        "comment of a user": "camera's notes",
    },
    "zip": {
        "text": "1 note.txt › text",
        "text in old letters": "1 café.txt › text",
        "text in wide letters": "1 note.txt › text",
        "name of a member": "names in the archive",
        "name of a folder": "names in the archive",
        "comment": "comment of the archive",
        "comment on a member": "comment on 1 note.txt",
        "extra field": "extra field of 1 note.txt",
        "archive inside": "1 more.zip › 1 note.txt › text",
        "letter inside": "1 letter.docx › body, paragraphs 1 to 3",
        "PDF inside": "1 letter.pdf › page 1",
        "picture inside": "1 picture.png › text of the picture",
        "drawing inside": "1 drawing.svg › file, paragraph 1",
    },
}
"""By ending and hiding place: where the first passage with the word stands."""
AS_BYTES = {"camera's notes, as bytes"}
CAMERA = ("camera's description", "comment of Windows", "comment of a user")
TWICE: dict[tuple[str, str], set[str]] = {
    ("pdf", "over two lines"): {"page 1, words joined at line ends"},
    ("pdf", "rich note"): {"note, without marks"},
    ("pdf", "name of an attached file"): {"texts of the file"},
    ("xlsx", "header of the print"): {"sheet Sheet, paragraph 1, decoded"},
    ("html", "script in codes"): {"script, decoded"},
    ("zip", "text in old letters"): {f"1 café.txt › text, read as {name}" for name in ("mac_roman", "cp850", "cp1250")},
    **{(ending, place): AS_BYTES for ending in ("png", "jpg") for place in CAMERA},
}
"""Places whose words are read in other views as well, and where those are said to stand."""


def planted(kind: Format, place: str) -> Reading:
    """A file of a kind with the word in one place, as read."""
    made = kind.make()
    next(each for each in kind.places if each.name == place).put(made, WORD)
    return read_file(kind.pack(made), f"a.{kind.ending}")


def holding(found: Reading) -> Iterator[Passage]:
    """The passages in which the word is found, as the gate looks for it."""
    return (passage for passage in found.passages if next(iter(find_tokens(passage.text, PROTECTED)), None))


@pytest.mark.parametrize(("ending", "place"), [(ending, place) for ending, rows in STANDS.items() for place in rows])
def test_says_where_the_word_stands(ending: str, place: str) -> None:
    found = planted(BY_ENDING[ending], place)
    told = [passage.where for passage in holding(found)]
    assert found.is_whole
    assert told[0] == STANDS[ending][place]
    assert set(told[1:]) == TWICE.get((ending, place), set())


def test_names_places_that_the_planting_knows() -> None:
    """A hiding place that is renamed or taken out is missed here; a new one may be held elsewhere."""
    for ending, rows in STANDS.items():
        assert rows.keys() <= {place.name for place in BY_ENDING[ending].places}
    assert set(STANDS) == set(BY_ENDING)


@pytest.mark.parametrize("ending", ["svg", "xml"])
def test_names_a_place_in_a_file_of_xml(ending: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" title="{WORD}"><text>{WORD}</text></svg>'
    found = read_file(f'<?xml version="1.0"?>{drawing}'.encode(), f"a.{ending}")
    assert sorted(passage.where for passage in holding(found)) == ["file, paragraph 1", "file, title"]

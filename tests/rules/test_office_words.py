"""Which attributes of an Office file did a person write, and what is each of its parts called?"""

from collections.abc import Mapping

import pytest

from dhr_cases.anonymisation.corners.office import MAIN_TYPES, is_office_package, office_ending
from dhr_cases.anonymisation.corners.office_names import SPOKEN, is_office, is_own_word, label_of
from dhr_cases.anonymisation.corners.office_places import links_of, place_of, root_of, slide_places
from tests import files

DRAWN = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
NOTES = "ppt/notesSlides/notesSlide{}.xml"


@pytest.mark.parametrize(
    ("space", "is_ours"),
    [
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", True), ("http://purl.oclc.org/ooxml/x", True),
        ("http://schemas.microsoft.com/office/word/2010/wordml", True), ("urn:schemas-microsoft-com:vml", True),
        ("http://www.w3.org/XML/1998/namespace", True), ("", False), ("http://purl.org/dc/terms/", False),
        ("http://example.org/schemas.openxmlformats.org/", False), ("https://schemas.openxmlformats.org/", False),
    ],
)  # fmt: skip  # pairs read side by side
def test_knows_the_vocabularies_of_the_format(space: str, is_ours: bool) -> None:
    assert is_office(space) is is_ours


@pytest.mark.parametrize("key", sorted(SPOKEN))
def test_calls_what_people_write_by_its_name_wherever_it_stands(key: str) -> None:
    assert label_of("anything", key, "Georgia") == SPOKEN[key]


@pytest.mark.parametrize(
    ("tag", "key", "value", "label"),
    [
        ("sheet", "name", "Ingle", "name of a sheet"), ("sheet", "name", "Sheet1", ""), ("sheet", "state", "Ingle", ""),
        ("bookmarkStart", "name", "Ingle", "bookmark"),
        ("bookmarkStart", "name", "_Toc07700900123", "bookmark"),
        ("cNvPr", "name", "Picture 07700900123", "name of a shape"), ("cNvPr", "name", "Picture 123456789", ""),
        ("cNvPr", "name", "Ingle", "name of a shape"),
        ("cNvPr", "name", "Picture 3", ""), ("cNvPr", "name", "Title 1", ""),
        ("cNvPr", "name", "0770090012", "name of a shape"),
        ("cNvPr", "name", "077009001", ""), ("style", "name", "Heading 1", ""),
        ("style", "name", "Strong", ""), ("style", "name", "Georgia", ""),
        ("style", "name", "Strong Ingle", "name of a style"),
        ("style", "name", "", ""), ("tag", "val", "Ingle", "tag of a field"),
        ("alias", "val", "Ingle", "title of a field"),
        ("docVar", "val", "Ingle", "stored value"), ("tableColumn", "name", "Ingle", "head of a column"),
        ("person", "displayName", "Ingle", "author"), ("unknown", "name", "Ingle", ""), ("p", "val", "Ingle", ""),
        ("listItem", "value", "Ingle", "list entry"), ("custShow", "name", "Ingle", "name of a show"),
    ],
)  # fmt: skip  # attribute beside what it is called
def test_calls_a_given_name_by_what_it_names(tag: str, key: str, value: str, label: str) -> None:
    assert label_of(tag, key, value) == label


@pytest.mark.parametrize(
    ("tag", "key", "value", "is_own"),
    [
        ("jc", "val", "center", True), ("jc", "val", "Center", False), ("p", "rsidR", "00A1B2C3", True),
        ("x", "w", "1440", True), ("x", "w", "-12.5pt", True), ("x", "w", "07700900123", False),
        ("x", "w", "770090012", True),
        ("x", "id", "{ABCDEFAB-ABCD-ABCD-ABCD-ABCDEFABCDE1}", True), ("x", "id", "{Ingle}", False),
        ("x", "id", "rId12", True),
        ("x", "id", "_x0000_t75", True), ("x", "ref", "A1:B20", True), ("x", "ref", "Ingle1", False),
        ("x", "uri", "http://schemas.microsoft.com/x", True), ("x", "uri", "http://example.org/ingle", False),
        ("x", "name", "ingle", False), ("x", "anchor", "ingle", False), ("x", "val", "ingle", True),
        ("tag", "val", "ingle", False), ("alias", "val", "ingle", False), ("docVar", "val", "ingle", False),
        ("x", "other", "ingle", True), ("x", "other", "Ingle", False), ("x", "other", "", False),
        ("latin", "typeface", "Georgia", True), ("latin", "typeface", "GEORGIA", True),
        ("latin", "typeface", "Ingle", False),
        ("x", "typeface", "Georgia", False), ("pStyle", "val", "Heading1", True), ("pStyle", "val", "Ingle1", False),
        ("latin", "panose", "02020603050405020304", True), ("latin", "panose", "0202060305040502030", False),
        ("panose1", "val", "02020603050405020304", False), ("font", "script", "Cyrl", True),
        ("font", "script", "Ingl", True),
        ("font", "script", "Ingle", False), ("x", "lang", "en-GB", True), ("x", "lang", "Ingle", False),
        ("x", "panose1", "02020603050405020304", True), ("cNvPr", "name", "Picture 07700900123", False),
        ("cNvPr", "name", "Picture 3", True),
    ],
)  # fmt: skip  # attribute beside whether nobody wrote it
def test_passes_over_what_only_the_format_writes(tag: str, key: str, value: str, is_own: bool) -> None:
    assert is_own_word(tag, key, value) is is_own


@pytest.mark.parametrize(
    ("part", "called"),
    [
        ("_rels/.rels", "links of"), ("word/_rels/document.xml.rels", "links of document.xml"),
        ("word/document.xml", "body"),
        ("word/header2.xml", "header 2"), ("word/header.xml", "header"), ("word/footer10.xml", "footer 10"),
        ("word/footnotes.xml", "footnotes"), ("word/endnotes.xml", "endnotes"), ("word/comments.xml", "comments"),
        ("word/commentsExtended.xml", "comments"), ("word/people.xml", "people who commented"),
        ("word/settings.xml", "settings"), ("word/glossary/document.xml", "building blocks (document)"),
        ("docProps/core.xml", "document properties"), ("docProps/app.xml", "document properties of the program"),
        ("docProps/custom.xml", "document properties of your own"), ("docProps/thumbnail.jpeg", "preview picture"),
        ("customXml/item1.xml", "data kept in the file (item1)"), ("xl/embeddings/a.bin", "embedded file a.bin"),
        ("ppt/media/image1.png", "picture image1.png"), ("word/charts/chart1.xml", "chart (chart1)"),
        ("ppt/diagrams/data1.xml", "diagram (data1)"), ("xl/theme/theme1.xml", "design (theme1)"),
        ("xl/workbook.xml", "workbook: names of sheets and ranges"), ("xl/comments1.xml", "comments 1"),
        ("xl/threadedComments/a.xml", "comments (a)"), ("xl/persons/person.xml", "people who commented"),
        ("xl/pivotCache/a.xml", "stored values of a pivot table (a)"), ("xl/pivotTables/a.xml", "pivot table (a)"),
        ("xl/externalLinks/a.xml", "stored values of a linked workbook (a)"),
        ("xl/tables/table1.xml", "table (table1)"),
        ("xl/connections.xml", "connections to other data"), ("xl/queryTables/a.xml", "query (a)"),
        ("xl/printerSettings/a.bin", "printer settings (a.bin)"), ("xl/drawings/a.xml", "drawing (a)"),
        ("xl/drawings/a.vml", "drawing (a)"), ("ppt/notesSlides/notesSlide7.xml", "notes (7)"),
        ("ppt/slideMasters/a.xml", "master (a)"), ("ppt/slideLayouts/a.xml", "layout (a)"),
        ("ppt/notesMasters/a.xml", "notes master (a)"), ("ppt/comments/a.xml", "comments (a)"),
        ("ppt/commentAuthors.xml", "people who commented"), ("ppt/authors.xml", "people who commented"),
        ("ppt/presentation.xml", "presentation"), ("word/unheard/of.xml", "word/unheard/of.xml"),
        ("xword/document.xml", "xword/document.xml"), ("word/document.xml2", "word/document.xml2"), ("", ""),
    ],
)  # fmt: skip  # part beside its name
def test_calls_each_part_by_what_a_reader_knows_it_as(part: str, called: str) -> None:
    assert place_of(part) == called


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("ppt/presentation.xml", "slides/slide1.xml", "ppt/slides/slide1.xml"),
        ("ppt/slides/a.xml", "../b.xml", "ppt/b.xml"),
        ("ppt/presentation.xml", "/ppt/slides/slide1.xml", "ppt/slides/slide1.xml"),
        ("ppt/a.xml", "./b.xml", "ppt/b.xml"),
    ],
)  # fmt: skip  # pairs read side by side
def test_follows_a_link_to_its_part(source: str, target: str, part: str) -> None:
    folder, _, name = source.rpartition("/")
    links = f'<Relationships><!-- x --><Relationship Id="a" Target="{target}"/></Relationships>'
    assert links_of({f"{folder}/_rels/{name}.rels": links.encode()}, source) == {"a": part}


@pytest.mark.parametrize("links", [b"", b"<cut", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'])
def test_follows_no_link_that_cannot_be_read(links: bytes) -> None:
    assert links_of({"ppt/_rels/presentation.xml.rels": links}, "ppt/presentation.xml") == {}
    assert links_of({}, "ppt/presentation.xml") == {}
    assert root_of(links) is None


def presentation(order: str, shown: Mapping[int, str]) -> dict[str, bytes]:
    """The parts of a presentation: which slides in which order, and how each begins."""
    ids = "".join(f'<sldId r:id="r{number}"/>' for number in order)
    links = "".join(f'<Relationship Id="r{number}" Target="slides/slide{number}.xml"/>' for number in shown)
    parts = {
        "ppt/presentation.xml": f'<presentation xmlns="{DRAWN}" {RELATIONS}><sldIdLst>{ids}</sldIdLst></presentation>',
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{links}</Relationships>",
    }
    for number, slide in shown.items():
        parts[f"ppt/slides/slide{number}.xml"] = slide
        notes = (
            f'<Relationship Id="n" Target="../notesSlides/notesSlide{number}.xml"/><Relationship Id="m" Target="x"/>'
        )
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = f"<Relationships>{notes}</Relationships>"
    return {name: part.encode() for name, part in parts.items()}


def test_numbers_slides_as_they_are_shown_and_their_notes_with_them() -> None:
    assert slide_places(presentation("31", {1: "<sld/>", 3: "<sld show='1'/>"})) == {
        "ppt/slides/slide3.xml": "slide 1", NOTES.format(3): "notes of slide 1",
        "ppt/slides/slide1.xml": "slide 2", NOTES.format(1): "notes of slide 2",
    }  # fmt: skip  # pairs


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ("<sld show='0'/>", " (hidden)"),
        ("<sld show='false'/>", " (hidden)"),
        ("<sld show='true'/>", ""),
        ("<cut", ""),
        ("", ""),
    ],
)
def test_says_that_a_slide_and_its_notes_are_hidden(slide: str, said: str) -> None:
    places = slide_places(presentation("1", {1: slide}))
    assert places == {"ppt/slides/slide1.xml": f"slide 1{said}", NOTES.format(1): f"notes of slide 1{said}"}


def test_passes_over_a_slide_to_which_no_link_leads() -> None:
    assert slide_places(presentation("21", {1: "<sld/>"}))["ppt/slides/slide1.xml"] == "slide 1"
    assert slide_places({}) == {}
    assert slide_places({"ppt/presentation.xml": b"<cut"}) == {}


@pytest.mark.parametrize("kind", sorted(MAIN_TYPES))
def test_tells_the_ending_by_the_main_part(kind: str) -> None:
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>'
    content = files.archive({"[Content_Types].xml": types})
    assert office_ending(content) == MAIN_TYPES[kind]
    assert is_office_package(content)


@pytest.mark.parametrize(
    ("parts", "is_package"),
    [
        ({"[Content_Types].xml": "<Types/>"}, True),
        ({"[content_types].xml": "<Types/>"}, False),
        ({"a.txt": "x"}, False),
    ],
)
def test_knows_no_ending_of_another_package(parts: dict[str, str], is_package: bool) -> None:
    content = files.archive(parts)
    assert office_ending(content) == ""
    assert is_office_package(content) is is_package
    assert (office_ending(content[:40]), is_office_package(content[:40])) == ("", False)
    assert (office_ending(b"x" + content), is_office_package(b"x" + content)) == ("", False)

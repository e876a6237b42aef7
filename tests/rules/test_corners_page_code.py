"""Is a protected word found that stands in the code of a page of a PDF, and are the format's own words left alone?"""

import pytest

from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.corners.pdf_code import unshown_words
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from tests.planting.in_pdf import Sheet

HIDDEN = (
    b"/Inglethorpe MP", b"/Inglethorpe BMC EMC", b"/Inglethorpe <</A 1>> BDC EMC", b"/Span <</A /Inglethorpe>> BDC EMC",
    b"/Span <</Inglethorpe 1>> BDC EMC", b"/Span <</ActualText (Inglethorpe)>> BDC EMC", b"/Inglethorpe gs",
    b"(Inglethorpe) pop", b"(met \\(Inglethorpe\\)) pop", b"BX Inglethorpe EX", b"q Q % Inglethorpe",
    b"q BI /W 11 /H 1 /CS /G /BPC 8 ID Inglethorpe EI Q",
)  # fmt: skip  # as many a line as fit


@pytest.mark.parametrize("code", HIDDEN)
def test_finds_a_word_in_the_code_of_a_page(code: bytes) -> None:
    sheet = Sheet()
    sheet.drawn.append(code)
    check = check_file(sheet.packed(), "a.pdf", [Token("Inglethorpe")])
    assert any(finding.kind is FindingKind.PROTECTED for finding in check.findings)


@pytest.mark.parametrize("name", ["Figure", "Link", "Note", "Page", "Quote", "Art", "Code", "Span"])
def test_blocks_no_page_because_somebody_is_called_like_a_mark(name: str) -> None:
    sheet = Sheet()
    sheet.drawn.append(f"/{name} <</MCID 0>> BDC EMC /{name} BMC EMC".encode())
    assert check_file(sheet.packed(), "a.pdf", [Token(name)]).findings == ()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (b"BT /F1 11 Tf 40 300 Td (Shown words) Tj ET", []),
        (b"BT [(Shown) -20 (words)] TJ (more) ' (and more) \" ET", []),
        (b"q 1 0 0 1 0 0 cm 0.5 g re f* W n Q", []),
        (b"/GS0 gs /Im10 Do", [b"GS0", b"Im10"]),
        (b"/Span <</MCID 3 /Lang (en)>> BDC EMC", []),
        (b"/Odd BMC /Odd BMC", [b"Odd"]),
        (b"(one) pop (two) Tj", [b"(one)"]),
        (b"BI /W 1 ID data in it EI Q", [b"data in it"]),
        (b"BX hello there EX", [b"hello", b"there"]),
        (b"true false null", []),
    ],
)
def test_tells_what_no_reader_sees_and_nothing_that_is_shown(code: bytes, words: list[bytes]) -> None:
    assert unshown_words(code) == words

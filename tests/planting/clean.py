"""Which files hold nothing to find: invented reports as they are published, in every kind of file?"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from docx import Document
from openpyxl import Workbook

from dhr_cases.anonymisation.tokens import Token
from tests.planting.in_pdf import Sheet
from tests.planting.in_powerpoint import SLIDE, powerpoint_package
from tests.planting.people import invented_case

SUBJECTS = (
    "The panel", "The independent chair", "The general practice", "The housing provider", "Children’s social care",
    "The police", "The probation service", "The specialist domestic abuse service", "The mental health trust",
    "The school nurse", "A neighbour", "Adult A", "Adult B", "Her employer", "The ambulance service", "The family",
    "The adult safeguarding team", "The hospital",
)  # fmt: skip
VERBS = (
    "recorded", "did not record", "shared", "did not share", "asked about", "noticed", "responded to",
    "made a referral about", "reviewed", "could have explored", "considered", "was not told about", "wrote about",
    "discussed", "acted upon", "kept a note of",
)  # fmt: skip
OBJECTS = (
    "the earlier separation", "controlling behaviour", "the risk assessment", "her wish to move",
    "his use of alcohol", "the pattern of missed appointments", "concerns about debt", "a safety plan",
    "the injuries she described", "the non-molestation order", "what the children had seen", "signs of coercion",
    "the threats he had made", "the welfare check", "a change of address", "his mental health", "access to money",
    "the support that was on offer",
)  # fmt: skip
ENDINGS = (
    "in the summer of 2019", "within the month", "before the meeting in March 2020", "under section 9 of the Act",
    "twice that year", "as policy required at the time", "on three occasions", "after the second call",
    "without speaking to her alone", "in line with the guidance of 2016", "when she was in her thirties",
    "during the pandemic", "in paragraph 4.12 of its report", "although nobody asked why",
    "and the conference was told", "as set out in recommendation 7",
)  # fmt: skip
HEADINGS = (
    "Introduction", "Timescales", "Confidentiality", "Terms of reference", "Methodology",
    "Involvement of family and friends", "Contributors to the review", "Equality and diversity", "Background",
    "Chronology", "Overview", "Analysis", "Conclusions", "Lessons to be learnt", "Recommendations",
)  # fmt: skip
PARAGRAPHS_A_PAGE = 5
KINDS = ("docx", "pdf", "html", "docx", "xlsx", "pdf", "docx", "pptx", "txt", "pdf")
"""Kinds of clean files, in turn."""


@dataclass(frozen=True)
class CleanFile:
    """A file with nothing to find, and the words its case protects."""

    name: str
    content: bytes
    tokens: tuple[Token, ...]


def clean_files(count: int, seed: int) -> Iterator[CleanFile]:
    """So many files, each of a few pages, kinds in turn."""
    makers = {"docx": _word, "pdf": _pdf, "html": _web, "xlsx": _excel, "pptx": _powerpoint, "txt": _plain}
    for number in range(count):
        chance = random.Random(seed * 100_000 + number)  # noqa: S311  # invented words, no secrets
        kind = KINDS[number % len(KINDS)]
        content = makers[kind]([_page(chance) for _ in range(chance.randint(2, 5))])
        yield CleanFile(f"overview report {number}.{kind}", content, invented_case(number % 12).tokens)


def sentence(chance: random.Random) -> str:
    """One invented sentence of a report."""
    return " ".join(chance.choice(words) for words in (SUBJECTS, VERBS, OBJECTS, ENDINGS)) + "."


def _page(chance: random.Random) -> list[str]:
    heading = chance.choice(HEADINGS)
    return [heading, *(" ".join(sentence(chance) for _ in range(5)) for _ in range(PARAGRAPHS_A_PAGE))]


def _word(pages: list[list[str]]) -> bytes:
    document = Document()
    document.core_properties.author = ""
    document.part.package.rels.pop(
        next(key for key, rel in document.part.package.rels.items() if "thumbnail" in rel.reltype)
    )
    for heading, *paragraphs in pages:
        document.add_heading(heading, 1)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _pdf(pages: list[list[str]]) -> bytes:
    sheet = Sheet()
    for number, page in enumerate(pages):
        if number:
            sheet.turn()
        for paragraph in page:
            words = paragraph.split()
            for start in range(0, len(words), 15):
                sheet.write(" ".join(words[start : start + 15]))
    return sheet.packed()


def _web(pages: list[list[str]]) -> bytes:
    parts = (f"<h2>{escape(page[0])}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in page[1:]) for page in pages)
    head = '<meta charset="utf-8"><title>Overview report</title><link rel="stylesheet" href="public.css">'
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{"".join(parts)}</body></html>'.encode()


def _excel(pages: list[list[str]]) -> bytes:
    book = Workbook()
    book.properties.creator = ""
    sheet = book.create_sheet("Action plan", 0)
    sheet.append(["Recommendation", "Action", "Progress"])
    for number, page in enumerate(pages, start=1):
        for paragraph in page[1:]:
            sheet.append([number, paragraph, "under way"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _powerpoint(pages: list[list[str]]) -> bytes:
    package = powerpoint_package()
    text = "".join(f"<a:p><a:r><a:t>{escape(paragraph)}</a:t></a:r></a:p>" for page in pages for paragraph in page)
    package.put_before(SLIDE, "</p:spTree>", f"<p:sp><p:txBody>{text}</p:txBody></p:sp>")
    return package.packed()


def _plain(pages: list[list[str]]) -> bytes:
    return "\n\n".join(paragraph for page in pages for paragraph in page).encode()

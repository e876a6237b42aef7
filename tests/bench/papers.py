"""How long does an overview report of sixty pages take: as Word, PDF and HTML, and through the release gate?

The text is invented, drawn from a list of words with a fixed seed: every section of the table, subheadings, lists, a
table in every third section, and 54 recommendations, as many as one published review had.
"""

import io
import random
from collections.abc import Iterator
from functools import partial

import pypdf
from django.utils import timezone

from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.models import Action, Case, PartialDate, Recommendation, ReportSection, SectionVersion, TextOrigin
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper, build, possible, read
from dhr_cases.report_sections import FURTHER, SECTIONS
from tests.bench.measuring import Figure, figure_of, queries_of, repeated
from tests.bench.people import Town

GROUP = "report of at least 60 pages"
PAGES = 60
TOKENS = 60
ROUNDS = 5
RECOMMENDATIONS = 54
PARAGRAPHS, WORDS = 15, 95
KIND = MadePaper.OVERVIEW_REPORT
ASK = Ask(recipient="The review panel", copy_number="1")
VOCABULARY = (
    "the review panel considered whether agencies had shared what they knew about risk with one another before the "
    "death and found that several had not done so in time although their own policies asked them to because nobody "
    "who met the family had seen the whole record or asked why earlier referrals were closed without a visit"
)
LABELS = {Format.WORD: "Word", Format.PDF: "PDF", Format.HTML: "HTML"}


def paper_figures(town: Town) -> Iterator[Figure]:
    """Every format from the record to the finished file, then the gate on each file."""
    case = write_case(town)
    files = {form: _made(case, form) for form in possible(KIND) if form in LABELS}
    pages = pages_of(files[Format.PDF]) if Format.PDF in files else PAGES
    for form, content in files.items():
        yield figure_of(
            GROUP,
            f"report: {LABELS[form]}",
            repeated(partial(_made, case, form), ROUNDS),
            queries=queries_of(partial(_made, case, form)),
            size=len(content),
            failures=int(pages < PAGES),
        )
    tokens = protected()
    for form, content in files.items():
        name = f"report.{form}"
        yield figure_of(
            GROUP,
            f"gate, {TOKENS} words: {LABELS[form]}",
            repeated(partial(check_file, content, name, tokens), ROUNDS),
            size=len(content),
            failures=int(not check_file(content, name, tokens).is_readable),
        )


def _made(case: Case, form: Format) -> bytes:
    return build(KIND, form, read(KIND, case, ASK))


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def write_case(town: Town) -> Case:
    """A case with every section written and its recommendations recorded."""
    chance = random.Random(4)  # noqa: S311  # the same text each time, no secret
    company = town.company
    referral = Referral(
        partnership=company.partnership, referred_by="Police", referred_on=timezone.localdate(), pseudonym="Wren"
    )
    case = refer_death(by=company.coordinator, referral=referral)
    with change("Benchmark", company.coordinator):
        for place, row in enumerate(SECTIONS[PaperKind.OVERVIEW_REPORT]):
            if row.code != FURTHER:
                section = ReportSection.objects.create(
                    case=case, kind=PaperKind.OVERVIEW_REPORT, code=row.code, position=place, heading=row.heading
                )
                text = section_text(chance, has_table=place % 3 == 0)
                SectionVersion.objects.create(
                    section=section, number=1, text=text, origin=TextOrigin.TYPED, by=company.coordinator
                )
        for place in range(1, RECOMMENDATIONS + 1):
            _recommend(case, place, chance)
    return case


def _recommend(case: Case, place: int, chance: random.Random) -> None:
    row = Recommendation.objects.create(case=case, position=place, ref=f"{place}", text=sentence(chance, 25))
    Action.objects.create(
        recommendation=row, text=sentence(chance, 15), target_date=PartialDate.parse("2026-06")
    )  # fmt: skip  # one action each


def section_text(chance: random.Random, *, has_table: bool) -> str:
    """Two to three pages: paragraphs, a subheading after every fourth, a list, and a table where wanted."""
    parts = []
    for number in range(PARAGRAPHS):
        if number % 4 == 3:
            parts.append(f"## {sentence(chance, 5)}")
        parts.append(sentence(chance, WORDS))
    parts.append("\n".join(f"- {sentence(chance, 12)}" for _ in range(4)))
    if has_table:
        rows = (f"| Agency {row} | {sentence(chance, 8)} | {row} |" for row in range(10))
        parts.append("\n".join(("| Agency | What it did | Contacts |", *rows)))
    return "\n\n".join(parts)


def sentence(chance: random.Random, words: int) -> str:
    """So many words with a full stop."""
    return " ".join(chance.choices(VOCABULARY.split(), k=words)).capitalize() + "."


def protected() -> tuple[Token, ...]:
    """Sixty protected words, none of which is in the text: names with a nickname, addresses, numbers."""
    names = [Token(f"Rosalind{place} Achterberg{place}", (f"Rosa{place}",), "Wren") for place in range(TOKENS // 2)]
    places = [Token(f"{place + 1} Hawthorn Crescent", (), "Address A") for place in range(TOKENS - len(names))]
    return (*names, *places)

"""Which papers of a review can be made here, in which formats, as which kind are they filed, and what builds them?

A new paper is one folder and one row here: pages, orders and the command follow the table. Who may have a paper
follows from the material of the kind it is filed as.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from django.utils.text import slugify

from dhr_cases.errors import NotNow
from dhr_cases.models import Case
from dhr_cases.paper_kinds import Marking, PaperKind
from dhr_cases.papers.action_plan import example as action_plan_example
from dhr_cases.papers.action_plan import wording as action_plan
from dhr_cases.papers.asking import NOTHING, Ask
from dhr_cases.papers.combined_chronology import example as combined_chronology_example
from dhr_cases.papers.combined_chronology import wording as combined_chronology
from dhr_cases.papers.decision_letter import example as decision_letter_example
from dhr_cases.papers.decision_letter import wording as decision_letter
from dhr_cases.papers.executive_summary import example as executive_summary_example
from dhr_cases.papers.executive_summary import wording as executive_summary
from dhr_cases.papers.formats import Builder, Format, possible_here, written
from dhr_cases.papers.home_office_notice import example as home_office_notice_example
from dhr_cases.papers.home_office_notice import wording as home_office_notice
from dhr_cases.papers.imr import example as imr_example
from dhr_cases.papers.imr import wording as imr
from dhr_cases.papers.letter import example as letter_example
from dhr_cases.papers.letter import wording as letter
from dhr_cases.papers.letters import LETTERS, LetterKind
from dhr_cases.papers.overview_report import example as overview_report_example
from dhr_cases.papers.overview_report import wording as overview_report
from dhr_cases.papers.published_plan import example as published_plan_example
from dhr_cases.papers.published_plan import wording as published_plan
from dhr_cases.papers.published_report import example as published_report_example
from dhr_cases.papers.published_report import wording as published_report
from dhr_cases.papers.published_summary import example as published_summary_example
from dhr_cases.papers.published_summary import wording as published_summary
from dhr_cases.papers.reading_decision import decision_facts, letter_facts, notice_facts
from dhr_cases.papers.reading_files import bundle_facts, chronology_facts, imr_facts
from dhr_cases.papers.reading_report import for_publication, inside
from dhr_cases.papers.submission_bundle import archive
from dhr_cases.papers.submission_bundle import example as submission_bundle_example
from dhr_cases.papers.writing import pdf
from dhr_cases.papers.writing.blocks import Paper
from dhr_cases.verbs import Verb

Reader: TypeAlias = Callable[[Case, Ask], Any]
"""The case and what was asked in, facts of the kind out. They differ from kind to kind, hence Any."""


class MadePaper(StrEnum):
    """Codes of the papers that can be made, as addresses, orders and the command name them."""

    OVERVIEW_REPORT = "overview-report"
    EXECUTIVE_SUMMARY = "executive-summary"
    ACTION_PLAN = "action-plan"
    COMBINED_CHRONOLOGY = "combined-chronology"
    IMR = "imr"
    DECISION_LETTER = "decision-letter"
    HOME_OFFICE_NOTICE = "home-office-notice"
    SUBMISSION_BUNDLE = "submission-bundle"
    PUBLISHED_REPORT = "published-report"
    PUBLISHED_SUMMARY = "published-summary"
    PUBLISHED_PLAN = "published-plan"
    HOME_OFFICE_REVIEW = "letter-home-office-review"
    HOME_OFFICE_NO_REVIEW = "letter-home-office-no-review"
    FAMILY_DECISION = "letter-family-decision"
    FAMILY_READING = "letter-family-reading"
    FAMILY_PUBLICATION = "letter-family-publication"
    SECURE_RECORDS = "letter-secure-records"
    SCOPING = "letter-scoping"
    INFORMATION_REQUEST = "letter-information-request"
    PANEL_INVITATION = "letter-panel-invitation"
    COMMISSIONER_COPY = "letter-commissioner-copy"
    PCC_COPY = "letter-pcc-copy"


@dataclass(frozen=True)
class MadeRow:
    """One paper: its name, what it holds, as which kind it is filed, what reads and what builds it, its source.

    ``example`` is an invented one. ``verbs`` are the acts of which one must be allowed to whoever makes it.
    ``compose`` is None for a paper that is not written in blocks and so takes no Word template.
    """

    label: str
    holds: str
    filed_as: PaperKind
    read: Reader
    formats: Mapping[Format, Builder]
    example: object
    source: str
    compose: Callable[[Any], Paper] | None = None
    verbs: tuple[Verb, ...] = (Verb.ADD_PAPER,)
    is_about_an_agency: bool = False
    letter: LetterKind | None = None

    @property
    def marking(self) -> Marking:
        """Papers for publication bear none; every other is restricted. Source: domain 5.1 [D]."""
        return Marking.PUBLIC if self.filed_as in PUBLISHED else Marking.OFFICIAL_SENSITIVE


PUBLISHED = frozenset({PaperKind.PUBLISHED_REPORT, PaperKind.PUBLISHED_SUMMARY, PaperKind.PUBLISHED_PLAN})
BY_THE_AUTHOR = (Verb.ADD_DRAFT, Verb.ADD_PAPER)
"""Papers that the chair or author makes as well as the coordinator."""


def _row(
    label: str,
    holds: str,
    filed_as: PaperKind,
    read: Reader,
    compose: Callable[[Any], Paper],
    example: object,
    source: str,
    *,
    verbs: tuple[Verb, ...] = (Verb.ADD_PAPER,),
) -> MadeRow:
    """The row of a paper in blocks."""
    return MadeRow(label, holds, filed_as, read, written(compose), example, source, compose, verbs)


M, K = MadePaper, PaperKind
_REPORTS: Mapping[MadePaper, MadeRow] = {
    M.OVERVIEW_REPORT: _row(
        "Overview report", "Every section as it stands now, with contents and appendices.",
        K.OVERVIEW_REPORT, inside(K.OVERVIEW_REPORT), overview_report.compose, overview_report_example.EXAMPLE,
        "2016 guidance, appendix on the overview report [K]", verbs=BY_THE_AUTHOR,
    ),
    M.EXECUTIVE_SUMMARY: _row(
        "Executive summary", "Its sections as they stand now.",
        K.EXECUTIVE_SUMMARY, inside(K.EXECUTIVE_SUMMARY), executive_summary.compose,
        executive_summary_example.EXAMPLE, "Published summary, Kent, Patrick 2018 [V]", verbs=BY_THE_AUTHOR,
    ),
    M.ACTION_PLAN: _row(
        "Action plan", "Recommendations and actions of the record, in the columns of the Home Office's template.",
        K.ACTION_PLAN, inside(K.ACTION_PLAN), action_plan.compose, action_plan_example.EXAMPLE,
        "Home Office action plan template [K]", verbs=BY_THE_AUTHOR,
    ),
    M.COMBINED_CHRONOLOGY: _row(
        "Combined chronology", "The agencies' tables put together in order of time, and what could not be read.",
        K.COMBINED_CHRONOLOGY, chronology_facts, combined_chronology.compose, combined_chronology_example.EXAMPLE,
        "Columns of the chronology [K]; one is an appendix in Barnsley [V]", verbs=BY_THE_AUTHOR,
    ),
    M.IMR: replace(
        _row(
            "Form for an agency's report", "Every heading of an Individual Management Review, with the questions to "
            "be answered.", K.IMR, imr_facts, imr.compose, imr_example.EXAMPLE, "2016 guidance [K]",
        ),
        is_about_an_agency=True,
    ),
}  # fmt: skip  # the table reads as a table: a paper, what it holds, what reads and writes it, its source

_DECISION: Mapping[MadePaper, MadeRow] = {
    M.DECISION_LETTER: _row(
        "Letter on the decision", "Tells the partners what was decided, and why.",
        K.DECISION_RECORD, decision_facts, decision_letter.compose, decision_letter_example.EXAMPLE,
        "2016 guidance: the decision is put in writing [K]; words ours [D]",
    ),
    M.HOME_OFFICE_NOTICE: _row(
        "Notice to the Home Office", "The facts for both legal tests and the decision, as a form.",
        K.HOME_OFFICE_NOTICE, notice_facts, home_office_notice.compose, home_office_notice_example.EXAMPLE,
        "2016 guidance: the Home Office is told in writing [V]; no official form was found, fields ours [D]",
    ),
    M.SUBMISSION_BUNDLE: MadeRow(
        "Submission bundle", "The newest of every paper a submission needs, with a manifest of names and digests.",
        K.SUBMISSION_BUNDLE, bundle_facts, {Format.ZIP: archive.write}, submission_bundle_example.EXAMPLE,
        "2016 guidance: papers sent to the Home Office [K]",
    ),
}  # fmt: skip  # as above

_PUBLISHED: Mapping[MadePaper, MadeRow] = {
    M.PUBLISHED_REPORT: _row(
        "Overview report for publication", "The same sections without marking, author, reference and recipient.",
        K.PUBLISHED_REPORT, for_publication(K.OVERVIEW_REPORT), published_report.compose,
        published_report_example.EXAMPLE, "2016 guidance: the report is published [K]",
    ),
    M.PUBLISHED_SUMMARY: _row(
        "Executive summary for publication", "The same sections without marking, author, reference and recipient.",
        K.PUBLISHED_SUMMARY, for_publication(K.EXECUTIVE_SUMMARY), published_summary.compose,
        published_summary_example.EXAMPLE, "2016 guidance: the summary is published [K]",
    ),
    M.PUBLISHED_PLAN: _row(
        "Action plan for publication", "The plan without marking; no date in it is finer than a month.",
        K.PUBLISHED_PLAN, for_publication(K.ACTION_PLAN), published_plan.compose,
        published_plan_example.EXAMPLE, "2016 guidance: the action plan is published [K]",
    ),
}  # fmt: skip  # as above

FILED_LETTERS: Mapping[LetterKind, PaperKind] = {
    LetterKind.HOME_OFFICE_REVIEW: K.HOME_OFFICE_NOTICE,
    LetterKind.HOME_OFFICE_NO_REVIEW: K.HOME_OFFICE_NOTICE,
    LetterKind.COMMISSIONER_COPY: K.COVER_LETTER,
    LetterKind.PCC_COPY: K.COVER_LETTER,
}
"""As which kind of paper a letter is filed; every other is a letter that only those near the family see."""


def _letter(kind: LetterKind) -> MadeRow:
    row = LETTERS[kind]
    filed_as = FILED_LETTERS.get(kind, K.LETTER)
    made = _row(
        row.label, f"To: {row.to}. Open facts only; names are written in by hand.",
        filed_as, letter_facts(kind), letter.compose, letter_example.EXAMPLE, row.source,
    )  # fmt: skip  # as above
    return replace(made, letter=kind)


MADE: Mapping[MadePaper, MadeRow] = {
    **_REPORTS,
    **_DECISION,
    **_PUBLISHED,
    **{MadePaper(f"letter-{kind}"): _letter(kind) for kind in LetterKind},
}
"""Every paper that can be made."""


def build(kind: MadePaper, form: Format, facts: object) -> bytes:
    """The paper as a file.

    Raises NotNow where this machine cannot write the format, KeyError where the kind has no such format.
    """
    return MADE[kind].formats[form](facts)


def read(kind: MadePaper, case: Case, ask: Ask = NOTHING) -> object:
    """The facts of the paper from the record. Raises Incomplete with what is missing."""
    return MADE[kind].read(case, ask)


def possible(kind: MadePaper) -> tuple[Format, ...]:
    """The formats in which this machine can write the paper now."""
    return possible_here(MADE[kind].formats)


def check_possible(kind: MadePaper, form: Format) -> None:
    """Pass when the paper can be had in the format here; raise NotNow saying why not."""
    if form not in MADE[kind].formats:
        raise NotNow(f"{MADE[kind].label}: it is not made as {form.label}.")
    if form not in possible(kind):
        raise NotNow(pdf.hindrance())


def file_name(kind: MadePaper, form: Format, case: Case) -> str:
    """A file's name of plain letters: the paper, and the case's reference or, for the public, the public title."""
    about = case.public_title if MADE[kind].marking is Marking.PUBLIC else case.reference
    words = "-".join(filter(None, (slugify(kind), slugify(about.replace("/", "-")))))
    return f"{words}.{form}"

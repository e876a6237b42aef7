"""Which reports are there, what does each hold, in which versions, and what writes it?

A new report is one folder and one row here: pages, addresses and the command follow the table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import slugify

from dhr_cases.papers.formats import Format, written
from dhr_cases.papers.writing.blocks import Paper
from governance.papers.annual_learning_report import wording as annual_learning_report
from governance.papers.committee_report import wording as committee_report
from governance.papers.report_rows import ReportFacts
from governance.papers.scrutiny_report import wording as scrutiny_report
from governance.papers.steering_group_paper import wording as steering_group_paper
from governance.papers.working_group_report import wording as working_group_report


class ReportKind(StrEnum):
    """Codes of the reports, as addresses name them."""

    COMMITTEE = "committee-report"
    WORKING_GROUP = "working-group-report"
    SCRUTINY = "scrutiny-report"
    STEERING_GROUP = "steering-group-paper"
    LEARNING = "annual-learning-report"


@dataclass(frozen=True)
class ReportRow:
    """One report: its name, what it holds, what words it, whether it comes for everybody and restricted, its source."""

    label: str
    holds: str
    compose: Callable[[ReportFacts], Paper]
    versions: tuple[bool, ...]
    source: str


PUBLIC, RESTRICTED = False, True
K = ReportKind
KINDS: Mapping[ReportKind, ReportRow] = {
    K.COMMITTEE: ReportRow(
        "Committee report",
        "Position, newly published reviews, actions by partner, learning, funding, risks, recommendations.",
        committee_report.compose, (PUBLIC, RESTRICTED),
        "Kent working group report of 2018, minutes of March 2022 [V]; the mix is ours [D]",
    ),
    K.WORKING_GROUP: ReportRow(
        "Working group report", "Conferences, the grant of this year and the next, sessions and seminars.",
        working_group_report.compose, (PUBLIC,), "Kent working group report of 2018 [V]",
    ),
    K.SCRUTINY: ReportRow(
        "Scrutiny report", "Totals, themes and actions of a year, for the Crime and Disorder Committee.",
        scrutiny_report.compose, (PUBLIC,), "Kent scrutiny items of 2015 and 2025 [V]",
    ),
    K.STEERING_GROUP: ReportRow(
        "Steering group paper", "Every live review by its reference, its time, actions and requests.",
        steering_group_paper.compose, (RESTRICTED,), "Kent's steering group [V]; the sections are ours [D]",
    ),
    K.LEARNING: ReportRow(
        "Annual learning report", "What was published, taught, asked for and changed in a year.",
        annual_learning_report.compose, (PUBLIC, RESTRICTED),
        "Seminar reports of 2017/18 [V]; the sections are ours [D]",
    ),
}  # fmt: skip  # the table reads as a table: a report, what it holds, who words it, its source


def build(kind: ReportKind, form: Format, facts: ReportFacts) -> bytes:
    """The report as a file; raises NotNow where this machine cannot write the format."""
    return written(KINDS[kind].compose)[form](facts)


def file_name(kind: ReportKind, form: Format, partnership: str, facts: ReportFacts) -> str:
    """A name of plain letters: the report, the partnership's code, the day, and whether it is restricted."""
    version = "restricted" if facts.is_restricted else "public"
    return f"{slugify(f'{kind} {partnership} {facts.position.on.isoformat()} {version}')}.{form}"

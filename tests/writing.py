"""Who writes in the sections of a test's draft, and how do words get in? Helpers of tests about drafting."""

from dhr_cases.actions import report_sections
from dhr_cases.actions.memberships import grant_role
from dhr_cases.models import Case, ReportSection, SectionVersion, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_texts import current_version
from dhr_cases.roles import Role
from tests.conftest import Cast

REPORT = PaperKind.OVERVIEW_REPORT
CODE = "timescales"


def second_writer(cast: Cast, case: Case) -> User:
    """Another person who may write in the draft."""
    grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.INDEPENDENT_CHAIR)
    return cast.outsider


def write(case: Case, by: User, text: str, based_on: int = 0, code: str = CODE) -> SectionVersion:
    """Words in a section of the report."""
    return report_sections.write_section(case=case, by=by, kind=REPORT, code=code, text=text, based_on=based_on)


def section_of(case: Case, code: str = CODE) -> ReportSection:
    """The section as it stands in the database."""
    found: ReportSection = ReportSection.objects.get(case=case, kind=REPORT, code=code)
    return found


def text_of(case: Case, code: str = CODE) -> str:
    """What the section says now."""
    current = current_version(section_of(case, code))
    return current.text if current else ""

"""Which kinds of paper are there, and who sees them? The registry. Imports no Django.

Source: domain 2.2 (documents of each stage) [K] and 5.1 (markings) [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.disclosure import Material


class Marking(StrEnum):
    """Handling markings. Every unpublished record is OFFICIAL-SENSITIVE [D]."""

    OFFICIAL_SENSITIVE = "official_sensitive"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """The marking as printed."""
        return "OFFICIAL-SENSITIVE" if self is Marking.OFFICIAL_SENSITIVE else "Public"


class PaperKind(StrEnum):
    """Codes of the kinds of paper."""

    REFERRAL = "referral"
    DECISION_RECORD = "decision_record"
    HOME_OFFICE_NOTICE = "home_office_notice"
    TERMS_OF_REFERENCE = "terms_of_reference"
    CONTRACT = "contract"
    IMR = "imr"
    CHRONOLOGY = "chronology"
    COMBINED_CHRONOLOGY = "combined_chronology"
    MINUTES = "minutes"
    OVERVIEW_REPORT = "overview_report"
    EXECUTIVE_SUMMARY = "executive_summary"
    ACTION_PLAN = "action_plan"
    DATA_FORM = "data_form"
    FAMILY_STATEMENT = "family_statement"
    SUBMISSION_BUNDLE = "submission_bundle"
    QA_LETTER = "qa_letter"
    PUBLISHED_REPORT = "published_report"
    PUBLISHED_SUMMARY = "published_summary"
    PUBLISHED_PLAN = "published_plan"
    BRIEFING = "briefing"
    COVER_LETTER = "cover_letter"
    LETTER = "letter"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class PaperKindRow:
    """One kind: its words, the material it belongs to, and whether a submission needs it."""

    label: str
    material: Material
    is_needed_for_submission: bool = False


KINDS: Mapping[PaperKind, PaperKindRow] = {
    PaperKind.REFERRAL: PaperKindRow("Referral", Material.BRIEFING),
    PaperKind.DECISION_RECORD: PaperKindRow("Decision record", Material.BRIEFING),
    PaperKind.HOME_OFFICE_NOTICE: PaperKindRow("Notice to the Home Office", Material.BRIEFING),
    PaperKind.TERMS_OF_REFERENCE: PaperKindRow("Terms of reference", Material.TERMS),
    PaperKind.CONTRACT: PaperKindRow("Contract", Material.MONEY),
    PaperKind.IMR: PaperKindRow("Individual Management Review", Material.RETURNS),
    PaperKind.CHRONOLOGY: PaperKindRow("Agency chronology", Material.RETURNS),
    PaperKind.COMBINED_CHRONOLOGY: PaperKindRow("Combined chronology", Material.RETURNS),
    PaperKind.MINUTES: PaperKindRow("Panel minutes", Material.MEETINGS),
    PaperKind.OVERVIEW_REPORT: PaperKindRow("Overview report", Material.DRAFTS, is_needed_for_submission=True),
    PaperKind.EXECUTIVE_SUMMARY: PaperKindRow("Executive summary", Material.DRAFTS, is_needed_for_submission=True),
    PaperKind.ACTION_PLAN: PaperKindRow("Action plan", Material.DRAFTS, is_needed_for_submission=True),
    PaperKind.DATA_FORM: PaperKindRow("Home Office data form", Material.SUBMISSION, is_needed_for_submission=True),
    PaperKind.FAMILY_STATEMENT: PaperKindRow(
        "Family involvement statement", Material.SUBMISSION, is_needed_for_submission=True
    ),
    PaperKind.SUBMISSION_BUNDLE: PaperKindRow("Submission", Material.SUBMISSION),
    PaperKind.QA_LETTER: PaperKindRow("Quality assurance letter", Material.QA_LETTER),
    PaperKind.PUBLISHED_REPORT: PaperKindRow("Report for publication", Material.PUBLICATION),
    PaperKind.PUBLISHED_SUMMARY: PaperKindRow("Executive summary for publication", Material.PUBLICATION),
    PaperKind.PUBLISHED_PLAN: PaperKindRow("Action plan for publication", Material.PUBLICATION),
    PaperKind.BRIEFING: PaperKindRow("Case briefing", Material.PUBLICATION),
    PaperKind.COVER_LETTER: PaperKindRow("Cover letter", Material.SUBMISSION),
    PaperKind.LETTER: PaperKindRow("Letter", Material.FAMILY),
    PaperKind.EVIDENCE: PaperKindRow("Evidence of an action", Material.RECOMMENDATIONS),
}

"""The records of a review, gathered so that each name has one address."""

from dhr_cases.models import append_only
from dhr_cases.models.account_changes import AccountAct, AccountChange
from dhr_cases.models.accounts import User
from dhr_cases.models.action_life import (
    ActionEvidence,
    ActionTerms,
    ActionTransfer,
    ActionUpdate,
    ActionVerification,
    EvidenceKind,
    NationalSending,
    ReplyKind,
    UpdateAsking,
    UpdateSource,
    Verdict,
)
from dhr_cases.models.anonymity import FindingDecision, LegalHold, ProtectedToken
from dhr_cases.models.assessment import Assessment, Criterion, Finding
from dhr_cases.models.assurance import (
    AgencyApproval,
    CopySent,
    DraftReading,
    QALetter,
    QAOutcome,
    QAPoint,
    SignOff,
    Submission,
)
from dhr_cases.models.case import Case, DeathType, PlaceType
from dhr_cases.models.decision import (
    AlternativeKind,
    Consultation,
    CriteriaFacts,
    Decision,
    HomeOfficeNotice,
    Outcome,
    YesNoUnknown,
)
from dhr_cases.models.drafting import (
    CommentAnswer,
    ReportSection,
    SectionComment,
    SectionState,
    SectionTyping,
    SectionVersion,
    TextOrigin,
)
from dhr_cases.models.events import CaseEvent, Provenance
from dhr_cases.models.holds import Extension, Hold, Lateness, ParallelProceeding
from dhr_cases.models.meetings import Attendance, Interview, PanelMeeting
from dhr_cases.models.membership import (
    CaseGroupPermission,
    CaseMembership,
    CaseUserPermission,
    RequestUserPermission,
)
from dhr_cases.models.notices import Notice
from dhr_cases.models.organisations import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    SectionNineStatus,
    Succession,
    SuccessionShape,
)
from dhr_cases.models.panel import Appointment, Declaration, PanelSeat, Post, Quote, TermsOfReference
from dhr_cases.models.paper_orders import Order, OrderState, PaperOrder, WordTemplate
from dhr_cases.models.papers import Paper, PaperVersion
from dhr_cases.models.partial_dates import PartialDate, PartialDateField, Precision
from dhr_cases.models.partnerships import (
    LetterText,
    LocalClock,
    Partnership,
    Team,
    TeamMembership,
    TitlePattern,
)
from dhr_cases.models.people import FamilyContact, Part, Person
from dhr_cases.models.public_record import PublicFile, PublicRecord, PublicState
from dhr_cases.models.publication import Closure, DateToAvoid, Publication, PublicationCheck, RecipientTold
from dhr_cases.models.reading_room import ReadingAccess, ReadingOpening, ReadingPassage
from dhr_cases.models.recommendations import (
    Action,
    ActionStatus,
    Milestone,
    Recommendation,
    RecommendationKind,
    Scope,
    Strength,
)
from dhr_cases.models.release import ReleaseApproval, ReleaseScan
from dhr_cases.models.requests import InformationRequest, Known, ScopingReturn
from dhr_cases.models.team_events import TeamEvent

__all__ = [
    "AccountAct",
    "AccountChange",
    "Action",
    "ActionEvidence",
    "ActionStatus",
    "ActionTerms",
    "ActionTransfer",
    "ActionUpdate",
    "ActionVerification",
    "AgencyApproval",
    "AlternativeKind",
    "Appointment",
    "Assessment",
    "Attendance",
    "Case",
    "CaseEvent",
    "CaseGroupPermission",
    "CaseMembership",
    "CaseUserPermission",
    "Closure",
    "CommentAnswer",
    "Consultation",
    "CopySent",
    "CriteriaFacts",
    "Criterion",
    "DateToAvoid",
    "DeathType",
    "Decision",
    "Declaration",
    "DraftReading",
    "EvidenceKind",
    "Extension",
    "FamilyContact",
    "Finding",
    "FindingDecision",
    "Hold",
    "HomeOfficeNotice",
    "InformationRequest",
    "Interview",
    "Known",
    "Lateness",
    "LegalHold",
    "LetterText",
    "LocalClock",
    "Milestone",
    "NationalSending",
    "Notice",
    "Order",
    "OrderState",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Outcome",
    "PanelMeeting",
    "PanelSeat",
    "Paper",
    "PaperOrder",
    "PaperVersion",
    "ParallelProceeding",
    "Part",
    "PartialDate",
    "PartialDateField",
    "Partnership",
    "Person",
    "PlaceType",
    "Post",
    "Precision",
    "ProtectedToken",
    "Provenance",
    "PublicFile",
    "PublicRecord",
    "PublicState",
    "Publication",
    "PublicationCheck",
    "QALetter",
    "QAOutcome",
    "QAPoint",
    "Quote",
    "ReadingAccess",
    "ReadingOpening",
    "ReadingPassage",
    "RecipientTold",
    "Recommendation",
    "RecommendationKind",
    "ReleaseApproval",
    "ReleaseScan",
    "ReplyKind",
    "ReportSection",
    "RequestUserPermission",
    "Scope",
    "ScopingReturn",
    "SectionComment",
    "SectionNineStatus",
    "SectionState",
    "SectionTyping",
    "SectionVersion",
    "SignOff",
    "Strength",
    "Submission",
    "Succession",
    "SuccessionShape",
    "Team",
    "TeamEvent",
    "TeamMembership",
    "TermsOfReference",
    "TextOrigin",
    "TitlePattern",
    "UpdateAsking",
    "UpdateSource",
    "User",
    "Verdict",
    "WordTemplate",
    "YesNoUnknown",
    "append_only",
]

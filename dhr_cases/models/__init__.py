"""The records of a review, gathered so that each name has one address."""

from dhr_cases.models import append_only
from dhr_cases.models.account_changes import AccountAct, AccountChange
from dhr_cases.models.accounts import User
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
from dhr_cases.models.publication import Closure, Publication, PublicationCheck
from dhr_cases.models.recommendations import (
    Action,
    ActionStatus,
    Milestone,
    Recommendation,
    RecommendationKind,
    Scope,
)
from dhr_cases.models.requests import InformationRequest, Known, ScopingReturn

__all__ = [
    "AccountAct",
    "AccountChange",
    "Action",
    "ActionStatus",
    "AgencyApproval",
    "AlternativeKind",
    "Appointment",
    "Attendance",
    "Case",
    "CaseEvent",
    "CaseGroupPermission",
    "CaseMembership",
    "CaseUserPermission",
    "Closure",
    "Consultation",
    "CopySent",
    "CriteriaFacts",
    "DeathType",
    "Decision",
    "Declaration",
    "DraftReading",
    "Extension",
    "FamilyContact",
    "Hold",
    "HomeOfficeNotice",
    "InformationRequest",
    "Interview",
    "Known",
    "Lateness",
    "LetterText",
    "LocalClock",
    "Milestone",
    "Notice",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Outcome",
    "PanelMeeting",
    "PanelSeat",
    "Paper",
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
    "Provenance",
    "Publication",
    "PublicationCheck",
    "QALetter",
    "QAOutcome",
    "QAPoint",
    "Quote",
    "Recommendation",
    "RecommendationKind",
    "RequestUserPermission",
    "Scope",
    "ScopingReturn",
    "SectionNineStatus",
    "SignOff",
    "Submission",
    "Succession",
    "SuccessionShape",
    "Team",
    "TeamMembership",
    "TermsOfReference",
    "TitlePattern",
    "User",
    "YesNoUnknown",
    "append_only",
]  # fmt: skip  # seventy names read better in rows

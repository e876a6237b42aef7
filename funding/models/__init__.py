"""The records of money, gathered so that each name has one address."""

from funding.models.agreements import Agreement, FundingRequest, FundingRound, RequestMessage
from funding.models.costs import CostLine, CostQuote
from funding.models.events import FundingEvent
from funding.models.funding_models import FundingModel, ModelParty, ModelVersion
from funding.models.grants import (
    BusinessCase,
    GrantAttendance,
    GrantDecision,
    GrantEnding,
    GrantExtension,
    GrantOutput,
    GrantProject,
    GrantReturn,
    GrantYear,
    NeighbourProject,
)
from funding.models.ledger import Entry, Journal, JournalDecision, JournalLine, YearEndDecision
from funding.models.settings import ComplexityBand, FundingSettings, Nominee, RecordedGap

__all__ = [
    "Agreement",
    "BusinessCase",
    "ComplexityBand",
    "CostLine",
    "CostQuote",
    "Entry",
    "FundingEvent",
    "FundingModel",
    "FundingRequest",
    "FundingRound",
    "FundingSettings",
    "GrantAttendance",
    "GrantDecision",
    "GrantEnding",
    "GrantExtension",
    "GrantOutput",
    "GrantProject",
    "GrantReturn",
    "GrantYear",
    "Journal",
    "JournalDecision",
    "JournalLine",
    "ModelParty",
    "ModelVersion",
    "NeighbourProject",
    "Nominee",
    "RecordedGap",
    "RequestMessage",
    "YearEndDecision",
]

"""When may a version of a funding model be changed, brought into force or applied? No person is asked here.

Source: L5 [D]: past years keep the version then in force.
"""

import datetime

from dhr_cases.errors import NotNow
from funding.models import FundingModel, ModelVersion
from funding.terms import VersionState
from funding.years import FinancialYear, year_of


def check_is_draft(version: ModelVersion) -> None:
    """Pass for a draft; raise NotNow: rules once in force are never edited."""
    if version.state != VersionState.DRAFT:
        raise NotNow("This version has been in force. Its rules are not edited; draft a new version instead.")


def check_no_draft(model: FundingModel) -> None:
    """Pass when the model has no draft; raise NotNow."""
    if model.versions.filter(state=VersionState.DRAFT).exists():
        raise NotNow(f"{model} has a draft already. Change that one, or bring it into force first.")


def check_applies_to(version: ModelVersion, year: FinancialYear) -> None:
    """Pass when the version is or was in force for the year; raise NotNow."""
    if version.state == VersionState.DRAFT:
        raise NotNow("This version is a draft. The chair or finance has to bring it into force first.")
    if not version.covers_year(year.start):
        raise NotNow(f"The years of this version: {version.years}. {year.label} is not among them.")


def check_keeps_past(version: ModelVersion, on: datetime.date) -> None:
    """Pass when no year that is over would change its rules; raise NotNow."""
    present = year_of(on)
    if version.first_year >= present.start:
        return
    others = version.model.versions.exclude(pk=version.pk).exclude(state=VersionState.DRAFT)
    past = range(version.first_year, present.start)
    if any(any(map(row.covers_year, past)) for row in others):
        raise NotNow(
            f"{FinancialYear(version.first_year).label} is over and keeps the rules it had. "
            f"Let this version begin in {present.label} or later."
        )

"""Which records stand behind papers in tests, beyond those of ``tests.partners``?"""

import datetime

from dhr_cases.models import Organisation, OrganisationName
from dhr_cases.models.history import change
from funding.models import FundingModel, FundingSettings, ModelVersion
from funding.papers.reading.statement import statement_facts
from funding.papers.statement.facts import StatementFacts
from funding.terms import VersionState
from tests.conftest import Cast
from tests.partners import YEAR

AS_AT = datetime.date(2022, 1, 31)


def settings_of(cast: Cast, **values: object) -> None:
    """The partnership's settings of money."""
    with change("Test", None):
        FundingSettings.objects.update_or_create(partnership=cast.partnership, defaults=values)


def model_of(cast: Cast, number: int = 2) -> ModelVersion:
    """A model in force from the year on."""
    with change("Test", None):
        model, _ = FundingModel.objects.get_or_create(partnership=cast.partnership, name="Shared cost")
        return ModelVersion.objects.create(model=model, number=number, first_year=2020, state=VersionState.IN_FORCE)


def statement_of(cast: Cast, who: Organisation | None = None) -> StatementFacts:
    """A body's statement, that of the police without one."""
    return statement_facts(cast.partnership, who or cast.police, YEAR, AS_AT)


def former_name(who: Organisation, name: str, until: datetime.date) -> None:
    """A name the body bore before."""
    with change("Test", None):
        OrganisationName.objects.create(organisation=who, name=name, until=until)

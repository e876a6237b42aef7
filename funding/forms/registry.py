"""Which form belongs to which act on money? The one list that the act page reads."""

from collections.abc import Mapping

from funding.forms import (
    agreements,
    costs,
    funding_models,
    funding_settings,
    grant_cases,
    grant_projects,
    grant_years,
    ledger,
    requests,
    rounds,
    successions,
    year_end,
)
from funding.forms.core import FundingForm
from funding.verbs import FundingVerb

_EPISODES: tuple[tuple[type[FundingForm], ...], ...] = (
    costs.FORMS,
    ledger.FORMS,
    year_end.FORMS,
    funding_settings.FORMS,
    grant_years.FORMS,
    grant_projects.FORMS,
    grant_cases.FORMS,
    successions.FORMS,
    funding_models.FORMS,
    agreements.FORMS,
    rounds.FORMS,
    requests.FORMS,
)

FORMS: Mapping[FundingVerb, type[FundingForm]] = {form.verb: form for forms in _EPISODES for form in forms}

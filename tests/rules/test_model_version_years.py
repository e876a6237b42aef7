"""Which years may a version of a funding model be applied to, and is it edited once it was in force? No database."""

import pytest

from dhr_cases.errors import NotNow
from funding.models import FundingModel, ModelVersion
from funding.policies.funding_models import check_applies_to, check_is_draft
from funding.terms import VERSION_STATES, VersionState
from funding.years import FinancialYear

V = VersionState
HAS_BEEN_IN_FORCE = [V.IN_FORCE, V.REPLACED]


def _version(state: VersionState = V.IN_FORCE, first: int = 2024, last: int | None = None) -> ModelVersion:
    return ModelVersion(model=FundingModel(name="Reviews"), number=3, first_year=first, last_year=last, state=state)


def test_edits_a_draft() -> None:
    check_is_draft(_version(V.DRAFT))


@pytest.mark.parametrize("state", HAS_BEEN_IN_FORCE)
def test_never_edits_what_has_been_in_force(state: VersionState) -> None:
    with pytest.raises(NotNow) as refused:
        check_is_draft(_version(state))
    assert str(refused.value) == (
        "This version has been in force. Its rules are not edited; draft a new version instead."
    )


@pytest.mark.parametrize("start", [2023, 2024, 2025])
def test_never_applies_a_draft_to_any_year(start: int) -> None:
    with pytest.raises(NotNow) as refused:
        check_applies_to(_version(V.DRAFT), FinancialYear(start))
    assert str(refused.value) == "This version is a draft. The chair or finance has to bring it into force first."


@pytest.mark.parametrize("state", HAS_BEEN_IN_FORCE)
@pytest.mark.parametrize(
    ("last", "start"),
    [(None, 2024), (None, 2025), (None, 2190), (2024, 2024), (2026, 2024), (2026, 2025), (2026, 2026)],
)
def test_applies_from_its_first_year_to_its_last(state: VersionState, last: int | None, start: int) -> None:
    check_applies_to(_version(state, last=last), FinancialYear(start))


@pytest.mark.parametrize("state", HAS_BEEN_IN_FORCE)
@pytest.mark.parametrize(
    ("last", "start", "told"),
    [
        (None, 2023, "The years of this version: from 2024/25. 2023/24 is not among them."),
        (2024, 2023, "The years of this version: 2024/25. 2023/24 is not among them."),
        (2024, 2025, "The years of this version: 2024/25. 2025/26 is not among them."),
        (2026, 2027, "The years of this version: 2024/25 to 2026/27. 2027/28 is not among them."),
    ],
)
def test_names_the_years_it_was_made_for(state: VersionState, last: int | None, start: int, told: str) -> None:
    with pytest.raises(NotNow) as refused:
        check_applies_to(_version(state, last=last), FinancialYear(start))
    assert str(refused.value) == told


def test_has_asked_about_every_state_of_a_version() -> None:
    assert {V.DRAFT, *HAS_BEEN_IN_FORCE} == set(VERSION_STATES)

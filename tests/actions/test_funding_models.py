"""A version of a funding model: drafted by one person, brought into force by another, kept for the years it ruled."""

from collections.abc import Callable
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from funding.actions.funding_models import (
    ModelDraft,
    adopt_model,
    change_model,
    draft_model,
    draft_of,
    drafters_of,
    mark_of,
)
from funding.models import FundingEvent, FundingModel, ModelVersion
from funding.queries import versions_in_force
from funding.terms import ModelBasis, VersionState
from funding.verbs import FundingVerb
from funding.version_words import differences
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import YEAR

pytestmark = pytest.mark.django_db

NAME = "Shared cost of reviews"


def rules(cast: Cast) -> list[dict[str, object]]:
    """Police a fixed sum, health the rest."""
    return [
        {"type": "fixed", "party": cast.police.code, "amount_pence": 500000},
        {"type": "remainder", "party": cast.health.code},
    ]


def draft(cast: Cast, **changes: Any) -> ModelDraft:
    """What a version is to say."""
    said: dict[str, Any] = {
        "first_year": YEAR.start, "parties": [cast.police, cast.health], "rules": rules(cast), "why": "Agreed",
    }  # fmt: skip
    return ModelDraft(**{**said, **changes})


def drafted(cast: Cast, **changes: Any) -> ModelVersion:
    """A draft by the coordinator."""
    return draft_model(partnership=cast.partnership, by=cast.coordinator, name=NAME, draft=draft(cast, **changes))


def adopted(cast: Cast, **changes: Any) -> ModelVersion:
    """A version that the chair has brought into force."""
    return adopt_model(version=drafted(cast, **changes), by=cast.csp_chair)


def ruling(cast: Cast, year: FinancialYear) -> list[int]:
    """The numbers of the versions that rule a year."""
    return [version.number for version in versions_in_force(cast.partnership, year)]


# drafting


def test_drafts_a_model_that_rules_nothing_yet(cast: Cast) -> None:
    version = drafted(cast)
    assert (version.number, version.state, version.model.name) == (1, VersionState.DRAFT, NAME)
    assert [row.organisation for row in version.parties.order_by("order")] == [cast.police, cast.health]
    assert ruling(cast, YEAR) == []
    event = FundingEvent.objects.get()
    assert (event.kind, event.by, event.detail) == (
        FundingVerb.DRAFT_MODEL,
        cast.coordinator,
        {"version": 1, "rules": 2},
    )


def test_numbers_versions_of_one_model(cast: Cast) -> None:
    adopted(cast)
    second = drafted(cast, first_year=YEAR.start + 1)
    assert (second.number, FundingModel.objects.count()) == (2, 1)


def test_has_one_draft_of_a_model_at_a_time(cast: Cast) -> None:
    drafted(cast)
    with pytest.raises(NotNow, match="has a draft already"):
        drafted(cast)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"type": "percent", "party": "test-police", "percent": "140"}, "Rule 1, percent:"),
        ({"type": "fixed", "party": "test-refuge", "amount_pence": 1}, "Rule 1, party:"),
        ({"type": "gift", "party": "test-police"}, "Rule 1, type:"),
        ({"type": "percent", "party": "test-police", "percent": "5", "cap_pence": 1, "floor_pence": 2}, "the floor"),
        ("all of it", "Rule 1:"),
    ],
)
def test_refuses_rules_with_the_number_of_the_one_at_fault(cast: Cast, rule: object, told: str) -> None:
    with pytest.raises(Incomplete, match=told) as refusal:
        drafted(cast, rules=[rule])
    assert len(refusal.value.missing) == 1
    assert not ModelVersion.objects.exists()
    assert not FundingModel.objects.exists()


def test_refuses_a_partner_named_twice_and_a_model_without_a_name(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="named twice"):
        drafted(cast, parties=[cast.police, cast.police])
    with pytest.raises(Incomplete, match="called"):
        draft_model(partnership=cast.partnership, by=cast.coordinator, name=" ", draft=draft(cast))


@pytest.mark.parametrize("part", ["csp_chair", "auditor", "funding_contact", "outsider"])
def test_lets_only_who_keeps_the_money_draft(cast: Cast, part: str) -> None:
    with pytest.raises(NotPermitted):
        draft_model(partnership=cast.partnership, by=getattr(cast, part), name=NAME, draft=draft(cast))
    assert not FundingModel.objects.exists()


# changing


def test_writes_a_draft_anew_and_keeps_who_left(cast: Cast) -> None:
    version = drafted(cast)
    alone = [{"type": "remainder", "party": cast.health.code}]
    change_model(
        version=version, by=cast.finance_officer,
        draft=draft(cast, parties=[cast.health], rules=alone, basis=ModelBasis.PER_CASE, underwriter=cast.health),
    )  # fmt: skip
    assert (version.rules, version.basis, version.underwriter) == (alone, ModelBasis.PER_CASE, cast.health)
    left = version.parties.get(organisation=cast.police)
    assert left.is_left_out
    change_model(version=version, by=cast.finance_officer, draft=draft(cast))
    assert not version.parties.get(organisation=cast.police).is_left_out
    assert drafters_of(version) == {cast.coordinator.pk, cast.finance_officer.pk}


def test_puts_the_partners_into_another_order(cast: Cast) -> None:
    """The order decides who bears an odd penny."""
    version = drafted(cast)
    change_model(version=version, by=cast.coordinator, draft=draft(cast, parties=[cast.health, cast.police]))
    assert [row.organisation for row in version.parties.order_by("order")] == [cast.health, cast.police]


def test_copies_a_version_with_some_of_it_changed(cast: Cast) -> None:
    version = drafted(cast)
    copied = draft_of(version, first_year=YEAR.start + 2)
    assert (copied.rules, list(copied.parties)) == (rules(cast), [cast.police, cast.health])
    assert copied.first_year == YEAR.start + 2


def test_refuses_a_change_made_from_an_older_state(cast: Cast) -> None:
    version = drafted(cast)
    seen = mark_of(version)
    change_model(version=version, by=cast.coordinator, draft=draft(cast, why="Better"), seen=seen)
    with pytest.raises(NotNow, match="Somebody has changed the draft"):
        change_model(version=version, by=cast.finance_officer, draft=draft(cast), seen=seen)


def test_does_not_edit_a_version_that_has_been_in_force(cast: Cast) -> None:
    version = adopted(cast)
    with pytest.raises(NotNow, match="draft a new version instead"):
        change_model(version=version, by=cast.coordinator, draft=draft(cast))


# adopting


def test_rules_from_its_first_year_on_once_adopted(cast: Cast) -> None:
    version = adopted(cast)
    assert (version.state, version.adopted_by) == (VersionState.IN_FORCE, cast.csp_chair)
    assert [ruling(cast, year) for year in (YEAR.previous, YEAR, YEAR.next)] == [[], [1], [1]]
    assert FundingEvent.objects.latest("pk").kind == FundingVerb.ADOPT_MODEL


def test_leaves_years_before_to_the_version_they_had(cast: Cast) -> None:
    first = adopted(cast)
    adopted(cast, first_year=YEAR.start + 1)
    first.refresh_from_db()
    assert (first.state, first.last_year) == (VersionState.REPLACED, YEAR.start)
    assert [ruling(cast, year) for year in (YEAR, YEAR.next)] == [[1], [2]]


def test_fits_before_a_version_that_begins_later(cast: Cast) -> None:
    adopted(cast, first_year=YEAR.start + 2)
    second = adopted(cast)
    assert second.last_year == YEAR.start + 1
    assert [ruling(cast, FinancialYear(YEAR.start + ahead)) for ahead in range(3)] == [[2], [2], [1]]


def test_replaces_a_version_that_begins_in_the_same_year(cast: Cast) -> None:
    adopted(cast)
    adopted(cast)
    assert ruling(cast, YEAR) == [2]


def test_does_not_change_the_rules_of_a_year_that_is_over(cast: Cast) -> None:
    adopted(cast, first_year=YEAR.start - 2)
    late = drafted(cast, first_year=YEAR.start - 1)
    with pytest.raises(NotNow, match="is over and keeps the rules it had"):
        adopt_model(version=late, by=cast.csp_chair)
    assert ruling(cast, YEAR.previous) == [1]


@pytest.mark.parametrize("drafter", ["coordinator", "finance_officer"])
def test_refuses_adoption_by_whoever_worked_on_the_draft(cast: Cast, drafter: str) -> None:
    version = drafted(cast)
    change_model(version=version, by=cast.finance_officer, draft=draft(cast))
    with pytest.raises(NotPermitted):
        adopt_model(version=version, by=getattr(cast, drafter))
    assert version.state == VersionState.DRAFT


@pytest.mark.parametrize(("without", "told"), [("rules", "at least one rule"), ("parties", "Name the partners")])
def test_brings_no_empty_draft_into_force(cast: Cast, without: str, told: str) -> None:
    version = drafted(cast, **({"rules": []} if without == "rules" else {"rules": [], "parties": []}))
    with pytest.raises(Incomplete, match=told):
        adopt_model(version=version, by=cast.csp_chair)


def test_adopts_once(cast: Cast) -> None:
    version = adopted(cast)
    with pytest.raises(NotNow):
        adopt_model(version=version, by=cast.finance_officer)


@pytest.mark.parametrize("act", ["draft", "change", "adopt"])
def test_leaves_nothing_when_the_event_fails(cast: Cast, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    version = None if act == "draft" else drafted(cast)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(FundingEvent, "save", fail)
    tries: dict[str, Callable[[ModelVersion | None], object]] = {
        "draft": lambda _: drafted(cast),
        "change": lambda row: row and change_model(version=row, by=cast.coordinator, draft=draft(cast, rules=[])),
        "adopt": lambda row: row and adopt_model(version=row, by=cast.csp_chair),
    }
    with pytest.raises(OSError, match="disk"):
        tries[act](version)
    left = ModelVersion.objects.first()
    assert (left is None) == (act == "draft")
    assert left is None or (left.state, len(left.rules)) == (VersionState.DRAFT, 2)


# what changed


def test_tells_in_sentences_what_a_version_changes(cast: Cast) -> None:
    first = adopted(cast)
    changed = [{"type": "remainder", "party": cast.health.code}, {"type": "none", "party": cast.refuge.code}]
    second = drafted(
        cast, first_year=YEAR.start + 1, parties=[cast.health, cast.refuge], rules=changed, basis=ModelBasis.PER_CASE,
        underwriter=cast.health,
    )  # fmt: skip
    assert differences(first, second) == [
        "It begins in 2027/28, not 2026/27.",
        "Its rules apply to: the cost of each review.",
        "What is left is carried by: Testshire NHS Trust.",
        "Testshire Refuge joins.",
        "Testshire Police leaves.",
        "New rule: Testshire Refuge pays nothing.",
        "No longer: Testshire Police pays £5,000 for the year.",
    ]


def test_tells_of_another_order(cast: Cast) -> None:
    first = adopted(cast)
    second = drafted(cast, parties=[cast.health, cast.police], rules=rules(cast)[::-1])
    assert differences(first, second) == [
        "The order of partners, which decides who bears an odd penny, is now: Testshire NHS Trust, Testshire Police.",
        "The rules that stay are applied in another order.",
    ]
    assert differences(first, first) == ["Nothing but the years it covers."]

"""What parties would pay for a year by the rules of a version, and how that is told to them."""

from typing import Any

import pytest

from dhr_cases.models import Case
from dhr_cases.models.history import change
from funding.actions.funding_models import ModelDraft, draft_model
from funding.models import CostLine, ModelVersion
from funding.proposed_shares import Proposal, proposed_shares, shares_of_cost
from funding.terms import CostClass, EntryKind, ModelBasis
from tests.conftest import Cast
from tests.money import YEAR, cost_line, line, posted

pytestmark = pytest.mark.django_db


def version(cast: Cast, *rules: dict[str, object], basis: ModelBasis = ModelBasis.ANNUAL) -> ModelVersion:
    """A version between police and health."""
    said = ModelDraft(first_year=YEAR.start, parties=[cast.police, cast.health], rules=rules, basis=basis, why="Agreed")
    return draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=said)


def fixed(cast: Cast, pence: int, **more: object) -> dict[str, object]:
    """The police pay a fixed sum."""
    return {"type": "fixed", "party": cast.police.code, "amount_pence": pence, **more}


def rest(cast: Cast, **more: object) -> dict[str, object]:
    """Health pays what is left."""
    return {"type": "remainder", "party": cast.health.code, **more}


def cost(cast: Cast, pence: int | None, case: Case | None = None, of: CostClass = CostClass.CHAIR) -> CostLine:
    """A cost forecast for the year; without a sum none is stated."""
    about = cost_line(cast.partnership, of)
    with change("Test", None):
        about.case, about.expected_year = case, YEAR.start
        about.save()
    if pence is not None:
        lines = [line(EntryKind.FORECAST, pence, about=about)]
        posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    return about


def sums(proposal: Proposal) -> list[int | None]:
    """The shares in the order of the parties."""
    return [share.pence for share in proposal.shares]


def test_shares_out_what_is_planned_and_says_how(cast: Cast) -> None:
    cost(cast, 800000)
    proposal = proposed_shares(version(cast, fixed(cast, 300000), rest(cast)), YEAR)
    assert (sums(proposal), proposal.cost_pence, proposal.unfunded_pence) == ([300000, 500000], 800000, 0)
    assert proposal.total_pence == proposal.cost_pence
    assert proposal.shares[0].working == ("Testshire Police pays a fixed £3,000.",)


def test_owes_a_sum_fixed_for_the_year_in_full_where_costs_are_lower(cast: Cast) -> None:
    cost(cast, 100000)
    proposal = proposed_shares(version(cast, fixed(cast, 300000), rest(cast)), YEAR)
    assert sums(proposal) == [300000, 0]
    assert proposal.shares[0].working[-1] == (
        "The sum is fixed for the year and owed in full, whatever the cost: £2,000 more."
    )
    assert not proposal.shares[1].is_asked


def test_pays_a_sum_for_each_review(cast: Cast, case: Case, other_case: Case) -> None:
    cost(cast, 500000, case)
    cost(cast, 500000, other_case)
    proposal = proposed_shares(version(cast, fixed(cast, 200000, per="case"), rest(cast)), YEAR)
    assert (sums(proposal), proposal.reviews) == ([400000, 600000], 2)


def test_shares_out_review_by_review_in_a_model_by_review(cast: Cast, case: Case, other_case: Case) -> None:
    cost(cast, 100000, case)
    cost(cast, 500000, other_case)
    cost(cast, 70000)
    proposal = proposed_shares(version(cast, fixed(cast, 200000), rest(cast), basis=ModelBasis.PER_CASE), YEAR)
    assert sums(proposal) == [300000, 300000]
    assert proposal.shares[0].working[0].startswith(f"{min(case.reference, other_case.reference)}: ")
    assert proposal.notes == ("Costs of no review, which this model does not share out: £700.",)


def test_lets_a_rule_cover_one_class_of_cost(cast: Cast) -> None:
    cost(cast, 400000)
    cost(cast, 90000, of=CostClass.LEGAL)
    half: dict[str, Any] = {"type": "percent", "party": cast.police.code, "percent": "50", "of": "chair"}
    proposal = proposed_shares(version(cast, half, rest(cast, of="chair")), YEAR)
    assert (sums(proposal), proposal.unfunded_pence) == ([200000, 200000], 90000)


def test_never_takes_a_share_that_rests_on_unknown_costs_for_nil(cast: Cast) -> None:
    cost(cast, None)
    proposal = proposed_shares(version(cast, fixed(cast, 300000), rest(cast)), YEAR)
    assert sums(proposal) == [300000, None]
    assert proposal.shares[1].working == ("No cost of the year is stated yet, so this share cannot be worked out.",)
    assert proposal.notes == ("Costs without a stated amount, left out: 1.",)


def test_does_not_ask_partners_to_share_an_overspend(cast: Cast) -> None:
    about = cost(cast, 400000)
    spent = [line(EntryKind.ACTUAL, 600000, about=about)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, spent)
    proposal = proposed_shares(version(cast, rest(cast)), YEAR)
    assert (proposal.cost_pence, sums(proposal)[1]) == (400000, 400000)


def test_works_an_example_out_with_what_stays_unfunded(cast: Cast) -> None:
    """Half of the chair's cost, at most £5,000, the other half by the other partner: £14,000 leaves £2,000."""
    half: dict[str, Any] = {"type": "percent", "party": cast.police.code, "percent": "50", "cap_pence": 500000}
    other: dict[str, Any] = {"type": "equal", "parties": [cast.health.code], "percent": "50"}
    example = shares_of_cost(version(cast, half, other), {CostClass.CHAIR: 1400000})
    assert (sums(example), example.unfunded_pence) == ([500000, 700000], 200000)
    assert [share.by_rules for share in example.shares] == [(1,), (2,)]


def test_tells_no_party_what_another_pays(cast: Cast) -> None:
    """A partner reads its own working; who keeps the money reads all of it."""
    weights: dict[str, Any] = {
        "type": "weighted", "weights": {cast.police.code: 3, cast.health.code: 1}, "percent": "50", "source": "Census",
    }  # fmt: skip
    example = shares_of_cost(version(cast, weights), {CostClass.CHAIR: 800000})
    assert [share.working for share in example.shares] == [
        ("Testshire Police bears 3 of 4 parts of £4,000, by weights (Census): £3,000.",),
        ("Testshire NHS Trust bears 1 of 4 parts of £4,000, by weights (Census): £1,000.",),
    ]
    assert "Testshire Police £3,000, Testshire NHS Trust £1,000" in example.steps[0]

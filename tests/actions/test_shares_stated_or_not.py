"""Is a proposed share stated only where it can be worked out, owed in full where it is fixed, and told to its party?"""

import datetime
from typing import Any

import pytest

from dhr_cases.errors import NotNow
from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from funding.models import FundingModel, ModelParty, ModelVersion
from funding.policies.funding_models import check_keeps_past, check_no_draft
from funding.proposed_shares import Proposal, ProposedShare, parties_of, proposed_shares, shares_of_cost
from funding.terms import CostClass, EntryKind, ModelBasis, VersionState
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.following import changed
from tests.money import YEAR, cost_line, line, posted

UNKNOWN = ("No cost of the year is stated yet, so this share cannot be worked out.",)


@pytest.mark.parametrize(("pence", "is_asked"), [(None, True), (0, False), (1, True)])
def test_asks_for_a_sum_or_for_one_still_to_be_named(pence: int | None, is_asked: bool) -> None:
    share = ProposedShare(Organisation(name="Police"), pence, ())
    assert share.is_asked is is_asked
    assert Proposal((share, share), 0, 0, 0, ()).total_pence == 2 * (pence or 0)
    assert Proposal((), 0, 0, 0, ()).total_pence == 0


def _version(
    cast: Cast, *rules: dict[str, Any], basis: ModelBasis = ModelBasis.ANNUAL, number: int = 1
) -> ModelVersion:
    """A version between health, police and the refuge, in that order."""
    with change("Test", None):
        model, _ = FundingModel.objects.get_or_create(partnership=cast.partnership, name="Reviews")
        made: ModelVersion = ModelVersion.objects.create(
            model=model, number=number, first_year=YEAR.start, rules=list(rules), basis=basis
        )
        for order, body in enumerate((cast.health, cast.police, cast.refuge)):
            ModelParty.objects.create(version=made, organisation=body, order=order)
    return made


def _sums(proposal: Proposal) -> list[int | None]:
    return [share.pence for share in proposal.shares]


@pytest.mark.django_db
def test_states_what_rests_on_no_cost_and_nothing_else(cast: Cast) -> None:
    """One version with every kind of rule, asked before any cost is stated and once one is."""
    health, police, refuge = (body.code for body in (cast.health, cast.police, cast.refuge))
    fixed = {"type": "fixed", "party": health, "amount_pence": 1_000}
    in_kind = {"type": "in_kind", "party": police, "description": "A room", "value_pence": 70}
    none = {"type": "none", "party": refuge}
    sure = _version(cast, fixed, in_kind, none)
    found = proposed_shares(sure, YEAR)
    assert (_sums(found), found.is_stated, found.cost_pence, found.notes) == ([1_000, 0, 0], False, 0, ())
    assert [share.is_asked for share in found.shares] == [True, False, False]
    assert [share.in_kind.value_pence if share.in_kind else None for share in found.shares] == [None, 70, None]
    rest = {"type": "remainder", "party": health}
    per_case = {"type": "fixed", "party": police, "amount_pence": 5, "per": "case"}
    unsure = proposed_shares(_version(cast, fixed, per_case, none, rest, number=2), YEAR)
    assert _sums(unsure) == [None, None, 0]
    assert [share.working for share in unsure.shares[:2]] == [UNKNOWN, UNKNOWN]
    assert [share.by_rules for share in unsure.shares] == [(1, 4), (2,), (3,)]
    priced = cost_line(cast.partnership)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.FORECAST, 1_200, about=priced)])
    stated = proposed_shares(ModelVersion.objects.get(number=2), YEAR)
    assert (_sums(stated), stated.total_pence, stated.is_stated) == ([1_200, 0, 0], 1_200, True)
    assert stated.unfunded_pence == 0
    assert stated.shares[0].working == (
        "Testshire NHS Trust pays a fixed £10.",
        "Testshire NHS Trust pays all that is left of the cost of £12: £2.",
    )


@pytest.mark.django_db
def test_owes_each_fixed_sum_in_full_but_not_for_each_review(cast: Cast) -> None:
    """Costs of £10 against sums of £6 and £5 for the year, and £1 for each review of which there is none."""
    health, police = cast.health.code, cast.police.code
    rules: list[dict[str, Any]] = [
        {"type": "fixed", "party": health, "amount_pence": 600},
        {"type": "fixed", "party": police, "amount_pence": 500},
        {"type": "fixed", "party": police, "amount_pence": 100, "per": "case"},
    ]
    priced = cost_line(cast.partnership)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.FORECAST, 1_000, about=priced)])
    annual = proposed_shares(_version(cast, *rules), YEAR)
    assert (_sums(annual), annual.total_pence, annual.cost_pence) == ([600, 500, 0], 1_100, 1_000)
    told = "The sum is fixed for the year and owed in full, whatever the cost: £1 more."
    assert [share.working[-1] == told for share in annual.shares if share.working] == [False, True]
    by_review = proposed_shares(_version(cast, *rules, basis=ModelBasis.PER_CASE, number=2), YEAR)
    assert (_sums(by_review), by_review.reviews, by_review.steps) == ([0, 0, 0], 0, ())
    assert by_review.notes == ("Costs of no review, which this model does not share out: £10.",)
    example = shares_of_cost(ModelVersion.objects.get(number=1), {CostClass.CHAIR: 1_000}, reviews=2)
    assert (_sums(example), example.unfunded_pence, example.reviews) == ([600, 400, 0], 0, 2)


@pytest.mark.django_db
def test_gives_the_odd_penny_by_the_order_of_the_parties_still_in(cast: Cast) -> None:
    weights = {cast.police.code: 1, cast.health.code: 1}
    made = _version(cast, {"type": "weighted", "weights": weights})
    changed(ModelParty.objects.get(version=made, organisation=cast.refuge), is_left_out=True)
    assert parties_of(made) == [cast.health, cast.police]
    assert _sums(shares_of_cost(made, {CostClass.CHAIR: 1})) == [1, 0]
    changed(ModelParty.objects.get(version=made, organisation=cast.health), order=9)
    found = shares_of_cost(made, {CostClass.CHAIR: 1})
    assert [(share.organisation, share.pence) for share in found.shares] == [(cast.police, 1), (cast.health, 0)]
    assert parties_of(made) == [cast.police, cast.health]


@pytest.mark.django_db
def test_keeps_the_rules_of_years_that_are_over(cast: Cast) -> None:
    """Asked on the last day of 2026/27 and the day after, with and without another version for the past year."""
    new = _version(cast, number=2)
    last = YEAR.last
    check_keeps_past(new, last)
    check_keeps_past(new, last + datetime.timedelta(days=1))
    old = _version(cast)
    check_keeps_past(new, last + datetime.timedelta(days=1))
    with pytest.raises(NotNow) as refused:
        check_no_draft(new.model)
    assert str(refused.value) == "Reviews has a draft already. Change that one, or bring it into force first."
    for state in (VersionState.IN_FORCE, VersionState.REPLACED):
        changed(old, state=state)
        check_keeps_past(new, last)
        with pytest.raises(NotNow) as refused:
            check_keeps_past(new, last + datetime.timedelta(days=1))
        assert str(refused.value) == (
            "2026/27 is over and keeps the rules it had. Let this version begin in 2027/28 or later."
        )
    changed(old, first_year=2020, last_year=YEAR.previous.start)
    check_keeps_past(new, FinancialYear(2028).first)
    changed(new, state=VersionState.IN_FORCE)
    check_no_draft(new.model)

"""Do ten thousand random years add up: balances from entries, shortfalls from measures, causes to the shortfall?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest

from funding.aged_debt import DebtFact, aged_debts
from funding.cash import cash_of
from funding.position import CostFact, Position, ShareFact, YearFacts, position, waterfall
from funding.scenarios import compare, cost_multiplied, partner_does_not_pay
from funding.terms import ENTRY_KINDS, AgreementState, Cause, CostClass, EntryKind, Measure, PartYear
from funding.years import FinancialYear
from tests.rules.made_up_years import Deal, Line, MadeUpYear, make_up
from tests.rules.second_year import SecondYear, second_year

BLOCK = 1_000
BLOCKS = range(10)
ENOUGH = 50


@pytest.mark.parametrize("block", BLOCKS)
def test_adds_up_in_every_random_year(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        made = make_up(seed)
        found, second = position(_facts(made)), second_year(made)
        _compare(seed, found, second)
        _check_sums(seed, made, found)
        _check_parts(seed, found)
        _check_money(seed, made, second)


@pytest.mark.parametrize("block", BLOCKS)
def test_holds_no_float_anywhere(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK, 5):
        found = position(_facts(make_up(seed)))
        kinds = {type(value) for value in _leaves(found)}
        assert not {kind for kind in kinds if issubclass(kind, float)}, seed


def test_finds_a_float_where_there_is_one() -> None:
    assert float in {type(value) for value in _leaves(CostFact(CostClass.CHAIR, forecast=0.5))}  # type: ignore[arg-type]  # on purpose


def test_meets_every_kind_of_year_often_enough() -> None:
    met: Counter[str] = Counter()
    for seed in range(2 * BLOCK):
        met.update(set(_met(make_up(seed))))
    assert {name for name in EXPECTED if met[name] < ENOUGH} == set()


def test_compares_what_ifs_with_a_year_worked_out_again() -> None:
    for seed in range(BLOCK):
        facts = _facts(make_up(seed))
        for share in facts.shares:
            _check_non_payer(seed, facts, share)
        for reference in {cost.reference for cost in facts.costs if cost.reference}:
            _check_doubled(seed, facts, reference)


EXPECTED = {
    "orphaned",
    "split",
    "merge",
    "chain",
    "declined",
    "withdrawn",
    "not stated",
    "overpaid",
    "reversal",
    "refund",
    "credit note",
    "surplus",
    "overspend",
    "asks for more than is needed",
    "orphan with a successor that declined",
    "settled below plan",
}


def _compare(seed: int, found: Position, second: SecondYear) -> None:
    assert (found.required, found.overspend, found.asked) == (second.required, second.overspend, second.asked), seed
    assert found.brought_forward == second.brought_forward, seed
    for measure in Measure:
        assert found.measures[measure] == second.available[measure], (seed, measure)
        named = {cause.value: pence for cause, pence in found.causes[measure].items()}
        assert named == {cause.value: second.causes[measure][cause.value] for cause in Cause}, (seed, measure)


def _check_sums(seed: int, made: MadeUpYear, found: Position) -> None:
    """Balances are sums of entries, and every measure balances with what is required."""
    for measure in Measure:
        kinds = {kind.value for kind, row in ENTRY_KINDS.items() if row.measure is measure}
        of_all = sum(entry.pence for entry in made.so_far() if entry.kind in kinds)
        assert sum(partner.posted[measure] for partner in found.partners) == of_all, seed
        shortfall = found.required - found.brought_forward - found.measures[measure]
        assert found.shortfall[measure] == shortfall == sum(found.causes[measure].values()), seed
        assert waterfall(found, measure)[-1].end == (shortfall if not any(found.causes[measure].values()) else 0), seed
    assert found.measures[Measure.AGREED] >= found.measures[Measure.CONFIRMED], seed


def _check_parts(seed: int, found: Position) -> None:
    """Rows add up to the totals above them."""
    for groups in (found.by_class, found.by_reference, found.by_phase):
        assert sum(total.required for total in groups.values()) == found.required, seed
        assert sum(total.overspend for total in groups.values()) == found.overspend, seed
    assert sum(partner.carries for partner in found.partners) == found.asked, seed
    for partner in found.partners:
        for measure in Measure:
            loss = partner.carries - partner.counted[measure]
            assert partner.loss[measure] == loss == sum(partner.loss_by_cause[measure].values()), seed
            capped = min(partner.posted[measure], partner.posted[Measure.RECEIVED])
            assert partner.counted[measure] == (capped if partner.is_orphaned else partner.posted[measure]), seed
        assert partner.counted[Measure.AGREED] >= partner.counted[Measure.CONFIRMED], seed


def _check_money(seed: int, made: MadeUpYear, second: SecondYear) -> None:
    """Cash closes and debts are what was invoiced less what came in."""
    sums: Counter[EntryKind] = Counter()
    for entry in made.so_far():
        sums[EntryKind(entry.kind)] += entry.pence
    assert cash_of(sums).closing == second.closing, seed
    debts = [DebtFact(entry.key, EntryKind(entry.kind), entry.on, entry.pence) for entry in made.entries]
    aged = {debt.agreement: debt.outstanding - debt.in_advance for debt in aged_debts(debts, made.on)}
    assert aged == {key: pence for key, pence in second.debts.items() if key in aged}, seed
    assert not any(pence for key, pence in second.debts.items() if key not in aged), seed


def _check_non_payer(seed: int, facts: YearFacts, share: ShareFact) -> None:
    """Exactly what was promised beyond the money in hand is lost, and the causes still add up."""
    found = compare(facts, [partner_does_not_pay(share.key, share.organisation)])
    received = share.posted(Measure.RECEIVED)
    for measure in Measure:
        was = next(partner for partner in found.true.partners if partner.key == share.key).counted[measure]
        assert found.difference(measure) == was - min(was, received), seed
        assert sum(found.changed.causes[measure].values()) == found.changed.shortfall[measure], seed


def _check_doubled(seed: int, facts: YearFacts, reference: str) -> None:
    found = compare(facts, [cost_multiplied(reference, Decimal(2))])
    grown = 0
    for cost in facts.costs:
        plan = cost.commitment or (cost.commitment if cost.forecast is None else cost.forecast)
        if cost.reference == reference and plan is not None and not (cost.is_settled and cost.actual is not None):
            grown += max(2 * plan, cost.actual or 0) - max(plan, cost.actual or 0)
    assert {found.difference(measure) for measure in Measure} == {grown}, seed


def _facts(made: MadeUpYear) -> YearFacts:
    sums: dict[tuple[str, str], int] = {}
    for entry in made.so_far():
        sums[entry.kind, entry.key] = sums.get((entry.kind, entry.key), 0) + entry.pence
    return YearFacts(
        year=FinancialYear(made.start),
        on=made.on,
        brought_forward=sums.get(("brought_forward", "year"), 0),
        costs=tuple(_cost(line, sums) for line in made.lines),
        shares=tuple(_share(deal, sums) for deal in made.deals),
        underwriter=made.host,
    )


def _cost(line: Line, sums: Mapping[tuple[str, str], int]) -> CostFact:
    forecast, commitment, actual = (sums.get((kind, line.key)) for kind in ("forecast", "commitment", "actual"))
    return CostFact(
        CostClass(line.cost_class), line.review, forecast, commitment, actual, line.is_settled, line.phase, key=line.key
    )


def _share(deal: Deal, sums: Mapping[tuple[str, str], int]) -> ShareFact:
    counted = dict.fromkeys(Measure, 0)
    for kind, row in ENTRY_KINDS.items():
        if row.measure is not None:
            counted[row.measure] += sums.get((kind.value, deal.key), 0)
    return ShareFact(
        key=deal.key,
        organisation=deal.body,
        name_at_time=deal.body,
        state=AgreementState(deal.state),
        share=deal.share,
        counted=counted,
        ended_on=deal.last_day,
        part_year=PartYear(deal.model),
        takes_over=deal.takes_over,
        withdrawal_effective_on=deal.withdrawn_from,
    )


def _leaves(value: object) -> Iterator[object]:
    """Every plain value within rows, tables and sequences."""
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _leaves(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(key)
            yield from _leaves(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


def _met(made: MadeUpYear) -> Iterator[str]:
    """Which kinds of year this one is, from its facts and its position."""
    found = position(_facts(made))
    partners = {partner.key: partner for partner in found.partners}
    causes = found.causes[Measure.CONFIRMED]
    orphans = [partner for partner in found.partners if partner.orphaned]
    heirs = [partners[key] for orphan in orphans for key in orphan.taken_over_by]
    counts = Counter(heir.name for heir in heirs)
    yield from (
        name
        for name, holds in {
            "orphaned": causes[Cause.ORPHANED] > 0,
            "split": any(len(orphan.taken_over_by) > 1 for orphan in orphans),
            "merge": any(count > 1 for count in counts.values()),
            "chain": any(heir.orphaned for heir in heirs),
            "declined": causes[Cause.DECLINED] > 0,
            "withdrawn": any(partner.state is AgreementState.WITHDRAWN for partner in found.partners),
            "not stated": bool(found.not_stated),
            "overpaid": any(partner.loss[Measure.RECEIVED] < 0 for partner in found.partners),
            "reversal": any(entry.kind == "receipt" and entry.pence < 0 for entry in made.so_far()),
            "refund": any(entry.kind == "refund" for entry in made.so_far()),
            "credit note": any(entry.kind == "credit_note" for entry in made.so_far()),
            "surplus": found.gap(Measure.CONFIRMED).label == "surplus",
            "overspend": found.overspend > 0,
            "asks for more than is needed": causes[Cause.MODEL_GAP] < 0,
            "orphan with a successor that declined": any(
                heir.cause is Cause.DECLINED and heir.carries for heir in heirs
            ),
            "settled below plan": found.required - found.overspend < found.planned,
        }.items()
        if holds
    )

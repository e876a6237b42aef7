"""How do cost lines, names and last days become the facts of a year, column by column?"""

import datetime

import pytest

from dhr_cases.models import Case, Organisation, Succession, SuccessionShape
from dhr_cases.models.history import change
from funding.actions.ledger import approve_journal, put_forward
from funding.models import Agreement, CostLine
from funding.money import Qualifier
from funding.position import CostFact, InKindFact
from funding.position_rows import cost_fact, facts_of, former_names_at, last_days, names_at
from funding.posting_lines import Line
from funding.terms import AgreementState, CostClass, EntryKind, Measure, PartYear
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, body, cost_line, line

E = EntryKind
Q = Qualifier
ONE_DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("sums", "forecast", "commitment", "actual"),
    [
        ({}, None, None, None),
        ({(E.FORECAST, 7): 0}, 0, None, None),
        ({(E.FORECAST, 7): 5, (E.FORECAST, 8): 9}, 5, None, None),
        ({(E.COMMITMENT, 7): 6, (E.ACTUAL, 7): -1}, None, 6, -1),
        ({(E.RECEIPT, 7): 6, (E.ACTUAL, 0): 4}, None, None, None),
    ],
)
def test_takes_for_a_cost_only_what_is_tied_to_it(
    sums: dict[tuple[EntryKind, int], int], forecast: int | None, commitment: int | None, actual: int | None
) -> None:
    """The same number may be the key of a contribution: the kind tells them apart."""
    row = CostLine(pk=7, cost_class=CostClass.LEGAL, supplier="Counsel", is_settled=True)
    assert cost_fact(row, sums, Q.OVER) == CostFact(
        CostClass.LEGAL, None, forecast, commitment, actual, True, None, Q.OVER, "Counsel", "7"
    )


def test_names_a_cost_by_its_review_or_by_nothing() -> None:
    review = CostLine(case=Case(reference="DHR 9"), learning_review="LR 1", cost_class=CostClass.CHAIR)
    learning = CostLine(learning_review="LR 1", cost_class=CostClass.CHAIR)
    own = CostLine(cost_class=CostClass.CHAIR)
    assert [cost_fact(row, {}).reference for row in (review, learning, own)] == ["DHR 9", "LR 1", None]


def _costs_post(cast: Cast, row: CostLine, *steps: tuple[EntryKind, int, Qualifier]) -> None:
    lines = [Line(kind=kind, year=YEAR.start, on=DAY, pence=p, cost_line=row, qualifier=q) for kind, p, q in steps]
    journal = put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=lines, text="Costs")
    approve_journal(journal=journal, by=cast.csp_chair)


@pytest.mark.django_db
def test_is_as_near_as_the_plan_that_counts(cast: Cast) -> None:
    """A forecast that a commitment has replaced, or that was taken back, makes no total approximate."""
    about = (E.FORECAST, 2_000, Q.ABOUT)
    expected = [
        ((about,), Q.ABOUT),
        ((about, (E.FORECAST, 500, Q.EXACT)), Q.ABOUT),
        ((about, (E.COMMITMENT, 1_800, Q.EXACT)), Q.EXACT),
        ((about, (E.COMMITMENT, 1_800, Q.UP_TO)), Q.UP_TO),
        (((E.FORECAST, 1_500, Q.EXACT), (E.COMMITMENT, 1_800, Q.OVER)), Q.OVER),
        (((E.FORECAST, 1_500, Q.EXACT), (E.ACTUAL, 100, Q.ABOUT)), Q.EXACT),
        ((about, (E.FORECAST, 1, Q.UNDER)), Q.UNDER),
        (((E.FORECAST, 1_500, Q.EXACT), (E.FORECAST, 5, Q.OVER), (E.FORECAST, -5, Q.OVER)), Q.EXACT),
    ]
    for steps, _ in expected:
        _costs_post(cast, cost_line(cast.partnership), *steps)
    silent = cost_line(cast.partnership)
    found = facts_of(cast.partnership, YEAR).costs
    assert [cost.qualifier for cost in found] == [nearness for _, nearness in expected]
    assert [cost.forecast for cost in found] == [2_000, 2_500, 2_000, 2_000, 1_500, 1_500, 2_001, 1_500]
    assert str(silent.pk) not in {cost.key for cost in found}


@pytest.fixture
def contributions(cast: Cast) -> list[Agreement]:
    """Four contributions in the order they were made, money posted to the first: plain, silent, lent and gone."""
    ending = body("Ending", ends_on=datetime.date(2026, 9, 30))
    plain, silent, lent, gone = (
        agreement(cast.partnership, each, pence, state=state)
        for each, pence, state in (
            (cast.police, 500, AgreementState.CONFIRMED),
            (cast.health, None, AgreementState.ASKED),
            (cast.refuge, None, AgreementState.PROPOSED),
            (ending, 365, AgreementState.WITHDRAWN),
        )
    )
    with change("Test", None):
        lent.is_in_kind, lent.in_kind_description, lent.in_kind_value_pence = True, "A room", 90
        lent.save()
        gone.effective_on, gone.qualifier, gone.takes_over = DAY, Q.ABOUT, plain
        gone.save()
    posts = [(E.PLEDGE, 500), (E.CONFIRMATION, 400), (E.INVOICE, 300), (E.CREDIT_NOTE, 20), (E.RECEIPT, 200)]
    lines = [line(kind, pence, about=plain) for kind, pence in (*posts, (E.REFUND, 30))]
    journal = put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=lines, text="Income")
    approve_journal(journal=journal, by=cast.csp_chair)
    return [plain, silent, lent, gone]


@pytest.mark.django_db
def test_reads_contributions_in_their_order_with_what_was_posted(cast: Cast, contributions: list[Agreement]) -> None:
    found = facts_of(cast.partnership, YEAR).shares
    assert [share.key for share in found] == [str(row.pk) for row in contributions]
    assert found[0].counted == dict(zip(Measure, (500, 400, 280, 170), strict=True))
    assert [share.code for share in found[:2]] == [cast.police.code, cast.health.code]
    assert facts_of(cast.partnership, YEAR.next).shares == ()


@pytest.mark.django_db
def test_takes_every_column_of_a_contribution_over(cast: Cast, contributions: list[Agreement]) -> None:
    found = facts_of(cast.partnership, YEAR).shares
    assert [(share.share, share.is_stated) for share in found] == [
        (500, True),
        (None, False),
        (None, True),
        (365, True),
    ]
    assert [share.in_kind for share in found] == [None, None, InKindFact("A room", 90), None]
    assert (found[3].ended_on, found[3].qualifier, found[3].withdrawal_effective_on, found[3].takes_over) == (
        datetime.date(2026, 9, 30),
        Q.ABOUT,
        DAY,
        str(contributions[0].pk),
    )
    assert {(share.part_year, share.organisation == share.name_at_time) for share in found} == {
        (PartYear.BY_DAYS, True)
    }


@pytest.mark.django_db
def test_knows_the_name_of_each_day_and_the_last_day_of_each_body(cast: Cast) -> None:
    """A former name holds to its last day; a plan ends a body the day before, unless its own last day is known."""
    first, second = datetime.date(2026, 1, 31), datetime.date(2026, 5, 31)
    with change("Test", None):
        cast.police.names.create(name="Second", until=second)
        cast.police.names.create(name="First", until=first)
        for planned, day in ((True, DAY), (True, datetime.date(2027, 1, 1)), (False, datetime.date(2025, 1, 1))):
            Succession.objects.create(
                predecessor=cast.health, effective_on=day, shape=SuccessionShape.SPLIT, is_planned=planned, source="Us"
            )
    days = [first, first + ONE_DAY, second, second + ONE_DAY]
    assert [names_at([cast.police.pk], day)[cast.police.pk] for day in days] == [
        "First",
        "Second",
        "Second",
        cast.police.name,
    ]
    assert former_names_at([cast.police.pk, cast.health.pk], second + ONE_DAY) == {}
    assert names_at([cast.health.pk], first) == {cast.health.pk: cast.health.name}
    assert names_at([], first) == {}
    bodies: dict[int, datetime.date | None] = {cast.health.pk: None, cast.police.pk: None, cast.refuge.pk: second}
    assert last_days(bodies) == {cast.health.pk: DAY - ONE_DAY, cast.police.pk: None, cast.refuge.pk: second}
    assert last_days({cast.health.pk: second}) == {cast.health.pk: second}
    assert Organisation.objects.get(pk=cast.health.pk).ends_on is None

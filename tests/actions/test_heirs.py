"""Who takes over how much of what an ended body left, to the penny, and how is it told to them?"""

import datetime
from typing import Any

import pytest

from dhr_cases.models import Organisation, Succession, SuccessionShape
from dhr_cases.models.history import change
from funding.models import Agreement, FundingModel, ModelVersion
from funding.passing_on import Change, changes_of, heirs_of, last_day_of, left_behind
from funding.terms import EntryKind, PartYear
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, line, posted

YEAR = FinancialYear(2021)
LAST_DAY, FIRST_DAY = datetime.date(2021, 6, 25), datetime.date(2021, 6, 26)
SHARE = 365_000
COMPANY, PROBATION, COUNCIL = (Organisation(name=name) for name in ("Company", "Probation", "Council"))


def follows(successor: Organisation | None = PROBATION, share: int = 1, **more: Any) -> Succession:
    """Somebody follows the company on 26 June 2021; in no table."""
    told = {"predecessor": COMPANY, "effective_on": FIRST_DAY, "shape": SuccessionShape.ONE_TO_ONE, **more}
    return Succession(successor=successor, share=share, **told)


def said(row: Agreement, **facts: Any) -> Agreement:
    """A contribution with other facts in some of its columns."""
    with change("Test", None):
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
    return row


@pytest.fixture
def owed(cast: Cast) -> Agreement:
    """£3,650 for 2021/22 of a company that ended on 25 June, after 86 of 365 days."""
    return agreement(cast.partnership, body("Company", ends_on=LAST_DAY), SHARE, year=YEAR)


def received(cast: Cast, row: Agreement, pence: int) -> None:
    """So much has come in for a contribution."""
    posted(
        cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.RECEIPT, pence, about=row, on=LAST_DAY)]
    )


END, WAS_TO_PAY = "Company ended on 25 June 2021.", "It was to pay £3,650 for 2021/22."
BY_DAYS = "The year has 365 days, 279 of them after the end: £2,790 passes on by days."


@pytest.mark.django_db
def test_passes_on_the_days_after_the_end(owed: Agreement) -> None:
    (heir,) = heirs_of(owed, LAST_DAY, [follows()])
    assert (heir.body, heir.pence, heir.working) == (PROBATION, 279_000, (END, WAS_TO_PAY, BY_DAYS))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("paid", "pence", "told"),
    [
        (0, 279_000, None),
        (86_000, 279_000, None),
        (86_001, 278_999, "All but £2,789.99 of its contribution has come in, so only that passes on."),
        (364_999, 1, "All but £0.01 of its contribution has come in, so only that passes on."),
    ],
)
def test_passes_on_no_more_than_has_not_come_in(
    cast: Cast, owed: Agreement, paid: int, pence: int, told: str | None
) -> None:
    if paid:
        received(cast, owed, paid)
    (heir,) = heirs_of(owed, LAST_DAY, [follows()])
    assert (heir.pence, heir.working[3:]) == (pence, () if told is None else (told,))


@pytest.mark.django_db
@pytest.mark.parametrize("paid", [SHARE, SHARE + 1])
def test_has_no_heir_of_what_was_paid(cast: Cast, owed: Agreement, paid: int) -> None:
    received(cast, owed, paid)
    assert heirs_of(owed, LAST_DAY, [follows()]) == []


@pytest.mark.django_db
def test_splits_by_shares_with_the_odd_penny_to_the_earlier(owed: Agreement) -> None:
    said(owed, amount_pence=SHARE + 1)
    rows = [follows(PROBATION, 1, pk=1), follows(COUNCIL, 2, pk=2), follows(None, 1, pk=3)]
    first, second = heirs_of(owed, LAST_DAY, rows)
    assert (first.body, first.pence, second.body, second.pence) == (PROBATION, 69_750, COUNCIL, 139_501)
    assert first.working[-1] == "3 bodies follow; Probation takes 1 of 4 parts: £697.50."
    assert second.working[-1] == "3 bodies follow; Council takes 2 of 4 parts: £1,395.01."


@pytest.mark.django_db
def test_gives_nobody_a_part_of_nothing(owed: Agreement) -> None:
    said(owed, amount_pence=1)
    rows = [follows(PROBATION, 1, pk=1), follows(COUNCIL, 5, pk=2)]
    assert [(heir.body, heir.pence) for heir in heirs_of(owed, LAST_DAY, rows)] == [(COUNCIL, 1)]


@pytest.mark.django_db
def test_names_no_sum_where_none_was_stated(owed: Agreement) -> None:
    said(owed, amount_pence=None)
    (heir,) = heirs_of(owed, LAST_DAY, [follows()])
    told = "Its contribution for 2021/22 was not stated, so no sum can be named."
    assert (heir.pence, heir.working) == (None, (END, told))
    one, other = heirs_of(owed, LAST_DAY, [follows(PROBATION, 1, pk=1), follows(COUNCIL, 1, pk=2)])
    assert (one.pence, other.pence) == (None, None)
    assert one.working[-1] == "2 bodies follow; Probation takes 1 of 2 parts: a part of it."


@pytest.mark.django_db
@pytest.mark.parametrize("description", ["A room", "A room."])
def test_calls_support_in_kind_no_sum_that_nobody_stated(owed: Agreement, description: str) -> None:
    said(owed, amount_pence=None, is_in_kind=True, in_kind_description=description)
    (heir,) = heirs_of(owed, LAST_DAY, [follows()])
    assert (heir.pence, heir.working) == (
        None, (END, "For 2021/22 it gave support in kind and no money: A room."),
    )  # fmt: skip


@pytest.mark.django_db
def test_keeps_how_exact_the_share_was(owed: Agreement) -> None:
    said(owed, qualifier="about")
    (heir,) = heirs_of(owed, LAST_DAY, [follows()])
    assert heir.working[1] == "It was to pay about £3,650 for 2021/22."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("last_day", "pence"), [(LAST_DAY, 0), (datetime.date(2021, 4, 1), 0), (datetime.date(2021, 3, 31), SHARE)]
)
def test_leaves_the_year_whole_where_the_model_says_so(
    cast: Cast, owed: Agreement, last_day: datetime.date, pence: int
) -> None:
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Shared cost")
        whole = ModelVersion.objects.create(model=model, number=1, first_year=2021, part_year=PartYear.WHOLE_YEAR)
    said(owed, version=whole)
    heirs = heirs_of(owed, last_day, [follows()])
    assert [heir.pence for heir in heirs] == [pence] * bool(pence)
    told = "By the model a year is owed whole by who exists on 1 April: £3,650 passes on."
    assert all(told in heir.working for heir in heirs)


@pytest.mark.django_db
def test_counts_the_days_of_a_body_that_took_it_over_itself_from_then_on(cast: Cast, owed: Agreement) -> None:
    """Probation owes £2,790 from 26 June and ends on 31 December: 90 of its 279 days come after."""
    heir = agreement(cast.partnership, body("Probation"), 279_000, year=YEAR)
    said(heir, takes_over=owed)
    (next_one,) = heirs_of(heir, datetime.date(2021, 12, 31), [follows(COUNCIL)])
    assert next_one.pence == 90_000
    told = "Since 26 June 2021 the year has 279 days, 90 of them after the end: £900 passes on by days."
    assert next_one.working[2] == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ended_on", "years"),
    [
        (datetime.date(2021, 3, 30), [2020, 2021, 2022]),
        (datetime.date(2021, 3, 31), [2021, 2022]),
        (LAST_DAY, [2021, 2022]),
        (datetime.date(2022, 3, 31), [2022]),
        (datetime.date(2023, 3, 31), []),
    ],
)
def test_leaves_behind_the_year_of_the_day_after_and_those_that_follow(
    cast: Cast, owed: Agreement, ended_on: datetime.date, years: list[int]
) -> None:
    ended = owed.organisation
    for year in (YEAR.next, YEAR.previous):
        agreement(cast.partnership, ended, SHARE, year=year)
    agreement(cast.partnership, cast.police, SHARE, year=YEAR.next)
    assert [row.year for row in left_behind(cast.partnership, ended, ended_on)] == years


@pytest.mark.parametrize(
    ("ends_on", "is_planned", "last_day"),
    [(LAST_DAY, True, LAST_DAY), (LAST_DAY, False, LAST_DAY), (None, True, LAST_DAY), (None, False, None)],
)
def test_ends_a_body_on_its_own_last_day_or_the_one_before_a_plan(
    ends_on: datetime.date | None, is_planned: bool, last_day: datetime.date | None
) -> None:
    rows = [follows(is_planned=is_planned), follows(COUNCIL)]
    assert last_day_of(Organisation(name="Company", ends_on=ends_on), rows) == last_day


@pytest.mark.parametrize(
    ("successors", "days", "risk"),
    [
        ((PROBATION,), -1, "Company is to end; Probation follows on 26 June 2021."),
        ((PROBATION, COUNCIL), -1, "Company is to end; Probation, Council follow on 26 June 2021."),
        ((PROBATION,), 0, ""),
        ((PROBATION, None), 1, ""),
        ((None,), -1, "Company is to end on 26 June 2021 and nobody is named who takes over its contribution."),
        ((None,), 0, "Company was to end on 26 June 2021 and no successor is named: nobody can be asked."),
    ],
)
def test_says_what_is_to_be_feared_of_a_change(
    successors: tuple[Organisation | None, ...], days: int, risk: str
) -> None:
    found = Change(COMPANY, FIRST_DAY, tuple(follows(each) for each in successors))
    assert found.risk(FIRST_DAY + datetime.timedelta(days=days)) == risk
    assert found.is_to_come(FIRST_DAY + datetime.timedelta(days=days)) is (days < 0)


def test_names_who_follows_and_how() -> None:
    found = Change(COMPANY, FIRST_DAY, (follows(shape=SuccessionShape.SPLIT), follows(None), follows(COUNCIL)))
    assert (found.followers, found.shape) == ("Probation, Council", SuccessionShape.SPLIT.label)


@pytest.mark.django_db
def test_lists_changes_of_bodies_the_partnership_has_to_do_with(cast: Cast, owed: Agreement) -> None:
    """One that pays, one that belongs to it, none of another's; the earliest first."""
    member, stranger = body("Member"), body("Stranger")
    cast.partnership.bodies.add(member)
    with change("Test", None):
        for ended, day in ((owed.organisation, FIRST_DAY), (member, YEAR.first), (stranger, YEAR.first)):
            Succession.objects.create(predecessor=ended, successor=cast.police, effective_on=day)
    assert [(found.body.name, found.effective_on) for found in changes_of(cast.partnership)] == [
        ("Member", YEAR.first), ("Company", FIRST_DAY),
    ]  # fmt: skip

"""Which words name what may cost a year one body's money, and what does one body pay by several contributions?"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, Succession
from funding.models import Agreement
from funding.money import Qualifier
from funding.partner_rows import OVER, last_years, risks_of, share_of
from funding.terms import AGREEMENT_STATES, AgreementState
from funding.trends import YearShare
from funding.years import FinancialYear

A = AgreementState
Q = Qualifier
YEAR = FinancialYear(2026)
POLICE = Organisation(pk=1, code="police", name="Police")
TRUST = Organisation(pk=2, code="trust", name="Trust")
COUNCIL = Organisation(pk=3, code="council", name="Council")
DAY = date(2027, 4, 1)


def _row(state: AgreementState = A.ASKED, pence: int | None = 500, **more: object) -> Agreement:
    facts: dict[str, object] = {"year": YEAR.start, "amount_pence": pence, "state": state, **more}
    return Agreement(**facts)


def _link(
    ended: Organisation = POLICE,
    successor: Organisation | None = TRUST,
    *,
    is_planned: bool = True,
    day: date = DAY,
) -> Succession:
    return Succession(predecessor=ended, successor=successor, effective_on=day, is_planned=is_planned)


def _risks(*rows: Agreement, body: Organisation = POLICE, links: Sequence[Succession] = ()) -> list[str]:
    return list(risks_of(body, rows, links))


@pytest.mark.parametrize(("days", "word"), [(-400, "Ended"), (-1, "Ended"), (0, "Ends"), (1, "Ends"), (400, "Ends")])
def test_says_that_a_body_ends_until_its_last_day_is_over(days: int, word: str) -> None:
    last = timezone.localdate() + timedelta(days=days)
    ending = Organisation(pk=1, name="Police", ends_on=last)
    assert _risks(body=ending) == [f"{word} on {long_date(last)}"]


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([], []),
        ([_link()], ["Planned to be followed by Trust on 1 April 2027"]),
        ([_link(successor=None)], ["Planned to be followed by a body that has no name yet on 1 April 2027"]),
        ([_link(is_planned=False)], []),
        ([_link(COUNCIL, POLICE)], []),
        ([_link(COUNCIL, TRUST)], []),
        (
            [_link(), _link(successor=COUNCIL, day=date(2027, 10, 1))],
            [
                "Planned to be followed by Trust on 1 April 2027",
                "Planned to be followed by Council on 1 October 2027",
            ],
        ),
    ],
)
def test_tells_only_what_is_planned_for_the_body_itself(links: list[Succession], told: list[str]) -> None:
    assert _risks(links=links) == told


@pytest.mark.parametrize(
    ("decided", "effective", "told"),
    [
        (None, None, "Withdraws; from which day is not stated"),
        (date(2026, 3, 7), None, "Withdraws; from which day is not stated"),
        (None, date(2026, 4, 1), "Withdraws from 1 April 2026"),
        (date(2026, 3, 7), date(2026, 4, 1), "Withdraws from 1 April 2026, 25 days after its decision"),
        (date(2026, 3, 31), date(2026, 4, 1), "Withdraws from 1 April 2026, 1 day after its decision"),
        (date(2026, 4, 1), date(2026, 4, 1), "Withdraws from 1 April 2026, on the day of its decision"),
        (date(2026, 4, 10), date(2026, 4, 1), "Withdraws from 1 April 2026, 9 days before its decision"),
        (date(2026, 4, 2), date(2026, 4, 1), "Withdraws from 1 April 2026, 1 day before its decision"),
    ],
)
def test_counts_the_notice_of_a_withdrawal(decided: date | None, effective: date | None, told: str) -> None:
    gone = _row(A.WITHDRAWN, decided_on=decided, effective_on=effective)
    assert _risks(gone) == [told]


@pytest.mark.parametrize("state", sorted(set(A) - {A.WITHDRAWN, A.PLEDGED}))
def test_fears_nothing_of_any_other_state(state: AgreementState) -> None:
    assert _risks(_row(state, decided_on=DAY, effective_on=DAY)) == []


def test_tells_of_a_pledge_once_and_of_each_withdrawal() -> None:
    rows = [_row(A.PLEDGED), _row(A.WITHDRAWN), _row(A.PLEDGED), _row(A.WITHDRAWN, effective_on=DAY)]
    assert _risks(*rows) == [
        "Withdraws; from which day is not stated",
        "Withdraws from 1 April 2027",
        "Only pledged, not confirmed",
    ]


def test_tells_of_the_end_first_then_of_plans_then_of_contributions() -> None:
    ending = Organisation(pk=1, name="Police", ends_on=date(2020, 3, 31))
    assert _risks(_row(A.PLEDGED), _row(A.WITHDRAWN), body=ending, links=[_link(ending)]) == [
        "Ended on 31 March 2020",
        "Planned to be followed by Trust on 1 April 2027",
        "Withdraws; from which day is not stated",
        "Only pledged, not confirmed",
    ]


def test_fears_nothing_of_a_body_without_contributions() -> None:
    assert _risks() == []


@pytest.mark.parametrize(
    ("rows", "pence", "qualifier", "is_in_kind"),
    [
        ([_row()], 500, Q.EXACT, False),
        ([_row(pence=0)], 0, Q.EXACT, False),
        ([_row(pence=1), _row(pence=2), _row(pence=4)], 7, Q.EXACT, False),
        ([_row(pence=2**63 - 1), _row(pence=1)], 2**63, Q.EXACT, False),
        ([_row(qualifier=Q.OVER), _row(qualifier=Q.UNDER)], 1_000, Q.ABOUT, False),
        ([_row(qualifier=Q.UNDER), _row(qualifier=Q.UP_TO)], 1_000, Q.UP_TO, False),
        ([_row(), _row(pence=None)], 500, Q.OVER, False),
        ([_row(qualifier=Q.OVER), _row(pence=None)], 500, Q.OVER, False),
        ([_row(qualifier=Q.ABOUT), _row(pence=None), _row(pence=None)], 500, Q.ABOUT, False),
        ([_row(), _row(pence=None, is_in_kind=True)], 500, Q.EXACT, False),
        ([_row(pence=300, is_in_kind=True)], 300, Q.EXACT, False),
        ([_row(pence=None)], None, Q.EXACT, False),
        ([_row(pence=None, is_in_kind=True)], None, Q.EXACT, True),
        ([_row(pence=None, is_in_kind=True), _row(pence=None)], None, Q.EXACT, False),
    ],
)
def test_adds_up_what_a_body_pays_by_several_contributions(
    rows: list[Agreement], pence: int | None, qualifier: Qualifier, is_in_kind: bool
) -> None:
    assert share_of(rows) == YearShare(YEAR, pence, qualifier, is_in_kind=is_in_kind)


@pytest.mark.parametrize("state", list(A))
def test_says_why_nothing_more_comes_in_the_words_of_the_table(state: AgreementState) -> None:
    is_over = state in {A.DECLINED, A.WITHDRAWN, A.ENDED}
    assert (state in OVER) is is_over
    assert share_of([_row(state)]).ended == (AGREEMENT_STATES[state].label.lower() if is_over else "")
    assert share_of([_row(state), _row(A.ASKED)]).ended == ""


@pytest.mark.parametrize(
    ("states", "word"),
    [
        ([A.DECLINED, A.WITHDRAWN], "withdrawn"),
        ([A.WITHDRAWN, A.DECLINED], "declined"),
        ([A.DECLINED, A.ENDED], "ended with the body"),
        ([A.CONFIRMED, A.DECLINED], ""),
    ],
)
def test_takes_the_word_of_the_last_contribution(states: list[AgreementState], word: str) -> None:
    assert share_of([_row(state) for state in states]).ended == word
    assert share_of([_row(state, pence=None) for state in states]).ended == word


@pytest.mark.parametrize(
    ("start", "labels"),
    [(2026, ["2023/24", "2024/25", "2025/26", "2026/27"]), (2001, ["1998/99", "1999/00", "2000/01", "2001/02"])],
)
def test_looks_back_three_years_oldest_first(start: int, labels: list[str]) -> None:
    assert [each.label for each in last_years(FinancialYear(start))] == labels

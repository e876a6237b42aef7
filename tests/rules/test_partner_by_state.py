"""What does a contribution count towards in each of its states, and to which cause goes what is missing of it?"""

from datetime import date

import pytest

from funding.money import Qualifier
from funding.position import InKindFact, PartnerPosition, Position, ShareFact, as_json, known_share, position
from funding.position.partners import counted_qualifier
from funding.position.takeovers import largest_sum
from funding.terms import AGREEMENT_STATES, CAUSES, AgreementState, Cause, Measure
from tests.rules.year_facts import Sums, agreement, chair, counted, ended, successor, year

A = AgreementState
Q = Qualifier
SHARE = 100_001
STANDING = (A.PROPOSED, A.ASKED, A.PLEDGED, A.CONFIRMED, A.ENDED)
COMING: Sums = (90_000, 70_000, 40_000, 1)
LARGEST = 2**63 - 1


def _only(share: ShareFact, **rest: date) -> PartnerPosition:
    (found,) = position(year(share, **rest)).partners  # type: ignore[arg-type]  # only the day is ever named
    return found


def _loss(partner: PartnerPosition, measure: Measure) -> dict[Cause, int]:
    return {cause: pence for cause, pence in partner.loss_by_cause[measure].items() if pence}


@pytest.mark.parametrize("state", list(A))
def test_counts_what_is_in_the_ledger_whatever_the_state(state: AgreementState) -> None:
    partner = _only(agreement("Police", SHARE, COMING, state=state))
    assert partner.counted == partner.posted == counted(COMING)
    assert (partner.carries, partner.share, partner.state) == (SHARE, SHARE, state)
    assert partner.loss == {measure: SHARE - pence for measure, pence in counted(COMING).items()}


@pytest.mark.parametrize("state", STANDING)
def test_calls_outstanding_what_is_missing_while_the_share_stands(state: AgreementState) -> None:
    partner = _only(agreement("Police", SHARE, COMING, state=state))
    assert partner.cause is Cause.UNPAID
    assert {measure: _loss(partner, measure) for measure in Measure} == {
        Measure.AGREED: {Cause.UNPAID: 10_001},
        Measure.CONFIRMED: {Cause.UNPAID: 30_001},
        Measure.INVOICED: {Cause.UNPAID: 60_001},
        Measure.RECEIVED: {Cause.UNPAID: 100_000},
    }


@pytest.mark.parametrize("state", [A.DECLINED, A.WITHDRAWN])
def test_calls_declined_what_is_missing_once_the_partner_stopped(state: AgreementState) -> None:
    partner = _only(agreement("Police", SHARE, COMING, state=state))
    assert partner.cause is Cause.DECLINED
    assert _loss(partner, Measure.AGREED) == {Cause.DECLINED: 10_001}
    assert _loss(partner, Measure.RECEIVED) == {Cause.DECLINED: 100_000}


def test_has_asked_about_every_state_there_is() -> None:
    assert {*STANDING, A.DECLINED, A.WITHDRAWN} == set(AGREEMENT_STATES)


@pytest.mark.parametrize(
    ("effective_on", "cause"),
    [
        (None, Cause.DECLINED),
        (date(2020, 4, 1), Cause.DECLINED),
        (date(2021, 3, 31), Cause.DECLINED),
        (date(2021, 4, 1), Cause.DECLINED),
        (date(2022, 3, 31), Cause.DECLINED),
        (date(2022, 4, 1), Cause.UNPAID),
        (date(2023, 4, 1), Cause.UNPAID),
    ],
)
def test_withdraws_from_the_last_day_of_the_year_and_not_from_the_next(effective_on: date | None, cause: Cause) -> None:
    gone = agreement("Police", SHARE, state=A.WITHDRAWN, withdrawal_effective_on=effective_on)
    partner = _only(gone)
    assert partner.cause is cause
    assert _loss(partner, Measure.CONFIRMED) == {cause: SHARE}


@pytest.mark.parametrize("state", [*STANDING, A.DECLINED])
def test_pays_no_heed_to_a_day_of_withdrawal_in_another_state(state: AgreementState) -> None:
    day = agreement("Police", SHARE, state=state, withdrawal_effective_on=date(2021, 5, 1))
    none = agreement("Police", SHARE, state=state)
    assert _only(day) == _only(none)


@pytest.mark.parametrize("state", list(A))
@pytest.mark.parametrize("more", [-1, 0, 1, SHARE])
def test_has_every_cause_and_adds_them_up_to_the_loss(state: AgreementState, more: int) -> None:
    partner = _only(agreement("Police", SHARE, (SHARE + more, SHARE + more, SHARE, 0), state=state))
    for measure in Measure:
        assert list(partner.loss_by_cause[measure]) == list(CAUSES)
        assert sum(partner.loss_by_cause[measure].values()) == partner.loss[measure]
        assert partner.loss_by_cause[measure][Cause.DECLINED] >= 0
    assert _loss(partner, Measure.AGREED).get(Cause.UNPAID, 0) <= max(0, -more)


@pytest.mark.parametrize("pence", [0, 1, 2, LARGEST])
def test_is_exact_for_nothing_one_penny_and_the_largest_column(pence: int) -> None:
    found = position(year(agreement("Police", pence, (pence,) * 4), costs=[chair(pence)]))
    assert (found.asked, found.required, set(found.measures.values())) == (pence, pence, {pence})
    assert set(found.shortfall.values()) == {0}
    assert {each for causes in found.causes.values() for each in causes.values()} == {0}


@pytest.mark.parametrize(
    ("sums", "largest"),
    [
        ((0, 0, 0, 0), 0),
        ((1, 0, 0, 0), 1),
        ((1, 2, 0, 0), 2),
        ((1, 2, 3, 0), 3),
        ((1, 2, 3, 4), 4),
        ((-5, -5, -5, -5), -5),
    ],
)
def test_knows_at_least_the_largest_sum_of_a_share_not_stated(sums: Sums, largest: int) -> None:
    silent = agreement("Police", None, sums)
    assert largest_sum(silent) == known_share(silent) == largest
    assert _only(silent).carries == largest
    assert known_share(agreement("Police", 0, sums)) == 0


def test_counts_a_measure_without_entries_as_nought() -> None:
    bare = ShareFact("one", "Police", "Police", A.ASKED, share=5, counted={Measure.AGREED: 3})
    assert [bare.posted(measure) for measure in Measure] == [3, 0, 0, 0]
    assert largest_sum(bare) == 3
    assert _only(bare).posted == counted((3, 0, 0, 0))


@pytest.mark.parametrize(
    ("share", "in_kind", "stated", "words"),
    [
        (None, None, False, "not stated"),
        (None, InKindFact("A room"), True, "in kind"),
        (0, None, True, "£0"),
        (1, None, True, "£0.01"),
        (0, InKindFact("A room"), True, "£0"),
        (123_456_789, InKindFact("A room", 5), True, "£1,234,567.89"),
    ],
)
def test_says_a_share_in_money_in_kind_or_not_stated(
    share: int | None, in_kind: InKindFact | None, stated: bool, words: str
) -> None:
    fact = agreement("Police", share, in_kind=in_kind)
    partner = _only(fact)
    assert fact.is_stated is partner.is_stated is stated
    assert partner.share_in_words == words
    assert partner.is_in_kind_only is (words == "in kind")


@pytest.mark.parametrize(("qualifier", "words"), [(Q.ABOUT, "about £5"), (Q.OVER, "over £5"), (Q.UP_TO, "up to £5")])
def test_says_how_near_a_share_is(qualifier: Qualifier, words: str) -> None:
    assert _only(agreement("Police", 500, qualifier=qualifier)).share_in_words == words


def test_takes_promises_to_be_as_near_as_the_share_and_money_to_be_exact() -> None:
    partner = _only(agreement("Police", 500, (500, 500, 500, 500), qualifier=Q.ABOUT))
    assert [counted_qualifier(partner, measure) for measure in Measure] == [Q.ABOUT, Q.ABOUT, Q.EXACT, Q.EXACT]
    nothing = _only(agreement("Police", 500, (0, 0, 0, 0), qualifier=Q.ABOUT))
    assert {counted_qualifier(nothing, measure) for measure in Measure} == {Q.EXACT}


def test_takes_what_counts_of_an_ended_body_to_be_exact_since_it_was_received() -> None:
    partner = _only(ended(500, (500, 500, 0, 200), qualifier=Q.ABOUT))
    assert {counted_qualifier(partner, measure) for measure in Measure} == {Q.EXACT}
    before = _only(ended(500, (500, 500, 0, 200), qualifier=Q.ABOUT), on=date(2021, 6, 25))
    assert counted_qualifier(before, Measure.CONFIRMED) is Q.ABOUT


def _many() -> Position:
    """A contribution in every state, one in kind, one not stated, one ended and one that takes over."""
    stated = [agreement(state.value, SHARE + place, COMING, state=state) for place, state in enumerate(A)]
    silent = agreement("silent", None, (7, 0, 0, 0))
    lent = agreement("lent", None, in_kind=InKindFact("A room", 900))
    gone, heir = ended(SHARE, (SHARE, SHARE, 3, 3)), successor(4_000, (1, 1, 1, 1))
    return position(year(*stated, silent, lent, heir, gone, costs=[chair(1), chair(LARGEST)], brought=13))


@pytest.mark.parametrize("measure", list(Measure))
def test_adds_the_rows_of_partners_up_to_the_totals_of_the_year(measure: Measure) -> None:
    found = _many()
    assert sum(partner.counted[measure] for partner in found.partners) == found.measures[measure]
    assert sum(partner.carries for partner in found.partners) == found.asked
    assert sum(partner.loss[measure] for partner in found.partners) == found.asked - found.measures[measure]
    for cause in (Cause.ORPHANED, Cause.DECLINED, Cause.UNPAID):
        of_rows = sum(partner.loss_by_cause[measure][cause] for partner in found.partners)
        assert of_rows == found.causes[measure][cause]
    assert sum(found.causes[measure].values()) == found.shortfall[measure]
    assert [line.pence for line in found.cause_lines[measure]] == list(found.causes[measure].values())
    assert [line.cause for line in found.cause_lines[measure]] == list(Cause)


def test_keeps_the_order_given_though_the_heir_stands_before_the_ended_body() -> None:
    found = _many()
    names = [partner.name for partner in found.partners]
    assert names[: len(A)] == [state.value for state in A]
    assert names[len(A) :] == ["silent", "lent", "Probation Service", "Rehabilitation Company"]
    assert [row["name"] for row in as_json(found)["partners"]] == names
    assert found.partners[-1].taken_over_by == ("Probation Service",)
    assert found.partners[-2].carries == 4_000


def test_counts_silent_agreements_behind_the_cause_they_would_go_to() -> None:
    found = position(
        year(
            agreement("One", None),
            agreement("Two", None),
            agreement("Three", None, state=A.DECLINED),
            agreement("Four", None, in_kind=InKindFact("A room")),
            ended(None),
        )
    )
    for measure in Measure:
        silent = {line.cause: line.not_stated for line in found.cause_lines[measure]}
        assert silent == {
            Cause.MODEL_GAP: 0,
            Cause.ORPHANED: 1,
            Cause.DECLINED: 1,
            Cause.UNPAID: 2,
            Cause.OVERSPEND: 0,
        }


def test_lists_support_in_kind_in_order_and_adds_only_stated_values() -> None:
    found = position(
        year(
            agreement("Fire", None, in_kind=InKindFact("A room", 1)),
            agreement("Police", 5),
            agreement("District", 9, in_kind=InKindFact("An officer")),
            agreement("Council", None, in_kind=InKindFact("Minutes", 2_000_000, Q.UP_TO)),
        )
    )
    assert [(row.name, row.description, row.value_in_words) for row in found.in_kind] == [
        ("Fire", "A room", "£0.01"),
        ("District", "An officer", "not stated"),
        ("Council", "Minutes", "up to £20,000"),
    ]
    assert (found.in_kind_value, found.asked) == (2_000_001, 14)


def test_keeps_the_code_of_a_body_and_the_day_it_ends_beside_its_figures() -> None:
    partner = _only(agreement("Police", 5, code="police", ended_on=date(2021, 12, 31)), on=date(2021, 5, 1))
    assert (partner.code, partner.ended_on, partner.is_orphaned, partner.takes_over) == (
        "police",
        date(2021, 12, 31),
        False,
        None,
    )
    assert (partner.orphaned, partner.taken_over_by) == (0, ())

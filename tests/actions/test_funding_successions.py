"""A change of body loses no duty to pay: each contribution left is orphaned, and every successor is asked."""

import datetime
import json
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from dhr_cases.actions.organisations import Follower, end_organisation
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation, Succession, SuccessionShape
from dhr_cases.models.history import change
from funding.actions.successions import record_succession, take_up_successions
from funding.models import Agreement, FundingEvent, FundingModel, FundingRequest, FundingSettings, ModelVersion
from funding.position import position
from funding.position_rows import facts_of
from funding.terms import AgreementState, Cause, EntryKind, Measure, PartYear, RequestState
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, line, posted
from tests.successions import CHANGE_DAY, LAST_DAY, PASSES_ON, SHARE, SOURCE, YEAR, crc_and_probation, follow
from workflows.sweep import sweep

pytestmark = pytest.mark.django_db

IN_YEAR = datetime.date(2021, 5, 1)
AT_F4 = json.loads((settings.BASE_DIR / "tests" / "facts" / "money" / "kent_funding.json").read_text(encoding="utf-8"))[
    "AT-F4"
]


def orphaned(cast: Cast, year: FinancialYear = YEAR) -> int:
    """What the year's position calls orphaned, against confirmed."""
    return position(facts_of(cast.partnership, year)).causes[Measure.CONFIRMED][Cause.ORPHANED]


def paid(cast: Cast, owed: Agreement, pence: int, on: datetime.date = IN_YEAR) -> None:
    """A receipt, posted."""
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.RECEIPT, pence, about=owed, on=on)])


def versioned(cast: Cast, owed: Agreement, part_year: PartYear) -> Agreement:
    """The contribution under a version of a model that shares a broken year in this way."""
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Shared cost")
        owed.version = ModelVersion.objects.create(
            model=model, number=1, first_year=owed.year, state="in_force", part_year=part_year
        )
        owed.save()
    return owed


def test_at_f4_asks_the_successor_for_its_days_of_the_year(cast: Cast) -> None:
    """86 and 279 days: of £1,000 the successor is asked for £764.38, and the sum is orphaned until it confirms."""
    crc, probation = crc_and_probation()
    owed = agreement(cast.partnership, crc, AT_F4["share_pence"], year=FinancialYear(AT_F4["year"]))
    paid(cast, owed, AT_F4["paid_by_days_pence"])
    (request,) = follow(cast, crc, [probation], on=datetime.date.fromisoformat(AT_F4["successor_from"]))
    assert (request.organisation, request.amount_pence) == (probation, AT_F4["orphaned_pence"])
    assert crc.ends_on == datetime.date.fromisoformat(AT_F4["predecessor_to"])
    taken = request.agreement
    assert taken is not None
    assert (taken.takes_over, taken.amount_pence, taken.state) == (owed, AT_F4["orphaned_pence"], AgreementState.ASKED)
    assert f"{AT_F4['days_in_year']} days, {AT_F4['successor_days']} of them after the end" in " ".join(taken.working)
    assert orphaned(cast) == AT_F4["orphaned_pence"]


def test_at_f4_leaves_the_whole_share_orphaned_where_nothing_came(cast: Cast) -> None:
    """The successor is asked for its days; the days before are orphaned as well."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    (request,) = follow(cast, crc, [probation])
    assert request.amount_pence == PASSES_ON
    assert orphaned(cast) == SHARE


def test_takes_the_orphaned_sum_away_when_the_successor_confirms(cast: Cast) -> None:
    """Duty first, money on confirmation."""
    crc, probation = crc_and_probation()
    paid(cast, agreement(cast.partnership, crc, SHARE, year=YEAR), SHARE - PASSES_ON)
    (request,) = follow(cast, crc, [probation])
    assert request.agreement is not None
    kinds = (EntryKind.PLEDGE, EntryKind.CONFIRMATION)
    lines = [line(kind, PASSES_ON, about=request.agreement, on=CHANGE_DAY) for kind in kinds]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    assert orphaned(cast) == 0


def test_says_in_plain_words_why_the_successor_is_asked(cast: Cast) -> None:
    """The request carries the day, the sum and the division; it is due by the setting."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    (request,) = follow(cast, crc, [probation])
    assert request.why.startswith("The duty to pay passed to Probation Service on 26 June 2021; the money did not.")
    assert "It was to pay £1,000 for 2021/22." in request.why
    days = FundingSettings.objects.get(partnership=cast.partnership).answer_days
    assert request.due_on == timezone.localdate() + datetime.timedelta(days=days)
    assert (request.state, request.succession) == (RequestState.ASKED, Succession.objects.get(predecessor=crc))


def test_ends_the_contribution_with_its_body_and_records_each_act(cast: Cast) -> None:
    """The succession and every request are events of their own."""
    crc, probation = crc_and_probation()
    owed = agreement(cast.partnership, crc, SHARE, year=YEAR, state=AgreementState.CONFIRMED)
    (request,) = follow(cast, crc, [probation])
    owed.refresh_from_db()
    assert owed.state == AgreementState.ENDED
    events = list(FundingEvent.objects.order_by("pk").values_list("kind", "subject_id"))
    assert events == [(FundingVerb.RECORD_SUCCESSION, crc.pk), (FundingVerb.ASK, request.pk)]


def test_takes_back_what_the_ended_body_was_still_asked(cast: Cast) -> None:
    """Nobody is left to answer; the successor is asked in its place."""
    crc, probation = crc_and_probation()
    owed = agreement(cast.partnership, crc, SHARE, year=YEAR)
    with change("Test", None):
        own = FundingRequest.objects.create(
            partnership=cast.partnership, organisation=crc, year=YEAR.start, agreement=owed, asked_on=IN_YEAR
        )
    (request,) = follow(cast, crc, [probation])
    own.refresh_from_db()
    assert (own.state, own.outcome) == (
        RequestState.WITHDRAWN,
        "Rehabilitation Company has ended. Its successor is asked.",
    )
    assert request.state == RequestState.ASKED


def test_leaves_a_declined_contribution_declined(cast: Cast) -> None:
    """What the body itself answered stays on record; its successor is asked all the same."""
    crc, probation = crc_and_probation()
    owed = agreement(cast.partnership, crc, SHARE, year=YEAR, state=AgreementState.DECLINED)
    assert len(follow(cast, crc, [probation])) == 1
    owed.refresh_from_db()
    assert owed.state == AgreementState.DECLINED


def test_passes_on_whole_years_after_the_change_and_none_before(cast: Cast) -> None:
    """2020/21 is untouched, 2021/22 by days, 2022/23 whole."""
    crc, probation = crc_and_probation()
    for start in (2020, 2021, 2022):
        agreement(cast.partnership, crc, SHARE, year=FinancialYear(start))
    asked = [(row.year, row.amount_pence) for row in follow(cast, crc, [probation])]
    assert asked == [(2021, PASSES_ON), (2022, SHARE)]


def test_leaves_the_year_with_who_existed_on_1_april_where_the_model_says_so(cast: Cast) -> None:
    """Whole-year models pass on nothing of the broken year, and all of the next."""
    crc, probation = crc_and_probation()
    first = versioned(cast, agreement(cast.partnership, crc, SHARE, year=YEAR), PartYear.WHOLE_YEAR)
    with change("Test", None):
        Agreement.objects.create(
            partnership=cast.partnership, organisation=crc, year=2022, amount_pence=SHARE, version=first.version
        )
    (request,) = follow(cast, crc, [probation])
    assert (request.year, request.amount_pence) == (2022, SHARE)
    assert "a year is owed whole by who exists on 1 April" in request.why


def test_asks_only_for_what_has_not_come_in(cast: Cast) -> None:
    """A body that paid the year ahead leaves nothing to ask for; one that paid more than its days leaves the rest."""
    crc, probation = crc_and_probation()
    paid(cast, agreement(cast.partnership, crc, SHARE, year=YEAR), 60000)
    (request,) = follow(cast, crc, [probation])
    assert request.amount_pence == 40000
    assert "All but £400 of its contribution has come in" in request.why


def test_asks_nobody_where_everything_was_paid(cast: Cast) -> None:
    """No request for nil."""
    crc, probation = crc_and_probation()
    paid(cast, agreement(cast.partnership, crc, SHARE, year=YEAR), SHARE)
    assert follow(cast, crc, [probation]) == []
    assert orphaned(cast) == 0


def test_asks_without_a_sum_where_none_was_stated(cast: Cast) -> None:
    """Not stated is passed on as not stated, never as nil."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, None, year=YEAR)
    (request,) = follow(cast, crc, [probation])
    assert request.amount_pence is None
    assert "was not stated" in request.why


def test_splits_among_several_by_their_shares(cast: Cast) -> None:
    """Two parts to one; the odd penny to the earlier; all of it together."""
    old, east, west = body("County"), body("East Unitary"), body("West Unitary")
    agreement(cast.partnership, old, SHARE, year=YEAR)
    followers = [Follower(east, 2), Follower(west, 1)]
    requests = follow(cast, old, followers, shape=SuccessionShape.SPLIT)
    assert [row.amount_pence for row in requests] == [50959, 25479]
    assert sum(row.amount_pence or 0 for row in requests) == PASSES_ON
    assert "2 bodies follow; East Unitary takes 2 of 3 parts: £509.59." in requests[0].why


def test_merges_several_into_one(cast: Cast) -> None:
    """Every contribution left has its own successor's contribution; nothing is doubled."""
    groups, merged = [body(f"Group {letter}") for letter in "AB"], body("Merged Group")
    for group in groups:
        agreement(cast.partnership, group, SHARE, year=YEAR)
        follow(cast, group, [merged], on=YEAR.first, shape=SuccessionShape.MERGE)
    assert [row.amount_pence for row in FundingRequest.objects.filter(organisation=merged)] == [SHARE, SHARE]
    assert orphaned(cast) == 2 * SHARE


def test_follows_a_successor_that_ends_in_the_same_year(cast: Cast) -> None:
    """The second successor takes 90 of the 279 days the first one was to pay for."""
    crc, probation = crc_and_probation()
    last = body("Justice Service")
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    follow(cast, crc, [probation])
    (request,) = follow(cast, probation, [last], on=datetime.date(2022, 1, 1))
    assert request.amount_pence == 24657
    assert "Since 26 June 2021 the year has 279 days, 90 of them after the end" in request.why


def test_takes_up_a_chain_whatever_the_order_it_was_recorded_in(cast: Cast) -> None:
    """The later change is recorded first; both are asked in the end."""
    crc, probation = crc_and_probation()
    last = body("Justice Service")
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    assert follow(cast, probation, [last], on=datetime.date(2022, 1, 1)) == []
    asked = [(row.organisation.name, row.amount_pence) for row in follow(cast, crc, [probation])]
    assert asked == [("Probation Service", PASSES_ON), ("Justice Service", 24657)]


def test_changes_nothing_when_done_twice(cast: Cast) -> None:
    """The same again, by hand or by night, raises no second request."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    follow(cast, crc, [probation])
    assert follow(cast, crc, [probation]) == []
    assert take_up_successions(cast.partnership, timezone.localdate()) == []
    assert Succession.objects.count() == FundingRequest.objects.count() == 1


def test_takes_up_by_night_what_was_recorded_on_the_page_of_the_body(cast: Cast) -> None:
    """The sweep finds the orphan; the event names no person."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    end_organisation(by=cast.coordinator, organisation=crc, ends_on=LAST_DAY, successors=[probation], reason=SOURCE)
    sweep(timezone.localdate())
    request = FundingRequest.objects.get()
    assert (request.organisation, request.amount_pence) == (probation, PASSES_ON)
    assert FundingEvent.objects.get(subject_id=request.pk, kind=FundingVerb.ASK).by is None
    sweep(timezone.localdate())
    assert FundingRequest.objects.count() == 1


def test_waits_with_a_plan_until_its_day(cast: Cast) -> None:
    """A council that is to become a unitary one is asked for nothing before; then the plan is made good."""
    county, unitary = body("County"), body("Unitary")
    day = timezone.localdate() + datetime.timedelta(days=400)
    year = FinancialYear(day.year)
    agreement(cast.partnership, county, SHARE, year=year)
    assert follow(cast, county, [unitary], on=year.first, is_planned=True) == []
    assert take_up_successions(cast.partnership, year.first - datetime.timedelta(days=1)) == []
    (request,) = take_up_successions(cast.partnership, year.first)
    assert (request.amount_pence, request.asked_on) == (SHARE, year.first)
    assert not Succession.objects.get(predecessor=county).is_planned


def test_ends_a_body_whose_plan_named_a_successor_and_no_last_day(cast: Cast) -> None:
    """Reference data may hold the plan alone."""
    county, unitary = body("County"), body("Unitary")
    agreement(cast.partnership, county, SHARE, year=YEAR)
    with change("Test", None):
        Succession.objects.create(
            predecessor=county, successor=unitary, effective_on=CHANGE_DAY, shape="merge", is_planned=True, source="x"
        )
    assert len(take_up_successions(cast.partnership, CHANGE_DAY)) == 1
    assert Organisation.objects.get(pk=county.pk).ends_on == LAST_DAY


def test_raises_no_request_where_no_successor_is_named(cast: Cast) -> None:
    """The plan stands; nobody can be asked."""
    county = body("County")
    agreement(cast.partnership, county, SHARE, year=YEAR)
    assert follow(cast, county, [], is_planned=True) == []
    assert Succession.objects.get(predecessor=county).successor is None
    assert take_up_successions(cast.partnership, timezone.localdate()) == []


def test_lets_a_plan_move_and_name_its_successor(cast: Cast) -> None:
    """The row of the plan is made good; there is no second one."""
    county, unitary = body("County"), body("Unitary")
    follow(cast, county, [], on=datetime.date(2028, 4, 1), is_planned=True)
    follow(cast, county, [unitary], on=datetime.date(2029, 4, 1), is_planned=True)
    row = Succession.objects.get(predecessor=county)
    assert (row.successor, row.effective_on) == (unitary, datetime.date(2029, 4, 1))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"followers": []}, "Name who follows"),
        ({"source": " "}, "where this is written"),
        ({"effective_on": datetime.date(2099, 4, 1)}, "say that this is planned"),
        ({"shares": [0]}, "a share of at least 1"),
        ({"names": ["East", "West"]}, "choose “Split”"),
        ({"names": ["East", "East"]}, "Name each successor once"),
        ({"names": ["County"]}, "does not follow itself"),
    ],
)
def test_refuses_what_contradicts(cast: Cast, facts: dict[str, Any], sentence: str) -> None:
    """Nothing is written, the body goes on."""
    known = {name: body(name) for name in ("County", "East", "West")}
    names, shares = facts.pop("names", ["East"]), facts.pop("shares", [1, 1])
    asked: dict[str, Any] = {
        "followers": [Follower(known[name], share) for name, share in zip(names, shares, strict=False)],
        "effective_on": CHANGE_DAY,
        "source": SOURCE,
    }
    with pytest.raises(Incomplete, match=sentence):
        record_succession(
            partnership=cast.partnership, by=cast.coordinator, predecessor=known["County"], **{**asked, **facts}
        )
    assert Organisation.objects.get(name="County").ends_on is None
    assert not Succession.objects.exists()


def test_refuses_another_last_day_than_the_one_on_record(cast: Cast) -> None:
    """A body ends once."""
    crc, probation = crc_and_probation()
    follow(cast, crc, [probation])
    with pytest.raises(NotNow, match="has its last day already: 25 June 2021"):
        follow(cast, crc, [probation], on=datetime.date(2021, 7, 1))


@pytest.mark.parametrize("part", ["csp_chair", "auditor", "funding_contact", "outsider"])
def test_refuses_who_does_not_keep_the_money(cast: Cast, part: str) -> None:
    """It is for the coordinator or the finance officer."""
    crc, probation = crc_and_probation()
    with pytest.raises(NotPermitted, match="coordinator or the finance officer"):
        record_succession(
            partnership=cast.partnership,
            by=cast.people()[part],
            predecessor=crc,
            effective_on=CHANGE_DAY,
            followers=[Follower(probation)],
            source=SOURCE,
        )
    assert crc.ends_on is None


def test_leaves_nothing_behind_when_the_event_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act without its record did not happen."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, SHARE, year=YEAR)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(OSError, match="no space"):
        follow(cast, crc, [probation])
    assert not FundingRequest.objects.exists()
    assert Organisation.objects.get(pk=crc.pk).ends_on is None

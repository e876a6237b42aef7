"""An annual round: every party is asked once for its share, and the round closes when all have answered."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from dhr_cases.actions.organisations import Follower
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from funding.actions import requests as acts
from funding.actions.funding_models import ModelDraft, adopt_model, draft_model
from funding.actions.rounds import RoundWords, close_round, start_round
from funding.actions.successions import record_succession
from funding.forms.rounds import StartRoundForm, told
from funding.models import Agreement, FundingEvent, FundingModel, FundingRequest, FundingRound, ModelVersion
from funding.proposed_shares import proposed_shares
from funding.terms import AgreementState, Answer, EntryKind, RequestState, VersionState
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import YEAR, body, cost_line, line, posted

pytestmark = pytest.mark.django_db

COST = 800000
FIXED = 300000
BEFORE = datetime.date(2026, 3, 31)


def draft_version(cast: Cast, *more: tuple[Organisation, dict[str, object]]) -> ModelVersion:
    """Police pay a fixed sum, health the rest, the refuge gives a room."""
    rules: list[dict[str, object]] = [
        {"type": "fixed", "party": cast.police.code, "amount_pence": FIXED},
        *(rule for _, rule in more),
        {"type": "remainder", "party": cast.health.code},
        {"type": "in_kind", "party": cast.refuge.code, "description": "A room", "value_pence": 20000},
    ]
    parties = [cast.police, cast.health, cast.refuge, *(party for party, _ in more)]
    said = ModelDraft(first_year=YEAR.start, parties=parties, rules=rules, why="Agreed")
    return draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=said)


def in_force(cast: Cast, *more: tuple[Organisation, dict[str, object]]) -> ModelVersion:
    """The version brought into force by the chair."""
    return adopt_model(version=draft_version(cast, *more), by=cast.csp_chair)


def forecast(cast: Cast, pence: int = COST) -> None:
    """A cost of the year is planned."""
    lines = [line(EntryKind.FORECAST, pence, about=cost_line(cast.partnership))]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)


def started(cast: Cast, version: ModelVersion | None = None, **more: object) -> FundingRound:
    """A round started by the coordinator."""
    ruling = version or in_force(cast)
    return start_round(year=YEAR, version=ruling, by=cast.coordinator, **more)  # type: ignore[arg-type]  # due, words


# starting


def test_begins_with_the_version_in_force_where_there_is_one(cast: Cast) -> None:
    """Of several the person chooses."""
    version = in_force(cast)

    def first() -> object:
        form = StartRoundForm(by=cast.coordinator, partnership=cast.partnership, year=YEAR)
        return form.fields["version"].initial

    assert first() == version.pk
    with change("Test", None):
        other = FundingModel.objects.create(partnership=cast.partnership, name="Learning")
        ModelVersion.objects.create(model=other, number=1, first_year=YEAR.start, state=VersionState.IN_FORCE)
    assert first() is None


def test_asks_every_party_for_its_share(cast: Cast) -> None:
    forecast(cast)
    words = RoundWords(why="The year's reviews", meeting="CSP", minute="12")
    row = started(cast, words=words)
    requests = FundingRequest.objects.order_by("pk")
    assert [(each.organisation, each.amount_pence) for each in requests] == [
        (cast.police, FIXED),
        (cast.health, COST - FIXED),
    ]
    assert {(each.round, each.why, each.minute, each.due_on) for each in requests} == {
        (row, "The year's reviews", "12", row.due_on)
    }
    assert Agreement.objects.get(organisation=cast.health).working == [
        "Testshire NHS Trust pays all that is left of the cost of £8,000: £5,000."
    ]


def test_writes_down_what_is_given_in_kind_and_asks_nobody_for_it(cast: Cast) -> None:
    started(cast)
    row = Agreement.objects.get(organisation=cast.refuge)
    assert (row.is_in_kind, row.in_kind_description, row.in_kind_value_pence) == (True, "A room", 20000)
    assert (row.amount_pence, row.state) == (None, AgreementState.PROPOSED)
    assert not row.requests.exists()


def test_lets_partners_name_a_sum_while_no_cost_is_stated(cast: Cast) -> None:
    started(cast)
    request = FundingRequest.objects.get(organisation=cast.health)
    assert request.amount_pence is None
    assert FundingRequest.objects.get(organisation=cast.police).amount_pence == FIXED


def test_leaves_out_who_is_not_to_pay(cast: Cast) -> None:
    council = body("Council")
    started(cast, in_force(cast, (council, {"type": "none", "party": council.code})))
    assert not Agreement.objects.filter(organisation=council).exists()


def test_asks_nobody_twice(cast: Cast) -> None:
    forecast(cast)
    first = started(cast)
    again = start_round(year=YEAR, version=first.version, by=cast.finance_officer)
    assert again == first
    assert (FundingRound.objects.count(), FundingRequest.objects.count()) == (1, 2)
    counts = FundingEvent.objects.filter(kind=FundingVerb.START_ROUND).order_by("pk").values_list("detail", flat=True)
    assert [detail["asked"] for detail in counts] == [2, 0]


def test_asks_for_a_contribution_that_was_written_down_by_hand(cast: Cast) -> None:
    version = in_force(cast)
    with change("Test", None):
        own = Agreement.objects.create(
            partnership=cast.partnership, organisation=cast.police, year=YEAR.start, version=version, amount_pence=1
        )
    started(cast, version)
    assert FundingRequest.objects.get(organisation=cast.police).agreement == own
    assert FundingRequest.objects.get(organisation=cast.police).amount_pence == 1


def test_leaves_alone_who_has_answered_for_the_version(cast: Cast) -> None:
    version = in_force(cast)
    with change("Test", None):
        Agreement.objects.create(
            partnership=cast.partnership, organisation=cast.police, year=YEAR.start, version=version,
            state=AgreementState.DECLINED,
        )  # fmt: skip
    started(cast, version)
    assert not FundingRequest.objects.filter(organisation=cast.police).exists()


def test_asks_the_successor_of_a_body_that_ended(cast: Cast) -> None:
    """The duty passed: the round writes down what the ended body would owe and asks who follows it."""
    ended, heir = body("Old Trust"), body("New Trust")
    record_succession(
        partnership=cast.partnership, by=cast.coordinator, predecessor=ended,
        effective_on=BEFORE + datetime.timedelta(days=1), followers=[Follower(heir)], source="Order",
    )  # fmt: skip
    ended.refresh_from_db()
    started(cast, in_force(cast, (ended, {"type": "fixed", "party": ended.code, "amount_pence": FIXED})))
    assert Agreement.objects.get(organisation=ended).state == AgreementState.ENDED
    request = FundingRequest.objects.get(organisation=heir)
    assert request.amount_pence == FIXED
    assert not FundingRequest.objects.filter(organisation=ended).exists()


def test_refuses_a_draft_and_a_year_that_the_version_does_not_cover(cast: Cast) -> None:
    version = draft_version(cast)
    with pytest.raises(NotNow, match="is a draft"):
        start_round(year=YEAR, version=version, by=cast.coordinator)
    adopt_model(version=version, by=cast.csp_chair)
    with pytest.raises(NotNow, match="from 2026/27. 2025/26 is not among them"):
        start_round(year=YEAR.previous, version=version, by=cast.coordinator)
    assert not FundingRound.objects.exists()


def test_refuses_a_day_that_is_over(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="is over"):
        started(cast, due=timezone.localdate() - datetime.timedelta(days=1))


@pytest.mark.parametrize("part", ["csp_chair", "auditor", "funding_contact"])
def test_lets_only_who_keeps_the_money_start_a_round(cast: Cast, part: str) -> None:
    version = in_force(cast)
    with pytest.raises(NotPermitted):
        start_round(year=YEAR, version=version, by=getattr(cast, part))
    assert not Agreement.objects.exists()


# closing


def settle_all(cast: Cast) -> None:
    """Everybody who is asked declines, and the chair approves that."""
    for request in FundingRequest.objects.all():
        acts.record_answer(
            request=request, by=cast.coordinator, answer=Answer.DECLINE, reason="No", source="Letter",
            given_on=timezone.localdate(),
        )  # fmt: skip
        acts.approve_answer(request=request, by=cast.csp_chair)


def test_closes_once_all_have_answered(cast: Cast) -> None:
    row = started(cast)
    with pytest.raises(NotNow, match="without a final answer: 2"):
        close_round(funding_round=row, by=cast.coordinator)
    settle_all(cast)
    close_round(funding_round=row, by=cast.coordinator)
    assert row.closed_on == timezone.localdate()
    assert FundingEvent.objects.latest("pk").kind == FundingVerb.CLOSE_ROUND


def test_closes_earlier_with_a_reason_and_leaves_requests_open(cast: Cast) -> None:
    row = started(cast)
    close_round(funding_round=row, by=cast.coordinator, reason="The year is over")
    assert FundingEvent.objects.latest("pk").reason == "The year is over"
    assert set(FundingRequest.objects.values_list("state", flat=True)) == {RequestState.ASKED}


def test_closes_once_and_asks_nobody_afterwards(cast: Cast) -> None:
    row = started(cast)
    close_round(funding_round=row, by=cast.coordinator, reason="Enough")
    with pytest.raises(NotNow, match="was closed on"):
        close_round(funding_round=row, by=cast.coordinator, reason="Enough")
    with pytest.raises(NotNow, match="was closed on"):
        start_round(year=YEAR, version=row.version, by=cast.coordinator)


@pytest.mark.parametrize("act", ["start", "close"])
def test_leaves_nothing_when_the_event_fails(cast: Cast, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    version = in_force(cast)
    row = started(cast, version) if act == "close" else None
    before = (FundingRequest.objects.count(), Agreement.objects.count())
    tries: dict[str, Callable[[], object]] = {
        "start": lambda: started(cast, version),
        "close": lambda: row and close_round(funding_round=row, by=cast.coordinator, reason="Enough"),
    }

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(OSError, match="disk"):
        tries[act]()
    assert (FundingRequest.objects.count(), Agreement.objects.count()) == before
    assert not FundingRound.objects.exclude(closed_on=None).exists()


@pytest.mark.parametrize(("rest", "words"), [("20", " £1,000 has no payer."), ("100", "")])
def test_says_before_a_round_who_is_asked_for_how_much(cast: Cast, rest: str, words: str) -> None:
    parts: list[dict[str, object]] = [{"type": "percent", "party": cast.health.code, "percent": rest}]
    said = ModelDraft(first_year=YEAR.start, parties=[cast.health], rules=parts, why="Agreed")
    version = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=said)
    forecast(cast, 125_000)
    asked = {"20": "£250", "100": "£1,250"}[rest]
    expected = f"Asked: {cast.health} {asked}.{words} Who was asked before is not asked twice."
    assert told(proposed_shares(version, YEAR)) == expected

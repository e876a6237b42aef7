"""The position on any past day follows from the events in the database: moves, corrections, holds, cases taken on."""

import datetime
import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dhr_cases.actions import corrections, overlays, referral
from dhr_cases.actions.running_case import KNOWN_EVENTS, RunningCase
from dhr_cases.actions.taking_on import take_on
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseEvent, Hold, PartialDate, Partnership
from dhr_cases.models.history import change
from dhr_cases.stages import STAGES, Stage
from governance.case_records import cases_of, records_of
from governance.position import position, standing_of
from governance.standings import STANDINGS, Standing
from tests.conftest import Cast
from tests.portfolio import STATUSES, TOLD_ON, take_on_portfolio
from tests.stages import case_at

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def back(days: int) -> datetime.date:
    """A day so many days ago."""
    return TODAY - datetime.timedelta(days=days)


def stage_on(case: Case, day: datetime.date) -> Stage | None:
    """Where the record says that the case stood."""
    (record,) = records_of([case])
    found = standing_of(record, day)
    return found.stage if found else None


def lived(case: Case, day: datetime.date) -> Stage | None:
    """Where the case stood by living through its moves one after the other, corrections in the place of mistakes."""
    stage = None
    moves = CaseEvent.objects.filter(case=case, moved=True, replaces=None).order_by("pk")
    for move in moves:
        told = move
        while hasattr(told, "replaced_by"):
            told = told.replaced_by
        if told.on.value is not None and told.on.value <= day:
            stage = Stage(told.stage)
    return stage


@pytest.mark.parametrize("stage", [Stage.SCOPING, Stage.PANEL_FORMED, Stage.AMENDING, Stage.MONITORING])
def test_agrees_with_the_case_today(cast: Cast, case: Case, stage: Stage) -> None:
    case_at(cast, case, stage)
    assert stage_on(case, TODAY) is case.at is lived(case, TODAY)


def test_agrees_on_every_day_with_a_replay_of_the_events(cast: Cast, case: Case) -> None:
    """Each move is put on a day of its own by corrections, two of them twice, so that replacing rows are replayed."""
    case_at(cast, case, Stage.DRAFTING)
    moves = list(CaseEvent.objects.filter(case=case, moved=True).order_by("pk"))
    for number, move in enumerate(moves):
        corrections.correct(case=case, by=cast.coordinator, reason="Told late", event=move, on=back(200 - 7 * number))
    for move in moves[3:5]:
        move.refresh_from_db()
        again = move.replaced_by.on.value + datetime.timedelta(days=3)
        corrections.correct(case=case, by=cast.coordinator, reason="Again", event=move.replaced_by, on=again)
    days = [back(number) for number in range(0, 205, 4)]
    assert [stage_on(case, day) for day in days] == [lived(case, day) for day in days]
    assert len({stage_on(case, day) for day in days}) > 8


def test_counts_a_correction_from_its_own_day(cast: Cast, case: Case) -> None:
    referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)
    assert stage_on(case, back(2)) is Stage.REFERRED
    moved = CaseEvent.objects.get(case=case, kind=Event.LEAD_AGREED)
    corrections.correct(case=case, by=cast.coordinator, reason="The day before last", event=moved, on=back(2))
    assert (stage_on(case, back(3)), stage_on(case, back(2))) == (Stage.REFERRED, Stage.LEAD_AGREED)


def test_counts_a_hold_while_it_runs(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PANEL_WORK)
    terms = overlays.HoldTerms(
        reason=HoldReason.CRIMINAL_TRIAL, scope=frozenset({HoldScope.INTERVIEWS}), starts_on=back(6)
    )
    overlays.start_hold(case=case, by=cast.coordinator, terms=terms)
    overlays.end_hold(case=case, by=cast.coordinator, hold=Hold.objects.get(case=case), ends_on=back(2))
    records = records_of([case])
    assert [len(position(records, back(number)).paused) for number in (7, 6, 3, 2)] == [0, 1, 1, 0]


def test_takes_the_day_of_recording_where_nobody_knows_the_day(cast: Cast) -> None:
    unknown = RunningCase(reference="OLD-1", partnership=cast.partnership, stage=Stage.AT_QA)
    case = take_on(by=cast.coordinator, case_facts=unknown)
    assert (stage_on(case, back(1)), stage_on(case, TODAY)) == (None, Stage.AT_QA)


def test_passes_over_the_holds_events_of_a_case_taken_on(cast: Cast) -> None:
    """A hold entered with the case tells nothing about where the case stood when the hold began."""
    terms = overlays.HoldTerms(reason=HoldReason.INQUEST, scope=frozenset({HoldScope.INTERVIEWS}), starts_on=back(50))
    facts = RunningCase(reference="OLD-2", partnership=cast.partnership, stage=Stage.PANEL_WORK, hold=terms)
    case = take_on(by=cast.coordinator, case_facts=facts)
    assert stage_on(case, back(40)) is None


def test_places_each_day_entered_of_a_case_taken_on(cast: Cast) -> None:
    days = {
        Event.REFERRAL_RECEIVED: PartialDate.parse("2020"),
        Event.SUBMITTED_TO_HO: PartialDate.parse("2022-03-04"),
        Event.QA_LETTER_RECEIVED: PartialDate.parse("2022-05-01"),
        Event.RESUBMITTED_TO_HO: PartialDate.parse("2022-06-10"),
    }
    facts = RunningCase(reference="OLD-3", partnership=cast.partnership, stage=Stage.RESUBMITTED, days=days)
    case = take_on(by=cast.coordinator, case_facts=facts)
    at = [stage_on(case, datetime.date(2022, month, 20)) for month in (2, 3, 5, 6)]
    assert at == [Stage.REFERRED, Stage.SUBMITTED, Stage.AMENDING, Stage.RESUBMITTED]
    assert set(days) <= set(KNOWN_EVENTS)


def test_counts_only_reviews_the_partnership_leads(cast: Cast, case: Case, other_case: Case) -> None:
    with change("Another partnership", None):
        elsewhere = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    referral.agree_lead(case=case, by=cast.coordinator, lead=elsewhere)
    assert [row.pk for row in cases_of(cast.partnership)] == [other_case.pk]
    assert [row.pk for row in cases_of(elsewhere)] == [case.pk]


def test_reads_many_reviews_in_two_queries(
    cast: Cast, case: Case, other_case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = list(cases_of(cast.partnership))
    with django_assert_num_queries(2):
        assert len(records_of(rows)) == 2


# The portfolio of South Cambridgeshire, 12 October 2022


def test_prints_the_seven_statuses_of_south_cambridgeshire_at_their_date(cast: Cast) -> None:
    take_on_portfolio(cast)
    found = position(records_of(cases_of(cast.partnership)), TOLD_ON)
    lines = {code: count for code, count in found.by_standing.items() if count}
    assert lines == {
        Standing.BACK_FOR_CHANGES: 1,
        Standing.WITH_HOME_OFFICE: 1,
        Standing.END_PROPOSED: 2,
        Standing.UNDER_WAY: 3,
    }
    assert Counter(case.stage for case in found.cases) == Counter(stage for _, stage, _ in STATUSES)
    assert (len(found.cases), found.live) == (7, 7)


# The command


def printed(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("position", *arguments, stdout=out)
    return out.getvalue()


def test_prints_counts_by_stage_for_machines(cast: Cast) -> None:
    take_on_portfolio(cast)
    found = json.loads(printed("--on", TOLD_ON.isoformat(), "--json"))
    assert (found["on"], found["total"], found["counts"]["END_PROPOSED"]) == ("2022-10-12", 7, 2)
    assert set(found["counts"]) == set(Stage)
    assert sum(found["counts"].values()) == sum(found["lines"].values()) == 7
    assert json.loads(printed("--on", "2022-10-11", "--json"))["total"] == 0


def test_prints_the_lines_for_people(cast: Cast, case: Case) -> None:
    text = printed("--since", back(30).isoformat())
    assert "Testshire CSP: reviews as at" in text
    assert [line.split() for line in text.splitlines() if line.startswith("Notified")] == [["Notified", "1"]]
    assert [line.split() for line in text.splitlines() if line.startswith("Opened")] == [["Opened", "1"]]


def test_prints_every_line_but_only_stages_at_which_a_review_stands(cast: Cast, case: Case) -> None:
    lines, stages = printed().split("By stage\n")
    assert all(row.label in lines for row in STANDINGS.values())
    assert [line.rsplit(maxsplit=1) for line in stages.splitlines() if line] == [[STAGES[case.at].label, "1"]]
    assert "Together 1, of them live 0, on hold 0" in lines


def test_prints_what_happened_only_since_a_day(cast: Cast, case: Case) -> None:
    assert "Opened" not in printed()
    ends = printed("--since", back(30).isoformat()).splitlines()[-4:]
    assert ends[0].startswith("Since ")
    assert [line.split() for line in ends[1:]] == [["Opened", "1"], ["Published", "0"], ["Ended", "0"]]


@pytest.mark.parametrize(("name", "value"), [("--on", "yesterday"), ("--partnership", "nowhere")])
def test_refuses_a_day_or_partnership_it_does_not_know(cast: Cast, name: str, value: str) -> None:
    with pytest.raises(CommandError, match=value):
        printed(name, value)

"""The plan of publication: days to avoid, who is told before, embargo, and what of it stands in the way."""

import datetime
from functools import partial

import pytest
from django.utils import timezone

from dhr_cases.actions import core, overlays, publication, publication_plan
from dhr_cases.actions.publication_plan import Terms
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ProceedingKind
from dhr_cases.models import Case, CaseEvent, DateToAvoid, PartialDate, Publication, RecipientTold
from dhr_cases.models.history import change
from dhr_cases.publication_days import MOST_DAYS_AROUND, DayToAvoid
from dhr_cases.publication_plan import clashes_of, days_avoided, plan_tasks, running_at_court, suggested_days
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_learning import make_ready

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
BIRTHDAY = DayToAvoid(TODAY + 3 * DAY, "Birthday", days_around=5)


@pytest.fixture
def prepared(case: Case, cast: Cast) -> Case:
    """A case whose publication is being prepared."""
    return case_at(cast, case, Stage.PRE_PUBLICATION)


def avoid(case: Case, cast: Cast, day: DayToAvoid = BIRTHDAY) -> DateToAvoid:
    return publication_plan.add_date_to_avoid(case=case, by=cast.coordinator, day=day)


def happened(case: Case, kind: Event) -> list[CaseEvent]:
    return list(CaseEvent.objects.filter(case=case, kind=kind))


def statuses(case: Case) -> dict[str, str]:
    """The state of each task of the plan, by its first two words."""
    return {" ".join(task.label.split()[:2]): task.state for task in plan_tasks(case)}


def test_lists_a_day_to_avoid_from_the_first_day_of_a_case(case: Case, cast: Cast) -> None:
    row = avoid(case, cast)
    assert days_avoided(case) == [row]
    event = happened(case, Event.DATE_TO_AVOID_ADDED)[0]
    assert "Birthday" not in str(event.detail)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (DayToAvoid(TODAY, "  "), "Say what the day is"),
        (DayToAvoid(TODAY, "Trial", days_around=MOST_DAYS_AROUND + 1), "60 days clear"),
        (DayToAvoid(TODAY, "Trial", days_around=-1), "60 days clear"),
    ],
)
def test_refuses_a_day_that_says_too_little_or_too_much(case: Case, cast: Cast, day: DayToAvoid, sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        avoid(case, cast, day)
    assert not DateToAvoid.objects.exists()


def test_leaves_the_days_to_the_coordinator(case: Case, cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="coordinator"):
        publication_plan.add_date_to_avoid(case=case, by=cast.csp_chair, day=BIRTHDAY)


def test_takes_a_day_off_the_list_with_a_reason(case: Case, cast: Cast) -> None:
    row = avoid(case, cast)
    with pytest.raises(Incomplete, match="why the day need not"):
        publication_plan.end_date_to_avoid(case=case, by=cast.coordinator, day=row, reason=" ")
    publication_plan.end_date_to_avoid(case=case, by=cast.coordinator, day=row, reason="The family asked")
    assert (days_avoided(case), clashes_of(case, TODAY)) == ([], ())
    assert happened(case, Event.DATE_TO_AVOID_ENDED)[0].reason == "The family asked"
    with pytest.raises(Incomplete, match="not avoided any more"):
        publication_plan.end_date_to_avoid(case=case, by=cast.coordinator, day=row, reason="Again")


def test_refuses_a_day_near_one_to_avoid_until_a_reason_is_given(case: Case, cast: Cast) -> None:
    """The reason stands in the history."""
    case_at(cast, case, Stage.QA_CLEARED)
    avoid(case, cast)
    with pytest.raises(Incomplete, match="3 days before “Birthday”.*Choose another day"):
        publication.prepare_publication(case=case, by=cast.coordinator, planned_on=TODAY)
    assert case.at is Stage.QA_CLEARED
    publication.prepare_publication(
        case=case, by=cast.coordinator, planned_on=TODAY, despite="The family chose this day"
    )
    assert happened(case, Event.PUBLICATION_PREPARED)[0].reason == "The family chose this day"
    assert statuses(case)["Choose a"] == "due_soon"


def test_takes_a_day_that_is_clear_without_a_reason(case: Case, cast: Cast) -> None:
    case_at(cast, case, Stage.QA_CLEARED)
    avoid(case, cast)
    publication.prepare_publication(case=case, by=cast.coordinator, planned_on=TODAY + 30 * DAY)
    assert statuses(case)["Choose a"] == "done"


def test_asks_again_when_the_family_is_told_another_day(prepared: Case, cast: Cast) -> None:
    """The day that was planned before is not asked about twice."""
    avoid(prepared, cast)
    tell = partial(
        publication.tell_family_of_publication, case=prepared, by=cast.coordinator, on=TODAY, planned_on=TODAY + DAY
    )
    with pytest.raises(Incomplete, match="2 days before"):
        tell()
    tell(note="By letter", despite="They chose it")
    assert happened(prepared, Event.FAMILY_TOLD_OF_PUBLICATION)[0].reason == "By letter; They chose it"
    tell()
    assert len(happened(prepared, Event.FAMILY_TOLD_OF_PUBLICATION)) == 2


def test_suggests_days_that_the_record_knows_to_the_day(case: Case, other_case: Case, cast: Cast) -> None:
    """The anniversary and dates at court to come; neither a month nor what lies behind nor another review."""
    with change("Test", None):
        case.death_date = PartialDate.parse("2019-05-12")
        case.save()
    for kind, starts in (
        (ProceedingKind.CRIMINAL, PartialDate.on(TODAY + 40 * DAY)),
        (ProceedingKind.INQUEST, PartialDate.on(TODAY - DAY)),
        (ProceedingKind.INQUEST, PartialDate.parse("2099-05")),
        (ProceedingKind.MENTAL_HEALTH, PartialDate.on(TODAY + DAY)),
    ):
        begin(case, cast, kind, starts)
    begin(other_case, cast, ProceedingKind.CRIMINAL, PartialDate.on(TODAY + 5 * DAY))
    death, trial = suggested_days(case)
    for day in (death, trial):
        avoid(other_case, cast, day)
    assert suggested_days(case) == [death, trial]
    assert (death.on, death.every_year, death.days_around) == (datetime.date(2019, 5, 12), True, 7)
    assert (trial.on, trial.every_year) == (TODAY + 40 * DAY, False)
    assert trial.name == "Criminal trial begins"
    avoid(case, cast, death)
    assert suggested_days(case) == [trial]


def test_suggests_a_day_at_court_until_it_is_over(case: Case, cast: Cast) -> None:
    begin(case, cast, ProceedingKind.INQUEST, PartialDate.on(TODAY))
    assert [day.on for day in suggested_days(case)] == [TODAY]


def test_suggests_nothing_where_only_the_month_is_known(case: Case, cast: Cast) -> None:
    with change("Test", None):
        case.death_date = PartialDate.parse("2019-05")
        case.save()
    assert suggested_days(case) == []


def begin(case: Case, cast: Cast, kind: ProceedingKind, starts: PartialDate) -> None:
    """A proceeding beside the review, without an end."""
    facts = overlays.ProceedingFacts(kind=kind, starts_on=starts)
    overlays.record_proceeding(case=case, by=cast.coordinator, facts=facts)


def test_tells_what_still_runs_at_court(case: Case, cast: Cast) -> None:
    begin(case, cast, ProceedingKind.CRIMINAL, PartialDate.on(TODAY - DAY))
    assert running_at_court(case) == ["Criminal trial"]
    assert statuses(case)["Wait for"] == "held"


def test_publishes_nothing_before_the_embargo_ends(prepared: Case, cast: Cast) -> None:
    make_ready(cast, prepared)
    until = timezone.now() + datetime.timedelta(hours=2)
    publication_plan.set_publication_terms(case=prepared, by=cast.coordinator, terms=Terms(embargo_until=until))
    assert statuses(prepared)["Keep the"] == "held"
    with pytest.raises(NotNow, match="The embargo lasts until"):
        publication.publish(case=prepared, by=cast.coordinator)
    over = timezone.now() - datetime.timedelta(minutes=1)
    publication_plan.set_publication_terms(case=prepared, by=cast.coordinator, terms=Terms(embargo_until=over))
    publication.publish(case=prepared, by=cast.coordinator)
    assert prepared.at is Stage.PUBLISHED


def test_keeps_what_the_media_are_told_out_of_the_history(prepared: Case, cast: Cast) -> None:
    """That there are lines is told, what they say is not."""
    terms = Terms(media_lines=" We are sorry. ", shows_progress=True)
    publication_plan.set_publication_terms(case=prepared, by=cast.coordinator, terms=terms)
    plan = Publication.objects.get(case=prepared)
    assert (plan.media_lines, plan.shows_progress, plan.embargo_until) == ("We are sorry.", True, None)
    assert happened(prepared, Event.PUBLICATION_TERMS_SET)[0].detail == {
        "embargo": False, "lines_for_the_media": True, "progress_shown": True,
    }  # fmt: skip


def recipient(case: Case, cast: Cast) -> RecipientTold:
    return publication_plan.list_recipient(case=case, by=cast.coordinator, who="Media team", how="Telephone")


def test_tells_nobody_before_the_family(prepared: Case, cast: Cast) -> None:
    row = recipient(prepared, cast)
    with pytest.raises(Incomplete, match="The family is told first"):
        publication_plan.record_recipient_told(case=prepared, by=cast.coordinator, recipient=row)
    publication.tell_family_of_publication(case=prepared, by=cast.coordinator, on=TODAY)
    with pytest.raises(Incomplete, match="after that day"):
        publication_plan.record_recipient_told(case=prepared, by=cast.coordinator, recipient=row, on=TODAY - DAY)
    assert RecipientTold.objects.get().told_on is None


def test_records_once_that_somebody_was_told(prepared: Case, cast: Cast) -> None:
    row = recipient(prepared, cast)
    publication.tell_family_of_publication(case=prepared, by=cast.coordinator, on=TODAY)
    with pytest.raises(Incomplete, match="in the future"):
        publication_plan.record_recipient_told(case=prepared, by=cast.coordinator, recipient=row, on=TODAY + DAY)
    publication_plan.record_recipient_told(case=prepared, by=cast.coordinator, recipient=row, on=TODAY)
    assert RecipientTold.objects.get().told_on == TODAY
    assert "Media team" not in str(happened(prepared, Event.RECIPIENT_TOLD)[0].detail)
    with pytest.raises(Incomplete, match="already"):
        publication_plan.record_recipient_told(case=prepared, by=cast.coordinator, recipient=row)


def test_lists_nobody_without_a_word_for_them(prepared: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="Enter who is told"):
        publication_plan.list_recipient(case=prepared, by=cast.coordinator, who=" ")


def test_counts_what_is_done_of_the_plan(prepared: Case, cast: Cast) -> None:
    """From nothing but a day to everything."""
    assert statuses(prepared) == {
        "Gather the": "not_started", "Choose a": "done", "Wait for": "done", "Two people": "not_started",
        "Tell the": "not_started", "Tell those": "not_started", "Write lines": "not_started", "Keep the": "done",
    }  # fmt: skip
    avoid(prepared, cast, DayToAvoid(TODAY + 60 * DAY, "Birthday"))
    make_ready(cast, prepared)
    row = recipient(prepared, cast)
    publication_plan.record_recipient_told(case=prepared, by=cast.coordinator, recipient=row)
    publication_plan.set_publication_terms(case=prepared, by=cast.coordinator, terms=Terms(media_lines="We are sorry."))
    assert set(statuses(prepared).values()) == {"done"}


def test_leaves_nothing_behind_when_the_event_fails(
    prepared: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        avoid(prepared, cast)
    assert not DateToAvoid.objects.exists()

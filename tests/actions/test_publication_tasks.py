"""How each thing to be done before publication stands and reads: on the day before, on the day and on the day after."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import closing, publication, publication_plan
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete
from dhr_cases.hold_scopes import ProceedingKind
from dhr_cases.models import (
    Case,
    DateToAvoid,
    ParallelProceeding,
    PartialDate,
    Publication,
    RecipientTold,
)
from dhr_cases.models.history import change
from dhr_cases.publication_plan import PlanTask, clashes_of, plan_tasks, running_at_court, suggested_days
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
UNKNOWN = PartialDate.unknown()


def task(case: Case, label: str) -> PlanTask:
    """The task that begins with these words."""
    return next(each for each in plan_tasks(case) if each.label.startswith(label))


def plan(case: Case, **facts: Any) -> None:
    """The plan of a publication with these facts."""
    with change("Test", None):
        Publication.objects.create(case=case, **{"family_told_on": UNKNOWN, "published_on": UNKNOWN, **facts})


def avoid(case: Case, on: datetime.date, **facts: Any) -> None:
    """A date on the list."""
    with change("Test", None):
        DateToAvoid.objects.create(case=case, on=on, **{"name": "Birthday", **facts})


def proceeding(case: Case, kind: ProceedingKind, starts: PartialDate = UNKNOWN, ends: PartialDate = UNKNOWN) -> None:
    """Something that runs beside the review."""
    with change("Test", None):
        ParallelProceeding.objects.create(case=case, kind=kind, starts_on=starts, ends_on=ends)


def test_lists_the_tasks_in_the_order_in_which_they_are_best_done(case: Case) -> None:
    assert [(each.label, each.state, each.status) for each in plan_tasks(case)] == [
        ("Gather the dates to avoid", "not_started", "None on the list"),
        ("Choose a day that keeps clear of them", "not_started", "No day planned"),
        ("Wait for trial and inquest", "done", "None running"),
        ("Two people check the report", "not_started", "Not done"),
        ("Tell the family the date, before anybody else", "not_started", "Not told"),
        ("Tell those who hear it before the public", "not_started", "Nobody on the list"),
        ("Write lines for the media", "not_started", "Not written"),
        ("Keep the embargo", "done", "None set"),
    ]


def test_counts_the_dates_that_are_avoided_now(case: Case, other_case: Case) -> None:
    avoid(case, TODAY)
    avoid(case, TODAY + DAY)
    avoid(case, TODAY, is_ended=True)
    avoid(other_case, TODAY)
    assert task(case, "Gather") == PlanTask("Gather the dates to avoid", "done", "2 on the list")


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "overdue"), (0, "done"), (1, "done"), (3, "due_soon"), (5, "due_soon"), (6, "done")]
)
def test_asks_for_another_day_once_it_has_passed_or_lies_too_near(case: Case, days: int, state: str) -> None:
    """The day itself has not passed; two days after the birthday are kept clear, and two before."""
    on = TODAY + days * DAY
    avoid(case, TODAY + 4 * DAY, days_around=1)
    plan(case, planned_on=on)
    found = task(case, "Choose")
    words = {"overdue": "Day has passed", "due_soon": "Too near", "done": long_date(on)}
    assert (found.state, found.status) == (state, words[state])
    if state == "overdue":
        assert found.hint == f"It was planned for {long_date(on)}. Choose another day."
    if state == "due_soon":
        assert found.hint.startswith(f"{long_date(on)}: That is 1 day ")


def test_knows_no_clash_with_a_date_of_another_review_or_taken_off(case: Case, other_case: Case) -> None:
    avoid(other_case, TODAY)
    avoid(case, TODAY, is_ended=True)
    assert clashes_of(case, TODAY) == ()
    avoid(case, TODAY)
    assert [clash.name for clash in clashes_of(case, TODAY)] == ["Birthday"]


@pytest.mark.parametrize(
    ("ends", "runs"),
    [
        (UNKNOWN, True),
        (PartialDate.on(TODAY + DAY), True),
        (PartialDate.on(TODAY), False),
        (PartialDate.on(TODAY - DAY), False),
        (PartialDate.parse(str(TODAY.year)), (TODAY + DAY).year == TODAY.year),
        (PartialDate.parse(str(TODAY.year - 1)), False),
        (PartialDate.parse(str(TODAY.year + 1)), True),
    ],
)
@pytest.mark.parametrize("kind", ProceedingKind)
def test_waits_for_trial_and_inquest_until_they_are_over(
    case: Case, other_case: Case, kind: ProceedingKind, ends: PartialDate, runs: bool
) -> None:
    """An end that is only planned is none yet; other proceedings are not waited for."""
    names = {ProceedingKind.CRIMINAL: "Criminal trial", ProceedingKind.INQUEST: "Inquest"}
    proceeding(case, kind, ends=ends)
    proceeding(other_case, ProceedingKind.CRIMINAL)
    expected = [names[kind]] if runs and kind in names else []
    assert running_at_court(case) == expected
    found = task(case, "Wait for")
    assert (found.state, found.status) == (("held", "Still running") if expected else ("done", "None running"))
    said = "No end is recorded, or it is still to come: "
    assert found.hint == (f"{said}{expected[0]}." if expected else "")


@pytest.mark.parametrize(
    ("starts", "ends", "names"),
    [
        (PartialDate.on(TODAY), PartialDate.on(TODAY + 9 * DAY), ["Inquest begins", "Inquest ends"]),
        (PartialDate.on(TODAY - DAY), PartialDate.on(TODAY), ["Inquest ends"]),
        (PartialDate.on(TODAY - 2 * DAY), PartialDate.on(TODAY - DAY), []),
        (PartialDate.on(TODAY + DAY), UNKNOWN, ["Inquest begins"]),
        (PartialDate.parse(f"{TODAY.year + 1}-05"), PartialDate.parse(str(TODAY.year + 1)), []),
    ],
)
def test_suggests_the_days_at_court_that_are_still_to_come(
    case: Case, starts: PartialDate, ends: PartialDate, names: list[str]
) -> None:
    """With the day before and the day after; not every year."""
    proceeding(case, ProceedingKind.INQUEST, starts, ends)
    found = suggested_days(case)
    assert [day.name for day in found] == names
    assert {(day.days_around, day.every_year) for day in found} <= {(1, False)}


def test_suggests_a_day_again_that_stands_on_the_list_for_another_reason(case: Case) -> None:
    """The day of the death comes every year; the same day on the list once is another matter."""
    with change("Test", None):
        case.death_date = PartialDate.on(TODAY)
        case.save()
    avoid(case, TODAY, every_year=False)
    assert [day.name for day in suggested_days(case)] == ["Anniversary of the death"]
    avoid(case, TODAY, every_year=True, is_ended=True)
    assert suggested_days(case) == []


@pytest.mark.parametrize(
    ("told", "state", "status"),
    [
        ([], "not_started", "Nobody on the list"),
        ([None, None], "running", "0 of 2 told"),
        ([TODAY, None], "running", "1 of 2 told"),
        ([TODAY, TODAY], "done", "2 of 2 told"),
    ],
)
def test_counts_who_was_told_before_the_public(
    case: Case, other_case: Case, told: list[datetime.date | None], state: str, status: str
) -> None:
    with change("Test", None):
        RecipientTold.objects.create(case=other_case, who="Members")
        for on in told:
            RecipientTold.objects.create(case=case, who="Members", told_on=on)
    found = task(case, "Tell those")
    assert (found.state, found.status) == (state, status)


@pytest.mark.parametrize(("lines", "status"), [("", "Not written"), ("  ", "Not written"), ("Sorry.", "Written")])
def test_wants_words_for_the_media(case: Case, lines: str, status: str) -> None:
    plan(case, media_lines=lines)
    assert task(case, "Write lines").status == status


@pytest.mark.parametrize(
    ("minutes", "state", "status"),
    [(-1, "done", "Over since "), (60, "held", "Until ")],
)
def test_keeps_an_embargo_to_its_minute(case: Case, minutes: int, state: str, status: str) -> None:
    until = timezone.now() + datetime.timedelta(minutes=minutes)
    plan(case, embargo_until=until)
    at = timezone.localtime(until)
    found = task(case, "Keep the embargo")
    assert (found.state, found.status) == (state, f"{status}{long_date(at.date())}, {at:%H:%M}")


def test_counts_the_news_to_the_family_only_since_the_preparation_began(case: Case, cast: Cast) -> None:
    """What they were told before the case was closed and opened again is about another publication."""
    case_at(cast, case, Stage.PRE_PUBLICATION)
    publication.tell_family_of_publication(case=case, by=cast.coordinator, on=TODAY)
    assert task(case, "Tell the family").status == f"Told on {long_date(TODAY)}"
    row = publication_plan.list_recipient(case=case, by=cast.coordinator, who="Media team")
    stand_at(case, Stage.CLOSED)
    closing.reopen(case=case, by=cast.coordinator, to=Stage.PRE_PUBLICATION, reason="An error was found")
    assert task(case, "Tell the family").status == "Not told"
    with pytest.raises(Incomplete, match="The family is told first. Record when they were told"):
        publication_plan.record_recipient_told(case=case, by=cast.coordinator, recipient=row)
    publication.tell_family_of_publication(case=case, by=cast.coordinator, on=TODAY)
    assert task(case, "Tell the family").state == "done"
    publication_plan.record_recipient_told(case=case, by=cast.coordinator, recipient=row)
    assert task(case, "Tell those").state == "done"

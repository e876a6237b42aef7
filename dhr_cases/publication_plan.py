"""How far is the plan of publication: which days are avoided, who is told before, what is still to do?

Source: domain S22: family first, a safe date, then staff, members, media team and commissioner [K]/[D].
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.hold_scopes import ProceedingKind
from dhr_cases.models import Case, DateToAvoid, ParallelProceeding, Publication, RecipientTold
from dhr_cases.models.partial_dates import PartialDate, Precision
from dhr_cases.policies.publication import does_family_know, missing_checks
from dhr_cases.publication_days import Clash, DayToAvoid, clashes

AROUND_A_DEATH = 7
"""Days suggested before and after the anniversary of a death, local [D]."""

COURTS: Mapping[str, str] = {ProceedingKind.CRIMINAL: "Criminal trial", ProceedingKind.INQUEST: "Inquest"}
"""What publication can harm while it runs. Source: domain 5.4 [K]."""


@dataclass(frozen=True)
class PlanTask:
    """One thing to be done before publication. ``state`` is a code of the status component, ``status`` its words."""

    label: str
    state: str
    status: str
    hint: str = ""


def days_avoided(case: Case) -> list[DateToAvoid]:
    """Days that are avoided now, in the order of the calendar."""
    return list(DateToAvoid.objects.filter(case=case, is_ended=False))


def clashes_of(case: Case, day: datetime.date) -> tuple[Clash, ...]:
    """The days to avoid of a case that a day is too near to, the nearest first."""
    return clashes(day, map(_day, days_avoided(case)))


def clash_words(day: datetime.date, found: Iterable[Clash]) -> str:
    """Why a day is not a good one, "" when nothing speaks against it."""
    sentences = [clash.sentence for clash in found]
    return f"{long_date(day)}: {' '.join(sentences)}" if sentences else ""


def _day(row: DateToAvoid) -> DayToAvoid:
    return DayToAvoid(row.on, row.name, row.days_around, row.every_year)


def suggested_days(case: Case) -> list[DayToAvoid]:
    """Days that follow from recorded facts and are not on the list: the day of the death, dates at court.

    A day is suggested only where it is known to the day. What was once on the list is not suggested again.
    """
    listed = set(DateToAvoid.objects.filter(case=case).values_list("on", "every_year"))
    return [day for day in _days_of_record(case) if (day.on, day.every_year) not in listed]


def _days_of_record(case: Case) -> list[DayToAvoid]:
    found = []
    died_on = _exact(case.death_date)
    if died_on is not None:
        found.append(DayToAvoid(died_on, "Anniversary of the death", AROUND_A_DEATH, every_year=True))
    for row in ParallelProceeding.objects.filter(case=case, kind__in=COURTS):
        found += _days_at_court(row)
    return found


def _days_at_court(row: ParallelProceeding) -> Iterator[DayToAvoid]:
    """The first and the last day of a proceeding, where they are known and still to come."""
    for on, what in ((_exact(row.starts_on), "begins"), (_exact(row.ends_on), "ends")):
        if on is not None and on >= timezone.localdate():
            yield DayToAvoid(on, f"{COURTS[row.kind]} {what}", days_around=1)


def _exact(day: PartialDate) -> datetime.date | None:
    return day.value if day.precision is Precision.DAY else None


def running_at_court(case: Case) -> list[str]:
    """Proceedings that publication could harm and that have no end, or one still to come, in words."""
    rows = ParallelProceeding.objects.filter(case=case, kind__in=COURTS)
    return [COURTS[row.kind] for row in rows if not _is_over(row)]


def _is_over(row: ParallelProceeding) -> bool:
    """True once even the last day that its end can mean has come."""
    last = row.ends_on.latest
    return last is not None and last <= timezone.localdate()


def plan_tasks(case: Case) -> list[PlanTask]:
    """Everything that is wanted before publication, done or not, in the order in which it is best done."""
    nothing_yet = Publication(case=case, family_told_on=PartialDate.unknown())
    plan = Publication.objects.filter(case=case).first() or nothing_yet
    return [
        _dates_task(case),
        _day_task(case, plan.planned_on),
        _courts_task(case),
        _checks_task(case),
        _family_task(case, plan),
        _recipients_task(case),
        _media_task(plan),
        _embargo_task(plan),
    ]


def _dates_task(case: Case) -> PlanTask:
    count = len(days_avoided(case))
    if count:
        return PlanTask("Gather the dates to avoid", "done", f"{count} on the list")
    hint = "Ask the family for birthdays and other days, and look at the dates suggested."
    return PlanTask("Gather the dates to avoid", "not_started", "None on the list", hint)


def _day_task(case: Case, planned: datetime.date | None) -> PlanTask:
    label = "Choose a day that keeps clear of them"
    if planned is None:
        return PlanTask(label, "not_started", "No day planned")
    if planned < timezone.localdate():
        return PlanTask(
            label, "overdue", "Day has passed", f"It was planned for {long_date(planned)}. Choose another day."
        )
    words = clash_words(planned, clashes_of(case, planned))
    return PlanTask(label, "due_soon", "Too near", words) if words else PlanTask(label, "done", long_date(planned))


def _courts_task(case: Case) -> PlanTask:
    running = running_at_court(case)
    hint = f"No end is recorded, or it is still to come: {', '.join(running)}." if running else ""
    state, status = ("held", "Still running") if running else ("done", "None running")
    return PlanTask("Wait for trial and inquest", state, status, hint)


def _checks_task(case: Case) -> PlanTask:
    missing = missing_checks(case)
    state, status = ("not_started", "Not done") if missing else ("done", "Done")
    return PlanTask("Two people check the report", state, status, " ".join(missing))


def _family_task(case: Case, plan: Publication) -> PlanTask:
    """What the family was told of an earlier preparation counts no more."""
    label = "Tell the family the date, before anybody else"
    if does_family_know(case) and plan.family_told_on.is_known:
        return PlanTask(label, "done", f"Told on {plan.family_told_on}")
    return PlanTask(label, "not_started", "Not told", "The family must be told the date of publication first.")


def _recipients_task(case: Case) -> PlanTask:
    label = "Tell those who hear it before the public"
    told = [row.told_on is not None for row in RecipientTold.objects.filter(case=case)]
    if not told:
        return PlanTask(label, "not_started", "Nobody on the list", "Members, the media team, the commissioner.")
    return PlanTask(label, "done" if all(told) else "running", f"{sum(told)} of {len(told)} told")


def _media_task(plan: Publication) -> PlanTask:
    state, status = ("done", "Written") if plan.media_lines.strip() else ("not_started", "Not written")
    return PlanTask("Write lines for the media", state, status)


def _embargo_task(plan: Publication) -> PlanTask:
    label = "Keep the embargo"
    if plan.embargo_until is None:
        return PlanTask(label, "done", "None set")
    at = timezone.localtime(plan.embargo_until)
    words = f"{long_date(at.date())}, {at:%H:%M}"
    is_over = plan.embargo_until <= timezone.now()
    return PlanTask(label, "done" if is_over else "held", f"Over since {words}" if is_over else f"Until {words}")

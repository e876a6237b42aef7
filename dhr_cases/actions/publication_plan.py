"""Days to avoid are listed, people told before the public, lines for the media and an embargo set.

Source: domain S22: family first, a safe date, then members, media team and commissioner [K]/[D].
"""

import datetime
from dataclasses import dataclass

from dhr_cases.actions.core import Act, acting, check_not_future, require, today
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import Case, DateToAvoid, Publication, RecipientTold, User
from dhr_cases.policies.publication import does_family_know
from dhr_cases.publication_days import MOST_DAYS_AROUND, DayToAvoid
from dhr_cases.publication_plan import clash_words, clashes_of
from dhr_cases.verbs import Verb


@dataclass(frozen=True)
class Terms:
    """What the plan says beside the day. ``embargo_until`` is a moment with its time zone, None for no embargo."""

    embargo_until: datetime.datetime | None = None
    media_lines: str = ""
    shows_progress: bool = False


def add_date_to_avoid(*, case: Case, by: User, day: DayToAvoid) -> DateToAvoid:
    """Put a day on the list of days on which the review is not published; its name stays out of the history.

    Raises Incomplete without a name, or for days around outside 0 to 60.
    """
    with acting(Verb.ADD_DATE_TO_AVOID, case, by) as act:
        require(
            (bool(day.name.strip()), "Say what the day is."),
            (0 <= day.days_around <= MOST_DAYS_AROUND, f"Keep up to {MOST_DAYS_AROUND} days clear before and after."),
        )
        row: DateToAvoid = DateToAvoid.objects.create(
            case=case, on=day.on, days_around=day.days_around, every_year=day.every_year, name=day.name.strip()
        )
        act.record(Event.DATE_TO_AVOID_ADDED, about=row)
    return row


def end_date_to_avoid(*, case: Case, by: User, day: DateToAvoid, reason: str) -> None:
    """A day is no longer avoided; the row and the reason stay.

    Raises Incomplete without a reason, when it has ended already or for a day of another case.
    """
    with acting(Verb.END_DATE_TO_AVOID, case, by, reason=reason) as act:
        day.refresh_from_db()
        require(
            (day.case_id == case.pk, "The day belongs to another case."),
            (bool(reason.strip()), "Enter why the day need not be avoided."),
        )
        check_still_avoided(day)
        day.is_ended = True
        day.save()
        act.record(Event.DATE_TO_AVOID_ENDED, about=day)


def check_still_avoided(day: DateToAvoid) -> None:
    """Pass for a day that is avoided; raise Incomplete once that has ended."""
    require((not day.is_ended, "The day is not avoided any more."))


def check_day(case: Case, planned: datetime.date, despite: str) -> str:
    """Why the day is near to one to avoid, "" when it is not.

    Raises Incomplete when it is and no reason is given to take it all the same.
    """
    words = clash_words(planned, clashes_of(case, planned))
    if words and not despite.strip():
        raise Incomplete(f"{words} Choose another day, or give a reason to take this one all the same.")
    return words


def set_publication_terms(*, case: Case, by: User, terms: Terms) -> Publication:
    """Set the embargo, the lines for the media, and whether the public sees the progress of the action plan."""
    with acting(Verb.SET_PUBLICATION_TERMS, case, by) as act:
        plan: Publication = Publication.objects.get_or_create(case=case)[0]
        plan.embargo_until, plan.media_lines = terms.embargo_until, terms.media_lines.strip()
        plan.shows_progress = terms.shows_progress
        plan.save()
        detail = {
            "embargo": terms.embargo_until is not None,
            "lines_for_the_media": bool(plan.media_lines),
            "progress_shown": plan.shows_progress,
        }
        act.record(Event.PUBLICATION_TERMS_SET, about=plan, detail=detail)
    return plan


def list_recipient(*, case: Case, by: User, who: str, how: str = "") -> RecipientTold:
    """Put somebody on the list of those who are told before the public is. Raises Incomplete without who."""
    with acting(Verb.LIST_RECIPIENT, case, by) as act:
        require((bool(who.strip()), "Enter who is told."))
        row: RecipientTold = RecipientTold.objects.create(case=case, who=who.strip(), how=how.strip())
        act.record(Event.RECIPIENT_LISTED, about=row)
    return row


def record_recipient_told(*, case: Case, by: User, recipient: RecipientTold, on: datetime.date | None = None) -> None:
    """Record that somebody on the list was told. The family comes first.

    Raises Incomplete before the family was told, for a day before that, for a day to come, a second time, or for
    somebody on the list of another case.
    """
    check_not_future(on, "The date they were told")
    with acting(Verb.RECORD_RECIPIENT_TOLD, case, by) as act:
        recipient.refresh_from_db()
        require((recipient.case_id == case.pk, "They are on the list of another case."))
        check_not_told_yet(recipient)
        told_on = on or today()
        _check_family_heard_first(act, told_on)
        recipient.told_on = told_on
        recipient.save()
        act.record(Event.RECIPIENT_TOLD, on=told_on, about=recipient)


def check_not_told_yet(recipient: RecipientTold) -> None:
    """Pass for somebody who waits to be told; raise Incomplete once that is recorded."""
    require((recipient.told_on is None, "It is recorded already that they were told."))


def _check_family_heard_first(act: Act, told_on: datetime.date) -> None:
    plan = Publication.objects.filter(case=act.case).first()
    if plan is None or plan.family_told_on.value is None or not does_family_know(act.case):
        raise Incomplete("The family is told first. Record when they were told.")
    if told_on < plan.family_told_on.value:
        raise Incomplete(f"The family was told on {plan.family_told_on}, after that day. The family is told first.")

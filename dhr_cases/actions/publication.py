"""The report is checked by two people, the family told, the report published or withheld, the learning shared.

What of this reaches the public is put up and taken down by ``public_register``.
Source: stages of publication and learning, 2016 guidance [K]; checks by two people, local [D].
"""

import datetime
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass

from dhr_cases.actions.core import Day, acting, as_partial, check_not_future, require, today
from dhr_cases.actions.public_register import PublicWords, put_up_released, take_down_record, withhold_record
from dhr_cases.actions.publication_plan import check_day
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import Case, PartialDate, Publication, PublicationCheck, PublicState, User
from dhr_cases.policies.release import record_of
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb

NOTHING_SAID = PublicWords("")


@dataclass(frozen=True)
class Confirmations:
    """What one person confirms about the report; a check passes when all four hold. Source: domain 4.2, 4.3 [D]."""

    names_removed: bool
    dates_generalised: bool
    marking_removed: bool
    proceedings_safe: bool

    @property
    def all_hold(self) -> bool:
        """True when nothing was found."""
        return all((self.names_removed, self.dates_generalised, self.marking_removed, self.proceedings_safe))


def prepare_publication(
    *,
    case: Case,
    by: User,
    planned_on: datetime.date,
    dates_avoided: str = "",
    on: Day | None = None,
    despite: str = "",
) -> Publication:
    """Plan the publication: the date, and the days to keep clear of, such as birthdays and a trial [K].

    Earlier checks and what the family was told count no more. Raises Incomplete when the day is too near to one to
    avoid and ``despite`` gives no reason to take it all the same.
    """
    check_not_future(on, "The date preparation started")
    with acting(Verb.PREPARE_PUBLICATION, case, by, reason=despite) as act:
        check_day(case, planned_on, despite)
        plan = _plan(case)
        plan.planned_on, plan.dates_avoided = planned_on, dates_avoided
        plan.family_told_on = PartialDate.unknown()
        plan.withheld_reason, plan.is_withholding_agreed = "", False
        plan.save()
        act.move(Stage.PRE_PUBLICATION, on=on, detail={"planned": str(as_partial(planned_on))})
    return plan


def check_publication(*, case: Case, by: User, confirmed: Confirmations, note: str = "") -> PublicationCheck:
    """Record one person's check of the report; a later check by the same person takes its place.

    Raises Incomplete when something was found and the note does not say what.
    """
    with acting(Verb.CHECK_PUBLICATION, case, by, reason=note) as act:
        require((confirmed.all_hold or bool(note.strip()), "Say in the note what you found."))
        check: PublicationCheck = PublicationCheck.objects.create(
            case=case,
            by=by,
            on=today(),
            is_passed=confirmed.all_hold,
            names_removed=confirmed.names_removed,
            dates_generalised=confirmed.dates_generalised,
            marking_removed=confirmed.marking_removed,
            proceedings_safe=confirmed.proceedings_safe,
            note=note,
        )
        act.record(Event.PUBLICATION_CHECKED, about=check, detail={"passed": check.is_passed})
    return check


def tell_family_of_publication(
    *,
    case: Case,
    by: User,
    on: Day,
    planned_on: datetime.date | None = None,
    note: str = "",
    despite: str = "",
) -> None:
    """Record that the family was told the date of publication, before anybody else [K].

    ``planned_on`` changes the plan to the date they were told. Raises Incomplete when no date is planned, or when the
    new one is too near to a day to avoid and ``despite`` gives no reason to take it all the same.
    """
    check_not_future(on, "The date the family was told")
    words = "; ".join(filter(None, (note.strip(), despite.strip())))
    with acting(Verb.TELL_FAMILY_OF_PUBLICATION, case, by, reason=words) as act:
        plan = _plan(case)
        if planned_on is not None and planned_on != plan.planned_on:
            check_day(case, planned_on, despite)
        plan.planned_on = planned_on or plan.planned_on
        require((plan.planned_on is not None, "Enter the date of publication that the family was told."))
        plan.family_told_on = as_partial(on)
        plan.save()
        act.record(Event.FAMILY_TOLD_OF_PUBLICATION, on=on, about=plan)


def publish(*, case: Case, by: User, on: Day | None = None, url: str = "") -> None:
    """Publish: every released file is put on the public register. Guard: two checks, the family told before [K]/[D].

    A report of which no file is released may stand elsewhere, at ``url``; then the register gets nothing.
    Raises Incomplete when the day is to come or lies before the day the family was told, or when a file cannot be
    put up.
    """
    check_not_future(on, "The date of publication")
    with ExitStack() as undo:
        with acting(Verb.PUBLISH, case, by) as act:
            plan = _plan(case)
            _check_family_first(plan, as_partial(on))
            plan.published_on, plan.url, plan.withdrawn_on = as_partial(on), url, None
            plan.withheld_reason, plan.is_withholding_agreed = "", False
            plan.save()
            act.move(Stage.PUBLISHED, on=on, detail={"url": url} if url else None)
            put_up_released(act, undo)
        undo.pop_all()


def _check_family_first(plan: Publication, published: PartialDate) -> None:
    told, latest = plan.family_told_on.value, published.latest
    if told is not None and latest is not None and latest < told:
        raise Incomplete(f"The family was told on {plan.family_told_on}, after that day. The family is told first.")


def withhold(
    *,
    case: Case,
    by: User,
    reason: str,
    home_office_agreed: bool,
    on: Day | None = None,
    shown_as: PublicState | None = None,
    public_words: PublicWords = NOTHING_SAID,
) -> None:
    """Record that the report is not published, with the reason. Exceptional, agreed with the Home Office [K].

    With ``shown_as`` the public register tells it, as withheld or as learning in its place, in words for the public.
    """
    check_not_future(on, "The date of the decision to withhold")
    with acting(Verb.WITHHOLD, case, by, reason=reason) as act:
        require(
            (bool(reason.strip()), "Enter the reason for withholding."),
            (home_office_agreed, "The Home Office must agree before a report is withheld."),
        )
        plan = _plan(case)
        plan.withheld_reason, plan.is_withholding_agreed = reason, True
        plan.save()
        act.move(Stage.PUBLICATION_WITHHELD, on=on)
        if shown_as is not None or record_of(case) is not None:
            withhold_record(act, shown_as or PublicState.WITHHELD, public_words)


def take_down(
    *,
    case: Case,
    by: User,
    reason: str,
    on: datetime.date | None = None,
    public_words: PublicWords = NOTHING_SAID,
    keeps: Collection[int] = (),
) -> None:
    """Record that the report no longer stands where it was published; the case stays where it is [D].

    Its files leave the public register but for those kept, by key; the address stays and says why and what remains.
    Raises Incomplete without words for the public where the register holds the review, or for a day before the
    publication.
    """
    check_not_future(on, "The date it was taken down")
    with acting(Verb.TAKE_DOWN, case, by, reason=reason) as act:
        require((bool(reason.strip()), "Enter why the report was taken down."))
        plan = _plan(case)
        last, published = on or today(), plan.published_on.value
        require((published is None or published <= last, "The report was published after that day. Check the date."))
        plan.withdrawn_on = last
        plan.save()
        take_down_record(act, public_words, keeps)
        act.record(Event.REPORT_TAKEN_DOWN, on=plan.withdrawn_on, about=plan)


def _plan(case: Case) -> Publication:
    plan: Publication = Publication.objects.get_or_create(case=case)[0]
    return plan


def start_learning(*, case: Case, by: User, plan: str = "", on: Day | None = None) -> None:
    """Start sharing what was learnt, by seminars and briefings [V]."""
    check_not_future(on, "The date sharing started")
    with acting(Verb.START_LEARNING, case, by, reason=plan) as act:
        case.resumes_at = Stage.PUBLICATION_WITHHELD if case.at is Stage.PUBLICATION_WITHHELD else ""
        act.move(Stage.LEARNING, on=on)


def share_learning(*, case: Case, by: User, lesson: str, audience: str, on: Day | None = None) -> None:
    """Record a lesson shared; an urgent one may be shared long before publication [K]."""
    check_not_future(on, "The date it was shared")
    with acting(Verb.SHARE_LEARNING, case, by) as act:
        require(
            (bool(lesson.strip()), "Enter what was shared."),
            (bool(audience.strip()), "Enter with whom it was shared."),
        )
        act.record(Event.LEARNING_SHARED, on=on, detail={"lesson": lesson, "audience": audience})


def start_monitoring(*, case: Case, by: User, on: Day | None = None) -> None:
    """Start watching the action plan until every action has ended [V]."""
    check_not_future(on, "The date monitoring started")
    with acting(Verb.START_MONITORING, case, by) as act:
        act.move(Stage.MONITORING, on=on)

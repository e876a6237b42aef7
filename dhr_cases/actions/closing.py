"""A case is closed when its plan is done, and reopened when it must go on. Source: stage table, closing [K]/[D]."""

from dhr_cases.actions.core import Day, acting, as_partial, check_not_future, require
from dhr_cases.events import Event
from dhr_cases.models import Case, Closure, User
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import Verb


def close(*, case: Case, by: User, reason: str = "", minute: str = "", on: Day | None = None) -> None:
    """Close the case, with the minute that says so. Guard: no action open, or the review ended early.

    Raises Incomplete when a review that ended early is closed without a reason.
    """
    check_not_future(on, "The date of closing")
    with acting(Verb.CLOSE, case, by, reason=reason) as act:
        ended_early = case.at is Stage.TERMINATED
        require((not ended_early or bool(reason.strip()), "Enter the reason for closing a review that ended early."))
        case.resumes_at = Stage.TERMINATED if ended_early else case.resumes_at
        Closure.objects.create(case=case, on=as_partial(on), minute=minute, reason=reason)
        act.move(Stage.CLOSED, on=on, detail={"minute": minute} if minute else None)


def reopen(*, case: Case, by: User, to: Stage, reason: str, on: Day | None = None) -> None:
    """Open a closed or transferred case again at a stage the table allows; nothing recorded is undone [D].

    Raises Incomplete without a reason and NotNow for a stage the table does not allow.
    """
    check_not_future(on, "The date of reopening")
    with acting(Verb.REOPEN, case, by, reason=reason) as act:
        require((bool(reason.strip()), "Enter the reason for reopening."))
        if case.at is Stage.TRANSFERRED:
            case.transferred_to = ""
        if to is not Stage.MONITORING:
            case.resumes_at = ""
        act.move(to, on=on, event=Event.REOPENED, detail={"to": STAGES[to].label})

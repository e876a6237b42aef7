"""A review is proposed to end early or go on shorter, and the Home Office answers.

Source: South Cambridgeshire CSP, October 2022 [S].
"""

from dhr_cases.actions.core import Act, Day, acting, check_not_future, require
from dhr_cases.endings import EndKind, EndView
from dhr_cases.events import Event
from dhr_cases.models import Case, User
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb


def propose_end(*, case: Case, by: User, kind: EndKind, reason: str, on: Day | None = None) -> None:
    """Put to the Home Office that the review ends early or goes on in shortened form; the case remembers its stage."""
    check_not_future(on, "The date of the proposal")
    require((bool(reason.strip()), "Give the reasons."))
    with acting(Verb.PROPOSE_END, case, by, reason=reason) as act:
        case.resumes_at = case.stage
        act.move(Stage.END_PROPOSED, on=on, detail={"proposed": EndKind(kind).label})


def record_end_view(*, case: Case, by: User, view: EndView, reason: str = "", on: Day | None = None) -> None:
    """Record the Home Office's view: ended, shortened, or going on where the review stood before.

    Raises Incomplete when the review goes on and nobody recorded where it stood.
    """
    check_not_future(on, "The date of the view")
    with acting(Verb.RECORD_END_VIEW, case, by, reason=reason) as act:
        if view == EndView.GO_ON:
            _go_on(act, on)
        else:
            case.resumes_at = ""
            act.move(Stage.TERMINATED if view == EndView.TERMINATED else Stage.ABBREVIATED, on=on)


def _go_on(act: Act, on: Day | None) -> None:
    before = act.case.resumes_at
    require((bool(before), "It is not recorded where the review stood. Correct the record first."))
    act.case.resumes_at = ""
    act.move(Stage(before), on=on, event=Event.END_REFUSED)

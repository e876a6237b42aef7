"""When may agencies answer and be reminded, and by when are they asked to?

Source: 2016 guidance on IMRs [K]; time for a return set locally [D].
"""

import datetime
from collections.abc import Collection

from dhr_cases.case_clocks import REQUEST_CLOCK
from dhr_cases.deadlines import period_after
from dhr_cases.errors import NotNow
from dhr_cases.models import Case, InformationRequest, LocalClock
from dhr_cases.policy import Period, clock
from dhr_cases.request_states import REQUEST_STATES, RequestState
from dhr_cases.verbs import VERBS, Verb


def check_agency_may_answer_now(case: Case) -> None:
    """Pass while the review gathers information; raise NotNow. A hold stops no agency from answering early [D]."""
    if case.at not in VERBS[Verb.ACCEPT_RETURN].stages:
        raise NotNow(
            "This review is not gathering information now. Ask the coordinator whether a return is still needed."
        )


def check_request_may_become(request: InformationRequest, state: RequestState) -> None:
    """Pass when the table of request states leads there; raise NotNow naming the present state."""
    check_request_stands_at(request, [here for here, row in REQUEST_STATES.items() if state in row.next])


def check_request_stands_at(request: InformationRequest, states: Collection[RequestState]) -> None:
    """Pass for a request in one of the states; raise NotNow naming the present one."""
    if request.at not in states:
        here = REQUEST_STATES[request.at].label
        raise NotNow(f"The request to {request.organisation} stands at “{here}”; this is not possible from there.")


def usual_due_date(case: Case, asked_on: datetime.date) -> datetime.date:
    """The day a return is usually due: the partnership's own time for it, else the local default of eight weeks.

    A time of its own that the partnership took back counts no more.

    Source: set in the terms; default is local [D].
    """
    own = LocalClock.objects.filter(partnership=case.lead_csp, clock=REQUEST_CLOCK).exclude(limit="").first()
    row = clock(case.regime, REQUEST_CLOCK)
    period = Period.parse(own.limit) if own else row.local_default.period if row.local_default else None
    return period_after(asked_on, period) if period else asked_on

"""Who is asked next for one information request? A small process of its own for every agency.

It follows the request's state: author, agency's sign-off, acceptance; it ends when the request is closed and
starts anew when the request is reopened or an accepted return is sent back.
"""

from collections.abc import Callable

from viewflow import this
from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation

from dhr_cases.models import InformationRequest
from dhr_cases.request_states import OPEN_STATES, RequestState
from dhr_cases.roles import CasePermission, RequestPermission
from workflows.models import CaseProcess
from workflows.nodes import CaseFlow, request_task, state_now

ASKED = (RequestState.ASKED, RequestState.SENT_BACK)
DRAFTED = (RequestState.DRAFTED,)
RETURNED = (RequestState.SIGNED_OFF,)


def is_in(states: tuple[RequestState, ...]) -> Callable[[Activation], bool]:
    """A condition: the request is in one of the states."""
    return lambda activation: state_now(activation) in states


def is_closed(activation: Activation) -> bool:
    """A condition: the request has come to an end."""
    return state_now(activation) not in OPEN_STATES


def begin(activation: Activation, request: InformationRequest) -> CaseProcess:
    """Note the request and its case on the new process."""
    activation.process.request = request
    activation.process.case_id = request.case_id
    process: CaseProcess = activation.process
    return process


class InformationRequestFlow(CaseFlow):
    """One agency's return from the asking to its end. A node once released keeps its name."""

    process_title = "Information request"

    start = nodes.StartHandle(begin).Next(this.hub)

    hub = (
        nodes.Switch()
        .Case(this.write, is_in(ASKED))
        .Case(this.sign_off, is_in(DRAFTED))
        .Case(this.accept, is_in(RETURNED))
        .Case(this.ended, is_closed)
    )

    write = request_task("Write the agency's return", *ASKED, permission=RequestPermission.RESPOND).Next(this.hub)
    sign_off = request_task("Sign the return off", *DRAFTED, permission=RequestPermission.SIGN_OFF).Next(this.hub)
    accept = request_task(
        "Accept the return or send it back", *RETURNED, permission=CasePermission.ACCEPT_RETURNS
    ).Next(this.hub)

    ended = nodes.End()

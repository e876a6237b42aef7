"""Eight agencies answer, and are accepted, at the same moment: nothing is doubled, nothing half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dhr_cases.actions import requests, returns
from dhr_cases.actions.memberships import grant_role
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, InformationRequest, Organisation, OrganisationKind
from dhr_cases.models.history import change
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_set_up import asks

AGENCIES = 8


@pytest.fixture
def eight(cast: Cast, case: Case) -> list[InformationRequest]:
    """Requests to eight agencies, each with a contact who can answer and sign off."""
    case_at(cast, case, Stage.TOR_AGREED)
    template = asks(cast)[0]
    bodies = [_agency(number) for number in range(AGENCIES)]
    for body in bodies:
        grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.AGENCY_CONTACT, organisation=body)
    wanted = [requests.Ask(body, template.asks_for, template.due_on) for body in bodies]
    return requests.send_requests(case=case, by=cast.coordinator, asks=wanted)


def _agency(number: int) -> Organisation:
    with change("Test agency", None):
        body: Organisation = Organisation.objects.create(
            code=f"agency-{number}", name=f"Agency {number}", kind=OrganisationKind.CHARITY
        )
    return body


def at_once(act: Callable[[int], None], keys: list[int]) -> None:
    """Do the act for every key at the same moment, each in a thread and a connection of its own."""
    start = Barrier(len(keys))

    def do(key: int) -> None:
        start.wait()
        try:
            act(key)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(keys)) as pool:
        list(pool.map(do, keys))


def states(case: Case) -> set[str]:
    """The states of the case's requests."""
    return set(InformationRequest.objects.filter(case=case).values_list("state", flat=True))


def counted(case: Case, kind: Event) -> int:
    """How often an event is recorded."""
    return CaseEvent.objects.filter(case=case, kind=kind).count()


@pytest.mark.django_db(transaction=True)
def test_takes_eight_returns_and_eight_acceptances_at_once(
    cast: Cast, case: Case, eight: list[InformationRequest]
) -> None:
    """Every return is recorded once, and the last acceptance moves the review exactly once."""

    def answer(key: int) -> None:
        request = InformationRequest.objects.get(pk=key)
        returns.answer_request(request=request, by=cast.outsider, kind=AnswerKind.NIL)
        returns.sign_off_return(request=request, by=cast.outsider)

    def accept(key: int) -> None:
        request = InformationRequest.objects.get(pk=key)
        own_case = Case.objects.get(pk=case.pk)
        requests.accept_return(case=own_case, by=cast.independent_chair, request=request)

    keys = [request.pk for request in eight]
    at_once(answer, keys)
    assert states(case) == {RequestState.SIGNED_OFF}
    at_once(accept, keys)
    assert states(case) == {RequestState.ACCEPTED}
    assert counted(case, Event.RETURN_SIGNED_OFF) == AGENCIES
    assert counted(case, Event.IMR_ACCEPTED) == AGENCIES
    assert counted(case, Event.INFORMATION_COMPLETE) == 1
    assert Case.objects.get(pk=case.pk).stage == Stage.INFO_IN

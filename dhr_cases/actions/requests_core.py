"""How is an agency's act on its request done? Lock the case, then the request; ask who and when; all or nothing.

The case comes first so that eight agencies answering at once stand in one line and no two locks cross.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from dhr_cases.actions.core import Recording, UnrecordedActError, lock, role_label
from dhr_cases.models import InformationRequest, User
from dhr_cases.models.history import change
from dhr_cases.permissions import check_can_on_request
from dhr_cases.policies.requests import check_agency_may_answer_now, check_request_may_become
from dhr_cases.request_states import RequestState
from dhr_cases.roles import RequestPermission


@dataclass(kw_only=True)
class RequestAct(Recording):
    """One act of an agency's person in progress on a locked request."""

    request: InformationRequest


@contextmanager
def reaching_request(
    permission: RequestPermission, request: InformationRequest, by: User, *, reason: str
) -> Iterator[RequestAct]:
    """Lock case and request, ask who and when, and let history carry the reason; need not record an event.

    Raises NotPermitted or NotNow before anything is changed; whatever is raised inside undoes all.
    """
    with transaction.atomic():
        case = request.case
        lock(case)
        lock_request(request)
        request.case = case
        check_can_on_request(permission, by, request)
        check_agency_may_answer_now(case)
        with change(reason, by):
            yield RequestAct(case=case, by=by, as_role=role_label(by, case), reason="", request=request)


@contextmanager
def acting_on_request(
    permission: RequestPermission, request: InformationRequest, by: User, *, reason: str
) -> Iterator[RequestAct]:
    """Run one act of an agency; an act that records no event is undone."""
    with reaching_request(permission, request, by, reason=reason) as act:
        yield act
        if not act.events:
            raise UnrecordedActError("An agency's act recorded nothing.")


def lock_request(request: InformationRequest) -> None:
    """Lock the request's row until the transaction ends and read it afresh into the same instance."""
    request.refresh_from_db(from_queryset=InformationRequest.objects.select_for_update())


def become(request: InformationRequest, state: RequestState) -> None:
    """Put the request in a state that the table allows; the caller saves. Raises NotNow."""
    check_request_may_become(request, state)
    request.state = state

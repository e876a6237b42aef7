"""Who is asked next for one request for money? The body, then whoever approves, then the body again if it pledged.

It follows the request's state and ends when the request is closed or withdrawn; a request asked again starts anew.
"""

from typing import Any, ClassVar

from django.db import models
from viewflow import this
from viewflow.workflow import nodes

from dhr_cases.roles import SitePermission
from funding.models import FundingRequest
from funding.terms import RequestState
from funding.verbs import FundingVerb
from workflows.funding_nodes import FundingFlow, begin, funding_task, is_in


class FundingRequestFlow(FundingFlow):
    """One body's answer from the asking to its end. A node once released keeps its name."""

    process_title = "Request for money"
    subject: ClassVar[str] = "request"
    rows: ClassVar[models.Manager[Any]] = FundingRequest.objects

    start = nodes.StartHandle(begin).Next(this.hub)

    hub = (
        nodes.Switch()
        .Case(this.answer, is_in(RequestState.ASKED))
        .Case(this.reply, is_in(RequestState.QUESTIONED))
        .Case(this.approve, is_in(RequestState.ANSWERED))
        .Case(this.confirm, is_in(RequestState.PLEDGED))
        .Case(this.ended, is_in(RequestState.CLOSED, RequestState.WITHDRAWN))
    )

    answer = funding_task("Answer the request", RequestState.ASKED, permission=SitePermission.ANSWER_FUNDING).Next(
        this.hub
    )
    reply = funding_task(
        "Reply to the partner's question",
        RequestState.QUESTIONED,
        permission=SitePermission.MANAGE_FUNDING,
        verb=FundingVerb.REPLY,
    ).Next(this.hub)
    approve = funding_task(
        "Approve the answer or send it back",
        RequestState.ANSWERED,
        permission=SitePermission.APPROVE_FUNDING,
        verb=FundingVerb.APPROVE_ANSWER,
    ).Next(this.hub)
    confirm = funding_task(
        "Confirm what was pledged", RequestState.PLEDGED, permission=SitePermission.ANSWER_FUNDING
    ).Next(this.hub)

    ended = nodes.End()

"""Who is asked next in an annual round? Nobody while requests are open; then whoever keeps the money closes it."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from viewflow import this
from viewflow.workflow import nodes

from dhr_cases.roles import SitePermission
from funding.models import FundingRequest, FundingRound
from funding.queries import OPEN_STATES
from funding.verbs import FundingVerb
from workflows.funding_nodes import FundingFlow, begin, funding_task, funding_wait, is_in


class RoundState(StrEnum):
    """Where a round stands, worked out from its requests and the day it was closed."""

    WAITING = "waiting"
    COMPLETE = "complete"
    CLOSED = "closed"


def round_state(key: int) -> RoundState:
    """The state of a round as its rows say. Closed wins over open requests; one asked again opens the wait anew."""
    if FundingRound.objects.filter(pk=key).exclude(closed_on=None).exists():
        return RoundState.CLOSED
    waits = FundingRequest.objects.filter(round=key, state__in=OPEN_STATES).exists()
    return RoundState.WAITING if waits else RoundState.COMPLETE


class FundingRoundFlow(FundingFlow):
    """One year's asking of all partners. A node once released keeps its name."""

    process_title = "Annual round"
    subject: ClassVar[str] = "round"
    rows: ClassVar[models.Manager[Any]] = FundingRound.objects

    @classmethod
    def state_of(cls, key: int) -> str:
        """The state of the round, worked out from its rows."""
        return round_state(key)

    start = nodes.StartHandle(begin).Next(this.hub)

    hub = (
        nodes.Switch()
        .Case(this.answers, is_in(RoundState.WAITING))
        .Case(this.close, is_in(RoundState.COMPLETE))
        .Case(this.ended, is_in(RoundState.CLOSED))
    )

    answers = funding_wait(RoundState.WAITING).Next(this.hub)
    close = funding_task(
        "Close the annual round",
        RoundState.COMPLETE,
        permission=SitePermission.MANAGE_FUNDING,
        verb=FundingVerb.CLOSE_ROUND,
    ).Next(this.hub)

    ended = nodes.End()

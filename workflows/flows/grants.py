"""Who is asked next for one business case? From the proposals to the outturn, as the record of the case says.

The working group's view, the Chair's or a nominee's approval, sending, the funder's decision, the payment, delivery,
outturn; a case that was refused ends. Source: G2 [D]; sections 4.2 to 4.5 of the 2018 report [V].
"""

from typing import Any, ClassVar

from django.db import models
from viewflow import this
from viewflow.workflow import nodes

from dhr_cases.roles import SitePermission
from funding.grant_terms import CaseState
from funding.models import BusinessCase
from funding.verbs import FundingVerb
from workflows.funding_nodes import FundingFlow, begin, chair_task, funding_task, is_in

C = CaseState
PAGE = "funding_grant"
MANAGE = SitePermission.MANAGE_FUNDING


class BusinessCaseFlow(FundingFlow):
    """One business case from its first project to its last outturn. A node once released keeps its name."""

    process_title = "Business case for the grant"
    subject: ClassVar[str] = "business_case"
    rows: ClassVar[models.Manager[Any]] = BusinessCase.objects

    start = nodes.StartHandle(begin).Next(this.hub)

    hub = (
        nodes.Switch()
        .Case(this.view, is_in(C.PROPOSED))
        .Case(this.approve, is_in(C.VIEWED))
        .Case(this.send, is_in(C.APPROVED))
        .Case(this.decide, is_in(C.SENT))
        .Case(this.pay, is_in(C.AGREED, C.PART_AGREED))
        .Case(this.deliver, is_in(C.PAID))
        .Case(this.settle, is_in(C.DELIVERED))
        .Case(this.ended, is_in(C.REFUSED, C.CLOSED))
    )

    view = funding_task(
        "Record the working group's view", C.PROPOSED, permission=MANAGE, verb=FundingVerb.GIVE_VIEW
    ).Next(this.hub)
    approve = chair_task("Approve or refuse the projects", C.VIEWED, page=PAGE).Next(this.hub)
    send = funding_task(
        "Send the business case to the funder", C.APPROVED, permission=MANAGE, verb=FundingVerb.SUBMIT_CASE
    ).Next(this.hub)
    decide = funding_task(
        "Record the funder's decision", C.SENT, permission=MANAGE, verb=FundingVerb.RECORD_FUNDER_DECISION
    ).Next(this.hub)
    pay = funding_task("Record the payment", C.AGREED, C.PART_AGREED, permission=MANAGE, page=PAGE).Next(this.hub)
    deliver = funding_task("Record how the projects go", C.PAID, permission=MANAGE, page=PAGE).Next(this.hub)
    settle = funding_task("Record what the projects cost", C.DELIVERED, permission=MANAGE, page=PAGE).Next(this.hub)

    ended = nodes.End()

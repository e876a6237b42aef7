"""Which money does the access matrix meet? Rows of every kind that an address can name, in two partnerships.

The sums are such as no page holds by chance.
"""

from dataclasses import dataclass

from dhr_cases.models import Partnership
from dhr_cases.models.history import change
from funding.actions.asking import Asking
from funding.actions.ledger import put_forward
from funding.actions.requests import ask
from funding.models import Agreement, CostLine, FundingModel, FundingRequest, Journal, ModelParty, ModelVersion
from funding.terms import AgreementState, CostClass, EntryKind, VersionState
from tests.conftest import Cast
from tests.money import YEAR, agreement, line, posted

POLICE, HEALTH, COST, WAITING = 543_219, 987_654, 3_141_593, 271_828
SUMS = ("5,432.19", "9,876.54", "31,415.93", "2,718.28")
"""The sums as pages show them: the police's share, the health trust's, a cost, and what waits for approval."""


@dataclass(frozen=True)
class Money:
    """The rows of one partnership that addresses name."""

    own: Agreement
    others: Agreement
    request: FundingRequest
    cost: CostLine
    posted: Journal
    waiting: Journal
    version: ModelVersion


def furnish_money(cast: Cast) -> Money:
    """Contributions of two bodies, one of them asked, a cost, entries posted and waiting, a model in force."""
    version = version_of(cast)
    own = share_of(cast, "police", POLICE, version)
    others = share_of(cast, "health", HEALTH, version)
    with change("Test", None):
        cost: CostLine = CostLine.objects.create(
            partnership=cast.partnership, cost_class=CostClass.CHAIR, description="Chairing"
        )
    lines = [line(EntryKind.CONFIRMATION, HEALTH, about=others), line(EntryKind.COMMITMENT, COST, about=cost)]
    entries = posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    waiting = put_forward(
        partnership=cast.partnership,
        by=cast.finance_officer,
        lines=[line(EntryKind.RECEIPT, WAITING, about=others)],
        text="Receipt of the month",
    )
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=POLICE, agreement=own)
    request = ask(partnership=cast.partnership, by=cast.finance_officer, asking=asking)
    return Money(own, others, request, cost, entries[0].journal, waiting, version)


def share_of(cast: Cast, part: str, pence: int, version: ModelVersion) -> Agreement:
    """The contribution of one of the cast's bodies."""
    row = agreement(cast.partnership, getattr(cast, part), pence)
    with change("Test", None):
        row.version = version
        row.state = AgreementState.ASKED if part == "police" else AgreementState.CONFIRMED
        row.save()
    return row


def version_of(cast: Cast) -> ModelVersion:
    """A model in force to which both bodies are party."""
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
        version: ModelVersion = ModelVersion.objects.create(
            model=model, number=1, first_year=YEAR.start, state=VersionState.IN_FORCE,
            rules=[{"type": "equal", "parties": [cast.police.code, cast.health.code]}],
        )  # fmt: skip
        for order, body in enumerate((cast.police, cast.health)):
            ModelParty.objects.create(version=version, organisation=body, order=order)
        ModelVersion.objects.create(model=model, number=2, first_year=YEAR.next.start)
    return version


def last_of(before: str, after: str, partnership: Partnership) -> int | None:
    """The number of the last row of the partnership, by the segments of an address before and after the number.

    The rules of a version are changed only while it is a draft.
    """
    versions = ModelVersion.objects.filter(model__partnership=partnership)
    rows = {
        "requests": FundingRequest.objects.filter(partnership=partnership),
        "costs": CostLine.objects.filter(partnership=partnership),
        "journals": Journal.objects.filter(partnership=partnership),
        "models": versions.filter(state=VersionState.DRAFT) if after else versions,
    }
    if before not in rows:
        return None
    return rows[before].order_by("-pk").values_list("pk", flat=True).first()

"""Is every ledger whole, night after night? A fault goes into the log, and a message to those who look after money.

Source: L30 [D].
"""

import datetime
import logging

from django.urls import reverse

from dhr_cases.models import Notice, Partnership, TeamMembership
from dhr_cases.notices import NOTICES, Kind
from dhr_cases.permissions import active_on
from funding.ledger_proof import Proof, prove_all
from workflows.messages import still_tried

log = logging.getLogger(__name__)


def prove_ledgers(today: datetime.date) -> list[Proof]:
    """Prove every ledger and tell of each one that is not whole; the proofs that failed."""
    failed = [proof for proof in prove_all() if not proof.holds]
    for proof in failed:
        for fault in proof.faults:
            log.error("Ledger of %s: %s", proof.partnership.code, fault)
        _tell(proof.partnership, today)
    return failed


def _tell(partnership: Partnership, today: datetime.date) -> None:
    """Queue one message for each finance officer and administrator, unless one is still to be sent."""
    kind = Kind.LEDGER_FAULT
    held = TeamMembership.objects.filter(active_on(today), team__partnership=partnership, user__is_active=True)
    people = set(held.filter(team__role__in=NOTICES[kind].to).values_list("user", flat=True))
    waiting = set(still_tried().filter(kind=kind).values_list("to", flat=True))
    Notice.objects.bulk_create(Notice(kind=kind, to_id=account, path=reverse("home")) for account in people - waiting)

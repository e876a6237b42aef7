"""Which actions does a visitor find followed to an end? One verified, one sent back, and a letter to a department.

Made through the acts, in the review whose plan is watched. All invented.
"""

import datetime

from django.utils import timezone

from dhr_cases.actions.action_answers import ActionAnswer, answer_action
from dhr_cases.actions.action_evidence import give_evidence
from dhr_cases.actions.action_verifying import verify_action
from dhr_cases.actions.national import record_receipt, send_recommendation
from dhr_cases.actions.recommendations import RecommendationText, record_action, record_recommendation
from dhr_cases.models import Action, ActionStatus, Case, Organisation, PartialDate, Scope, Strength, Verdict
from dhr_cases.stages import Stage
from workflows.demonstration.people import Town

OWNER = "kent-police"
STEPS = (
    ("Put the question into the script that call takers follow", "Every call taker asks, since March.",
     "An audit of forty calls in June: asked in thirty-eight.", Verdict.CONFIRMED, "The audit was read and shows it."),
    ("Train the custody sergeants", "All sergeants of two areas were trained.",
     "The list of the course, without names.", Verdict.SENT_BACK, "Two of four areas are not in the list yet."),
)  # fmt: skip
"""Each action, what its owner says changed, what shows it, and what the chair found."""
SENT_DAYS_AGO = 30


def follow_to_an_end(town: Town) -> None:
    """Put a recommendation with its actions on the review that is monitored, and let its owner answer."""
    case = Case.objects.filter(stage=Stage.MONITORING).order_by("pk").first()
    if case is None:
        return
    by = town.company.coordinator
    printed = RecommendationText(
        text="Ask every caller who reports an assault by a partner about strangulation, and fund the training for it.",
        ref="9",
        scope=Scope.NATIONAL,
        strength=Strength.MEDIUM,
        addressee_text="Home Office",
    )
    row = record_recommendation(case=case, by=by, printed=printed)
    owner = Organisation.objects.get(code=OWNER)
    target = PartialDate.parse(f"{timezone.localdate().year + 1}")
    for text, changed, shown, verdict, note in STEPS:
        action = record_action(case=case, by=by, recommendation=row, text=text, owner=owner, target_date=target)
        _answer(town, action, changed, shown)
        verify_action(case=case, by=town.company.csp_chair, action=action, verdict=verdict, note=note)
    sent_on = timezone.localdate() - datetime.timedelta(days=SENT_DAYS_AGO)
    sending = send_recommendation(
        case=case, by=by, recommendation=row, addressee="Home Office", sent_on=sent_on, means="Letter"
    )
    record_receipt(case=case, by=by, sending=sending, receipt_on=sent_on, note="Acknowledged by e-mail")


def _answer(town: Town, action: Action, changed: str, shown: str) -> None:
    owner = town.accounts["actions"]
    answer_action(action=action, by=owner, answer=ActionAnswer(ActionStatus.DONE, outcome=changed))
    give_evidence(action=action, by=owner, text=shown)

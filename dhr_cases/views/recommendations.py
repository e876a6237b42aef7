"""What is recommended, who does what about it, and what came of it?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.action_plan import PlanRow, plan_of, summary_of
from dhr_cases.action_queries import terms_of
from dhr_cases.disclosure import Material
from dhr_cases.models import ActionTerms, Case
from dhr_cases.permissions import can
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, offered
from dhr_cases.views.sending_rows import sending_row


@case_page(Material.RECOMMENDATIONS)
def case_recommendations(request: SignedInRequest, case: Case) -> HttpResponse:
    """The recommendations in the order of their numbers, each with its actions."""
    plan, terms = plan_of(case, timezone.localdate()), terms_of(case.lead_csp)
    may_act = can(Verb.UPDATE_ACTION, request.user, case) and case.at in VERBS[Verb.UPDATE_ACTION].stages
    may_send = can(Verb.SEND_RECOMMENDATION, request.user, case) and case.at in VERBS[Verb.SEND_RECOMMENDATION].stages
    offers = offered(request.user, case, (Verb.RECORD_RECOMMENDATION, Verb.CLOSE))
    may_take_in = any(offer.verb is Verb.RECORD_RECOMMENDATION for offer in offers)
    context = {
        "case": case,
        "plan": [_with_links(case, row, may_act) | _sent(case, row, terms, may_send) for row in plan],
        "figures": summary_of(plan),
        "offers": offers,
        "import_url": reverse("plan_import", args=(case.reference,)) if may_take_in else "",
    }
    return render(request, "cases/recommendations.html", context)


def _with_links(case: Case, row: PlanRow, may_act: bool) -> dict[str, object]:
    """The row as the template shows it, with the addresses of its acts for those who may do them."""
    actions = [
        {
            "action": each,
            "page": reverse("case_action", args=(case.reference, each.action.pk)),
            "url": act_url(case, Verb.UPDATE_ACTION, each.action) if may_act else "",
        }
        for each in row.actions
    ]
    add_url = act_url(case, Verb.RECORD_ACTION, row.recommendation) if may_act else ""
    grade_url = act_url(case, Verb.GRADE_RECOMMENDATION, row.recommendation) if may_act else ""
    before_url = reverse("recommendation_before", args=(case.reference, row.recommendation.pk))
    return {"row": row, "actions": actions, "add_url": add_url, "before_url": before_url, "grade_url": grade_url}


def _sent(case: Case, row: PlanRow, terms: ActionTerms, may_send: bool) -> dict[str, object]:
    """To whom the recommendation was sent and what they said, with the addresses of the acts."""
    send_url = act_url(case, Verb.SEND_RECOMMENDATION, row.recommendation) if may_send else ""
    today = timezone.localdate()
    sendings = [sending_row(each, terms, today) for each in row.recommendation.sendings.all()]
    links = {"receipt": Verb.RECORD_RECEIPT, "reply": Verb.RECORD_REPLY} if may_send else {}
    for each in sendings:
        each["acts"] = {name: act_url(case, verb, each["sending"]) for name, verb in links.items()}
    return {"send_url": send_url, "sendings": sendings}

"""Who is asked for money, since when, what was answered, and what is to be done next about it?"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from funding.models import Agreement, FundingRequest, FundingRound
from funding.money import Qualifier, in_words, pounds
from funding.queries import OPEN_STATES, agreements_of, open_requests, requests_in, versions_in_force
from funding.terms import AgreementState, RequestState
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.views.offers_about import offers_about
from funding.views.request_rows import due_cell, is_late, request_page_of
from funding.years import FinancialYear

V = FundingVerb
R = RequestState
OPEN_HEADS = heads("Body", "Asked for", "Due", "State", "Reminded on", figures=("Asked for",))
PLAN_HEADS = heads("Body", "Year", "Asked for", "Due", "State", figures=("Asked for",))
CLOSED_HEADS = heads("Body", "Asked for", "Outcome", "Closed on", figures=("Asked for",))
UNASKED_HEADS = heads("Body", "Share", "Under", figures=("Share",))
ROUND_HEADS = heads(
    "Version", "Started", "Due", "Asked", "Open", "Confirmed", "State", figures=("Asked", "Open", "Confirmed")
)


@funding_page()
def funding_requests(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Requests of the year, open ones first; the forward plan of every year; the round; who was not asked yet."""
    rows = list(requests_in(partnership, year))
    plan = list(open_requests(partnership))
    context = {
        "figures": _figures(plan),
        **_open_tables(plan, partnership, year),
        "closed_heads": CLOSED_HEADS,
        "closed_rows": [_closed_row(each, partnership) for each in rows if each.state not in OPEN_STATES],
        "unasked_heads": UNASKED_HEADS,
        "unasked_rows": _unasked(partnership, year),
        "round_heads": ROUND_HEADS,
        "rounds": list(_rounds(request, partnership, year)),
        "offers": offers_about(request, partnership, year, _acts(partnership, year)),
        "leads": () if _has_round(partnership, year) else (V.START_ROUND,),
    }
    return render(request, "funding/requests.html", frame(partnership, year, "funding_requests", **context))


def _has_round(partnership: Partnership, year: FinancialYear) -> bool:
    """True once a round of the year was started; a second start only asks who was not asked."""
    return FundingRound.objects.filter(partnership=partnership, year=year.start).exists()


def _acts(partnership: Partnership, year: FinancialYear) -> list[FundingVerb]:
    """What can be done about the year; a round needs rules that hold for it."""
    has_rules = versions_in_force(partnership, year).exists()
    return [*([V.START_ROUND] if has_rules else []), V.ASK, V.PROPOSE_AGREEMENT, V.RECORD_WITHDRAWAL]


def _open_tables(plan: Sequence[FundingRequest], partnership: Partnership, year: FinancialYear) -> dict[str, Any]:
    """Open requests of the year, and beside them the forward plan of every other year."""
    return {
        "open_heads": OPEN_HEADS,
        "open_rows": [_open_row(each, partnership) for each in plan if each.year == year.start],
        "plan_heads": PLAN_HEADS,
        "plan_rows": [_plan_row(each, partnership) for each in plan if each.year != year.start],
    }


def _figures(plan: Iterable[FundingRequest]) -> list[dict[str, object]]:
    """How many requests are open in all years, late, and waiting for us."""
    rows = list(plan)
    late = sum(map(is_late, rows))
    ours = sum(each.state in (R.QUESTIONED, R.ANSWERED) for each in rows)
    return [
        {"label": "Open in all years", "value": str(len(rows))},
        {"label": "Late", "value": str(late), "state": "overdue" if late else "done"},
        {"label": "Waiting for us", "value": str(ours), "state": "due_soon" if ours else "done"},
        _sum_asked(rows),
    ]


def _sum_asked(rows: Sequence[FundingRequest]) -> dict[str, object]:
    """What is asked for in all; requests without a sum are left out and counted."""
    stated = [each.amount_pence for each in rows if each.amount_pence is not None]
    unstated = len(rows) - len(stated)
    words = f"Asked for, without {unstated} not stated" if unstated else "Asked for"
    return {"label": words, "value": pounds(sum(stated))}


def _asked(each: FundingRequest) -> dict[str, object]:
    return {"text": in_words(each.amount_pence, Qualifier(each.qualifier)), "is_figure": True}


def _open_row(each: FundingRequest, partnership: Partnership) -> Row:
    return row(
        str(each.organisation),
        _asked(each),
        due_cell(each),
        each.get_state_display(),
        day(each.chased_on) or "not yet",
        url=request_page_of(each, partnership),
    )


def _plan_row(each: FundingRequest, partnership: Partnership) -> Row:
    return row(
        str(each.organisation),
        FinancialYear(each.year).label,
        _asked(each),
        due_cell(each),
        each.get_state_display(),
        url=request_page_of(each, partnership),
    )


def _closed_row(each: FundingRequest, partnership: Partnership) -> Row:
    outcome = each.outcome or each.get_state_display()
    return row(
        str(each.organisation), _asked(each), outcome, day(each.closed_on), url=request_page_of(each, partnership)
    )


def _unasked(partnership: Partnership, year: FinancialYear) -> list[Row]:
    """Contributions that were written down and never asked for."""
    rows = agreements_of(partnership, year).filter(state=AgreementState.PROPOSED, requests=None)
    rows = rows.select_related("organisation", "version__model")
    return [
        row(
            str(each.organisation),
            {"text": _share(each), "is_figure": True},
            str(each.version or "no model"),
            url=page_url("funding_partner", partnership, year, each.organisation.code),
        )
        for each in rows
    ]


def _share(each: Agreement) -> str:
    if each.is_in_kind and each.amount_pence is None:
        return "in kind"
    return in_words(each.amount_pence, Qualifier(each.qualifier))


def _rounds(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> Iterable[dict[str, Any]]:
    """Each round of the year with its counts and the act that closes it."""
    rounds = FundingRound.objects.filter(partnership=partnership, year=year.start).select_related("version__model")
    for each in rounds:
        cells = _round_row(each, page_url("funding_model", partnership, year, each.version_id))
        offers = [] if each.closed_on else offers_about(request, partnership, year, [V.CLOSE_ROUND], each)
        yield {"name": str(each), "rows": [cells], "offers": offers}


def _round_row(each: FundingRound, url: str) -> Row:
    """How many were asked in a round, how many of these are open, how many contributions are confirmed."""
    states = list(each.requests.values_list("state", "agreement__state"))
    confirmed = sum(agreed == AgreementState.CONFIRMED for _, agreed in states)
    return row(
        str(each.version),
        day(each.started_on),
        day(each.due_on),
        {"text": str(len(states)), "is_figure": True},
        {"text": str(sum(state in OPEN_STATES for state, _ in states)), "is_figure": True},
        {"text": str(confirmed), "is_figure": True},
        f"closed on {day(each.closed_on)}" if each.closed_on else "open",
        url=url,
    )

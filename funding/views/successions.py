"""Which bodies have ended or are to end, what did they leave unpaid, and who has taken that over?"""

import datetime
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from funding.money import pounds
from funding.passing_on import Change, changes_of
from funding.position import PartnerPosition, Position, position
from funding.position_rows import facts_of
from funding.terms import AGREEMENT_STATES, Cause, Measure
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import offered, page_url
from funding.years import FinancialYear

LEFT_HEADS = ("Body that ended", "Its share", "Left unpaid", "Who follows", "Asked for", "State")
PLAN_HEADS = ("Body", "From", "Who follows", "Its share this year", "At risk")
PAST_HEADS = ("Body", "Ended before", "Who follows", "Shape")


@funding_page()
def funding_successions(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Changes of bodies and what they do to this year's money."""
    whole = position(facts_of(partnership, year))
    changes = changes_of(partnership)
    today = timezone.localdate()
    plans, past = _parted(changes, today)
    context = {
        "figures": _figures(whole, plans, partnership, year),
        "left": {"heads": _heads(LEFT_HEADS, (1, 2, 4)), "rows": _left_rows(whole, changes)},
        "plans": {"heads": _heads(PLAN_HEADS, (3,)), "rows": _plan_rows(whole, plans, today)},
        "past": {"heads": _heads(PAST_HEADS), "rows": [_past_row(change) for change in past]},
        "offers": offered(request.user, partnership, year, [FundingVerb.RECORD_SUCCESSION]),
    }
    return render(request, "funding/successions.html", frame(partnership, year, "funding_successions", **context))


def _parted(changes: Iterable[Change], today: datetime.date) -> tuple[list[Change], list[Change]]:
    """Changes to come or without anybody who follows; then those that are done with."""
    plans: list[Change] = []
    past: list[Change] = []
    for change in changes:
        is_open = change.is_to_come(today) or not change.followers
        (plans if is_open else past).append(change)
    return plans, past


def _heads(labels: Sequence[str], figures: Sequence[int] = ()) -> list[dict[str, object]]:
    return [{"label": label, "is_figure": place in figures} for place, label in enumerate(labels)]


def _figures(
    whole: Position, plans: Sequence[Change], partnership: Partnership, year: FinancialYear
) -> list[dict[str, object]]:
    asked, confirmed = _of_successors(whole)
    orphaned = whole.causes[Measure.CONFIRMED][Cause.ORPHANED]
    requests = page_url("funding_requests", partnership, year)
    return [
        {"label": f"Orphaned in {year.label}", "value": pounds(orphaned), "state": "overdue" if orphaned else "done"},
        {"label": "Asked of successors", "value": pounds(asked), "url": requests},
        {"label": "Confirmed by successors", "value": pounds(confirmed)},
        {"label": "Changes to come", "value": str(len(plans))},
    ]


def _of_successors(whole: Position) -> tuple[int, int]:
    """Pence asked of those who take over a contribution, and pence they have confirmed."""
    asked = confirmed = 0
    for partner in whole.partners:
        if partner.takes_over:
            asked += partner.share or 0
            confirmed += partner.counted[Measure.CONFIRMED]
    return asked, confirmed


def _left_rows(whole: Position, changes: Iterable[Change]) -> list[dict[str, object]]:
    followers = {change.body.name: change.followers for change in changes}
    rows: list[dict[str, object]] = []
    for partner in whole.orphaned_partners():
        rows += _heir_rows(whole, partner) or [_alone_row(partner, followers.get(partner.name, ""))]
    return rows


def _heir_rows(whole: Position, partner: PartnerPosition) -> list[dict[str, object]]:
    by_key = {each.key: each for each in whole.partners}
    return [_left_row(partner, by_key[key]) for key in partner.taken_over_by]


def _left_cells(partner: PartnerPosition) -> list[dict[str, object]]:
    until = f" (until {long_date(partner.ended_on)})" if partner.ended_on else ""
    return [
        {"text": f"{partner.name_at_time}{until}"},
        {"text": partner.share_in_words, "is_figure": True},
        {"text": pounds(partner.orphaned), "is_figure": True},
    ]


def _left_row(partner: PartnerPosition, heir: PartnerPosition) -> dict[str, object]:
    state = AGREEMENT_STATES[heir.state].label
    cells = [{"text": heir.name}, {"text": heir.share_in_words, "is_figure": True}, {"text": state}]
    return {"cells": [*_left_cells(partner), *cells]}


def _alone_row(partner: PartnerPosition, followers: str) -> dict[str, object]:
    """An orphan nobody was asked for: paid in full, without a successor, or not taken up yet."""
    if not partner.orphaned and partner.is_stated:
        state = "Nothing left to ask for"
    else:
        state = "To be taken up tonight" if followers else "No successor named"
    cells = [{"text": followers or "not named"}, {"text": "nothing yet", "is_figure": True}, {"text": state}]
    return {"cells": [*_left_cells(partner), *cells]}


def _plan_rows(whole: Position, plans: Iterable[Change], today: datetime.date) -> list[dict[str, object]]:
    shares = {partner.name: partner.share_in_words for partner in whole.partners}
    return [
        {
            "cells": [
                {"text": str(change.body)},
                {"text": long_date(change.effective_on)},
                {"text": change.followers or "not named"},
                {"text": shares.get(change.body.name, "none"), "is_figure": True},
                {"text": change.risk(today)},
            ]
        }
        for change in plans
    ]


def _past_row(change: Change) -> dict[str, object]:
    texts = (str(change.body), long_date(change.effective_on), change.followers, change.shape)
    return {"cells": [{"text": text} for text in texts]}

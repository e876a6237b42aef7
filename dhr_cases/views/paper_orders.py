"""Which papers can this person have made on a case, and how far is the one they asked for?"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.actions.paper_orders import makeable, material_of, order_paper
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material, may_see
from dhr_cases.errors import ReviewError
from dhr_cases.forms.paper_orders import OrderForm
from dhr_cases.models import Case, OrderState, PaperOrder
from dhr_cases.paper_kinds import Marking
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper
from dhr_cases.papers.letters import LETTERS
from dhr_cases.papers.making import template_of
from dhr_cases.papers.writing import pdf
from dhr_cases.permissions import roles_on
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.sending import is_sent, status_of, typed

LATEST = 20
STATES = {
    OrderState.WAITING: "not_started",
    OrderState.BUILDING: "running",
    OrderState.DONE: "done",
    OrderState.FAILED: "overdue",
}
"""Which status tag shows which state."""
HEADS = ({"label": "Paper"}, {"label": "Format"}, {"label": "For"}, {"label": "State"}, {"label": "Asked for"})


@case_page(Material.STATUS)
@require_GET
def make_papers(request: SignedInRequest, case: Case) -> HttpResponse:
    """The papers this person may have made, in groups, and those asked for lately."""
    kinds = makeable(request.user, case)
    context = {
        "case": case,
        "groups": [
            {"heading": heading, "papers": [_line(case, kind) for kind in kinds if belongs(kind)]}
            for heading, belongs in GROUPS
        ],
        "orders": [_order_row(case, order) for order in _orders_seen(request, case)],
        "heads": HEADS,
        "hindrance": pdf.hindrance(),
        "can_make": bool(kinds),
        "back_url": reverse("case_papers", args=(case.reference,)),
        "back_label": "Papers",
    }
    return render(request, "cases/make_papers.html", context)


def _is_public(kind: MadePaper) -> bool:
    return MADE[kind].marking is Marking.PUBLIC


def _is_letter(kind: MadePaper) -> bool:
    return bool(MADE[kind].letter)


def _is_working(kind: MadePaper) -> bool:
    return not _is_letter(kind) and not _is_public(kind)


GROUPS: tuple[tuple[str, Callable[[MadePaper], bool]], ...] = (
    ("Working papers", _is_working),
    ("For publication", _is_public),
    ("Letters", _is_letter),
)
"""Under which headings papers are offered, and which paper belongs under each."""


def _line(case: Case, kind: MadePaper) -> dict[str, Any]:
    row = MADE[kind]
    return {
        "label": row.label,
        "holds": row.holds,
        "url": reverse("make_paper", args=(case.reference, kind)),
        "is_now": row.letter is not None and case.at in LETTERS[row.letter].stages,
    }


def _orders_seen(request: SignedInRequest, case: Case) -> list[PaperOrder]:
    """The latest orders of papers whose material is open to the person now."""
    roles = roles_on(request.user, case)
    seen = [kind for kind, row in MADE.items() if may_see(roles, material_of(row), case.standing)]
    rows = PaperOrder.objects.filter(case=case, kind__in=seen).select_related("ordered_by").order_by("-pk")
    return list(rows[:LATEST])


def _order_row(case: Case, order: PaperOrder) -> dict[str, object]:
    return {
        "url": reverse("paper_order", args=(case.reference, order.pk)),
        "cells": (
            {"text": MADE[MadePaper(order.kind)].label},
            {"text": Format(order.file_format).label},
            {"text": Ask.of(order.options).recipient or "Everybody"},
            {"text": order.get_state_display(), "state": STATES[OrderState(order.state)]},
            {"text": f"{_moment(order)} by {order.ordered_by}"},
        ),
    }


def _moment(order: PaperOrder) -> str:
    at = timezone.localtime(order.ordered_at)
    return f"{long_date(at)}, {at:%H:%M},"


@case_page(Material.STATUS)
def make_paper(request: SignedInRequest, case: Case, made: str) -> HttpResponse:
    """Ask for one paper; 404 for one that is not this person's to make."""
    if made not in makeable(request.user, case):
        raise Http404
    kind = MadePaper(made)
    form = OrderForm(typed(request), kind=kind, case=case)
    if is_sent(request, form):
        order = _order(request, case, form)
        if order is not None:
            return redirect("paper_order", case.reference, order.pk)
    context = {
        "case": case,
        "form": form,
        "paper": MADE[kind],
        "has_template": template_of(case.lead_csp, kind) is not None,
        "hindrance": pdf.hindrance(),
        "back_url": reverse("make_papers", args=(case.reference,)),
        "back_label": "Make a paper",
        "cancel_url": reverse("make_papers", args=(case.reference,)),
    }
    return render(request, "cases/make_paper.html", context, status=status_of(request, form))


def _order(request: SignedInRequest, case: Case, form: OrderForm) -> PaperOrder | None:
    try:
        return order_paper(case=case, by=request.user, kind=form.kind, form=form.form, ask=form.ask)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return None


@case_page(Material.STATUS)
@require_GET
def paper_order(request: SignedInRequest, case: Case, order_id: int) -> HttpResponse:
    """How far one order is, and its file when it is there; 404 where its material is not open to the person."""
    order = get_object_or_404(PaperOrder.objects.select_related("ordered_by"), case=case, pk=order_id)
    row = MADE[MadePaper(order.kind)]
    if not may_see(roles_on(request.user, case), material_of(row), case.standing):
        raise Http404
    context = {
        "case": case,
        "order": order,
        "paper": row,
        "state": STATES[OrderState(order.state)],
        "is_going_on": order.state in (OrderState.WAITING, OrderState.BUILDING),
        "is_begun": order.state == OrderState.BUILDING,
        "rows": _facts(order),
        "file_url": reverse("paper_file", args=(case.reference, order.version_id)) if order.version_id else "",
        "again_url": reverse("make_paper", args=(case.reference, order.kind)),
        "back_url": reverse("make_papers", args=(case.reference,)),
        "back_label": "Make a paper",
    }
    return render(request, "cases/paper_order.html", context)


def _facts(order: PaperOrder) -> list[dict[str, str]]:
    ask = Ask.of(order.options)
    facts = (
        ("Number of the order", str(order.pk)),
        ("Format", Format(order.file_format).label),
        ("For", ask.recipient or "Everybody"),
        ("Copy", ask.copy_number or "not numbered"),
        ("Asked for", f"{_moment(order)} by {order.ordered_by}"),
    )
    return [{"label": label, "value": value} for label, value in facts]

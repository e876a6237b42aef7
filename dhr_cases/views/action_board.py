"""How do the actions of all reviews stand, which of them are meant by a figure, and whose owner no longer exists?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from dhr_cases.action_board import (
    BY_BODY,
    NOBODY,
    BoardRow,
    Grouping,
    Wanted,
    board,
    board_days,
    named,
    narrowed,
    seen_actions,
    sums,
)
from dhr_cases.action_lines import ActionLine, EndedOwner, as_csv, as_workbook, ended_owners, in_order, lines_of
from dhr_cases.action_rag import Days, Rag
from dhr_cases.action_ratings import STATES
from dhr_cases.deadlines import long_date
from dhr_cases.forms.action_board import BoardFilter
from dhr_cases.models import Action, Partnership
from dhr_cases.roles import ROLES, CasePermission, SitePermission
from dhr_cases.site_permissions import partnerships_with
from dhr_cases.verbs import Verb
from dhr_cases.views.downloads import download
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.offers import act_url
from dhr_cases.views.site_context import roles_of
from dhr_cases.views.tables import Row, heads, row

PAGE_SIZE = 40
MOST_ENDED = 200
"""Actions of bodies that no longer exist on one page; the file holds them all."""
SHORT: Mapping[Rag, str] = {
    Rag.RED: "Red", Rag.AMBER: "Amber", Rag.GREEN: "Green", Rag.COMPLETE: "Verified", Rag.ENDED: "Ended",
}  # fmt: skip  # the columns in their order
LIST_HEADS = ("Review", "Recommendation", "Action", "Body", "Target date", "How it stands")
WRITERS = {"csv": as_csv, "xlsx": as_workbook}


@dataclass(frozen=True)
class Asked:
    """What a page was asked for, and the actions that fit it."""

    partnership: Partnership
    form: BoardFilter
    wanted: Wanted
    days: Days
    actions: QuerySet[Action]
    bodies: Mapping[str, str]
    query: QueryDict

    def url(self, name: str, **changes: str) -> str:
        """A page with the same filter and these answers changed; "" takes an answer away."""
        query = self.query.copy()
        for key in ("page", *changes):
            query.pop(key, None)
        query.update({key: value for key, value in changes.items() if value})
        return f"{reverse(name)}?{query.urlencode()}"


def asked_of(request: SignedInRequest) -> Asked:
    """What the address asks for; the person's home partnership where it names none of theirs."""
    own = list(partnerships_with(request.user, SitePermission.VIEW_LEARNING).order_by("-is_home", "name"))
    code = request.GET.get("partnership", "")
    partnership = next((each for each in own if each.code == code), own[0])
    seen = seen_actions(request.user, partnership)
    bodies = dict(seen.exclude(owner=None).order_by("owner__name").values_list("owner__code", "owner__name").distinct())
    form = BoardFilter(request.GET, partnerships=own, bodies=bodies)
    wanted, days = form.wanted(), board_days(partnership, timezone.localdate())
    return Asked(partnership, form, wanted, days, narrowed(seen, wanted, days), bodies, request.GET)


@site_page(SitePermission.VIEW_LEARNING)
def actions_board(request: SignedInRequest) -> HttpResponse:
    """The board: a line a group, a column a rating, every figure a link to its rows."""
    asked = asked_of(request)
    grouping = asked.form.grouping()
    rows = named(board(asked.actions, grouping), asked.bodies)
    context = _frame(asked, "actions_board") | {
        "grouping": grouping.label,
        "figures": _figures(asked, sums(rows)),
        "heads": heads("Group", *SHORT.values(), "All", figures=(*SHORT.values(), "All")),
        "rows": [_board_row(asked, grouping, each) for each in rows],
        "sheets_url": _sheets_url(request, asked),
        "themes_url": _page_url("learning_actions", asked.partnership),
    }
    return render(request, "actions/board.html", context)


def _page_url(name: str, partnership: Partnership) -> str:
    """A page of an app above about the same partnership; "" where no page carries the name."""
    try:
        return reverse(name, args=(partnership.code,))
    except NoReverseMatch:
        return ""


def _sheets_url(request: SignedInRequest, asked: Asked) -> str:
    """Where sheets are sent and taken in, for those who may; "" for others."""
    if SitePermission.MANAGE_LEARNING not in roles_of(request).on_site:
        return ""
    return f"{reverse('actions_sheets')}?{_only_partnership(asked)}"


def _frame(asked: Asked, name: str) -> dict[str, Any]:
    """What the pages of the board share: the filter, what is chosen, the ways to the other pages."""
    return {
        "partnership": asked.partnership,
        "form": asked.form,
        "day": long_date(asked.days.today),
        "chosen": list(_chosen(asked, name)),
        "clear_url": f"{reverse(name)}?{_only_partnership(asked)}",
        "board_url": asked.url("actions_board"),
        "list_url": asked.url("actions_list"),
        "ended_url": f"{reverse('actions_ended')}?{_only_partnership(asked)}",
        "csv_url": asked.url("actions_export", format="csv"),
        "xlsx_url": asked.url("actions_export", format="xlsx"),
    }


def _only_partnership(asked: Asked) -> str:
    query = QueryDict(mutable=True)
    query["partnership"] = asked.partnership.code
    return query.urlencode()


def _chosen(asked: Asked, name: str) -> Iterator[dict[str, str]]:
    """Each answer that narrows, with the address of the page without it."""
    for bound in asked.form:
        value = getattr(asked.wanted, bound.name, "")
        if value:
            yield {"label": f"{bound.label}: {_words(bound.field, value)}", "url": asked.url(name, **{bound.name: ""})}


def _words(field: Any, value: str | bool) -> str:
    """An answer as it is offered; what was typed as it was typed, a ticked box as yes."""
    choices = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    return "yes" if value is True else choices.get(str(value), str(value))


def _figures(asked: Asked, counts: Mapping[Rag, int]) -> list[dict[str, str]]:
    return [
        {
            "label": SHORT[rag],
            "value": f"{counts[rag]:,}",
            "url": asked.url("actions_list", rag=rag),
            "state": STATES[rag] if counts[rag] else "",
        }
        for rag in SHORT
    ]


def _board_row(asked: Asked, grouping: Grouping, group: BoardRow) -> Row:
    """One group; it and its figures lead to their rows where the list can be narrowed to the group."""
    narrow = _narrowed_to(grouping, group)
    cells = [_figure(asked, narrow, rag, group.counts.get(rag, 0)) for rag in SHORT]
    url = asked.url("actions_list", **narrow) if narrow else ""
    return row(group.label, *cells, {"text": f"{group.total:,}", "is_figure": True}, url=url)


def _narrowed_to(grouping: Grouping, group: BoardRow) -> dict[str, str]:
    """What the list is asked for to show the group; a group without a value can be asked for only by body."""
    value = group.value or (NOBODY if grouping is BY_BODY else "")
    return {grouping.asks: value} if grouping.asks and value else {}


def _figure(asked: Asked, narrow: Mapping[str, str], rag: Rag, count: int) -> dict[str, Any]:
    url = asked.url("actions_list", rag=rag, **narrow) if narrow and count else ""
    return {"text": f"{count:,}", "is_figure": True, "url": url}


@site_page(SitePermission.VIEW_LEARNING)
def actions_list(request: SignedInRequest) -> HttpResponse:
    """The actions that fit, forty a page, the longest due first."""
    asked = asked_of(request)
    del asked.form.fields["by"]  # a list has no groups
    page = Paginator(in_order(asked.actions), PAGE_SIZE).get_page(request.GET.get("page"))
    context = _frame(asked, "actions_list") | {
        "page": page,
        "total": f"{page.paginator.count:,}",
        "heads": heads(*LIST_HEADS),
        "rows": [list_row(line) for line in lines_of(page, asked.days)],
    }
    return render(request, "actions/list.html", context)


def list_row(line: ActionLine) -> dict[str, Any]:
    """One action as the list shows it, with the address of its recommendation."""
    action, rating = line.action, line.rating
    return {
        "url": reverse("case_action", args=(line.case.reference, action.pk)),
        "line": line,
        "ref": action.recommendation.ref,
        "target": str(action.target_date) if action.target_date.is_known else "",
        "state": STATES[rating.rag],
        "label": SHORT[rating.rag],
        "why": rating.why,
    }


@site_page(SitePermission.VIEW_LEARNING)
def actions_export(request: SignedInRequest) -> HttpResponse:
    """The actions that fit as a file; a cell that a spreadsheet would run as a formula is quoted."""
    asked = asked_of(request)
    ending = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    content = WRITERS[ending](lines_of(in_order(asked.actions).iterator(chunk_size=2_000), asked.days))
    return download(content, f"actions-{asked.days.today:%Y-%m-%d}.{ending}")


@site_page(SitePermission.VIEW_LEARNING)
def actions_ended(request: SignedInRequest) -> HttpResponse:
    """Actions that go on and whose owner no longer exists, under each such body, with who follows it."""
    asked = asked_of(request)
    gone = narrowed(seen_actions(request.user, asked.partnership), Wanted(gone=True, is_open=True), asked.days)
    found = lines_of(in_order(gone)[: MOST_ENDED + 1], asked.days)
    may_pass_on = _follows_actions(request)
    context = _frame(asked, "actions_ended") | {
        "owners": [_ended(owner, may_pass_on) for owner in ended_owners(found[:MOST_ENDED])],
        "is_cut": len(found) > MOST_ENDED,
        "csv_url": asked.url("actions_export", format="csv", gone="on", is_open="on"),
        "heads": heads("Review", "Action", "Target date", "How it stands"),
    }
    return render(request, "actions/ended.html", context)


def _ended(owner: EndedOwner, may_pass_on: bool) -> dict[str, Any]:
    """One body with its actions, and the act that passes each on for those who may."""
    rows = [list_row(line) | {"act_url": _pass_on_url(line) if may_pass_on else ""} for line in owner.lines]
    return {"owner": owner, "successors": " and ".join(owner.successors), "rows": rows}


def _pass_on_url(line: ActionLine) -> str:
    return act_url(line.case, Verb.TRANSFER_ACTION, line.action)


def _follows_actions(request: SignedInRequest) -> bool:
    """True for a person with a role that follows actions; the act itself asks for each review."""
    return any(CasePermission.MONITOR in ROLES[role].on_case for role in roles_of(request).roles)

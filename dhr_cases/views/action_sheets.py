"""How does a sheet of actions go to a body, and how is it taken in when it comes back? For office and owners."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify

from dhr_cases.action_board import Wanted, board_days, narrowed, seen_actions
from dhr_cases.action_queries import actions_of
from dhr_cases.actions.action_answers import ActionAnswer
from dhr_cases.actions.sheet_return import (
    RefusedLine,
    ReturnedSheet,
    TakenLine,
    rehearsed,
    take_in_own_sheet,
    take_in_sheet,
)
from dhr_cases.errors import Incomplete
from dhr_cases.forms.action_sheet import SheetForm
from dhr_cases.models import Action, PartialDate, Partnership, User
from dhr_cases.papers.action_sheet.sheet_in import SheetLine, as_text, from_text
from dhr_cases.papers.action_sheet.sheet_out import sheet_rows, write_sheet
from dhr_cases.policies.action_life import ANSWERED_STAGES
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import partnerships_with
from dhr_cases.views.downloads import download
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.sending import is_confirmed
from dhr_cases.views.tables import Row, heads, row

SHEET_HEADS = ("Row", "Review", "Action", "Answer")


@dataclass(frozen=True)
class Lane:
    """Who takes sheets in, what of it is theirs, and what the page says."""

    url_name: str
    template: str
    reach: QuerySet[Action]
    take_in: Callable[..., ReturnedSheet]
    context: dict[str, Any]

    def taken(self, by: User, lines: tuple[SheetLine, ...]) -> ReturnedSheet:
        """The lines taken in by this person."""
        return self.take_in(by=by, lines=lines, reach=self.reach)


@site_page(SitePermission.MANAGE_LEARNING)
def actions_sheets(request: SignedInRequest) -> HttpResponse:
    """The office: a sheet for each body with actions that go on, and the sheets that came back."""
    partnership = _partnership(request)
    reach = _followed(request.user, partnership)
    context = {
        "partnership": partnership,
        "heads": heads("Body", "Open actions", figures=("Open actions",)),
        "rows": list(_bodies(reach, partnership)),
        "all_url": _file_url(partnership, ""),
        "cancel_url": f"{reverse('actions_board')}?{urlencode({'partnership': partnership.code})}",
    }
    return _page(request, Lane("actions_sheets", "actions/sheets.html", reach, take_in_sheet, context))


def _partnership(request: SignedInRequest) -> Partnership:
    """The partnership in the address, if it is the person's; else the first of theirs."""
    own = list(partnerships_with(request.user, SitePermission.MANAGE_LEARNING).order_by("-is_home", "name"))
    return next((each for each in own if each.code == request.GET.get("partnership", "")), own[0])


def _followed(user: User, partnership: Partnership) -> QuerySet[Action]:
    """Actions that go on, of reviews whose report is cleared: nothing of a draft leaves in a sheet."""
    days = board_days(partnership, timezone.localdate())
    running = narrowed(seen_actions(user, partnership), Wanted(is_open=True), days)
    return running.filter(recommendation__case__stage__in=ANSWERED_STAGES)


def _bodies(reach: QuerySet[Action], partnership: Partnership) -> Iterable[Row]:
    counted = reach.exclude(owner=None).order_by("owner__name").values_list("owner__code", "owner__name")
    for code, name, count in counted.annotate(count=Count("pk")):
        yield row(name, {"text": f"{count:,}", "is_figure": True}, url=_file_url(partnership, code))


def _file_url(partnership: Partnership, body: str) -> str:
    return f"{reverse('actions_sheet_file')}?{urlencode({'partnership': partnership.code, 'body': body})}"


@site_page(SitePermission.MANAGE_LEARNING)
def actions_sheet_file(request: SignedInRequest) -> HttpResponse:
    """The sheet of one body, or of all where the address names none."""
    partnership = _partnership(request)
    asked, actions = request.GET.get("body", ""), _followed(request.user, partnership)
    body = slugify(asked)  # codes are written so; nothing else of the address comes into a query or a header
    chosen = actions.filter(owner__code=body) if asked else actions
    return _file(chosen, f"actions-{body or ('none' if asked else 'all')}")


@site_page(SitePermission.ANSWER_ACTIONS)
def my_actions_sheet(request: SignedInRequest) -> HttpResponse:
    """An owner: the sheet of the body's own actions, and the one filled in."""
    reach = actions_of(request.user)
    context = {
        "breadcrumbs": [
            {"label": "Home", "url": reverse("home")},
            {"label": "My actions", "url": reverse("my_actions")},
            {"label": "Answer in a sheet"},
        ],
        "file_url": reverse("my_actions_sheet_file"),
        "cancel_url": reverse("my_actions"),
    }
    return _page(request, Lane("my_actions_sheet", "actions/my_sheet.html", reach, take_in_own_sheet, context))


@site_page(SitePermission.ANSWER_ACTIONS)
def my_actions_sheet_file(request: SignedInRequest) -> HttpResponse:
    """The sheet of the person's bodies."""
    days = board_days(None, timezone.localdate())
    return _file(narrowed(actions_of(request.user), Wanted(is_open=True), days), "my-actions")


def _file(actions: QuerySet[Action], stem: str) -> HttpResponse:
    """A sheet as a download."""
    today = timezone.localdate()
    content = write_sheet(sheet_rows(actions), title=f"Actions, {today.isoformat()}")
    return download(content, f"{stem}-{today.isoformat()}.xlsx")


def _page(request: SignedInRequest, lane: Lane) -> HttpResponse:
    """Choose a returned sheet, look at what would be taken in, take it in."""
    if request.method == "POST" and is_confirmed(request):
        return _take_in(request, lane)
    form = SheetForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _choose(request, lane, form, 422 if request.method == "POST" else 200)
    return _preview(request, lane, form.cleaned_data["file"])


def _choose(request: SignedInRequest, lane: Lane, form: SheetForm, status: int) -> HttpResponse:
    return render(request, lane.template, {**lane.context, "form": form}, status=status)


def _preview(request: SignedInRequest, lane: Lane, lines: tuple[SheetLine, ...]) -> HttpResponse:
    """What would be taken in and what not, before anything is."""
    found = rehearsed(lambda: lane.taken(request.user, lines))
    context = {
        "heads": heads(*SHEET_HEADS),
        "rows": [_taken(line) for line in found.taken],
        "refused_heads": heads("Row", "Why"),
        "refused": [_refused(line) for line in found.refused],
        "count": len(found.taken),
        "content": as_text(lines),
        "cancel_url": _back(request, lane),
    }
    return render(request, "actions/sheet_preview.html", context, status=200 if found.taken else 422)


def _taken(line: TakenLine) -> Row:
    said = ". ".join(filter(None, _said(line.answer)))
    return row(str(line.row), line.action.recommendation.case.reference, line.action.text, said)


def _said(answer: ActionAnswer) -> tuple[str, ...]:
    """All that would be recorded of an answer; a day as it was understood, so that a wrong one is noticed."""
    expected, completed = answer.expected_on, answer.completed_on
    is_dated = isinstance(completed, PartialDate) and completed.is_known
    return (
        answer.status.label,
        answer.progress,
        answer.outcome,
        answer.reason,
        f"Expected to be done: {expected}" if expected.is_known else "",
        f"Done: {completed}" if is_dated else "",
    )


def _refused(line: RefusedLine) -> Row:
    return row(str(line.row), line.sentence)


def _take_in(request: SignedInRequest, lane: Lane) -> HttpResponse:
    """Take in what the preview showed; where other lines are refused by now, the preview is shown again."""
    try:
        lines = from_text(request.POST.get("content", ""))
    except Incomplete as refusal:
        messages.error(request, refusal.sentence)
        return _choose(request, lane, SheetForm(), 422)
    if str(len(rehearsed(lambda: lane.taken(request.user, lines)).taken)) != request.POST.get("count"):
        return _preview(request, lane, lines)
    found = lane.taken(request.user, lines)
    messages.success(request, _done(found))
    return redirect(_back(request, lane))


def _done(found: ReturnedSheet) -> str:
    taken = "One answer is" if len(found.taken) == 1 else f"{len(found.taken)} answers are"
    were = "One of the sheet's lines was" if len(found.refused) == 1 else f"{len(found.refused)} of the lines were"
    left = f" {were} refused and changed nothing." if found.refused else ""
    return f"Done: {taken} recorded.{left}"


def _back(request: SignedInRequest, lane: Lane) -> str:
    query = request.GET.urlencode()
    return reverse(lane.url_name) + (f"?{query}" if query else "")

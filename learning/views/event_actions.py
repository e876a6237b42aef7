"""What became of everything that events recommended: who was asked, by when they report, how it stands?"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from dhr_cases.views.team_gate import team_page
from learning.feedback_facts import action_line
from learning.feedback_scales import ActionState
from learning.models import EventAction
from learning.views.feedback_rows import LATE_WORDS, state_of
from learning.views.frame import frame

TAB = "learning_actions"
PAGE_SIZE = 40
HEADS = heads("Action", "Event", "Asked of", "Reports back by", "Last heard of", "How it stands")
NOBODY = "none"
"""Stands for the body of actions that no body was asked to do."""
IS_LATE = "late"
COUNTED = (
    ("Open", ActionState.OPEN.value),
    (LATE_WORDS, IS_LATE),
    ("Done, to be confirmed", ActionState.DONE.value),
    ("Confirmed", ActionState.CONFIRMED.value),
    ("Not taken on", ActionState.DROPPED.value),
)
"""How actions may stand, each with its word in an address."""


class EventActionFilter(forms.Form):
    """Which actions are shown."""

    hides_optional: ClassVar[bool] = True

    stands = forms.ChoiceField(
        label="How it stands", required=False, choices=[("", "Any"), *((code, label) for label, code in COUNTED)]
    )
    body = forms.ChoiceField(label="Asked of", required=False)

    def __init__(self, *args: Any, bodies: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Any"), *((body.code, body.name) for body in bodies), (NOBODY, "Nobody")]

    def narrowed(self, rows: QuerySet[EventAction]) -> QuerySet[EventAction]:
        """Those that fit; an answer that makes no sense is passed over."""
        self.is_valid()
        stands, body = (self.cleaned_data.get(name, "") for name in ("stands", "body"))
        if stands:
            rows = rows.filter(_standing(stands))
        if body:
            rows = rows.filter(owner=None) if body == NOBODY else rows.filter(owner__code=body)
        return rows


def _standing(code: str) -> Q:
    if code == IS_LATE:
        return Q(state=ActionState.OPEN, due_on__lt=timezone.localdate())
    return Q(state=code)


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def events_actions(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Every action that came out of an event: those to be reported soonest first, those without a day last."""
    own = EventAction.objects.filter(event__partnership=partnership)
    bodies = Organisation.objects.filter(pk__in=own.values("owner")).order_by("name")
    form = EventActionFilter(request.GET, bodies=bodies)
    found = form.narrowed(own).select_related("event__partnership", "owner")
    page = Paginator(found.order_by(F("due_on").asc(nulls_last=True), "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = frame(
        partnership,
        TAB,
        heading="Actions from events",
        form=form,
        figures=_figures(request.path, own),
        heads=HEADS,
        rows=[_row(each) for each in page],
        page=page,
        is_narrowed=bool(form.changed_data),
        clear_url=request.path,
        events_url=reverse("events", args=(partnership.code,)),
    )
    return render(request, "learning/events_actions.html", context)


def _figures(path: str, own: QuerySet[EventAction]) -> list[dict[str, str]]:
    """How many stand in each way, each leading to its rows."""
    counts = own.aggregate(**{code: Count("pk", filter=_standing(code)) for _label, code in COUNTED})
    return [
        {
            "label": label,
            "value": f"{counts[code]:,}",
            "url": f"{path}?stands={code}",
            "state": "overdue" if code == IS_LATE and counts[code] else "",
        }
        for label, code in COUNTED
    ]


def _row(action: EventAction) -> Row:
    """One action; it leads to its event's page, where its acts are done."""
    event, line = action.event, action_line(action, timezone.localdate())
    state, words = state_of(action, line)
    return row(
        action.text,
        event.title,
        line.owner or "nobody",
        day(action.due_on),
        long_date(action.heard_on) if action.heard_on else "never",
        {"text": words, "state": state},
        url=reverse("event_feedback", args=(event.partnership.code, event.code)),
    )

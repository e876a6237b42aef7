"""How do recommendations and their actions stand by the themes they are coded under, and which rows are meant?"""

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from dhr_cases.action_board import board_days
from dhr_cases.action_lines import in_order, lines_of
from dhr_cases.models import Action, Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.action_board import PAGE_SIZE, list_row
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_gate import team_page
from learning.action_themes import (
    EARLIER,
    NO_THEME,
    ByTheme,
    Seen,
    SetTally,
    Stand,
    Tally,
    by_theme,
    seen_by,
    standing_so,
)
from learning.views.event_rows import may_manage
from learning.views.frame import frame

TAB = "learning_actions"
COLUMNS: tuple[tuple[str, str, tuple[Stand, ...]], ...] = (
    ("Open", "open", (Stand.IN_TIME, Stand.OVERDUE)),
    ("Overdue", "overdue", (Stand.OVERDUE,)),
    ("To verify", "waiting", (Stand.WAITING,)),
    ("Verified", "verified", (Stand.VERIFIED,)),
    ("Ended", "ended", (Stand.ENDED,)),
)
"""The columns of figures: what each is called, its word in an address, and the actions it counts."""
STANDS = {code: stands for _label, code, stands in COLUMNS}
SHOWN = tuple(column for column in COLUMNS if column[1] != "ended")
"""Those that stand in the tables; what has ended otherwise is found in the list."""
FIGURES = ("Recommendations", *(label for label, _code, _stands in SHOWN), "Longest overdue")
NO_THEME_LABEL, EARLIER_LABEL = "No theme yet", "Under a theme that was split or has ended"


class ListForm(forms.Form):
    """Which actions are listed."""

    hides_optional: ClassVar[bool] = True

    theme = forms.ChoiceField(label="Theme", required=False)
    stands = forms.ChoiceField(
        label="How it stands",
        required=False,
        choices=[("", "Any"), *((code, label) for label, code, _stands in COLUMNS)],
    )

    def __init__(self, *args: Any, seen: Seen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        if isinstance(field, forms.ChoiceField):
            in_force = [(each.theme_set.label, each.in_force(seen.today)) for each in seen.sets]
            groups = [(label, [(str(theme.pk), theme.label) for theme in themes]) for label, themes in in_force]
            others = [(NO_THEME, NO_THEME_LABEL), (EARLIER, EARLIER_LABEL)]
            field.choices = [("", "Any"), *others, *groups]

    def chosen(self) -> tuple[str, str]:
        """The theme and how the actions stand; an answer that makes no sense is passed over."""
        self.is_valid()
        return self.cleaned_data.get("theme", ""), self.cleaned_data.get("stands", "")


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def learning_actions(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The themes of each set with the recommendations and actions under them, and those without a theme."""
    seen = seen_by(request.user, partnership, timezone.localdate())
    found = by_theme(seen)
    can_code = may_manage(request.user, partnership)
    context = frame(
        partnership,
        TAB,
        whole=found.whole,
        coded=found.with_theme,
        sets=[_set(seen, each) for each in found.sets],
        others=_others(seen, found),
        heads=FIGURES,
        list_url=_list_url(partnership),
        coding_url=reverse("coding_recommendations", args=(partnership.code,)) if can_code else "",
        events_url=reverse("events_actions", args=(partnership.code,)),
    )
    return render(request, "learning/actions.html", context)


def _set(seen: Seen, each: SetTally) -> dict[str, Any]:
    rows = [_row(seen, row.theme.label, str(row.theme.pk), row.tally) for row in each.rows]
    return {"label": each.themes.theme_set.label, "rows": rows}


def _others(seen: Seen, found: ByTheme) -> list[dict[str, Any]]:
    """The lines of what no theme in force holds; those of earlier themes only where there are any."""
    rows = [_row(seen, NO_THEME_LABEL, NO_THEME, found.none)]
    if found.earlier.recommendations:
        rows.append(_row(seen, EARLIER_LABEL, EARLIER, found.earlier))
    return rows


def _row(seen: Seen, label: str, place: str, tally: Tally) -> dict[str, Any]:
    """One line; it and its figures lead to their actions."""
    partnership = seen.partnership
    cells = [_figure(head, tally.of(*stands), _list_url(partnership, place, code)) for head, code, stands in SHOWN]
    first, last = FIGURES[0], FIGURES[-1]
    told = {"label": last, "text": _days(tally.longest_wait(seen.today)), "url": ""}
    return {
        "label": label,
        "url": _list_url(partnership, place),
        "cells": [_figure(first, tally.recommendations, ""), *cells, told],
    }


def _figure(label: str, count: int, url: str) -> dict[str, str]:
    return {"label": label, "text": f"{count:,}", "url": url if count else ""}


def _days(number: int | None) -> str:
    if number is None:
        return "none"
    return f"{number:,} {'day' if number == 1 else 'days'}"


def _list_url(partnership: Partnership, theme: str = "", stands: str = "") -> str:
    asked = {name: value for name, value in (("theme", theme), ("stands", stands)) if value}
    address = reverse("theme_actions", args=(partnership.code,))
    return f"{address}?{urlencode(asked)}" if asked else address


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def theme_actions(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The actions under a theme, forty a page, the longest due first."""
    seen = seen_by(request.user, partnership, timezone.localdate())
    form = ListForm(request.GET, seen=seen)
    page = Paginator(in_order(_asked(seen, form)), PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(
        partnership,
        TAB,
        heading="Actions one by one",
        form=form,
        theme=dict(_flat(form)).get(form.chosen()[0], ""),
        page=page,
        total=f"{page.paginator.count:,}",
        rows=[list_row(line) for line in lines_of(page, board_days(partnership, seen.today))],
        clear_url=request.path,
    )
    return render(request, "learning/theme_actions.html", context)


def _asked(seen: Seen, form: ListForm) -> QuerySet[Action]:
    theme, stands = form.chosen()
    found = seen.under(theme)
    return standing_so(found, STANDS[stands]) if stands else found


def _flat(form: ListForm) -> list[tuple[str, str]]:
    """Every theme that can be chosen, with its name."""
    field = form.fields["theme"]
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    nested = [label if isinstance(label, (list, tuple)) else [(code, label)] for code, label in choices]
    return [pair for group in nested for pair in group if pair[0]]

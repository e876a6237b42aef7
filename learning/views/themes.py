"""Which themes has the partnership, in which words in which year; in how many reviews do they hold; is coding sound?"""

import datetime
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from dhr_cases.views.team_gate import team_page
from learning.coding_rows import agreement_rows
from learning.models import Theme
from learning.theme_figures import NOT_TOLD, SetFigures, figure_of_both, figures_of
from learning.theme_rows import SetOfThemes, set_of, sets_of, themes_in_force
from learning.themes.small_numbers import LEAST_WHOLE
from learning.themes.taxonomy import WORDS, ChangeRow, financial_year
from learning.verbs import LearningVerb
from learning.views.event_rows import may_manage
from learning.views.frame import frame
from learning.views.offers import act_url, offered

V = LearningVerb
TAB = "learning_themes"
EVIDENCE_MARK = re.compile(r" \[[VKD]\]")
"""How well a source is known; it is for those who keep the lists, not for the screen."""
ABOUT_SETS = (V.TAKE_OVER_THEMES, V.ADD_THEME_SET)
ABOUT_A_THEME = (V.RENAME_THEME, V.MERGE_THEMES, V.SPLIT_THEME, V.END_THEME)
HEADS = heads("Theme", "In force from", "Until")
CHANGE_HEADS = heads("What happened", "On", "Proposed on", "From", "To")
FIGURE_HEADS = heads("Theme", "Reviews", figures=("Reviews",))
AGREEMENT_HEADS = heads("Theme", "Set", "Cohen's kappa, in words, with the paragraphs both have read")


class YearForm(forms.Form):
    """The year whose themes are shown."""

    hides_optional: ClassVar[bool] = True

    year = forms.CharField(
        label="Year",
        max_length=7,
        required=False,
        help_text="April to March, for example 2022/23: the themes of its first day. Empty is today.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )

    def clean_year(self) -> datetime.date | None:
        """The first day of the year; None where no year is asked for."""
        label = self.cleaned_data["year"].strip()
        if not label:
            return None
        try:
            return financial_year(label)[0]
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


class PairForm(forms.Form):
    """Two themes whose reviews are counted together."""

    hides_optional: ClassVar[bool] = True

    first = forms.ModelChoiceField(label="Theme", queryset=Theme.objects.none())
    second = forms.ModelChoiceField(label="And", queryset=Theme.objects.none())

    def __init__(self, *args: Any, themes: Iterable[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [theme.pk for theme in themes]
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = Theme.objects.filter(pk__in=keys)

    def clean(self) -> dict[str, Any]:
        """Two themes, not one twice."""
        answers = super().clean() or self.cleaned_data
        if answers.get("first") is not None and answers.get("first") == answers.get("second"):
            self.add_error("second", "Choose another theme than the first.")
        return answers


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def learning_themes(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Every set with its themes of today, or of a year, and what happened to them."""
    form = YearForm(request.GET)
    asked = form.cleaned_data["year"] if form.is_valid() else None
    on = asked or timezone.localdate()
    add = request.path if may_manage(request.user, partnership) else ""
    context = frame(
        partnership,
        TAB,
        form=form,
        on=on,
        sets=[_set(each, on, add) for each in sets_of(partnership)],
        offers=offered(request.user, partnership, ABOUT_SETS, back=request.path),
        links=_links(request, partnership),
        heads=HEADS,
        change_heads=CHANGE_HEADS,
    )
    return render(request, "learning/themes.html", context)


def _links(request: SignedInRequest, partnership: Partnership) -> list[dict[str, str]]:
    """The other pages about themes; coding is for those who code."""
    pages = [("In how many reviews", "theme_figures"), ("Recommendations and actions by theme", "learning_actions")]
    pages += [("Search published reviews", "learning_search")]
    if may_manage(request.user, partnership):
        pages += [("Code published reviews", "coding"), ("Code recommendations", "coding_recommendations")]
        pages += [("How far coders agree", "theme_agreement")]
    return [{"label": label, "url": reverse(name, args=(partnership.code,))} for label, name in pages]


def _set(each: SetOfThemes, on: datetime.date, add: str) -> dict[str, Any]:
    """One set on a day; ``add`` is where somebody who may add a theme comes back to."""
    partnership = each.theme_set.partnership
    labels = {theme.code: theme.label for theme in each.themes}
    return {
        "label": each.theme_set.label,
        "kind": each.theme_set.get_kind_display(),
        "source": EVIDENCE_MARK.sub("", each.theme_set.source),
        "rows": [_theme_row(partnership, theme) for theme in each.in_force(on)],
        "changes": [_change_row(change, labels) for change in each.taxonomy.changes],
        "add": act_url(partnership, V.ADD_THEME, each.theme_set, add) if add else "",
    }


def _theme_row(partnership: Partnership, theme: Theme) -> Row:
    url = reverse("theme", args=(partnership.code, theme.pk))
    return row(theme.label, day(theme.from_on), day(theme.last_on) or "still in force", url=url)


def _change_row(change: ChangeRow, labels: dict[str, str]) -> Row:
    earlier, later = (", ".join(labels[code] for code in codes) for codes in (change.earlier, change.later))
    return row(WORDS[change.kind].capitalize(), day(change.on), day(change.proposed_on), earlier, later)


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def theme(request: SignedInRequest, partnership: Partnership, theme_id: int) -> HttpResponse:
    """One theme: its life, what it was and what it became."""
    own = Theme.objects.filter(theme_set__partnership=partnership).select_related("theme_set")
    found = get_object_or_404(own, pk=theme_id)
    themes = set_of(found.theme_set)
    labels = {each.code: each.label for each in themes.themes}
    context = frame(
        partnership,
        TAB,
        heading=found.label,
        theme=found,
        facts=_facts(found, themes, labels),
        offers=offered(request.user, partnership, ABOUT_A_THEME, found, back=request.path),
    )
    return render(request, "learning/theme.html", context)


def _facts(found: Theme, themes: SetOfThemes, labels: dict[str, str]) -> list[dict[str, str]]:
    earlier = _others(themes.taxonomy.was(found.code), found, labels)
    today = timezone.localdate()
    stands = themes.taxonomy.became(found.code, today)
    return [
        {"label": "Set", "value": found.theme_set.label},
        {"label": "In force from", "value": long_date(found.from_on)},
        {"label": "Until", "value": day(found.last_on) or "Still in force"},
        {"label": "Was before", "value": earlier or "Nothing else"},
        {"label": "Stands today as", "value": _others(stands, found, labels) or _itself(found, today)},
    ]


def _itself(found: Theme, today: datetime.date) -> str:
    """What stands where no other theme took its place."""
    if found.from_on > today:
        return "Nothing yet"
    return "Itself" if found.to_on is None or found.to_on > today else "Nothing"


def _others(codes: Iterable[str], found: Theme, labels: dict[str, str]) -> str:
    return ", ".join(labels[code] for code in codes if code != found.code)


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def theme_figures(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """In how many reviews each theme holds, in bands; and two themes together."""
    today = timezone.localdate()
    whole, sets = figures_of(partnership, today)
    may_be_paired = themes_in_force(partnership, today).filter(theme_set__is_exclusive=False)
    form = PairForm(request.GET or None, themes=may_be_paired)
    context = frame(
        partnership,
        TAB,
        heading="In how many reviews",
        whole=whole,
        least=LEAST_WHOLE,
        sets=[_figures(each) for each in sets if each.rows] if whole else [],
        form=form,
        both=_both(partnership, form) if form.is_valid() else "",
        heads=FIGURE_HEADS,
    )
    return render(request, "learning/theme_figures.html", context)


def _figures(each: SetFigures) -> dict[str, Any]:
    cells = [(figure.theme.label, {"text": figure.words, "is_figure": True}) for figure in each.rows]
    return {"label": each.themes.theme_set.label, "rows": [row(*pair) for pair in cells]}


def _both(partnership: Partnership, form: PairForm) -> str:
    first, second = (form.cleaned_data[name] for name in ("first", "second"))
    band = figure_of_both(partnership, first, second)
    return f"{first.label} and {second.label}: {band.words if band else NOT_TOLD}."


@team_page(SitePermission.MANAGE_LEARNING)
@require_GET
def theme_agreement(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """How far two coders agree on each theme, with the base of each figure."""
    rows = [
        row(each.theme.label, each.theme.theme_set.label, each.agreement.words) for each in agreement_rows(partnership)
    ]
    context = frame(partnership, TAB, heading="How far coders agree", heads=AGREEMENT_HEADS, rows=rows)
    return render(request, "learning/theme_agreement.html", context)

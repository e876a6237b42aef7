"""Which pages show and change the settings of a partnership?"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dhr_cases.action_queries import terms_of
from dhr_cases.actions.partnership_settings import open_clocks
from dhr_cases.deadlines import long_date
from dhr_cases.forms import letters as letter_forms
from dhr_cases.forms import partnership_settings as setting_forms
from dhr_cases.forms.action_settings import ActionTermsForm
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import ActionTerms, LetterText, LocalClock, Partnership
from dhr_cases.papers.letters import LETTERS, LetterKind
from dhr_cases.plurals import counted
from dhr_cases.policy import Clock, Period
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.site_forms import show_site_form

LATEST = 10
settings_page = site_page(SitePermission.MANAGE_SETTINGS)

SECTIONS: dict[str, type[SiteForm]] = {
    "contact": setting_forms.ContactForm,
    "colours": setting_forms.ColoursForm,
    "words": setting_forms.WordsForm,
    "bodies": setting_forms.BodiesForm,
    "life-span": setting_forms.LifeSpanForm,
    "actions": ActionTermsForm,
}
"""Forms about a partnership itself, by the last word of their address."""


@dataclass(frozen=True)
class ClockLine:
    """One clock that the law leaves open, and the partnership's own limit."""

    label: str
    limit: str
    reason: str
    suggestion: str
    source: str
    url: str


@dataclass(frozen=True)
class LetterLine:
    """One letter and whether its wording is the partnership's own."""

    label: str
    to: str
    is_own: bool
    url: str
    shipped_url: str


@settings_page
def settings(request: SignedInRequest) -> HttpResponse:
    """The settings of the partnership that runs this installation."""
    home = Partnership.objects.filter(is_home=True).first()
    if home is None:
        raise Http404
    return _overview(request, home)


@settings_page
def settings_of(request: SignedInRequest, code: str) -> HttpResponse:
    """The settings of any partnership here."""
    return _overview(request, get_object_or_404(Partnership, code=code))


def _overview(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    context = {
        "partnership": partnership,
        "rows": _rows(partnership),
        "clocks": _clock_lines(partnership),
        "letters": _letter_lines(partnership),
        "others": Partnership.objects.exclude(pk=partnership.pk),
        "events": _latest_changes(partnership),
        "breadcrumbs": _crumbs(partnership),
    }
    return render(request, "site/settings.html", context)


def _crumbs(partnership: Partnership) -> list[dict[str, str]]:
    home = {"label": "Home", "url": reverse("home")}
    if partnership.is_home:
        return [home, {"label": "Settings"}]
    return [home, {"label": "Settings", "url": reverse("settings")}, {"label": partnership.name}]


def _rows(partnership: Partnership) -> list[dict[str, Any]]:
    values = (
        ("Name", partnership.name, "contact"),
        ("Code in references", partnership.code, ""),
        ("Shared mailbox", partnership.contact_email, "contact"),
        ("Telephone", partnership.contact_telephone, "contact"),
        ("Address", partnership.contact_address, "contact"),
        ("Colours", f"brand {partnership.brand_colour}, links {partnership.link_colour}", "colours"),
        ("Name of a review on screen", partnership.label_shown, "words"),
        ("Pattern of public titles", partnership.get_title_pattern_display(), "words"),
        ("Organisations we work with", counted(partnership.bodies.count(), "organisation"), "bodies"),
        ("Exists", _life(partnership), "life-span"),
        ("How action plans are followed", _terms(partnership), "actions"),
    )
    return [
        {"label": label, "value": value, "url": _address(partnership, section) if section else ""}
        for label, value, section in values
    ]


def _terms(partnership: Partnership) -> str:
    terms = terms_of(partnership)
    months, days = counted(terms.update_every_months, "month"), counted(terms.reply_days, "day")
    return f"owners asked every {months}, replies due after {days}"


def _life(partnership: Partnership) -> str:
    parts = (
        _on("from", partnership.starts_on),
        _on("until", partnership.ends_on),
        f"followed by {partnership.successor}" if partnership.successor else "",
    )
    return ", ".join(part for part in parts if part)


def _on(word: str, day: datetime.date | None) -> str:
    return f"{word} {long_date(day)}" if day else ""


def _address(partnership: Partnership, section: str) -> str:
    return reverse("settings_change", args=(partnership.code, section))


def _latest_changes(partnership: Partnership) -> list[dict[str, Any]]:
    """The latest changes of the partnership, its limits, letters and terms of action plans, newest first; 4 queries."""
    clocks = {clock.id: clock.label for clock in open_clocks()}
    letters = {kind.value: row.label for kind, row in LETTERS.items()}
    limits = LocalClock.history.filter(partnership=partnership).select_related("history_user")[:LATEST]
    texts = LetterText.history.filter(partnership=partnership).select_related("history_user")[:LATEST]
    terms = ActionTerms.history.filter(partnership=partnership).select_related("history_user")[:LATEST]
    found = [
        *(_event("Changed: how action plans are followed", row) for row in terms),
        *(_event("Settings changed", row) for row in partnership.history.select_related("history_user")[:LATEST]),
        *(_event(f"Limit changed: {clocks.get(row.clock, row.clock)}", row) for row in limits),
        *(_event(f"Letter changed: {letters.get(row.kind, row.kind)}", row) for row in texts),
    ]
    return sorted(found, key=lambda event: event["at"], reverse=True)[:LATEST]


def _event(title: str, row: Any) -> dict[str, Any]:
    by = str(row.history_user) if row.history_user else "Set-up"
    return {"title": title, "by": by, "at": row.history_date, "reason": row.history_change_reason}


def _clock_lines(partnership: Partnership) -> list[ClockLine]:
    own = {row.clock: row for row in LocalClock.objects.filter(partnership=partnership).exclude(limit="")}
    return [_clock_line(partnership, clock, own.get(clock.id)) for clock in open_clocks()]


def _clock_line(partnership: Partnership, clock: Clock, own: LocalClock | None) -> ClockLine:
    return ClockLine(
        label=clock.label,
        limit=Period.parse(own.limit).words if own else "none of our own",
        reason=own.reason if own else "",
        suggestion=clock.local_default.period.words if clock.local_default else "",
        source=clock.limit_phrase if clock.limit_phrase not in ("", "none") else "no limit set",
        url=reverse("settings_clock", args=(partnership.code, clock.id)),
    )


def _letter_lines(partnership: Partnership) -> list[LetterLine]:
    own = set(LetterText.objects.filter(partnership=partnership).exclude(text="").values_list("kind", flat=True))
    return [
        LetterLine(
            row.label,
            row.to,
            kind in own,
            reverse("settings_letter", args=(partnership.code, kind)),
            reverse("settings_letter_shipped", args=(partnership.code, kind)),
        )
        for kind, row in LETTERS.items()
    ]


@settings_page
def settings_change(request: SignedInRequest, code: str, section: str) -> HttpResponse:
    """Change one section of a partnership's settings."""
    if section not in SECTIONS:
        raise Http404
    return _change(request, code, SECTIONS[section])


@settings_page
def settings_clock(request: SignedInRequest, code: str, clock: str) -> HttpResponse:
    """Set the partnership's own limit for one open clock."""
    row = next((row for row in open_clocks() if row.id == clock), None)
    if row is None:
        raise Http404
    return _change(request, code, setting_forms.clock_form(row, code))


@settings_page
def settings_letter(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """Word one letter anew."""
    return _change(request, code, letter_forms.letter_form(_kind(kind)))


@settings_page
def settings_letter_shipped(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """Go back to the shipped wording of one letter."""
    return _change(request, code, letter_forms.shipped_form(_kind(kind)))


def _kind(text: str) -> LetterKind:
    if text not in set(LetterKind):
        raise Http404
    return LetterKind(text)


def _change(request: SignedInRequest, code: str, form_class: type[SiteForm]) -> HttpResponse:
    found = get_object_or_404(Partnership, code=code)
    return show_site_form(request, form_class, about=found, back=_home_of(found))


def _home_of(row: Model) -> str:
    if isinstance(row, Partnership) and not row.is_home:
        return reverse("settings_of", args=(row.code,))
    return reverse("settings")


@settings_page
def partnership_new(request: SignedInRequest) -> HttpResponse:
    """Add another partnership."""
    return show_site_form(request, setting_forms.AddPartnershipForm, back=reverse("settings"), goes_to=_home_of)

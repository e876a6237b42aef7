"""Which organisations are there, and what is known of each over time?"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, OrganisationName, SectionNineStatus, Succession


@dataclass(frozen=True)
class OrganisationFilter:
    """What a list of organisations is narrowed to; "" narrows nothing."""

    text: str = ""
    kind: str = ""
    exists: str = ""


def organisations_matching(wanted: OrganisationFilter, day: datetime.date) -> QuerySet[Organisation]:
    """Organisations that match on a day, by name; former names are searched too."""
    rows = Organisation.objects.all()
    if wanted.text:
        spoken = Q(name__icontains=wanted.text) | Q(short_name__icontains=wanted.text)
        rows = rows.filter(spoken | Q(names__name__icontains=wanted.text)).distinct()
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    lives = (Q(starts_on=None) | Q(starts_on__lte=day)) & (Q(ends_on=None) | Q(ends_on__gte=day)) & Q(is_planned=False)
    if wanted.exists:
        rows = rows.filter(lives) if wanted.exists == "yes" else rows.exclude(lives)
    found: QuerySet[Organisation] = rows
    return found


def life_span(body: Organisation) -> str:
    """From when to when a body exists, in words; a day nobody stated says so."""
    first = f"from {long_date(body.starts_on)}" if body.starts_on else "start not stated"
    last = f"until {long_date(body.ends_on)}" if body.ends_on else "no end"
    return f"{first}, {last}"


def section_9_on(bodies: QuerySet[Organisation], day: datetime.date) -> Mapping[int, bool]:
    """Whether each body is in the list of section 9(4)(a) on a day; one that nobody looked up is missing."""
    rows = SectionNineStatus.objects.filter(organisation__in=bodies).filter(Q(starts_on=None) | Q(starts_on__lte=day))
    return {row.organisation_id: row.is_section_9_body for row in oldest_first(rows)}


def oldest_first(rows: Iterable[SectionNineStatus]) -> list[SectionNineStatus]:
    """Statuses by their first day, one without before all others; databases do not agree where to put it."""
    return sorted(rows, key=lambda row: (row.starts_on or datetime.date.min, row.pk))


def before(body: Organisation) -> list[Succession]:
    """Who the body took over from, oldest first."""
    return list(Succession.objects.filter(successor=body).select_related("predecessor"))


def after(body: Organisation) -> list[Succession]:
    """Who follows the body, oldest first; a planned successor may have no name."""
    return list(Succession.objects.filter(predecessor=body).select_related("successor"))


def codes_by_words() -> dict[str, str]:
    """Codes of bodies by what people write in small letters: code, name, short name, a former name.

    Where the same words mean two bodies, they mean the one they are the code of, then the name, the short name and at
    last a former name; of two, the one that still exists, and rather one that exists than one that is planned.
    """
    found = {name.lower(): code for name, code in OrganisationName.objects.values_list("name", "organisation__code")}
    in_turn = Organisation.objects.order_by("-is_planned", F("ends_on").asc(nulls_last=True), "-pk")
    bodies = list(in_turn.values_list("short_name", "name", "code"))
    for place in range(3):
        found |= {words[place].lower(): words[2] for words in bodies if words[place]}
    return found

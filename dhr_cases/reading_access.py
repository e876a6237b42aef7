"""Who may read which numbered copy on screen now, who could be let in, and which sections are an agency's own?

Source: who sees what, when: the family's draft in private, agencies' own passages at fact check; domain 5.2 [D].
"""

import re
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dhr_cases.hold_scopes import HoldScope
from dhr_cases.models import (
    Case,
    CaseMembership,
    DraftReading,
    Hold,
    Organisation,
    OrganisationName,
    ReadingAccess,
    ReportSection,
    SectionVersion,
    User,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.permissions import active_on
from dhr_cases.report_texts import newest_versions
from dhr_cases.roles import Role
from dhr_cases.verbs import VERBS, Verb

ROOM_OPEN = VERBS[Verb.RECORD_READING].stages
"""Stages in which copies are read and commented on; outside them every way in is closed [D]."""

SPEAKS_FOR_AGENCY = (Role.PANEL_MEMBER, Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT)
"""Roles whose holder may read the copy of the agency they hold it for."""

READER_ROLES = frozenset({Role.FAMILY_ADVOCATE, *SPEAKS_FOR_AGENCY})
"""Roles whose holder may be let into a copy."""

SURE_LENGTH = 5
"""From this many letters a name is found whatever its capitals; a shorter one is an abbreviation, found as written."""


def way_in(user: User, reading_id: int) -> ReadingAccess | None:
    """The person's open way into a copy; None where there is none, or it has ended in any way.

    It ends with the day, by being closed, with the role, with the account, with the stage, and for the family's
    copies while a hold stops their reading. Asked on every page, so that an end counts from the next click on.
    """
    if not user.is_active:
        return None
    rows = open_ways(user).filter(reading__in=DraftReading.objects.filter(pk=reading_id))  # any number, however long
    access: ReadingAccess | None = rows.select_related("reading__case__lead_csp", "reading__organisation").first()
    return access if access is not None and _is_read_now(access.reading) else None


def ways_in(user: User) -> list[ReadingAccess]:
    """Every copy the person may read now, oldest first."""
    if not user.is_active:
        return []
    rows = open_ways(user).select_related("reading__case__lead_csp", "reading__organisation")
    return [access for access in rows if _is_read_now(access.reading)]


def open_ways(user: User) -> QuerySet[ReadingAccess]:
    """Ways in that are not closed or past, to copies that the person's roles today still entitle them to."""
    today = timezone.localdate()
    still = CaseMembership.objects.filter(
        active_on(today),
        Q(role=Role.FAMILY_ADVOCATE, case_id=OuterRef("reading__case_id")) & _is_of_family()
        | Q(role__in=SPEAKS_FOR_AGENCY, case_id=OuterRef("reading__case_id")) & _is_of_agency(),
        user=user,
    )
    rows: QuerySet[ReadingAccess] = ReadingAccess.objects.filter(
        Exists(still), reader=user, revoked_at=None, ends_on__gte=today
    )
    return rows


def _is_of_family() -> Q:
    return Q(Exists(DraftReading.objects.filter(pk=OuterRef(OuterRef("reading_id")), organisation=None)))


def _is_of_agency() -> Q:
    return Q(organisation_id=OuterRef("reading__organisation_id"))


def _is_read_now(reading: DraftReading) -> bool:
    return reading.case.standing in ROOM_OPEN and not (reading.organisation_id is None and _waits(reading.case))


def _waits(case: Case) -> bool:
    """True while a hold stops the family's reading."""
    return any(HoldScope.FAMILY_READING in hold.scopes for hold in Hold.objects.filter(case=case, ends_on=None))


def eligible(case: Case) -> QuerySet[CaseMembership]:
    """Memberships whose holder could be let into a copy of this case: its advocates and its agencies' people."""
    rows: QuerySet[CaseMembership] = CaseMembership.objects.filter(
        active_on(timezone.localdate()),
        Q(role=Role.FAMILY_ADVOCATE) | Q(role__in=SPEAKS_FOR_AGENCY, organisation__isnull=False),
        case=case,
        user__is_active=True,
    )
    return rows.select_related("user", "organisation")


def readers_of(reading: DraftReading, members: Iterable[CaseMembership] | None = None) -> list[User]:
    """Accounts that could read this copy: the family's advocates, or the people who speak for its agency."""
    found = eligible(reading.case) if members is None else members
    return list({row.user_id: row.user for row in found if fits(row, reading)}.values())


def fits(member: CaseMembership, reading: DraftReading) -> bool:
    """True when the membership entitles its holder to the copy."""
    if reading.organisation_id is None:
        return member.role == Role.FAMILY_ADVOCATE
    return member.role in SPEAKS_FOR_AGENCY and member.organisation_id == reading.organisation_id


def written_sections(case: Case) -> list[tuple[ReportSection, SectionVersion]]:
    """Sections that say something now, each with its current version, in the order of the papers."""
    rows = ReportSection.objects.filter(case=case)
    newest = newest_versions(rows)
    order = list(PaperKind)
    ordered = sorted(rows, key=lambda row: (order.index(PaperKind(row.kind)), row.position, row.pk))
    return [(row, newest[row.pk]) for row in ordered if row.pk in newest and newest[row.pk].text.strip()]


def names_of(body: Organisation) -> tuple[str, ...]:
    """Every name by which a report may call the body: today's, the short one, those it bore before."""
    before = OrganisationName.objects.filter(organisation=body).values_list("name", flat=True)
    return tuple(dict.fromkeys(name for name in (body.name, body.short_name, *before) if name.strip()))


def says_any(text: str, names: Iterable[str]) -> bool:
    """True when the text holds one of the names as a word of its own; line breaks inside a name count as spaces."""
    return any(_name_pattern(name).search(text) for name in names if name.strip())


def _name_pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE if len(name.strip()) >= SURE_LENGTH else re.NOFLAG)

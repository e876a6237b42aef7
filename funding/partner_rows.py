"""What is known of each body that pays, or is asked to, over the last years? A fixed number of queries.

Source: partners page of L13, L15, L24; which risks are flagged is our rule [D].
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, Partnership, Succession, TeamMembership
from dhr_cases.permissions import active_on
from dhr_cases.plurals import counted
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import roles_with
from funding.models import Agreement, FundingRequest
from funding.money import Qualifier
from funding.part_years import notice_days
from funding.position.qualifiers import of_sum
from funding.position_rows import former_names_at
from funding.queries import open_requests
from funding.terms import AGREEMENT_STATES, AgreementState
from funding.trends import Trend, YearShare, trend
from funding.years import FinancialYear

Row = TypeVar("Row", Agreement, FundingRequest)

YEARS_BACK = 3
OVER = (AgreementState.DECLINED, AgreementState.WITHDRAWN, AgreementState.ENDED)
UNNAMED = "a body that has no name yet"


@dataclass(frozen=True)
class PartnerLine:
    """One body over four years. `states` are those of its contributions in the year, in the order they were made.

    `shares` holds a year only where it had a contribution. `follows` are the bodies whose duty it carries on.
    """

    body: Organisation
    name_at_time: str
    states: tuple[AgreementState, ...]
    shares: Mapping[FinancialYear, YearShare]
    trend: Trend
    follows: tuple[str, ...]
    has_contact: bool
    requests: tuple[FundingRequest, ...]
    risks: tuple[str, ...]


def last_years(year: FinancialYear) -> tuple[FinancialYear, ...]:
    """The year and the three before it, oldest first."""
    return tuple(FinancialYear(start) for start in range(year.start - YEARS_BACK, year.start + 1))


def partner_lines(partnership: Partnership, year: FinancialYear) -> list[PartnerLine]:
    """Every body with a contribution in the last four years or an open request, by name; five queries."""
    agreements = _agreements(partnership, last_years(year))
    requests = _by_body(open_requests(partnership))
    asked = {rows[0].organisation for rows in requests.values()}
    bodies = {rows[0].organisation for rows in agreements.values()} | asked
    keys = [body.pk for body in bodies]
    names = former_names_at(keys, min(timezone.localdate(), year.last))
    contacts = bodies_with_contact(partnership)
    links = successions_about(keys)
    return [
        _line(body, year, agreements.get(body.pk, []), requests.get(body.pk, []), links, names, contacts)
        for body in sorted(bodies, key=lambda body: (body.name, body.pk))
    ]


def successions_about(bodies: Iterable[int]) -> list[Succession]:
    """Links from or to these bodies, oldest first."""
    keys = list(bodies)
    rows = Succession.objects.filter(Q(predecessor__in=keys) | Q(successor__in=keys))
    return list(rows.select_related("predecessor", "successor"))


def bodies_with_contact(partnership: Partnership) -> set[int]:
    """Keys of the bodies for which somebody answers in the partnership today."""
    held = TeamMembership.objects.filter(active_on(timezone.localdate()), team__partnership=partnership)
    held = held.filter(team__role__in=roles_with(SitePermission.ANSWER_FUNDING)).exclude(organisation=None)
    return set(held.values_list("organisation", flat=True))


def share_of(rows: Sequence[Agreement]) -> YearShare:
    """What one body was to pay for one year, over all its contributions.

    Where some are stated and some are not, the sum is known to be "over" what is stated.
    """
    year, ended = FinancialYear(rows[0].year), _why_over(rows)
    stated = [(row.amount_pence, Qualifier(row.qualifier)) for row in rows if row.amount_pence is not None]
    silent = list(filter(_is_silent, rows))
    if not stated:
        return YearShare(year, None, is_in_kind=not silent, ended=ended)
    amounts, nearness = zip(*stated, strict=True)
    return YearShare(year, sum(amounts), of_sum([*nearness, *[Qualifier.OVER] * len(silent)]), ended=ended)


def _is_silent(row: Agreement) -> bool:
    """True where money is due and nobody has said how much."""
    return row.amount_pence is None and not row.is_in_kind


def _why_over(rows: Sequence[Agreement]) -> str:
    """The word for why nothing more comes of any of these; "" while one stands."""
    states = [AgreementState(row.state) for row in rows]
    return AGREEMENT_STATES[states[-1]].label.lower() if set(states) <= set(OVER) else ""


def _agreements(partnership: Partnership, years: Sequence[FinancialYear]) -> dict[int, list[Agreement]]:
    rows = Agreement.objects.filter(partnership=partnership, year__in=[year.start for year in years])
    return _by_body(rows.select_related("organisation", "takes_over__organisation"))


def _by_body(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id].append(row)
    return found


def _line(
    body: Organisation,
    year: FinancialYear,
    agreements: list[Agreement],
    requests: list[FundingRequest],
    links: list[Succession],
    names: Mapping[int, str],
    contacts: set[int],
) -> PartnerLine:
    by_year: dict[int, list[Agreement]] = defaultdict(list)
    for row in agreements:
        by_year[row.year].append(row)
    shares = {FinancialYear(start): share_of(rows) for start, rows in by_year.items()}
    now = by_year.get(year.start, [])
    return PartnerLine(
        body=body,
        name_at_time=names.get(body.pk, body.name),
        states=tuple(AgreementState(row.state) for row in now),
        shares=shares,
        trend=trend(year, tuple(shares.values())),
        follows=_follows(body, agreements, links),
        has_contact=body.pk in contacts,
        requests=tuple(requests),
        risks=tuple(risks_of(body, now, links)),
    )


def _follows(body: Organisation, agreements: Iterable[Agreement], links: Iterable[Succession]) -> tuple[str, ...]:
    taken = [row.takes_over.organisation.name for row in agreements if row.takes_over is not None]
    return tuple(dict.fromkeys([*taken, *_predecessors(body, links)]))


def _predecessors(body: Organisation, links: Iterable[Succession]) -> list[str]:
    """The bodies it has followed; a succession that is only planned is not told."""
    return [link.predecessor.name for link in links if link.successor_id == body.pk and not link.is_planned]


def risks_of(body: Organisation, agreements: Sequence[Agreement], links: Iterable[Succession]) -> Iterable[str]:
    """What may cost the year this body's money: its end, a successor planned, a withdrawal, a mere pledge."""
    if body.ends_on:
        yield _end(body.ends_on)
    yield from (_planned_end(link) for link in links if link.predecessor_id == body.pk and link.is_planned)
    yield from _risks_of_shares(agreements)


def _end(day: datetime.date) -> str:
    word = "Ended" if day < timezone.localdate() else "Ends"
    return f"{word} on {long_date(day)}"


def _planned_end(link: Succession) -> str:
    name = link.successor.name if link.successor else UNNAMED
    return f"Planned to be followed by {name} on {long_date(link.effective_on)}"


def _risks_of_shares(agreements: Sequence[Agreement]) -> Iterable[str]:
    yield from (_withdrawal(row) for row in agreements if row.state == AgreementState.WITHDRAWN)
    if any(row.state == AgreementState.PLEDGED for row in agreements):
        yield "Only pledged, not confirmed"


def _withdrawal(row: Agreement) -> str:
    if row.effective_on is None:
        return "Withdraws; from which day is not stated"
    words = f"Withdraws from {long_date(row.effective_on)}"
    if row.decided_on is None:
        return words
    return f"{words}, {_notice(notice_days(row.decided_on, row.effective_on))}"


def _notice(days: int) -> str:
    """The days of notice in words; below nought the withdrawal reaches back to before it was decided."""
    if days == 0:
        return "on the day of its decision"
    return f"{counted(abs(days), 'day')} {'after' if days > 0 else 'before'} its decision"

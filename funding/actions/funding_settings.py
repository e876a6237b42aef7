"""What does a partnership set about its money? What partners see, the local average, bands, columns, nominees.

Source: L20, L27, L31 [D]; a nominee of the chair approves in the chair's place, as grant rules have it [V].
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Partnership, TeamMembership, User
from dhr_cases.permissions import active_on
from dhr_cases.roles import Role, SitePermission
from dhr_cases.site_permissions import granted, memberships_with, roles_with
from funding.actions.core import acting, require, today
from funding.models import ComplexityBand, FundingSettings, Nominee
from funding.papers.invoice_data.layout import read_layout
from funding.terms import Sight
from funding.verbs import FundingVerb


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The settings as they shall be: average cost in pence with its source, days to answer and to pay."""

    sight: Sight
    average_cost_pence: int | None
    average_cost_source: str
    answer_days: int
    payment_days: int


def change_settings(*, partnership: Partnership, by: User, terms: Terms, reason: str) -> FundingSettings:
    """Change the settings of money. Raises Incomplete without a reason, for an average without source, for no days."""
    with acting(FundingVerb.CHANGE_SETTINGS, partnership, by, reason=reason) as act:
        average = terms.average_cost_pence
        require(
            (bool(reason.strip()), "Enter the reason."),
            (average is None or average > 0, "The average cost is more than nought; leave it empty if not known."),
            (average is None or bool(terms.average_cost_source.strip()), "Enter where the average cost comes from."),
            (terms.answer_days > 0 and terms.payment_days > 0, "Enter at least one day to answer and to pay."),
        )
        for name, value in vars(terms).items():
            setattr(act.settings, name, value)
        act.settings.save()
        act.record(about=act.settings)
        return act.settings


def change_columns(
    *, partnership: Partnership, by: User, columns: Sequence[Mapping[str, str]], reason: str
) -> FundingSettings:
    """Set the columns of the file for the finance system; none brings the usual ones back.

    Raises Incomplete naming each column that cannot be used.
    """
    with acting(FundingVerb.CHANGE_COLUMNS, partnership, by, reason=reason) as act:
        require((bool(reason.strip()), "Enter the reason."))
        read_layout(columns)
        act.settings.invoice_columns = [dict(column) for column in columns]
        act.settings.save()
        act.record(about=act.settings, detail={"columns": len(columns)})
        return act.settings


def add_band(*, partnership: Partnership, by: User, name: str, cost_pence: int, source: str) -> ComplexityBand:
    """Add a grade of review with its default cost. Raises Incomplete for a part missing or a name twice."""
    with acting(FundingVerb.ADD_BAND, partnership, by) as act:
        _check_band(name, cost_pence, source)
        if ComplexityBand.objects.filter(partnership=partnership, name=name).exists():
            raise Incomplete(f"There is a band called “{name}” already.")
        band: ComplexityBand = ComplexityBand.objects.create(
            partnership=partnership, name=name, cost_pence=cost_pence, source=source
        )
        act.record(about=band)
        return band


def change_band(*, band: ComplexityBand, by: User, cost_pence: int, source: str, reason: str) -> ComplexityBand:
    """Change a band's default cost for lines added from now on. Raises Incomplete as ``add_band``."""
    with acting(FundingVerb.CHANGE_BAND, band.partnership, by, reason=reason) as act:
        require((bool(reason.strip()), "Enter the reason."))
        _check_band(band.name, cost_pence, source)
        band.cost_pence, band.source = cost_pence, source
        band.save()
        act.record(about=band)
        return band


def name_nominee(
    *,
    partnership: Partnership,
    by: User,
    user: User,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    reason: str,
) -> Nominee:
    """Let a person approve in the chair's place. Only the partnership's chair names one.

    Raises NotPermitted for others, Incomplete for a person who cannot open the money pages or a last day too early.
    """
    with acting(FundingVerb.NAME_NOMINEE, partnership, by, reason=reason) as act:
        _check_chair(by, partnership)
        require(
            (user.pk != by.pk, "Name somebody other than yourself."),
            (SitePermission.VIEW_FUNDING in granted(user, partnership), "This person may not see the money here."),
            (ends_on is None or ends_on >= starts_on, "The last day is before the first."),
        )
        if Nominee.objects.filter(active_on(starts_on), partnership=partnership, user=user).exists():
            raise NotNow("This person is a nominee on that day already.")
        nominee: Nominee = Nominee.objects.create(
            partnership=partnership, user=user, starts_on=starts_on, ends_on=ends_on, reason=reason
        )
        act.record(about=nominee, on=today())
        return nominee


def end_nominee(*, nominee: Nominee, by: User, ends_on: datetime.date, reason: str) -> Nominee:
    """End a nomination on a last day. Raises NotPermitted for others than the chair, NotNow for one that has ended."""
    with acting(FundingVerb.END_NOMINEE, nominee.partnership, by, reason=reason) as act:
        _check_chair(by, nominee.partnership)
        nominee.refresh_from_db()
        if nominee.ends_on is not None and nominee.ends_on < today():
            raise NotNow("This nomination has ended already.")
        require((ends_on >= nominee.starts_on, "The last day is before the first."))
        nominee.ends_on = ends_on
        nominee.save()
        act.record(about=nominee, on=today())
        return nominee


def may_be_named(partnership: Partnership) -> QuerySet[User]:
    """People in a team that sees the partnership's money, but for its chair, by name."""
    places = TeamMembership.objects.filter(active_on(today()), team__partnership=partnership, user__is_active=True)
    viewing = [role for role in roles_with(SitePermission.VIEW_FUNDING) if role is not Role.CSP_CHAIR]
    found = User.objects.filter(pk__in=places.filter(team__role__in=viewing).values("user"))
    return found.order_by("full_name")


def _check_band(name: str, cost_pence: int, source: str) -> None:
    require(
        (bool(name.strip()), "Enter the name of the band."),
        (cost_pence > 0, "Enter a cost of more than nought."),
        (bool(source.strip()), "Enter where the figure comes from."),
    )


def is_chair(user: User, partnership: Partnership) -> bool:
    """True for the chair of the partnership, who alone names nominees."""
    held = memberships_with(user, SitePermission.APPROVE_FUNDING).filter(team__partnership=partnership)
    return held.filter(team__role=Role.CSP_CHAIR).exists()


def _check_chair(by: User, partnership: Partnership) -> None:
    if not is_chair(by, partnership):
        raise NotPermitted("Only the chair of the partnership names who approves in the chair's place.")

"""What may this person do with the partnership's money, and which of its pages are there?

Offers are a courtesy: an act asks again who may and when may.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from dhr_cases.models import Partnership, User
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import granted
from funding.forms.registry import FORMS
from funding.permissions import is_nominee
from funding.verbs import VERBS, FundingVerb
from funding.views.gate import year_slug
from funding.years import FinancialYear


@dataclass(frozen=True)
class Offer:
    """One act the person may do now: its button and its page."""

    verb: FundingVerb
    label: str
    url: str


@dataclass(frozen=True)
class Tab:
    """One page of a year's money: its name in the side menu and its address."""

    label: str
    url_name: str


TABS = (
    Tab("Position", "funding_year"),
    Tab("Partners", "funding_partners"),
    Tab("Requests", "funding_requests"),
    Tab("Costs", "funding_costs"),
    Tab("What if", "funding_scenarios"),
    Tab("Ledger", "funding_ledger"),
    Tab("To approve", "funding_journals"),
    Tab("Debts", "funding_debts"),
    Tab("Year end", "funding_year_end"),
    Tab("Funding model", "funding_models"),
    Tab("Successions", "funding_successions"),
    Tab("Grant", "funding_grant"),
    Tab("Papers and files", "funding_papers"),
    Tab("Take in a file", "funding_import"),
    Tab("History", "funding_history"),
    Tab("Settings", "funding_settings"),
)
"""Every page in the order of the side menu, of one partnership and year. A name that no page carries is left out."""


def offered(
    user: User,
    partnership: Partnership,
    year: FinancialYear,
    verbs: Iterable[FundingVerb],
    subject: Model | None = None,
) -> list[Offer]:
    """Those of the verbs that the person may do, in the order given; one query, a second one for a nominee."""
    permissions = granted(user, partnership)
    return [
        Offer(verb, VERBS[verb].label, act_url(partnership, year, verb, subject))
        for verb in verbs
        if verb in FORMS and _is_held(verb, permissions, user, partnership)
    ]


def _is_held(verb: FundingVerb, permissions: frozenset[SitePermission], user: User, partnership: Partnership) -> bool:
    needed = VERBS[verb].permission
    if needed in permissions:
        return True
    return needed is SitePermission.APPROVE_FUNDING and is_nominee(user, partnership)


def act_url(partnership: Partnership, year: FinancialYear, verb: FundingVerb, subject: Model | None = None) -> str:
    """The page on which an act is done; ``subject`` is the row it is about."""
    about = () if subject is None else (subject.pk,)
    return reverse("funding_act", args=(partnership.code, year_slug(year), verb.value, *about))


def page_url(name: str, partnership: Partnership, year: FinancialYear, *about: object) -> str:
    """The address of a page of a year's money; "" where no page carries the name."""
    try:
        return reverse(name, args=(partnership.code, year_slug(year), *about))
    except NoReverseMatch:
        return ""

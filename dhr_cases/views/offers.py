"""What may this person do on this case now, and which of its pages may they open?

Offers are a courtesy: an act asks again who may and when may. Holds are told on the page itself.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from dhr_cases.disclosure import Material, may_see
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import Case, User
from dhr_cases.permissions import granted, roles_on
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb


@dataclass(frozen=True)
class Offer:
    """One act the person may do now: its button and its page."""

    verb: Verb
    label: str
    url: str


@dataclass(frozen=True)
class Tab:
    """One page of a case: its name in the side menu, its address, what it shows."""

    label: str
    url_name: str
    material: Material


@dataclass(frozen=True)
class MenuItem:
    """One line of the side menu."""

    label: str
    url: str
    current: bool = False


TABS = (
    Tab("Overview", "case", Material.STATUS),
    Tab("Decision", "case_decision", Material.BRIEFING),
    Tab("Letters", "case_letters", Material.BRIEFING),
    Tab("People", "case_people", Material.PEOPLE),
    Tab("Anonymity", "case_anonymity", Material.ANONYMITY),
    Tab("Family", "case_family", Material.FAMILY),
    Tab("Panel", "case_panel", Material.PANEL),
    Tab("Terms of reference", "case_terms", Material.TERMS),
    Tab("Agencies", "case_requests", Material.REQUESTS),
    Tab("Meetings", "case_meetings", Material.MEETINGS),
    Tab("Papers", "case_papers", Material.STATUS),
    Tab("Drafting", "case_drafting", Material.DRAFTING),
    Tab("Reading and approval", "case_readings", Material.DRAFTS),
    Tab("Home Office", "case_assurance", Material.SUBMISSION),
    Tab("Publication", "case_publication", Material.PUBLICATION),
    Tab("Briefings", "case_briefings", Material.PUBLICATION),
    Tab("Recommendations", "case_recommendations", Material.RECOMMENDATIONS),
    Tab("Clocks and holds", "case_clocks", Material.STATUS),
    Tab("Money", "case_money", Material.MONEY),
    Tab("Members", "case_members", Material.MEMBERS),
    Tab("History", "case_history", Material.HISTORY),
)
"""Every page of a case in the order of the side menu. A name that no page carries yet is left out."""

ASIDE = frozenset({
    Verb.TRANSFER, Verb.PROPOSE_END, Verb.WITHDRAW_REQUEST, Verb.CLOSE_UNANSWERED, Verb.WITHHOLD, Verb.CLOSE,
    Verb.REOPEN,
})  # fmt: skip
"""Acts that move a review, but are not what a page leads with."""


def offered(user: User, case: Case, verbs: Iterable[Verb], subject: Model | None = None) -> list[Offer]:
    """Those of the verbs that the person may do at the case's stage, in the order given; one query.

    Nothing is offered on a case whose record was destroyed.
    """
    if case.forgotten_on is not None:
        return []
    permissions = granted(user, case)
    return [
        Offer(verb, VERBS[verb].label, act_url(case, verb, subject))
        for verb in verbs
        if verb in FORMS and _is_open(verb, case, permissions)
    ]


def leading(stage: Stage) -> frozenset[Verb]:
    """The acts that take a review on from its stage: pages show them first, as the next step."""
    order = list(STAGES)
    ahead = {following for following in STAGES[stage].next if order.index(following) > order.index(stage)}
    return frozenset(
        verb for verb, row in VERBS.items() if verb not in ASIDE and stage in row.stages and ahead & {*row.leads_to}
    )


def _is_open(verb: Verb, case: Case, permissions: Collection[str]) -> bool:
    return VERBS[verb].permission in permissions and case.at in VERBS[verb].stages


def act_url(case: Case, verb: Verb, subject: Model | None = None) -> str:
    """The page on which a verb is done; ``subject`` is the row it is about."""
    about = () if subject is None else (subject.pk,)
    return reverse("act", args=(case.reference, verb.value, *about))


def tabs(user: User, case: Case, current: str = "", roles: frozenset[Role] | None = None) -> list[MenuItem]:
    """The pages of the case this person may open; one query unless their roles are already known."""
    held = roles_on(user, case) if roles is None else roles
    return [MenuItem(tab.label, url, tab.url_name == current) for tab, url in _seen(held, case) if url]


def _seen(held: frozenset[Role], case: Case) -> list[tuple[Tab, str]]:
    """The pages whose material these roles may see, with their addresses."""
    standing = case.standing
    return [(tab, _address(tab, case)) for tab in TABS if may_see(held, tab.material, standing)]


def _address(tab: Tab, case: Case) -> str:
    try:
        return reverse(tab.url_name, args=(case.reference,))
    except NoReverseMatch:
        return ""

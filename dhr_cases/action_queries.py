"""For which actions does a person answer, and who answers for a body? Asked of the standing teams.

An owner's person reaches the actions of its own body in its own partnership, from the day the Home Office has cleared
the report until the case is closed, and nothing else of the case. Source: ours [D].
"""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Action, ActionStatus, ActionTerms, Case, Organisation, Partnership, TeamMembership, User
from dhr_cases.models.recommendations import ENDED_STATUSES
from dhr_cases.permissions import active_on
from dhr_cases.policies.action_life import ANSWERED_STAGES
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import memberships_with, roles_with

IS_CLOSED = Q(status=ActionStatus.DONE) & ~Q(verified_on=None)
Q_OPEN = ~(IS_CLOSED | Q(status__in=ENDED_STATUSES) | Q(is_end_accepted=True))
"""Actions that have not ended: the rule of ``Action.has_ended`` for the database."""


def body_memberships(user: User) -> QuerySet[TeamMembership]:
    """The team memberships by which the person answers for the actions of a body today."""
    return memberships_with(user, SitePermission.ANSWER_ACTIONS).exclude(organisation=None)


def actions_of(user: User) -> QuerySet[Action]:
    """The actions for which the person answers today; one query."""
    runs = Q(team__partnership=OuterRef("recommendation__case__lead_csp")) | Q(
        team__partnership=OuterRef("recommendation__case__managing_body")
    )
    held = body_memberships(user).filter(runs, organisation=OuterRef("owner"))
    rows = Action.objects.filter(Exists(held), recommendation__case__stage__in=ANSWERED_STAGES)
    found: QuerySet[Action] = rows.filter(recommendation__case__forgotten_on=None)
    return found


def check_answers_for(user: User, action: Action) -> None:
    """Pass when the person answers for this action's owner; raise NotPermitted."""
    partnerships = _partnerships_of(action.recommendation.case)
    held = body_memberships(user).filter(team__partnership__in=partnerships, organisation=action.owner_id)
    if action.owner_id is None or not held.exists():
        raise NotPermitted("You do not answer for this action's owner. Ask the coordinator.")


def belongs_to_owner(user: User, action: Action) -> bool:
    """True for a person who stands for the owner of the action today, in whatever role and team or case."""
    if action.owner_id is None:
        return False
    today = active_on(timezone.localdate())
    teams = TeamMembership.objects.filter(today, user=user, organisation=action.owner_id)
    return teams.exists() or user.case_memberships.filter(today, organisation=action.owner_id).exists()


def owners_people(partnership: Partnership, organisation: Organisation, on: datetime.date) -> QuerySet[User]:
    """The accounts that answer for the actions of a body in a partnership on a day, and can be reached."""
    held = TeamMembership.objects.filter(
        active_on(on),
        team__partnership=partnership,
        team__role__in=roles_with(SitePermission.ANSWER_ACTIONS),
        organisation=organisation,
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def terms_of(partnership: Partnership | None) -> ActionTerms:
    """How the partnership follows its action plans; the usual terms, unsaved, where it has set none."""
    found = ActionTerms.objects.filter(partnership=partnership).first() if partnership else None
    return found or ActionTerms(partnership=partnership)


def _partnerships_of(case: Case) -> list[int]:
    return [pk for pk in (case.lead_csp_id, case.managing_body_id) if pk]

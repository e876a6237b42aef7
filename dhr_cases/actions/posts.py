"""Which role comes and goes with a post? Written inside the act that fills or ends the post."""

import datetime

from django.utils import timezone

from dhr_cases.actions.core import Recording
from dhr_cases.actions.grants import refresh_people
from dhr_cases.events import Event
from dhr_cases.models import CaseMembership, Organisation, User
from dhr_cases.permissions import active_on
from dhr_cases.roles import ROLES, Role


def give_role(act: Recording, to: User, role: Role, organisation: Organisation | None = None) -> None:
    """The person holds the role on the case from today; nothing changes for one who holds it already.

    Source: membership is the truth, the permission rows follow [D].
    """
    today = timezone.localdate()
    held = CaseMembership.objects.filter(
        active_on(today), case=act.case, user=to, role=role, organisation=organisation, ends_on=None
    )
    if held.exists():
        return
    member = CaseMembership.objects.create(
        case=act.case, user=to, role=role, organisation=organisation, starts_on=today, reason=act.reason
    )
    refresh_people(act.case)
    act.record(Event.MEMBERSHIP_GRANTED, about=member, detail={"role": ROLES[role].label, "account": to.pk})


def take_role(act: Recording, user: User, role: Role, organisation: Organisation | None = None) -> None:
    """The person's role ends yesterday, so that the next request already finds it gone.

    Source: accounts that end with the appointment, domain 5.2 [D].
    """
    today = timezone.localdate()
    held = CaseMembership.objects.filter(
        active_on(today), case=act.case, user=user, role=role, organisation=organisation
    )
    for member in held:
        member.ends_on = today - datetime.timedelta(days=1)
        member.reason = act.reason
        member.save()
        act.record(Event.MEMBERSHIP_ENDED, about=member, detail={"role": ROLES[role].label, "account": user.pk})
    refresh_people(act.case)

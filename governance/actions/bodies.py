"""How is a body that meets set up and changed, and who takes or leaves a seat on it?"""

import datetime
from dataclasses import dataclass

from dhr_cases.models import Organisation, Partnership, User
from governance.actions.core import acting, require, today
from governance.meeting_terms import BodyKind, MemberRole
from governance.models import BodyMember, GoverningBody
from governance.verbs import GovernanceVerb

DEEPEST = 20
"""How many tiers are followed before a chain of bodies is taken for a ring. [D]"""


@dataclass(frozen=True, kw_only=True)
class BodyFacts:
    """What is known of a body. ``first_minute`` is the number with which its minutes begin here."""

    name: str
    short_name: str = ""
    kind: BodyKind = BodyKind.PARTNERSHIP
    purpose: str = ""
    remit: str = ""
    reports_to: GoverningBody | None = None
    sits_as: str = ""
    first_minute: int = 1
    paper_days: int = 7
    contact: str = ""
    terms_approved_on: datetime.date | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


def set_up_body(*, partnership: Partnership, by: User, facts: BodyFacts) -> GoverningBody:
    """A body is added. Raises Incomplete for a name that another body bears, or a body above it elsewhere."""
    with acting(GovernanceVerb.SET_UP_BODY, partnership, by) as act:
        body = GoverningBody(partnership=partnership, **vars(facts))
        _check(body)
        body.save()
        act.record(about=body)
        return body


def change_body(*, body: GoverningBody, by: User, facts: BodyFacts, reason: str) -> GoverningBody:
    """What is known of a body is corrected or has changed. Raises as ``set_up_body``."""
    with acting(GovernanceVerb.CHANGE_BODY, body.partnership, by, reason=reason) as act:
        for name, value in vars(facts).items():
            setattr(body, name, value)
        _check(body)
        body.save()
        act.record(about=body)
        return body


def _check(body: GoverningBody) -> None:
    others = GoverningBody.objects.filter(partnership=body.partnership).exclude(pk=body.pk)
    above = body.reports_to
    require(
        (bool(body.name.strip()), "Enter the name of the body."),
        (not others.filter(name__iexact=body.name).exists(), "Another body bears this name."),
        (above is None or above.partnership_id == body.partnership_id, "The body above belongs elsewhere."),
        (not _is_above_itself(body), "A body cannot report to itself, however many bodies lie between."),
        (body.ends_on is None or body.starts_on is None or body.starts_on <= body.ends_on, "It ends before it begins."),
    )


def _is_above_itself(body: GoverningBody) -> bool:
    above = body.reports_to
    for _tier in range(DEEPEST):
        if above is None:
            return False
        if above == body:
            return True
        above = above.reports_to
    return True


def add_body_member(
    *,
    body: GoverningBody,
    by: User,
    name: str,
    starts_on: datetime.date,
    role: MemberRole = MemberRole.MEMBER,
    post: str = "",
    organisation: Organisation | None = None,
) -> BodyMember:
    """A person takes a seat. Raises Incomplete without a name, or where the person sits there already."""
    with acting(GovernanceVerb.ADD_BODY_MEMBER, body.partnership, by) as act:
        sits = BodyMember.objects.filter(body=body, name__iexact=name.strip(), ends_on=None)
        require(
            (bool(name.strip()), "Enter the name of the member."),
            (not sits.exists(), "This person sits on the body already."),
        )
        member: BodyMember = BodyMember.objects.create(
            body=body, name=name.strip(), role=role, post=post, organisation=organisation, starts_on=starts_on
        )
        act.record(about=member, on=starts_on)
        return member


def end_body_member(*, member: BodyMember, by: User, ends_on: datetime.date, reason: str = "") -> BodyMember:
    """A person leaves a seat; ``ends_on`` is the last day. Raises Incomplete for a day before the first."""
    with acting(GovernanceVerb.END_BODY_MEMBER, member.body.partnership, by, reason=reason) as act:
        member.refresh_from_db()
        require(
            (member.ends_on is None, "The membership has ended already."),
            (ends_on >= member.starts_on, "The last day lies before the first."),
            (ends_on <= today(), "Enter the last day when it has come."),
        )
        member.ends_on = ends_on
        member.save()
        act.record(about=member, on=ends_on)
        return member

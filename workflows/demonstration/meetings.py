"""Which meetings does a visitor meet? A partnership, its working group and steering group; all of it invented.

Three meetings of the partnership lie behind: the first is approved, the second reports an answer back, the third is a
draft. One is called and one planned. Made through the acts, so that every page has something to show.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from dhr_cases.models import Organisation, User
from governance.actions import agenda, bodies, meetings, minutes, partner_requests, resolutions
from governance.actions.agenda import ItemFacts
from governance.actions.bodies import BodyFacts
from governance.actions.meetings import MeetingFacts
from governance.actions.partner_answers import Said, answer_as_partner
from governance.actions.partner_requests import Ask
from governance.actions.resolutions import LimbFacts
from governance.attendance_lines import Attendee
from governance.meeting_terms import Access, AttendanceClass, BodyKind, MeetingMode, MemberRole
from governance.models import AgendaItem, GoverningBody, Meeting, PartnerRequest
from governance.recurrence import Repeat
from governance.resolution_types import ResolutionType
from workflows.demonstration.people import Town

R = ResolutionType
MEMBERS = (
    ("Martin Ashby", MemberRole.CHAIR, "kent-county-council"),
    ("Grace Boateng", MemberRole.VICE_CHAIR, "kent-police"),
    ("Priya Nair", MemberRole.MEMBER, "kmpt"),
    ("Hugh Penrose", MemberRole.MEMBER, "probation-service"),
    ("Colin Reed", MemberRole.MEMBER, "kent-fire"),
)
STANDING = (
    ("A", "Minutes of the last meeting"),
    ("B", "Community safety agreement: review"),
    ("B", "Road safety strategy"),
    ("D", "Domestic homicide reviews: update"),
)
UPDATE = (
    "The coordinator told the meeting how many reviews are under way, and what was published since it last met.\n\n"
    "Members asked how long the Home Office takes to reply. The answer is in the figures of the report."
)


@dataclass(frozen=True)
class Hall:
    """Who keeps the meetings, who answers for the police, the bodies that are asked, and the partnership's own body."""

    by: User
    partner: User
    agencies: dict[str, Organisation]
    board: GoverningBody


def meet(town: Town) -> None:
    """Put bodies, meetings and what came of them on record."""
    by = town.accounts["coordinator"]
    agencies = {body.code: body for body in Organisation.objects.all()}
    hall = Hall(by, town.accounts["actions"], agencies, _board(town, by, agencies))
    _lower_bodies(town, hall)
    first = _first(hall)
    request = PartnerRequest.objects.get(item__meeting=first)
    second = _second(hall, first, request)
    _third(hall, second)
    _ahead(hall)


def _days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def _board(town: Town, by: User, agencies: dict[str, Organisation]) -> GoverningBody:
    facts = BodyFacts(
        name=f"{town.partnership.name}: board",
        short_name="Board",
        purpose="Brings the responsible authorities together to keep people safe.",
        remit="Agrees the community safety agreement; commissions reviews; hears what they found.",
        first_minute=51,
        contact="community.safety@demo.invalid",
        terms_approved_on=_days(-400),
    )
    board = bodies.set_up_body(partnership=town.partnership, by=by, facts=facts)
    for name, role, code in MEMBERS:
        bodies.add_body_member(
            body=board, by=by, name=name, role=role, organisation=agencies[code], starts_on=_days(-500)
        )
    return board


def _lower_bodies(town: Town, hall: Hall) -> None:
    rows = (
        ("Working group", BodyKind.WORKING_GROUP, "Prepares and watches over the agreement and its action plan."),
        ("Review steering group", BodyKind.STEERING_GROUP, "Follows every review from notification to learning."),
    )
    for name, kind, purpose in rows:
        facts = BodyFacts(name=name, kind=kind, purpose=purpose, reports_to=hall.board)
        bodies.set_up_body(partnership=town.partnership, by=hall.by, facts=facts)


def _called(hall: Hall, in_days: int, mode: MeetingMode = MeetingMode.HYBRID) -> tuple[Meeting, list[AgendaItem]]:
    """A meeting with the usual agenda, sent out a week before."""
    place = "" if mode is MeetingMode.ONLINE else "Council chamber"
    facts = MeetingFacts(on=_days(in_days), starts_at=datetime.time(14), mode=mode, place=place)
    meeting = meetings.plan_meeting(body=hall.board, by=hall.by, facts=facts)
    items = [
        agenda.add_item(meeting=meeting, by=hall.by, facts=ItemFacts(part=part, title=title, presenters="An officer"))
        for part, title in STANDING
    ]
    meetings.send_agenda(meeting=meeting, by=hall.by, on=min(_days(in_days - 7), timezone.localdate()))
    return meeting, items


def _held(hall: Hall, in_days: int) -> tuple[Meeting, list[AgendaItem]]:
    """A meeting that took place, with its lists of who was there."""
    meeting, items = _called(hall, in_days)
    meetings.hold_meeting(meeting=meeting, by=hall.by)
    chair = Attendee(MEMBERS[0][0], "Chair", is_in_chair=True)
    others = tuple(Attendee(name, organisation=hall.agencies[code].name) for name, _role, code in MEMBERS[1:])
    lists = {
        AttendanceClass.PRESENT: (chair, *others),
        AttendanceClass.IN_ATTENDANCE: (Attendee("Dana Okafor", "Clerk"),),
    }
    meetings.record_attendance(meeting=meeting, by=hall.by, lists=lists)
    for item in items:
        item.refresh_from_db()
    return meeting, items


def _resolved(hall: Hall, item: AgendaItem, words: str, *limbs: LimbFacts, discussion: str = "") -> None:
    minutes.write_minute(item=item, by=hall.by, discussion=discussion or "An officer introduced the item.")
    first, *others = limbs
    row = resolutions.resolve(item=item, by=hall.by, words=words, limb=first, is_lettered=bool(others))
    for limb in others:
        resolutions.add_limb(resolution=row, by=hall.by, limb=limb)


def _usual(hall: Hall, items: Sequence[AgendaItem]) -> None:
    """What every meeting does: agree the agreement with comments, note the rest."""
    _resolved(
        hall, items[1], "the Board",
        LimbFacts(kind=R.CONSIDER_AND_COMMENT, text="consider and comment on the changes proposed."),
        LimbFacts(kind=R.AGREE_WITH_COMMENTS, text="agree the priorities, taking the comments into account."),
    )  # fmt: skip  # one resolution in one glance
    _resolved(hall, items[3], "the update be noted.", LimbFacts(kind=R.NOTE), discussion=UPDATE)


def _first(hall: Hall) -> Meeting:
    """A meeting with a request, a dated and a yearly update."""
    meeting, items = _held(hall, -210)
    _resolved(hall, items[0], "the minutes of the last meeting be noted as read.", LimbFacts(kind=R.NOTE))
    _usual(hall, items)
    _resolved(
        hall, items[2], "the Board note the strategy and receive an update each year.",
        LimbFacts(
            kind=R.RECURRING_UPDATE, due_on=_days(160), is_month=True, repeat=Repeat.YEARLY, title="Road safety: update"
        ),
    )  # fmt: skip  # one resolution in one glance
    asking = Ask(hall.agencies["probation-service"], "to say how its staff are told what reviews found", _days(-150))
    partner_requests.ask_partner(item=items[3], by=hall.by, asking=asking)
    minutes.draft_minutes(meeting=meeting, by=hall.by)
    return meeting


def _second(hall: Hall, first: Meeting, request: PartnerRequest) -> Meeting:
    """A meeting that approves the first one's minutes and hears the answer."""
    partner_requests.record_partner_answer(
        request=request, by=hall.by, answer="Each team reads the briefing of a review within a month.", on=_days(-140),
        answered_by="Head of operations",
    )  # fmt: skip  # one answer in one glance
    meeting, items = _held(hall, -115)
    _resolved(hall, items[0], "the minutes were correctly recorded.", LimbFacts(kind=R.APPROVE_MINUTES, approves=first))
    _usual(hall, items)
    _resolved(hall, items[2], "the report be noted.", LimbFacts(kind=R.NOTE))
    partner_requests.report_back(request=request, by=hall.by, item=items[3])
    minutes.draft_minutes(meeting=meeting, by=hall.by)
    minutes.add_meeting_note(item=items[3], by=hall.by, on=_days(-100), text="The slides were sent to all members.")
    return meeting


def _third(hall: Hall, second: Meeting) -> None:
    """The last meeting: a draft, with a restricted item, open requests and a question without an answer."""
    meeting, items = _held(hall, -25)
    restricted = ItemFacts(
        part="E", title="Choice of a chair", access=Access.RESTRICTED, restricted_why="Terms of a contract"
    )
    covered = agenda.add_item(meeting=meeting, by=hall.by, facts=restricted)
    _resolved(
        hall, items[0], "the minutes were correctly recorded.", LimbFacts(kind=R.APPROVE_MINUTES, approves=second)
    )
    _usual(hall, items)
    _resolved(
        hall, items[2], "an NHS partner be asked to join the campaign.",
        LimbFacts(kind=R.REQUEST, organisation=hall.agencies["kmpt"], due_on=_days(14)),
    )  # fmt: skip  # one resolution in one glance
    _police_asked(hall, items[3])
    _resolved(hall, covered, "the second bidder be chosen.", LimbFacts(kind=R.AGREE))
    minutes.record_question(item=items[3], by=hall.by, text="How many reviews wait for a chair?", asked_by="A member")
    minutes.draft_minutes(meeting=meeting, by=hall.by)


def _police_asked(hall: Hall, item: AgendaItem) -> None:
    """Two requests to the police: one its own person has answered, one that waits and is late."""
    police = hall.agencies["kent-police"]
    first = Ask(police, "to say how many call takers have had the training on strangulation", _days(-12))
    answered = partner_requests.ask_partner(item=item, by=hall.by, asking=first)
    said = Said("Of 214 call takers 180 have had it. The others follow by the end of the quarter.")
    answer_as_partner(request=answered, by=hall.partner, said=said)
    late = Ask(police, "to name the officer who will sit on review panels from the spring", _days(-3))
    partner_requests.ask_partner(item=item, by=hall.by, asking=late)


def _ahead(hall: Hall) -> None:
    """One meeting whose agenda is out, with a paper that is expected, and one in the calendar."""
    _meeting, items = _called(hall, 21, MeetingMode.ONLINE)
    agenda.expect_meeting_paper(item=items[3], by=hall.by, title="Report on reviews", author="Community Safety Team")
    facts = MeetingFacts(on=_days(112), starts_at=datetime.time(14), place="Council chamber")
    meetings.plan_meeting(body=hall.board, by=hall.by, facts=facts)
